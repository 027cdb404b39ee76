// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/catalog/price_age.h"
#include "core/catalog/row.h"
#include "database/catalog_outcome.h"
#include "database/errors.h"
#include "database/refresh/price_sources.h"

namespace headroom {

enum class ColumnKind { Text, Number, Integer, Flag, Date, Link, Reference };

/// One column of a catalog table, for editors and importers.
struct ColumnInfo {
    std::string name;  ///< SQL and CSV name, "price_usd"
    QString title;     ///< "Price"
    QString unit;      ///< "USD", "GiB" ...; may be empty
    ColumnKind kind{};
    bool required{};
    bool key{};              ///< part of the primary key
    std::string references;  ///< table name for Reference
    /// Rules of the schema that a cell must keep: "positive", "not_negative", "share" ...
    std::vector<std::string> rules{};
    std::vector<std::string> knownValues{};  ///< the only values of a column with rule "known"
};

/// One catalog table.
struct TableInfo {
    std::string name;  ///< "machines"
    QString title;     ///< "Machines"
    QString singular;  ///< "machine"
    std::vector<ColumnInfo> columns;
    std::vector<std::string> keyColumns;    ///< "id", or several
    std::vector<std::string> shownColumns;  ///< the sensible default subset, most telling first
};

/// Whose edit a change is. The undoing of an import gives a row back the mark that it had before.
enum class ChangeAuthor { Person, Import, UndoneImport, Supplied };

/// One edit of the catalog as a value: insert (no before), update, delete (no after). Undo is the
/// reversed change.
struct RowChange {
    std::string table;
    std::optional<Row> before;
    std::optional<Row> after;
    ChangeAuthor author{ChangeAuthor::Person};
    RowChange reversed() const {
        const bool imported = author == ChangeAuthor::Import;
        const bool undone = author == ChangeAuthor::UndoneImport;
        return {table, after, before,
                imported ? ChangeAuthor::UndoneImport
                : undone ? ChangeAuthor::Import
                         : ChangeAuthor::Person};
    }
};

/// What undoes the changes: each of them reversed, the last one first.
std::vector<RowChange> reversed(const std::vector<RowChange>& changes);

/// A step of editing that a later session can undo.
struct JournalEntry {
    qint64 id{};
    QString title;
    bool undone{};
};

/// The day as core counts days.
CalendarDay calendarDay(const QDate& date);

/// What newer rows of the program did to a catalog at its start.
struct SeedMerge {
    int updated{};
    int added{};
    int offered{};    ///< rows that a person edited and the program has news of
    QString problem;  ///< why nothing was merged, a sentence; empty = nothing failed
    bool any() const { return updated + added + offered > 0; }
};

/// A row of the program beside the one that a person made of it.
struct SuppliedOffer {
    std::string table;
    Row mine;
    Row supplied;
};

/// The person's catalog: one SQLite file. Throws FileError from every function that touches the
/// file: read-only, locked, disk full, a broken constraint (as a sentence).
class CatalogStore {
public:
    /// Opens `path`, creating and seeding it when missing. ":memory:" for tests. A read-only file
    /// opens for reading. Throws CatalogRefused with the outcome when it cannot be opened.
    explicit CatalogStore(const QString& path);
    ~CatalogStore();
    CatalogStore(const CatalogStore&) = delete;
    CatalogStore& operator=(const CatalogStore&) = delete;

    /// Where the person's own catalog lives: <AppDataLocation>/catalog.sqlite.
    static QString defaultPath();

    QString path() const;
    bool readOnly() const;
    /// A number that changes whenever another connection has changed the file.
    int dataVersion() const;
    /// What this program's rows changed when the catalog was opened (docs/catalog_files.md 3).
    const SeedMerge& seedMerge() const;
    /// Rows of the program offered in place of edited ones, while they differ.
    std::vector<SuppliedOffer> suppliedOffers() const;
    void declineSuppliedOffers();
    /// The row as the program supplies it; nullopt for rows of a person's own.
    std::optional<Row> suppliedRow(std::string_view table, const Row& row) const;
    /// Where prices can be fetched from (docs/imports.md 7). A catalog that can only be read
    /// refuses the changes.
    std::vector<PriceSource> priceSources() const;
    void savePriceSource(const PriceSource& source);
    void removePriceSource(const QString& id);
    /// A dated copy beside the catalog, before much of it changes; nothing for one in memory.
    void backUp(const QString& reason) const;
    /// How the opening ended, and the sentence about it.
    CatalogOutcome outcome() const;
    QString outcomeText() const;
    int schemaVersion() const;

    const std::vector<TableInfo>& tables() const;
    const TableInfo& table(std::string_view name) const;
    CatalogRows rows() const;
    std::vector<Row> rows(std::string_view table) const;
    /// Everything as values, ready for `evaluate`.
    CatalogPointer load() const;
    /// The same from rows that were read before.
    CatalogPointer load(const CatalogRows& rows) const;
    /// After `changes` were applied: `rows`, read before them, become those of the file, and
    /// `former`, the catalog of the rows before, that of the rows now. Of a few changes only the
    /// rows that they name are read.
    CatalogPointer takeOver(const std::vector<RowChange>& changes, CatalogRows& rows,
                            const Catalog& former) const;

    /// Applies the changes in one transaction: all or none. Keeps the former price in
    /// price_history. Sets changed_by to "you" ("import" for the change of an import, and in a new
    /// row that says so), or back to "seed" when the row is again exactly as supplied. Refuses an
    /// update of a cell, or a deletion of a row, that somebody else has changed since `before` was
    /// read.
    void apply(const std::vector<RowChange>& changes);
    /// The same, written down under this title so that a later session can undo it. Returns its
    /// number in the journal, 0 for an edit of very many rows.
    qint64 apply(const QString& title, const std::vector<RowChange>& changes);
    /// The same for the undoing or redoing of edit `id`, which may be 0.
    void applyAgain(qint64 id, bool undone, const std::vector<RowChange>& changes);
    /// Edits of this and former sessions, from old to new, undone ones last.
    std::vector<JournalEntry> journal() const;
    std::vector<RowChange> journalChanges(qint64 id) const;
    /// Sentences naming the rows that refer to this one and would block or follow its deletion.
    std::vector<QString> dependents(std::string_view table, const Row& row) const;
    /// Former prices of a row, newest first: column_name, old_value, date, source, changed_at,
    /// changed_by.
    std::vector<Row> priceHistory(std::string_view table, const Row& row) const;
    /// The newest price date in the catalog and the number of rows with a price that is stale on
    /// `today` (`isStalePrice`).
    QString newestPriceDate() const;
    int staleRows(const QDate& today) const;

private:
    void requireWritable() const;
    [[noreturn]] void refuseRow(const std::invalid_argument& error) const;
    struct Private;
    std::unique_ptr<Private> m_d;
};

/// The same of the rows of one table that were read before.
QString newestPriceDate(const std::vector<Row>& rows, const TableInfo& table);
int staleRows(const std::vector<Row>& rows, const TableInfo& table, const QDate& today);

}  // namespace headroom
