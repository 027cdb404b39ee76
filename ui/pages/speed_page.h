// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>
#include <optional>

#include "ui/document/document.h"
#include "ui/pages/speed_page_charts.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace headroom {

class Card;
class ChartFrame;
class PageScroll;
class ServingPanel;
class TextTableView;
class WorkingView;

/// How fast for one, how fast for all, how long the first token takes, how fast deep in the
/// context; and the commands that measure it.
class SpeedPage : public QWidget {
    Q_OBJECT
public:
    explicit SpeedPage(Document& document, QWidget* parent = nullptr);
    bool simulating() const;

private:
    void buildFigures(QVBoxLayout& column);
    void buildWorking(QVBoxLayout& column);
    void addParts();
    void refresh();
    void refreshFigures();
    void refreshChart(std::size_t index);
    void refreshWorking();
    void refreshMeasure();
    void showCalibration(const OptionResult* option);
    void removeCalibration();
    Document& m_document;
    PageScroll* m_page{};
    std::optional<SpeedCurves> m_curves;  ///< of the option shown, once a chart asked for them
    Card* m_figuresCard{};
    QLabel* m_title{};
    QLabel* m_notes{};
    QLabel* m_calibration{};
    QPushButton* m_uncalibrate{};
    QString m_calibrated;  ///< accelerator whose own measurement predicts it; empty = none
    TextTableView* m_figures{};
    std::array<ChartFrame*, 4> m_charts{};
    ServingPanel* m_serving{};
    Card* m_workingCard{};
    WorkingView* m_working{};
    Card* m_measureCard{};
    WorkingView* m_measure{};
};

}  // namespace headroom
