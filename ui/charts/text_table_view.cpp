// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/text_table_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>

#include "ui/charts/chart_style.h"

namespace headroom {

namespace {

/// A heading keeps this many characters; more where there is room.
constexpr int kFewestHeadingCharacters = 18;

}  // namespace

void TextTableModel::setTable(TextTable table) {
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

void TextTableModel::setHeadingWidth(int width) {
    if (width == m_headingWidth) return;
    m_headingWidth = width;
    if (columnCount() > 0) emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int TextTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int TextTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant TextTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const QStringList& row = m_table.rows[static_cast<std::size_t>(index.row())];
    const QString text = row.value(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return text;
        case Qt::ToolTipRole:
            return index.column() == 0 ? toolTipText(text) : QVariant();
        case Qt::TextAlignmentRole: {
            const bool numeric = m_table.columns[static_cast<std::size_t>(index.column())].numeric;
            return static_cast<int>((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        }
        case Qt::FontRole: {
            const auto& bold = m_table.emphasised;
            if (std::find(bold.begin(), bold.end(), index.row()) == bold.end()) return {};
            return theme::font(theme::TextStyle::Body, true);
        }
        case Qt::ForegroundRole:
            return text == unknownText() ? theme::color(theme::Role::Muted) : QVariant();
        default:
            return {};
    }
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const TableColumn& column = m_table.columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) {
        // Names of options can be of any length; the tool tip has all of it.
        const QFontMetrics metrics(theme::font(theme::TextStyle::Body));
        const int width =
            std::max(m_headingWidth, metrics.averageCharWidth() * kFewestHeadingCharacters);
        const QString title = metrics.elidedText(column.title, Qt::ElideMiddle, width);
        return column.unit.isEmpty() ? title : title + QLatin1Char('\n') + column.unit;
    }
    if (role == Qt::ToolTipRole) return toolTipText(column.heading());
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((column.numeric ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignBottom);
    }
    return {};
}

TextTableView::TextTableView(QWidget* parent)
    : QTableView(parent), m_model(new TextTableModel(this)) {
    setModel(m_model);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setFont(theme::font(theme::TextStyle::Body));
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(theme::spacing(5));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QTableView::clicked, this,
            [this](const QModelIndex& index) { emit rowChosen(index.row()); });
}

void TextTableView::setTable(const TextTable& table) {
    const int current = currentIndex().row();
    m_model->setTable(table);
    // Who chose a row by key goes on from there.
    if (current >= 0 && current < m_model->rowCount()) selectRow(current);
    const int height = QFontMetrics(font()).height() + theme::spacing(1);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    fitColumns();
    updateGeometry();
}

void TextTableView::fitColumns() {
    if (m_model->columnCount() == 0) return;
    const int further = m_model->columnCount() - 1;
    const int firstWidth = std::min(sizeHintForColumn(0), viewport()->width() / 3);
    const int each = (viewport()->width() - firstWidth) / std::max(1, further);
    m_model->setHeadingWidth(each - 6 * theme::spacing(1));
    resizeColumnsToContents();
    int others = 0;
    for (int column = 1; column < m_model->columnCount(); ++column) {
        others += columnWidth(column);
    }
    // The first column takes what is left, and at least a third: names are elided, not pushed out.
    const int least = std::min(columnWidth(0), viewport()->width() / 3);
    setColumnWidth(0, std::max(least, viewport()->width() - others));
}

QSize TextTableView::sizeHint() const {
    return {QTableView::sizeHint().width(), minimumSizeHint().height()};
}

QSize TextTableView::minimumSizeHint() const {
    int height = horizontalHeader()->sizeHint().height() + 2 * frameWidth();
    height += verticalHeader()->length();
    int width = 0;
    for (int column = 0; column < m_model->columnCount(); ++column) width += columnWidth(column);
    if (width > viewport()->width()) height += horizontalScrollBar()->sizeHint().height();
    return {theme::spacing(5), height};
}

void TextTableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
    updateGeometry();
}

void TextTableView::wheelEvent(QWheelEvent* event) {
    const bool sideways = event->angleDelta().x() != 0;
    if (sideways) {
        QTableView::wheelEvent(event);
    } else {
        event->ignore();
    }
}

void TextTableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    const bool chooses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (chooses && currentIndex().isValid()) {
        emit rowChosen(currentIndex().row());
        return;
    }
    QTableView::keyPressEvent(event);
}

void TextTableView::copySelection() const {
    const QModelIndexList selected = selectionModel()->selectedRows();
    TextTable copied = m_model->table();
    if (!selected.isEmpty()) {
        copied.rows.clear();
        for (const QModelIndex& index : selected) {
            copied.rows.push_back(m_model->table().rows[static_cast<std::size_t>(index.row())]);
        }
    }
    QGuiApplication::clipboard()->setText(toTsv(copied));
}

}  // namespace headroom
