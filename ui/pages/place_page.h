// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/document/document.h"

class QLabel;

namespace headroom {

class Card;
class PageScroll;
struct PowerChartData;
class ChartFrame;
class Section;
class TextTableView;
class WorkingView;

/// Power and place: watts by state against the circuit, heat, noise, energy and carbon of the
/// machines, and how every machine of the catalog does on a desk.
class PlacePage : public QWidget {
    Q_OBJECT
public:
    explicit PlacePage(Document& document, QWidget* parent = nullptr);

private:
    PowerChartData chartData() const;
    void refreshChart();
    void refreshEnergy();
    void refreshWorking();
    void refreshScores();
    Document& m_document;
    PageScroll* m_page{};
    ChartFrame* m_chart{};
    Card* m_energyCard{};
    TextTableView* m_energy{};
    Card* m_workingCard{};
    QLabel* m_workingTitle{};
    WorkingView* m_working{};
    QLabel* m_scorecardText{};
    TextTableView* m_scorecard{};
    Section* m_others{};
    TextTableView* m_otherScores{};
};

}  // namespace headroom
