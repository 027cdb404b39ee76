// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/memory/solvers.h"
#include "ui/document/document.h"

class QLabel;
class QSlider;
class QVBoxLayout;

namespace headroom {

class Card;
class ChartFrame;
class FormatCard;
class PageScroll;
class RemedyCard;
class TextTableView;
class WorkingView;

/// Context lengths that the slider stops at: 256, 384, 512, 768 ... (powers of two and the half
/// way between), the last one the model's maximum.
std::vector<Tokens> contextSteps(Tokens maximum);

/// Does it fit, with what to spare, and where the bytes go.
class MemoryPage : public QWidget {
    Q_OBJECT
public:
    explicit MemoryPage(Document& document, QWidget* parent = nullptr);

private:
    void buildContextCard(QVBoxLayout& column);
    void buildLedgerCard(QVBoxLayout& column);
    void buildWorkingCard(QVBoxLayout& column);
    void addParts();
    void refreshChart();
    void refreshContext();
    void refreshLedger();
    void refreshRemedies();
    void refreshFormats();
    void refreshDevices();
    void refreshMap();
    void useFormat(const std::string& formatId);
    void refreshWorking();
    void moveContext(int step);
    void applyRemedy(const MemoryRemedy& remedy);
    Document& m_document;
    PageScroll* m_page{};
    Card* m_contextCard{};
    int m_dragNumber{};
    std::vector<Tokens> m_steps;
    QSlider* m_slider{};
    QLabel* m_contextText{};
    QLabel* m_contextProblem{};
    QLabel* m_leastText{};
    QLabel* m_mostText{};
    ChartFrame* m_chart{};
    ChartFrame* m_devices{};
    ChartFrame* m_map{};
    FormatCard* m_formats{};
    Card* m_ledgerCard{};
    QLabel* m_ledgerTitle{};
    TextTableView* m_ledger{};
    QLabel* m_notes{};
    RemedyCard* m_remedies{};
    Card* m_workingCard{};
    QLabel* m_workingTitle{};
    WorkingView* m_working{};
};

}  // namespace headroom
