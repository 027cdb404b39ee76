// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the catalog window, where they stand, and what stands there when no row does.
#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

#include "ui/catalog/catalog_delegate.h"
#include "ui/catalog/catalog_filter_model.h"
#include "ui/catalog/catalog_importer.h"
#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/catalog_window.h"
#include "ui/catalog/frozen_column.h"
#include "ui/catalog/row_editor.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A table's title with its number of rows at the right.
class TableListDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QString title = std::exchange(row.text, QString());
        row.widget->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
        const bool selected = row.state.testFlag(QStyle::State_Selected);
        const QColor highlighted = row.palette.color(QPalette::HighlightedText);
        const QRect room = row.rect.adjusted(theme::spacing(2), 0, -theme::spacing(2), 0);
        painter->save();
        painter->setPen(selected ? highlighted : row.palette.color(QPalette::Text));
        painter->setFont(row.font);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, title);
        painter->setPen(selected ? highlighted : theme::color(theme::Role::Muted));
        painter->setFont(theme::font(theme::TextStyle::Caption));
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter,
                          index.data(Qt::UserRole + 1).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width() + theme::spacing(5) * 2,
                option.fontMetrics.height() + theme::spacing(2)};
    }
};

QAction* makeAction(QWidget* owner, const QString& text, const QString& objectName,
                    const QKeySequence& shortcut) {
    auto* action = new QAction(text, owner);
    action->setObjectName(objectName);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    owner->addAction(action);
    return action;
}

}  // namespace

void CatalogWindow::createActions() {
    m_add = makeAction(this, tr("&Add…"), u"addRowAction"_s, QKeySequence::New);
    m_duplicate = makeAction(this, tr("D&uplicate"), u"duplicateRowAction"_s,
                             QKeySequence(Qt::CTRL | Qt::Key_D));
    m_delete = makeAction(this, tr("&Delete…"), u"deleteRowAction"_s, {});
    m_copy = makeAction(this, tr("&Copy"), u"copyRowsAction"_s, {});
    m_paste = makeAction(this, tr("&Paste"), u"pasteRowsAction"_s, {});
    m_import =
        makeAction(this, tr("&Import…"), u"importAction"_s, QKeySequence(Qt::CTRL | Qt::Key_I));
    m_detect = makeAction(this, tr("Detect &This Machine…"), u"detectMachineAction"_s, {});
    m_offers = makeAction(this, tr("&Newer Supplied Rows…"), u"offersAction"_s, {});
    m_reset = makeAction(this, tr("&Reset to Supplied"), u"resetRowsAction"_s, {});
    m_refresh = makeAction(this, tr("Re&fresh From the Internet…"), u"refreshAction"_s, {});
    m_compose = makeAction(this, tr("Co&mpose a Machine…"), u"composeAction"_s, {});
    m_history = makeAction(this, tr("Price &History…"), u"historyAction"_s, {});
    m_find = makeAction(this, tr("&Filter"), u"filterAction"_s, QKeySequence::Find);
    m_undo = m_session.undoStack().createUndoAction(this, tr("Undo"));
    m_redo = m_session.undoStack().createRedoAction(this, tr("Redo"));
    m_undo->setObjectName(u"undoAction"_s);
    m_redo->setObjectName(u"redoAction"_s);
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo->setShortcut(QKeySequence::Redo);
    // What is undone stands in the tooltip: the buttons do not move.
    m_undo->setIconText(tr("Undo"));
    m_redo->setIconText(tr("Redo"));
    for (QAction* action : {m_undo, m_redo}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(m_add, &QAction::triggered, this, &CatalogWindow::addRow);
    connect(m_duplicate, &QAction::triggered, this, &CatalogWindow::duplicateRow);
    connect(m_delete, &QAction::triggered, this, &CatalogWindow::deleteRows);
    connect(m_copy, &QAction::triggered, this, &CatalogWindow::copyRows);
    connect(m_paste, &QAction::triggered, this, &CatalogWindow::pasteRows);
    connect(m_import, &QAction::triggered, this, &CatalogWindow::browseImport);
    connect(m_detect, &QAction::triggered, this, [this] { m_importer->detectMachine(); });
    connect(m_offers, &QAction::triggered, this, &CatalogWindow::showOffers);
    connect(m_refresh, &QAction::triggered, this, [this] {
        if (finishPendingEdit()) m_importer->refresh();
    });
    connect(m_compose, &QAction::triggered, this, &CatalogWindow::composeMachine);
    connect(m_history, &QAction::triggered, this, &CatalogWindow::showHistory);
    connect(m_reset, &QAction::triggered, this, &CatalogWindow::resetRows);
    connect(m_find, &QAction::triggered, this, [this] {
        m_filterEdit->setFocus(Qt::ShortcutFocusReason);
        m_filterEdit->selectAll();
    });
}

void CatalogWindow::createLayout() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    m_readOnlyBar = new MessageBar(this);
    m_readOnlyBar->setObjectName(u"readOnlyBar"_s);
    layout->addWidget(m_readOnlyBar);
    m_editor = new RowEditor(m_session, *m_model, this);
    m_editor->setObjectName(u"rowEditor"_s);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(createTableList());
    splitter->addWidget(createRows());
    splitter->addWidget(m_editor);
    const int unit = fontMetrics().averageCharWidth();
    m_tables->setMinimumWidth(unit * 24);
    m_editor->setMinimumWidth(unit * 44);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({unit * 28, unit * 120, unit * 52});
    layout->addWidget(splitter, 1);
    resize(unit * 200, fontMetrics().height() * 46);
}

QWidget* CatalogWindow::createTableList() {
    m_tables = new QListWidget(this);
    m_tables->setObjectName(u"tableList"_s);
    m_tables->setAccessibleName(tr("Catalog tables"));
    m_tables->setFrameShape(QFrame::NoFrame);
    m_tables->setItemDelegate(new TableListDelegate(m_tables));
    m_tables->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_tables, &QListWidget::currentItemChanged, this,
            [this](QListWidgetItem* current, QListWidgetItem* previous) {
                if (!current) return;
                if (m_editor->isModified() && !m_editor->apply()) {
                    const QSignalBlocker blocker(m_tables);
                    m_tables->setCurrentItem(previous);
                    return;
                }
                selectTable(current->data(Qt::UserRole).toString().toStdString());
            });
    return m_tables;
}

QWidget* CatalogWindow::createHeader() {
    auto* bar = new QToolBar(this);
    bar->setMovable(false);
    m_title = makeLabel({}, theme::TextStyle::CardTitle, true, Tone::Plain, bar);
    m_rowCount = makeLabel({}, theme::TextStyle::Body, false, Tone::Muted, bar);
    m_rowCount->setObjectName(u"rowCountLabel"_s);
    m_filterEdit = new QLineEdit(bar);
    m_filterEdit->setObjectName(u"filterLineEdit"_s);
    m_filterEdit->setAccessibleName(tr("Filter"));
    m_filterEdit->setToolTip(tr("Rows that hold every word, in any column."));
    m_filterEdit->setClearButtonEnabled(true);
    nameClearButton(*m_filterEdit);
    m_filterEdit->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    auto* columns = new QToolButton(bar);
    columns->setObjectName(u"columnsButton"_s);
    columns->setText(tr("Columns"));
    columns->setPopupMode(QToolButton::InstantPopup);
    m_columnMenu = new QMenu(columns);
    m_columnMenu->setObjectName(u"columnsMenu"_s);
    columns->setMenu(m_columnMenu);
    auto* space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(m_title);
    bar->addWidget(m_rowCount);
    bar->addWidget(space);
    bar->addWidget(m_filterEdit);
    bar->addWidget(columns);
    bar->addActions({m_undo, m_redo, m_add, m_duplicate, m_delete, m_import});
    auto* const button = qobject_cast<QToolButton*>(bar->widgetForAction(m_import));
    auto* const more = new QMenu(button);
    more->addActions({m_import, m_refresh, m_detect, m_compose, m_offers});
    button->setMenu(more);
    button->setPopupMode(QToolButton::MenuButtonPopup);
    for (const QKeySequence& keys :
         {QKeySequence(Qt::Key_Down), QKeySequence(Qt::ALT | Qt::Key_Down)}) {
        auto* const shortcut = new QShortcut(keys, button);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, button, &QToolButton::showMenu);
    }
    for (QAction* const action : bar->actions()) {
        auto* const tool = qobject_cast<QToolButton*>(bar->widgetForAction(action));
        if (tool) tool->setFocusPolicy(Qt::TabFocus);
    }
    return bar;
}

QWidget* CatalogWindow::createRows() {
    m_view = new QTableView(this);
    m_view->setObjectName(u"catalogTableView"_s);
    m_view->setModel(m_filter);
    m_delegate = new CatalogDelegate(m_session, *m_model, m_view);
    m_view->setItemDelegate(m_delegate);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setWordWrap(false);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() +
                                                    theme::spacing(2));
    m_view->horizontalHeader()->setSectionsMovable(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->setSortingEnabled(true);
    m_frozen = new FrozenColumn(m_view);
    // These keys belong to the rows, not to the text fields around them.
    for (const auto& [action, keys] : {std::pair(m_delete, QKeySequence(QKeySequence::Delete)),
                                       std::pair(m_copy, QKeySequence(QKeySequence::Copy)),
                                       std::pair(m_paste, QKeySequence(QKeySequence::Paste))}) {
        removeAction(action);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_view->addAction(action);
    }
    connect(m_view, &QTableView::customContextMenuRequested, this, &CatalogWindow::showRowMenu);
    m_emptyText = makeWrappedLabel({});
    m_emptyText->setObjectName(u"emptyLabel"_s);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyButton = new QToolButton(this);
    m_emptyButton->setObjectName(u"emptyButton"_s);
    m_emptyButton->setProperty("button", true);
    connect(m_emptyButton, &QToolButton::clicked, this, [this] {
        if (m_filter->isFiltering()) {
            m_filterEdit->clear();
        } else {
            addRow();
        }
    });
    auto* emptyPage = new QWidget(this);
    auto* emptyLayout = new QVBoxLayout(emptyPage);
    emptyLayout->addStretch(1);
    emptyLayout->addWidget(m_emptyText);
    emptyLayout->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
    emptyLayout->addStretch(2);
    m_rowsStack = new QStackedWidget(this);
    m_rowsStack->addWidget(m_view);
    m_rowsStack->addWidget(emptyPage);
    m_messages = new MessageBar(this);
    m_messages->setObjectName(u"messageBar"_s);
    auto* rows = new QWidget(this);
    auto* layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_rowsStack, 1);
    return rows;
}

void CatalogWindow::updateEmptyState() {
    const bool empty = m_filter->rowCount() == 0;
    m_rowsStack->setCurrentIndex(empty ? 1 : 0);
    if (!empty) return;
    if (m_filter->isFiltering()) {
        m_emptyText->setText(
            m_filter->isWaiting()
                ? tr("Searching for “%1”…").arg(m_filterEdit->text())
                : tr("No %1 holds “%2”.").arg(m_model->table().singular, m_filterEdit->text()));
        m_emptyButton->setText(tr("Clear Filter"));
        m_emptyButton->setEnabled(true);
    } else {
        m_emptyText->setText(tr("There is no %1 in the catalog.").arg(m_model->table().singular));
        m_emptyButton->setText(m_add->text());
        m_emptyButton->setEnabled(m_add->isEnabled());
    }
}

}  // namespace headroom
