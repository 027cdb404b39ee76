// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_window.h"

#include <QAction>
#include <QClipboard>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QUrl>
#include <algorithm>

#include "database/spreadsheet_text.h"
#include "ui/catalog/catalog_delegate.h"
#include "ui/catalog/catalog_filter_model.h"
#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/column_text.h"
#include "ui/catalog/frozen_column.h"
#include "ui/catalog/row_editor.h"
#include "ui/catalog/row_paste.h"
#include "ui/dialogs/dialogs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/counted.h"
#include "ui/widgets/message_bar.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString rowCountText(qlonglong rows) {
    return counted(rows, CatalogWindow::tr("1 row"), CatalogWindow::tr("%1 rows"));
}

}  // namespace

CatalogWindow::CatalogWindow(CatalogSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_today([] { return QDate::currentDate(); }) {
    setObjectName(u"catalogWindow"_s);
    setWindowTitle(tr("Catalog"));
    m_model = new CatalogTableModel(
        session, [this] { return m_today(); }, this);
    m_filter = new CatalogFilterModel(this);
    m_filter->setSourceModel(m_model);
    createActions();
    createLayout();
    createImporter();
    connectModels();
    fillTableList();
    showTable("machines");
}

void CatalogWindow::setToday(std::function<QDate()> today) {
    m_today = std::move(today);
    m_view->viewport()->update();
    fillTableList();
}

void CatalogWindow::setUsedRows(UsedRows used) {
    m_model->setUsed(std::move(used));
}

void CatalogWindow::connectModels() {
    connect(m_model, &CatalogTableModel::rejected, this, [this](const QString& sentence) {
        m_messages->showMessage(theme::Role::Bad, sentence);
    });
    connect(m_model, &CatalogTableModel::priceDated, this, [this](const QString& sentence) {
        m_messages->showMessage(theme::Role::Muted, sentence);
    });
    connect(&m_session, &CatalogSession::failed, this, [this](const QString& sentence) {
        m_messages->showMessage(theme::Role::Bad, sentence);
    });
    connect(&m_session, &CatalogSession::changed, this, [this] {
        fillTableList();
        restoreSelection();
        updateRowCount();
        updateEmptyState();
        updateActions();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &CatalogWindow::currentRowChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        remember();
        updateActions();
    });
    connect(m_editor, &RowEditor::applied, this, [this](const QString& key) {
        m_messages->hide();
        selectKey(key);
    });
    connect(m_editor, &RowEditor::reverted, this, [this] {
        m_messages->hide();
        currentRowChanged();
    });
    connect(m_editor, &RowEditor::linkActivated, this, &CatalogWindow::openLink);
    connect(m_filterEdit, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setFilterText(text);
        // Other spaces are no other words, but the empty state quotes them.
        updateEmptyState();
    });
    connect(m_filter, &CatalogFilterModel::filterChanged, this, [this] {
        updateRowCount();
        updateEmptyState();
        if (!m_view->currentIndex().isValid()) restoreSelection();
    });
}

void CatalogWindow::showTable(const std::string& table, const std::string& id) {
    for (int i = 0; i < m_tables->count(); ++i) {
        if (m_tables->item(i)->data(Qt::UserRole).toString().toStdString() == table) {
            m_tables->setCurrentRow(i);
        }
    }
    if (!id.empty()) {
        m_filterEdit->clear();
        selectKey(QString::fromStdString(id));
    }
}

void CatalogWindow::selectTable(const std::string& table) {
    m_filterEdit->clear();
    m_messages->hide();
    m_currentKey.clear();
    m_selectedKeys.clear();
    m_model->setTable(table);
    m_editor->rebuild();
    m_title->setText(m_model->table().title);
    m_view->setAccessibleName(m_model->table().title);
    m_filterEdit->setPlaceholderText(tr("Filter %1").arg(m_model->table().title.toLower()));
    showDefaultColumns();
    fillColumnMenu();
    m_view->sortByColumn(-1, Qt::AscendingOrder);
    const auto last = m_currentKeys.find(table);
    if (last != m_currentKeys.end() && m_model->rowOfKey(last->second) >= 0) {
        selectKey(last->second);
    } else if (m_filter->rowCount() > 0) {
        m_view->selectRow(0);
    }
    updateRowCount();
    updateEmptyState();
    updateActions();
}

// The list is filled anew without announcing a change of table.
void CatalogWindow::fillTableList() {
    static const std::vector<std::string> order{
        "models",       "weight_formats", "accelerators",  "machines",    "cloud_prices",
        "cloud_extras", "api_prices",     "api_providers", "electricity", "exchange_rates",
        "resale",       "speed_classes",  "engine_support"};
    const QSignalBlocker blocker(m_tables);
    const auto& tables = m_session.store().tables();
    if (m_tables->count() == 0) {
        const auto rank = [&](const std::string& name) {
            return std::find(order.begin(), order.end(), name) - order.begin();
        };
        std::vector<const TableInfo*> sorted;
        for (const TableInfo& table : tables) sorted.push_back(&table);
        std::stable_sort(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) {
            return rank(a->name) < rank(b->name);
        });
        for (const TableInfo* table : sorted) {
            auto* item = new QListWidgetItem(table->title, m_tables);
            item->setData(Qt::UserRole, QString::fromStdString(table->name));
        }
    }
    const QDate today = m_today();
    for (int i = 0; i < m_tables->count(); ++i) {
        QListWidgetItem* item = m_tables->item(i);
        const std::string name = item->data(Qt::UserRole).toString().toStdString();
        const TableInfo& table = m_session.store().table(name);
        const auto& rows = m_session.rows().find(name)->second;
        const int stale = m_session.staleRows(table, today);
        item->setData(Qt::UserRole + 1, QLocale().toString(static_cast<int>(rows.size())));
        item->setData(Qt::AccessibleTextRole,
                      table.title + u", "_s + rowCountText(static_cast<qlonglong>(rows.size())));
        item->setToolTip(stale == 0 ? QString()
                                    : tr("%1 older than %2 days")
                                          .arg(counted(stale, tr("1 price"), tr("%1 prices")))
                                          .arg(staleAfterDays(table)));
    }
}

void CatalogWindow::fillColumnMenu() {
    m_columnMenu->clear();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        QAction* action = m_columnMenu->addAction(columnHeading(m_model->column(column)));
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_view->setColumnHidden(column, !shown);
            if (shown && m_view->columnWidth(column) < 40) m_view->resizeColumnToContents(column);
        });
    }
    m_columnMenu->addSeparator();
    QAction* const freeze = m_columnMenu->addAction(tr("Keep First Column in Sight"));
    freeze->setObjectName(u"freezeAction"_s);
    freeze->setCheckable(true);
    freeze->setChecked(m_frozen->isFrozen());
    connect(freeze, &QAction::toggled, m_frozen, &FrozenColumn::setFrozen);
    connect(m_columnMenu->addAction(tr("Show Default Columns")), &QAction::triggered, this, [this] {
        showDefaultColumns();
        fillColumnMenu();
    });
}

void CatalogWindow::showDefaultColumns() {
    QHeaderView* header = m_view->horizontalHeader();
    const auto& shown = m_model->table().shownColumns;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        m_view->setColumnHidden(column, true);
    }
    int place = 0;
    for (const std::string& name : shown) {
        const int column = m_model->columnOf(name);
        if (column < 0) continue;
        header->moveSection(header->visualIndex(column), place++);
        m_view->setColumnHidden(column, false);
    }
    m_view->resizeColumnsToContents();
    // The first column says which row it is; the others leave room for each other, but never cut a
    // heading or the mark of a stale price.
    const int character = m_view->fontMetrics().averageCharWidth();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const int widest = std::max(character * (header->visualIndex(column) == 0 ? 40 : 26),
                                    header->sectionSizeHint(column));
        if (m_view->columnWidth(column) > widest) m_view->setColumnWidth(column, widest);
    }
}

void CatalogWindow::updateActions() {
    const bool writable = !m_session.store().readOnly();
    const bool selected = !selectedRows().empty();
    m_add->setEnabled(writable);
    m_duplicate->setEnabled(writable && selected);
    m_delete->setEnabled(writable && selected);
    m_copy->setEnabled(selected);
    m_reset->setEnabled(writable && selected);
    m_paste->setEnabled(writable);
    m_import->setEnabled(writable);
    m_detect->setEnabled(writable);
    m_refresh->setEnabled(writable);
    m_compose->setEnabled(writable);
    m_history->setEnabled(selected && priceProvenance(m_model->table()).date != nullptr);
    if (!writable) {
        m_readOnlyBar->showMessage(
            theme::Role::Muted,
            tr("The catalog %1 is read-only: it can be looked at and copied from, not changed. "
               "Make the file writable, or start with another catalog, to edit it.")
                .arg(m_session.store().path()));
    }
}

void CatalogWindow::updateRowCount() {
    const int all = m_model->rowCount();
    const int shown = m_filter->rowCount();
    const QLocale locale;
    QString text = rowCountText(all);
    if (m_filter->isWaiting()) {
        text = tr("Searching %1 rows…").arg(locale.toString(all));
    } else if (shown != all) {
        text = tr("%1 of %2 rows").arg(locale.toString(shown), locale.toString(all));
    }
    m_rowCount->setText(text);
}

std::vector<int> CatalogWindow::selectedRows() const {
    std::vector<int> visible;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        visible.push_back(index.row());
    }
    std::sort(visible.begin(), visible.end());
    for (int& row : visible) row = m_filter->mapToSource(m_filter->index(row, 0)).row();
    return visible;
}

void CatalogWindow::remember() {
    const std::vector<int> rows = selectedRows();
    if (rows.empty()) return;
    m_selectedKeys.clear();
    for (const int row : rows) m_selectedKeys << m_model->key(row);
}

void CatalogWindow::currentRowChanged() {
    if (!finishPendingEdit()) return;
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid()) return;
    m_currentKey = m_model->key(m_filter->mapToSource(current).row());
    m_currentKeys[m_model->table().name] = m_currentKey;
    m_editor->showRow(m_currentKey);
}

// Leaving a row saves what was typed; a refused row keeps the selection and its text.
bool CatalogWindow::finishPendingEdit() {
    if (!m_editor->isModified()) return true;
    const QString key = m_editor->key();
    if (m_view->currentIndex().isValid() && !key.isEmpty() &&
        m_model->key(m_filter->mapToSource(m_view->currentIndex()).row()) == key) {
        return false;
    }
    const QSignalBlocker blocker(m_editor);
    if (m_editor->apply()) return true;
    // Later, because the view selects the clicked row after it has made it the current one.
    QMetaObject::invokeMethod(
        this, [this, key] { selectKey(key); }, Qt::QueuedConnection);
    m_messages->showMessage(theme::Role::Bad,
                            tr("The row could not be saved. Correct the marked field, or choose "
                               "Revert to give up what was typed."));
    return false;
}

void CatalogWindow::restoreSelection() {
    if (m_view->currentIndex().isValid() && !m_view->selectionModel()->selectedRows().isEmpty()) {
        return;
    }
    if (!m_currentKey.isEmpty() && m_model->rowOfKey(m_currentKey) >= 0) selectKey(m_currentKey);
}

void CatalogWindow::selectKey(const QString& key) {
    const int row = m_model->rowOfKey(key);
    if (row < 0) return;
    QModelIndex index = m_filter->mapFromSource(m_model->index(row, 0));
    if (!index.isValid()) return;
    const int visible = m_view->horizontalHeader()->logicalIndex(0);
    const QModelIndex current = m_view->currentIndex();
    const int column = current.isValid() ? current.column() : visible;
    index = index.siblingAtColumn(column);
    m_view->selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->scrollTo(index);
}

void CatalogWindow::addRow() {
    if (!finishPendingEdit()) return;
    m_editor->startNew({});
}

void CatalogWindow::duplicateRow() {
    const std::vector<int> rows = selectedRows();
    if (rows.empty() || !finishPendingEdit()) return;
    const Row copy = m_model->copyWithNewKey(m_model->row(rows.front()));
    if (!m_model->insertRow(copy, tr("Duplicate %1").arg(m_model->rowName(copy)))) {
        // A key that must be one of given words: the person names it, the rest is filled in.
        m_editor->startNew(withValue(copy, m_model->table().keyColumns.front(), std::nullopt));
        m_messages->showMessage(
            theme::Role::Muted,
            tr("Type the %1 of the copy, then choose Add.")
                .arg(
                    m_model->column(m_model->columnOf(m_model->table().keyColumns.front())).title));
        return;
    }
    const int row = m_model->rowOfKey(m_model->keyOf(copy));
    if (!m_filter->mapFromSource(m_model->index(row, 0)).isValid()) m_filterEdit->clear();
    selectKey(m_model->keyOf(copy));
}

void CatalogWindow::deleteRows() {
    const std::vector<int> rows = selectedRows();
    if (rows.empty() || m_session.store().readOnly()) return;
    std::vector<RowChange> changes;
    QStringList lines;
    for (const int row : rows) {
        const Row& values = m_model->row(row);
        changes.push_back({m_model->table().name, values, std::nullopt});
        for (const QString& sentence :
             m_session.store().dependents(m_model->table().name, values)) {
            lines << sentence;
        }
    }
    const int count = static_cast<int>(rows.size());
    const QString what =
        count == 1 ? m_model->rowName(m_model->row(rows.front())) : rowCountText(count);
    lines.prepend(
        tr("“%1” will be deleted from %2. Undo brings it back.").arg(what, m_model->table().title));
    const int visible = m_view->currentIndex().row();
    if (!dialogs().confirm(this, tr("Delete %1").arg(what), lines.join(u'\n'), tr("Delete"))) {
        return;
    }
    m_editor->clear();
    if (!m_model->apply(std::move(changes), tr("Delete %1").arg(what))) {
        currentRowChanged();
        return;
    }
    if (m_filter->rowCount() > 0) m_view->selectRow(std::min(visible, m_filter->rowCount() - 1));
}

void CatalogWindow::copyRows() {
    const QHeaderView* header = m_view->horizontalHeader();
    std::vector<int> columns;
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (!m_view->isColumnHidden(column)) columns.push_back(column);
    }
    QGuiApplication::clipboard()->setText(copiedText(*m_model, selectedRows(), columns));
}

void CatalogWindow::pasteRows() {
    const auto lines = parseTabSeparated(QGuiApplication::clipboard()->text());
    if (lines.empty() || !finishPendingEdit()) return;
    PastePlan plan;
    if (hasHeader(*m_model, lines.front())) {
        plan = planPasteWithHeader(*m_model, lines);
    } else {
        std::vector<int> rows;
        const QModelIndex current = m_view->currentIndex();
        for (int row = std::max(current.row(), 0); row < m_filter->rowCount(); ++row) {
            rows.push_back(m_filter->mapToSource(m_filter->index(row, 0)).row());
        }
        const QHeaderView* header = m_view->horizontalHeader();
        std::vector<int> columns;
        const int first = current.isValid() ? header->visualIndex(current.column()) : 0;
        for (int place = first; place < header->count(); ++place) {
            const int column = header->logicalIndex(place);
            if (!m_view->isColumnHidden(column)) columns.push_back(column);
        }
        plan = planPasteOverCells(*m_model, lines, rows, columns);
    }
    if (!plan.error.isEmpty()) {
        m_messages->showMessage(theme::Role::Bad, plan.error);
        return;
    }
    const int count = static_cast<int>(plan.changes.size());
    if (!m_model->apply(std::move(plan.changes),
                        counted(count, tr("Paste 1 Row"), tr("Paste %1 Rows"))))
        return;
    m_messages->showMessage(theme::Role::Muted,
                            count == 0 ? tr("The pasted rows are already in the catalog.")
                                       : tr("%1 pasted.").arg(rowCountText(count)));
}

void CatalogWindow::openLink(const QString& address) {
    const QUrl url(address.trimmed(), QUrl::StrictMode);
    const bool web = url.scheme() == u"https"_s || url.scheme() == u"http"_s;
    if (!url.isValid() || !web || !QDesktopServices::openUrl(url)) {
        m_messages->showMessage(theme::Role::Muted,
                                tr("“%1” could not be opened in a browser.").arg(address));
    }
}

void CatalogWindow::showRowMenu(const QPoint& position) {
    QMenu menu(this);
    const QModelIndex index = m_view->indexAt(position);
    if (index.isValid() && m_model->column(index.column()).kind == ColumnKind::Link) {
        const QString address = index.data(Qt::EditRole).toString();
        connect(menu.addAction(tr("Open Link")), &QAction::triggered, this,
                [this, address] { openLink(address); });
        menu.addSeparator();
    }
    menu.addActions({m_add, m_duplicate, m_delete});
    menu.addSeparator();
    menu.addActions({m_copy, m_paste});
    menu.addSeparator();
    menu.addActions({m_history, m_reset});
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

void CatalogWindow::closeEvent(QCloseEvent* event) {
    if (m_editor->isModified()) {
        switch (dialogs().askToSave(this, m_model->table().title)) {
            case Dialogs::Answer::Save:
                if (!m_editor->apply()) {
                    event->ignore();
                    return;
                }
                break;
            case Dialogs::Answer::Discard:
                m_editor->revert();
                break;
            default:
                event->ignore();
                return;
        }
    }
    QWidget::closeEvent(event);
}

}  // namespace headroom
