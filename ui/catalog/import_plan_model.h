// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <cstddef>
#include <vector>

#include "database/import/import_plan.h"

namespace headroom {

/// The preview of an import as rows: what would be done, to which row, how, and why not by itself.
/// Rows that stay as they are are left out. Texts are made when asked for, so that a hundred
/// thousand rows cost nothing.
class ImportPlanModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TakeColumn, KindColumn, RowColumn, ChangeColumn, ReasonColumn, kColumns };
    enum class Filter { Everything, Added, Changed, Asking, Refused };

    explicit ImportPlanModel(ImportPlan plan, const std::vector<TableInfo>& tables,
                             QObject* parent = nullptr);

    const ImportPlan& plan() const { return m_plan; }
    void setFilter(Filter filter);
    std::size_t countOf(Filter filter) const;
    /// Of those that can be taken.
    std::size_t chosenCount() const;
    /// Takes or leaves every row that the filter shows.
    void chooseShown(bool chosen);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    void chosenChanged();

private:
    const PlannedChange& at(int row) const {
        return m_plan.changes[m_shown[static_cast<std::size_t>(row)]];
    }
    bool isShown(const PlannedChange& change, Filter filter) const;
    QString changeText(const PlannedChange& change) const;
    QString text(const PlannedChange& change, int column) const;

    ImportPlan m_plan;
    const std::vector<TableInfo>& m_tables;
    std::vector<std::size_t> m_shown;
};

}  // namespace headroom
