// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <memory>
#include <vector>

#include "tests/support/keys.h"
#include "tests/support/qt_strings.h"
#include "tests/support/ui_dialogs.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/page_scroll.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

inline std::unique_ptr<CatalogSession> memorySession() {
    return std::make_unique<CatalogSession>(std::make_unique<CatalogStore>(u":memory:"_s));
}

/// Parts of pages that are out of sight are refreshed later: now.
inline void finishPages(const QObject& window) {
    for (PageScroll* const page : window.findChildren<PageScroll*>()) page->finishParts();
}

/// A started main window on a fresh seeded catalog, with its own settings, folder and dialogs.
struct UiWindow {
    UiWindow() {
        QSettings().clear();
        theme::apply(*qApp, theme::Mode::Light);
        window = std::make_unique<MainWindow>(*session);
        window->resize(1280, 800);
        // A test reads what stands below the fold right after an edit.
        for (const auto signal :
             {&Document::changed, &Document::riskChanged, &Document::focusChanged}) {
            QObject::connect(&document(), signal, window.get(), [this] { finishPages(*window); });
        }
    }
    ~UiWindow() {
        // Deleting a window deletes its menus, which are top-level widgets too: collect first.
        std::vector<MainWindow*> others;
        for (QWidget* const widget : QApplication::topLevelWidgets()) {
            auto* const other = qobject_cast<MainWindow*>(widget);
            if (other && other != window.get()) others.push_back(other);
        }
        for (MainWindow* const other : others) delete other;
    }
    UiWindow(const UiWindow&) = delete;
    UiWindow& operator=(const UiWindow&) = delete;

    void show() {
        window->show();
        REQUIRE(QTest::qWaitForWindowActive(window.get()));
    }
    void start() {
        window->startScenario();
        show();
    }
    Document& document() { return window->document(); }
    QString file(const QString& name) const { return folder.filePath(name); }

    QTemporaryDir folder;
    FakeDialogs dialogs;
    std::unique_ptr<CatalogSession> session = memorySession();
    std::unique_ptr<MainWindow> window;
};

/// The child of this name; fails the test when there is none.
template <class T>
T& child(const QObject& parent, const QString& name) {
    finishPages(parent);
    T* const found = parent.findChild<T*>(name);
    INFO("child " << name.toStdString());
    REQUIRE(found != nullptr);
    return *found;
}

inline void activate(QWidget& dialog) {
    REQUIRE(bringToFront(dialog));
}

inline QLineEdit& edit(UiWindow& ui, const QString& name) {
    return child<QLineEdit>(*ui.window, name);
}

inline void enter(QLineEdit& input, const QString& text) {
    type(input, text);
    QTest::keyClick(&input, Qt::Key_Return);
}

}  // namespace headroom::tests
