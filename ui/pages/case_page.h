// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/case_list.h"

class QLabel;
class QVBoxLayout;

namespace headroom {

class Card;
class CaseLines;
class CaseTableView;
class ChartFrame;
class ChoiceComboBox;
class MessageBar;

/// Up to six cases side by side: their answers with differences, and the inputs that differ.
class CasePage : public QWidget {
    Q_OBJECT
public:
    explicit CasePage(Document& document, QWidget* parent = nullptr);
    CaseList& cases() { return m_cases; }
    /// Write a table as CSV. Throw FileError.
    void exportResults(const QString& path) const;
    void exportInputs(const QString& path) const;

protected:
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildTools(QVBoxLayout& column);
    void buildChoices(QVBoxLayout& column);
    void buildTables(QVBoxLayout& column);
    void refreshWhenVisible();
    void refresh();
    void keep();
    void browse();
    void addFiles(const QStringList& paths);
    void remove(std::size_t index);
    bool hasRoom();
    Document& m_document;
    CaseList m_cases;
    bool m_outdated{true};
    MessageBar* m_message{};
    QLabel* m_empty{};
    CaseLines* m_lines{};
    QWidget* m_choices{};
    ChoiceComboBox* m_option{};
    ChoiceComboBox* m_reference{};
    Card* m_resultsCard{};
    CaseTableView* m_results{};
    Card* m_inputsCard{};
    QLabel* m_same{};
    QLabel* m_prices{};
    CaseTableView* m_inputs{};
    ChartFrame* m_chart{};
};

}  // namespace headroom
