// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/place_page.h"

#include "core/decision/scorecard.h"
#include "core/energy/power.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/examples.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/power_chart.h"
#include "ui/charts/text_table_view.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const TextTable& table(UiWindow& ui, const QString& name) {
    return child<TextTableView>(*ui.window, name).table();
}

}  // namespace

TEST_CASE("Watts of one machine stand against the circuit", "[charts][power]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const PowerChartData data = powerChartData(example.evaluation, example.scenario, 9, {});
        REQUIRE_FALSE(data.bars.empty());
        const auto limit = circuitLimit(example.scenario.place);
        CHECK(data.limit.has_value() == limit.has_value());
        if (limit) CHECK(*data.limit == Approx(limit->value));
        for (const PowerBar& bar : data.bars) {
            const OptionResult& option = *example.evaluation.find(bar.optionId.toStdString());
            CHECK(bar.peak == Approx((option.power->states.peak / option.option.units).value));
            CHECK(bar.idle <= bar.decode);
            CHECK(bar.decode <= bar.peak);
        }
        const ChartContent content = powerChart(data);
        for (const QSize size : {QSize(560, 560), QSize(1600, 700)}) {
            DrawnChart picture(content, size, chartStyle(true));
            INFO(picture.textTrouble().join(u"\n"_s).toStdString());
            CHECK(picture.textTrouble().isEmpty());
        }
    }
}

TEST_CASE("Energy and carbon of a machine are those of the evaluation", "[place][page]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Place);
    const TextTable& energy = table(ui, u"energyTable"_s);
    REQUIRE_FALSE(energy.rows.empty());
    const OptionResult& best = *ui.document().focused();
    bool found = false;
    for (const QStringList& row : energy.rows) {
        if (row[0] != QString::fromStdString(best.option.name)) continue;
        found = true;
        CHECK(cellNumber(row[5]) == Approx(best.power->perMonth.value).margin(0.5));
    }
    CHECK(found);
}

TEST_CASE("The scorecard lists the machines that pass most, and follows its thresholds",
          "[place][page]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Place);
    const TextTable before = table(ui, u"scorecardTable"_s);
    REQUIRE(before.rows.size() == 12);
    CHECK(before.columns.size() == 2 + kScorecardCriteria.size());
    for (const QStringList& row : before.rows) {
        qsizetype passes = 0;
        for (const QString& cell : row) passes += cell.startsWith(u'✓') ? 1 : 0;
        CHECK(row[1].startsWith(QString::number(passes)));
    }
    Scenario next = ui.document().scenario();
    next.place.scorecard.memoryGib = 4000;
    ui.document().edit(next, u"Change Scorecard"_s);
    for (const QStringList& row : table(ui, u"scorecardTable"_s).rows) {
        CHECK(row[2].startsWith(u'✗'));
    }
    CHECK(says(*ui.window, u"4,000"_s));
}
