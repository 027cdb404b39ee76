// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_filter_model.h"

#include <QCollator>
#include <algorithm>
#include <numeric>
#include <optional>

#include "ui/catalog/catalog_table_model.h"

namespace headroom {

namespace {

/// What rows sort by, made once per row and sort.
struct SortKey {
    std::optional<double> number;
    std::optional<QCollatorSortKey> text;

    bool known() const { return number || text; }
};

/// Numbers before texts, as the columns have one or the other.
int compare(const SortKey& a, const SortKey& b) {
    if (a.number && b.number) return *a.number < *b.number ? -1 : *a.number > *b.number ? 1 : 0;
    if (a.text && b.text) return a.text->compare(*b.text);
    return static_cast<int>(b.number.has_value()) - static_cast<int>(a.number.has_value());
}

}  // namespace

CatalogFilterModel::CatalogFilterModel(QObject* parent) : QAbstractProxyModel(parent) {}

void CatalogFilterModel::setSourceModel(QAbstractItemModel* model) {
    beginResetModel();
    m_model = qobject_cast<CatalogTableModel*>(model);
    Q_ASSERT(m_model != nullptr);
    QAbstractProxyModel::setSourceModel(model);
    sortRows();
    endResetModel();
    connectSource();
}

void CatalogFilterModel::connectSource() {
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this,
            &CatalogFilterModel::beginResetModel);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_sortColumn = -1;
        sortRows();
        endResetModel();
    });
    for (const auto signal :
         {&QAbstractItemModel::rowsAboutToBeInserted, &QAbstractItemModel::rowsAboutToBeRemoved}) {
        connect(m_model, signal, this, &CatalogFilterModel::prepareChange);
    }
    for (const auto signal :
         {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_model, signal, this, &CatalogFilterModel::finishChange);
    }
    connect(m_model, &QAbstractItemModel::dataChanged, this,
            &CatalogFilterModel::sourceDataChanged);
    connect(m_model, &CatalogTableModel::searchReadied, this, [this] {
        // What came while there were no texts was not shown.
        m_words.clear();
        if (isFiltering()) refilter();
    });
}

void CatalogFilterModel::setFilterText(const QString& text) {
    std::vector<std::string> words;
    for (const QString& word : text.toLower().split(QChar(u' '), Qt::SkipEmptyParts)) {
        words.push_back(word.toStdString());
    }
    if (words == m_wanted) return;
    m_wanted = std::move(words);
    refilter();
}

bool CatalogFilterModel::isWaiting() const {
    return m_wanted != m_words || (isFiltering() && !m_model->searchReady());
}

void CatalogFilterModel::refilter() {
    if (m_model->searchReady() || m_wanted.empty()) {
        // Typing on narrows what is shown: every former word begins a new one.
        const bool narrower = !m_words.empty() && m_wanted.size() >= m_words.size() &&
                              std::equal(m_words.begin(), m_words.end(), m_wanted.begin(),
                                         [](const std::string& before, const std::string& now) {
                                             return now.find(before) != std::string::npos;
                                         });
        prepareChange();
        filterRows(narrower ? std::vector<int>(m_shown) : m_order);
        finishChange();
    }
    emit filterChanged();
}

void CatalogFilterModel::sort(int column, Qt::SortOrder order) {
    prepareChange();
    m_sortColumn = column;
    m_sortOrder = order;
    sortRows();
    finishChange();
}

void CatalogFilterModel::sortRows() {
    m_order.resize(static_cast<std::size_t>(m_model->rowCount()));
    std::iota(m_order.begin(), m_order.end(), 0);
    if (m_sortColumn >= 0 && m_sortColumn < m_model->columnCount()) {
        const QCollator collator;
        std::vector<SortKey> keys(m_order.size());
        for (const int row : m_order) {
            const QVariant value =
                m_model->index(row, m_sortColumn).data(CatalogTableModel::SortRole);
            SortKey& key = keys[static_cast<std::size_t>(row)];
            if (value.userType() == QMetaType::Double) {
                key.number = value.toDouble();
            } else if (value.isValid()) {
                key.text = collator.sortKey(value.toString());
            }
        }
        std::stable_sort(m_order.begin(), m_order.end(), [&](int a, int b) {
            const SortKey& left = keys[static_cast<std::size_t>(a)];
            const SortKey& right = keys[static_cast<std::size_t>(b)];
            if (!left.known() || !right.known()) return left.known() && !right.known();
            const int order = compare(left, right);
            return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
        });
    }
    filterRows(m_order);
}

void CatalogFilterModel::filterRows(const std::vector<int>& candidates) {
    if (m_model->searchReady() || m_wanted.empty()) m_words = m_wanted;
    std::vector<int> shown;
    shown.reserve(candidates.size());
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(shown),
                 [this](int row) { return accepts(row); });
    m_shown = std::move(shown);
    m_place.assign(m_order.size(), -1);
    for (std::size_t place = 0; place < m_shown.size(); ++place) {
        m_place[static_cast<std::size_t>(m_shown[place])] = static_cast<int>(place);
    }
}

bool CatalogFilterModel::accepts(int row) const {
    if (m_words.empty()) return true;
    const std::string* text = m_model->searchText(row);
    return text && std::all_of(m_words.begin(), m_words.end(), [&](const std::string& word) {
               return text->find(word) != std::string::npos;
           });
}

void CatalogFilterModel::prepareChange() {
    emit layoutAboutToBeChanged();
    m_held = persistentIndexList();
    m_heldSource.clear();
    for (const QModelIndex& index : m_held) m_heldSource.emplace_back(mapToSource(index));
}

void CatalogFilterModel::finishChange() {
    // Rows came or went: what was sorted is of another length.
    if (m_order.size() != static_cast<std::size_t>(m_model->rowCount())) sortRows();
    QModelIndexList now;
    for (const QPersistentModelIndex& index : m_heldSource) now << mapFromSource(index);
    changePersistentIndexList(m_held, now);
    m_held.clear();
    m_heldSource.clear();
    emit layoutChanged();
}

void CatalogFilterModel::sourceDataChanged(const QModelIndex& first, const QModelIndex& last,
                                           const QList<int>& roles) {
    const bool marksAlone = roles == QList<int>{CatalogTableModel::UsedRole};
    if (!marksAlone && (m_sortColumn >= 0 || isFiltering())) {
        prepareChange();
        sortRows();
        finishChange();
    }
    for (int row = first.row(); row <= last.row(); ++row) {
        const int place = m_place[static_cast<std::size_t>(row)];
        if (place < 0) continue;
        // Nearly always one row; many are announced at once.
        if (last.row() - first.row() > 100) {
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
            return;
        }
        emit dataChanged(index(place, first.column()), index(place, last.column()));
    }
}

QModelIndex CatalogFilterModel::mapToSource(const QModelIndex& index) const {
    if (!index.isValid() || m_model == nullptr) return {};
    return m_model->index(m_shown[static_cast<std::size_t>(index.row())], index.column());
}

QModelIndex CatalogFilterModel::mapFromSource(const QModelIndex& index) const {
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_place.size()) return {};
    const int place = m_place[static_cast<std::size_t>(index.row())];
    return place < 0 ? QModelIndex() : createIndex(place, index.column());
}

QModelIndex CatalogFilterModel::index(int row, int column, const QModelIndex& parent) const {
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex CatalogFilterModel::parent(const QModelIndex&) const {
    return {};
}

int CatalogFilterModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int CatalogFilterModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || m_model == nullptr ? 0 : m_model->columnCount();
}

// Also while no row is shown, when the proxy of Qt would find no column.
QVariant CatalogFilterModel::headerData(int section, Qt::Orientation orientation, int role) const {
    return m_model == nullptr ? QVariant() : m_model->headerData(section, orientation, role);
}

}  // namespace headroom
