// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "database/catalog_store.h"
#include "database/connection.h"
#include "database/migrations.h"

namespace headroom {

/// An open catalog file whose schema is the newest.
struct CatalogFile {
    std::unique_ptr<Connection> connection;
    CatalogOutcome outcome{};
    CatalogOpening opening;
    int version{};
};

/// Opens, creates or upgrades the catalog at `path`. Nothing is written before the file is known to
/// be a Headroom catalog (or empty); an upgrade copies the file first. Throws CatalogRefused.
CatalogFile openCatalogFile(const QString& path, const std::vector<Migration>& migrations);

}  // namespace headroom
