// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QTabBar>
#include <QtTest/QtTest>
#include <array>

#include "tests/soak/steps.h"
#include "ui/pages/case_page.h"
#include "ui/pages/start_page.h"

namespace headroom::soak {

namespace {

using namespace Qt::Literals::StringLiterals;

/// Few names, so that files are written over.
QString scenarioFile(Stage& stage, Chance& chance) {
    return stage.file(u"scenario-%1.headroom"_s.arg(chance.below(4)));
}

void openExample(Stage& stage, Chance& chance) {
    static const std::vector<Example> all = examples();
    const Example& example = chance.of(all);
    stage.tell(example.title);
    stage.moveTo(stage.window().openExample(example.resource));
    if (chance.oneIn(2)) stage.waitUntilIdle();
}

void startNew(Stage& stage, Chance&) {
    MainWindow* const fresh = MainWindow::create(stage.session());
    fresh->startScenario();
    stage.moveTo(fresh);
    Stage::draw();
}

void save(Stage& stage, Chance& chance) {
    stage.dialogs().fileNames = {scenarioFile(stage, chance)};
    stage.dialogs().errors.clear();
    QTest::keyClick(
        &stage.window(), Qt::Key_S,
        chance.oneIn(3) ? Qt::ControlModifier | Qt::ShiftModifier : Qt::ControlModifier);
    if (!stage.dialogs().errors.isEmpty()) {
        stage.problems << u"Saving: "_s + stage.dialogs().errors.join(u' ');
    }
}

void open(Stage& stage, Chance& chance) {
    const QString path = scenarioFile(stage, chance);
    if (!QFileInfo::exists(path)) return;
    MainWindow* const opened = stage.window().openFile(path);
    if (!opened) {
        stage.problems << u"What was saved does not open: "_s + stage.dialogs().errors.join(u' ');
    }
    stage.moveTo(opened);
    if (chance.oneIn(2)) stage.waitUntilIdle();
}

void exportReport(Stage& stage, Chance& chance) {
    stage.closeOthers();
    QTest::keyClick(&stage.window(), Qt::Key_E, Qt::ControlModifier);
    auto* const dialog = stage.window().findChild<QDialog*>(u"reportDialog"_s);
    if (!dialog) return;
    auto* const format = dialog->findChild<QComboBox*>(u"reportFormatCombo"_s);
    format->setFocus();
    QTest::keyClick(format, chance.oneIn(2) ? Qt::Key_Down : Qt::Key_Up);
    const QString path = stage.file(u"report-%1"_s.arg(chance.below(3)));
    stage.dialogs().fileNames = {path};
    QTest::keyClick(dialog->findChild<QPushButton*>(u"reportExportButton"_s), Qt::Key_Return);
    stage.waitUntilIdle();
}

void previewReport(Stage& stage, Chance&) {
    stage.closeOthers();
    QTest::keyClick(&stage.window(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    stage.waitUntilIdle();
    Stage::draw();
}

void exportCashFlows(Stage& stage, Chance& chance) {
    const QString suffix = chance.oneIn(2) ? u"xlsx"_s : u"csv"_s;
    stage.dialogs().fileNames = {stage.file(u"flows."_s + suffix)};
    QTest::keyClick(&stage.window(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
}

void workWithCases(Stage& stage, Chance& chance) {
    stage.window().showPage(PageId::Compare);
    Stage::draw();
    auto* const views = stage.window().findChild<QTabBar*>(u"compareViews"_s);
    views->setFocus();
    QTest::keyClick(views, Qt::Key_Right);
    Stage::draw();
    auto* const cases = stage.window().findChild<CasePage*>();
    if (!cases->isVisible()) return;
    for (int i = chance.between(1, 4); i > 0; --i) {
        const std::vector<QAbstractButton*> buttons = usable<QAbstractButton>(*cases);
        if (buttons.empty()) break;
        QAbstractButton& button = *chance.of(buttons);
        stage.tell(u"press "_s + button.objectName());
        // The other buttons that ask for a file export tables.
        const bool adds = button.objectName() == u"addCaseFileButton";
        const QString path = adds ? scenarioFile(stage, chance) : stage.file(u"cases.csv"_s);
        if (adds && !QFileInfo::exists(path)) continue;  // it would be refused, as it should
        stage.dialogs().fileNames = {path};
        click(button);
        Stage::draw();
    }
    if (chance.oneIn(3)) stage.waitUntilIdle();
    if (chance.oneIn(2)) QTest::keyClick(views, Qt::Key_Left);
}

constexpr std::array kSteps{Step{"open an example", 4, openExample},
                            Step{"start anew", 1, startNew},
                            Step{"save", 4, save},
                            Step{"open a file", 4, open},
                            Step{"export a report", 1, exportReport},
                            Step{"preview a report", 1, previewReport},
                            Step{"export cash flows", 1, exportCashFlows},
                            Step{"work with cases", 5, workWithCases}};

}  // namespace

std::span<const Step> fileSteps() {
    return kSteps;
}

}  // namespace headroom::soak
