// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "tests/support/ui_window.h"

namespace headroom::tests {

/// Opens an example by its file name without suffix and shows one of its pages.
inline void openExample(UiWindow& ui, const QString& name, PageId page) {
    REQUIRE(ui.window->openExample(u":/examples/"_s + name + u".headroom"_s) == ui.window.get());
    ui.window->showPage(page);
    REQUIRE(QTest::qWaitForWindowActive(ui.window.get()));
}

/// A file that opens with an error in its requirements, so that there is no answer yet.
inline void openWithError(UiWindow& ui, PageId page) {
    Scenario wrong;
    wrong.workload.concurrentUsers = 0;
    saveScenario(ui.file(u"wrong.headroom"_s),
                 {.scenario = wrong, .snapshot = {}, .savedOn = {}, .unknown = {}});
    REQUIRE(ui.window->openFile(ui.file(u"wrong.headroom"_s)) == ui.window.get());
    ui.window->showPage(page);
}

/// Whether a visible label below `parent` says this.
inline bool says(const QWidget& parent, const QString& part) {
    for (const QLabel* const label : parent.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(part)) return true;
    }
    return false;
}

}  // namespace headroom::tests
