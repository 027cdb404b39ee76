// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ui_audit.h"
#include "tests/support/ui_pages.h"
#include "ui/document/recent_files.h"
#include "ui/widgets/section.h"

namespace headroom::tests {

constexpr std::array kAllPages{PageId::Answer, PageId::Memory,  PageId::Speed, PageId::Cost,
                               PageId::Risk,   PageId::Compare, PageId::Place, PageId::Validation};

inline void checkNone(const QStringList& faults, const QString& where) {
    INFO(where.toStdString() << ": " << faults.size() << "\n" << faults.join(u'\n').toStdString());
    CHECK(faults.isEmpty());
}

/// A page that wraps its texts is laid out anew when its scroll bar comes.
inline void layOut() {
    for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
}

/// Waits for what a page works on in the background, and for the layouts that follow.
inline void settle(UiWindow& ui) {
    REQUIRE(QTest::qWaitFor([&] { return !ui.window->busy(); }, 120'000));
    layOut();
}

/// Opens everything that folds.
inline void unfold(QWidget& root) {
    for (Section* const section : root.findChildren<Section*>()) section->setOpen(true);
    layOut();
}

inline QString nameOf(PageId page) {
    return u"page %1"_s.arg(static_cast<int>(page));
}

}  // namespace headroom::tests
