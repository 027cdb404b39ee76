// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/cost_chart.h"

#include "core/units/format.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/examples.h"
#include "ui/charts/axis_ticks.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr QSize kSize(900, 380);

const ChartStyle& light() {
    static const ChartStyle style = chartStyle(false);
    return style;
}

CostChartData dataOf(const Evaluation& evaluation) {
    return costChartData(evaluation, costChartOptions(evaluation, 6, {}), {});
}

OptionResult priced(const char* id, OptionKind kind, CostComponent component, double first,
                    double monthly) {
    constexpr int kHorizon = 24;
    OptionResult result;
    result.option.id = id;
    result.option.name = id;
    result.option.kind = kind;
    result.feasible = true;
    CashLine line{component, {}, {money(first)}};
    for (int month = 0; month < kHorizon; ++month) line.months.push_back(money(monthly));
    result.cash = CashFlow{Currency{"USD"}, kHorizon, {line}};
    result.total = result.cash->total();
    return result;
}

/// Bought for 1,200 against 100 a month: worked out by hand, even after 12 months at 1,200.
Evaluation handMade() {
    Evaluation evaluation;
    evaluation.options = {priced("bought", OptionKind::Own, CostComponent::Hardware, 1200, 0),
                          priced("rented", OptionKind::Rented, CostComponent::Rent, 0, 100)};
    evaluation.breakEvens = {
        {0, 1, breakEven(*evaluation.options[0].cash, *evaluation.options[1].cash), {}}};
    return evaluation;
}

double between(const std::vector<double>& values, double month) {
    const auto below = static_cast<std::size_t>(month);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (month - static_cast<double>(below));
}

}  // namespace

TEST_CASE("A cost line is the sum of the payments up to each month", "[charts][cost]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const Evaluation& evaluation = example.evaluation;
        const CostChartData data = dataOf(evaluation);
        REQUIRE_FALSE(data.series.empty());
        DrawnChart picture(costChart(data), kSize, light());
        REQUIRE(picture.plot().graphCount() == static_cast<int>(data.series.size()));
        for (std::size_t i = 0; i < data.series.size(); ++i) {
            const OptionResult* const option =
                evaluation.find(data.series[i].optionId.toStdString());
            REQUIRE(option != nullptr);
            const CashFlow& cash = *option->cash;
            const auto points = picture.plot().graph(static_cast<int>(i))->data();
            REQUIRE(points->size() == cash.horizonMonths + 1);
            Money paid{0, cash.currency};
            for (int month = 0; month <= cash.horizonMonths; ++month) {
                paid += cash.month(month);
                // The resale comes with the last month and is drawn apart, as a drop.
                const Money resale = month == cash.horizonMonths ? cash.of(CostComponent::Resale)
                                                                 : Money{0, cash.currency};
                CHECK(points->at(month)->value == Approx((paid - resale).amount()).margin(0.001));
            }
            CHECK(data.series[i].end == Approx(option->total.amount()));
        }
    }
}

TEST_CASE("The ring stands where a hand-made pair is even", "[charts][cost]") {
    const Evaluation evaluation = handMade();
    const CostChartData data = costChartData(evaluation, {0, 1}, {});
    REQUIRE(data.crossings.size() == 1);
    DrawnChart picture(costChart(data), kSize, light());
    const QList<QCPItemTracer*> rings = picture.items<QCPItemTracer>();
    REQUIRE(rings.size() == 1);
    CHECK(rings.front()->position->coords().x() == Approx(12));
    CHECK(rings.front()->position->coords().y() == Approx(1200));
    CHECK(data.crossings.front().label == u"even with renting after 12 months"_s);
    CHECK(data.sentences.front().contains(u"12 months"_s));
}

TEST_CASE("Every break-even mark lies on both lines and the order turns there", "[charts][cost]") {
    int marks = 0;
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const Evaluation& evaluation = example.evaluation;
        const CostChartData data = dataOf(evaluation);
        std::size_t crossing = 0;
        for (const BreakEvenPair& pair : evaluation.breakEvens) {
            if (pair.result.kind != BreakEven::Kind::AtMonth) continue;
            REQUIRE(crossing < data.crossings.size());
            const CostCrossing& mark = data.crossings[crossing++];
            const auto mine = evaluation.options[pair.candidate].cash->cumulativeWithoutResale();
            const auto other = evaluation.options[pair.reference].cash->cumulativeWithoutResale();
            CHECK(mark.amount == Approx(between(mine, mark.month)));
            CHECK(mark.amount == Approx(between(other, mark.month)).epsilon(1e-6));
            for (auto month = static_cast<std::size_t>(mark.month) + 1; month < mine.size();
                 ++month) {
                CHECK(mine[month] <= other[month]);
            }
            CHECK(mine[static_cast<std::size_t>(mark.month)] >=
                  other[static_cast<std::size_t>(mark.month)] - 0.01);
            ++marks;
        }
        CHECK(crossing == data.crossings.size());
    }
    INFO("marks over all examples: " << marks);
    CHECK(marks > 0);
}

TEST_CASE("A pair that never meets has a sentence and no ring", "[charts][cost]") {
    Evaluation evaluation;
    evaluation.options = {priced("dear", OptionKind::Own, CostComponent::Hardware, 9000, 0),
                          priced("cheap", OptionKind::Api, CostComponent::ApiOutput, 0, 10)};
    evaluation.breakEvens = {
        {0, 1, breakEven(*evaluation.options[0].cash, *evaluation.options[1].cash), {}}};
    const CostChartData data = costChartData(evaluation, {0, 1}, {});
    CHECK(data.crossings.empty());
    REQUIRE(data.sentences.size() == 1);
    CHECK(data.sentences.front() ==
          u"Owning dear does not become cheaper than calling cheap within 24 months."_s);
}

TEST_CASE("The table of the cost chart holds the same amounts", "[charts][cost]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const CostChartData data = dataOf(example.evaluation);
        const TextTable table = costChart(data).table;
        REQUIRE(table.columns.size() == data.series.size() + 1);
        for (std::size_t i = 0; i < data.series.size(); ++i) {
            const auto column = static_cast<int>(i) + 1;
            for (std::size_t row = 0; row + 1 < table.rows.size(); ++row) {
                const auto month = table.rows[row][0].toUInt();
                // Whole units of the currency.
                CHECK(cellNumber(table.rows[row][column]) ==
                      Approx(data.series[i].cumulative[month]).margin(0.5));
            }
            CHECK(cellNumber(table.rows.back()[column]) == Approx(data.series[i].end).margin(0.5));
            CHECK(table.columns[i + 1].unit.toStdString() ==
                  example.scenario.finance.currency.code());
        }
    }
}

TEST_CASE("Line ends keep apart, with equal costs and names of any length", "[charts][cost]") {
    Evaluation evaluation;
    for (int i = 0; i < 6; ++i) {
        evaluation.options.push_back(
            priced("twin", OptionKind::Own, CostComponent::Hardware, 5000, 100));
        evaluation.options.back().option.name = std::string(i % 2 == 0 ? 300 : 12, 'W');
    }
    const ChartContent content = costChart(costChartData(evaluation, {0, 1, 2, 3, 4, 5}, {}));
    for (const QSize size : {QSize(900, 380), QSize(560, 300), QSize(1800, 900)}) {
        INFO(size.width() << 'x' << size.height());
        DrawnChart picture(content, size, light());
        CHECK(picture.textTrouble().join(u'\n') == QString());
    }
}

TEST_CASE("No text of the cost charts of the examples covers another", "[charts][cost]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        INFO(example.scenario.title);
        const ChartContent content = costChart(dataOf(example.evaluation));
        for (const QSize size : {QSize(900, 380), QSize(640, 330)}) {
            DrawnChart picture(content, size, light());
            CHECK(picture.textTrouble().join(u'\n') == QString());
        }
    }
}

TEST_CASE("The cost chart can be drawn at any size and starts at zero", "[charts][cost]") {
    const ChartContent content = costChart(dataOf(privateAssistant().evaluation));
    for (const QSize size : {QSize(1, 1), QSize(40, 30), QSize(200, 120), QSize(3840, 2160)}) {
        INFO(size.width() << 'x' << size.height());
        DrawnChart picture(content, size, light());
        CHECK(picture.finite());
        CHECK(picture.plot().yAxis->range().lower == 0);
    }
    // All payments zero: the axis still has a length.
    Evaluation nothing;
    nothing.options = {priced("gift", OptionKind::Own, CostComponent::Hardware, 0, 0)};
    DrawnChart flat(costChart(costChartData(nothing, {0}, {})), kSize, light());
    CHECK(flat.finite());
}

TEST_CASE("Without a price there is no cost chart", "[charts][cost]") {
    Evaluation unpriced = handMade();
    for (OptionResult& option : unpriced.options) option.cash.reset();
    CHECK(costChart(dataOf(unpriced)).empty());
    CHECK(costChart(dataOf({})).empty());
}

TEST_CASE("The pointer reads the nearest point of the nearest line", "[charts][cost]") {
    const Evaluation evaluation = handMade();
    const ChartContent content = costChart(costChartData(evaluation, {0, 1}, {}));
    DrawnChart picture(content, kSize, light());
    const QPointF month6(picture.plot().xAxis->coordToPixel(6),
                         picture.plot().yAxis->coordToPixel(600));
    const auto hit = content.hit(picture.plot(), month6 + QPointF(3, 2));
    REQUIRE(hit);
    CHECK(hit->optionId == u"rented"_s);
    CHECK(hit->text.contains(u"Month 6: $600"_s));  // 6 x 100
    CHECK_FALSE(content.hit(picture.plot(), month6 + QPointF(0, 45)));
}

TEST_CASE("Axis ticks are round, cover the maximum and read differently", "[charts][ticks]") {
    for (const double maximum : {1.0, 7.3, 99.0, 101.0, 2500.0, 38'400.0, 999'999.0, 3.2e7}) {
        INFO(maximum);
        const std::vector<double> ticks = roundTicks(maximum, 6);
        CHECK(ticks.front() == 0);
        CHECK(ticks.back() >= maximum);
        CHECK(ticks.size() <= 9);
        QStringList texts;
        for (const double tick : ticks) texts << moneyTick(tick, Currency{"EUR"});
        CHECK(texts.removeDuplicates() == 0);
    }
}
