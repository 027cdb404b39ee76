// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/import_plan_model.h"

#include <QColor>
#include <algorithm>

#include "database/table_words.h"
#include "ui/charts/chart_style.h"
#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

bool canBeTaken(const PlannedChange& change) {
    return change.kind == PlannedKind::Added || change.kind == PlannedKind::Changed;
}

bool asks(const PlannedChange& change) {
    return canBeTaken(change) && (change.asks || change.edited);
}

const Row& rowOf(const PlannedChange& change) {
    static const Row none;
    if (change.change.after) return *change.change.after;
    return change.change.before ? *change.change.before : none;
}

QString kindText(PlannedKind kind) {
    switch (kind) {
        case PlannedKind::Added:
            return ImportPlanModel::tr("new");
        case PlannedKind::Changed:
            return ImportPlanModel::tr("changed");
        case PlannedKind::Unchanged:
            return ImportPlanModel::tr("unchanged");
        case PlannedKind::Refused:
            return ImportPlanModel::tr("refused");
    }
    return {};
}

QString cellText(const std::string& cell) {
    return cell.empty() ? ImportPlanModel::tr("unknown") : plainText(cell);
}

}  // namespace

ImportPlanModel::ImportPlanModel(ImportPlan plan, const std::vector<TableInfo>& tables,
                                 QObject* parent)
    : QAbstractTableModel(parent), m_plan(std::move(plan)), m_tables(tables) {
    setFilter(Filter::Everything);
}

bool ImportPlanModel::isShown(const PlannedChange& change, Filter filter) const {
    switch (filter) {
        case Filter::Everything:
            return change.kind != PlannedKind::Unchanged;
        case Filter::Added:
            return change.kind == PlannedKind::Added;
        case Filter::Changed:
            return change.kind == PlannedKind::Changed;
        case Filter::Asking:
            return asks(change);
        case Filter::Refused:
            return change.kind == PlannedKind::Refused;
    }
    return false;
}

void ImportPlanModel::setFilter(Filter filter) {
    beginResetModel();
    m_shown.clear();
    for (std::size_t i = 0; i < m_plan.changes.size(); ++i) {
        if (isShown(m_plan.changes[i], filter)) m_shown.push_back(i);
    }
    endResetModel();
}

std::size_t ImportPlanModel::countOf(Filter filter) const {
    return static_cast<std::size_t>(
        std::count_if(m_plan.changes.begin(), m_plan.changes.end(),
                      [&](const PlannedChange& change) { return isShown(change, filter); }));
}

std::size_t ImportPlanModel::chosenCount() const {
    return static_cast<std::size_t>(std::count_if(
        m_plan.changes.begin(), m_plan.changes.end(),
        [](const PlannedChange& change) { return canBeTaken(change) && change.chosen; }));
}

void ImportPlanModel::chooseShown(bool chosen) {
    for (const std::size_t index : m_shown) {
        PlannedChange& change = m_plan.changes[index];
        if (canBeTaken(change)) change.chosen = chosen;
    }
    if (!m_shown.empty()) {
        emit dataChanged(index(0, TakeColumn), index(rowCount() - 1, TakeColumn),
                         {Qt::CheckStateRole});
    }
    emit chosenChanged();
}

int ImportPlanModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ImportPlanModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString ImportPlanModel::changeText(const PlannedChange& change) const {
    QStringList parts;
    for (const ColumnDifference& difference : change.differences) {
        parts << tr("%1: %2 → %3")
                     .arg(columnTitle(difference.column), cellText(difference.before),
                          cellText(difference.after));
    }
    for (const QString& note : change.notes) parts << plainText(note.toStdString());
    return parts.join(u"; "_s);
}

QString ImportPlanModel::text(const PlannedChange& change, int column) const {
    switch (column) {
        case KindColumn:
            return kindText(change.kind);
        case RowColumn: {
            const QString name = rowName(change.change.table, rowOf(change));
            const QString shown = plainText(name.toStdString());
            return shown.isEmpty() ? plainText(change.origin.toStdString()) : shown;
        }
        case ChangeColumn:
            return changeText(change);
        case ReasonColumn:
            return plainText(change.reason.toStdString());
        default:
            return {};
    }
}

QVariant ImportPlanModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const PlannedChange& change = at(index.row());
    if (role == Qt::DisplayRole) return text(change, index.column());
    if (role == Qt::ToolTipRole) {
        const QString whole = text(change, index.column());
        return whole.isEmpty() ? QVariant() : QVariant(toolTipText(whole));
    }
    if (role == Qt::CheckStateRole && index.column() == TakeColumn && canBeTaken(change)) {
        return change.chosen ? Qt::Checked : Qt::Unchecked;
    }
    if (role == Qt::AccessibleTextRole && index.column() == TakeColumn) {
        return change.chosen ? tr("taken") : tr("left");
    }
    if (role == Qt::ForegroundRole) {
        if (change.kind == PlannedKind::Refused) return theme::color(theme::Role::Bad);
        if (index.column() == ReasonColumn) return theme::color(theme::Role::Warn);
    }
    return {};
}

QVariant ImportPlanModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case TakeColumn:
            return tr("Take");
        case KindColumn:
            return tr("What");
        case RowColumn:
            return tr("Row");
        case ChangeColumn:
            return tr("Change");
        case ReasonColumn:
            return tr("Why");
        default:
            return {};
    }
}

Qt::ItemFlags ImportPlanModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == TakeColumn && canBeTaken(at(index.row()))) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

bool ImportPlanModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || index.column() != TakeColumn) return false;
    PlannedChange& change = m_plan.changes[m_shown[static_cast<std::size_t>(index.row())]];
    if (!canBeTaken(change)) return false;
    change.chosen = value.toInt() == Qt::Checked;
    emit dataChanged(index, index, {Qt::CheckStateRole});
    emit chosenChanged();
    return true;
}

}  // namespace headroom
