// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace headroom {

/// Every modal question of the program goes through this seam, so that tests can answer it.
class Dialogs {
public:
    enum class Answer { Save, Discard, Cancel, Yes, No };
    virtual ~Dialogs() = default;
    virtual QString openFileName(QWidget* parent, const QString& title, const QString& filter) = 0;
    /// One or more; empty when cancelled.
    virtual QStringList openFileNames(QWidget* parent, const QString& title,
                                      const QString& filter) = 0;
    virtual QString saveFileName(QWidget* parent, const QString& title, const QString& suggestion,
                                 const QString& filter) = 0;
    virtual Answer askToSave(QWidget* parent, const QString& documentTitle) = 0;
    virtual bool confirm(QWidget* parent, const QString& title, const QString& text,
                         const QString& action) = 0;
    virtual void showError(QWidget* parent, const QString& title, const QString& text,
                           const QString& details) = 0;
};

/// The installed implementation; native dialogs unless a test replaced it.
Dialogs& dialogs();
/// Takes no ownership; nullptr restores the native ones.
void setDialogs(Dialogs* replacement);

}  // namespace headroom
