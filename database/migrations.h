// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

#include "database/connection.h"

namespace headroom {

/// One numbered step of the schema.
struct Migration {
    int version{};
    QString name;  ///< file name
    QStringList statements;
};

/// Statements of a migration file: each ends with a line "-- statement".
QStringList splitStatements(const QString& sql);

/// The steps inside the program, ascending from 1 without gaps.
const std::vector<Migration>& embeddedMigrations();

/// "HDRM": marks an SQLite file as a Headroom catalog in its header (PRAGMA application_id).
inline constexpr int kApplicationId = 0x4844524D;

enum class SchemaState { Empty, Current, Older, Newer, Foreign };
struct SchemaVersion {
    SchemaState state{};
    int version{};
};
/// Reads only. Throws FileError for a file that is no database or is damaged.
SchemaVersion schemaVersion(const Connection& connection, int newest);

/// Runs every step above the file's version, then `afterwards`, all in one transaction with the
/// version number: either everything happens or nothing. Returns the version reached.
int migrate(const Connection& connection, const std::vector<Migration>& migrations,
            const std::function<void()>& afterwards = {});

}  // namespace headroom
