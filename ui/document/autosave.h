// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>
#include <vector>

#include "database/scenario_document.h"

namespace headroom {

class Document;

/// Copies a modified document into the app-data folder every 30 seconds. The copy goes away once
/// the document is saved, and with this object: what is found at the next start was left by a
/// crash.
class Autosave : public QObject {
    Q_OBJECT
public:
    explicit Autosave(Document& document, const QString& folder = defaultFolder(),
                      QObject* parent = nullptr);
    ~Autosave() override;

    static QString defaultFolder();
    /// Writes the copy if the document is modified, and removes it if not.
    void update();

signals:
    /// The copy could not be written, as a sentence; told once until it succeeds again.
    void failed(const QString& sentence);

private:
    Document& m_document;
    QString m_path;
    QLockFile m_lock;
    QTimer m_timer;
    bool m_toldFailure{};
};

/// A copy that no running program holds.
struct Recoverable {
    QString path;
    QString title;
    QString originalPath;  ///< empty when it was never saved
    QDateTime written;
};
/// Newest first; unreadable copies are left alone and not listed.
std::vector<Recoverable> recoverableDocuments(const QString& folder = Autosave::defaultFolder());
/// Removes a copy that was recovered or declined.
void discardRecoverable(const QString& path);
/// Takes the path the document had out of an autosaved file; empty when it was never saved.
QString takeOriginalPath(ScenarioDocument& autosaved);

}  // namespace headroom
