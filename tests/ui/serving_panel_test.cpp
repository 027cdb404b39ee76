// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/serving_panel.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

#include "tests/support/ui_pages.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/text_table_view.h"
#include "ui/pages/serving_text.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostWait = 120'000;  // of a Debug build under sanitizers on a busy machine

ServingPanel& panel(UiWindow& ui) {
    return child<ServingPanel>(*ui.window, u"servingPanel"_s);
}

LatencySummary latency(double p50) {
    return {100, seconds(p50), seconds(p50), seconds(2 * p50), seconds(3 * p50)};
}

/// A study with round figures.
ServingStudy madeUp() {
    ServingStudy study;
    study.outline = {0.5, 2, 8};
    study.peak.firstToken = latency(0.4);
    study.peak.goodShare = 0.9;
    study.peak.goodPerSecond = 0.45;
    for (int i = 1; i <= 5; ++i) {
        SweepPoint point;
        point.houseShare = 0.2 * i;
        point.requestsPerSecond = 0.4 * i;
        point.result.firstToken = latency(0.1 * i);
        point.result.perToken = latency(0.01 * i);
        study.sweep.push_back(point);
    }
    return study;
}

}  // namespace

TEST_CASE("The closed form stands at once, the simulation when it is done", "[serving][page]") {
    UiWindow ui;
    QSignalSpy done(ui.window->findChild<ServingPanel*>(u"servingPanel"_s),
                    &ServingPanel::simulated);
    openExample(ui, u"rag-30b-moe"_s, PageId::Speed);
    CHECK(panel(ui).isVisibleTo(ui.window.get()));
    CHECK(child<QLabel>(*ui.window, u"servingOutline"_s).text().contains(u"full house"_s));
    CHECK(panel(ui).simulating());
    CHECK(child<QPushButton>(*ui.window, u"servingButton"_s).text() == u"Cancel"_s);
    CHECK(child<QProgressBar>(*ui.window, u"servingProgress"_s).isVisibleTo(&panel(ui)));
    REQUIRE((done.count() > 0 || done.wait(kMostWait)));
    CHECK_FALSE(panel(ui).simulating());
    const TextTable& table = child<TextTableView>(*ui.window, u"servingTable"_s).table();
    REQUIRE(table.rows.size() == 4);
    const TextTable& chart =
        child<ChartFrame>(*ui.window, u"firstTokenByLoadChart"_s).content().table;
    CHECK(chart.rows.size() == 10);
    CHECK(chart.columns[1].title == u"P95"_s);
    CHECK_FALSE(child<QProgressBar>(*ui.window, u"servingProgress"_s).isVisibleTo(&panel(ui)));
}

TEST_CASE("Cancel stops the simulation, and Simulate Again starts it", "[serving][page]") {
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Speed);
    QSignalSpy done(&panel(ui), &ServingPanel::simulated);
    auto& button = child<QPushButton>(*ui.window, u"servingButton"_s);
    button.click();
    CHECK(says(panel(ui), u"The simulation was cancelled."_s));
    CHECK(button.text() == u"Simulate Again"_s);
    QTest::qWait(700);
    CHECK(done.isEmpty());
    button.click();
    CHECK(button.text() == u"Cancel"_s);
    REQUIRE((done.count() > 0 || done.wait(kMostWait)));
    CHECK(button.text() == u"Simulate Again"_s);
}

TEST_CASE("A new input leaves no figures of the old one", "[serving][page]") {
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Speed);
    QSignalSpy done(&panel(ui), &ServingPanel::simulated);
    REQUIRE((done.count() > 0 || done.wait(kMostWait)));
    Scenario changed = ui.document().scenario();
    changed.workload.requestsPerDay *= 2;
    const QString before = child<QLabel>(*ui.window, u"servingOutline"_s).text();
    ui.document().edit(changed, u"Requests a day"_s);
    CHECK(child<QLabel>(*ui.window, u"servingOutline"_s).text() != before);
    CHECK_FALSE(child<TextTableView>(*ui.window, u"servingTable"_s).isVisibleTo(&panel(ui)));
    CHECK(panel(ui).simulating());
}

TEST_CASE("What is asked, the limits and the overflow are sentences", "[serving][page]") {
    ServingStudy study = madeUp();
    ServingSlo slo;
    CHECK(servingSentences(study, slo, {}).join(u' ').contains(u"Ask for a time"_s));
    slo.firstToken = seconds(2);
    study.largest = LargestLoad{};
    study.largest->requestsPerDay = {900, 1000, 1100};
    study.needed = ReplicasNeeded{};
    study.needed->replicas = 3;
    OverflowPrice price;
    price.share = 0.12;
    price.requestsPerMonth = 3600;
    QString text = servingSentences(study, slo, price).join(u' ');
    CHECK(text.contains(u"90 % of the requests are within what is asked"_s));
    CHECK(text.contains(u"1,000 requests a day (900 to 1,100)"_s));
    CHECK(text.contains(u"3 machines are needed"_s));
    CHECK(text.contains(u"12 % of them, 3,600 a month; what you ask for allows no API"_s));
    price.perMonth = money(12.5);
    price.name = "<b>Cheap</b>";
    text = servingSentences(study, slo, price).join(u' ');
    INFO(text.toStdString());
    CHECK(text.contains(u"$12.50 a month at <b>Cheap</b>"_s));
    study.largest->requestsPerDay = {};
    study.needed->replicas.reset();
    price.requestsPerMonth = 0;
    text = servingSentences(study, slo, price).join(u' ');
    CHECK(text.contains(u"No load keeps"_s));
    CHECK(text.contains(u"No number of machines"_s));
    CHECK(text.contains(u"nothing would overflow"_s));
}

TEST_CASE("The charts hold P50, P95 and P99 of every load and mark the busiest hour",
          "[serving][charts]") {
    ServingSlo slo;
    slo.firstToken = seconds(0.5);
    slo.speed = tokensPerSecond(20);
    const CurveChartData first = firstTokenByLoad(madeUp(), slo);
    REQUIRE(first.points.size() == 5);
    CHECK(first.points[2].x == Approx(60));
    CHECK(first.points[2].low == Approx(0.3));
    CHECK(first.points[2].likely == Approx(0.6));
    CHECK(first.points[2].high == Approx(0.9));
    CHECK(*first.limit == 0.5);
    // 0.5 of 2 requests a second is 25 %, a quarter of the way from 20 to 40: 0.2 + 0.25 x 0.2.
    REQUIRE(first.marks.size() == 1);
    CHECK(first.marks[0].x == Approx(25));
    CHECK(first.marks[0].y == Approx(0.25));
    const CurveChartData token = perTokenByLoad(madeUp(), slo);
    CHECK(token.points[0].likely == Approx(20));  // ms
    CHECK(*token.limit == Approx(50));            // 1 / 20 s
    ServingStudy empty;
    CHECK(curveChart(firstTokenByLoad(empty, slo)).table.rows.empty());
}
