// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/risk_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "core/units/format.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/map_chart.h"
#include "ui/charts/page_card.h"
#include "ui/charts/pareto_chart.h"
#include "ui/charts/saving_chart.h"
#include "ui/charts/text_table_view.h"
#include "ui/charts/tornado_chart.h"
#include "ui/document/risk_session.h"
#include "ui/pages/risk_page_tables.h"
#include "ui/widgets/combo_boxes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostBars = 12;
constexpr int kMapPoints = 33;

QString emptyText(const Document& document) {
    if (hasErrors(document.findings())) {
        return RiskPage::tr("Nothing to show until the marked inputs on the left are corrected.");
    }
    if (document.evaluation().feasibleCount == 0) {
        return RiskPage::tr(
            "No option meets the requirements; the Answer page says which change would help.");
    }
    if (document.risk().studying()) return RiskPage::tr("Drawing cases…");
    return RiskPage::tr("Only one option meets the requirements: there is nothing to compare.");
}

const InputRange* inputNamed(const QString& id, const RiskStudy& study) {
    for (const InputRange& input : study.inputs) {
        if (id == QString::fromUtf8(input.field->id.data(), qsizetype(input.field->id.size()))) {
            return &input;
        }
    }
    return nullptr;
}

}  // namespace

RiskPage::RiskPage(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* const page = new PageScroll;
    page->setAccessibleName(tr("Risk"));
    outer->addWidget(page);
    QVBoxLayout& column = *page->column();
    buildWords(column);
    const auto addChart = [&](const QString& name) {
        auto* const frame = new ChartFrame;
        frame->setObjectName(name);
        column.addWidget(frame);
        return frame;
    };
    m_tornado = addChart(u"tornadoChart"_s);
    m_saving = addChart(u"savingChart"_s);
    buildMap(column);
    m_pareto = addChart(u"paretoChart"_s);
    buildTables(column);
    column.addStretch(1);
    connect(m_pareto, &ChartFrame::optionClicked, &m_document, &Document::setFocusedOption);
    connect(&m_document, &Document::changed, this, &RiskPage::refreshWhenVisible);
    connect(&m_document, &Document::riskChanged, this, &RiskPage::refreshWhenVisible);
    connect(&m_document, &Document::focusChanged, this, [this] {
        if (isVisible()) refreshPareto();
    });
}

void RiskPage::buildWords(QVBoxLayout& column) {
    m_words = makeWrappedLabel({});
    m_words->setObjectName(u"riskWords"_s);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_state = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_state->setObjectName(u"riskState"_s);
    addCard(column, {makeLabel(tr("How sure is this?"), theme::TextStyle::CardTitle, true), m_words,
                     m_state});
}

void RiskPage::buildMap(QVBoxLayout& column) {
    auto* const choices = new QWidget;
    auto* const line = new QHBoxLayout(choices);
    line->setContentsMargins(0, 0, 0, 0);
    const auto addChoice = [&](const QString& label, const QString& name) {
        auto* const box = new ChoiceComboBox;
        box->setObjectName(name);
        auto* const caption = makeLabel(label);
        caption->setBuddy(box);
        line->addWidget(caption);
        line->addWidget(box, 1);
        connect(box, &ChoiceComboBox::idChosen, this, &RiskPage::refreshMap);
        return box;
    };
    m_mapX = addChoice(tr("A&cross"), u"mapAcrossComboBox"_s);
    m_mapY = addChoice(tr("&Up"), u"mapUpComboBox"_s);
    m_mapX->setAccessibleName(tr("Input across the map"));
    m_mapY->setAccessibleName(tr("Input up the map"));
    m_mapCard = addCard(
        column, {makeLabel(tr("Two inputs at once"), theme::TextStyle::CardTitle, true), choices});
    m_map = new ChartFrame;
    m_map->setObjectName(u"mapChart"_s);
    column.addWidget(m_map);
}

void RiskPage::buildTables(QVBoxLayout& column) {
    m_odds = new TextTableView;
    m_odds->setObjectName(u"oddsTable"_s);
    m_odds->setAccessibleName(tr("How the options fare over all draws"));
    m_oddsCard = addCard(
        column,
        {makeLabel(tr("Present value over all draws"), theme::TextStyle::CardTitle, true), m_odds});
    m_worth = new TextTableView;
    m_worth->setObjectName(u"worthTable"_s);
    m_worth->setAccessibleName(tr("What it is worth to know more"));
    m_worthText = makeWrappedLabel({});
    m_worthCard = addCard(
        column, {makeLabel(tr("What it is worth to know more"), theme::TextStyle::CardTitle, true),
                 m_worthText, m_worth});
}

void RiskPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_outdated) refresh();
}

void RiskPage::refreshWhenVisible() {
    if (isVisible()) {
        refresh();
    } else {
        m_outdated = true;
    }
}

void RiskPage::refresh() {
    m_outdated = false;
    refreshWords();
    // While new odds are drawn the former stay, so that nothing jumps as one types.
    if (m_document.risk().studying() && !m_tornado->content().empty()) return;
    refreshPareto();
    refreshStudy();
}

void RiskPage::refreshWords() {
    const RiskStudy* study = m_document.risk().study();
    QStringList sentences;
    for (const std::string& sentence : m_document.verdict().risk) sentences << plainText(sentence);
    m_words->setText(breakable(sentences.join(u'\n')));
    m_words->setVisible(!sentences.isEmpty());
    QString state;
    if (m_document.stale()) {
        state = tr("Of the last inputs without an error.");
    } else if (study == nullptr) {
        state = emptyText(m_document);
    } else {
        state = tr("%1 cases, seed %2, %3 uncertain inputs that move together; every option is "
                   "priced with the same draws.")
                    .arg(QString::fromStdString(formatNumber(study->draws)),
                         QString::number(study->seed), QString::number(study->inputs.size()));
    }
    m_state->setText(state);
}

void RiskPage::refreshPareto() {
    const OptionResult* focused = m_document.focused();
    m_pareto->setContent(
        paretoChart(paretoChartData(m_document.evaluation(), m_document.catalog(),
                                    focused != nullptr ? focused->option.id : std::string())),
        emptyText(m_document));
}

void RiskPage::refreshStudy() {
    const RiskStudy* study = m_document.risk().study();
    const bool known = study != nullptr && !study->options.empty();
    m_oddsCard->setVisible(known);
    m_worthCard->setVisible(known && study->pair.has_value());
    m_mapCard->setVisible(known && study->pair.has_value());
    m_map->setVisible(known && study->pair.has_value());
    if (!known) {
        m_tornado->setContent(tornadoChart({}), emptyText(m_document));
        m_saving->setContent(savingChart({}), emptyText(m_document));
        return;
    }
    const Evaluation& evaluation = m_document.evaluation();
    const Scenario& scenario = m_document.scenario();
    const Currency currency = scenario.finance.currency;
    m_tornado->setContent(tornadoChart(tornadoChartData(*study, evaluation, scenario, kMostBars)),
                          emptyText(m_document));
    m_saving->setContent(savingChart(savingChartData(*study, evaluation, scenario)),
                         emptyText(m_document));
    m_odds->setTable(oddsTable(*study, evaluation, currency));
    m_worthText->setText(breakable(worthSentence(*study, currency)));
    m_worth->setTable(worthTable(*study, currency));
    refreshInputs();
    refreshMap();
}

void RiskPage::refreshInputs() {
    const RiskStudy& study = *m_document.risk().study();
    const std::vector<ComboItem> items = mapInputs(study);
    const auto has = [&](const QString& id) {
        return std::any_of(items.begin(), items.end(),
                           [&](const ComboItem& item) { return item.id == id; });
    };
    QString x = m_mapX->currentId();
    QString y = m_mapY->currentId();
    if (!has(x) || !has(y)) std::tie(x, y) = firstMapInputs(study, m_document.evaluation());
    m_mapX->setItems(items);
    m_mapY->setItems(items);
    m_mapX->setCurrentId(x);
    m_mapY->setCurrentId(y);
}

void RiskPage::refreshMap() {
    const RiskStudy* study = m_document.risk().study();
    if (study == nullptr || !study->pair) return;
    const InputRange* const x = inputNamed(m_mapX->currentId(), *study);
    const InputRange* const y = inputNamed(m_mapY->currentId(), *study);
    if (x == nullptr || y == nullptr || x == y) {
        m_map->setContent(mapChart(nullptr), tr("Choose two different inputs."));
        return;
    }
    m_map->setContent(mapChart(std::make_shared<const MapChartData>(
                          mapChartData(*study->pair, m_document.evaluation(), *x, *y, kMapPoints,
                                       m_document.scenario(), m_document.catalog()))),
                      emptyText(m_document));
}

}  // namespace headroom
