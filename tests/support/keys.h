// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QLineEdit>
#include <QtTest/QtTest>

namespace headroom::tests {

/// What a window system does with a window that is clicked: it gets the keys. False when it does
/// not.
inline bool bringToFront(QWidget& window) {
    window.activateWindow();
    // QTest::qWaitForWindowActive is content with a dialog of the window.
    return QTest::qWaitFor([&] { return QApplication::activeWindow() == &window; }, 5'000);
}

/// Replaces the text of an input key by key, without leaving it.
inline void type(QLineEdit& input, const QString& text) {
    input.setFocus();
    input.selectAll();
    if (text.isEmpty()) {
        QTest::keyClick(&input, Qt::Key_Delete);
    } else {
        QTest::keyClicks(&input, text);
    }
}

}  // namespace headroom::tests
