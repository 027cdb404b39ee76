// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/spreadsheet_text.h"
#include "tests/support/qt_strings.h"
#include "ui/catalog/column_text.h"

using namespace headroom;
using namespace Qt::Literals::StringLiterals;

namespace {

ColumnInfo column(const char* name, ColumnKind kind, bool required = false) {
    ColumnInfo info;
    info.name = name;
    info.title = QString::fromLatin1(name);
    info.kind = kind;
    info.required = required;
    return info;
}

Row rowWith(const char* name, const char* value) {
    Row row;
    row.set(name, value);
    return row;
}

const QLocale kGerman(QLocale::German, QLocale::Germany);

/// A table with one price, its date and its source.
TableInfo pricedTable() {
    TableInfo table;
    table.name = "machines";
    table.columns = {column("id", ColumnKind::Text, true), column("price_usd", ColumnKind::Number),
                     column("price_date", ColumnKind::Date),
                     column("price_source_url", ColumnKind::Link)};
    table.keyColumns = {"id"};
    return table;
}

Row priced(const char* date) {
    Row row = rowWith("price_usd", "4699");
    if (*date) row.set("price_date", date);
    return row;
}

}  // namespace

TEST_CASE("A missing value is shown as unknown and never as zero", "[catalog][text]") {
    const QLocale c = QLocale::c();
    CHECK(displayText(column("tdp_w", ColumnKind::Number), Row(), c) == u"unknown"_s);
    CHECK(displayText(column("soc2", ColumnKind::Flag), Row(), c) == u"unknown"_s);
    CHECK(displayText(column("ref", ColumnKind::Reference), Row(), c) == u"none"_s);
    CHECK(displayText(column("notes", ColumnKind::Text), Row(), c).isEmpty());
    CHECK(displayText(column("tdp_w", ColumnKind::Number), rowWith("tdp_w", "0"), c) == u"0"_s);
}

TEST_CASE("Numbers are shown in the locale, years without grouping", "[catalog][text]") {
    const Row price = rowWith("price_usd", "4699.5");
    CHECK(displayText(column("price_usd", ColumnKind::Number), price, kGerman) == u"4.699,5"_s);
    CHECK(editText(column("price_usd", ColumnKind::Number), price, kGerman) == u"4699,5"_s);
    const Row year = rowWith("release_year", "2021");
    CHECK(displayText(column("release_year", ColumnKind::Integer), year, kGerman) == u"2021"_s);
    CHECK(displayText(column("soc2", ColumnKind::Flag), rowWith("soc2", "1"), kGerman) == u"yes"_s);
}

TEST_CASE("Typed numbers are stored in the C locale to the last digit", "[catalog][text]") {
    const ColumnInfo price = column("price_usd", ColumnKind::Number);
    CHECK(parseText(price, u"4.699,25"_s, kGerman).value == "4699.25");
    CHECK(parseText(price, u" 0.0875 "_s, QLocale::c()).value == "0.0875");
    // The shortest text that reads back as the same double.
    CHECK(parseText(price, u"0.1"_s, QLocale::c()).value == "0.1");
    CHECK(parseText(price, QString(), kGerman).ok());
    CHECK_FALSE(parseText(price, QString(), kGerman).value.has_value());
    CHECK_FALSE(parseText(price, u"unknown"_s, kGerman).value.has_value());
}

TEST_CASE("Refused text is named in a sentence with the remedy", "[catalog][text]") {
    const QLocale c = QLocale::c();
    const auto error = [&](ColumnInfo info, const QString& text) {
        return parseText(info, text, c).error;
    };
    const ColumnInfo price = column("price_usd", ColumnKind::Number);
    for (const QString& text : {u"12 apples"_s, u"nan"_s, u"inf"_s, u"1e999"_s, u"--5"_s}) {
        CHECK(error(price, text).contains(u"“%1” is not a number"_s.arg(text)));
    }
    CHECK(error(column("count", ColumnKind::Integer), u"1.5"_s).contains(u"whole number"_s));
    CHECK(error(column("soc2", ColumnKind::Flag), u"maybe"_s).contains(u"neither yes nor no"_s));
    CHECK(error(column("id", ColumnKind::Text, true), u"  "_s).contains(u"cannot be empty"_s));
    for (const QString& text : {u"21.08.2026"_s, u"2026-13"_s, u"2026-02-30"_s, u"soon"_s}) {
        CHECK(error(column("d", ColumnKind::Date), text).contains(u"is not a date"_s));
    }
    for (const QString& text : {u"2026"_s, u"2026-08"_s, u"2026-08-21"_s}) {
        CHECK(error(column("d", ColumnKind::Date), text).isEmpty());
    }
}

TEST_CASE("A price of hardware is stale after 90 days, or without a date", "[catalog][text]") {
    const TableInfo table = pricedTable();
    const QDate today(2026, 11, 24);
    // 2026-08-26 is 90 days before (5 + 30 + 31 + 24); the day before it is 91.
    CHECK(staleAfterDays(table) == 90);
    CHECK_FALSE(isStale(table, priced("2026-08-26"), today));
    CHECK(isStale(table, priced("2026-08-25"), today));
    CHECK(isStale(table, priced(""), today));
    CHECK_FALSE(isStale(table, rowWith("price_date", "2020-01-01"), today));
    // A month or a year alone counts from its first day, 115 and 327 days before.
    CHECK(isStale(table, priced("2026-08"), today));
    CHECK(isStale(table, priced("2026"), today));
    CHECK_FALSE(isStale(table, priced("2026-09"), today));
    CHECK_FALSE(isStale(table, priced("2027-01-01"), today));
}

TEST_CASE("A period in words keeps its words when a price is dated", "[catalog][text]") {
    TableInfo table = pricedTable();
    const QDate today(2026, 11, 24);
    CHECK(priceDateText(table, priced("2026-01-01"), {u"Price"_s}, today) == u"2026-11-24"_s);
    table.columns[2] = column("period", ColumnKind::Text);
    const Row row = rowWith("period", "res 2023 annual");
    CHECK(priceDateText(table, row, {u"Commercial"_s}, today) ==
          u"Commercial 2026-11-24; res 2023 annual"_s);
}

TEST_CASE("Cells that would become formulas are disarmed and come back", "[catalog][csv]") {
    for (const QString& cell :
         {u"=1+1"_s, u"+cmd|' /C calc'!A0"_s, u"@SUM(A1)"_s, u"-a"_s, u"\t=1"_s, u"\r=1"_s}) {
        CHECK(withoutFormula(cell) == u'\'' + cell);
        CHECK(withFormulaRestored(withoutFormula(cell)) == cell);
    }
    for (const QString& cell : {u"-5"_s, u"+1.5e3"_s, u"plain"_s, u"'quoted"_s, QString()}) {
        CHECK(withoutFormula(cell) == cell);
        CHECK(withFormulaRestored(cell) == cell);
    }
}

TEST_CASE("CSV lines follow RFC 4180", "[catalog][csv]") {
    // RFC 4180 section 2: CRLF (1), commas and breaks in quotes (6), quotes doubled (7).
    CHECK(csvLine({u"a"_s, u"b,c"_s, u"say \"hi\""_s, u"two\nlines"_s, QString()}) ==
          u"a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n"_s);
}

TEST_CASE("Tab-separated text survives the way to a spreadsheet and back", "[catalog][csv]") {
    const std::vector<QStringList> lines{{u"id"_s, u"notes"_s},
                                         {u"a"_s, u"tab\there, \"quotes\"\nand lines"_s},
                                         {u"=b"_s, QString()},
                                         {QString(), u"x"_s}};
    CHECK(parseTabSeparated(tabSeparated(lines)) == lines);
    CHECK(parseTabSeparated(u"1\t2\r\n3\t4"_s) ==
          std::vector<QStringList>{{u"1"_s, u"2"_s}, {u"3"_s, u"4"_s}});
    CHECK(parseTabSeparated(QString()).empty());
}
