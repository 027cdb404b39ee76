// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/memory_chart.h"

#include "tests/support/drawn_chart.h"
#include "tests/support/examples.h"
#include "ui/charts/chart_export.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr QSize kSize(900, 420);
constexpr double kGib = 1024.0 * 1024 * 1024;

const ChartStyle& light() {
    static const ChartStyle style = chartStyle(false);
    return style;
}

struct Chart {
    std::vector<std::size_t> options;
    MemoryChartData data;
    ChartContent content;
};

Chart chartOf(const Evaluation& evaluation) {
    Chart chart;
    chart.options = memoryChartOptions(evaluation, 9, {});
    chart.data = memoryChartData(evaluation, chart.options, {});
    chart.content = memoryChart(chart.data);
    return chart;
}

/// Sum of the pieces of one row that have one of these colours, in GiB.
double drawn(DrawnChart& chart, int row, const QList<QColor>& colours) {
    double sum = 0;
    for (int i = 0; i < chart.plot().plottableCount(); ++i) {
        const auto* const bars = qobject_cast<QCPBars*>(chart.plot().plottable(i));
        if (!bars || !colours.contains(bars->brush().color())) continue;
        for (const QCPBarsData& piece : *bars->data()) {
            if (piece.key == row) sum += piece.value;
        }
    }
    return sum;
}

/// A part may lie within the capacity or, faded, beyond it.
QList<QColor> coloursOf(MemoryPart part) {
    const QColor full = light().color(memoryPartRole(part));
    if (part == MemoryPart::Reserve)
        return {light().faded(full), light().faded(light().faded(full))};
    return {full, light().faded(full)};
}

MemoryChartData stretched(MemoryChartData data) {
    for (MemoryBar& bar : data.bars) bar.name = bar.name.repeated(12);
    return data;
}

}  // namespace

TEST_CASE("The segments of a bar sum to the ledger and with the free part to the capacity",
          "[charts][memory]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const Chart chart = chartOf(example.evaluation);
        REQUIRE_FALSE(chart.options.empty());
        DrawnChart picture(chart.content, kSize, light());
        for (std::size_t i = 0; i < chart.options.size(); ++i) {
            const OptionResult& option = example.evaluation.options[chart.options[i]];
            INFO(option.option.id);
            const DeviceLedger total = option.ledger->total();
            const int row = static_cast<int>(i) + 1;
            double used = 0;
            for (std::size_t part = 0; part < kMemoryParts; ++part) {
                used += drawn(picture, row, coloursOf(static_cast<MemoryPart>(part)));
            }
            const double free = drawn(picture, row, {light().color(theme::Role::Free)});
            // The ledger is the source; what is drawn must neither lose nor invent a byte.
            CHECK(used * kGib == Approx(total.used().value));
            CHECK(free * kGib == Approx(std::max(0.0, total.free().value)).margin(1));
            CHECK(drawn(picture, row, coloursOf(MemoryPart::Weights)) * kGib ==
                  Approx(total.weights.value));
            CHECK(drawn(picture, row, coloursOf(MemoryPart::Kv)) * kGib ==
                  Approx(total.cache().value).margin(1));
        }
    }
}

TEST_CASE("What lies beyond the capacity is faded, as much as is short", "[charts][memory]") {
    int tooSmall = 0;
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const Chart chart = chartOf(example.evaluation);
        DrawnChart picture(chart.content, kSize, light());
        for (std::size_t i = 0; i < chart.data.bars.size(); ++i) {
            double beyond = 0;
            for (std::size_t part = 0; part < kMemoryParts; ++part) {
                beyond += drawn(picture, static_cast<int>(i) + 1,
                                {coloursOf(static_cast<MemoryPart>(part)).back()});
            }
            const double missing = std::max(0.0, -chart.data.bars[i].free());
            CHECK(beyond == Approx(missing).margin(1e-9));
            tooSmall += missing > 0;
        }
    }
    CHECK(tooSmall > 0);  // the examples show bars of both kinds
}

TEST_CASE("The capacity is marked across its bar, where the axis has it", "[charts][memory]") {
    const Chart chart = chartOf(privateAssistant().evaluation);
    DrawnChart picture(chart.content, kSize, light());
    const QList<QCPItemLine*> ticks = picture.items<QCPItemLine>();
    REQUIRE(ticks.size() == static_cast<qsizetype>(chart.options.size()));
    const QImage image = picture.plot().toPixmap(kSize.width(), kSize.height()).toImage();
    for (std::size_t i = 0; i < chart.options.size(); ++i) {
        const Ledger& ledger = *privateAssistant().evaluation.options[chart.options[i]].ledger;
        const QCPItemLine& tick = *ticks[static_cast<qsizetype>(i)];
        const double row = static_cast<double>(i) + 1;
        CHECK(tick.start->coords().x() * kGib == Approx(ledger.total().usable.value));
        CHECK(tick.end->coords().x() == tick.start->coords().x());
        CHECK(tick.start->coords().y() < row);
        CHECK(tick.end->coords().y() > row);
        const QPointF middle(picture.plot().xAxis->coordToPixel(tick.start->coords().x()),
                             picture.plot().yAxis->coordToPixel(row));
        const QColor wanted =
            light().color(chart.data.bars[i].free() < 0 ? theme::Role::Bad : theme::Role::Text);
        // Two pixels wide: one of the two columns at the place is covered whole.
        const bool marked = image.pixelColor((middle - QPointF(1, 0)).toPoint()) == wanted ||
                            image.pixelColor(middle.toPoint()) == wanted;
        CHECK(marked);
    }
}

TEST_CASE("The table of the memory chart holds the numbers of the ledger", "[charts][memory]") {
    const Chart chart = chartOf(privateAssistant().evaluation);
    const TextTable& table = chart.content.table;
    REQUIRE(table.rows.size() == chart.options.size());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const OptionResult& option = privateAssistant().evaluation.options[chart.options[i]];
        const DeviceLedger total = option.ledger->total();
        const QStringList& row = table.rows[i];
        CHECK(row[0].toStdString() == option.option.name);
        double sum = 0;
        for (int part = 1; part <= static_cast<int>(kMemoryParts); ++part) {
            sum += cellNumber(row[part]);
        }
        // Cells have two decimals: each is off by up to 0.005.
        const double used = cellNumber(row[8]);
        CHECK(sum == Approx(used).margin(0.04));
        CHECK(used == Approx(total.used().value / kGib).margin(0.005));
        CHECK(cellNumber(row[9]) == Approx(total.usable.value / kGib).margin(0.005));
        CHECK(cellNumber(row[10]) == Approx(total.free().value / kGib).margin(0.005));
    }
}

TEST_CASE("Names, however long, are shortened and never cover each other or leave the picture",
          "[charts][memory]") {
    const Chart chart = chartOf(privateAssistant().evaluation);
    for (const MemoryChartData& data : {chart.data, stretched(chart.data)}) {
        const ChartContent content = memoryChart(data);
        for (const QSize size : {QSize(900, 420), QSize(560, 420), QSize(1800, 900)}) {
            INFO(size.width() << 'x' << size.height());
            DrawnChart picture(content, size, light());
            CHECK(picture.textTrouble().join(u'\n') == QString());
            for (const QCPItemText* const text : picture.items<QCPItemText>()) {
                CHECK(text->text().size() < 200);
            }
        }
    }
}

TEST_CASE("The memory chart can be drawn at any size", "[charts][memory]") {
    const ChartContent content = chartOf(privateAssistant().evaluation).content;
    for (const QSize size : {QSize(1, 1), QSize(40, 30), QSize(200, 120), QSize(3840, 2160)}) {
        INFO(size.width() << 'x' << size.height());
        DrawnChart picture(content, size, light());
        CHECK(picture.finite());
    }
    const QSize plotSize(600, 300);
    const QImage image = chartImage(content, plotSize, light());
    CHECK(image.devicePixelRatio() == 2.0);
    CHECK(image.width() >= 2 * plotSize.width());
    CHECK(image.height() > 2 * plotSize.height());
    const QImage dark = chartImage(content, plotSize, chartStyle(true));
    CHECK(dark.pixelColor(2, 2) == theme::color(theme::Role::Surface, true));
}

TEST_CASE("Without a ledger there is no memory chart", "[charts][memory]") {
    Evaluation apisOnly;
    for (const OptionResult& option : evaluatedExamples().front().evaluation.options) {
        if (option.option.kind == OptionKind::Api) apisOnly.options.push_back(option);
    }
    REQUIRE_FALSE(apisOnly.options.empty());
    CHECK(chartOf(apisOnly).content.empty());
    CHECK(chartOf({}).content.empty());
}

TEST_CASE("The pointer reads a bar: its name, every part, the verdict", "[charts][memory]") {
    const Chart chart = chartOf(privateAssistant().evaluation);
    DrawnChart picture(chart.content, kSize, light());
    const QPointF second(picture.plot().xAxis->coordToPixel(1),
                         picture.plot().yAxis->coordToPixel(2));
    const auto hit = chart.content.hit(picture.plot(), second);
    REQUIRE(hit);
    const OptionResult& option = privateAssistant().evaluation.options[chart.options[1]];
    CHECK(hit->optionId.toStdString() == option.option.id);
    CHECK(hit->text.contains(QString::fromStdString(option.option.name)));
    CHECK(hit->text.contains(chart.content.table.rows[1][1] + u" GiB"_s));  // the weights
    CHECK(hit->text.contains(chart.data.bars[1].verdict()));
    CHECK_FALSE(chart.content.hit(picture.plot(), QPointF(second.x(), -500)));
}
