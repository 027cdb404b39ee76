// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/place_page.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "core/explain/explain.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/page_card.h"
#include "ui/charts/power_chart.h"
#include "ui/charts/text_table_view.h"
#include "ui/charts/working_view.h"
#include "ui/pages/place_page_tables.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/section.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostBars = 9;
constexpr std::size_t kShownScores = 12;

QString emptyText(const Document& document) {
    return hasErrors(document.findings())
               ? PlacePage::tr("Nothing to show until the marked inputs on the left are corrected.")
               : PlacePage::tr("The catalog has no machine whose power is known.");
}

}  // namespace

PlacePage::PlacePage(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_page = new PageScroll;
    m_page->setAccessibleName(tr("Power and place"));
    outer->addWidget(m_page);
    QVBoxLayout& column = *m_page->column();
    m_chart = new ChartFrame;
    m_chart->setObjectName(u"powerChart"_s);
    column.addWidget(m_chart);
    m_energy = new TextTableView;
    m_energy->setObjectName(u"energyTable"_s);
    m_energy->setAccessibleName(tr("Heat, noise, energy and carbon"));
    m_energyCard = addCard(
        column, {makeLabel(tr("Heat, noise, energy and carbon"), theme::TextStyle::CardTitle, true),
                 m_energy});
    m_workingTitle = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    m_working = new WorkingView;
    m_working->setObjectName(u"powerWorking"_s);
    m_working->setAccessibleName(tr("How the power is computed"));
    m_workingCard = addCard(column, {m_workingTitle, m_working});
    m_scorecardText = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_scorecard = new TextTableView;
    m_scorecard->setObjectName(u"scorecardTable"_s);
    m_scorecard->setAccessibleName(tr("The workstation scorecard"));
    m_others = new Section(tr("All other machines"), Section::Level::Fold);
    m_otherScores = new TextTableView;
    m_otherScores->setAccessibleName(tr("The workstation scorecard of all other machines"));
    m_others->body()->addWidget(m_otherScores);
    m_others->setOpen(false);
    Card* const scores = addCard(
        column, {makeLabel(tr("The workstation scorecard"), theme::TextStyle::CardTitle, true),
                 m_scorecardText, m_scorecard, m_others});
    column.addStretch(1);
    m_page->addPart(m_chart, [this] { refreshChart(); });
    m_page->addPart(m_energyCard, [this] { refreshEnergy(); });
    m_page->addPart(m_workingCard, [this] { refreshWorking(); });
    m_page->addPart(scores, [this] { refreshScores(); });
    connect(m_chart, &ChartFrame::optionClicked, &m_document, &Document::setFocusedOption);
    connect(&m_document, &Document::changed, m_page, &PageScroll::refreshParts);
    connect(&m_document, &Document::focusChanged, m_page, &PageScroll::refreshParts);
}

PowerChartData PlacePage::chartData() const {
    const OptionResult* const focused = m_document.focused();
    return powerChartData(m_document.evaluation(), m_document.scenario(), kMostBars,
                          focused != nullptr ? focused->option.id : std::string());
}

void PlacePage::refreshChart() {
    PowerChartData chart = chartData();
    ChartContent content = powerChart(chart);
    if (m_document.stale())
        content.subtitle =
            tr("stale: figures of the last inputs without an "
               "error");
    m_chart->setContent(std::move(content), emptyText(m_document));
}

void PlacePage::refreshEnergy() {
    std::vector<std::string> ids;
    for (const PowerBar& bar : chartData().bars) ids.push_back(bar.optionId.toStdString());
    m_energy->setTable(energyTable(m_document.evaluation(), ids, m_document.catalog()));
    m_energyCard->setVisible(!ids.empty());
}

void PlacePage::refreshWorking() {
    const OptionResult* const focused = m_document.focused();
    // Working would mix inputs of now with results of before.
    const bool explained = focused != nullptr && focused->power && !m_document.stale();
    m_workingCard->setVisible(explained);
    if (!explained) return;
    m_workingTitle->setText(
        tr("How the power of %1 is computed").arg(breakable(plainText(focused->option.name))));
    m_working->setLines(explainPower(*focused, m_document.scenario(), m_document.catalog()));
}

void PlacePage::refreshScores() {
    std::vector<ScorecardRow> rows =
        scorecard(m_document.catalog(), scorecardThresholds(m_document.scenario().place));
    std::stable_sort(rows.begin(), rows.end(), [](const ScorecardRow& a, const ScorecardRow& b) {
        return a.passes > b.passes;
    });
    m_scorecardText->setText(scorecardText(rows));
    const std::size_t shown = std::min(kShownScores, rows.size());
    const auto cut = rows.begin() + static_cast<std::ptrdiff_t>(shown);
    const auto showScores = [](TextTableView& view, const std::vector<ScorecardRow>& part) {
        view.setTable(scorecardTable(part), scorecardMarks(part));
    };
    showScores(*m_scorecard, {rows.begin(), cut});
    showScores(*m_otherScores, {cut, rows.end()});
    m_others->setVisible(cut != rows.end());
    m_others->setSummary(tr("%1 more").arg(rows.end() - cut));
}

}  // namespace headroom
