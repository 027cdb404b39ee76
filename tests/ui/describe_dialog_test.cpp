// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/describe_dialog.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabWidget>

#include "tests/support/ui_pages.h"
#include "ui/widgets/combo_boxes.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct Described {
    Described() {
        ui.show();
        QTest::mouseClick(&child<QPushButton>(*ui.window, u"describeButton"_s), Qt::LeftButton);
        activate(dialog());
    }
    DescribeDialog& dialog() { return child<DescribeDialog>(*ui.window, u"describeDialog"_s); }
    void choose(const QString& name) {
        auto& button = child<QRadioButton>(dialog(), name);
        button.setFocus();
        QTest::keyClick(&button, Qt::Key_Space);
    }
    QString outcome() { return child<QLabel>(dialog(), u"describeOutcome"_s).text(); }
    UiWindow ui;
};

}  // namespace

TEST_CASE("Three answers by keys lead to a judged scenario", "[describe]") {
    Described s;
    s.choose(u"describePurpose3"_s);  // coding assistants
    auto& amount = child<QSpinBox>(s.dialog(), u"describeAmount"_s);
    amount.setFocus();
    amount.selectAll();
    QTest::keyClicks(&amount, u"12"_s);
    s.choose(u"describeSize2"_s);
    s.choose(u"describePlace1"_s);  // own premises
    CHECK(s.outcome().contains(u"Qwen3-Coder 30B"_s));
    CHECK(s.outcome().contains(u"1,800 requests"_s));  // 12 developers, 150 steps each
    QTest::keyClick(&s.dialog(), Qt::Key_Return);
    const Scenario& scenario = s.ui.document().scenario();
    CHECK(scenario.model.modelId == "qwen3-coder-30b-a3b");
    CHECK(scenario.workload.requestsPerDay == 1'800);
    CHECK(scenario.workload.concurrentUsers == 4);  // three in ten of 12, rounded up
    CHECK(scenario.privacy.placement == DataPlacement::OwnPremises);
    CHECK(s.ui.document().evaluation().feasibleCount > 0);
    CHECK_FALSE(s.ui.document().modified());
    CHECK(child<QTabWidget>(*s.ui.window, u"pages"_s).isVisible());
}

TEST_CASE("A known model is found by typing part of its name", "[describe]") {
    Described s;
    auto& model = child<SearchableComboBox>(s.dialog(), u"describeModel"_s);
    model.setFocus();
    model.lineEdit()->selectAll();
    QTest::keyClicks(model.lineEdit(), u"gpt-oss-120b"_s);
    // The keys go to the list that is open.
    QTest::keyClick(model.completer()->popup(), Qt::Key_Tab);
    CHECK(child<QRadioButton>(s.dialog(), u"describeNamed"_s).isChecked());
    CHECK(s.outcome().contains(u"gpt-oss-120b"_s));
    child<QPushButton>(s.dialog(), u"describeStartButton"_s).click();
    CHECK(s.ui.document().scenario().model.modelId == "gpt-oss-120b");
}

TEST_CASE("A name that is no model is refused and nothing starts", "[describe]") {
    Described s;
    auto& model = child<SearchableComboBox>(s.dialog(), u"describeModel"_s);
    model.setFocus();
    model.lineEdit()->selectAll();
    QTest::keyClicks(model.lineEdit(), u"no such model"_s);
    QTest::keyClick(model.lineEdit(), Qt::Key_Tab);
    const auto& problem = child<QLabel>(s.dialog(), u"describeProblem"_s);
    CHECK(problem.isVisible());
    CHECK(problem.text().contains(u"no such model"_s));
    CHECK_FALSE(child<QPushButton>(s.dialog(), u"describeStartButton"_s).isEnabled());
    // Another answer cures it.
    s.choose(u"describeSize1"_s);
    CHECK(child<QPushButton>(s.dialog(), u"describeStartButton"_s).isEnabled());
    CHECK_FALSE(problem.isVisible());
}

TEST_CASE("A typed amount stays while it counts the same, and changes with what is counted",
          "[describe]") {
    Described s;
    auto& amount = child<QSpinBox>(s.dialog(), u"describeAmount"_s);
    CHECK(amount.value() == purposeSpec(Purpose::Chat).usualAmount);
    amount.setValue(77);
    s.choose(u"describePurpose2"_s);  // people, too
    CHECK(amount.value() == 77);
    s.choose(u"describePurpose4"_s);  // documents a day
    CHECK(amount.value() == purposeSpec(Purpose::Batch).usualAmount);
}

TEST_CASE("Escape leaves the start page as it was", "[describe]") {
    Described s;
    QTest::keyClick(&s.dialog(), Qt::Key_Escape);
    CHECK_FALSE(child<QTabWidget>(*s.ui.window, u"pages"_s).isVisible());
    CHECK(s.ui.document().scenario() == Scenario{});
}
