// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_filter_model.h"

#include <algorithm>

#include "ui/catalog/catalog_table_model.h"

namespace headroom {

CatalogFilterModel::CatalogFilterModel(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(CatalogTableModel::SortRole);
}

void CatalogFilterModel::setFilterText(const QString& text) {
    m_words = text.toLower().split(QChar(u' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool CatalogFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QString text =
        sourceModel()->index(row, 0, parent).data(CatalogTableModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString& word) { return text.contains(word); });
}

bool CatalogFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (a.isValid() != b.isValid()) {
        return sortOrder() == Qt::AscendingOrder ? a.isValid() : b.isValid();
    }
    if (!a.isValid()) return false;
    if (a.userType() == QMetaType::Double) return a.toDouble() < b.toDouble();
    return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
}

}  // namespace headroom
