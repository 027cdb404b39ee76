// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>

#include "ui/document/document.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace headroom {

class Card;
class ChartFrame;
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

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refreshWhenVisible();
    void refresh();
    void showCalibration(const OptionResult* option);
    void removeCalibration();
    Document& m_document;
    bool m_outdated{true};
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
