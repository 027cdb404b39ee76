// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start_page.h"

#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

#include "tests/support/ui_pages.h"
#include "ui/document/recent_files.h"
#include "ui/widgets/card.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

StartPage& page(UiWindow& ui) {
    return child<StartPage>(*ui.window, u"startPage"_s);
}

bool working(UiWindow& ui) {
    return child<QTabWidget>(*ui.window, u"pages"_s).isVisible();
}

/// The row of a recent file, by the name it shows.
QToolButton* recentRow(UiWindow& ui, const QString& text) {
    for (QToolButton* const row : page(ui).findChildren<QToolButton*>()) {
        if (row->text() == text) return row;
    }
    return nullptr;
}

void writeScenario(const QString& path, const std::string& title) {
    Scenario scenario;
    scenario.title = title;
    saveScenario(path, {.scenario = scenario, .snapshot = {}, .savedOn = {}, .unknown = {}});
    recent::add(path);
}

}  // namespace

TEST_CASE("Each of the six situations opens from its card, by mouse and by key", "[start]") {
    const std::vector<Example> all = examples();
    REQUIRE(all.size() == 6);
    for (std::size_t i = 0; i < all.size(); ++i) {
        UiWindow ui;
        ui.show();
        auto& card = child<Card>(*ui.window, u"exampleCard%1"_s.arg(i + 1));
        INFO(all[i].resource.toStdString());
        CHECK(says(card, all[i].title));
        CHECK(says(card, all[i].question));
        CHECK(card.accessibleName() == all[i].title);
        if (i % 2 == 0) {
            QTest::mouseClick(&card, Qt::LeftButton);
        } else {
            card.setFocus();
            QTest::keyClick(&card, i == 1 ? Qt::Key_Return : Qt::Key_Space);
        }
        CHECK(working(ui));
        CHECK_FALSE(page(ui).isVisible());
        CHECK(ui.document().title() == all[i].title);
        CHECK(ui.document().scenario() == loadScenario(all[i].resource).scenario);
        CHECK_FALSE(ui.document().evaluation().options.empty());
        CHECK_FALSE(ui.document().modified());
    }
}

TEST_CASE("Recent files are listed newest first and open with a click", "[start][files]") {
    UiWindow ui;
    writeScenario(ui.file(u"older.headroom"_s), "Older case");
    writeScenario(ui.file(u"R&D.headroom"_s), "Research case");
    ui.show();
    QToolButton* const older = recentRow(ui, u"older"_s);
    QToolButton* const newer = recentRow(ui, u"R&&D"_s);  // shown as R&D, no mnemonic
    REQUIRE(older != nullptr);
    REQUIRE(newer != nullptr);
    CHECK(newer->mapTo(&page(ui), QPoint()).y() < older->mapTo(&page(ui), QPoint()).y());
    CHECK(older->toolTip().contains(u"older.headroom"_s));
    QTest::mouseClick(older, Qt::LeftButton);
    CHECK(working(ui));
    CHECK(ui.document().title() == u"Older case"_s);
    CHECK(ui.document().path() == ui.file(u"older.headroom"_s));
    CHECK(recent::files().front() == ui.file(u"older.headroom"_s));
}

TEST_CASE("A recent file that is missing is listed greyed", "[start][files]") {
    UiWindow ui;
    recent::add(ui.file(u"away.headroom"_s));
    ui.show();
    QToolButton* const row = recentRow(ui, u"away"_s);
    REQUIRE(row != nullptr);
    CHECK_FALSE(row->isEnabled());
    QTest::mouseClick(row, Qt::LeftButton);
    CHECK_FALSE(working(ui));
    CHECK(ui.dialogs.errors.isEmpty());
}

TEST_CASE("A file that vanished since it was listed is explained and nothing opens",
          "[start][files]") {
    UiWindow ui;
    writeScenario(ui.file(u"vanished.headroom"_s), "Vanished");
    ui.show();
    QToolButton* const row = recentRow(ui, u"vanished"_s);
    REQUIRE(row != nullptr);
    REQUIRE(row->isEnabled());
    REQUIRE(QFile::remove(ui.file(u"vanished.headroom"_s)));
    QTest::mouseClick(row, Qt::LeftButton);
    REQUIRE(ui.dialogs.errors.size() == 1);
    CHECK(ui.dialogs.errors.front().contains(u"vanished.headroom"_s));
    CHECK(page(ui).isVisible());
    CHECK_FALSE(working(ui));
}

TEST_CASE("Without recent files the start page does not mention them", "[start]") {
    UiWindow ui;
    ui.show();
    CHECK(recent::files().isEmpty());
    CHECK_FALSE(says(page(ui), u"Recent files"_s));
}

TEST_CASE("New Scenario starts with the defaults", "[start]") {
    UiWindow ui;
    ui.show();
    QTest::mouseClick(&child<QPushButton>(*ui.window, u"newScenarioButton"_s), Qt::LeftButton);
    CHECK(working(ui));
    CHECK(ui.document().scenario() == Scenario{});
    CHECK_FALSE(ui.document().modified());
}

TEST_CASE("Open asks for a file, cancelling leaves the start page", "[start][files]") {
    UiWindow ui;
    ui.show();
    auto& open = child<QPushButton>(*ui.window, u"openScenarioButton"_s);
    QTest::mouseClick(&open, Qt::LeftButton);
    CHECK(ui.dialogs.asked.size() == 1);
    CHECK(page(ui).isVisible());
    writeScenario(ui.file(u"chosen.headroom"_s), "Chosen case");
    ui.dialogs.fileNames = {ui.file(u"chosen.headroom"_s)};
    QTest::mouseClick(&open, Qt::LeftButton);
    CHECK(ui.document().title() == u"Chosen case"_s);
    CHECK(working(ui));
}
