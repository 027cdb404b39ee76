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

QString shown(const QString& path) {
    return QDir::toNativeSeparators(path);
}

void prepareFolder(const QString& path) {
    const QFileInfo info(path);
    if (info.isDir()) {
        throw FileError(Database::tr("“%1” is a folder, not a catalog. Name a file, such as "
                                     "--catalog %2.")
                            .arg(shown(path), shown(path + u"/catalog.sqlite"_s)));
    }
    const QString folder = info.absolutePath();
    if (QDir(folder).exists()) return;
    if (path != CatalogStore::defaultPath()) {
        throw FileError(Database::tr("The folder “%1” does not exist. Create it, or name another "
                                     "file with --catalog.")
                            .arg(shown(folder)));
    }
    if (!QDir().mkpath(folder)) {
        throw FileError(Database::tr("The folder “%1” for your catalog could not be created. Name "
                                     "a file in a folder of yours with --catalog.")
                            .arg(shown(folder)));
    }
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
/// be written the file is read alone.
std::unique_ptr<Connection> connectTo(const QString& path) {
    auto connection = std::make_unique<Connection>(path, OpenMode::ReadWrite);
    if (isMemory(path)) return connection;
    const QSqlError error = connection->attempt(u"SELECT count(*) FROM sqlite_schema"_s);
    if (is(error, SqliteCode::Busy)) throwFileError(path, error);
    if (!is(error, SqliteCode::CannotOpen) && !is(error, SqliteCode::ReadOnly)) return connection;
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

void refuseForeign(const QString& path, const SchemaVersion& found, int newest) {
    if (found.state == SchemaState::Newer) {
        throw FileError(
            Database::tr("The catalog “%1” was written by a newer Headroom (catalog version %2; "
                         "this one reads up to %3); it was left untouched. Use a newer version or "
                         "start with --catalog FILE.")
                .arg(shown(path), QString::number(found.version), QString::number(newest)));
    }
    if (found.state == SchemaState::Foreign) {
        throw FileError(
            Database::tr("“%1” is an SQLite database of another program, not a Headroom catalog; "
                         "it was left untouched. Start with --catalog NEW.sqlite.")
                .arg(shown(path)));
    }
}

void checkForDamage(const Connection& connection) {
    const QString result = connection.value(u"PRAGMA quick_check(1)"_s).toString();
    if (result == u"ok") return;
    throwDamaged(connection.path(), result);
}

void lockFor(QLockFile& lock, const QString& path) {
    if (lock.tryLock(kMigrationWaitMilliseconds)) return;
    if (lock.error() == QLockFile::LockFailedError) {
        throw FileError(Database::tr("Another Headroom is preparing the catalog “%1”. Wait for it "
                                     "to finish, then start again.")
                            .arg(shown(path)));
    }
    throw FileError(
        Database::tr("The folder “%1” cannot be written to, so the catalog could not be prepared. "
                     "Give yourself write permission or name another file with --catalog.")
            .arg(shown(QFileInfo(path).absolutePath())));
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
    file.upgrade = Upgrade::Created;
}

void bringUpToDate(CatalogFile& file, const std::vector<Migration>& migrations) {
    const Connection& connection = *file.connection;
    QLockFile lock(connection.path() + u".lock"_s);
    lockFor(lock, connection.path());
    // Another Headroom may have finished the work while this one waited for the lock.
    const SchemaVersion found = schemaVersion(connection, migrations.back().version);
    if (found.state == SchemaState::Empty) {
        create(file, migrations);
    } else if (found.state == SchemaState::Older) {
        backUp(connection, u"upgrade"_s);
        const std::vector<TableInfo> before = describeTables(connection);
        file.version = migrate(connection, migrations, [&] {
            importAdditions(connection, before, describeTables(connection));
        });
        file.upgrade = Upgrade::Upgraded;
    }
}

void refuseReadOnly(const QString& path, SchemaState state) {
    if (state == SchemaState::Older) {
        throw FileError(
            Database::tr("The catalog “%1” comes from an older Headroom and can only be read, so "
                         "it could not be brought up to date. Give yourself write permission or "
                         "start with --catalog and a copy.")
                .arg(shown(path)));
    }
    throw FileError(Database::tr("The catalog “%1” is empty and cannot be written to. Give "
                                 "yourself write permission or name another file with --catalog.")
                        .arg(shown(path)));
}

}  // namespace

CatalogFile openCatalogFile(const QString& path, const std::vector<Migration>& migrations) {
    const int newest = migrations.back().version;
    CatalogFile file;
    file.upgrade = Upgrade::Current;
    file.version = newest;
    if (isMemory(path)) {
        file.connection = connectTo(path);
        create(file, migrations);
        return file;
    }
    prepareFolder(path);
    refuseFragment(path);
    file.connection = connectTo(path);
    const SchemaVersion found = schemaVersion(*file.connection, newest);
    refuseForeign(path, found, newest);
    if (found.state != SchemaState::Empty) checkForDamage(*file.connection);
    file.readOnly = !canWrite(*file.connection, found.version);
    if (found.state != SchemaState::Current) {
        if (file.readOnly) refuseReadOnly(path, found.state);
        bringUpToDate(file, migrations);
    }
    // Readers and one writer do not block each other in this mode; where it cannot be had (some
    // network drives) SQLite keeps the mode it has.
    if (!file.readOnly) file.connection->attempt(u"PRAGMA journal_mode = WAL"_s);
    return file;
}

}  // namespace headroom
