// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "core/decision/overflow_price.h"
#include "core/decision/serving_study.h"
#include "ui/document/document.h"
#include "ui/document/latest_job.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace headroom {

class Card;
class ChartFrame;
class TextTableView;
class WorkingView;

/// The people who wait: what the closed form says at once, and what a simulation on a thread says
/// when it is done. A new question stops the simulation of the old one.
class ServingPanel : public QWidget {
    Q_OBJECT
public:
    explicit ServingPanel(Document& document, QWidget* parent = nullptr);
    /// The option to simulate; nullptr hides the panel.
    void setOption(const OptionResult* option);
    bool simulating() const { return m_job.busy(); }

signals:
    void simulated();  ///< a study is shown

private:
    void start();
    void stop();
    void cancel();
    void take(const ServingStudy& study);
    void showStudy(const ServingStudy& study);
    void showWorking(const ServingStudy& study, const std::optional<OverflowPrice>& overflow);
    void showParts(bool shown);
    void showState(const QString& text, bool running);
    void showProblem(const QString& problem);

    Document& m_document;
    std::optional<ServingQuestion> m_question;
    std::string m_optionId;
    LatestJob m_job;
    std::shared_ptr<std::atomic<double>> m_share;  ///< of the simulation that is done, 0 to 1
    QTimer m_poll;                                 ///< shows it
    Card* m_card{};
    QLabel* m_outline{};
    QLabel* m_state{};
    QProgressBar* m_progress{};
    QPushButton* m_button{};
    TextTableView* m_latencies{};
    QLabel* m_sentences{};
    ChartFrame* m_firstToken{};
    ChartFrame* m_perToken{};
    Card* m_workingCard{};
    WorkingView* m_working{};
};

}  // namespace headroom
