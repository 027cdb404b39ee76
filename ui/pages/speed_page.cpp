// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/speed_page.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/explain/explain.h"
#include "core/explain/measure_commands.h"
#include "core/speed/measured_class.h"
#include "database/calibration_rows.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/page_card.h"
#include "ui/charts/text_table_view.h"
#include "ui/charts/working_view.h"
#include "ui/pages/serving_panel.h"
#include "ui/pages/speed_page_charts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array kChartNames{"perUserChart", "totalChart", "firstTokenChart", "depthChart"};

/// The focused option; when its speed is not known, the first one that has one.
const OptionResult* optionWithSpeed(const Document& document) {
    const OptionResult* focused = document.focused();
    if (focused != nullptr && focused->speed) return focused;
    for (const OptionResult& result : document.evaluation().options) {
        if (result.speed) return &result;
    }
    return nullptr;
}

QString titleOf(const OptionResult* option, const OptionResult* focused) {
    if (option == nullptr) return SpeedPage::tr("No option has a known speed.");
    const QString name = plainText(option->option.name);
    if (option == focused) return SpeedPage::tr("How fast %1 is").arg(name);
    return SpeedPage::tr("The speed of %1 is not known. This is %2:")
        .arg(plainText(focused->option.name), name);
}

std::vector<ExplanationLine> measureLines(const OptionResult& option, const Document& document) {
    std::vector<ExplanationLine> lines;
    for (const MeasureCommand& command :
         measureCommands(option, document.scenario(), document.catalog())) {
        lines.push_back({command.purpose, command.command, "", "", "", {}});
    }
    return lines;
}

}  // namespace

SpeedPage::SpeedPage(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* const page = new PageScroll;
    page->setAccessibleName(tr("Speed"));
    outer->addWidget(page);
    QVBoxLayout& column = *page->column();
    m_title = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    m_title->setObjectName(u"speedTitle"_s);
    m_figures = new TextTableView;
    m_figures->setObjectName(u"speedTable"_s);
    m_notes = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_notes->setObjectName(u"speedNotes"_s);
    m_calibration = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Good);
    m_calibration->setObjectName(u"calibrationLabel"_s);
    m_uncalibrate = new QPushButton(tr("Remove Measurement"));
    m_uncalibrate->setObjectName(u"uncalibrateButton"_s);
    m_uncalibrate->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_uncalibrate, &QPushButton::clicked, this, &SpeedPage::removeCalibration);
    addCard(column, {m_title, m_figures, m_calibration, m_uncalibrate, m_notes});
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_charts[i] = new ChartFrame;
        m_charts[i]->setObjectName(QString::fromLatin1(kChartNames[i]));
        column.addWidget(m_charts[i]);
    }
    m_serving = new ServingPanel(m_document);
    m_serving->setObjectName(u"servingPanel"_s);
    column.addWidget(m_serving);
    m_working = new WorkingView;
    m_working->setObjectName(u"speedWorking"_s);
    m_working->setAccessibleName(tr("How the speed is computed"));
    m_workingCard = addCard(
        column,
        {makeLabel(tr("How it is computed"), theme::TextStyle::CardTitle, true), m_working});
    m_measure = new WorkingView;
    m_measure->setObjectName(u"measureCommands"_s);
    m_measure->setAccessibleName(tr("Commands that measure it"));
    m_measureCard = addCard(
        column,
        {makeLabel(tr("Measure it yourself"), theme::TextStyle::CardTitle, true),
         makeWrappedLabel(tr("On the real thing these commands give the figures above. Put the "
                             "file or the repository of the model in."),
                          theme::TextStyle::Body, false, Tone::Muted),
         m_measure});
    column.addStretch(1);
    connect(&m_document, &Document::changed, this, &SpeedPage::refreshWhenVisible);
    connect(&m_document, &Document::focusChanged, this, &SpeedPage::refreshWhenVisible);
}

bool SpeedPage::simulating() const {
    return m_serving->simulating();
}

void SpeedPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_outdated) refresh();
}

void SpeedPage::refreshWhenVisible() {
    if (isVisible()) {
        refresh();
    } else {
        m_outdated = true;
    }
}

void SpeedPage::showCalibration(const OptionResult* option) {
    m_calibrated.clear();
    for (const SpeedClass& one : m_document.catalog().speedClasses) {
        if (option == nullptr || one.id != option->speed->parametersId) continue;
        if (!isMeasuredClass(one)) continue;
        m_calibrated = QString::fromStdString(one.deviceClass);
        m_calibration->setText(tr("Predicted by your own measurement of %1: %2, %3.")
                                   .arg(plainText(one.deviceClass),
                                        plainText(one.provenance.source),
                                        plainText(one.provenance.date)));
    }
    m_calibration->setVisible(!m_calibrated.isEmpty());
    m_uncalibrate->setVisible(!m_calibrated.isEmpty());
}

void SpeedPage::removeCalibration() {
    CatalogSession& session = m_document.session();
    const QString problem = session.edit(
        tr("Remove Measurement"), calibrationRemoval(session.store(), m_calibrated.toStdString()));
    if (!problem.isEmpty()) m_calibration->setText(problem);
}

void SpeedPage::refresh() {
    m_outdated = false;
    const OptionResult* option = optionWithSpeed(m_document);
    // Curves and working would mix inputs of now with results of before.
    const bool fresh = option != nullptr && !m_document.stale();
    m_title->setText(breakable(titleOf(option, m_document.focused())));
    m_figures->setVisible(option != nullptr);
    m_workingCard->setVisible(fresh);
    m_measureCard->setVisible(fresh);
    QStringList notes;
    if (option != nullptr) {
        m_figures->setTable(speedTable(*option->speed, m_document.scenario()));
        m_figures->setAccessibleName(m_title->text());
        for (const std::string& note : option->notes) notes.append(plainText(note));
        for (const Caution& caution : option->cautions) notes.append(plainText(caution.sentence));
    }
    showCalibration(option);
    if (m_document.stale()) {
        notes.prepend(
            tr("These are the figures of the last inputs without an error. Correct the "
               "marked inputs on the left for the rest."));
    }
    m_notes->setText(breakable(notes.join(u'\n')));
    m_notes->setVisible(!notes.isEmpty());
    const std::optional<SpeedCurves> curves =
        fresh ? speedCurves(*option, m_document.scenario(), m_document.catalog()) : std::nullopt;
    constexpr std::array kCharts{perUserChart, totalChart, firstTokenChart, depthChart};
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_charts[i]->setVisible(curves.has_value());
        if (curves) {
            m_charts[i]->setContent(curveChart(kCharts[i](*curves, m_document.scenario())), {});
        }
    }
    m_serving->setOption(fresh ? option : nullptr);
    if (!fresh) return;
    m_working->setLines(explainSpeed(*option, m_document.scenario(), m_document.catalog()));
    m_measure->setLines(measureLines(*option, m_document));
}

}  // namespace headroom
