// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTemporaryDir>
#include <QTimer>
#include <memory>
#include <vector>

#include "tests/soak/chance.h"
#include "tests/support/keys.h"
#include "tests/support/ui_dialogs.h"
#include "ui/main_window.h"

class QAbstractButton;

namespace headroom::soak {

using tests::type;

/// The program under the walk: a catalog of its own on disk, one window at a time, and answers to
/// every question.
class Stage : public QObject {
    Q_OBJECT
public:
    explicit Stage(bool trace);
    ~Stage() override;

    MainWindow& window();
    Document& document() { return window().document(); }
    CatalogSession& session() { return *m_session; }
    tests::FakeDialogs& dialogs() { return m_dialogs; }
    QString file(const QString& name) const { return m_folder.filePath(name); }
    /// Says what a step does, for --trace.
    void tell(const QString& what) const;

    /// Goes on in this window and closes the former one; nullptr stays.
    void moveTo(MainWindow* next);
    /// Before a step: what the former one left for a question, and the menu that it left open.
    void prepare();
    /// Shuts every dialog and every window beside the main one.
    void closeOthers();
    /// Brings the window to the front, before keys that only the active window takes.
    bool getsKeys();
    /// To the state that minutes are compared in: a fresh window with an example, nothing else.
    void rest();
    /// Shows what changed, as the next picture does.
    static void draw();
    /// Until nothing works in the background; an error of the walk after a very long time.
    void waitUntilIdle();

    /// Runs `edit` and keeps how long it took until the picture.
    template <class Edit>
    void timeEdit(Edit edit) {
        const qint64 start = now();
        edit();
        draw();
        m_editMilliseconds.push_back(static_cast<double>(now() - start) * 1e-6);
    }
    /// What `timeEdit` kept since the last call.
    std::vector<double> takeEditTimes() { return std::exchange(m_editMilliseconds, {}); }
    /// Median processor milliseconds of an edit of the window at rest.
    double referenceEdit();

    /// What went wrong in the walk itself.
    QStringList problems;

public slots:
    /// Files and links are not opened by other programs.
    void swallow(const QUrl& address) const;

private:
    static qint64 now();
    void shutPopup();
    QTemporaryDir m_folder;
    tests::FakeDialogs m_dialogs;
    std::unique_ptr<CatalogSession> m_session;
    QPointer<MainWindow> m_window;
    QTimer m_popups;
    std::vector<double> m_editMilliseconds;
    bool m_trace;
};

/// The visible, enabled widgets of this class below `parent`, in their order.
template <class T>
std::vector<T*> usable(const QWidget& parent) {
    std::vector<T*> found;
    for (T* const widget : parent.findChildren<T*>()) {
        if (widget->isVisible() && widget->isEnabled() && !widget->size().isEmpty()) {
            found.push_back(widget);
        }
    }
    return found;
}

/// Scrolls to the button and clicks it.
void click(QWidget& button);
/// Up and down in a list, at most `most` rows.
void turnThrough(QWidget& list, Chance& chance, int most);

}  // namespace headroom::soak
