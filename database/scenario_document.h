// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <optional>

#include "core/catalog/row.h"
#include "core/scenario/scenario.h"
#include "database/errors.h"

namespace headroom {

inline constexpr int kDocumentVersion = 1;

/// A scenario file: {"format": "headroom-scenario", "version": 1, "scenario": {field id: value},
/// "catalog": {...}}. Values are keyed by Field id, so the file changes only when a field does.
/// Keys this version does not know are kept in `unknown` and written back.
struct ScenarioDocument {
    Scenario scenario;
    /// The catalog rows the figures were made with (prices as saved, with date and source); absent
    /// in examples, which follow the person's catalog.
    std::optional<CatalogRows> snapshot;
    QString savedOn;  ///< ISO date of the snapshot; empty without one
    QJsonObject unknown;
};

/// Throws FileError: not JSON, truncated (with the byte), another format, a newer version (named),
/// a value that does not parse (with field, value, remedy).
ScenarioDocument scenarioFromJson(const QByteArray& json);
QByteArray scenarioToJson(const ScenarioDocument& document);
ScenarioDocument loadScenario(const QString& path);
/// Atomic (QSaveFile): a failure leaves the old file as it was and throws FileError.
void saveScenario(const QString& path, const ScenarioDocument& document);

/// The rows of `all` that an evaluation of `scenario` can read.
CatalogRows snapshotFor(const Scenario& scenario, const CatalogRows& all);
/// The rows that a document is saved with: those of `live`, or, where it was judged by `saved`
/// rows, these as they are with the rows that the scenario came to need since.
CatalogRows rowsToSave(const Scenario& scenario, const CatalogRows& live,
                       const std::optional<CatalogRows>& saved);
/// The catalog a document is evaluated with: machines, offers and what providers charge or state
/// beside them exactly as saved; every other table live, with the saved rows on top. Throws
/// FileError when a saved row cannot be used.
Catalog documentCatalog(const CatalogRows& live, const CatalogRows& snapshot);

/// One difference between the saved rows and the live catalog, for "Update Prices…".
struct PriceDifference {
    std::string table;
    std::string id;
    QString name;
    QString column;
    QString saved;    ///< empty = the row is new
    QString current;  ///< empty = the row is gone
};
std::vector<PriceDifference> differences(const CatalogRows& snapshot, const CatalogRows& live);

}  // namespace headroom
