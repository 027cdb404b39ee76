// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes to a catalog without end and says what is committed, until it is killed
// (tests/database/kill_test.cpp).
#include <QCoreApplication>
#include <cstdio>
#include <random>

#include "database/catalog_store.h"

using namespace headroom;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kBatch = 40;

void say(const char* what, int number) {
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

Row machine(const CatalogStore& store, const std::string& id) {
    for (Row& row : store.rows("machines")) {
        if (row.text("id") == id) return row;
    }
    throw std::runtime_error("no machine " + id);
}

Row with(Row row, const std::string& column, const std::string& value) {
    row.set(column, value);
    return row;
}

}  // namespace

int main(int argc, char* argv[]) {
    QCoreApplication application(argc, argv);
    if (argc != 3) return 2;
    std::mt19937 random(static_cast<unsigned>(std::atoi(argv[2])));
    try {
        CatalogStore store(QString::fromLocal8Bit(argv[1]));
        say("open", store.schemaVersion());
        const auto start =
            static_cast<int>(machine(store, "dgx-spark").number("price_usd").value());
        for (int n = start + 1;; ++n) {
            const std::string value = std::to_string(n);
            if (random() % 3 != 0) {
                const Row row = machine(store, "dgx-spark");
                store.apply({{"machines", row, with(row, "price_usd", value)}});
                say("edit", n);
                continue;
            }
            // An import: many rows in one step, after a copy.
            if (random() % 8 == 0) store.backUp(u"import"_s);
            std::vector<RowChange> changes;
            for (const Row& row : store.rows("cloud_prices")) {
                if (changes.size() == kBatch) break;
                changes.push_back(
                    {"cloud_prices", row, with(row, "notes", value), ChangeAuthor::Import});
            }
            store.apply(changes);
            say("import", n);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
