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

/// The first column keeps this many characters where the others leave it no more.
constexpr int kFewestNameCharacters = 18;
/// A word of a heading keeps this many characters.
constexpr int kFewestHeadingCharacters = 18;

/// More lines of a heading would push the rows out of sight: the tool tip has it whole.
constexpr qsizetype kMostHeadingLines = 5;

/// Broken at blanks into lines of `width` pixels; words that are longer are elided, and so is what
/// would be a line too many.
QString brokenHeading(const QString& title, const QFontMetrics& metrics, int width) {
    QStringList lines;
    for (const QString& word : title.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QString longer = lines.isEmpty() ? word : lines.back() + QLatin1Char(' ') + word;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= width) {
            lines.back() = longer;
        } else if (lines.size() == kMostHeadingLines) {
            lines.back() = metrics.elidedText(longer, Qt::ElideRight, width);
            break;
        } else {
            // Widths are rounded: a word that just fits is not to be elided.
            const bool fits = metrics.horizontalAdvance(word) <= width;
            lines << (fits ? word : metrics.elidedText(word, Qt::ElideMiddle, width));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

/// As wide as QHeaderView makes a column for a heading in one line: it counts with bold letters,
/// whichever are drawn.
int sectionWidth(const QHeaderView& header, const QString& title) {
    QStyleOptionHeader option;
    option.initFrom(&header);
    option.orientation = Qt::Horizontal;
    option.text = title;
    QFont bold = header.font();
    bold.setBold(true);
    option.fontMetrics = QFontMetrics(bold);
    return header.style()
        ->sizeFromContents(QStyle::CT_HeaderSection, &option, QSize(), &header)
        .width();
}

}  // namespace

void TextTableModel::setTable(TextTable table, std::optional<TextTable> shown) {
    beginResetModel();
    m_table = std::move(table);
    m_shown = std::move(shown);
    endResetModel();
}

QString TextTableModel::cell(const QModelIndex& index) const {
    const TextTable& words = m_shown ? *m_shown : m_table;
    return words.rows[static_cast<std::size_t>(index.row())].value(index.column());
}

void TextTableModel::setHeadingWidths(std::vector<int> widths) {
    if (widths == m_headingWidths) return;
    m_headingWidths = std::move(widths);
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
    const QString text = cell(index);
    switch (role) {
        case Qt::DisplayRole:
            return text;
        case Qt::ToolTipRole: {
            const QStringList& row = m_table.rows[static_cast<std::size_t>(index.row())];
            const QString full = row.value(index.column());
            return index.column() == 0 || full != text ? toolTipText(full) : QVariant();
        }
        case kWhyRole: {
            const auto target =
                m_table.why ? m_table.why(index.row(), index.column()) : std::optional<WhyTarget>();
            return target ? QVariant::fromValue(*target) : QVariant();
        }
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
        const auto index = static_cast<std::size_t>(section);
        const int width = index < m_headingWidths.size()
                              ? m_headingWidths[index]
                              : metrics.averageCharWidth() * kFewestHeadingCharacters;
        const QString title = brokenHeading(column.title, metrics, width);
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

void TextTableView::setTable(const TextTable& table, const std::optional<TextTable>& narrow) {
    const int current = currentIndex().row();
    m_model->setTable(table);
    m_narrow = narrow;
    m_showsNarrow = false;
    // Who chose a row by key goes on from there.
    if (current >= 0 && current < m_model->rowCount()) selectRow(current);
    const int height = QFontMetrics(font()).height() + theme::spacing(1);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    fitColumns();
    chooseWords();
    updateGeometry();
}

void TextTableView::show(const std::optional<TextTable>& words) {
    const int current = currentIndex().row();
    m_showsNarrow = words.has_value();
    m_model->setTable(TextTable(table()), words);
    if (current >= 0) selectRow(current);
    fitColumns();
}

void TextTableView::chooseWords() {
    if (!m_narrow) return;
    const int room = viewport()->width();
    const bool fits = m_fullOthers + std::min(m_fullFirst, room / 3) <= room;
    if (fits == m_showsNarrow) show(fits ? std::nullopt : m_narrow);
}

int TextTableView::sizeHintForColumn(int column) const {
    const QModelIndex first = m_model->index(0, column);
    if (!first.isValid()) return QTableView::sizeHintForColumn(column);
    const QFontMetrics plain(font());
    const QFontMetrics strong(theme::font(theme::TextStyle::Body, true));
    const auto textWidth = [&](const QModelIndex& index) {
        const bool bold = m_model->data(index, Qt::FontRole).isValid();
        const QString text = m_model->data(index, Qt::DisplayRole).toString();
        return (bold ? strong : plain).horizontalAdvance(text);
    };
    // The delegate lays each cell out as a paragraph, which with every keystroke takes longer than
    // all else of a table; what it adds around one line is the same in every row.
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int around =
        itemDelegateForIndex(first)->sizeHint(option, first).width() - textWidth(first) + 1;
    int widest = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        widest = std::max(widest, textWidth(m_model->index(row, column)));
    }
    return widest + around;
}

void TextTableView::breakHeadings() {
    std::vector<int> widths;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        widths.push_back(columnWidth(column) - 2 * theme::spacing(1));
    }
    m_model->setHeadingWidths(std::move(widths));
}

void TextTableView::fitColumns() {
    if (m_model->columnCount() == 0) return;
    m_model->setHeadingWidths(headingWidths());
    resizeColumnsToContents();
    int others = 0;
    for (int column = 1; column < m_model->columnCount(); ++column) {
        others += columnWidth(column);
    }
    if (!m_showsNarrow) {
        m_fullFirst = columnWidth(0);
        m_fullOthers = others;
    }
    // The first column takes what is left: its names are elided, not pushed out.
    const int least =
        std::min(columnWidth(0), fontMetrics().averageCharWidth() * kFewestNameCharacters);
    setColumnWidth(0, std::max(least, viewport()->width() - others));
}

std::vector<int> TextTableView::headingWidths() const {
    const QFontMetrics metrics(theme::font(theme::TextStyle::Body));
    const int padding = 2 * theme::spacing(1);
    const int longestWord = metrics.averageCharWidth() * kFewestHeadingCharacters;
    std::vector<int> whole;
    std::vector<int> broken;
    int room = viewport()->width() - std::min(sizeHintForColumn(0), viewport()->width() / 3);
    for (int i = 0; i < m_model->columnCount(); ++i) {
        const QString& title = table().columns[static_cast<std::size_t>(i)].title;
        whole.push_back(metrics.horizontalAdvance(title));
        int widestWord = 0;
        for (const QString& word : title.split(QLatin1Char(' '))) {
            widestWord = std::max(widestWord, metrics.horizontalAdvance(word));
        }
        const int cells = sizeHintForColumn(i);
        broken.push_back(std::max(cells - padding, std::min(widestWord, longestWord)));
        if (i > 0) room -= std::max(cells, sectionWidth(*horizontalHeader(), title));
    }
    broken.front() = std::max(broken.front(), viewport()->width() / 3);
    return room >= 0 ? whole : broken;
}

bool TextTableView::fitsInWidth() const {
    return horizontalHeader()->length() <= viewport()->width();
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
    chooseWords();
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
