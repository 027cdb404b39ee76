// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numeric>

#include "core/decision/risk_study.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/examples.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/cost_chart.h"
#include "ui/charts/map_chart.h"
#include "ui/charts/pareto_chart.h"
#include "ui/charts/saving_chart.h"
#include "ui/charts/tornado_chart.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct Studied {
    Scenario scenario;
    Evaluation evaluation;
    RiskStudy study;
};

/// Every example with a choice between two options.
const std::vector<Studied>& studied() {
    static const std::vector<Studied> all = [] {
        std::vector<Studied> result;
        for (const EvaluatedExample& example : evaluatedExamples()) {
            RiskRequest request;
            request.draws = 500;
            RiskStudy study =
                studyRisk(example.evaluation.options, example.scenario, seedCatalog(), request);
            if (study.pair) result.push_back({example.scenario, example.evaluation, study});
        }
        return result;
    }();
    REQUIRE(all.size() >= 2);
    return all;
}

const InputRange& inputOf(const RiskStudy& study, std::string_view id) {
    for (const InputRange& input : study.inputs) {
        if (input.field->id == id) return input;
    }
    FAIL("no range for " << id);
    return study.inputs.front();
}

MapChartData mapOf(const Studied& one) {
    return mapChartData(
        *one.study.pair, one.evaluation, inputOf(one.study, "workload.requests_per_day"),
        inputOf(one.study, "finance.residual_share"), 9, one.scenario, seedCatalog());
}

std::vector<ChartContent> chartsOf(const Studied& one) {
    return {tornadoChart(tornadoChartData(one.study, one.evaluation, one.scenario, 12)),
            savingChart(savingChartData(one.study, one.evaluation, one.scenario)),
            mapChart(std::make_shared<const MapChartData>(mapOf(one))),
            paretoChart(paretoChartData(one.evaluation, seedCatalog(), {}))};
}

}  // namespace

TEST_CASE("No text of a chart of risk covers another or leaves the picture", "[charts][risk]") {
    for (const Studied& one : studied()) {
        for (const ChartContent& content : chartsOf(one)) {
            for (const QSize size : {QSize(560, 300), QSize(900, 380), QSize(1600, 600)}) {
                for (const bool dark : {false, true}) {
                    REQUIRE_FALSE(content.empty());
                    DrawnChart picture(content, size, chartStyle(dark));
                    INFO(content.title.toStdString() << " " << size.width());
                    const QStringList trouble = picture.textTrouble();
                    INFO(trouble.join(u"\n"_s).toStdString());
                    CHECK(trouble.isEmpty());
                    CHECK(picture.finite());
                }
            }
        }
    }
}

TEST_CASE("Every chart of risk has a table and says its finding", "[charts][risk]") {
    for (const Studied& one : studied()) {
        for (const ChartContent& content : chartsOf(one)) {
            INFO(content.title.toStdString());
            CHECK(content.summary.size() > 40);
            CHECK_FALSE(content.subtitle.isEmpty());
            REQUIRE_FALSE(content.table.rows.empty());
            for (const QStringList& row : content.table.rows) {
                CHECK(row.size() == static_cast<qsizetype>(content.table.columns.size()));
            }
        }
    }
}

TEST_CASE("Savings of the tornado are those of the study, seen from the best option",
          "[charts][risk]") {
    for (const Studied& one : studied()) {
        const TornadoChartData data = tornadoChartData(one.study, one.evaluation, one.scenario, 12);
        CHECK(data.base == Approx(-one.study.tornadoBase));
        for (std::size_t i = 0; i < data.rows.size(); ++i) {
            CHECK(data.rows[i].atLow == Approx(-one.study.tornado[i].atLow));
            const bool crosses = (data.rows[i].atLow < 0) != (data.base < 0) ||
                                 (data.rows[i].atHigh < 0) != (data.base < 0);
            CHECK(data.rows[i].flips == crosses);
        }
    }
}

TEST_CASE("The histogram counts every draw once, on its side of zero", "[charts][risk]") {
    for (const Studied& one : studied()) {
        const SavingChartData data = savingChartData(one.study, one.evaluation, one.scenario);
        CHECK(std::accumulate(data.counts.begin(), data.counts.end(), 0) == 500);
        int dearer = 0;
        for (const double saving : one.study.pair->differences) dearer += saving < 0 ? 1 : 0;
        int left = 0;
        for (std::size_t bin = 0; bin < data.counts.size(); ++bin) {
            if (data.lowest + data.width * (static_cast<double>(bin) + 0.5) < 0) {
                left += data.counts[bin];
            }
        }
        CHECK(left == dearer);
    }
}

TEST_CASE("Pointing at the map says who costs less there", "[charts][risk]") {
    const Studied& one = studied().front();
    const auto data = std::make_shared<const MapChartData>(mapOf(one));
    const ChartContent content = mapChart(data);
    DrawnChart picture(content, QSize(900, 380), chartStyle(false));
    const QRect area = picture.plot().axisRect()->rect();
    const auto hit = content.hit(picture.plot(), QPointF(area.left() + 2, area.bottom() - 2));
    REQUIRE(hit);
    const double lowest = data->map.at(0, 0);
    CHECK(hit->text.contains((lowest <= 0 ? data->pair.first : data->pair.second) + u" costs"_s));
    CHECK_FALSE(content.hit(picture.plot(), QPointF(1, 1)));
}

TEST_CASE("Only options that nothing beats are named and listed", "[charts][risk]") {
    for (const Studied& one : studied()) {
        const ParetoChartData data = paretoChartData(one.evaluation, seedCatalog(), {});
        const std::vector<std::size_t> front = paretoFront(one.evaluation.options, seedCatalog());
        CHECK(data.marks.size() == one.evaluation.feasibleCount);
        const ChartContent content = paretoChart(data);
        REQUIRE(content.rowOptions.size() == front.size());
        for (std::size_t i = 0; i < front.size(); ++i) {
            CHECK(content.rowOptions[i].toStdString() ==
                  one.evaluation.options[front[i]].option.id);
        }
    }
}

TEST_CASE("The bands around cost lines are those of the draws", "[charts][risk]") {
    const Studied& one = studied().front();
    const std::vector<std::size_t> options{one.study.pair->first, one.study.pair->second};
    CostChartData data = costChartData(one.evaluation, options, {});
    addBands(data, one.study, one.evaluation);
    for (const CostSeries& series : data.series) {
        REQUIRE(series.band.size() == series.cumulative.size());
        for (const Range<double>& month : series.band) CHECK(month.low <= month.high);
    }
    CHECK(data.subtitle.contains(u"500 draws"_s));
    DrawnChart picture(costChart(data), QSize(900, 380), chartStyle(false));
    CHECK(picture.textTrouble().isEmpty());
}

TEST_CASE("Ticks of a span are round, rising and reach around both ends", "[charts][ticks]") {
    for (const auto& [low, high] : {std::pair{-310.0, 12'000.0}, {-1.0, 1.0}, {3.0, 3.5}}) {
        const std::vector<double> ticks = spanTicks(low, high, 6);
        REQUIRE(ticks.size() >= 2);
        CHECK(ticks.front() <= low);
        CHECK(ticks.back() >= high);
        for (std::size_t i = 1; i < ticks.size(); ++i) CHECK(ticks[i] > ticks[i - 1]);
    }
    CHECK(spanTicks(5, 5, 4).size() >= 2);
    CHECK(spanTicks(std::nan(""), 1, 4).size() >= 2);
}
