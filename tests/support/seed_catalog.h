// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "core/catalog/catalog_tables.h"

namespace headroom::tests {

inline std::string readFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The seed catalog, read from the CSV files without Qt; built once.
inline const Catalog& seedCatalog() {
    static const Catalog catalog = [] {
        CatalogRows rows;
        for (const std::string& table : catalogTables()) {
            rows[table] = parseCsv(
                readFile(std::string(HEADROOM_SOURCE_DIR) + "/database/seed/" + table + ".csv"));
        }
        return buildCatalog(rows);
    }();
    return catalog;
}

}  // namespace headroom::tests
