// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile text in every text column of every table, by edit and by import. The columns come from
// the tables' descriptions: new ones are tried by themselves.
#include <set>

#include "database/cell_text.h"
#include "database/spreadsheet_text.h"
#include "tests/database/import_fixture.h"
#include "tests/support/hostile_text.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

bool isText(const ColumnInfo& column) {
    return column.kind == ColumnKind::Text || column.kind == ColumnKind::Link;
}

/// Columns that take any text: neither listed values nor those that the program reads further.
std::vector<const ColumnInfo*> textColumns(const TableInfo& table) {
    std::vector<const ColumnInfo*> columns;
    for (const ColumnInfo& column : table.columns) {
        if (isText(column) && column.knownValues.empty() && column.name != "changed_by") {
            columns.push_back(&column);
        }
    }
    return columns;
}

/// As Qt reads bytes that are no UTF-8.
std::string asStored(const std::string& text) {
    return QString::fromStdString(text).toStdString();
}

/// Nothing in the line that a terminal, a reader or a spreadsheet obeys.
void checkInert(const QStringList& cells) {
    const QString line = csvLine(cells);
    CHECK(steering(line.toUtf8(), true) == QString());
    const std::vector<Row> back =
        parseCsv((csvLine({u"cell"_s}) + csvLine({cells[0]})).toStdString());
    REQUIRE(back.size() == 1);
    const std::string first = back.front().text("cell");
    REQUIRE_FALSE(first.empty());
    CHECK(std::string("=+-@\t\r").find(first.front()) == std::string::npos);
    CHECK(steering(tabSeparated({cells}).toUtf8(), true) == QString());
}

struct HostileFixture : ImportFixture {
    /// Each text in one column of the last row, which then is as before.
    void tryEdits(const TableInfo& info, const ColumnInfo& column) {
        const Row before = store->rows(info.name).back();
        Row current = before;
        for (const std::string& text : hostileTexts()) {
            const Row after = with(before, column.name, text);
            const QString sentence = refusal([&] { store->apply({{info.name, current, after}}); });
            if (!sentence.isEmpty()) {
                // A column that the program reads further may refuse.
                CHECK(sentence.size() < 1'000);
                ++declined;
                continue;
            }
            ++taken;
            current = store->rows(info.name).back();
            CHECK(current.text(column.name) == asStored(text));
            checkInert({QString::fromStdString(current.text(column.name))});
        }
        CHECK_NOTHROW(store->load());
        if (!(current == before)) store->apply({{info.name, current, before}});
    }
    int taken{};
    int declined{};
};

}  // namespace

TEST_CASE_METHOD(HostileFixture, "Hostile text in any text column is stored as text, or refused",
                 "[hostile]") {
    int columns = 0;
    for (const TableInfo& info : store->tables()) {
        for (const ColumnInfo* const column : textColumns(info)) {
            CAPTURE(info.name, column->name);
            ++columns;
            tryEdits(info, *column);
        }
    }
    CAPTURE(columns, taken, declined);
    CHECK(columns > 80);
    // Few columns are read further: layers, capabilities, further accelerators ...
    CHECK(declined < taken / 4);
}

TEST_CASE_METHOD(HostileFixture, "NUL and a megabyte are refused in every text column, by name",
                 "[hostile]") {
    const CatalogRows before = store->rows();
    for (const TableInfo& info : store->tables()) {
        const Row row = before.at(info.name).back();
        for (const ColumnInfo* const column : textColumns(info)) {
            CAPTURE(info.name, column->name);
            const QString nul = refusal([&] {
                store->apply({{info.name, row, with(row, column->name, refusedTexts()[0])}});
            });
            checkSays(nul, {column->title, u"holds a NUL"_s, u"Remove it"_s});
            const QString huge = refusal([&] {
                store->apply({{info.name, row, with(row, column->name, refusedTexts()[1])}});
            });
            checkSays(huge, {column->title, u"1048576 bytes"_s, u"10000"_s, u"Shorten it"_s});
            CHECK(huge.size() < 500);
        }
    }
    CHECK(sameRows(store->rows(), before));
    // The longest that is taken: 10,000 bytes.
    const Row row = spark();
    store->apply({{"machines", row, with(row, "notes", std::string(kLongestCell, 'x'))}});
    CHECK(spark().text("notes").size() == kLongestCell);
    CHECK_FALSE(
        refused("machines", spark(), "notes", std::string(kLongestCell + 1, 'x')).isEmpty());
}

TEST_CASE_METHOD(HostileFixture, "An import of hostile text takes it as text or refuses the row",
                 "[hostile]") {
    for (const TableInfo& info : store->tables()) {
        const Row before = store->rows(info.name).back();
        const std::vector<const ColumnInfo*> columns = textColumns(info);
        for (std::size_t t = 0; t < hostileTexts().size(); ++t) {
            CAPTURE(info.name, t);
            // All free columns but the key at once.
            Row after = before;
            for (const ColumnInfo* const column : columns) {
                const bool read = column->key || column->name == "layer_groups" ||
                                  column->name == "further_accelerators";
                if (!read && before.has(column->name)) after.set(column->name, hostileTexts()[t]);
            }
            ImportPlan plan = planRows(info.name, {after});
            REQUIRE(plan.changes.size() == 1);
            for (PlannedChange& change : plan.changes) {
                change.chosen = change.kind == PlannedKind::Changed;
                if (change.kind == PlannedKind::Refused) CHECK_FALSE(change.reason.isEmpty());
            }
            const QString sentence = refusal([&] { store->apply(changesOf(plan)); });
            CHECK(sentence == QString());
            const Row now = store->rows(info.name).back();
            if (!(now == before)) {
                store->apply({{info.name, now, before}});
            }
        }
        CHECK_NOTHROW(store->load());
        for (const std::string& text : refusedTexts()) {
            if (columns.empty()) continue;
            const ImportPlan plan = planRows(info.name, {with(before, columns.back()->name, text)});
            REQUIRE(plan.changes.size() == 1);
            CHECK(plan.changes.front().kind == PlannedKind::Refused);
            checkSays(plan.changes.front().reason, {columns.back()->title});
            CHECK(plan.changes.front().reason.size() < 500);
        }
    }
}
