// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include "database/errors.h"

namespace headroom {

/// SQLite result codes this room acts on (https://www.sqlite.org/rescode.html). The low byte is the
/// primary code, the rest says more.
enum class SqliteCode {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    Constraint = 19,
    NotADatabase = 26,
};
bool is(const QSqlError& error, SqliteCode code);

/// A failure that SQLite reported, with its primary code.
class SqliteFailure : public FileError {
public:
    SqliteFailure(int code, const QString& text, const QString& details)
        : FileError(text, details), m_code(code) {}
    bool is(SqliteCode code) const { return m_code == static_cast<int>(code); }

private:
    int m_code;
};
/// SQLite's own words and number, for "Show Details".
QString technicalText(const QSqlError& error);

enum class OpenMode {
    ReadWrite,  ///< creates the file; SQLite falls back to reading when the file forbids writing
    Immutable,  ///< reads the file alone, for media on which not even a lock can be written
};

/// One connection under a name of its own: foreign keys on, waits up to two seconds for another
/// writer. Closed, and its name removed, with the object. Use it in the thread that made it.
class Connection {
public:
    /// Throws FileError when the driver is missing or the file cannot be opened.
    Connection(const QString& path, OpenMode mode);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    QSqlDatabase database() const;
    const QString& path() const { return m_path; }

    /// Runs one statement; throws FileError through `fileError`.
    QSqlQuery execute(const QString& sql, const QVariantList& values = {}) const;
    /// The first column of the first row; throws like `execute`.
    QVariant value(const QString& sql, const QVariantList& values = {}) const;
    /// Runs one statement and returns SQLite's answer instead of throwing.
    QSqlError attempt(const QString& sql) const;

private:
    QString m_path;
    QString m_name;
};

/// Rolls back unless committed. Immediate: takes the write lock at once, so that a transaction
/// never fails half-way for want of it.
class Transaction {
public:
    /// Throws FileError when another program holds the write lock for longer than two seconds.
    explicit Transaction(const Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    const Connection& m_connection;
    bool m_open{true};
};

/// Throws the DamagedCatalog that names the file.
[[noreturn]] void throwDamaged(const QString& path, const QString& details);
/// Throws DamagedCatalog, or the SqliteFailure whose sentence fits SQLite's answer: damaged,
/// locked, read-only, disk full
/// ... Constraint violations get a sentence of their own in `constraint_text.h`.
[[noreturn]] void throwFileError(const QString& path, const QSqlError& error);

}  // namespace headroom
