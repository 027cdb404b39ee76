// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/serving_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <atomic>

#include "ui/charts/chart_frame.h"
#include "ui/charts/page_card.h"
#include "ui/charts/text_table_view.h"
#include "ui/pages/serving_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kAfterTyping = 500ms;
constexpr auto kBetweenLooks = 100ms;
constexpr int kProgressSteps = 1000;

}  // namespace

/// Shared by the panel and the thread: the panel may be gone, or may have asked anew.
struct ServingPanel::Run {
    ServingQuestion question;
    std::atomic<double> progress{};
    std::atomic<bool> stopped{};
    ServingStudy study;
    QString problem;  ///< an exception's text

    void work() {
        ServingStudyOptions options;
        options.stopped = [this] { return stopped.load(std::memory_order_relaxed); };
        options.progress = [this](double share) {
            progress.store(share, std::memory_order_relaxed);
        };
        try {
            study = studyServing(question, options);
        } catch (const std::exception& error) {
            // An exception that leaves a thread would end the program.
            problem = QString::fromUtf8(error.what());
        }
    }
};

ServingPanel::ServingPanel(Document& document, QWidget* parent)
    : QWidget(parent), m_document(document) {
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing(2));
    m_outline = makeWrappedLabel({});
    m_outline->setObjectName(u"servingOutline"_s);
    m_state = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_state->setObjectName(u"servingState"_s);
    auto* const row = new QWidget;
    auto* const rowLayout = new QHBoxLayout(row);
    rowLayout->setContentsMargins(0, 0, 0, 0);
    m_progress = new QProgressBar;
    m_progress->setObjectName(u"servingProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the simulation"));
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_button = new QPushButton;
    m_button->setObjectName(u"servingButton"_s);
    m_button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    rowLayout->addWidget(m_progress, 1);
    rowLayout->addStretch(0);
    rowLayout->addWidget(m_button, 0);
    m_latencies = new TextTableView;
    m_latencies->setObjectName(u"servingTable"_s);
    m_latencies->setAccessibleName(tr("Latencies in the busiest hour"));
    m_sentences = makeWrappedLabel({});
    m_sentences->setObjectName(u"servingSentences"_s);
    m_card = addCard(
        *column, {makeLabel(tr("When requests come at random"), theme::TextStyle::CardTitle, true),
                  m_outline, m_state, row, m_latencies, m_sentences});
    m_firstToken = new ChartFrame;
    m_firstToken->setObjectName(u"firstTokenByLoadChart"_s);
    m_perToken = new ChartFrame;
    m_perToken->setObjectName(u"perTokenByLoadChart"_s);
    column->addWidget(m_firstToken);
    column->addWidget(m_perToken);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kAfterTyping);
    m_poll.setInterval(kBetweenLooks);
    connect(&m_delay, &QTimer::timeout, this, &ServingPanel::start);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (m_run) m_progress->setValue(static_cast<int>(m_run->progress * kProgressSteps));
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (simulating()) {
            cancel();
        } else {
            start();
        }
    });
    setVisible(false);
}

ServingPanel::~ServingPanel() {
    stop();
    if (m_thread) {
        m_thread->disconnect(this);
        m_thread->wait();
    }
}

void ServingPanel::setOption(const OptionResult* option) {
    stop();
    m_question = option == nullptr
                     ? std::nullopt
                     : servingQuestion(*option, m_document.scenario(), m_document.catalog());
    setVisible(m_question.has_value());
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_latencies, m_sentences, m_firstToken, m_perToken}) {
        part->setVisible(false);
    }
    if (!m_question) return;
    m_outline->setText(outlineText(servingOutline(*m_question)));
    showState(tr("Simulating…"), true);
    m_delay.start();
}

void ServingPanel::showState(const QString& text, bool running) {
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
    m_progress->setVisible(running);
    if (running) m_progress->setValue(0);
    m_button->setText(running ? tr("Cancel") : tr("Simulate Again"));
}

void ServingPanel::stop() {
    m_delay.stop();
    m_poll.stop();
    if (m_run) m_run->stopped = true;
    m_run.reset();
}

void ServingPanel::cancel() {
    stop();
    showState(tr("The simulation was cancelled."), false);
}

void ServingPanel::start() {
    if (!m_question) return;
    showState(tr("Simulating…"), true);
    if (m_thread) {
        // The old question's thread is about to end.
        m_delay.start();
        return;
    }
    m_run = std::make_shared<Run>();
    m_run->question = *m_question;
    m_thread.reset(QThread::create([run = m_run] { run->work(); }));
    connect(m_thread.get(), &QThread::finished, this, [this, run = m_run] { finish(run); });
    m_thread->start(QThread::LowPriority);
    m_poll.start();
}

void ServingPanel::finish(const std::shared_ptr<Run>& run) {
    m_thread->wait();
    m_thread.reset();
    if (run != m_run) return;
    m_run.reset();
    m_poll.stop();
    if (!run->problem.isEmpty()) {
        showState(tr("It cannot be simulated: %1").arg(run->problem), false);
        return;
    }
    for (const Finding& finding : run->study.peak.findings) {
        if (finding.severity != Severity::Error) continue;
        showState(tr("It cannot be simulated: %1").arg(QString::fromStdString(finding.message)),
                  false);
        return;
    }
    showStudy(run->study);
}

void ServingPanel::showStudy(const ServingStudy& study) {
    showState({}, false);
    std::optional<OverflowPrice> overflow;
    if (study.day) {
        overflow = overflowPrice(study.day->overflow, study.day->arrived, m_document.scenario(),
                                 m_document.evaluation().options, m_document.catalog());
    }
    const ServingSlo& slo = m_question->slo;
    m_latencies->setTable(latencyTable(study.peak));
    m_sentences->setText(servingSentences(study, slo, overflow).join(u'\n'));
    m_firstToken->setContent(curveChart(firstTokenByLoad(study, slo)),
                             tr("No load of this kind can be served."));
    m_perToken->setContent(curveChart(perTokenByLoad(study, slo)),
                           tr("No load of this kind can be served."));
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_latencies, m_sentences, m_firstToken, m_perToken}) {
        part->setVisible(true);
    }
    emit simulated();
}

}  // namespace headroom
