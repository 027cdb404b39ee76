// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program by keyboard alone.
#include <QClipboard>
#include <QListWidget>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include "tests/support/ui_audit_pages.h"
#include "tests/ui/catalog_import_fixture.h"
#include "ui/charts/chart_frame.h"
#include "ui/report/report_dialog.h"
#include "ui/widgets/card.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

void press(QWidget& window, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QTest::keyClick(window.windowHandle(), static_cast<Qt::Key>(key), modifiers);
    QCoreApplication::processEvents();
}

/// Tab by Tab to a widget, as one would search for it.
void tabTo(QWidget& window, const QWidget& goal) {
    constexpr int kMostSteps = 300;
    for (int i = 0; i < kMostSteps && window.focusWidget() != &goal; ++i) {
        press(window, Qt::Key_Tab);
    }
    INFO(placeOf(goal).toStdString());
    REQUIRE(window.focusWidget() == &goal);
}

void checkWalk(QWidget& window, const QString& where) {
    const TabWalk forward = walkByTab(window);
    checkNone(forward.faults, where + u", forwards"_s);
    const TabWalk back = walkByTab(window, true);
    checkNone(back.faults, where + u", backwards"_s);
    CHECK(back.stops.size() == forward.stops.size());
}

QWidget& currentPage(UiWindow& ui) {
    return *child<QTabWidget>(*ui.window, u"pages"_s).currentWidget();
}

}  // namespace

TEST_CASE("The audit of the Tab key finds traps, unseen stops and missing marks", "[keyboard]") {
    QWidget window;
    QTableView trap(&window);
    QStandardItemModel cells(2, 2);
    trap.setModel(&cells);
    QPushButton after(u"After"_s, &window);
    window.show();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    trap.setFocus();
    CHECK(walkByTab(window).faults.filter(u"does not leave"_s).size() == 1);
    trap.setTabKeyNavigation(false);
    trap.hide();
    QWidget unmarked(&window);
    unmarked.setObjectName(u"unmarked"_s);
    unmarked.setFocusPolicy(Qt::StrongFocus);
    unmarked.setGeometry(0, 0, 50, 20);
    unmarked.show();
    QPushButton outside(u"Outside"_s, &window);
    outside.move(5000, 0);
    outside.show();
    after.setFocus();
    const QStringList faults = walkByTab(window).faults;
    CHECK(faults.filter(u"no mark of focus"_s).filter(u"unmarked"_s).size() == 1);
    CHECK(faults.filter(u"out of sight"_s).filter(u"Outside"_s).size() == 1);
}

TEST_CASE("From the start page to every page and back, by keys alone", "[keyboard][pages]") {
    UiWindow ui;
    recent::add(ui.file(u"older.headroom"_s));
    ui.show();
    checkWalk(*ui.window, u"start page"_s);
    tabTo(*ui.window, child<Card>(*ui.window, u"exampleCard1"_s));
    press(*ui.window, Qt::Key_Return);
    auto& pages = child<QTabWidget>(*ui.window, u"pages"_s);
    REQUIRE(pages.isVisible());
    for (std::size_t i = 0; i < kAllPages.size(); ++i) {
        press(*ui.window, Qt::Key_1 + static_cast<int>(i), Qt::ControlModifier);
        REQUIRE(pages.currentIndex() == static_cast<int>(i));
        settle(ui);
        checkWalk(*ui.window, nameOf(kAllPages[i]));
    }
    tabTo(*ui.window, *pages.tabBar());
    press(*ui.window, Qt::Key_Left);
    CHECK(pages.currentIndex() == static_cast<int>(PageId::Place));
}

TEST_CASE("With every part of the form open the Tab key still comes round", "[keyboard][form]") {
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Compare);
    unfold(*ui.window);
    checkWalk(*ui.window, u"the whole form"_s);
}

TEST_CASE("A chart is shown as a table, copied and exported by keys", "[keyboard][charts]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Memory);
    auto& chart = child<ChartFrame>(currentPage(ui), u"memoryChart"_s);
    tabTo(*ui.window, child<QToolButton>(chart, u"showTableButton"_s));
    press(*ui.window, Qt::Key_Space);
    CHECK(chart.showingTable());
    press(*ui.window, Qt::Key_Tab);
    REQUIRE(ui.window->focusWidget() == &child<QToolButton>(chart, u"copyChartButton"_s));
    QGuiApplication::clipboard()->clear();
    press(*ui.window, Qt::Key_Space);
    CHECK(QGuiApplication::clipboard()->text().contains(u'\t'));
    press(*ui.window, Qt::Key_Tab);
    press(*ui.window, Qt::Key_Space);
    CHECK(ui.dialogs.asked.contains(u"Export Chart"_s));
    const QString before = ui.document().focusedOption();
    tabTo(*ui.window, child<QTableView>(chart, u"chartTable"_s));
    press(*ui.window, Qt::Key_Down);
    press(*ui.window, Qt::Key_Down);
    press(*ui.window, Qt::Key_Return);
    CHECK(ui.document().focusedOption() != before);
}

TEST_CASE_METHOD(ImportFixture, "The catalog is walked by keys, with its menus",
                 "[keyboard][catalog]") {
    window.resize(1280, 800);
    window.showTable("machines");
    checkWalk(window, u"catalog"_s);
    auto& tables = child<QListWidget>(window, u"tableList"_s);
    tabTo(window, tables);
    const int row = tables.currentRow();
    press(window, Qt::Key_Up);
    CHECK(tables.currentRow() == row - 1);
    auto& import = child<QAction>(window, u"importAction"_s);
    for (QToolButton* const button : window.findChildren<QToolButton*>()) {
        if (button->defaultAction() != &import) continue;
        tabTo(window, *button);
        bool opened = false;
        // The menu has a loop of its own until it closes.
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, [&] {
            if (!button->menu()->isVisible()) return;
            opened = true;
            button->menu()->close();
        });
        watch.start(10);
        press(window, Qt::Key_Down, Qt::AltModifier);
        CHECK(opened);
    }
}

TEST_CASE("The dialogs are walked by keys", "[keyboard][dialog]") {
    UiWindow ui;
    ui.start();
    for (const QString& action :
         {u"exportReportAction"_s, u"calibrateAction"_s, u"guideAction"_s}) {
        child<QAction>(*ui.window, action).trigger();
        QDialog* const dialog = ui.window->findChild<QDialog*>();
        REQUIRE(dialog != nullptr);
        REQUIRE(QTest::qWaitForWindowActive(dialog));
        checkWalk(*dialog, action);
        press(*dialog, Qt::Key_Escape);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        CHECK(ui.window->findChild<QDialog*>() == nullptr);
    }
}
