// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QTabBar>

#include "tests/support/ui_pages.h"
#include "ui/pages/case_page.h"
#include "ui/pages/case_table_view.h"

/// The Cases view of a window as a person sees and uses it.
namespace headroom::tests::cases_view {

/// The Cases view of an example, reached with the keys of the tab bar.
inline void openCases(UiWindow& ui, const QString& example = u"private-70b-assistant"_s) {
    openExample(ui, example, PageId::Compare);
    auto& views = child<QTabBar>(*ui.window, u"compareViews"_s);
    views.setFocus();
    QTest::keyClick(&views, Qt::Key_Right);
    REQUIRE(ui.window->findChild<CasePage*>()->isVisible());
}

inline CaseList& cases(UiWindow& ui) {
    return ui.window->findChild<CasePage*>()->cases();
}

inline void waitForAnswers(UiWindow& ui) {
    REQUIRE(QTest::qWaitFor([&] { return !cases(ui).judging(); }, 60'000));
}

inline void press(UiWindow& ui, const QString& button) {
    auto& widget = child<QAbstractButton>(*ui.window, button);
    REQUIRE(widget.isVisible());
    QTest::mouseClick(&widget, Qt::LeftButton);
}

inline void pressKey(UiWindow& ui, const QString& button) {
    auto& widget = child<QAbstractButton>(*ui.window, button);
    REQUIRE(widget.isVisible());
    widget.setFocus();
    QTest::keyClick(&widget, Qt::Key_Space);
}

inline CaseTableView& results(UiWindow& ui) {
    return child<CaseTableView>(*ui.window, u"caseResultsTable"_s);
}

inline CaseTableView& inputs(UiWindow& ui) {
    return child<CaseTableView>(*ui.window, u"caseInputsTable"_s);
}

/// A cell by the beginning of its row's name; the columns are those on screen.
inline QString cell(const CaseTableView& table, const QString& row, int column) {
    for (int i = 0; i < table.model()->rowCount(); ++i) {
        if (table.model()->index(i, 0).data().toString().startsWith(row)) {
            return table.model()->index(i, column).data().toString();
        }
    }
    FAIL("no row " << row.toStdString());
    return {};
}

inline QString heading(const CaseTableView& table, int column) {
    return table.model()->headerData(column, Qt::Horizontal).toString();
}

inline QString written(UiWindow& ui, const QString& name, const Scenario& scenario) {
    saveScenario(ui.file(name),
                 {.scenario = scenario, .snapshot = {}, .savedOn = {}, .unknown = {}});
    return ui.file(name);
}

inline Scenario titled(const std::string& title) {
    Scenario scenario;
    scenario.title = title;
    scenario.uncertainty.draws = 100;  // the fewest, as nobody looks at the odds
    return scenario;
}

inline void dropFiles(UiWindow& ui, const QStringList& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    auto& page = *ui.window->findChild<CasePage*>();
    QDragEnterEvent enterEvent(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton,
                               Qt::NoModifier);
    QApplication::sendEvent(&page, &enterEvent);
    REQUIRE(enterEvent.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&page, &drop);
}

inline void chooseItem(UiWindow& ui, const QString& name, int index) {
    auto& box = child<QComboBox>(*ui.window, name);
    box.setFocus();
    QTest::keyClick(&box, Qt::Key_Home);
    for (int i = 0; i < index; ++i) QTest::keyClick(&box, Qt::Key_Down);
    REQUIRE(box.currentIndex() == index);
}

inline QByteArray exported(UiWindow& ui, const QString& button, const QString& name) {
    ui.dialogs.fileNames = {ui.file(name)};
    press(ui, button);
    QFile file(ui.file(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace headroom::tests::cases_view
