// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A newer release brings newer rows; what a person typed stays (docs/catalog_files.md 3).
#pragma once

#include <QString>
#include <vector>

#include "database/catalog_store.h"
#include "database/catalog_writer.h"
#include "database/connection.h"

namespace headroom {

/// The rows that come with the program and what tells them from those of another release.
struct SuppliedCatalog {
    CatalogRows rows;
    QString fingerprint;
};
/// Of this program.
SuppliedCatalog suppliedCatalog(const std::vector<TableInfo>& tables);
/// Of this program, without reading rows.
QString suppliedFingerprint();

/// Remembers the rows as those that a fresh catalog was made of.
void recordSupplied(const Connection& connection, const std::vector<TableInfo>& tables,
                    const SuppliedCatalog& supplied);

/// Brings the rows of another release into the catalog, in one transaction, after a dated copy:
/// - a row that nobody has edited becomes as supplied;
/// - an edited row stays; where the supplied one has changed since it was last seen, it is offered;
/// - a new row is added; one that was deleted stays away; one that is no longer supplied stays.
/// Returns what it did; nothing when the catalog has seen this release. Throws FileError.
SeedMerge mergeSupplied(const Connection& connection, const std::vector<TableInfo>& tables,
                        CatalogWriter& writer, const SuppliedCatalog& supplied);
/// The fingerprint of the release that the catalog saw last; empty before version 9.
QString seenFingerprint(const Connection& connection);

/// Rows that a release offers in place of edited ones, while they differ.
std::vector<SuppliedOffer> suppliedOffers(const Connection& connection,
                                          const std::vector<TableInfo>& tables);
/// Forgets every offer.
void declineOffers(const Connection& connection);

}  // namespace headroom
