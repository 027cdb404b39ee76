// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/document/document.h"

class QLabel;
class QVBoxLayout;

namespace headroom {

class Card;
class ChartFrame;
class ChoiceComboBox;
class TextTableView;

/// How sure the answer is: the odds in words, what would turn it, how likely which saving is, where
/// it turns over two inputs, and what nothing beats.
class RiskPage : public QWidget {
    Q_OBJECT
public:
    explicit RiskPage(Document& document, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildWords(QVBoxLayout& column);
    void buildMap(QVBoxLayout& column);
    void buildTables(QVBoxLayout& column);
    void refreshWhenVisible();
    void refresh();
    void refreshWords();
    void refreshPareto();
    void refreshStudy();
    void refreshInputs();
    void refreshMap();
    Document& m_document;
    bool m_outdated{true};
    QLabel* m_state{};
    QLabel* m_words{};
    ChartFrame* m_tornado{};
    ChartFrame* m_saving{};
    Card* m_mapCard{};
    ChoiceComboBox* m_mapX{};
    ChoiceComboBox* m_mapY{};
    ChartFrame* m_map{};
    ChartFrame* m_pareto{};
    Card* m_oddsCard{};
    TextTableView* m_odds{};
    Card* m_worthCard{};
    QLabel* m_worthText{};
    TextTableView* m_worth{};
};

}  // namespace headroom
