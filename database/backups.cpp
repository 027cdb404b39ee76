// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/backups.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTimeZone>

#include "database/connection.h"
#include "database/migrations.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// To the millisecond: a copy takes longer than that to write.
const QString kTimeFormat = u"yyyyMMdd-HHmmss-zzz"_s;
const QString kUnfinished = u".unfinished"_s;

QString shown(const QString& path) {
    return QDir::toNativeSeparators(path);
}

QString stamp() {
    return QDateTime::currentDateTimeUtc().toString(kTimeFormat);
}

/// `stem` + `suffix`, or with -2, -3 ... between where that exists.
QString freeName(const QString& stem, const QString& suffix) {
    QString name = stem + suffix;
    for (int n = 2; QFile::exists(name); ++n) name = u"%1-%2%3"_s.arg(stem).arg(n).arg(suffix);
    return name;
}

[[noreturn]] void refuseFolder(const QString& folder, const QString& details) {
    throw FileError(
        Database::tr("No copy of the catalog could be made in the folder “%1”, so nothing was "
                     "changed. Give yourself write permission, or free space on the disk.")
            .arg(shown(folder)),
        details);
}

void moveFile(const QString& from, const QString& to) {
    QFile file(from);
    if (file.rename(to)) return;
    throw FileError(Database::tr("“%1” could not be moved to “%2”. Give yourself write permission "
                                 "in that folder, then try again.")
                        .arg(shown(from), shown(to)),
                    file.errorString());
}

/// A catalog with what SQLite keeps beside it, which belongs to it and would be read into the file
/// that takes its place.
void moveBeside(const QString& from, const QString& to) {
    moveFile(from, to);
    for (const QString& suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s}) {
        if (QFile::exists(from + suffix)) moveFile(from + suffix, to + suffix);
    }
}

void removeOldest(const QString& catalogPath) {
    const std::vector<Backup> all = backupsOf(catalogPath);
    for (std::size_t i = kBackupsKept; i < all.size(); ++i) QFile::remove(all[i].path);
}

}  // namespace

QString backupFolder(const QString& catalogPath) {
    return catalogPath + u".backups"_s;
}

QString backUp(const Connection& connection, const QString& reason) {
    if (connection.path() == u":memory:") return {};
    const QString folder = backupFolder(connection.path());
    if (!QDir().mkpath(folder)) refuseFolder(folder, {});
    const QString copy = freeName(u"%1/%2-before-%3"_s.arg(folder, stamp(), reason), u".sqlite"_s);
    const QString unfinished = copy + kUnfinished;
    const auto removeUnfinished = [&] {
        QFile::remove(unfinished);
        QFile::remove(unfinished + u"-journal"_s);
    };
    removeUnfinished();
    const auto cleanUp = qScopeGuard(removeUnfinished);
    try {
        connection.execute(u"VACUUM INTO ?"_s, {unfinished});
    } catch (const SqliteFailure& failure) {
        // SQLite speaks of the copy, not of the catalog.
        if (failure.is(SqliteCode::CannotOpen) || failure.is(SqliteCode::ReadOnly)) {
            refuseFolder(folder, failure.details());
        }
        throw;
    }
    moveFile(unfinished, copy);
    removeOldest(connection.path());
    return copy;
}

std::vector<Backup> backupsOf(const QString& catalogPath) {
    static const QRegularExpression pattern(
        u"^(\\d{8}-\\d{6}-\\d{3})-before-([a-z]+)(?:-(\\d+))?\\.sqlite$"_s);
    struct Dated {
        Backup backup;
        int number{};
    };
    std::vector<Dated> found;
    const QDir folder(backupFolder(catalogPath));
    for (const QString& name : folder.entryList({u"*.sqlite"_s}, QDir::Files)) {
        const QRegularExpressionMatch match = pattern.match(name);
        QDateTime taken = QDateTime::fromString(match.captured(1), kTimeFormat);
        taken.setTimeZone(QTimeZone::utc());
        taken = taken.toUTC();  // else Qt 6.4 would write +00:00 for Z
        if (!match.hasMatch() || !taken.isValid()) continue;
        found.push_back(
            {{folder.filePath(name), taken, match.captured(2)}, match.captured(3).toInt()});
    }
    std::sort(found.begin(), found.end(), [](const Dated& a, const Dated& b) {
        return std::pair(a.backup.taken, a.number) > std::pair(b.backup.taken, b.number);
    });
    std::vector<Backup> backups;
    for (Dated& dated : found) backups.push_back(std::move(dated.backup));
    return backups;
}

bool isSoundCatalog(const QString& path) {
    try {
        const Connection connection(path, OpenMode::Immutable);
        if (connection.value(u"PRAGMA quick_check(1)"_s).toString() != u"ok") return false;
        const SchemaVersion found = schemaVersion(connection, embeddedMigrations().back().version);
        return found.state == SchemaState::Current || found.state == SchemaState::Older;
    } catch (const FileError&) {
        return false;
    }
}

Backup newestSoundBackup(const QString& catalogPath) {
    for (const Backup& backup : backupsOf(catalogPath)) {
        if (isSoundCatalog(backup.path)) return backup;
    }
    return {};
}

QString setAside(const QString& catalogPath) {
    const QString aside = freeName(u"%1.damaged-%2"_s.arg(catalogPath, stamp()), {});
    moveBeside(catalogPath, aside);
    return aside;
}

void restore(const Backup& backup, const QString& catalogPath) {
    const QString unfinished = catalogPath + kUnfinished;
    QFile::remove(unfinished);
    const auto cleanUp = qScopeGuard([&] { QFile::remove(unfinished); });
    QFile copy(backup.path);
    // Qt does not notice when the last block of a copy found no room.
    if (!copy.copy(unfinished) || QFileInfo(unfinished).size() != copy.size()) {
        throw FileError(Database::tr("The copy “%1” could not be put in place of “%2”; nothing was "
                                     "changed. Check the free space of the disk, and that you may "
                                     "write in that folder.")
                            .arg(shown(backup.path), shown(catalogPath)),
                        copy.errorString());
    }
    const QString aside = QFile::exists(catalogPath) ? setAside(catalogPath) : QString();
    try {
        moveFile(unfinished, catalogPath);
    } catch (const FileError&) {
        if (!aside.isEmpty()) moveBeside(aside, catalogPath);
        throw;
    }
}

}  // namespace headroom
