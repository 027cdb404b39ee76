// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "core/decision/serving_study.h"
#include "ui/document/document.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace headroom {

class Card;
class ChartFrame;
class TextTableView;

/// The people who wait: what the closed form says at once, and what a simulation on a thread says
/// when it is done. A new question stops the simulation of the old one.
class ServingPanel : public QWidget {
    Q_OBJECT
public:
    explicit ServingPanel(Document& document, QWidget* parent = nullptr);
    /// Waits for the thread, which ends within some milliseconds.
    ~ServingPanel() override;
    /// The option to simulate; nullptr hides the panel.
    void setOption(const OptionResult* option);
    bool simulating() const { return m_thread != nullptr || m_delay.isActive(); }

signals:
    void simulated();  ///< a study is shown

private:
    struct Run;
    void start();
    void finish(const std::shared_ptr<Run>& run);
    void stop();
    void cancel();
    void showStudy(const ServingStudy& study);
    void showState(const QString& text, bool running);

    Document& m_document;
    std::optional<ServingQuestion> m_question;
    std::shared_ptr<Run> m_run;  ///< what the thread works on
    std::unique_ptr<QThread> m_thread;
    QTimer m_delay;  ///< until the person has stopped typing
    QTimer m_poll;   ///< reads the progress
    Card* m_card{};
    QLabel* m_outline{};
    QLabel* m_state{};
    QProgressBar* m_progress{};
    QPushButton* m_button{};
    TextTableView* m_latencies{};
    QLabel* m_sentences{};
    ChartFrame* m_firstToken{};
    ChartFrame* m_perToken{};
};

}  // namespace headroom
