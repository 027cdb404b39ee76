// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
#include <QRegularExpression>

#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

using Records = std::vector<std::vector<std::string>>;

/// RFC 4180 by a reader of its own, so that the seed is not compared with itself: inside quotes
/// everything counts, and two quotes in a row are one. The first record is the header.
Records csvRecords(const QByteArray& text) {
    Records records;
    std::vector<std::string> record;
    std::string cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            cell += text[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            record.push_back(std::exchange(cell, {}));
            if (c == '\n') records.push_back(std::exchange(record, {}));
        } else if (quoted || c != '\r') {
            cell += c;
        }
    }
    REQUIRE(record.empty());
    return records;
}

Records seedFile(const std::string& table) {
    return csvRecords(bytesOf(QStringLiteral(HEADROOM_SOURCE_DIR) + u"/database/seed/"_s +
                              QString::fromStdString(table) + u".csv"_s));
}

const CatalogStore& seeded() {
    static const CatalogStore store(u":memory:"_s);
    return store;
}

/// "machines dgx-spark price_usd", to find a failing cell.
std::string placeOf(const TableInfo& table, const Row& row, const std::string& column) {
    std::string place = table.name;
    for (const std::string& key : table.keyColumns) place += ' ' + row.text(key);
    return place + ' ' + column;
}

bool isNumeric(const ColumnInfo& column) {
    return column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer ||
           column.kind == ColumnKind::Flag;
}

/// Empty is NULL; a number is the same number; text in a numeric column is unknown and quoted in
/// the notes; everything else is the same text.
bool isStoredAs(const ColumnInfo& column, const std::string& cell, const Row& row) {
    if (cell.empty()) return !row.has(column.name);
    if (!isNumeric(column)) {
        const std::string stored = row.text(column.name);
        return column.name == "notes" ? stored.starts_with(cell) : stored == cell;
    }
    bool isNumber = false;
    const double number = QByteArray::fromStdString(cell).toDouble(&isNumber);
    if (isNumber) return row.number(column.name) == number;
    return !row.has(column.name) && row.text("notes").find('"' + cell + '"') != std::string::npos;
}

bool isPriced(const TableInfo& table, const Row& row) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const ColumnInfo& column) {
        return column.unit.contains(u"USD") && row.has(column.name);
    });
}

/// A whole date, a month or a year that the calendar has.
bool isDate(const QString& text) {
    static const QRegularExpression shape(u"^\\d{4}(-\\d{2}(-\\d{2})?)?$"_s);
    const QString day = (text + u"-01-01"_s).left(10);
    return shape.match(text).hasMatch() && QDate::fromString(day, Qt::ISODate).isValid();
}

/// No negative price, no share beyond 0..1, no date that the calendar lacks or that is yet to come
/// (a day of grace for time zones).
bool isPossible(const ColumnInfo& column, const Row& row) {
    const double number = row.number(column.name).value_or(-1);
    if (column.unit.contains(u"USD")) return number >= 0;
    if (column.unit == u"share") return number >= 0 && number <= 1;
    if (column.kind == ColumnKind::Flag) return number == 0 || number == 1;
    if (column.kind != ColumnKind::Date) return true;
    const QString text = QString::fromStdString(row.text(column.name));
    const QDate latest = QDateTime::currentDateTimeUtc().date().addDays(1);
    return isDate(text) && text <= latest.toString(Qt::ISODate);
}

}  // namespace

TEST_CASE("The seed has as many rows as were collected", "[seed]") {
    // Records of database/seed/*.csv, counted with Python's csv module on 2026-11-26. A new row
    // raises its number here.
    const std::map<std::string, std::size_t> collected{
        {"weight_formats", 93},  {"models", 191},        {"accelerators", 92},
        {"machines", 72},        {"cloud_prices", 384},  {"cloud_extras", 22},
        {"api_prices", 167},     {"api_providers", 11},  {"electricity", 93},
        {"resale", 27},          {"exchange_rates", 29}, {"speed_classes", 29},
        {"engine_support", 138},
    };
    CHECK(seeded().tables().size() == collected.size());
    for (const auto& [table, count] : collected) {
        INFO(table);
        CHECK(seedFile(table).size() == count + 1);
        CHECK(seeded().rows(table).size() == count);
    }
}

TEST_CASE("Every cell of the seed files is in the table, in order, unknown where it is empty",
          "[seed]") {
    std::size_t cells = 0;
    for (const TableInfo& table : seeded().tables()) {
        const Records records = seedFile(table.name);
        const std::vector<Row> rows = seeded().rows(table.name);
        REQUIRE(rows.size() + 1 == records.size());
        // Every column of the file, in its order; `changed_by`, which says who wrote the row, and
        // columns that only imports and people fill lie among them.
        std::vector<ColumnInfo> columns = table.columns;
        std::erase_if(columns, [&](const ColumnInfo& info) {
            return std::find(records[0].begin(), records[0].end(), info.name) == records[0].end();
        });
        REQUIRE(columns.size() == records[0].size());
        CHECK(std::any_of(table.columns.begin(), table.columns.end(),
                          [](const ColumnInfo& info) { return info.name == "changed_by"; }));
        for (std::size_t r = 0; r < rows.size(); ++r) {
            REQUIRE(records[r + 1].size() == records[0].size());
            CHECK(rows[r].text("changed_by") == "seed");
            for (std::size_t c = 0; c < records[0].size(); ++c) {
                const ColumnInfo& column = columns[c];
                REQUIRE(column.name == records[0][c]);
                const std::string& cell = records[r + 1][c];
                INFO(placeOf(table, rows[r], column.name)
                     << ": file \"" << cell << "\", stored \"" << rows[r].text(column.name) << '"');
                CHECK(isStoredAs(column, cell, rows[r]));
                ++cells;
            }
        }
    }
    // 191 models of 70 columns alone are 13,370: the loops have run.
    CHECK(cells > 13'370);
}

TEST_CASE("The seed breaks no reference and no rule of the file", "[seed]") {
    const CatalogFixture catalog;
    const Connection other(catalog.path, OpenMode::ReadWrite);
    QSqlQuery broken = other.execute(u"PRAGMA foreign_key_check"_s);
    CHECK_FALSE(broken.next());
    CHECK(other.value(u"PRAGMA integrity_check"_s).toString() == u"ok"_s);
    // The three references that the schema declares, so that a clean check means something.
    int references = 0;
    for (const TableInfo& table : catalog.store->tables()) {
        for (const ColumnInfo& column : table.columns) references += !column.references.empty();
    }
    CHECK(references == 3);
}

TEST_CASE("Prices, shares and dates of the seed are possible", "[seed]") {
    for (const TableInfo& table : seeded().tables()) {
        for (const Row& row : seeded().rows(table.name)) {
            for (const ColumnInfo& column : table.columns) {
                if (!row.has(column.name)) continue;
                INFO(placeOf(table, row, column.name) << " = " << row.text(column.name));
                CHECK(isPossible(column, row));
            }
        }
    }
}

TEST_CASE("Every row of the seed has a source, and its price a date", "[seed]") {
    int undated = 0;
    for (const TableInfo& table : seeded().tables()) {
        for (const Row& row : seeded().rows(table.name)) {
            INFO(placeOf(table, row, "source"));
            bool sourced = false;
            for (const ColumnInfo& column : table.columns) {
                if (column.name == "confidence") CHECK(row.has(column.name));
                const bool isSource =
                    column.name == "source" || column.name.ends_with("source_url");
                sourced = sourced || (isSource && row.has(column.name));
            }
            const bool priced = isPriced(table, row);
            // Four extras are listed with an unknown price, which needs no source.
            if (priced || table.name != "cloud_extras") CHECK(sourced);
            const bool dated = row.has("price_date") || row.has("as_of_date") || row.has("period");
            if (!priced || dated) continue;
            CHECK(row.has("notes"));
            ++undated;
            // New Zealand's tariff has no period.
            CHECK((table.name == "cloud_prices" || row.text("region") == "NZ"));
        }
    }
    // Twenty list prices of clouds whose capture day the source does not record, and that tariff.
    CHECK(undated <= 21);
}

TEST_CASE("What the seed does not know stays unknown when the catalog is loaded", "[seed]") {
    const CatalogPointer catalog = seeded().load();
    std::size_t unknown = 0;
    for (const Row& row : seeded().rows("machines")) {
        const Machine* machine = catalog->machine(row.text("id"));
        REQUIRE(machine);
        CHECK(machine->price.has_value() == row.has("price_usd"));
        unknown += !machine->price;
    }
    // Machines without price_usd in machines.csv.
    CHECK(unknown == 12);
    for (const Row& row : seeded().rows("cloud_prices")) {
        const CloudOffer* offer = catalog->cloudOffer(row.text("id"));
        REQUIRE(offer);
        CHECK(offer->spot.has_value() == row.has("price_spot_usd_h"));
        CHECK(offer->hipaaBaa.has_value() == row.has("hipaa_baa"));
        CHECK(offer->provenance.date == row.text("as_of_date"));
    }
    // cloud_prices.csv says "(clear)" where this offer's three-month price would stand; the notes
    // keep the word.
    const CloudOffer* offer = catalog->cloudOffer("runpod-secure-l40s-global-eu-us-ca");
    REQUIRE(offer);
    CHECK(offer->onDemand->amount == 1.09);
    CHECK_FALSE(offer->spot.has_value());
    CHECK(offer->provenance.notes.find("\"(clear)\"") != std::string::npos);
}

TEST_CASE("A free service costs zero, and zero is known", "[seed]") {
    // cloud_extras.csv: Nebius asks nothing for compute network egress, AWS for 100 GB a month;
    // Azure's storage price was not found.
    const CatalogPointer catalog = seeded().load();
    int free = 0;
    int unknown = 0;
    for (const CloudExtra& extra : catalog->cloudExtras) {
        free += extra.price && extra.price->amount == 0;
        unknown += !extra.price;
    }
    CHECK(free == 3);
    CHECK(unknown == 4);
}
