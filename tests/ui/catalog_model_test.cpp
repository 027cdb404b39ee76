// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "database/spreadsheet_text.h"
#include "tests/support/qt_strings.h"
#include "ui/catalog/catalog_filter_model.h"
#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/row_paste.h"

using namespace headroom;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Fixture {
    CatalogSession session{std::make_unique<CatalogStore>(u":memory:"_s)};
    CatalogTableModel model{session, [] { return QDate(2026, 11, 24); }};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    CatalogFilterModel filter;
    QSignalSpy rejected{&model, &CatalogTableModel::rejected};

    Fixture() {
        model.setTable("machines");
        filter.setSourceModel(&model);
    }
    QModelIndex cell(const char* id, const char* column) const {
        return model.index(model.rowOfKey(QString::fromLatin1(id)), model.columnOf(column));
    }
    std::string stored(const char* id, const char* column) const {
        return model.row(model.rowOfKey(QString::fromLatin1(id))).text(column);
    }
    /// So many rows that their texts are made on a thread.
    void addOffers(int count) {
        const Row base = session.rows().at("cloud_prices").front();
        std::vector<RowChange> changes;
        for (int i = 0; i < count; ++i) {
            Row row = base;
            row.set("id", "offer-" + std::to_string(i));
            changes.push_back({"cloud_prices", std::nullopt, row, ChangeAuthor::Import});
        }
        REQUIRE(session.edit(u"Import"_s, std::move(changes)).isEmpty());
    }
    QString lastRefusal() { return rejected.isEmpty() ? QString() : rejected.last()[0].toString(); }
};

}  // namespace

TEST_CASE("The table model shows every seeded row and column", "[catalog][model]") {
    Fixture f;
    CHECK(f.model.rowCount() == 72);  // database/seed/machines.csv
    // Price of the DGX Spark in the seed: 4699 on 2026-09-08.
    CHECK(f.cell("dgx-spark", "price_usd").data().toString() == u"4699"_s);
    CHECK(f.cell("dgx-spark", "system_ram_gib").data().toString() == u"unknown"_s);
    CHECK(f.cell("dgx-spark", "system_ram_gib").data(CatalogTableModel::UnknownRole).toBool());
    f.model.setTable("models");
    CHECK(f.model.rowCount() == 191);
}

TEST_CASE("Editing a price dates it today in the same undo step", "[catalog][model]") {
    Fixture f;
    REQUIRE(f.model.setData(f.cell("dgx-spark", "price_usd"), u"4500"_s));
    CHECK(f.stored("dgx-spark", "price_usd") == "4500");
    CHECK(f.stored("dgx-spark", "price_date") == "2026-11-24");
    CHECK(f.cell("dgx-spark", "id").data(CatalogTableModel::ChangedRole).toBool());
    CHECK(f.session.undoStack().count() == 1);
    f.session.undoStack().undo();
    CHECK(f.stored("dgx-spark", "price_usd") == "4699");
    CHECK(f.stored("dgx-spark", "price_date") == "2026-09-08");
    f.session.undoStack().redo();
    CHECK(f.stored("dgx-spark", "price_usd") == "4500");
}

TEST_CASE("Undoing an edit leaves the row as supplied", "[catalog][model]") {
    Fixture f;
    const Row before = f.model.row(f.model.rowOfKey(u"dgx-spark"_s));
    REQUIRE(f.model.setData(f.cell("dgx-spark", "price_usd"), u"4500"_s));
    f.session.undoStack().undo();
    const Row after = f.model.row(f.model.rowOfKey(u"dgx-spark"_s));
    for (const auto& [name, value] : before.values()) {
        INFO(name);
        CHECK(after.text(name) == value);
    }
}

TEST_CASE("Evaluations see an edited price at once", "[catalog][model]") {
    Fixture f;
    REQUIRE(f.model.setData(f.cell("dgx-spark", "price_usd"), u"4500"_s));
    CHECK(f.session.catalog()->machine("dgx-spark")->price->amount == 4500);
}

TEST_CASE("An edit that changes nothing is no undo step", "[catalog][model]") {
    Fixture f;
    CHECK(f.model.setData(f.cell("dgx-spark", "price_usd"), u"4699.0"_s));
    CHECK(f.model.setData(f.cell("dgx-spark", "name"),
                          f.cell("dgx-spark", "name").data(Qt::EditRole)));
    CHECK(f.session.undoStack().count() == 0);
    CHECK(f.stored("dgx-spark", "price_date") == "2026-09-08");
}

TEST_CASE("A refused edit changes nothing and says why", "[catalog][model]") {
    Fixture f;
    const auto refuses = [&](const char* column, const QString& text) {
        const std::string before = f.stored("dgx-spark", column);
        const auto refusals = f.rejected.count();
        CHECK_FALSE(f.model.setData(f.cell("dgx-spark", column), text));
        CHECK(f.rejected.count() == refusals + 1);
        CHECK(f.stored("dgx-spark", column) == before);
    };
    refuses("price_usd", u"cheap"_s);
    CHECK(f.lastRefusal().contains(u"“cheap” is not a number"_s));
    refuses("price_usd", u"-1"_s);
    refuses("price_date", u"yesterday"_s);
    refuses("accelerator_id", u"no-such-chip"_s);
    refuses("name", QString());
    refuses("total_memory_gib", u"-8"_s);
    refuses("id", u"dgx-spark-x2"_s);  // taken by another row
    CHECK(f.session.undoStack().count() == 0);
}

TEST_CASE("Unknown is stored as missing", "[catalog][model]") {
    Fixture f;
    REQUIRE(f.model.setData(f.cell("dgx-spark", "noise_dba"), QString()));
    CHECK_FALSE(f.model.row(f.model.rowOfKey(u"dgx-spark"_s)).has("noise_dba"));
    CHECK_FALSE(f.session.catalog()->machine("dgx-spark")->noiseDba.has_value());
}

TEST_CASE("A row can be copied under a new key where keys are free text", "[catalog][model]") {
    Fixture f;
    for (const TableInfo& table : f.session.store().tables()) {
        if (table.name == "exchange_rates") continue;  // keyed by currency code
        INFO(table.name);
        f.model.setTable(table.name);
        const int before = f.model.rowCount();
        const Row copy = f.model.copyWithNewKey(f.model.row(0));
        CHECK(f.model.rowOfKey(f.model.keyOf(copy)) < 0);
        CHECK(f.model.insertRow(copy, u"Duplicate"_s));
        INFO(f.lastRefusal().toStdString());
        CHECK(f.model.rowCount() == before + 1);
    }
}

TEST_CASE("Keys are unique in every seeded table", "[catalog][model]") {
    Fixture f;
    for (const TableInfo& table : f.session.store().tables()) {
        INFO(table.name);
        f.model.setTable(table.name);
        QSet<QString> keys;
        for (int row = 0; row < f.model.rowCount(); ++row) keys << f.model.key(row);
        CHECK(keys.size() == f.model.rowCount());
    }
}

TEST_CASE("Every word of the filter must stand somewhere in the row", "[catalog][filter]") {
    Fixture f;
    const int all = f.filter.rowCount();
    f.filter.setFilterText(u"SPARK nvidia"_s);
    CHECK(f.filter.rowCount() > 0);
    CHECK(f.filter.rowCount() < all);
    for (int row = 0; row < f.filter.rowCount(); ++row) {
        const int source = f.filter.mapToSource(f.filter.index(row, 0)).row();
        const QString text = QString::fromStdString(*f.model.searchText(source));
        CHECK(text.contains(u"spark"_s));
        CHECK(text.contains(u"nvidia"_s));
    }
    f.filter.setFilterText(u"spark no-such-word"_s);
    CHECK(f.filter.rowCount() == 0);
    f.filter.setFilterText(u"  "_s);
    CHECK(f.filter.rowCount() == all);
}

TEST_CASE("The filter finds what was just typed into a row", "[catalog][filter]") {
    Fixture f;
    f.filter.setFilterText(u"quasar"_s);
    CHECK(f.filter.rowCount() == 0);
    REQUIRE(f.model.setData(f.cell("dgx-spark", "name"), u"Quasar box"_s));
    CHECK(f.filter.rowCount() == 1);
}

TEST_CASE("The filter of a long table is applied when its texts are made", "[catalog][filter]") {
    Fixture f;
    QAbstractItemModelTester tester(&f.filter,
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    f.addOffers(2'500);
    f.model.setTable("cloud_prices");
    const int all = f.filter.rowCount();
    REQUIRE(all > 2'500);
    REQUIRE_FALSE(f.model.searchReady());
    f.filter.setFilterText(u"offer-99"_s);
    CHECK(f.filter.isFiltering());
    CHECK(f.filter.isWaiting());
    CHECK(f.filter.rowCount() == all);
    QSignalSpy changed(&f.filter, &CatalogFilterModel::filterChanged);
    REQUIRE(changed.wait());
    CHECK_FALSE(f.filter.isWaiting());
    CHECK(f.filter.rowCount() == 11);  // 99 and 990 to 999

    SECTION("an edit of one row is found at once") {
        REQUIRE(f.model.setData(f.cell("offer-5", "notes"), u"like offer-99"_s));
        CHECK_FALSE(f.filter.isWaiting());
        CHECK(f.filter.rowCount() == 12);
        REQUIRE(
            f.session
                .edit(u"Delete"_s, {{"cloud_prices", f.model.row(f.model.rowOfKey(u"offer-99"_s)),
                                     std::nullopt}})
                .isEmpty());
        CHECK(f.filter.rowCount() == 11);
    }
    SECTION("many new rows are waited for") {
        f.session.undoStack().undo();
        CHECK(f.filter.rowCount() == 0);
        f.session.undoStack().redo();
        CHECK(f.filter.isWaiting());
        REQUIRE(changed.wait());
        CHECK(f.filter.rowCount() == 11);
    }
    SECTION("no words show everything without waiting") {
        f.model.setTable("machines");
        f.model.setTable("cloud_prices");
        REQUIRE_FALSE(f.model.searchReady());
        f.filter.setFilterText({});
        CHECK_FALSE(f.filter.isWaiting());
        CHECK(f.filter.rowCount() == all);
    }
}

TEST_CASE("Numbers sort as numbers and unknown values stay last", "[catalog][filter]") {
    Fixture f;
    const int column = f.model.columnOf("noise_dba");
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        f.filter.sort(column, order);
        bool unknownSeen = false;
        std::optional<double> previous;
        for (int row = 0; row < f.filter.rowCount(); ++row) {
            const QVariant value = f.filter.index(row, column).data(CatalogTableModel::SortRole);
            if (!value.isValid()) {
                unknownSeen = true;
                continue;
            }
            CHECK_FALSE(unknownSeen);
            const double number = value.toDouble();
            if (previous && order == Qt::AscendingOrder) CHECK(*previous <= number);
            if (previous && order == Qt::DescendingOrder) CHECK(*previous >= number);
            previous = number;
        }
        CHECK(unknownSeen);
    }
}

TEST_CASE("A filter keeps the selected row, and the headings when no row is left",
          "[catalog][filter]") {
    Fixture f;
    QAbstractItemModelTester tester(&f.filter,
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QPersistentModelIndex spark(f.filter.mapFromSource(f.cell("dgx-spark", "name")));
    f.filter.setFilterText(u"spark"_s);
    REQUIRE(spark.isValid());
    CHECK(f.filter.mapToSource(spark) == f.cell("dgx-spark", "name"));
    f.filter.sort(f.model.columnOf("name"), Qt::DescendingOrder);
    CHECK(f.filter.mapToSource(spark) == f.cell("dgx-spark", "name"));
    f.filter.setFilterText(u"spark no-such-word"_s);
    CHECK_FALSE(spark.isValid());
    CHECK(f.filter.rowCount() == 0);
    CHECK(f.filter.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString() ==
          f.model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString());
    f.filter.setFilterText({});
    CHECK(f.filter.rowCount() == f.model.rowCount());
}

TEST_CASE("Rows that come and go do so in the filtered view", "[catalog][filter]") {
    Fixture f;
    QAbstractItemModelTester tester(&f.filter,
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    f.filter.setFilterText(u"spark"_s);
    const int before = f.filter.rowCount();
    const Row copy = f.model.copyWithNewKey(f.model.row(f.model.rowOfKey(u"dgx-spark"_s)));
    REQUIRE(f.model.insertRow(copy, u"Duplicate"_s));
    CHECK(f.filter.rowCount() == before + 1);
    f.session.undoStack().undo();
    CHECK(f.filter.rowCount() == before);
    f.model.setTable("models");
    CHECK(f.filter.columnCount() == f.model.columnCount());
}

TEST_CASE("Marks say which rows the scenario rests on", "[catalog][model]") {
    Fixture f;
    f.model.setUsed({{"machines", {"dgx-spark"}}, {"models", {"llama-3.1-8b"}}});
    CHECK(f.cell("dgx-spark", "name").data(CatalogTableModel::UsedRole).toBool());
    CHECK_FALSE(f.cell("diy-1x3090", "name").data(CatalogTableModel::UsedRole).toBool());
    f.model.setTable("models");
    CHECK(f.cell("llama-3.1-8b", "name").data(CatalogTableModel::UsedRole).toBool());
}

TEST_CASE("Copied rows paste back as no change", "[catalog][paste]") {
    Fixture f;
    const std::vector<int> columns{f.model.columnOf("name"), f.model.columnOf("price_usd"),
                                   f.model.columnOf("notes")};
    const QString text = copiedText(f.model, {0, 1, 2}, columns);
    const auto lines = parseTabSeparated(text);
    REQUIRE(lines.size() == 4);
    CHECK(hasHeader(f.model, lines.front()));
    const PastePlan plan = planPasteWithHeader(f.model, lines);
    CHECK(plan.error.isEmpty());
    CHECK(plan.changes.empty());
}

TEST_CASE("Pasted rows update known keys, add new ones and date prices", "[catalog][paste]") {
    Fixture f;
    const PastePlan plan = planPasteWithHeader(
        f.model, {{u"id"_s, u"price_usd"_s}, {u"dgx-spark"_s, u"4400"_s}, {u"new-box"_s, u"10"_s}});
    CHECK(plan.error.isEmpty());
    REQUIRE(plan.changes.size() == 2);
    CHECK(plan.changes[0].after->text("price_usd") == "4400");
    CHECK(plan.changes[0].after->text("price_date") == "2026-11-24");
    CHECK_FALSE(plan.changes[1].before.has_value());
    CHECK(plan.changes[1].after->text("id") == "new-box");
}

TEST_CASE("A paste with one bad cell changes nothing and names the line", "[catalog][paste]") {
    Fixture f;
    const PastePlan bad = planPasteWithHeader(
        f.model, {{u"id"_s, u"price_usd"_s}, {u"dgx-spark"_s, u"4400"_s}, {u"b"_s, u"free"_s}});
    CHECK(bad.changes.empty());
    CHECK(bad.error.contains(u"Line 3"_s));
    CHECK(bad.error.contains(u"“free” is not a number"_s));
    const PastePlan keyless = planPasteWithHeader(f.model, {{u"price_usd"_s}, {u"1"_s}});
    CHECK(keyless.error.contains(u"no column"_s));
    const PastePlan tooBig = planPasteOverCells(f.model, {{u"1"_s}, {u"2"_s}}, {0}, {1});
    CHECK(tooBig.error.contains(u"beyond the table"_s));
}
