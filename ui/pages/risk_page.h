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
class PageScroll;
class TextTableView;
class WorkingView;
struct RiskStudy;

/// How sure the answer is: the odds in words, what would turn it, how likely which saving is, where
/// it turns over two inputs, what nothing beats, and how all that is computed.
class RiskPage : public QWidget {
    Q_OBJECT
public:
    explicit RiskPage(Document& document, QWidget* parent = nullptr);

private:
    void buildWords(QVBoxLayout& column);
    void buildMap(QVBoxLayout& column);
    void buildTables(QVBoxLayout& column);
    void buildWorking(QVBoxLayout& column);
    void addParts();
    /// While new odds are drawn the former stay, so that nothing jumps as one types.
    bool drawingAnew() const;
    /// Once it is known for any option.
    const RiskStudy* study() const;
    void refreshWords();
    void refreshTornado();
    void refreshSaving();
    void refreshInputs();
    void refreshMap();
    void refreshInputsAndMap();
    void refreshPareto();
    void refreshOdds();
    void refreshWorth();
    void refreshWorking();
    Document& m_document;
    PageScroll* m_page{};
    Card* m_wordsCard{};
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
    Card* m_workingCard{};
    QLabel* m_workingTitle{};
    WorkingView* m_working{};
};

}  // namespace headroom
