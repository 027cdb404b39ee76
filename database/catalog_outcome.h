// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "database/errors.h"

namespace headroom {

/// How the opening of a catalog ended (docs/catalog_files.md 4). The first four open it; every
/// other one leaves the file byte for byte as it was.
enum class CatalogOutcome {
    Created,          ///< there was no file, or an empty one
    Current,          ///< of this version
    CurrentReadOnly,  ///< of this version; it can be read and not be changed
    Upgraded,         ///< of an older version, brought to this one after a dated copy
    Newer,            ///< of a newer version
    Foreign,          ///< a database of another program
    Damaged,          ///< no database, cut off or overwritten
    OlderReadOnly,    ///< of an older version, and it cannot be written
    LoggedReadOnly,   ///< its last changes are still in the log, which cannot be taken up here
    EmptyReadOnly,    ///< an empty file that cannot be written
    Locked,           ///< another program keeps the file to itself
    FolderMissing,    ///< the folder of the file does not exist
    FolderReadOnly,   ///< nothing can be made in the folder
    IsFolder,         ///< the name is that of a folder
    Unreadable,       ///< the file is there and may not be read
    DiskFull,         ///< no room to create or upgrade it
    DiskFailed,       ///< the disk refused to read or write
    UpgradeFailed,    ///< a step to the newer version failed and was undone
};

/// What a sentence about an outcome tells.
struct CatalogOpening {
    QString path;
    int version{};  ///< of the file before it was opened; 0 = none
    int newest{};   ///< that this program knows
    QString copy;   ///< made before an upgrade; empty = none
};

/// Whether the catalog is open after it.
bool isOpen(CatalogOutcome outcome);
/// One or two sentences: the file, what happened, and the remedy where the catalog is not open.
QString outcomeText(CatalogOutcome outcome, const CatalogOpening& opening);

/// A catalog that could not be opened; nothing was changed.
class CatalogRefused : public FileError {
public:
    CatalogRefused(CatalogOutcome outcome, const CatalogOpening& opening,
                   const QString& details = {})
        : FileError(outcomeText(outcome, opening), details),
          m_outcome(outcome),
          m_path(opening.path) {}
    CatalogOutcome outcome() const { return m_outcome; }
    const QString& path() const { return m_path; }

private:
    CatalogOutcome m_outcome;
    QString m_path;
};

/// A catalog file that is no database any more; nothing was changed.
class DamagedCatalog : public CatalogRefused {
public:
    DamagedCatalog(const QString& path, const QString& details)
        : CatalogRefused(CatalogOutcome::Damaged, {path, 0, 0, {}}, details) {}
};

}  // namespace headroom
