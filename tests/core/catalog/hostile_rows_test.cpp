// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdexcept>

#include "core/catalog/catalog_tables.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

namespace headroom {

TEST_CASE("Any text in any column of any table is read or refused", "[catalog][rows]") {
    for (const std::string& table : catalogTables()) {
        const std::string text =
            tests::readFile(std::string(HEADROOM_SOURCE_DIR) + "/database/seed/" + table + ".csv");
        const std::vector<std::string> columns = csvHeader(text);
        const std::vector<Row> rows = parseCsv(text);
        int refused = 0;
        for (std::size_t i = 0; i < rows.size(); i += 7) {
            for (const std::string& column : columns) {
                for (const char* value : {"-1", "0", "1e308", "nan", "1.5", "999999999", "\0",
                                          "'; DROP TABLE models; --", "%s%n"}) {
                    Row row = rows[i];
                    row.set(column, value);
                    Catalog catalog;
                    try {
                        addRow(catalog, table, row);
                    } catch (const std::invalid_argument& error) {
                        ++refused;
                        CHECK_THAT(error.what(), Catch::Matchers::Contains(table));
                    }
                }
            }
        }
        CAPTURE(table);
        // Every table has numbers or dates, except what providers state in words.
        CHECK((refused > 0 || table == "api_providers" || rows.empty()));
    }
}

}  // namespace headroom
