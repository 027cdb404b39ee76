// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>

#include "ui/catalog/import_plan_model.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace headroom {

/// What an import would do to the catalog, row by row, before it does it. Space or a click takes or
/// leaves a row; applying is one step.
class ImportPlanDialog : public QDialog {
    Q_OBJECT
public:
    /// Answers with an empty string or the sentence to show.
    using Done = std::function<void(const QString& problem)>;
    /// Stores the changes and calls `done`, at once or later.
    using Store = std::function<void(std::vector<RowChange> changes, Done done)>;
    ImportPlanDialog(ImportPlan plan, const std::vector<TableInfo>& tables, Store store,
                     QWidget* parent = nullptr);

private:
    QWidget* createChoices();
    QWidget* createTable();
    void refresh();
    void store();
    void stored(const QString& problem);
    void showBusy(bool busy);

    ImportPlanModel* m_model{};
    Store m_store;
    QComboBox* m_filter{};
    QTableView* m_table{};
    QLabel* m_problem{};
    QPushButton* m_accept{};
    QWidget* m_choices{};
    QProgressBar* m_progress{};
};

}  // namespace headroom
