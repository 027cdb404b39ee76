// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/document/document.h"

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace headroom {

class CompareFilter;
class CompareModel;

/// Every option in one table: sort, filter, choose, copy, export. Behind a second tab, whole
/// scenarios side by side.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(Document& document, QWidget* parent = nullptr);
    /// Writes the rows shown as CSV. Throws FileError.
    void exportCsv(const QString& path) const;

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildOptions();
    void buildTools(QHBoxLayout& row, QHBoxLayout& results);
    void buildTable();
    void refreshWhenVisible();
    void refresh();
    void showFocused();
    void showCount();
    void chooseCurrent();
    void copySelection() const;
    void exportWithDialog();
    std::vector<int> selectedRows() const;
    Document& m_document;
    bool m_outdated{true};
    CompareModel* m_model{};
    CompareFilter* m_filter{};
    QTabBar* m_views{};
    QStackedWidget* m_stack{};
    QLineEdit* m_search{};
    QComboBox* m_kind{};
    QCheckBox* m_feasibleOnly{};
    QLabel* m_count{};
    QTableView* m_table{};
    QLabel* m_empty{};
};

}  // namespace headroom
