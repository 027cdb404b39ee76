// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/program.h"
#include "database/catalog_store.h"

namespace headroom::cli {

/// --severity and its help.
OptionSpec severityOption();

/// `catalog doctor`: prints what `examineCatalog` finds today, from --severity upwards, and how
/// much of each severity there is. Returns ScenarioErrors when the catalog has an error, whatever
/// is printed. Throws UsageError for an unknown severity.
ExitCode examineStore(const CatalogStore& store, const Arguments& arguments);

}  // namespace headroom::cli
