// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "database/catalog_store.h"

namespace headroom {

class Connection;

// The journal of edits in an open catalog (docs/catalog_files.md 6). Each function throws
// FileError; those that write belong into the transaction of the edit itself.

/// Writes an edit down and forgets what was undone before it, and the oldest beyond what is kept.
/// Returns its number; 0 for an edit of too many rows, which has a dated copy of the catalog
/// instead.
qint64 recordEdit(const Connection& connection, const QString& title,
                  const std::vector<RowChange>& changes);
void markEdit(const Connection& connection, qint64 id, bool undone);
/// From old to new, those that were undone last.
std::vector<JournalEntry> readJournal(const Connection& connection);
/// Refuses an edit that is not there any more or that these tables cannot hold: a journal is part
/// of a file that anybody may have written.
std::vector<RowChange> readEdit(const Connection& connection, qint64 id,
                                const std::vector<TableInfo>& tables);

}  // namespace headroom
