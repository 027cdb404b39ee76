// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_table_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QToolTip>
#include <algorithm>
#include <numeric>
#include <set>

#include "ui/catalog/frozen_column.h"
#include "ui/charts/chart_style.h"

namespace headroom {

namespace {

/// Names of options are cut here first; what is then left over goes back to them.
constexpr int kColumnCharacters = 24;

/// Colours of differences, and the whole text of a cell as its tool tip.
class CaseDelegate final : public QStyledItemDelegate {
public:
    explicit CaseDelegate(CaseTableView* view) : QStyledItemDelegate(view), m_view(view) {}

    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override {
        if (event->type() != QEvent::ToolTip || !index.isValid()) {
            return QStyledItemDelegate::helpEvent(event, view, option, index);
        }
        QString tip = QStringLiteral("<qt>") + index.data().toString().toHtmlEscaped();
        const CaseCell* const cell = cellAt(index);
        if (cell != nullptr && !cell->detail.isEmpty()) {
            tip += QStringLiteral("<br>") + cell->detail.toHtmlEscaped();
        }
        tip += QStringLiteral("</qt>");
        QToolTip::showText(event->globalPos(), tip, view);
        return true;
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const CaseCell* const cell = cellAt(index);
        if (cell == nullptr || !cell->role) return;
        option->palette.setColor(QPalette::Text, theme::color(*cell->role));
    }

private:
    const CaseCell* cellAt(const QModelIndex& index) const {
        const auto& cells = m_view->cases().cells;
        const auto row = static_cast<std::size_t>(index.row());
        const auto column = static_cast<std::size_t>(index.column());
        if (row >= cells.size() || column >= cells[row].size()) return nullptr;
        return &cells[row][column];
    }

    CaseTableView* m_view;
};

}  // namespace

CaseTableView::CaseTableView(QWidget* parent) : TextTableView(parent) {
    setItemDelegate(new CaseDelegate(this));
    m_names = new FrozenColumn(this);
}

void CaseTableView::setCases(CaseTable table) {
    m_table = std::move(table);
    const int sideways = horizontalScrollBar()->value();
    setTable(m_table.shown);
    m_names->verticalHeader()->setMinimumSectionSize(verticalHeader()->minimumSectionSize());
    m_names->verticalHeader()->setDefaultSectionSize(verticalHeader()->defaultSectionSize());
    fitCases();
    // Where one has scrolled to stays in sight as one types.
    updateGeometries();
    horizontalScrollBar()->setValue(sideways);
    updateGeometry();
}

void CaseTableView::fitCases() {
    const int columns = model()->columnCount();
    if (columns == 0) return;
    const int widest = QFontMetrics(font()).averageCharWidth() * kColumnCharacters;
    std::vector<int> wanted;
    std::vector<int> widths;
    int left = viewport()->width();
    for (int column = 0; column < columns; ++column) {
        wanted.push_back(
            std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)));
        const auto& uncut = m_table.uncut;
        const bool whole =
            column == 0 || std::find(uncut.begin(), uncut.end(), column) != uncut.end();
        widths.push_back(whole ? wanted.back() : std::min(wanted.back(), widest));
        left -= widths.back();
    }
    // What is left goes first to the columns that lack least, so that one long name takes no more
    // than its share.
    std::vector<std::size_t> order(widths.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return wanted[a] - widths[a] < wanted[b] - widths[b];
    });
    for (std::size_t i = 0; i < order.size() && left > 0; ++i) {
        const int share = left / static_cast<int>(order.size() - i);
        const int more = std::min(share, wanted[order[i]] - widths[order[i]]);
        widths[order[i]] += more;
        left -= more;
    }
    // What nobody needs keeps the columns of figures evenly apart.
    const int further = columns - 1;
    for (int column = 0; column < columns; ++column) {
        const int extra = column > 0 && left > 0 ? left / further : 0;
        const int rest = column == 0 && left > 0 ? left % std::max(1, further) : 0;
        setColumnWidth(column, widths[static_cast<std::size_t>(column)] + extra + rest);
    }
    breakHeadings();
}

void CaseTableView::resizeEvent(QResizeEvent* event) {
    TextTableView::resizeEvent(event);
    fitCases();
    updateGeometry();
}

void CaseTableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else {
        TextTableView::keyPressEvent(event);
    }
}

void CaseTableView::copy() const {
    TextTable copied = m_table.whole;
    std::set<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows()) {
        const int row = m_table.wholeRows[static_cast<std::size_t>(index.row())];
        if (row >= 0) rows.insert(row);
    }
    if (!rows.empty()) {
        copied.rows.clear();
        for (const int row : rows) {
            copied.rows.push_back(m_table.whole.rows[static_cast<std::size_t>(row)]);
        }
    }
    QGuiApplication::clipboard()->setText(toTsv(copied));
}

}  // namespace headroom
