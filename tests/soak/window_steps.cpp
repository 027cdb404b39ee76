// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QtTest/QtTest>
#include <array>

#include "tests/soak/steps.h"
#include "ui/form/requirement_form.h"

namespace headroom::soak {

namespace {

using namespace Qt::Literals::StringLiterals;

QWidget& form(Stage& stage) {
    return *stage.window().findChild<RequirementForm*>();
}

QTabWidget& pages(Stage& stage) {
    return *stage.window().findChild<QTabWidget*>(u"pages"_s);
}

/// Mostly numbers near the former one, now and then what no input takes.
QString textToType(const QString& former, Chance& chance) {
    static const std::array kOdd{u""_s,    u"-1"_s,  u"0"_s,      u"1e9"_s, u"12 x"_s,
                                 u"1,5"_s, u"0.5"_s, u"999999"_s, u"nan"_s, u"%"_s};
    if (chance.oneIn(8)) return chance.of(kOdd);
    bool isNumber = false;
    const double number = former.toDouble(&isNumber);
    if (!isNumber) return QString::number(chance.between(1, 200));
    return QString::number(qRound(number * chance.between(50, 200) / 100.0));
}

void pressZ(Stage& stage, Qt::KeyboardModifiers modifiers, int times) {
    for (int i = 0; i < times; ++i) {
        stage.timeEdit([&] { QTest::keyClick(&stage.window(), Qt::Key_Z, modifiers); });
    }
}

void typeInForm(Stage& stage, Chance& chance) {
    const std::vector<QLineEdit*> inputs = usable<QLineEdit>(form(stage));
    if (inputs.empty()) return;
    QLineEdit& input = *chance.of(inputs);
    const QString text = textToType(input.text(), chance);
    stage.tell(input.objectName() + u" = "_s + text);
    stage.timeEdit([&] {
        type(input, text);
        QTest::keyClick(&input, Qt::Key_Return);
    });
    // What the input refuses is taken back as a person does.
    if (!stage.document().findings().empty() && chance.oneIn(2)) {
        pressZ(stage, Qt::ControlModifier, 1);
    }
}

void chooseInForm(Stage& stage, Chance& chance) {
    const std::vector<QComboBox*> lists = usable<QComboBox>(form(stage));
    if (lists.empty()) return;
    QComboBox& list = *chance.of(lists);
    const Qt::Key key = chance.oneIn(2) ? Qt::Key_Down : Qt::Key_Up;
    stage.tell(list.objectName());
    list.setFocus();
    for (int i = chance.between(1, 3); i > 0; --i) {
        stage.timeEdit([&] { QTest::keyClick(&list, key); });
    }
}

void pressIn(QWidget& parent, Stage& stage, Chance& chance) {
    const std::vector<QAbstractButton*> buttons = usable<QAbstractButton>(parent);
    if (buttons.empty()) return;
    QAbstractButton& button = *chance.of(buttons);
    stage.tell(u"press "_s + button.objectName() + u' ' + button.text());
    click(button);
}

void pressInForm(Stage& stage, Chance& chance) {
    pressIn(form(stage), stage, chance);
}

void pressOnPage(Stage& stage, Chance& chance) {
    stage.dialogs().fileNames = {stage.file(u"from-page"_s)};
    pressIn(*pages(stage).currentWidget(), stage, chance);
}

void undo(Stage& stage, Chance& chance) {
    pressZ(stage, Qt::ControlModifier, chance.between(1, 6));
}

void redo(Stage& stage, Chance& chance) {
    pressZ(stage, Qt::ControlModifier | Qt::ShiftModifier, chance.between(1, 4));
}

void goToPage(Stage& stage, Chance& chance) {
    const int page = chance.below(pages(stage).count());
    stage.tell(pages(stage).tabText(page));
    QTest::keyClick(&stage.window(), static_cast<Qt::Key>(Qt::Key_1 + page), Qt::ControlModifier);
    Stage::draw();
    if (chance.oneIn(2)) stage.waitUntilIdle();
}

void keysOnPage(Stage& stage, Chance& chance) {
    static constexpr std::array kKeys{Qt::Key_Tab,  Qt::Key_Down,     Qt::Key_Right, Qt::Key_Space,
                                      Qt::Key_End,  Qt::Key_PageDown, Qt::Key_Home,  Qt::Key_Up,
                                      Qt::Key_Left, Qt::Key_Backtab};
    QWidget& page = *pages(stage).currentWidget();
    if (!page.isAncestorOf(QApplication::focusWidget())) page.setFocus();
    for (int i = chance.between(2, 12); i > 0; --i) {
        QWidget* const focused = QApplication::focusWidget();
        const Qt::Key key = chance.of(kKeys);
        if (focused && focused->window() == &stage.window()) QTest::keyClick(focused, key);
    }
    Stage::draw();
}

void lookAtTable(Stage& stage, Chance& chance) {
    const std::vector<QTableView*> tables = usable<QTableView>(*pages(stage).currentWidget());
    if (tables.empty()) return;
    QTableView& table = *chance.of(tables);
    if (table.model()->rowCount() == 0 || table.model()->columnCount() == 0) return;
    const QModelIndex cell = table.model()->index(chance.below(table.model()->rowCount()),
                                                  chance.below(table.model()->columnCount()));
    stage.tell(table.objectName() + u": "_s + cell.data().toString());
    table.setFocus();
    table.scrollTo(cell);
    const QRect place = table.visualRect(cell);
    if (table.viewport()->rect().contains(place.center())) {
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, place.center());
    }
    table.setCurrentIndex(cell);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    if (chance.oneIn(2)) QTest::keyClick(&table, Qt::Key_Return);
    Stage::draw();
}

void scrollPage(Stage& stage, Chance& chance) {
    for (QScrollBar* const bar : usable<QScrollBar>(*pages(stage).currentWidget())) {
        bar->setValue(chance.between(bar->minimum(), bar->maximum()));
        Stage::draw();
    }
}

void resize(Stage& stage, Chance& chance) {
    const QSize size(chance.between(900, 1700), chance.between(600, 1100));
    stage.tell(u"%1 x %2"_s.arg(size.width()).arg(size.height()));
    stage.window().resize(size);
    Stage::draw();
}

void changeColors(Stage& stage, Chance& chance) {
    static const std::array kNames{u"themeLightAction"_s, u"themeDarkAction"_s,
                                   u"themeSystemAction"_s};
    stage.window().findChild<QAction*>(chance.of(kNames))->trigger();
    Stage::draw();
}

constexpr std::array kSteps{Step{"type in the form", 30, typeInForm},
                            Step{"choose in the form", 12, chooseInForm},
                            Step{"press in the form", 6, pressInForm},
                            Step{"undo", 10, undo},
                            Step{"redo", 6, redo},
                            Step{"go to a page", 16, goToPage},
                            Step{"press on the page", 10, pressOnPage},
                            Step{"keys on the page", 8, keysOnPage},
                            Step{"look at a table", 8, lookAtTable},
                            Step{"scroll", 5, scrollPage},
                            Step{"resize", 4, resize},
                            Step{"colors", 2, changeColors}};

}  // namespace

std::span<const Step> windowSteps() {
    return kSteps;
}

}  // namespace headroom::soak
