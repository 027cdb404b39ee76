// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/validation_page.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QToolButton>
#include <algorithm>

#include "core/units/format.h"
#include "database/measured_tables.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/text_table_view.h"
#include "ui/pages/validation_page_text.h"
#include "ui/pages/validation_speed_text.h"
#include "ui/widgets/section.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr int kPatience = 120'000;  // ten thousand predictions under a sanitizer

void showValidation(UiWindow& ui) {
    ui.start();
    ui.window->showPage(PageId::Validation);
}

void waitForFigures(UiWindow& ui) {
    REQUIRE(QTest::qWaitFor([&] { return !ui.window->busy(); }, kPatience));
}

/// The check of a shipped table on the seed catalog, made without the page.
std::shared_ptr<const MemoryCheck> checkOf(const ShippedTable& shipped, const Catalog& catalog) {
    const std::optional<MeasuredRows> rows = readMeasuredRows(shipped.rows);
    REQUIRE(rows);
    DescribedModels described;
    if (!shipped.models.isEmpty()) described = readDescribedModels(shipped.models);
    return std::make_shared<const MemoryCheck>(
        checkMemory(rows->table, rows->rows, described.models, catalog));
}

/// A check of three figures and a row without one; predictions are 10 % above, right, 20 % below.
MemoryCheck smallCheck() {
    MemoryCheck check;
    check.comparisons.figures = {{1, "a <b>bold</b> case", "weights", 110, 100},
                                 {1, "a <b>bold</b> case", "kv", 0, 0},
                                 {2, "another", "weights", 80, 100}};
    check.comparisons.unpredicted = {
        {3, "third", "no model"}, {5, "fifth", "no format"}, {6, "sixth", "no format"}};
    check.summaries = summarise(check.comparisons.figures);
    check.bounds = {{.quantity = "weights", .worst = 0.15}};
    check.broken = brokenBounds(check.summaries, check.bounds);
    return check;
}

ShippedTable llamaTable() {
    return shippedTables().front();
}

}  // namespace

TEST_CASE("The page checks every shipped table when it is first shown, and keeps the figures",
          "[validation][page]") {
    UiWindow ui;
    ui.start();
    // The odds of the new document come first.
    REQUIRE(QTest::qWaitFor([&] { return !ui.window->busy(); }, kPatience));
    ui.window->showPage(PageId::Validation);
    CHECK(ui.window->busy());
    CHECK(says(*ui.window, u"Checking predictions…"_s));
    waitForFigures(ui);
    CHECK_FALSE(says(*ui.window, u"Checking predictions…"_s));
    for (const ShippedTable& shipped : shippedTables()) {
        INFO(shipped.id.toStdString());
        const auto check = checkOf(shipped, *ui.session->catalog());
        const TextTable& shown =
            child<TextTableView>(*ui.window, shipped.id + u"ErrorTable"_s).table();
        CHECK(shown.rows == errorTable(shipped.table, *check).rows);
        CHECK_FALSE(shown.rows.empty());
        CHECK_FALSE(child<ChartFrame>(*ui.window, shipped.id + u"Chart"_s).content().empty());
        // The program ships no promise that it does not keep.
        CHECK(child<QLabel>(*ui.window, shipped.id + u"Verdict"_s).text() ==
              u"All bounds are kept."_s);
    }
    ui.window->showPage(PageId::Answer);
    ui.window->showPage(PageId::Validation);
    CHECK_FALSE(ui.window->busy());
    CHECK(ui.window->findChildren<ChartFrame*>(u"llamacppChart"_s).size() == 1);
}

TEST_CASE("A window can be closed while predictions are checked", "[validation][page]") {
    UiWindow ui;
    showValidation(ui);
    CHECK(ui.window->busy());
    QElapsedTimer clock;
    clock.start();
    ui.window.reset();
    CHECK(clock.elapsed() < kPatience / 4);  // it stops instead of going through all rows
}

TEST_CASE("Every row of the shipped table of llama.cpp is predicted", "[validation][page]") {
    UiWindow ui;
    const auto check = checkOf(llamaTable(), *ui.session->catalog());
    CHECK(check->comparisons.unpredicted.empty());
    // One figure for each of six quantities a row; the row count is that of the file.
    QFile file(llamaTable().rows);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const auto lines = file.readAll().count('\n') - 1;
    CHECK(check->comparisons.figures.size() == 6 * static_cast<std::size_t>(lines));
    CHECK(check->comparisons.figures.back().row == static_cast<std::size_t>(lines));
}

TEST_CASE("The table of errors says which promise holds", "[validation][page]") {
    const TextTable table = errorTable(MeasuredTable::LlamaCpp, smallCheck());
    // |errors| of the weights are 10 % and 20 %: median 15 %, P95 10 + 0.95 * 10, half too low.
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0] == QStringList{u"Weights"_s, u"2"_s, u"15.00 %"_s, u"19.50 %"_s,
                                       u"20.00 %"_s, u"-20.00 %"_s, u"50.00 %"_s, u"not kept"_s});
    CHECK(table.rows[1].first() == u"KV cache"_s);
    CHECK(table.rows[1].last() == u"none"_s);
}

TEST_CASE("Rows without a prediction are counted by reason, the most frequent first",
          "[validation][page]") {
    const std::vector<Unpredicted> rows = smallCheck().comparisons.unpredicted;
    const TextTable table = unpredictedTable(rows, 10);
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0] == QStringList{u"no format"_s, u"2"_s, u"5"_s});
    CHECK(table.rows[1] == QStringList{u"no model"_s, u"1"_s, u"3"_s});
    CHECK(unpredictedTable(rows, 1).rows.size() == 1);
}

TEST_CASE("Quantities of other engines name the engine, and every one has a name and a unit",
          "[validation][page]") {
    CHECK(quantityWords(MeasuredTable::Engines, "tensorrt-llm_kv_bytes_per_token").name ==
          u"TensorRT-LLM: KV cache per token"_s);
    CHECK(quantityWords(MeasuredTable::Vllm, "kv_budget_all_terms").unit == u"GiB"_s);
    CHECK(quantityWords(MeasuredTable::LlamaCpp, "sliding_kv").name == u"Sliding-window KV"_s);
    UiWindow ui;
    for (const ShippedTable& shipped : shippedTables()) {
        const auto check = checkOf(shipped, *ui.session->catalog());
        for (const ErrorSummary& summary : check->summaries) {
            INFO(summary.quantity);
            CHECK_FALSE(quantityWords(shipped.table, summary.quantity).unit.isEmpty());
        }
    }
}

TEST_CASE("The chart's table has the largest errors first, copies and exports have all",
          "[validation][page][export]") {
    const auto check = std::make_shared<const MemoryCheck>(smallCheck());
    const ChartContent content = validationChart(llamaTable(), check, u"MiB"_s);
    REQUIRE(content.table.rows.size() == 3);
    CHECK(content.table.rows[0].first() == u"another"_s);
    CHECK(content.table.rows[0][4] == u"-20.00 %"_s);
    CHECK(content.tableToExport().rows.front().first() == u"a <b>bold</b> case"_s);
    CHECK(content.subtitle.contains(u"1 zeros not drawn"_s));

    UiWindow ui;
    showValidation(ui);
    waitForFigures(ui);
    auto& chart = child<ChartFrame>(*ui.window, u"llamacppChart"_s);
    chart.exportTo(ui.file(u"all.csv"_s));
    QFile file(ui.file(u"all.csv"_s));
    REQUIRE(file.open(QIODevice::ReadOnly));
    const auto all = checkOf(llamaTable(), *ui.session->catalog())->comparisons.figures.size();
    CHECK(static_cast<std::size_t>(file.readAll().count("\r\n")) == all + 1);
    CHECK(chart.content().table.rows.size() < all);
}

TEST_CASE("Another unit brings the other figures of the table", "[validation][page]") {
    UiWindow ui;
    showValidation(ui);
    waitForFigures(ui);
    auto& choice = child<QComboBox>(*ui.window, u"vllmUnitCombo"_s);
    auto& chart = child<ChartFrame>(*ui.window, u"vllmChart"_s);
    REQUIRE(choice.count() > 1);
    for (int i = 0; i < choice.count(); ++i) {
        choice.setCurrentIndex(i);
        INFO(choice.currentText().toStdString());
        CHECK_FALSE(chart.content().empty());
        CHECK(choice.currentText().contains(chart.content().table.columns[2].unit));
    }
    CHECK(ui.window->findChild<QComboBox*>(u"llamacppUnitCombo"_s) == nullptr);
}

TEST_CASE("The reasons of rows without a prediction are folded away", "[validation][page]") {
    UiWindow ui;
    showValidation(ui);
    waitForFigures(ui);
    auto& section = child<Section>(*ui.window, u"vllmUnpredicted"_s);
    CHECK_FALSE(section.isOpen());
    section.setOpen(true);
    CHECK_FALSE(section.findChild<TextTableView*>()->table().rows.empty());
}

TEST_CASE("Measured speeds are checked beside memory, by metric and class", "[validation][page]") {
    UiWindow ui;
    showValidation(ui);
    waitForFigures(ui);
    const Catalog& catalog = *ui.session->catalog();
    for (const ShippedSpeeds& shipped : shippedSpeeds()) {
        INFO(shipped.id.toStdString());
        const std::optional<MeasuredSpeeds> rows = readMeasuredSpeeds(shipped.rows);
        REQUIRE(rows);
        const SpeedCheck check = checkSpeed(rows->table, rows->rows, catalog);
        const TextTable& shown =
            child<TextTableView>(*ui.window, shipped.id + u"ErrorTable"_s).table();
        REQUIRE(shown.rows.size() == check.promised.size() + check.oneConstant.size());
        CHECK(shown.rows[0][1] ==
              QString::fromStdString(formatNumber(double(check.promised[0].count))));
        CHECK(shown.rows[0].back() == u"kept"_s);
        CHECK(child<QLabel>(*ui.window, shipped.id + u"Verdict"_s).text() ==
              u"All bounds are kept."_s);
        auto& combo = child<QComboBox>(*ui.window, shipped.id + u"UnitCombo"_s);
        CHECK(combo.count() == 3);
        ChartFrame& chart = child<ChartFrame>(*ui.window, shipped.id + u"Chart"_s);
        const QString before = chart.content().title;
        combo.setCurrentIndex(1);
        CHECK(chart.content().title != before);
        CHECK(chart.content().table.rows.size() == 100);
    }
}

TEST_CASE("A broken promise of speed is told in its row, hostile names stay text", "[validation]") {
    auto check = std::make_shared<SpeedCheck>();
    SpeedObservation figure;
    figure.metric = "decode";
    figure.engine = "llama.cpp";
    figure.label = "<b>bold</b>";
    figure.classId = "class";
    figure.measured = 100;
    check->observations.figures = {figure, figure};
    check->predicted = {110, 50};
    check->groups = errorGroups(check->observations, check->predicted);
    check->promised = promisedGroups(check->observations, check->predicted);
    check->bounds = {{"several devices", 0.2, -1, -1}};
    const TextTable errors = speedErrorTable(*check);
    REQUIRE(errors.rows.size() == 1);
    // The middle of 10 and 50 % off, above 20 %.
    CHECK(errors.rows[0][2] == u"30.0 %"_s);
    CHECK(errors.rows[0].back() == u"not kept"_s);
    const ChartContent content = speedValidationChart(shippedSpeeds().front(), check, "decode");
    REQUIRE(content.table.rows.size() == 2);
    CHECK(content.table.rows[0][0] == u"<b>bold</b>"_s);
    CHECK(content.table.rows[0][2] == u"50"_s);  // the farthest first
    CHECK(content.wholeTable().rows.size() == 2);
}
