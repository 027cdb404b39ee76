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
class WorkingView;

/// What it costs over the horizon, what of, and when owning is even.
class CostPage : public QWidget {
    Q_OBJECT
public:
    explicit CostPage(Document& document, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildCards(QVBoxLayout& column);
    void refreshWhenVisible();
    void refresh();
    void refreshFocused();
    Document& m_document;
    bool m_outdated{true};
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
    std::vector<std::size_t> m_shown;
};

}  // namespace headroom
