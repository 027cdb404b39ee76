// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "database/catalog_store.h"

class QWidget;

namespace headroom {

/// Opens the person's catalog. For a damaged one it offers the newest sound copy, or else a new
/// catalog; the damaged file is kept beside it. Throws DamagedCatalog when that is declined, and
/// FileError for every other failure.
std::unique_ptr<CatalogStore> openCatalogOrCopy(QWidget* parent, const QString& path);

}  // namespace headroom
