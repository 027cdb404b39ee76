// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/autosave.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>
#include <chrono>

#include "ui/document/document.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

const auto kOriginalPathKey = u"autosaved_from"_s;

QString lockPath(const QString& path) {
    return path + u".lock"_s;
}

}  // namespace

Autosave::Autosave(Document& document, const QString& folder, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_path(folder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces) + u".headroom"_s),
      m_lock(lockPath(m_path)) {
    QDir().mkpath(folder);
    m_lock.setStaleLockTime(0);
    m_lock.tryLock();
    m_timer.callOnTimeout(this, &Autosave::update);
    m_timer.start(std::chrono::seconds(30));
}

Autosave::~Autosave() {
    QFile::remove(m_path);
}

QString Autosave::defaultFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/autosave"_s;
}

void Autosave::update() {
    if (!m_document.modified()) {
        QFile::remove(m_path);
        return;
    }
    try {
        ScenarioDocument copy = m_document.file();
        copy.unknown.insert(kOriginalPathKey, m_document.path());
        saveScenario(m_path, copy);
        m_toldFailure = false;
    } catch (const FileError& error) {
        if (!m_toldFailure) emit failed(error.text());
        m_toldFailure = true;
    }
}

std::vector<Recoverable> recoverableDocuments(const QString& folder) {
    std::vector<Recoverable> result;
    const QFileInfoList files =
        QDir(folder).entryInfoList({u"*.headroom"_s}, QDir::Files, QDir::Time);
    for (const QFileInfo& file : files) {
        QLockFile lock(lockPath(file.absoluteFilePath()));
        lock.setStaleLockTime(0);
        if (!lock.tryLock()) continue;  // its window is still open
        try {
            ScenarioDocument document = loadScenario(file.absoluteFilePath());
            const QString original = takeOriginalPath(document);
            result.push_back({file.absoluteFilePath(),
                              QString::fromStdString(document.scenario.title), original,
                              file.lastModified()});
        } catch (const FileError&) {
            continue;
        }
    }
    return result;
}

void discardRecoverable(const QString& path) {
    QFile::remove(path);
}

QString takeOriginalPath(ScenarioDocument& autosaved) {
    return autosaved.unknown.take(kOriginalPathKey).toString();
}

}  // namespace headroom
