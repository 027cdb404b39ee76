// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/serving_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <exception>

#include "core/explain/explain_serving.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/page_card.h"
#include "ui/charts/text_table_view.h"
#include "ui/charts/why.h"
#include "ui/charts/working_view.h"
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

/// A line of the working, for sentences that say several numbers.
QVariant whyOf(const QString& line) {
    return QVariant::fromValue(WhyTarget{WorkingPart::Serving, line, {}, line});
}

}  // namespace

ServingPanel::ServingPanel(Document& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_job(kAfterTyping) {
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing(2));
    m_outline = makeWrappedLabel({});
    m_outline->setObjectName(u"servingOutline"_s);
    m_outline->setProperty(kWhyProperty, whyOf(u"Load"_s));
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
    m_sentences->setProperty(kWhyProperty, whyOf(u"Somebody waits"_s));
    m_card = addCard(
        *column, {makeLabel(tr("When requests come at random"), theme::TextStyle::CardTitle, true),
                  m_outline, m_state, row, m_latencies, m_sentences});
    m_firstToken = new ChartFrame;
    m_firstToken->setObjectName(u"firstTokenByLoadChart"_s);
    m_perToken = new ChartFrame;
    m_perToken->setObjectName(u"perTokenByLoadChart"_s);
    column->addWidget(m_firstToken);
    column->addWidget(m_perToken);
    m_working = new WorkingView;
    m_working->setObjectName(u"servingWorking"_s);
    m_working->setAccessibleName(tr("How the waits are computed"));
    m_workingCard = addCard(
        *column, {makeLabel(tr("How the waits are computed"), theme::TextStyle::CardTitle, true),
                  m_working});
    m_poll.setInterval(kBetweenLooks);
    connect(&m_poll, &QTimer::timeout, this,
            [this] { m_progress->setValue(static_cast<int>(*m_share * kProgressSteps)); });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (simulating()) {
            cancel();
        } else {
            start();
        }
    });
    setVisible(false);
}

void ServingPanel::setOption(const OptionResult* option) {
    stop();
    m_question = option == nullptr
                     ? std::nullopt
                     : servingQuestion(*option, m_document.scenario(), m_document.catalog());
    m_optionId = option == nullptr ? std::string() : option->option.id;
    setVisible(m_question.has_value());
    showParts(false);
    if (!m_question) return;
    m_outline->setText(outlineText(servingOutline(*m_question)));
    start();
}

void ServingPanel::showState(const QString& text, bool running) {
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
    m_progress->setVisible(running);
    if (running) m_progress->setValue(0);
    m_button->setText(running ? tr("Cancel") : tr("Simulate Again"));
}

void ServingPanel::stop() {
    m_job.stop();
    m_poll.stop();
}

void ServingPanel::cancel() {
    stop();
    showState(tr("The simulation was cancelled."), false);
}

void ServingPanel::start() {
    if (!m_question) return;
    showState(tr("Simulating…"), true);
    m_share = std::make_shared<std::atomic<double>>(0.0);
    m_poll.start();
    m_job.run([this, question = *m_question,
               share = m_share](const LatestJob::Stopped& stopped) -> LatestJob::Delivery {
        ServingStudyOptions options;
        options.stopped = stopped;
        options.progress = [share](double done) { share->store(done, std::memory_order_relaxed); };
        try {
            return [this, study = studyServing(question, options)] { take(study); };
        } catch (const std::exception& error) {
            return [this, problem = QString::fromUtf8(error.what())] { showProblem(problem); };
        }
    });
}

void ServingPanel::take(const ServingStudy& study) {
    m_poll.stop();
    for (const Finding& finding : study.peak.findings) {
        if (finding.severity != Severity::Error) continue;
        showProblem(QString::fromStdString(finding.message));
        return;
    }
    showStudy(study);
}

void ServingPanel::showProblem(const QString& problem) {
    m_poll.stop();
    showState(tr("It cannot be simulated: %1").arg(problem), false);
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
    showWorking(study, overflow);
    showParts(true);
    emit simulated();
}

void ServingPanel::showWorking(const ServingStudy& study,
                               const std::optional<OverflowPrice>& overflow) {
    const OptionResult* const option = m_document.evaluation().find(m_optionId);
    if (option == nullptr) return;
    const ServingStudyOptions options;
    m_working->setLines(explainServing({*m_question, options, study, overflow}, *option,
                                       m_document.scenario(), m_document.catalog()));
}

void ServingPanel::showParts(bool shown) {
    for (QWidget* part : std::initializer_list<QWidget*>{m_latencies, m_sentences, m_firstToken,
                                                         m_perToken, m_workingCard}) {
        part->setVisible(shown);
    }
}

}  // namespace headroom
