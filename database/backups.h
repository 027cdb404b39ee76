// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Dated copies of a catalog, made before whatever rewrites much of it (docs/catalog_files.md).
#pragma once

#include <QDateTime>
#include <QString>
#include <vector>

#include "database/errors.h"

namespace headroom {

class Connection;

/// Copies kept of one catalog; older ones are removed.
inline constexpr int kBackupsKept = 10;

struct Backup {
    QString path;
    QDateTime taken;  ///< UTC, to the millisecond
    QString reason;   ///< "upgrade", "import", "prices": what came after it
};

/// Where the copies of a catalog lie: a folder beside it.
QString backupFolder(const QString& catalogPath);

/// Copies the catalog with everything committed to it, then removes the oldest copies beyond
/// `kBackupsKept`. Call it outside a transaction. `reason` is one word. Returns the copy's path,
/// empty for a catalog in memory. Throws FileError; a half-written copy is never left under the
/// name of a whole one.
QString backUp(const Connection& connection, const QString& reason);

/// Newest first.
std::vector<Backup> backupsOf(const QString& catalogPath);

/// Whether SQLite finds the file sound and it is a Headroom catalog that this program can read.
bool isSoundCatalog(const QString& path);

/// The newest copy that SQLite finds sound and that is a Headroom catalog; an empty path when there
/// is none.
Backup newestSoundBackup(const QString& catalogPath);

/// Moves the catalog, and what SQLite keeps beside it, out of the way: "catalog.sqlite.damaged-..."
/// Returns its new path. Throws FileError.
QString setAside(const QString& catalogPath);

/// Puts a copy of `backup` where the catalog was; the former file is set aside first if there is
/// one. Throws FileError.
void restore(const Backup& backup, const QString& catalogPath);

}  // namespace headroom
