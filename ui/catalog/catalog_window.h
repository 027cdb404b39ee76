// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QWidget>
#include <functional>
#include <map>
#include <string>

#include "database/refresh/downloader.h"
#include "ui/catalog/used_rows.h"
#include "ui/document/document.h"

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QModelIndex;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace headroom {

class CatalogDelegate;
class CatalogFilterModel;
class CatalogImporter;
class FrozenColumn;
class MessageBar;
class CatalogTableModel;
class RowEditor;

/// The catalog: one table per kind on the left, its rows with a filter in the middle, the selected
/// row with every column and its provenance on the right. Every change goes through the session's
/// undo stack.
class CatalogWindow : public QWidget {
    Q_OBJECT
public:
    /// `session` must outlive the window.
    explicit CatalogWindow(CatalogSession& session, QWidget* parent = nullptr);

    /// Shows a table ("machines"), and selects the row with this id when there is one.
    void showTable(const std::string& table, const std::string& id = {});
    /// Reads a price list or a table into a preview; failures are shown.
    void importFile(const QString& path);
    /// Shows rows of this release beside those that a person edited.
    void showOffers();
    bool importing() const;
    /// Marks the rows that the open scenario rests on.
    void setUsedRows(UsedRows used);
    /// Another server than the internet's, for tests.
    void setDownloadLimits(const DownloadLimits& limits, const QString& cacheFolder);
    /// The day that an edited price gets and that ages are counted from; the clock by default.
    void setToday(std::function<QDate()> today);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void createActions();
    void createImporter();
    void createLayout();
    QWidget* createTableList();
    QWidget* createHeader();
    QWidget* createRows();
    void connectModels();
    void selectTable(const std::string& table);
    void fillTableList();
    void fillColumnMenu();
    void showDefaultColumns();
    void updateActions();
    void updateEmptyState();
    void updateRowCount();
    void currentRowChanged();
    bool finishPendingEdit();
    void remember();
    void restoreSelection();
    void selectKey(const QString& key);
    std::vector<int> selectedRows() const;

    void addRow();
    void duplicateRow();
    void deleteRows();
    void copyRows();
    void pasteRows();
    void browseImport();
    void composeMachine();
    void showHistory();
    void resetRows();
    void openLink(const QString& address);
    void showRowMenu(const QPoint& position);

    CatalogSession& m_session;
    std::function<QDate()> m_today;
    CatalogTableModel* m_model{};
    CatalogFilterModel* m_filter{};
    CatalogDelegate* m_delegate{};
    QListWidget* m_tables{};
    QLabel* m_title{};
    QLabel* m_rowCount{};
    QLineEdit* m_filterEdit{};
    QTableView* m_view{};
    FrozenColumn* m_frozen{};
    QStackedWidget* m_rowsStack{};
    QLabel* m_emptyText{};
    QToolButton* m_emptyButton{};
    QMenu* m_columnMenu{};
    RowEditor* m_editor{};
    MessageBar* m_messages{};
    MessageBar* m_readOnlyBar{};
    QAction* m_add{};
    QAction* m_duplicate{};
    QAction* m_delete{};
    QAction* m_copy{};
    QAction* m_paste{};
    QAction* m_undo{};
    QAction* m_redo{};
    QAction* m_find{};
    QAction* m_import{};
    QAction* m_detect{};
    QAction* m_offers{};
    QAction* m_reset{};
    QAction* m_refresh{};
    QAction* m_compose{};
    QAction* m_history{};
    CatalogImporter* m_importer{};
    QString m_currentKey;
    QStringList m_selectedKeys;
    std::map<std::string, QString> m_currentKeys;  ///< the row last looked at, per table
};

}  // namespace headroom
