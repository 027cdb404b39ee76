// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "app/cli/arguments.h"
#include "core/scenario/fields.h"
#include "core/scenario/validate.h"
#include "database/catalog_store.h"
#include "database/scenario_document.h"

namespace headroom::cli {

/// The catalog that --catalog names, or the person's own. Throws FileError.
std::unique_ptr<CatalogStore> openCatalog(const Arguments& arguments);

/// Sets one field from text; throws UsageError: an unknown field with the nearest one, a value that
/// does not parse.
void setField(Scenario& scenario, const QString& id, const QString& value);

/// Applies every --set; throws UsageError.
void setFields(const Arguments& arguments, Scenario& scenario);

/// A scenario with the catalog it is evaluated with.
struct ScenarioInput {
    Scenario scenario;
    CatalogPointer catalog;
    QString catalogDate;   ///< newest price date
    bool pricesAsSaved{};  ///< and they are others than the catalog's
};
/// Reads the scenario file ("-" = standard input), applies every --set, and takes prices as saved
/// in the document unless --live-prices is given. Throws FileError and UsageError.
ScenarioInput readScenario(const Arguments& arguments, const QString& path);
/// --set and --live-prices with their help.
OptionSpec setOption();
OptionSpec livePricesOption();

/// Prints findings on standard error, one line each with its remedy.
void printFindings(const std::vector<Finding>& findings);

}  // namespace headroom::cli
