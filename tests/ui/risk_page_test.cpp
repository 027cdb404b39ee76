// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/risk_page.h"

#include "tests/support/drawn_chart.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/text_table_view.h"
#include "ui/document/risk_session.h"
#include "ui/widgets/combo_boxes.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr int kMostWait = 120'000;  // of a Debug build under sanitizers on a busy machine

void waitForOdds(UiWindow& ui) {
    REQUIRE(QTest::qWaitFor([&] { return ui.document().risk().study() != nullptr; }, kMostWait));
}

ChartFrame& chart(UiWindow& ui, const char* name) {
    return child<ChartFrame>(*ui.window, QString::fromLatin1(name));
}

}  // namespace

TEST_CASE("The page of risk shows the odds once they are drawn", "[risk][page]") {
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Risk);
    CHECK((ui.document().risk().study() != nullptr || says(*ui.window, u"Drawing cases"_s)));
    waitForOdds(ui);
    for (const char* const name : {"tornadoChart", "savingChart", "mapChart", "paretoChart"}) {
        INFO(name);
        CHECK_FALSE(chart(ui, name).content().empty());
    }
    const RiskStudy& study = *ui.document().risk().study();
    CHECK(child<TextTableView>(*ui.window, u"oddsTable"_s).table().rows.size() ==
          study.options.size());
    CHECK(says(*ui.window, u"2,000 cases"_s));
    // The former charts stay while new odds are drawn, so that nothing jumps.
    Scenario next = ui.document().scenario();
    next.workload.requestsPerDay *= 1.5;
    ui.document().edit(next, u"Change Requests"_s);
    CHECK_FALSE(chart(ui, "tornadoChart").content().empty());
    waitForOdds(ui);
}

TEST_CASE("Choosing another input redraws the map, one input twice asks for two", "[risk][page]") {
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Risk);
    waitForOdds(ui);
    auto& across = child<ChoiceComboBox>(*ui.window, u"mapAcrossComboBox"_s);
    auto& up = child<ChoiceComboBox>(*ui.window, u"mapUpComboBox"_s);
    REQUIRE(across.count() > 3);
    REQUIRE(across.currentId() != up.currentId());
    const QString before = chart(ui, "mapChart").content().table.columns.front().title;
    const auto choose = [](ChoiceComboBox& box, int index) {
        box.setFocus();
        while (box.currentIndex() > index) QTest::keyClick(&box, Qt::Key_Up);
        while (box.currentIndex() < index) QTest::keyClick(&box, Qt::Key_Down);
    };
    int other = 0;
    while (other == across.currentIndex() || other == up.currentIndex()) ++other;
    choose(across, other);
    CHECK(chart(ui, "mapChart").content().table.columns.front().title != before);
    choose(across, up.currentIndex());
    CHECK(chart(ui, "mapChart").content().empty());
    CHECK(says(*ui.window, u"Choose two different inputs."_s));
}

TEST_CASE("The page of risk says why it is empty", "[risk][page]") {
    {
        UiWindow ui;
        openWithError(ui, PageId::Risk);
        ui.show();
        CHECK(says(*ui.window, u"until the marked inputs on the left are corrected"_s));
    }
    UiWindow ui;
    Scenario impossible;
    impossible.finance.capitalLimit = 1;
    impossible.privacy.placement = DataPlacement::OwnPremises;
    saveScenario(ui.file(u"none.headroom"_s),
                 {.scenario = impossible, .snapshot = {}, .savedOn = {}, .unknown = {}});
    REQUIRE(ui.window->openFile(ui.file(u"none.headroom"_s)) == ui.window.get());
    ui.window->showPage(PageId::Risk);
    ui.show();
    CHECK(says(*ui.window, u"No option meets the requirements"_s));
}
