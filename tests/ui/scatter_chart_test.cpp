// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/scatter_chart.h"

#include <QElapsedTimer>
#include <limits>

#include "tests/support/catch.h"
#include "tests/support/drawn_chart.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

std::shared_ptr<ScatterChartData> dataOf(std::vector<ScatterPoint> points) {
    const auto data = std::make_shared<ScatterChartData>();
    data->title = u"How close?"_s;
    data->unit = u"MiB"_s;
    data->series = {{u"Weights"_s, theme::Role::Weights, Marker::Square, std::move(points)}};
    data->describe = [](std::size_t index) { return u"figure %1"_s.arg(index); };
    return data;
}

constexpr QSize kSize(700, 400);

}  // namespace

TEST_CASE("Both axes of a scatter have the same decades, and exact points lie on the diagonal",
          "[chart][scatter]") {
    const ChartContent content = scatterChart(dataOf({{3, 3, 0}, {4500, 4500, 1}}));
    DrawnChart chart(content, kSize, chartStyle(false));
    CHECK(chart.plot().xAxis->range() == QCPRange(1, 10'000));
    CHECK(chart.plot().yAxis->range() == QCPRange(1, 10'000));
    REQUIRE(chart.items<QCPItemLine>().size() == 1);
    const QCPItemLine& line = *chart.items<QCPItemLine>().front();
    const QPointF from = line.start->pixelPosition();
    const QPointF to = line.end->pixelPosition();
    for (const double value : {3.0, 4500.0}) {
        const QPointF place(chart.plot().xAxis->coordToPixel(value),
                            chart.plot().yAxis->coordToPixel(value));
        const double share = (place.x() - from.x()) / (to.x() - from.x());
        CHECK(place.y() == Approx(from.y() + share * (to.y() - from.y())).margin(0.5));
    }
}

TEST_CASE("Zeros, negative and infinite figures are counted and left out", "[chart][scatter]") {
    const double infinite = std::numeric_limits<double>::infinity();
    const auto data = dataOf({{0, 5, 0}, {5, 0, 1}, {-1, 5, 2}, {5, infinite, 3}, {5, 6, 4}});
    CHECK(undrawnPoints(*data) == 4);
    DrawnChart chart(scatterChart(data), kSize, chartStyle(false));
    CHECK(chart.finite());
    CHECK(chart.plot().graph(0)->data()->size() == 1);
    CHECK(scatterChart(dataOf({{0, 0, 0}})).empty());
}

TEST_CASE("Points that look the same are drawn once, so that many stay fast", "[chart][scatter]") {
    std::vector<ScatterPoint> points;
    for (std::size_t i = 0; i < 60'000; ++i) {
        const double value = 1 + static_cast<double>(i % 5'000);
        points.push_back({value, value * (1 + 1e-4 * static_cast<double>(i % 7)), i});
    }
    DrawnChart chart(scatterChart(dataOf(points)), kSize, chartStyle(true));
    // The diagonal crosses at most width / 2 + height / 2 cells of two pixels.
    CHECK(chart.plot().graph(0)->data()->size() < 1'200);
    CHECK(chart.plot().graph(0)->data()->size() > 200);
}

TEST_CASE("The pointer finds the nearest figure and none far from all", "[chart][scatter]") {
    const ChartContent content = scatterChart(dataOf({{3, 3, 0}, {4500, 4000, 1}}));
    DrawnChart chart(content, kSize, chartStyle(false));
    const QPointF place(chart.plot().xAxis->coordToPixel(4500),
                        chart.plot().yAxis->coordToPixel(4000));
    const auto hit = content.hit(chart.plot(), place + QPointF(3, -2));
    REQUIRE(hit);
    CHECK(hit->text == u"figure 1"_s);
    CHECK_FALSE(content.hit(chart.plot(), place + QPointF(-60, 0)));
}

TEST_CASE("Axes of a scatter stay legible from one decade to many", "[chart][scatter]") {
    for (const auto& [low, high] :
         {std::pair(40'000.0, 90'000.0), std::pair(0.02, 3e6), std::pair(1.0, 1.0)}) {
        for (const QSize size : {QSize(380, 300), kSize, QSize(1400, 500)}) {
            DrawnChart chart(scatterChart(dataOf({{low, low, 0}, {high, high, 1}})), size,
                             chartStyle(false));
            INFO(low << " to " << high << " at " << size.width());
            CHECK(chart.finite());
            const QVector<double> ticks = chart.plot().xAxis->tickVector();
            const QVector<QString> texts = chart.plot().xAxis->tickVectorLabels();
            CHECK(ticks.size() >= 2);
            const QFontMetricsF metrics(chart.plot().xAxis->tickLabelFont());
            for (int i = 1; i < ticks.size(); ++i) {
                const double apart = chart.plot().xAxis->coordToPixel(ticks[i]) -
                                     chart.plot().xAxis->coordToPixel(ticks[i - 1]);
                const double needed = (metrics.horizontalAdvance(texts[i]) +
                                       metrics.horizontalAdvance(texts[i - 1])) /
                                      2;
                CHECK(apart > needed);
            }
        }
    }
}
