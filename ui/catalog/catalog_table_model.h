// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QDate>
#include <functional>
#include <string>
#include <vector>

#include "ui/catalog/row_texts.h"
#include "ui/catalog/used_rows.h"
#include "ui/document/document.h"

namespace headroom {

/// A price with the day and the place it was found: one gesture, one undo step.
struct PriceEdit {
    QString price;
    QString date;
    QString source;
};

/// The rows of one catalog table. An edit becomes a change on the session's undo stack; a refused
/// one returns false and emits `rejected` with the sentence to show.
class CatalogTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        SortRole = Qt::UserRole + 1,  ///< double or lower-case text; invalid = unknown
        UnknownRole,                  ///< bool: there is no value
        StaleRole,                    ///< bool: a price date that is missing or too old
        ChangedRole,                  ///< bool: the row was changed by the person
        UsedRole,                     ///< bool: the open scenario rests on the row
    };

    CatalogTableModel(CatalogSession& session, std::function<QDate()> today,
                      QObject* parent = nullptr);

    void setTable(const std::string& name);
    const TableInfo& table() const { return *m_table; }
    const ColumnInfo& column(int index) const;
    int columnOf(std::string_view name) const;  ///< -1 when there is none
    const Row& row(int index) const;
    /// The values of the key columns; unique in the table.
    QString key(int row) const { return keyOf(m_rows[static_cast<std::size_t>(row)]); }
    QString keyOf(const Row& row) const;
    int rowOfKey(const QString& key) const;  ///< -1 when there is none
    /// A short name for messages and undo texts.
    QString rowName(const Row& row) const;
    bool isPriceColumn(int column) const;
    QDate today() const { return m_today(); }
    /// Everything in the row as shown, folded to lower case, UTF-8; nullptr until the texts of a
    /// long table are made, which `searchReadied` tells.
    const std::string* searchText(int row) const;
    bool searchReady() const { return m_texts.ready(); }
    /// Rows by key that the open scenario rests on, for their marks.
    void setUsed(UsedRows used);
    bool isUsed(const Row& row) const;
    /// `row` without its key, with a key that no other row has.
    Row copyWithNewKey(const Row& row) const;

    /// Each of these is one undo step.
    bool replaceRow(int row, const Row& next, const QString& undoText);
    bool insertRow(const Row& row, const QString& undoText);
    bool setPrice(const QModelIndex& index, const PriceEdit& edit);
    bool apply(std::vector<RowChange> changes, const QString& undoText);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    void rejected(const QString& sentence);
    void priceDated(const QString& sentence);
    void searchReadied();

private:
    bool reject(const QString& sentence);
    bool store(const ColumnInfo& column, const QString& text, Row& row);
    void reload();
    void replaceTexts(std::ptrdiff_t first, std::ptrdiff_t removed, std::ptrdiff_t inserted);
    QVariant sortValue(const Row& row, const ColumnInfo& column) const;
    QString toolTip(const Row& row, const ColumnInfo& column) const;
    bool isChanged(const Row& row) const;

    CatalogSession& m_session;
    std::function<QDate()> m_today;
    const TableInfo* m_table{};
    std::vector<Row> m_rows;
    UsedRows m_used;
    RowTexts m_texts;
};

/// `row` with `value` in `column`; no value removes it: unknown.
Row withValue(const Row& row, const std::string& column, const std::optional<std::string>& value);

}  // namespace headroom
