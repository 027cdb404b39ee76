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
class TextTableView;
class PageScroll;
class WorkingView;

/// What it costs over the horizon, what of, and when owning is even.
class CostPage : public QWidget {
    Q_OBJECT
public:
    explicit CostPage(Document& document, QWidget* parent = nullptr);

private:
    void buildCards(QVBoxLayout& column);
    std::vector<std::size_t> shownOptions() const;
    void refreshChart();
    void refreshComponents();
    void refreshWorking();
    void refreshMonths();
    Document& m_document;
    PageScroll* m_page{};
    ChartFrame* m_chart{};
    QLabel* m_breakEven{};
    Card* m_componentCard{};
    TextTableView* m_components{};
    Card* m_workingCard{};
    QLabel* m_workingTitle{};
    WorkingView* m_working{};
    Card* m_monthCard{};
    QLabel* m_monthTitle{};
    TextTableView* m_months{};
};

}  // namespace headroom
