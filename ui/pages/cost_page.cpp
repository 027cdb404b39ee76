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

}  // namespace

CostPage::CostPage(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* const page = new PageScroll;
    page->setAccessibleName(tr("Cost"));
    outer->addWidget(page);
    m_chart = new ChartFrame;
    m_chart->setObjectName(u"costChart"_s);
    page->column()->addWidget(m_chart);
    buildCards(*page->column());
    page->column()->addStretch(1);
    connect(m_chart, &ChartFrame::optionClicked, &m_document, &Document::setFocusedOption);
    connect(&m_document, &Document::changed, this, &CostPage::refreshWhenVisible);
    connect(&m_document, &Document::focusChanged, this, &CostPage::refreshWhenVisible);
    connect(&m_document, &Document::riskChanged, this, &CostPage::refreshWhenVisible);
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

void CostPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_outdated) refresh();
}

void CostPage::refreshWhenVisible() {
    if (isVisible()) {
        refresh();
    } else {
        m_outdated = true;
    }
}

void CostPage::refresh() {
    m_outdated = false;
    const Evaluation& evaluation = m_document.evaluation();
    const OptionResult* focused = m_document.focused();
    const std::string focusedId = focused != nullptr ? focused->option.id : std::string();
    m_shown = costChartOptions(evaluation, kMostLines, focusedId);
    CostChartData chart = costChartData(evaluation, m_shown, focusedId);
    if (const RiskStudy* study = m_document.risk().study(); study != nullptr) {
        addBands(chart, *study, evaluation);
    }
    if (m_document.stale()) chart.subtitle = staleText();
    m_chart->setContent(costChart(chart), emptyText(m_document));

    QStringList sentences;
    for (const QString& sentence : chart.sentences) sentences.append(sentence);
    m_breakEven->setText(breakable(sentences.join(u'\n')));
    m_breakEven->setVisible(!sentences.isEmpty());
    m_components->setTable(costComponentTable(evaluation, m_shown));
    m_componentCard->setVisible(!chart.series.empty());
    refreshFocused();
}

void CostPage::refreshFocused() {
    const OptionResult* focused = m_document.focused();
    const bool priced = focused != nullptr && focused->cash;
    // Working would mix inputs of now with results of before.
    m_workingCard->setVisible(focused != nullptr && !m_document.stale());
    m_monthCard->setVisible(priced);
    if (focused == nullptr) return;
    const QString name = breakable(plainText(focused->option.name));
    m_workingTitle->setText(priced ? tr("How the cost of %1 is computed").arg(name)
                                   : tr("The price of %1 is unknown").arg(name));
    if (!m_document.stale()) {
        m_working->setLines(explainCost(*focused, m_document.scenario(), m_document.catalog()));
    }
    if (!priced) return;
    m_monthTitle->setText(tr("%1, month by month").arg(name));
    m_months->setTable(monthlyTable(*focused));
    m_months->setAccessibleName(m_monthTitle->text());
}

}  // namespace headroom
