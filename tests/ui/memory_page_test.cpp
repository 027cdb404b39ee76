// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/memory_page.h"

#include <QClipboard>
#include <QSlider>
#include <QToolButton>

#include "core/units/format.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/text_table_view.h"
#include "ui/pages/memory_page_ledger.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const auto kDense = u"private-70b-assistant"_s;

QSlider& slider(UiWindow& ui) {
    return child<QSlider>(*ui.window, u"contextSlider"_s);
}

ChartFrame& chart(UiWindow& ui) {
    return child<ChartFrame>(*ui.window, u"memoryChart"_s);
}

Tokens context(UiWindow& ui) {
    return ui.document().scenario().workload.context;
}

/// The KV cache that the chart's table shows for the focused option, in GiB.
double kvOnScreen(UiWindow& ui) {
    const TextTable& table = chart(ui).content().table;
    REQUIRE(table.emphasised.size() == 1);  // the focused option
    REQUIRE(table.columns[2].title == u"KV cache"_s);
    return cellNumber(table.rows[static_cast<std::size_t>(table.emphasised.front())][2]);
}

void press(UiWindow& ui, Qt::Key key) {
    slider(ui).setFocus();
    QTest::keyClick(&slider(ui), key);
}

/// The index of the first option that is focused nowhere yet and passes `wanted`.
template <class Wanted>
QString optionWhere(UiWindow& ui, Wanted wanted) {
    for (const OptionResult& option : ui.document().evaluation().options) {
        if (wanted(option)) return QString::fromStdString(option.option.id);
    }
    return {};
}

}  // namespace

TEST_CASE("The context slider moves by key, and the cache of a dense model follows in proportion",
          "[memory][page]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    ui.document().setFocusedOption(
        optionWhere(ui, [](const OptionResult& option) { return option.feasible; }));
    REQUIRE(context(ui) == tokens(131072));
    const double full = kvOnScreen(ui);
    // A shared pool of one full context: bytes per token are constant, so halves are halves. Cells
    // have two decimals.
    press(ui, Qt::Key_Left);
    CHECK(context(ui) == tokens(98304));
    CHECK(kvOnScreen(ui) == Approx(full * 0.75).margin(0.01));
    press(ui, Qt::Key_Left);
    CHECK(context(ui) == tokens(65536));
    CHECK(kvOnScreen(ui) == Approx(full * 0.5).margin(0.01));
    const Ledger& ledger = *ui.document().focused()->ledger;
    CHECK(kvOnScreen(ui) == Approx(inGibibytes(ledger.total().cache())).margin(0.005));
    CHECK(says(*ui.window, u"65,536 tokens · KV cache "_s +
                               QString::fromStdString(formatGib(ledger.total().cache()))));
}

TEST_CASE("Moving the slider edits the document, and one undo takes the whole move back",
          "[memory][page]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    const Scenario before = ui.document().scenario();
    for (int i = 0; i < 3; ++i) press(ui, Qt::Key_Left);
    CHECK(ui.document().modified());
    Scenario expected = before;
    expected.workload.context = tokens(49152);  // 98,304, 65,536, 49,152
    CHECK(ui.document().scenario() == expected);
    CHECK(edit(ui, u"contextLengthEdit"_s).text().remove(u',') == u"49152"_s);
    ui.document().undoStack().undo();
    CHECK(ui.document().scenario() == before);
    CHECK(slider(ui).value() == slider(ui).maximum());
    CHECK_FALSE(ui.document().modified());
}

TEST_CASE("The slider ends at the model's maximum", "[memory][page]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    const Tokens most = ui.document().catalog().model("llama-3.3-70b")->maxContext;
    press(ui, Qt::Key_Left);
    press(ui, Qt::Key_End);
    CHECK(context(ui) == most);
    press(ui, Qt::Key_Right);
    CHECK(context(ui) == most);
    CHECK_FALSE(ui.document().stale());
    CHECK_FALSE(child<QLabel>(*ui.window, u"contextProblem"_s).isVisible());
}

TEST_CASE("From a length between two stops the slider reaches both", "[memory][page]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    // 98,304 < 120,000 < 131,072, which is the model's maximum.
    enter(edit(ui, u"contextLengthEdit"_s), u"120000"_s);
    press(ui, Qt::Key_Right);
    CHECK(context(ui) == tokens(131072));
    enter(edit(ui, u"contextLengthEdit"_s), u"120000"_s);
    press(ui, Qt::Key_Left);
    CHECK(context(ui) == tokens(98304));
}

TEST_CASE("A context too short for the prompt says so and leads back", "[memory][page]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    const TextTable shown = chart(ui).content().table;
    press(ui, Qt::Key_Home);
    CHECK(context(ui) == tokens(256));
    // 3,800 + 650 tokens of prompt and answer are asked.
    auto& problem = child<QLabel>(*ui.window, u"contextProblem"_s);
    CHECK(problem.isVisible());
    CHECK(problem.text().contains(u"4,450"_s));
    CHECK(ui.document().stale());
    // The bars stay, and say that they are of the former inputs.
    CHECK(chart(ui).content().table.rows == shown.rows);
    CHECK(chart(ui).content().subtitle.startsWith(u"stale"_s));
    CHECK_FALSE(child<QWidget>(*ui.window, u"memoryWorking"_s).isVisible());
    press(ui, Qt::Key_End);
    CHECK_FALSE(problem.isVisible());
    CHECK(chart(ui).content().subtitle.contains(u"131,072 tokens"_s));
}

TEST_CASE("The slider's stops are the powers of two, their halves between, and the maximum",
          "[memory][page]") {
    const std::vector<Tokens> steps = contextSteps(tokens(1000));
    CHECK(steps == std::vector{tokens(256), tokens(384), tokens(512), tokens(768), tokens(1000)});
    CHECK(contextSteps(tokens(512)).back() == tokens(512));
    CHECK(contextSteps(tokens(100)) == std::vector{tokens(256)});
}

TEST_CASE("The ledger's parts sum to what is used, and with the free part to what is usable",
          "[memory][page]") {
    UiWindow ui;
    openExample(ui, u"weekly-lora-70b"_s, PageId::Memory);
    const QString several = optionWhere(ui, [](const OptionResult& option) {
        return option.ledger && option.ledger->devices.size() > 1;
    });
    REQUIRE_FALSE(several.isEmpty());
    ui.document().setFocusedOption(several);
    const Ledger& ledger = *ui.document().focused()->ledger;
    const TextTable& table = child<TextTableView>(*ui.window, u"ledgerTable"_s).table();
    const auto devices = static_cast<int>(ledger.devices.size());
    REQUIRE(table.columns.size() == static_cast<std::size_t>(devices) + 3);
    // Ten parts, used, as sold, kept by the driver, taken by a screen, usable, free.
    REQUIRE(table.rows.size() == 16);
    for (int column = 1; column <= devices + 1; ++column) {
        double parts = 0;
        for (std::size_t row = 0; row < 10; ++row) parts += cellNumber(table.rows[row][column]);
        const double used = cellNumber(table.rows[10][column]);
        CHECK(parts == Approx(used).margin(0.055));  // ten roundings of 0.005
        const double usable = cellNumber(table.rows[14][column]);
        CHECK(used + cellNumber(table.rows[15][column]) == Approx(usable).margin(0.02));
        CHECK(cellNumber(table.rows[11][column]) - cellNumber(table.rows[12][column]) -
                  cellNumber(table.rows[13][column]) ==
              Approx(usable).margin(0.02));
    }
    for (const QStringList& row : table.rows) {
        double sum = 0;
        for (int column = 1; column <= devices; ++column) sum += cellNumber(row[column]);
        CHECK(sum == Approx(cellNumber(row[devices + 1])).margin(0.005 * (devices + 1)));
    }
    CHECK(cellNumber(table.rows[10][devices + 1]) ==
          Approx(inGibibytes(ledger.total().used())).margin(0.005));
}

TEST_CASE("A click on a bar chooses its option for all pages", "[memory][page][focus]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    auto& plot = child<ChartPlot>(chart(ui), u"chartPlot"_s);
    plot.replot(QCustomPlot::rpImmediateRefresh);
    const QPoint third(static_cast<int>(plot.xAxis->coordToPixel(1)),
                       static_cast<int>(plot.yAxis->coordToPixel(3)));
    QTest::mouseClick(&plot, Qt::LeftButton, {}, third);
    REQUIRE(ui.document().focused() != nullptr);
    const QString name = QString::fromStdString(ui.document().focused()->option.name);
    CHECK(ui.document().focusedOption().toStdString() == ui.document().focused()->option.id);
    CHECK(says(*ui.window, u"Where the memory goes on "_s + name));
    const TextTable& table = chart(ui).content().table;
    REQUIRE(table.emphasised.size() == 1);
    CHECK(table.rows[static_cast<std::size_t>(table.emphasised.front())][0] == name);
}

TEST_CASE("The table of the chart chooses an option by key and keeps its place",
          "[memory][page][focus]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    QTest::mouseClick(&child<QToolButton>(chart(ui), u"showTableButton"_s), Qt::LeftButton);
    auto& table = child<TextTableView>(chart(ui), u"chartTable"_s);
    table.setFocus();
    table.selectRow(0);
    QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Return);
    CHECK(ui.document().focusedOption().toStdString() == ui.document().focused()->option.id);
    CHECK(ui.document().focused()->option.name == table.table().rows[2][0].toStdString());
    CHECK(table.currentIndex().row() == 2);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 2);  // headings and the row
    CHECK(lines[1].split(u'\t') == table.table().rows[2]);
}

TEST_CASE("An API has no memory of ours: the page says whose it would be", "[memory][page]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Memory);
    const QString api = optionWhere(
        ui, [](const OptionResult& option) { return option.option.kind == OptionKind::Api; });
    REQUIRE_FALSE(api.isEmpty());
    ui.document().setFocusedOption(api);
    CHECK(says(*ui.window, u"runs in its provider's memory"_s));
    CHECK_FALSE(child<TextTableView>(*ui.window, u"ledgerTable"_s).table().rows.empty());
    CHECK(ledgerTable(*ui.document().focused()).rows.empty());
}

TEST_CASE("What does not fit is shown with what it is short by", "[memory][page]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    ui.document().setFocusedOption(optionWhere(ui, [](const OptionResult& option) {
        return option.ledger && option.ledger->devices.size() == 1 && !option.ledger->fits();
    }));
    const OptionResult& option = *ui.document().focused();
    CHECK(says(*ui.window, u"It does not fit: the largest part is "_s +
                               QString::fromStdString(option.ledger->bindingTerm())));
    const TextTable& table = chart(ui).content().table;
    const QStringList& row = table.rows[static_cast<std::size_t>(table.emphasised.front())];
    CHECK(cellNumber(row.last()) == Approx(inGibibytes(option.ledger->headroom())).margin(0.005));
    CHECK(cellNumber(row.last()) < 0);
}

TEST_CASE("With an error in the requirements the memory page says what to do first",
          "[memory][page]") {
    UiWindow ui;
    openWithError(ui, PageId::Memory);
    CHECK(chart(ui).content().empty());
    CHECK(says(chart(ui), u"marked inputs on the left"_s));
    CHECK_FALSE(child<QWidget>(*ui.window, u"ledgerTable"_s).isVisible());
}

TEST_CASE("What alone makes a model fit is offered, a click applies it and undo takes it back",
          "[memory][page][remedies]") {
    UiWindow ui;
    openExample(ui, kDense, PageId::Memory);
    auto& card = child<QWidget>(*ui.window, u"remedyCard"_s);
    ui.document().setFocusedOption(optionWhere(
        ui, [](const OptionResult& option) { return option.ledger && option.feasible; }));
    CHECK_FALSE(card.isVisible());
    // Short by little: a smaller cache is enough.
    const QString tight = optionWhere(ui, [](const OptionResult& option) {
        return option.ledger && !option.ledger->fits() && option.longestContext &&
               option.longestContext->value > 65'536;
    });
    REQUIRE_FALSE(tight.isEmpty());
    ui.document().setFocusedOption(tight);
    REQUIRE(card.isVisible());
    const Scenario before = ui.document().scenario();
    const auto buttons = card.findChildren<QToolButton*>(u"applyRemedyButton"_s);
    REQUIRE_FALSE(buttons.isEmpty());
    CHECK(buttons.front()->accessibleName().startsWith(u"Apply: "_s));
    buttons.front()->setFocus();
    QTest::keyClick(buttons.front(), Qt::Key_Space);
    CHECK(ui.document().scenario() != before);
    REQUIRE(ui.document().focused());
    CHECK(QString::fromStdString(ui.document().focused()->option.id) == tight);
    CHECK(ui.document().focused()->ledger->fits());
    CHECK_FALSE(card.isVisible());
    ui.document().undoStack().undo();
    CHECK(ui.document().scenario() == before);
    CHECK(card.isVisible());
}
