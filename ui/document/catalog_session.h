// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "database/catalog_store.h"
#include "ui/document/background_task.h"

namespace headroom {

/// The catalog as the window sees it: rows for the catalog window, values for evaluation, one
/// change notice. Owns the store; documents hold a reference.
class CatalogSession : public QObject {
    Q_OBJECT
public:
    explicit CatalogSession(std::unique_ptr<CatalogStore> store, QObject* parent = nullptr);
    ~CatalogSession() override;
    CatalogStore& store() const { return *m_store; }
    const CatalogPointer& catalog() const { return m_catalog; }
    const CatalogRows& rows() const { return m_rows; }
    /// Of `rows()`; a table is counted again only after a change of it or on another day.
    int staleRows(const QDate& today) const;
    int staleRows(const TableInfo& table, const QDate& today) const;
    QString newestPriceDate() const;
    /// Edits of this session and of former ones.
    QUndoStack& undoStack() { return m_undoStack; }
    /// Applies through the undo stack; returns an empty string or the sentence to show.
    QString edit(const QString& text, std::vector<RowChange> changes);
    /// The same after a dated copy of the catalog, on a thread of its own: `done` gets an empty
    /// string or the sentence. One at a time.
    void importRows(const QString& text, std::vector<RowChange> changes,
                    std::function<void(const QString& problem)> done);
    bool importing() const { return m_importing.running(); }
    /// Reads the catalog again where another program has changed it since; asked every second, too.
    void lookForChanges();

signals:
    void changed();
    /// After `changed`: it was not this program that changed the catalog.
    void changedElsewhere();
    /// An undo or redo that the database refused, as a sentence.
    void failed(const QString& sentence);

private:
    friend class EditCatalog;
    struct Import;
    void applyNow(qint64 id, bool undone, const std::vector<RowChange>& changes);
    void takeOver(const std::vector<RowChange>& changes);
    void restoreJournal();
    void reload();
    void importFinished(Import& import);
    /// What was counted of a table's rows as they are.
    struct PriceDates {
        QDate day;
        int stale{};
        QString newest;
    };
    const PriceDates& priceDates(const TableInfo& table, const QDate& today) const;
    std::unique_ptr<CatalogStore> m_store;
    CatalogPointer m_catalog;
    CatalogRows m_rows;
    mutable std::map<std::string, PriceDates> m_priceDates;  ///< by table
    QUndoStack m_undoStack;
    QTimer m_watch;
    int m_dataVersion{};
    bool m_restoring{};
    int m_edits{};  ///< applied so far, by which an import sees that its rows are out of date
    BackgroundTask m_importing;
};

}  // namespace headroom
