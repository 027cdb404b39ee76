// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/catalog_file.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QtEndian>

#include "database/backups.h"
#include "database/row_sql.h"
#include "database/seed.h"
#include "database/seed_merge.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr int kMigrationWaitMilliseconds = 10'000;

bool isMemory(const QString& path) {
    return path == u":memory:";
}

[[noreturn]] void refuse(CatalogOutcome outcome, const CatalogOpening& opening,
                         const QString& details = {}) {
    throw CatalogRefused(outcome, opening, details);
}

/// What SQLite's answer means for the opening; `otherwise` for an answer that says nothing of it.
CatalogOutcome outcomeOf(const SqliteFailure& failure, const QString& path,
                         CatalogOutcome otherwise) {
    if (failure.is(SqliteCode::Busy) || failure.is(SqliteCode::Locked)) {
        return CatalogOutcome::Locked;
    }
    if (failure.is(SqliteCode::Full)) return CatalogOutcome::DiskFull;
    if (failure.is(SqliteCode::IoError)) return CatalogOutcome::DiskFailed;
    if (failure.is(SqliteCode::CannotOpen) || failure.is(SqliteCode::ReadOnly)) {
        return QFile::exists(path) ? CatalogOutcome::Unreadable : CatalogOutcome::FolderReadOnly;
    }
    return otherwise;
}

void prepareFolder(const CatalogOpening& opening) {
    const QFileInfo info(opening.path);
    if (info.isDir()) refuse(CatalogOutcome::IsFolder, opening);
    const QString folder = info.absolutePath();
    if (QDir(folder).exists()) return;
    if (opening.path != CatalogStore::defaultPath()) {
        refuse(CatalogOutcome::FolderMissing, opening);
    }
    if (!QDir().mkpath(folder)) refuse(CatalogOutcome::FolderReadOnly, opening);
}

/// SQLite takes a file shorter than its header for an empty database and writes over it, and a file
/// that lost its end for one that still has what nobody reads there.
void refuseFragment(const QString& path) {
    // https://www.sqlite.org/fileformat.html, 1.3: big-endian page size at 16, pages at 28, valid
    // where the numbers at 24 and 92 agree.
    constexpr qint64 kHeaderBytes = 100;
    QFile file(path);
    const qint64 size = file.size();
    if (size == 0 || !file.open(QIODevice::ReadOnly)) return;
    if (size < kHeaderBytes) {
        throwDamaged(path, u"%1 bytes, less than the header of a database"_s.arg(size));
    }
    const QByteArray header = file.read(kHeaderBytes);
    // Pages that wait in the log may still be missing here.
    const bool logged = QFileInfo(path + u"-wal"_s).size() > 0;
    const bool counted = header.mid(24, 4) == header.mid(92, 4);
    if (logged || !counted || !header.startsWith("SQLite format 3")) return;
    const auto page = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 whole =
        qint64{page == 1 ? 65'536 : page} * qFromBigEndian<quint32>(header.constData() + 28);
    if (size < whole) {
        throwDamaged(
            path, u"%1 of %2 bytes are there"_s.arg(QString::number(size), QString::number(whole)));
    }
}

/// A catalog in write-ahead mode needs a helper file beside it even for reading; where that cannot
/// be written, also for want of room, the file is read alone.
std::unique_ptr<Connection> connectTo(const QString& path) {
    auto connection = std::make_unique<Connection>(path, OpenMode::ReadWrite);
    if (isMemory(path)) return connection;
    const QSqlError error = connection->attempt(u"SELECT count(*) FROM sqlite_schema"_s);
    if (is(error, SqliteCode::Busy)) throwFileError(path, error);
    if (!is(error, SqliteCode::CannotOpen) && !is(error, SqliteCode::ReadOnly) &&
        !is(error, SqliteCode::Full)) {
        return connection;
    }
    // Read alone, the file would be without what was committed last.
    if (QFileInfo(path + u"-wal"_s).size() > 0) {
        refuse(CatalogOutcome::LoggedReadOnly, {path, 0, 0, {}});
    }
    return std::make_unique<Connection>(path, OpenMode::Immutable);
}

/// Tries a write and takes it back. BEGIN IMMEDIATE alone says nothing: SQLite makes it a reading
/// transaction where the file is read-only (build.c, sqlite3BeginTransaction).
bool canWrite(const Connection& connection, int version) {
    QSqlError error = connection.attempt(u"BEGIN IMMEDIATE"_s);
    if (!error.isValid()) {
        error = connection.attempt(u"PRAGMA user_version = %1"_s.arg(version));
        connection.attempt(u"ROLLBACK"_s);
    }
    return !is(error, SqliteCode::ReadOnly) && !is(error, SqliteCode::CannotOpen);
}

void checkForDamage(const Connection& connection) {
    const QString result = connection.value(u"PRAGMA quick_check(1)"_s).toString();
    if (result == u"ok") return;
    throwDamaged(connection.path(), result);
}

void lockFor(QLockFile& lock, const CatalogOpening& opening) {
    if (lock.tryLock(kMigrationWaitMilliseconds)) return;
    // A program that ended between making its lock and signing it left a file that names nobody;
    // QLockFile would believe it for half a minute.
    const bool namesNobody =
        lock.error() == QLockFile::LockFailedError && QFileInfo(lock.fileName()).size() == 0;
    if (namesNobody && QFile::remove(lock.fileName()) && lock.tryLock()) return;
    if (lock.error() == QLockFile::LockFailedError) refuse(CatalogOutcome::Locked, opening);
    // QLockFile knows no name for a lock that it could make and not fill.
    refuse(lock.error() == QLockFile::PermissionError ? CatalogOutcome::FolderReadOnly
                                                      : CatalogOutcome::DiskFull,
           opening);
}

/// Older schemas have no place for it.
bool remembersSupplied(const Connection& connection) {
    return connection.value(u"SELECT count(*) FROM sqlite_schema WHERE name = 'supplied_rows'"_s)
               .toInt() > 0;
}

void create(CatalogFile& file, const std::vector<Migration>& migrations) {
    const Connection& connection = *file.connection;
    file.version = migrate(connection, migrations, [&] {
        const std::vector<TableInfo> tables = describeTables(connection);
        importSeed(connection, tables);
        if (remembersSupplied(connection)) {
            recordSupplied(connection, tables, suppliedCatalog(tables));
        }
    });
    file.outcome = CatalogOutcome::Created;
}

void upgrade(CatalogFile& file, const std::vector<Migration>& migrations) {
    const Connection& connection = *file.connection;
    try {
        file.opening.copy = backUp(connection, u"upgrade"_s);
    } catch (const SqliteFailure&) {
        throw;
    } catch (const FileError& error) {
        refuse(CatalogOutcome::FolderReadOnly, file.opening, error.text());
    }
    const std::vector<TableInfo> before = describeTables(connection);
    file.version = migrate(connection, migrations, [&] {
        importAdditions(connection, before, describeTables(connection));
    });
    file.outcome = CatalogOutcome::Upgraded;
}

void bringUpToDate(CatalogFile& file, const std::vector<Migration>& migrations) {
    const Connection& connection = *file.connection;
    QLockFile lock(connection.path() + u".lock"_s);
    lockFor(lock, file.opening);
    try {
        // Another Headroom may have finished the work while this one waited for the lock.
        const SchemaVersion found = schemaVersion(connection, migrations.back().version);
        if (found.state == SchemaState::Empty) create(file, migrations);
        if (found.state == SchemaState::Older) upgrade(file, migrations);
    } catch (const CatalogRefused&) {
        throw;
    } catch (const SqliteFailure& error) {
        refuse(outcomeOf(error, connection.path(), CatalogOutcome::UpgradeFailed), file.opening,
               error.details());
    } catch (const FileError& error) {
        refuse(CatalogOutcome::UpgradeFailed, file.opening, error.text());
    }
}

void openFile(CatalogFile& file, const std::vector<Migration>& migrations) {
    CatalogOpening& opening = file.opening;
    prepareFolder(opening);
    refuseFragment(opening.path);
    file.connection = connectTo(opening.path);
    const SchemaVersion found = schemaVersion(*file.connection, opening.newest);
    opening.version = found.version;
    if (found.state == SchemaState::Newer) refuse(CatalogOutcome::Newer, opening);
    if (found.state == SchemaState::Foreign) refuse(CatalogOutcome::Foreign, opening);
    if (found.state != SchemaState::Empty) checkForDamage(*file.connection);
    const bool writable = canWrite(*file.connection, found.version);
    if (found.state == SchemaState::Current) {
        file.outcome = writable ? CatalogOutcome::Current : CatalogOutcome::CurrentReadOnly;
    } else if (!writable) {
        refuse(found.state == SchemaState::Older ? CatalogOutcome::OlderReadOnly
                                                 : CatalogOutcome::EmptyReadOnly,
               opening);
    } else {
        bringUpToDate(file, migrations);
    }
    // Readers and one writer do not block each other in this mode; where it cannot be had (some
    // network drives) SQLite keeps the mode it has.
    if (!writable) return;
    file.connection->attempt(u"PRAGMA journal_mode = WAL"_s);
    if (!file.connection->attempt(u"SELECT count(*) FROM sqlite_schema"_s).isValid()) return;
    file.connection.reset();
    file.connection = connectTo(opening.path);
    file.outcome = CatalogOutcome::CurrentReadOnly;
}

/// After a failed write SQLite leaves its journal for the next reader to undo what was begun
/// (https://www.sqlite.org/atomiccommit.html, 4): that reader is this one. Of a catalog that could
/// not be made nothing stays behind, unless another Headroom makes it.
void settle(CatalogFile& file, bool wasThere, CatalogOutcome outcome) {
    file.connection.reset();
    const QString& path = file.opening.path;
    const bool broke = outcome == CatalogOutcome::DiskFull ||
                       outcome == CatalogOutcome::DiskFailed ||
                       outcome == CatalogOutcome::UpgradeFailed;
    if (!broke) return;
    try {
        const Connection reader(path, OpenMode::ReadWrite);
        reader.attempt(u"SELECT count(*) FROM sqlite_schema"_s);
    } catch (const FileError&) {
        return;
    }
    if (!wasThere && QFileInfo(path).size() == 0) QFile::remove(path);
}

}  // namespace

CatalogFile openCatalogFile(const QString& path, const std::vector<Migration>& migrations) {
    CatalogFile file;
    file.version = migrations.back().version;
    file.opening = {path, 0, file.version, {}};
    if (isMemory(path)) {
        file.connection = connectTo(path);
        create(file, migrations);
        return file;
    }
    const bool wasThere = QFile::exists(path);
    try {
        openFile(file, migrations);
    } catch (const CatalogRefused& refused) {
        settle(file, wasThere, refused.outcome());
        throw;
    } catch (const SqliteFailure& error) {
        const CatalogOutcome outcome = outcomeOf(error, path, CatalogOutcome::Unreadable);
        settle(file, wasThere, outcome);
        refuse(outcome, file.opening, error.details());
    }
    return file;
}

}  // namespace headroom
