// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_table_model.h"

#include <QColor>
#include <QLocale>
#include <algorithm>

#include "database/table_words.h"
#include "ui/catalog/column_text.h"
#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isNumeric(const ColumnInfo& column) {
    return column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer;
}

}  // namespace

Row withValue(const Row& row, const std::string& column, const std::optional<std::string>& value) {
    Row next = row;
    if (value) {
        next.set(column, *value);
    } else {
        next.remove(column);
    }
    return next;
}

CatalogTableModel::CatalogTableModel(CatalogSession& session, std::function<QDate()> today,
                                     QObject* parent)
    : QAbstractTableModel(parent),
      m_session(session),
      m_today(std::move(today)),
      m_table(&session.store().tables().front()) {
    connect(&session, &CatalogSession::changed, this, &CatalogTableModel::reload);
    connect(&m_texts, &RowTexts::readied, this, &CatalogTableModel::searchReadied);
    setTable(m_table->name);
}

void CatalogTableModel::setTable(const std::string& name) {
    beginResetModel();
    m_table = &m_session.store().table(name);
    const auto found = m_session.rows().find(name);
    m_rows = found == m_session.rows().end() ? std::vector<Row>{} : found->second;
    m_texts.reset(*m_table, m_rows);
    endResetModel();
}

const ColumnInfo& CatalogTableModel::column(int index) const {
    return m_table->columns.at(static_cast<std::size_t>(index));
}

int CatalogTableModel::columnOf(std::string_view name) const {
    const ColumnInfo* found = findColumn(*m_table, name);
    return found ? static_cast<int>(found - m_table->columns.data()) : -1;
}

const Row& CatalogTableModel::row(int index) const {
    return m_rows.at(static_cast<std::size_t>(index));
}

QString CatalogTableModel::keyOf(const Row& row) const {
    QStringList parts;
    for (const std::string& name : m_table->keyColumns) {
        parts << QString::fromStdString(row.text(name));
    }
    return parts.join(QChar(0x1f));
}

int CatalogTableModel::rowOfKey(const QString& key) const {
    const QStringList parts = key.split(QChar(0x1f));
    std::vector<std::string> texts;
    for (const QString& part : parts) texts.push_back(part.toStdString());
    if (texts.size() != m_table->keyColumns.size()) return -1;
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) {
        return std::equal(texts.begin(), texts.end(), m_table->keyColumns.begin(),
                          [&](const std::string& text, const std::string& column) {
                              return row.view(column) == text;
                          });
    });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString CatalogTableModel::rowName(const Row& row) const {
    for (const char* name : {"name", "model", "region_name", "instance_type"}) {
        if (findColumn(*m_table, name) && row.has(name)) {
            return QString::fromStdString(row.text(name));
        }
    }
    return keyOf(row).replace(QChar(0x1f), u" · "_s);
}

bool CatalogTableModel::isPriceColumn(int index) const {
    return isPrice(*m_table, column(index));
}

Row CatalogTableModel::copyWithNewKey(const Row& row) const {
    // A table with several key columns gets the new value in a column of free text.
    std::string free = m_table->keyColumns.front();
    for (const std::string& name : m_table->keyColumns) {
        const ColumnInfo* info = findColumn(*m_table, name);
        if (info && info->kind == ColumnKind::Text) free = name;
    }
    Row copy = withValue(row, "changed_by", std::nullopt);
    for (int number = 1;; ++number) {
        const std::string suffix = number == 1 ? "-copy" : "-copy-" + std::to_string(number);
        copy.set(free, row.text(free) + suffix);
        if (rowOfKey(keyOf(copy)) < 0) return copy;
    }
}

bool CatalogTableModel::reject(const QString& sentence) {
    emit rejected(sentence);
    return false;
}

bool CatalogTableModel::store(const ColumnInfo& column, const QString& text, Row& row) {
    const QLocale locale;
    const ParsedText parsed = parseText(column, text, locale);
    if (!parsed.ok()) return reject(parsed.error);
    // "0.40" and "0.4" are one number: what was not changed keeps its spelling.
    if (isNumeric(column) && parsed.value &&
        row.number(column.name) == withValue({}, column.name, parsed.value).number(column.name)) {
        return true;
    }
    row = withValue(row, column.name, parsed.value);
    return true;
}

bool CatalogTableModel::apply(std::vector<RowChange> changes, const QString& undoText) {
    if (changes.empty()) return true;
    const QString refusal = m_session.edit(undoText, std::move(changes));
    return refusal.isEmpty() ? true : reject(refusal);
}

bool CatalogTableModel::replaceRow(int index, const Row& next, const QString& undoText) {
    const Row before = row(index);
    if (before == next) return true;
    return apply({RowChange{m_table->name, before, next}}, undoText);
}

bool CatalogTableModel::insertRow(const Row& row, const QString& undoText) {
    if (rowOfKey(keyOf(row)) >= 0) {
        return reject(tr("There is already a %1 “%2”. Give the new one another %3.")
                          .arg(m_table->singular, keyOf(row).replace(QChar(0x1f), u" · "_s),
                               findColumn(*m_table, m_table->keyColumns.back())->title));
    }
    return apply({RowChange{m_table->name, std::nullopt, row}}, undoText);
}

bool CatalogTableModel::setPrice(const QModelIndex& index, const PriceEdit& edit) {
    const PriceProvenance provenance = priceProvenance(*m_table);
    Row next = row(index.row());
    if (!store(column(index.column()), edit.price, next)) return false;
    if (provenance.date && !store(*provenance.date, edit.date, next)) return false;
    if (provenance.source && !store(*provenance.source, edit.source, next)) return false;
    return replaceRow(index.row(), next,
                      tr("Change %1 of %2").arg(column(index.column()).title, rowName(next)));
}

bool CatalogTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::EditRole || m_session.store().readOnly()) return false;
    const ColumnInfo& edited = column(index.column());
    const Row before = row(index.row());
    Row next = before;
    if (!store(edited, value.toString(), next)) return false;
    if (before == next) return true;
    const bool price = isPrice(*m_table, edited);
    if (price) {
        next.set(priceProvenance(*m_table).date->name,
                 priceDateText(*m_table, before, {edited.title}, m_today()).toStdString());
    }
    if (!replaceRow(index.row(), next, tr("Change %1 of %2").arg(edited.title, rowName(before)))) {
        return false;
    }
    if (price) {
        emit priceDated(tr("The price date of %1 is now %2. Check that its source is still right.")
                            .arg(rowName(next), m_today().toString(Qt::ISODate)));
    }
    return true;
}

int CatalogTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CatalogTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table->columns.size());
}

bool CatalogTableModel::isChanged(const Row& row) const {
    return row.text("changed_by") == "you";
}

QVariant CatalogTableModel::sortValue(const Row& row, const ColumnInfo& column) const {
    if (!row.has(column.name)) return {};
    if (isNumeric(column)) {
        const auto number = row.number(column.name);
        return number ? QVariant(*number) : QVariant();
    }
    return displayText(column, row, QLocale()).toLower();
}

const std::string* CatalogTableModel::searchText(int row) const {
    const auto index = static_cast<std::size_t>(row);
    return m_texts.ready() ? &m_texts.text(index, m_rows[index]) : nullptr;
}

void CatalogTableModel::setUsed(UsedRows used) {
    if (used == m_used) return;
    m_used = std::move(used);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {UsedRole});
}

bool CatalogTableModel::isUsed(const Row& row) const {
    const auto rows = m_used.find(m_table->name);
    return rows != m_used.end() && rows->second.count(rowKey(m_table->name, row)) > 0;
}

QString CatalogTableModel::toolTip(const Row& row, const ColumnInfo& column) const {
    QStringList lines{columnHeading(column) + u": "_s + displayText(column, row, QLocale())};
    const PriceProvenance provenance = priceProvenance(*m_table);
    if (isPrice(*m_table, column) || &column == provenance.date) {
        lines << tr("Price date: %1").arg(displayText(*provenance.date, row, QLocale()));
        if (provenance.source) {
            lines << tr("Source: %1").arg(displayText(*provenance.source, row, QLocale()));
        }
        if (isStale(*m_table, row, m_today())) {
            lines << tr("Older than %1 days: check it again.").arg(staleAfterDays(*m_table));
        }
    }
    if (isChanged(row)) lines << tr("This row was changed by you.");
    if (isUsed(row)) lines << tr("The open scenario rests on this row.");
    return u"<p style='white-space:pre-wrap'>"_s + lines.join(u'\n').toHtmlEscaped() + u"</p>"_s;
}

QVariant CatalogTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& values = row(index.row());
    const ColumnInfo& info = column(index.column());
    const PriceProvenance provenance = priceProvenance(*m_table);
    switch (role) {
        case Qt::DisplayRole:
            return displayText(info, values, QLocale());
        case Qt::EditRole:
            return editText(info, values, QLocale());
        case Qt::ToolTipRole:
            return toolTip(values, info);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(
                (isNumeric(info) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
        case Qt::ForegroundRole:
            if (!values.has(info.name)) return theme::color(theme::Role::Muted);
            return {};
        case SortRole:
            return sortValue(values, info);
        case UnknownRole:
            return !values.has(info.name);
        case StaleRole:
            return &info == provenance.date && isStale(*m_table, values, m_today());
        case ChangedRole:
            return isChanged(values);
        case UsedRole:
            return isUsed(values);
        default:
            return {};
    }
}

QVariant CatalogTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const ColumnInfo& info = column(section);
    if (role == Qt::DisplayRole) {
        return info.unit.isEmpty() ? info.title : info.title + u'\n' + info.unit;
    }
    if (role == Qt::ToolTipRole) {
        return u"%1 · %2"_s.arg(columnHeading(info), QString::fromStdString(info.name));
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment((isNumeric(info) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    return {};
}

Qt::ItemFlags CatalogTableModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const bool written = column(index.column()).name == "changed_by";
    if (!written && !m_session.store().readOnly()) flags |= Qt::ItemIsEditable;
    return flags;
}

void CatalogTableModel::replaceTexts(std::ptrdiff_t first, std::ptrdiff_t removed,
                                     std::ptrdiff_t inserted) {
    if (!m_texts.replace(static_cast<std::size_t>(first), static_cast<std::size_t>(removed),
                         static_cast<std::size_t>(inserted))) {
        m_texts.reset(*m_table, m_rows);
    }
}

void CatalogTableModel::reload() {
    const auto found = m_session.rows().find(m_table->name);
    static const std::vector<Row> none;
    const std::vector<Row>& next = found == m_session.rows().end() ? none : found->second;
    // Only the rows between the common beginning and the common end are touched, so that an edit
    // leaves selection, scrolling and an open editor elsewhere alone.
    const auto heads = std::mismatch(m_rows.begin(), m_rows.end(), next.begin(), next.end());
    const auto first = heads.first - m_rows.begin();
    const auto limit = static_cast<std::ptrdiff_t>(std::min(m_rows.size(), next.size())) - first;
    std::ptrdiff_t tail = 0;
    while (tail < limit && *(m_rows.end() - 1 - tail) == *(next.end() - 1 - tail)) ++tail;
    const auto oldCount = static_cast<std::ptrdiff_t>(m_rows.size()) - first - tail;
    const auto newCount = static_cast<std::ptrdiff_t>(next.size()) - first - tail;
    const auto common = std::min(oldCount, newCount);
    std::copy_n(next.begin() + first, common, m_rows.begin() + first);
    if (common > 0) {
        replaceTexts(first, common, common);
        emit dataChanged(index(static_cast<int>(first), 0),
                         index(static_cast<int>(first + common - 1), columnCount() - 1));
    }
    const int at = static_cast<int>(first + common);
    if (oldCount > common) {
        beginRemoveRows({}, at, static_cast<int>(first + oldCount) - 1);
        m_rows.erase(m_rows.begin() + at, m_rows.begin() + first + oldCount);
        replaceTexts(at, oldCount - common, 0);
        endRemoveRows();
    }
    if (newCount > common) {
        beginInsertRows({}, at, static_cast<int>(first + newCount) - 1);
        m_rows.insert(m_rows.begin() + at, next.begin() + at, next.begin() + first + newCount);
        replaceTexts(at, 0, newCount - common);
        endInsertRows();
    }
}

}  // namespace headroom
