// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/speed_page.h"

#include <QLabel>

#include "core/units/format.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/curve_chart.h"
#include "ui/charts/text_table_view.h"
#include "ui/pages/speed_page_charts.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const auto kExample = u"private-70b-assistant"_s;

ChartFrame& chart(UiWindow& ui, const char* name) {
    return child<ChartFrame>(*ui.window, QString::fromLatin1(name));
}

CurveChartData curveOf(std::vector<double> xs, bool doubling) {
    CurveChartData data;
    data.doubling = doubling;
    data.yUnit = u"tok/s"_s;
    for (const double x : xs) data.points.push_back({x, 1, 2, 3});
    return data;
}

QStringList tickTexts(const CurveChartData& data, int most) {
    QStringList texts;
    for (const auto& [x, text] : curveTicks(data, most)) texts << text;
    return texts;
}

}  // namespace

TEST_CASE("The speed page shows the four numbers of the focused option with their ranges",
          "[speed][page]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Speed);
    const OptionResult& option = *ui.document().focused();
    REQUIRE(option.speed);
    CHECK(says(*ui.window, u"How fast "_s + QString::fromStdString(option.option.name)));
    const TextTable& table = child<TextTableView>(*ui.window, u"speedTable"_s).table();
    REQUIRE(table.rows.size() == 6);
    CHECK(table.rows[0][1] ==
          QString::fromStdString(formatRate(option.speed->decodeSingle.likely)));
    CHECK(table.rows[1][0] == u"Each of 4 users"_s);
    CHECK(table.rows[1][1] ==
          QString::fromStdString(formatRate(option.speed->decodePerUser.likely)));
    CHECK(table.rows[2][3] == QString::fromStdString(formatRate(option.speed->decodeTotal.high)));
    CHECK(table.rows[5][2] ==
          QString::fromStdString(formatDuration(option.speed->firstTokenBusy.low)));
}

TEST_CASE("The charts run from one user to what the memory holds, with what is asked",
          "[speed][page][charts]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Speed);
    for (const char* name : {"perUserChart", "totalChart", "firstTokenChart"}) {
        const TextTable& table = chart(ui, name).content().table;
        INFO(name);
        REQUIRE(table.rows.size() > 3);
        CHECK(table.rows.front()[0] == u"1"_s);
        CHECK(std::any_of(table.rows.begin(), table.rows.end(),
                          [](const QStringList& row) { return row[0] == u"4"_s; }));
    }
    const TextTable& depth = chart(ui, "depthChart").content().table;
    CHECK(depth.rows.back()[0] == u"131,072"_s);  // the context of Llama 3.3
    // The example asks for 4 tokens/s.
    const SpeedCurves curves =
        *speedCurves(*ui.document().focused(), ui.document().scenario(), ui.document().catalog());
    const CurveChartData perUser = perUserChart(curves, ui.document().scenario());
    REQUIRE(perUser.limit);
    CHECK(*perUser.limit == 4);
    CHECK(perUser.limitText.contains(u"4"_s));
    CHECK(perUser.marks.size() == 1);
    CHECK(totalChart(curves, ui.document().scenario()).marks.size() <= 2);
}

TEST_CASE("An edit redraws the curves, an error leaves the last figures and says so",
          "[speed][page]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Speed);
    const auto before = chart(ui, "perUserChart").content().table.rows;
    Scenario next = ui.document().scenario();
    next.workload.prompt = tokens(900);
    ui.document().edit(next, u"Change"_s);
    CHECK(chart(ui, "perUserChart").content().table.rows != before);
    next.workload.concurrentUsers = 0;
    ui.document().edit(next, u"Change"_s);
    REQUIRE(ui.document().stale());
    CHECK_FALSE(chart(ui, "perUserChart").isVisible());
    CHECK(says(*ui.window, u"last inputs without an error"_s));
}

TEST_CASE("Without an answer the speed page says so", "[speed][page]") {
    UiWindow ui;
    ui.show();
    openWithError(ui, PageId::Speed);
    CHECK(says(*ui.window, u"No option has a known speed."_s));
}

TEST_CASE("An option whose speed is not known shows another one by name", "[speed][page]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Speed);
    for (const OptionResult& option : ui.document().evaluation().options) {
        if (option.option.kind != OptionKind::Api) continue;
        ui.document().setFocusedOption(QString::fromStdString(option.option.id));
        break;
    }
    REQUIRE_FALSE(ui.document().focused()->speed);
    const QString title = child<QLabel>(*ui.window, u"speedTitle"_s).text();
    CHECK(title.contains(u"is not known"_s));
    CHECK(title.contains(QString::fromStdString(ui.document().focused()->option.name)));
    CHECK(chart(ui, "perUserChart").isVisible());
}

TEST_CASE("Ticks of a doubling axis are powers of two, thinned out where room is short",
          "[charts][curve]") {
    CHECK(tickTexts(curveOf({1, 2, 4, 6, 8}, true), 10) ==
          QStringList{u"1"_s, u"2"_s, u"4"_s, u"8"_s});
    CHECK(tickTexts(curveOf({1, 512}, true), 5).size() <= 6);
    CHECK(tickTexts(curveOf({0, 131072}, false), 6).front() == u"0"_s);
    CHECK(tickTexts(curveOf({}, true), 6).isEmpty());
    CHECK_FALSE(tickTexts(curveOf({5}, true), 6).isEmpty());
}

TEST_CASE("A curve chart draws at any size, of one point and of none", "[charts][curve]") {
    CHECK(curveChart(curveOf({}, true)).empty());
    for (const CurveChartData& data :
         {curveOf({1}, true), curveOf({0}, false), curveOf({1, 2, 300}, true)}) {
        for (const QSize size : {QSize(40, 40), QSize(640, 300), QSize(4000, 900)}) {
            const ChartContent content = curveChart(data);
            REQUIRE_FALSE(content.empty());
            const QImage image = chartImage(content, size, chartStyle(true));
            CHECK_FALSE(image.isNull());
        }
    }
}
