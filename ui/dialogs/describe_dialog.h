// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/catalog/catalog.h"
#include "core/scenario/described.h"

class QBoxLayout;
class QButtonGroup;
class QLabel;
class QPushButton;
class QSpinBox;

namespace headroom {

class SearchableComboBox;

/// Three questions that lead to a scenario which can be judged: what for and how much, how capable,
/// where the data may go. Says at once what it would start with.
class DescribeDialog : public QDialog {
    Q_OBJECT
public:
    /// `base` holds what the questions leave alone.
    DescribeDialog(CatalogPointer catalog, Scenario base, QWidget* parent = nullptr);
    Description description() const;
    Scenario scenario() const;

signals:
    void scenarioWanted(const headroom::Scenario& scenario);

private:
    QWidget* purposeQuestion();
    QWidget* modelQuestion();
    QWidget* placeQuestion();
    void addButtons(QBoxLayout* column);
    void purposeChosen();
    void refresh();

    CatalogPointer m_catalog;
    Scenario m_base;
    QButtonGroup* m_purposes{};
    QButtonGroup* m_sizes{};
    QButtonGroup* m_places{};
    SearchableComboBox* m_model{};
    QSpinBox* m_amount{};
    QLabel* m_amountLabel{};
    QLabel* m_assumed{};
    QLabel* m_outcome{};
    QLabel* m_problem{};
    QPushButton* m_start{};
    bool m_amountTyped{};
};

}  // namespace headroom
