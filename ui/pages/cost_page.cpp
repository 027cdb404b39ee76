// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/cost_page.h"

#include <QLabel>
#include <QVBoxLayout>

#include "core/explain/explain.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/cost_chart.h"
#include "ui/charts/page_card.h"
#include "ui/charts/text_table_view.h"
#include "ui/charts/working_view.h"
#include "ui/document/risk_session.h"
#include "ui/pages/cost_page_tables.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostLines = 6;

/// Instead of the setting while the inputs hold an error: the figures are of other inputs.
QString staleText() {
    return CostPage::tr("stale: figures of the last inputs without an error");
}

QString emptyText(const Document& document) {
    return hasErrors(document.findings())
               ? CostPage::tr("Nothing to show until the marked inputs on the left are corrected.")
               : CostPage::tr("No option has a known price. Enter prices in the catalog.");
}

std::string focusedId(const Document& document) {
    const OptionResult* focused = document.focused();
    return focused != nullptr ? focused->option.id : std::string();
}

}  // namespace

CostPage::CostPage(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_page = new PageScroll;
    m_page->setAccessibleName(tr("Cost"));
    outer->addWidget(m_page);
    m_chart = new ChartFrame;
    m_chart->setObjectName(u"costChart"_s);
    m_page->column()->addWidget(m_chart);
    buildCards(*m_page->column());
    m_page->column()->addStretch(1);
    m_page->addPart(m_chart, [this] { refreshChart(); });
    m_page->addPart(m_componentCard, [this] { refreshComponents(); });
    m_page->addPart(m_workingCard, [this] { refreshWorking(); });
    m_page->addPart(m_monthCard, [this] { refreshMonths(); });
    connect(m_chart, &ChartFrame::optionClicked, &m_document, &Document::setFocusedOption);
    connect(&m_document, &Document::changed, m_page, &PageScroll::refreshParts);
    connect(&m_document, &Document::focusChanged, m_page, &PageScroll::refreshParts);
    connect(&m_document, &Document::riskChanged, m_page, &PageScroll::refreshParts);
}

void CostPage::buildCards(QVBoxLayout& column) {
    m_breakEven = makeWrappedLabel({});
    m_breakEven->setObjectName(u"breakEvenText"_s);
    m_components = new TextTableView;
    m_components->setObjectName(u"costComponentTable"_s);
    m_components->setAccessibleName(tr("Cost by component"));
    m_componentCard =
        addCard(column, {makeLabel(tr("What it is made of"), theme::TextStyle::CardTitle, true),
                         m_components, m_breakEven});
    m_workingTitle = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    m_working = new WorkingView;
    m_working->setObjectName(u"costWorking"_s);
    m_working->setAccessibleName(tr("How the cost is computed"));
    m_workingCard = addCard(column, {m_workingTitle, m_working});
    m_monthTitle = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    m_months = new TextTableView;
    m_months->setObjectName(u"monthlyTable"_s);
    m_monthCard = addCard(column, {m_monthTitle, m_months});
}

std::vector<std::size_t> CostPage::shownOptions() const {
    return costChartOptions(m_document.evaluation(), kMostLines, focusedId(m_document));
}

void CostPage::refreshChart() {
    const Evaluation& evaluation = m_document.evaluation();
    CostChartData chart = costChartData(evaluation, shownOptions(), focusedId(m_document));
    if (const RiskStudy* study = m_document.risk().study(); study != nullptr) {
        addBands(chart, *study, evaluation);
    }
    if (m_document.stale()) chart.subtitle = staleText();
    m_chart->setContent(costChart(chart), emptyText(m_document));
}

void CostPage::refreshComponents() {
    const Evaluation& evaluation = m_document.evaluation();
    const std::vector<std::size_t> shown = shownOptions();
    const CostChartData chart = costChartData(evaluation, shown, focusedId(m_document));
    QStringList sentences;
    for (const QString& sentence : chart.sentences) sentences.append(sentence);
    m_breakEven->setText(breakable(sentences.join(u'\n')));
    m_breakEven->setVisible(!sentences.isEmpty());
    m_components->setTable(costComponentTable(evaluation, shown));
    m_componentCard->setVisible(!chart.series.empty());
}

void CostPage::refreshWorking() {
    const OptionResult* focused = m_document.focused();
    // Working would mix inputs of now with results of before.
    const bool shown = focused != nullptr && !m_document.stale();
    m_workingCard->setVisible(shown);
    if (!shown) return;
    const QString name = breakable(plainText(focused->option.name));
    m_workingTitle->setText(focused->cash ? tr("How the cost of %1 is computed").arg(name)
                                          : tr("The price of %1 is unknown").arg(name));
    m_working->setLines(explainCost(*focused, m_document.scenario(), m_document.catalog()));
}

void CostPage::refreshMonths() {
    const OptionResult* focused = m_document.focused();
    const bool priced = focused != nullptr && focused->cash;
    m_monthCard->setVisible(priced);
    if (!priced) return;
    const QString name = breakable(plainText(focused->option.name));
    m_monthTitle->setText(tr("%1, month by month").arg(name));
    m_months->setTable(monthlyTable(*focused));
    m_months->setAccessibleName(m_monthTitle->text());
}

}  // namespace headroom
