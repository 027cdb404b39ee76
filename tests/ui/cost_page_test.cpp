// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/cost_page.h"

#include <QTextEdit>
#include <algorithm>

#include "core/decision/option_costs.h"
#include "core/units/format.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/cost_chart.h"
#include "ui/charts/text_table_view.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const TextTable& table(UiWindow& ui, const QString& name) {
    return child<TextTableView>(*ui.window, name).table();
}

ChartFrame& chart(UiWindow& ui) {
    return child<ChartFrame>(*ui.window, u"costChart"_s);
}

/// Names of the lines, from the headings of the chart's table.
QStringList lines(UiWindow& ui) {
    QStringList names;
    const std::vector<TableColumn>& columns = chart(ui).content().table.columns;
    for (std::size_t i = 1; i < columns.size(); ++i) names << columns[i].title;
    return names;
}

QString name(const OptionResult& option) {
    return QString::fromStdString(option.option.name);
}

const QStringList& rowOf(const TextTable& table, const QString& title) {
    const auto row = std::find_if(table.rows.begin(), table.rows.end(),
                                  [&](const QStringList& cells) { return cells[0] == title; });
    INFO("row " << title.toStdString());
    REQUIRE(row != table.rows.end());
    return *row;
}

/// An option with a price that the chart does not show by itself.
const OptionResult& hiddenOption(UiWindow& ui) {
    const QStringList shown = lines(ui);
    for (const OptionResult& option : ui.document().evaluation().options) {
        if (option.cash && !shown.contains(name(option))) return option;
    }
    FAIL("every option has a line");
    return ui.document().evaluation().options.front();
}

}  // namespace

TEST_CASE("Choosing an option adds its line, and choosing the best again removes it",
          "[cost][page]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Cost);
    const QStringList before = lines(ui);
    REQUIRE(before.size() >= 2);
    const OptionResult& hidden = hiddenOption(ui);
    ui.document().setFocusedOption(QString::fromStdString(hidden.option.id));
    CHECK(lines(ui).contains(name(hidden)));
    CHECK(lines(ui).size() == before.size() + 1);
    CHECK(says(*ui.window, name(hidden) + u", month by month"_s));
    ui.document().setFocusedOption({});
    CHECK(lines(ui) == before);
}

TEST_CASE("The table of components shows what the evaluation booked, and it adds up",
          "[cost][page]") {
    for (const char* const example : {"bursty-8b-chat", "private-70b-assistant", "rag-30b-moe"}) {
        UiWindow ui;
        openExample(ui, QString::fromLatin1(example), PageId::Cost);
        const Evaluation& evaluation = ui.document().evaluation();
        const auto shown = costChartOptions(evaluation, 6, ui.document().focused()->option.id);
        const TextTable& components = table(ui, u"costComponentTable"_s);
        REQUIRE(components.columns.size() == shown.size() + 1);
        REQUIRE(components.rows.size() > 3);
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const OptionResult& option = evaluation.options[shown[i]];
            INFO(option.option.id);
            const auto column = static_cast<int>(i) + 1;
            CHECK(components.columns[i + 1].title == name(option));
            double sum = 0;
            for (std::size_t row = 0; row + 3 < components.rows.size(); ++row) {
                const QString& cell = components.rows[row][column];
                if (!cell.isEmpty()) sum += cellNumber(cell);
            }
            const double total = cellNumber(rowOf(components, u"Total, undiscounted"_s)[column]);
            // Whole units: each component is off by up to one half.
            CHECK(sum == Approx(total).margin(0.5 * static_cast<double>(components.rows.size())));
            CHECK(total == Approx(option.total.amount()).margin(0.5));
            CHECK(cellNumber(rowOf(components, u"Present value"_s)[column]) ==
                  Approx(option.presentValue.amount()).margin(0.5));
            CHECK(rowOf(components, u"Per million tokens (LCOT)"_s)[column].toStdString() ==
                  formatSignificant(option.costPerMillionTokens));
        }
    }
}

TEST_CASE("The months of the chosen option sum to its total", "[cost][page]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Cost);
    const OptionResult& option = *ui.document().focused();
    const TextTable& months = table(ui, u"monthlyTable"_s);
    REQUIRE(months.rows.size() == static_cast<std::size_t>(option.cash->horizonMonths) + 1);
    const auto last = static_cast<int>(months.columns.size()) - 1;
    double paid = 0;
    for (std::size_t month = 0; month < months.rows.size(); ++month) {
        const QStringList& row = months.rows[month];
        double parts = 0;
        for (int column = 1; column < last - 1; ++column) parts += cellNumber(row[column]);
        const double thisMonth = option.cash->month(static_cast<int>(month)).amount();
        paid += thisMonth;
        CHECK(cellNumber(row[last - 1]) == Approx(thisMonth).margin(0.5));
        CHECK(parts == Approx(thisMonth).margin(0.5 * last));
        CHECK(cellNumber(row[last]) == Approx(paid).margin(0.5 + 1e-6));  // a half is rounded up
    }
    CHECK(paid == Approx(option.total.amount()).margin(0.01));
    CHECK(option.upfront->amount() == Approx(cellNumber(months.rows[0][last])).margin(0.5));
}

TEST_CASE("Every break-even of the lines shown is said in a sentence", "[cost][page]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Cost);
    const Evaluation& evaluation = ui.document().evaluation();
    REQUIRE_FALSE(evaluation.breakEvens.empty());
    for (const BreakEvenPair& pair : evaluation.breakEvens) {
        const QString sentence = breakEvenSentence(evaluation, pair);
        CHECK_FALSE(sentence.isEmpty());
        CHECK(says(*ui.window, sentence));
    }
}

TEST_CASE("A click on a line chooses its option for all pages", "[cost][page][focus]") {
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Cost);
    auto& plot = child<ChartPlot>(chart(ui), u"chartPlot"_s);
    plot.replot(QCustomPlot::rpImmediateRefresh);
    // The dearest line stands alone at its end.
    int dearest = 0;
    double most = 0;
    for (int i = 0; i < plot.graphCount(); ++i) {
        const double end = (plot.graph(i)->data()->constEnd() - 1)->value;
        if (end <= most) continue;
        most = end;
        dearest = i;
    }
    const QString expected = lines(ui)[dearest];
    const QPoint end(static_cast<int>(plot.xAxis->coordToPixel(plot.xAxis->range().upper)) - 1,
                     static_cast<int>(plot.yAxis->coordToPixel(most)));
    QTest::mouseClick(&plot, Qt::LeftButton, {}, end);
    REQUIRE(ui.document().focused() != nullptr);
    CHECK(name(*ui.document().focused()) == expected);
    CHECK_FALSE(ui.document().focusedOption().isEmpty());
}

TEST_CASE("An option without a price says so instead of showing zeros", "[cost][page]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Cost);
    const std::string machine = ui.document().focused()->option.catalogId;
    for (const Row& row : ui.session->rows().at("machines")) {
        if (row.text("id") != machine) continue;
        Row unpricedRow = row;
        unpricedRow.remove("price_usd");
        REQUIRE(ui.session->edit(u"Forget the Price"_s, {{"machines", row, unpricedRow}}) ==
                QString());
        break;
    }
    const auto unpriced = std::find_if(
        ui.document().evaluation().options.begin(), ui.document().evaluation().options.end(),
        [&](const OptionResult& option) { return option.option.catalogId == machine; });
    REQUIRE(unpriced != ui.document().evaluation().options.end());
    CHECK_FALSE(unpriced->cash);
    ui.document().setFocusedOption(QString::fromStdString(unpriced->option.id));
    CHECK(says(*ui.window, u"The price of "_s + name(*unpriced) + u" is unknown"_s));
    CHECK_FALSE(lines(ui).contains(name(*unpriced)));
    CHECK_FALSE(child<QWidget>(*ui.window, u"monthlyTable"_s).isVisible());
}

TEST_CASE("With an error in the requirements the cost page says what to do first", "[cost][page]") {
    UiWindow ui;
    openWithError(ui, PageId::Cost);
    CHECK(chart(ui).content().empty());
    CHECK(says(chart(ui), u"marked inputs on the left"_s));
    CHECK_FALSE(child<QWidget>(*ui.window, u"costComponentTable"_s).isVisible());
    CHECK_FALSE(child<QWidget>(*ui.window, u"monthlyTable"_s).isVisible());
}

TEST_CASE("Costs of inputs that hold an error are marked as stale", "[cost][page]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Cost);
    const TextTable before = chart(ui).content().table;
    CHECK_FALSE(chart(ui).content().subtitle.contains(u"stale"_s));
    enter(edit(ui, u"contextLengthEdit"_s), u"-1"_s);
    CHECK(chart(ui).content().subtitle.startsWith(u"stale"_s));
    CHECK(chart(ui).content().table.rows == before.rows);
    enter(edit(ui, u"contextLengthEdit"_s), u"8192"_s);
    CHECK_FALSE(chart(ui).content().subtitle.contains(u"stale"_s));
}

TEST_CASE("Headings that nearly fit in one line push no column out", "[cost][page]") {
    // Qt measures headings in bold: at this width three names fit as they are drawn, not as
    // measured.
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Cost);
    auto& table = child<TextTableView>(*ui.window, u"costComponentTable"_s);
    for (int width = 1000; width <= 1500; width += 20) {
        ui.window->resize(width, 800);
        QCoreApplication::processEvents();
        INFO(width);
        CHECK(table.fitsInWidth());
    }
}

TEST_CASE("The working of the cost names its formulas and cannot be edited", "[cost][page]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Cost);
    auto& working = child<QTextEdit>(*ui.window, u"costWorking"_s);
    CHECK(working.isReadOnly());
    const std::string text = working.toPlainText().toStdString();
    const CashFlow cash =
        cashFlowOf(*ui.document().focused()->facts, ui.document().scenario(), Workings::Described);
    for (const CashLine& line : cash.lines) {
        CHECK(text.find(line.working) != std::string::npos);
    }
}
