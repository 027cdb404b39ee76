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

/// The same, unless it is of earlier inputs: curves and working would mix them with those of now.
const OptionResult* freshOption(const Document& document) {
    return document.stale() ? nullptr : optionWithSpeed(document);
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
    m_page = new PageScroll;
    m_page->setAccessibleName(tr("Speed"));
    outer->addWidget(m_page);
    QVBoxLayout& column = *m_page->column();
    buildFigures(column);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_charts[i] = new ChartFrame;
        m_charts[i]->setObjectName(QString::fromLatin1(kChartNames[i]));
        column.addWidget(m_charts[i]);
    }
    m_serving = new ServingPanel(m_document);
    m_serving->setObjectName(u"servingPanel"_s);
    column.addWidget(m_serving);
    buildWorking(column);
    column.addStretch(1);
    addParts();
    connect(&m_document, &Document::changed, this, &SpeedPage::refresh);
    connect(&m_document, &Document::focusChanged, this, &SpeedPage::refresh);
}

void SpeedPage::buildFigures(QVBoxLayout& column) {
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
    m_figuresCard = addCard(column, {m_title, m_figures, m_calibration, m_uncalibrate, m_notes});
}

void SpeedPage::buildWorking(QVBoxLayout& column) {
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
}

void SpeedPage::addParts() {
    m_page->addPart(m_figuresCard, [this] { refreshFigures(); });
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        m_page->addPart(m_charts[i], [this, i] { refreshChart(i); });
    }
    m_page->addPart(m_serving, [this] { m_serving->setOption(freshOption(m_document)); });
    m_page->addPart(m_workingCard, [this] { refreshWorking(); });
    m_page->addPart(m_measureCard, [this] { refreshMeasure(); });
}

bool SpeedPage::simulating() const {
    return m_serving->simulating();
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
    m_curves.reset();
    m_page->refreshParts();
}

void SpeedPage::refreshFigures() {
    const OptionResult* option = optionWithSpeed(m_document);
    m_title->setText(breakable(titleOf(option, m_document.focused())));
    m_figures->setVisible(option != nullptr);
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
}

void SpeedPage::refreshChart(std::size_t index) {
    const OptionResult* option = freshOption(m_document);
    if (option != nullptr && !m_curves) {
        m_curves = speedCurves(*option, m_document.scenario(), m_document.catalog());
    }
    const bool shown = option != nullptr && m_curves.has_value();
    m_charts[index]->setVisible(shown);
    if (!shown) return;
    constexpr std::array kCharts{perUserChart, totalChart, firstTokenChart, depthChart};
    m_charts[index]->setContent(curveChart(kCharts[index](*m_curves, m_document.scenario())), {});
}

void SpeedPage::refreshWorking() {
    const OptionResult* option = freshOption(m_document);
    m_workingCard->setVisible(option != nullptr);
    if (option == nullptr) return;
    m_working->setLines(explainSpeed(*option, m_document.scenario(), m_document.catalog()));
}

void SpeedPage::refreshMeasure() {
    const OptionResult* option = freshOption(m_document);
    m_measureCard->setVisible(option != nullptr);
    if (option != nullptr) m_measure->setLines(measureLines(*option, m_document));
}

}  // namespace headroom
