// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractProxyModel>
#include <string>
#include <vector>

namespace headroom {

class CatalogTableModel;

/// Rows that hold every typed word somewhere; numbers sort as numbers, unknown values stay last in
/// both directions.
///
/// Qt's own proxy announces each gap between shown rows by itself and compares values anew for each
/// keystroke, which takes minutes for 100,000 rows; this one sorts once and announces one change.
class CatalogFilterModel final : public QAbstractProxyModel {
    Q_OBJECT
public:
    explicit CatalogFilterModel(QObject* parent = nullptr);
    /// `model` is a CatalogTableModel.
    void setSourceModel(QAbstractItemModel* model) override;
    /// What is shown follows at once, or when the texts of a long table are made.
    void setFilterText(const QString& text);
    bool isFiltering() const { return !m_wanted.empty(); }
    /// What is shown does not follow the words yet.
    bool isWaiting() const;

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    QModelIndex mapToSource(const QModelIndex& index) const override;
    QModelIndex mapFromSource(const QModelIndex& index) const override;
    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// Other words hold, or are waited for.
    void filterChanged();

private:
    void connectSource();
    void refilter();
    void prepareChange();
    void finishChange();
    void sourceDataChanged(const QModelIndex& first, const QModelIndex& last,
                           const QList<int>& roles);
    void sortRows();
    void filterRows(const std::vector<int>& candidates);
    bool accepts(int row) const;

    CatalogTableModel* m_model{};
    std::vector<std::string> m_wanted;  ///< folded
    std::vector<std::string> m_words;   ///< those that m_shown follows; behind while texts are made
    int m_sortColumn{-1};
    Qt::SortOrder m_sortOrder{Qt::AscendingOrder};
    std::vector<int> m_order;  ///< all rows of the source, sorted
    std::vector<int> m_shown;  ///< those of m_order that hold the words
    std::vector<int> m_place;  ///< of a source row in m_shown; -1 = not shown
    /// During a change of the source: indexes of the views, and the source's own.
    QModelIndexList m_held;
    std::vector<QPersistentModelIndex> m_heldSource;
};

}  // namespace headroom
