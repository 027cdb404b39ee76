// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/catalog_session.h"

#include <QUndoCommand>
#include <algorithm>
#include <chrono>
#include <utility>

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kLooksAgain = 1s;

}  // namespace

/// One edit of the catalog. `CatalogSession::edit` has applied it before it is pushed, so that a
/// refused edit never reaches the stack.
class EditCatalog final : public QUndoCommand {
public:
    EditCatalog(CatalogSession& session, const QString& text, qint64 id,
                std::vector<RowChange> changes)
        : QUndoCommand(text), m_session(session), m_id(id), m_changes(std::move(changes)) {}
    /// An edit of a former session, whose changes are read when they are needed.
    EditCatalog(CatalogSession& session, const JournalEntry& entry)
        : QUndoCommand(entry.title), m_session(session), m_id(entry.id), m_former(true) {}

    void redo() override {
        if (m_applied) attempt(false);
        m_applied = true;
    }

    void undo() override {
        if (m_session.m_restoring) return;
        attempt(true);
    }

private:
    void attempt(bool undone) {
        try {
            // The file is the thread's for a few seconds; a step that gave up would be lost.
            m_session.m_importing.wait();
            if (m_former) m_changes = m_session.store().journalChanges(m_id);
            m_former = false;
            m_session.applyNow(m_id, undone, undone ? reversed(m_changes) : m_changes);
        } catch (const FileError& error) {
            setObsolete(true);
            emit m_session.failed(error.text());
        } catch (const std::exception& error) {
            // What a journal of somebody else may hold must not end the program.
            setObsolete(true);
            emit m_session.failed(QString::fromUtf8(error.what()));
        }
    }

    CatalogSession& m_session;
    qint64 m_id{};  ///< in the journal; 0 = not there
    std::vector<RowChange> m_changes;
    bool m_former{};
    bool m_applied{};
};

CatalogSession::CatalogSession(std::unique_ptr<CatalogStore> store, QObject* parent)
    : QObject(parent), m_store(std::move(store)) {
    reload();
    restoreJournal();
    m_dataVersion = m_store->dataVersion();
    m_watch.setInterval(kLooksAgain);
    connect(&m_watch, &QTimer::timeout, this, &CatalogSession::lookForChanges);
    m_watch.start();
}

CatalogSession::~CatalogSession() = default;

const CatalogSession::PriceDates& CatalogSession::priceDates(const TableInfo& table,
                                                             const QDate& today) const {
    PriceDates& counted = m_priceDates[table.name];
    if (counted.day != today) {
        const std::vector<Row>& rows = m_rows.at(table.name);
        counted = {today, headroom::staleRows(rows, table, today),
                   headroom::newestPriceDate(rows, table)};
    }
    return counted;
}

int CatalogSession::staleRows(const TableInfo& table, const QDate& today) const {
    return priceDates(table, today).stale;
}

int CatalogSession::staleRows(const QDate& today) const {
    int stale = 0;
    for (const TableInfo& table : m_store->tables()) stale += staleRows(table, today);
    return stale;
}

QString CatalogSession::newestPriceDate() const {
    const QDate today = QDate::currentDate();
    QString newest;
    for (const TableInfo& table : m_store->tables()) {
        newest = std::max(newest, priceDates(table, today).newest);
    }
    return newest;
}

void CatalogSession::lookForChanges() {
    if (importing()) return;  // its own thread is the other program
    try {
        const int version = m_store->dataVersion();
        if (version == m_dataVersion) return;
        m_dataVersion = version;
        reload();
    } catch (const FileError& error) {
        // The rows read before stay in use.
        emit failed(error.text());
        return;
    }
    emit changed();
    emit changedElsewhere();
}

QString CatalogSession::edit(const QString& text, std::vector<RowChange> changes) {
    if (changes.empty()) return {};
    qint64 id = 0;
    try {
        m_importing.wait();
        id = m_store->apply(text, changes);
        takeOver(changes);
    } catch (const FileError& error) {
        return error.text();
    }
    m_undoStack.push(new EditCatalog(*this, text, id, std::move(changes)));
    return {};
}

/// What an import does on its thread, with a connection of its own.
struct CatalogSession::Import {
    QString path;
    QString text;
    std::vector<RowChange> changes;
    std::function<void(const QString& problem)> done;
    int edits{};
    qint64 id{};
    bool overtaken{};  ///< another program wrote while the rows were read
    QString problem;
    CatalogRows rows;
    CatalogPointer catalog;

    void work() {
        try {
            CatalogStore store(path);
            store.backUp(u"import"_s);
            id = store.apply(text, changes);
            const int version = store.dataVersion();
            rows = store.rows();
            catalog = store.load(rows);
            overtaken = store.dataVersion() != version;
        } catch (const FileError& error) {
            problem = error.text();
        } catch (const std::exception& error) {
            // An exception that leaves a thread would end the program.
            problem = CatalogSession::tr("The rows could not be imported: %1")
                          .arg(QString::fromUtf8(error.what()));
        }
    }
};

void CatalogSession::importRows(const QString& text, std::vector<RowChange> changes,
                                std::function<void(const QString& problem)> done) {
    if (changes.empty()) {
        done({});
        return;
    }
    if (importing()) {
        done(tr("Another import is still being written. Try again after it."));
        return;
    }
    if (m_store->path() == u":memory:") {
        done(edit(text, std::move(changes)));
        return;
    }
    const auto import = std::make_shared<Import>();
    import->path = m_store->path();
    import->text = text;
    import->changes = std::move(changes);
    import->done = std::move(done);
    import->edits = m_edits;
    m_importing.start([this, import](const BackgroundTask::Stopped&) -> BackgroundTask::Delivery {
        import->work();
        return [this, import] { importFinished(*import); };
    });
}

void CatalogSession::importFinished(Import& import) {
    if (!import.problem.isEmpty()) {
        import.done(import.problem);
        return;
    }
    try {
        // The timer would take it for another program's doing.
        m_dataVersion = m_store->dataVersion();
        if (import.edits == m_edits && !import.overtaken) {
            m_priceDates.clear();
            m_rows = std::move(import.rows);
            m_catalog = std::move(import.catalog);
        } else {
            reload();
        }
    } catch (const FileError& error) {
        emit failed(error.text());
    }
    m_undoStack.push(new EditCatalog(*this, import.text, import.id, std::move(import.changes)));
    emit changed();
    import.done({});
}

void CatalogSession::applyNow(qint64 id, bool undone, const std::vector<RowChange>& changes) {
    m_store->applyAgain(id, undone, changes);
    takeOver(changes);
}

void CatalogSession::takeOver(const std::vector<RowChange>& changes) {
    ++m_edits;
    for (const RowChange& change : changes) m_priceDates.erase(change.table);
    m_catalog = m_store->takeOver(changes, m_rows, *m_catalog);
    emit changed();
}

// The stack of the former session: what was done, then what was undone, stepped back over.
void CatalogSession::restoreJournal() {
    if (m_store->readOnly()) return;
    const std::vector<JournalEntry> entries = m_store->journal();
    m_restoring = true;
    for (const JournalEntry& entry : entries) m_undoStack.push(new EditCatalog(*this, entry));
    for (const JournalEntry& entry : entries) {
        if (entry.undone) m_undoStack.undo();
    }
    m_restoring = false;
}

void CatalogSession::reload() {
    m_priceDates.clear();
    m_rows = m_store->rows();
    m_catalog = m_store->load(m_rows);
}

}  // namespace headroom
