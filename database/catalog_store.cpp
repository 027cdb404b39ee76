// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/catalog_store.h"

#include <QDate>
#include <QStandardPaths>
#include <algorithm>
#include <set>

#include "database/backups.h"
#include "database/catalog_file.h"
#include "database/catalog_writer.h"
#include "database/edit_journal.h"
#include "database/row_sql.h"
#include "database/seed_merge.h"
#include "database/table_edit.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// The column with the date of the row's prices, nullptr when the table has none.
const ColumnInfo* priceDateColumn(const TableInfo& table) {
    const auto priced = [](const ColumnInfo& column) { return isPriceColumn(column.name); };
    if (std::none_of(table.columns.begin(), table.columns.end(), priced)) return nullptr;
    const std::string& wanted = tableWords(table.name)->dateColumn;
    for (const ColumnInfo& column : table.columns) {
        if (column.name == wanted && column.kind == ColumnKind::Date) return &column;
    }
    return nullptr;
}

bool hasPrice(const TableInfo& table, const Row& row) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const ColumnInfo& column) {
        return isPriceColumn(column.name) && row.has(column.name);
    });
}

}  // namespace

std::vector<RowChange> reversed(const std::vector<RowChange>& changes) {
    std::vector<RowChange> back;
    back.reserve(changes.size());
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        back.push_back(change->reversed());
    }
    return back;
}

struct CatalogStore::Private {
    CatalogFile file;
    std::vector<TableInfo> tables;
    std::unique_ptr<CatalogWriter> writer;
    SeedMerge merge;
};

CatalogStore::CatalogStore(const QString& path) : m_d(std::make_unique<Private>()) {
    m_d->file = openCatalogFile(path, embeddedMigrations());
    m_d->tables = describeTables(*m_d->file.connection);
    m_d->writer = std::make_unique<CatalogWriter>(*m_d->file.connection, m_d->tables);
    if (readOnly() || seenFingerprint(*m_d->file.connection) == suppliedFingerprint()) return;
    try {
        m_d->merge = mergeSupplied(*m_d->file.connection, m_d->tables, *m_d->writer,
                                   suppliedCatalog(m_d->tables));
    } catch (const FileError& error) {
        // The catalog stays as it was and is good for work; the next start tries again.
        m_d->merge.problem = Database::tr("The newer rows of this Headroom were not taken over. %1")
                                 .arg(error.text());
    }
}

CatalogStore::~CatalogStore() = default;

QString CatalogStore::defaultPath() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/catalog.sqlite"_s;
}

QString CatalogStore::path() const {
    return m_d->file.connection->path();
}

bool CatalogStore::readOnly() const {
    return outcome() == CatalogOutcome::CurrentReadOnly;
}

int CatalogStore::dataVersion() const {
    return m_d->file.connection->value(u"PRAGMA data_version"_s).toInt();
}

const SeedMerge& CatalogStore::seedMerge() const {
    return m_d->merge;
}

std::vector<SuppliedOffer> CatalogStore::suppliedOffers() const {
    return headroom::suppliedOffers(*m_d->file.connection, m_d->tables);
}

void CatalogStore::declineSuppliedOffers() {
    if (!readOnly()) declineOffers(*m_d->file.connection);
}

std::optional<Row> CatalogStore::suppliedRow(std::string_view table, const Row& row) const {
    return m_d->writer->suppliedRow(this->table(table), row);
}

void CatalogStore::backUp(const QString& reason) const {
    headroom::backUp(*m_d->file.connection, reason);
}

CatalogOutcome CatalogStore::outcome() const {
    return m_d->file.outcome;
}

QString CatalogStore::outcomeText() const {
    return headroom::outcomeText(outcome(), m_d->file.opening);
}

int CatalogStore::schemaVersion() const {
    return m_d->file.version;
}

const std::vector<TableInfo>& CatalogStore::tables() const {
    return m_d->tables;
}

const TableInfo& CatalogStore::table(std::string_view name) const {
    return findTable(m_d->tables, name);
}

CatalogRows CatalogStore::rows() const {
    CatalogRows all;
    for (const TableInfo& table : m_d->tables) {
        all[table.name] = readRows(*m_d->file.connection, table);
    }
    return all;
}

std::vector<Row> CatalogStore::rows(std::string_view table) const {
    return readRows(*m_d->file.connection, this->table(table));
}

CatalogPointer CatalogStore::load() const {
    return load(rows());
}

CatalogPointer CatalogStore::load(const CatalogRows& rows) const {
    try {
        return std::make_shared<const Catalog>(buildCatalog(rows));
    } catch (const std::invalid_argument& error) {
        refuseRow(error);
    }
}

CatalogPointer CatalogStore::takeOver(const std::vector<RowChange>& changes, CatalogRows& rows,
                                      const Catalog& former) const {
    std::set<std::string> tables;
    for (const RowChange& change : changes) tables.insert(change.table);
    try {
        auto catalog = std::make_shared<Catalog>(former);
        for (const std::string& name : tables) {
            std::vector<Row>& known = rows[name];
            if (const auto edit = tableEdit(*m_d->file.connection, table(name), known, changes)) {
                editTable(*catalog, *edit);
                editRows(known, *edit);
            } else {
                known = this->rows(name);
                replaceTable(*catalog, name, known);
            }
        }
        return catalog;
    } catch (const std::invalid_argument& error) {
        refuseRow(error);
    }
}

void CatalogStore::refuseRow(const std::invalid_argument& error) const {
    throw FileError(Database::tr("The catalog “%1” holds a row that Headroom cannot use: %2 "
                                 "Correct it with the program that wrote it, or start with "
                                 "--catalog NEW.sqlite.")
                        .arg(path(), QString::fromUtf8(error.what())));
}

void CatalogStore::requireWritable() const {
    if (readOnly()) {
        throw FileError(Database::tr("The catalog “%1” can only be read; nothing was changed. Give "
                                     "yourself write permission, check the free space of its disk, "
                                     "or start with --catalog and a copy.")
                            .arg(path()));
    }
}

void CatalogStore::apply(const std::vector<RowChange>& changes) {
    requireWritable();
    m_d->writer->apply(changes);
}

qint64 CatalogStore::apply(const QString& title, const std::vector<RowChange>& changes) {
    requireWritable();
    qint64 id = 0;
    m_d->writer->apply(changes, [&] { id = recordEdit(*m_d->file.connection, title, changes); });
    return id;
}

void CatalogStore::applyAgain(qint64 id, bool undone, const std::vector<RowChange>& changes) {
    requireWritable();
    m_d->writer->apply(changes, [&] { markEdit(*m_d->file.connection, id, undone); });
}

std::vector<JournalEntry> CatalogStore::journal() const {
    return readJournal(*m_d->file.connection);
}

std::vector<RowChange> CatalogStore::journalChanges(qint64 id) const {
    return readEdit(*m_d->file.connection, id, m_d->tables);
}

std::vector<PriceSource> CatalogStore::priceSources() const {
    return readPriceSources(*m_d->file.connection);
}

void CatalogStore::savePriceSource(const PriceSource& source) {
    requireWritable();
    writePriceSource(*m_d->file.connection, source);
}

void CatalogStore::removePriceSource(const QString& id) {
    requireWritable();
    headroom::removePriceSource(*m_d->file.connection, id);
}

std::vector<QString> CatalogStore::dependents(std::string_view table, const Row& row) const {
    return m_d->writer->dependents(this->table(table), row);
}

std::vector<Row> CatalogStore::priceHistory(std::string_view table, const Row& row) const {
    static constexpr const char* kColumns[] = {"column_name", "old_value",  "date",
                                               "source",      "changed_at", "changed_by"};
    QSqlQuery query = m_d->file.connection->execute(
        u"SELECT column_name, old_value, date, source, changed_at, changed_by FROM price_history "
        "WHERE table_name = ? AND row_key = ? ORDER BY id DESC"_s,
        {QString::fromUtf8(table.data(), static_cast<qsizetype>(table.size())),
         QString::fromStdString(rowKey(table, row))});
    std::vector<Row> history;
    while (query.next()) {
        Row entry;
        int position = 0;
        for (const char* column : kColumns) {
            const QVariant value = query.value(position++);
            if (!value.isNull()) entry.set(column, fromSql(value));
        }
        history.push_back(std::move(entry));
    }
    return history;
}

QString CatalogStore::newestPriceDate() const {
    QString newest;
    for (const TableInfo& table : m_d->tables) {
        newest = std::max(newest, headroom::newestPriceDate(rows(table.name), table));
    }
    return newest;
}

int CatalogStore::staleRows(const QDate& today) const {
    int stale = 0;
    for (const TableInfo& table : m_d->tables) {
        stale += headroom::staleRows(rows(table.name), table, today);
    }
    return stale;
}

QString newestPriceDate(const std::vector<Row>& rows, const TableInfo& table) {
    const ColumnInfo* const date = priceDateColumn(table);
    if (!date) return {};
    std::string newest;
    for (const Row& row : rows) {
        if (hasPrice(table, row)) newest = std::max(newest, row.text(date->name));
    }
    return QString::fromStdString(newest);
}

int staleRows(const std::vector<Row>& rows, const TableInfo& table, const QDate& today) {
    const CalendarDay day = calendarDay(today);
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const Row& row) {
        return isStalePrice(table.name, row, day);
    }));
}

CalendarDay calendarDay(const QDate& date) {
    return {static_cast<int>(QDate(1970, 1, 1).daysTo(date))};
}

}  // namespace headroom
