// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/frozen_column.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

namespace headroom {

FrozenColumn::FrozenColumn(QTableView* view) : QTableView(view), m_view(view) {
    setObjectName(QStringLiteral("frozenColumn"));
    setModel(view->model());
    setSelectionModel(view->selectionModel());
    setSelectionBehavior(view->selectionBehavior());
    setSelectionMode(view->selectionMode());
    setEditTriggers(NoEditTriggers);
    // The keys belong to the view below, which draws and edits the same cells.
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(NoFrame);
    setStyleSheet(QStringLiteral("FrozenColumn { border: 0; }"));
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(view->alternatingRowColors());
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(view->verticalScrollMode());
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(view->verticalHeader()->defaultSectionSize());
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setHighlightSections(false);
    view->installEventFilter(this);
    view->viewport()->installEventFilter(this);
    hide();
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(),
            &QScrollBar::setValue);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, view->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(view->horizontalScrollBar(), &QScrollBar::valueChanged, this, &FrozenColumn::place);
    for (const auto signal : {&QHeaderView::sectionMoved, &QHeaderView::sectionResized}) {
        connect(view->horizontalHeader(), signal, this, &FrozenColumn::place);
    }
    connect(view->horizontalHeader(), &QHeaderView::geometriesChanged, this, &FrozenColumn::place);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &FrozenColumn::sortBy);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this,
            [this](int column, int, int width) {
                if (isVisible() && column == firstColumn()) m_view->setColumnWidth(column, width);
            });
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        m_view->setFocus();
        m_view->setCurrentIndex(index);
        m_view->edit(index);
    });
}

void FrozenColumn::setFrozen(bool frozen) {
    m_frozen = frozen;
    place();
}

int FrozenColumn::firstColumn() const {
    const QHeaderView* const header = m_view->horizontalHeader();
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (!m_view->isColumnHidden(column)) return column;
    }
    return -1;
}

void FrozenColumn::showFirstColumn() {
    const int first = firstColumn();
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        setColumnHidden(column, column != first);
    }
    if (first >= 0) setColumnWidth(first, m_view->columnWidth(first));
}

void FrozenColumn::place() {
    const int first = firstColumn();
    const bool needed = m_frozen && first >= 0 && m_view->horizontalScrollBar()->value() > 0 &&
                        m_view->columnWidth(first) < m_view->viewport()->width() / 2;
    if (needed) {
        showFirstColumn();
        setItemDelegate(m_view->itemDelegate());
        horizontalHeader()->setFixedHeight(m_view->horizontalHeader()->height());
        const QRect area = m_view->viewport()->geometry();
        setGeometry(area.left(), m_view->horizontalHeader()->geometry().top(),
                    m_view->columnWidth(first) + 1,
                    area.bottom() - m_view->horizontalHeader()->geometry().top() + 1);
        verticalScrollBar()->setValue(m_view->verticalScrollBar()->value());
        raise();
    }
    setVisible(needed);
}

void FrozenColumn::sortBy(int column) {
    const QHeaderView* const header = m_view->horizontalHeader();
    const bool again = header->sortIndicatorSection() == column &&
                       header->sortIndicatorOrder() == Qt::AscendingOrder;
    m_view->sortByColumn(column, again ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void FrozenColumn::mousePressEvent(QMouseEvent* event) {
    // The view below would scroll back to the column that was clicked.
    const bool scrolls = m_view->hasAutoScroll();
    m_view->setAutoScroll(false);
    QTableView::mousePressEvent(event);
    m_view->setAutoScroll(scrolls);
}

bool FrozenColumn::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) place();
    return QTableView::eventFilter(watched, event);
}

}  // namespace headroom
