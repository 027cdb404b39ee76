// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "database/catalog_store.h"
#include "database/import/import_source.h"

namespace headroom::cli {

/// --apply, --all and --as-of, which every import has.
std::vector<OptionSpec> importOptions();
/// --as-of, else today.
QDate priceDate(const Arguments& arguments);

/// Prints what the rows would change and, with --apply, changes it in one step after a dated copy
/// of the catalog.
void finishImport(CatalogStore& store, const CatalogRows& rows, ImportSource source,
                  const Arguments& arguments);

}  // namespace headroom::cli
