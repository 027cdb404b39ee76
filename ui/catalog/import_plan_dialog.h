// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>

#include "ui/catalog/import_plan_model.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace headroom {

/// What an import would do to the catalog, row by row, before it does it. Space or a click takes or
/// leaves a row; applying is one step.
class ImportPlanDialog : public QDialog {
    Q_OBJECT
public:
    /// Stores the changes; returns an empty string or the sentence to show.
    using Store = std::function<QString(std::vector<RowChange> changes)>;
    ImportPlanDialog(ImportPlan plan, const std::vector<TableInfo>& tables, Store store,
                     QWidget* parent = nullptr);

private:
    QWidget* createChoices();
    QWidget* createTable();
    void refresh();
    void store();

    ImportPlanModel* m_model{};
    Store m_store;
    QComboBox* m_filter{};
    QTableView* m_table{};
    QLabel* m_problem{};
    QPushButton* m_accept{};
};

}  // namespace headroom
