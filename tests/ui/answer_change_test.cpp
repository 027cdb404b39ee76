// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QPushButton>
#include <cmath>

#include "tests/support/ui_window.h"
#include "ui/pages/answer_page_change.h"
#include "ui/widgets/marked_slider.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

MarkedSlider& horizon(UiWindow& ui) {
    return child<MarkedSlider>(*ui.window, u"change/finance.horizon_months"_s);
}

QString sentence(UiWindow& ui) {
    // A move is judged on a thread.
    auto& card = child<ChangeCard>(*ui.window, u"changeCard"_s);
    REQUIRE(QTest::qWaitFor([&] { return !card.judging(); }, 60'000));
    return child<QLabel>(*ui.window, u"changeSentence"_s).text();
}

}  // namespace

TEST_CASE("Moving a slider shows the answer there and leaves the document alone",
          "[answer][what-if]") {
    UiWindow ui;
    ui.start();
    const Scenario before = ui.document().scenario();
    auto& use = child<QPushButton>(*ui.window, u"changeUse"_s);
    CHECK_FALSE(use.isEnabled());
    MarkedSlider& slider = horizon(ui);
    const double home = slider.share();
    slider.setFocus();
    for (int i = 0; i < 3; ++i) QTest::keyClick(&slider, Qt::Key_PageUp);
    // Six to 84 months over a thousand steps, three times a tenth of the way on, to three digits.
    const int months = static_cast<int>(std::lround(6 + 78 * (home + 0.3)));
    Scenario there = before;
    there.finance.horizonMonths = months;
    CHECK(sentence(ui).toStdString() == evaluate(there, ui.document().catalog()).verdict.sentence);
    CHECK(ui.document().scenario() == before);
    CHECK_FALSE(ui.document().modified());
    CHECK(use.isEnabled());

    QTest::keyClick(&slider, Qt::Key_Backspace);
    CHECK(slider.share() == Approx(home).margin(0.001));
    CHECK(sentence(ui).startsWith(u"Move a slider"_s));
    CHECK_FALSE(use.isEnabled());
}

TEST_CASE("The values of the sliders are used as one step that can be undone",
          "[answer][what-if]") {
    UiWindow ui;
    ui.start();
    const Scenario before = ui.document().scenario();
    auto& users = child<MarkedSlider>(*ui.window, u"change/workload.requests_per_day"_s);
    QTest::keyClick(&users, Qt::Key_PageUp);
    QTest::keyClick(&horizon(ui), Qt::Key_PageUp);
    sentence(ui);
    child<QPushButton>(*ui.window, u"changeUse"_s).click();
    const Scenario after = ui.document().scenario();
    CHECK(after.finance.horizonMonths > before.finance.horizonMonths);
    CHECK(after.workload.requestsPerDay > before.workload.requestsPerDay);
    // The slider starts from the new value.
    CHECK(sentence(ui).startsWith(u"Move a slider"_s));
    ui.document().undoStack().undo();
    CHECK(ui.document().scenario() == before);
}

TEST_CASE("Put Back forgets the moves", "[answer][what-if]") {
    UiWindow ui;
    ui.start();
    MarkedSlider& slider = horizon(ui);
    const double home = slider.share();
    QTest::keyClick(&slider, Qt::Key_End);
    sentence(ui);
    child<QPushButton>(*ui.window, u"changeReset"_s).click();
    CHECK(slider.share() == home);
    CHECK(sentence(ui).startsWith(u"Move a slider"_s));
}

TEST_CASE("The values that turn the answer are found in the background", "[answer][what-if]") {
    UiWindow ui;
    ui.start();
    auto& turns = child<QLabel>(*ui.window, u"changeTurns/finance.horizon_months"_s);
    CHECK(turns.text() == u"looking…");
    REQUIRE(QTest::qWaitFor([&] { return turns.text() != u"looking…"; }, 60'000));
    WhatIfInput expected;
    for (WhatIfInput& input : whatIfInputs(ui.document().scenario())) {
        if (input.field->id == "finance.horizon_months") expected = input;
    }
    findTurns(expected, ui.document().scenario(), ui.document().catalog());
    CHECK(turns.text().contains(u"below"_s) == expected.below.has_value());
    CHECK(turns.text().contains(u"above"_s) == expected.above.has_value());
}
