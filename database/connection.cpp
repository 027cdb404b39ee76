// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connection.h"

#include <QDir>
#include <QUrl>
#include <QUuid>

#include "database/catalog_outcome.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr int kBusyMilliseconds = 2000;

QString shown(const QString& path) {
    return QDir::toNativeSeparators(path);
}

/// The primary code, 0 when the error is not SQLite's.
int primaryCode(const QSqlError& error) {
    // SQLITE_IOERR_SHMSIZE: a full disk, met while the index of the log was made.
    constexpr int kNoRoomForLog = 10 | (19 << 8);
    const int code = error.nativeErrorCode().toInt();
    return code == kNoRoomForLog ? static_cast<int>(SqliteCode::Full) : code & 0xff;
}

}  // namespace

bool is(const QSqlError& error, SqliteCode code) {
    return primaryCode(error) == static_cast<int>(code);
}

QString technicalText(const QSqlError& error) {
    return u"SQLite %1: %2"_s.arg(error.nativeErrorCode(), error.databaseText());
}

void throwDamaged(const QString& path, const QString& details) {
    throw DamagedCatalog(path, details);
}

void throwFileError(const QString& path, const QSqlError& error) {
    if (is(error, SqliteCode::NotADatabase) || is(error, SqliteCode::Corrupt)) {
        throwDamaged(path, technicalText(error));
    }
    const CatalogOpening opening{path, 0, 0, {}};
    QString text;
    if (is(error, SqliteCode::Busy) || is(error, SqliteCode::Locked)) {
        text = outcomeText(CatalogOutcome::Locked, opening);
    } else if (is(error, SqliteCode::Full)) {
        text = outcomeText(CatalogOutcome::DiskFull, opening);
    } else if (is(error, SqliteCode::IoError)) {
        text = outcomeText(CatalogOutcome::DiskFailed, opening);
    } else if (is(error, SqliteCode::ReadOnly)) {
        text = Database::tr(
                   "The catalog “%1” can only be read; nothing was changed. Give yourself write "
                   "permission, check the free space of its disk, or start with --catalog and a "
                   "copy.")
                   .arg(shown(path));
    } else if (is(error, SqliteCode::CannotOpen)) {
        text = Database::tr(
                   "The catalog “%1” could not be opened. Check that its folder exists and that "
                   "you may read it, or start with --catalog FILE.")
                   .arg(shown(path));
    } else {
        text = Database::tr(
                   "The catalog “%1” could not be used as expected; unfinished changes were "
                   "undone. Restore a copy or start with --catalog NEW.sqlite.")
                   .arg(shown(path));
    }
    throw SqliteFailure(primaryCode(error), text, technicalText(error));
}

Connection::Connection(const QString& path, OpenMode mode)
    : m_path(path), m_name(u"headroom-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces)) {
    QSqlError error;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(kBusyMilliseconds);
        if (mode == OpenMode::Immutable) {
            QUrl url = QUrl::fromLocalFile(path);
            url.setQuery(u"immutable=1"_s);
            database.setDatabaseName(url.toString(QUrl::FullyEncoded));
            options += u";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s;
        } else {
            database.setDatabaseName(path);
        }
        database.setConnectOptions(options);
        if (!database.open()) error = database.lastError();
    }
    if (error.isValid()) {
        const bool missingDriver = !QSqlDatabase::isDriverAvailable(u"QSQLITE"_s);
        QSqlDatabase::removeDatabase(m_name);
        if (missingDriver) {
            throw FileError(
                Database::tr("Qt's SQLite driver is not installed, so no catalog can be opened. "
                             "Install it (on Debian: libqt6sql6-sqlite)."),
                error.driverText());
        }
        throwFileError(path, error);
    }
    try {
        execute(u"PRAGMA foreign_keys = ON"_s);
    } catch (...) {
        QSqlDatabase::removeDatabase(m_name);
        throw;
    }
}

Connection::~Connection() {
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase Connection::database() const {
    return QSqlDatabase::database(m_name, false);
}

QSqlQuery Connection::execute(const QString& sql, const QVariantList& values) const {
    QSqlQuery query(database());
    query.setForwardOnly(true);
    bool ok = query.prepare(sql);
    for (const QVariant& bound : values) query.addBindValue(bound);
    ok = ok && query.exec();
    if (!ok) throwFileError(m_path, query.lastError());
    return query;
}

QVariant Connection::value(const QString& sql, const QVariantList& values) const {
    QSqlQuery query = execute(sql, values);
    return query.next() ? query.value(0) : QVariant();
}

QSqlError Connection::attempt(const QString& sql) const {
    QSqlQuery query(database());
    query.exec(sql);
    return query.lastError();
}

Transaction::Transaction(const Connection& connection) : m_connection(connection) {
    m_connection.execute(u"BEGIN IMMEDIATE"_s);
}

Transaction::~Transaction() {
    if (m_open) m_connection.attempt(u"ROLLBACK"_s);
}

void Transaction::commit() {
    m_connection.execute(u"COMMIT"_s);
    m_open = false;
}

}  // namespace headroom
