// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/risk_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "core/explain/explain_risk.h"
#include "core/units/format.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/map_chart.h"
#include "ui/charts/page_card.h"
#include "ui/charts/pareto_chart.h"
#include "ui/charts/saving_chart.h"
#include "ui/charts/text_table_view.h"
#include "ui/charts/tornado_chart.h"
#include "ui/charts/why.h"
#include "ui/charts/working_view.h"
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

/// A line of the working, for sentences that say several numbers.
QVariant whyOf(const QString& line) {
    return QVariant::fromValue(WhyTarget{WorkingPart::Risk, line, {}, line});
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
    m_page = new PageScroll;
    m_page->setAccessibleName(tr("Risk"));
    outer->addWidget(m_page);
    QVBoxLayout& column = *m_page->column();
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
    buildWorking(column);
    column.addStretch(1);
    addParts();
    connect(m_pareto, &ChartFrame::optionClicked, &m_document, &Document::setFocusedOption);
    connect(&m_document, &Document::changed, m_page, &PageScroll::refreshParts);
    connect(&m_document, &Document::riskChanged, m_page, &PageScroll::refreshParts);
    connect(&m_document, &Document::focusChanged, this, [this] {
        if (!isVisible()) return;
        refreshPareto();
        if (!drawingAnew()) refreshWorking();
    });
}

void RiskPage::addParts() {
    m_page->addPart(m_wordsCard, [this] { refreshWords(); });
    const auto add = [this](QWidget* part, void (RiskPage::*refreshPart)()) {
        m_page->addPart(part, [this, refreshPart] {
            if (!drawingAnew()) (this->*refreshPart)();
        });
    };
    add(m_tornado, &RiskPage::refreshTornado);
    add(m_saving, &RiskPage::refreshSaving);
    add(m_mapCard, &RiskPage::refreshInputs);
    add(m_map, &RiskPage::refreshInputsAndMap);
    add(m_pareto, &RiskPage::refreshPareto);
    add(m_oddsCard, &RiskPage::refreshOdds);
    add(m_worthCard, &RiskPage::refreshWorth);
    add(m_workingCard, &RiskPage::refreshWorking);
}

void RiskPage::buildWords(QVBoxLayout& column) {
    m_words = makeWrappedLabel({});
    m_words->setObjectName(u"riskWords"_s);
    m_words->setProperty(kWhyProperty, whyOf(u"Cheaper of the two"_s));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_state = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_state->setObjectName(u"riskState"_s);
    m_wordsCard = addCard(
        column,
        {makeLabel(tr("How sure is this?"), theme::TextStyle::CardTitle, true), m_words, m_state});
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
    m_worthText->setProperty(kWhyProperty, whyOf(u"Perfect information"_s));
}

void RiskPage::buildWorking(QVBoxLayout& column) {
    m_workingTitle = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    m_workingTitle->setObjectName(u"riskWorkingTitle"_s);
    m_working = new WorkingView;
    m_working->setObjectName(u"riskWorking"_s);
    m_working->setAccessibleName(tr("How the odds are computed"));
    m_workingCard = addCard(column, {m_workingTitle, m_working});
}

bool RiskPage::drawingAnew() const {
    return m_document.risk().studying() && !m_tornado->content().empty();
}

const RiskStudy* RiskPage::study() const {
    const RiskStudy* const study = m_document.risk().study();
    return study != nullptr && !study->options.empty() ? study : nullptr;
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

void RiskPage::refreshTornado() {
    const RiskStudy* const known = study();
    m_tornado->setContent(
        tornadoChart(known != nullptr ? tornadoChartData(*known, m_document.evaluation(),
                                                         m_document.scenario(), kMostBars)
                                      : TornadoChartData{}),
        emptyText(m_document));
}

void RiskPage::refreshSaving() {
    const RiskStudy* const known = study();
    m_saving->setContent(
        savingChart(known != nullptr
                        ? savingChartData(*known, m_document.evaluation(), m_document.scenario())
                        : SavingChartData{}),
        emptyText(m_document));
}

void RiskPage::refreshOdds() {
    const RiskStudy* const known = study();
    m_oddsCard->setVisible(known != nullptr);
    if (known == nullptr) return;
    m_odds->setTable(
        oddsTable(*known, m_document.evaluation(), m_document.scenario().finance.currency));
}

void RiskPage::refreshWorth() {
    const RiskStudy* const known = study();
    const bool shown = known != nullptr && known->pair;
    m_worthCard->setVisible(shown);
    if (!shown) return;
    const Currency currency = m_document.scenario().finance.currency;
    m_worthText->setText(breakable(worthSentence(*known, currency)));
    m_worth->setTable(worthTable(*known, currency));
}

void RiskPage::refreshWorking() {
    const RiskStudy* const known = study();
    m_workingCard->setVisible(known != nullptr);
    if (known == nullptr) return;
    const std::vector<OptionResult>& options = m_document.evaluation().options;
    const OptionResult* const focused = m_document.focused();
    const auto drawn =
        std::find_if(known->options.begin(), known->options.end(),
                     [&](const OptionRisk& risk) { return &options[risk.option] == focused; });
    const std::size_t shown =
        drawn == known->options.end() ? known->options.front().option : drawn->option;
    m_workingTitle->setText(tr("How the odds of %1 are computed")
                                .arg(breakable(plainText(options[shown].option.name))));
    m_working->setLines(
        explainRisk(*known, options, shown, m_document.scenario(), m_document.catalog()));
}

void RiskPage::refreshInputs() {
    const RiskStudy* const known = study();
    const bool shown = known != nullptr && known->pair;
    m_mapCard->setVisible(shown);
    if (!shown) return;
    const std::vector<ComboItem> items = mapInputs(*known);
    const auto has = [&](const QString& id) {
        return std::any_of(items.begin(), items.end(),
                           [&](const ComboItem& item) { return item.id == id; });
    };
    QString x = m_mapX->currentId();
    QString y = m_mapY->currentId();
    if (!has(x) || !has(y)) std::tie(x, y) = firstMapInputs(*known, m_document.evaluation());
    m_mapX->setItems(items);
    m_mapY->setItems(items);
    m_mapX->setCurrentId(x);
    m_mapY->setCurrentId(y);
}

void RiskPage::refreshInputsAndMap() {
    refreshInputs();
    refreshMap();
}

void RiskPage::refreshMap() {
    const RiskStudy* const known = study();
    const bool shown = known != nullptr && known->pair;
    m_map->setVisible(shown);
    if (!shown) return;
    const InputRange* const x = inputNamed(m_mapX->currentId(), *known);
    const InputRange* const y = inputNamed(m_mapY->currentId(), *known);
    if (x == nullptr || y == nullptr || x == y) {
        m_map->setContent(mapChart(nullptr), tr("Choose two different inputs."));
        return;
    }
    m_map->setContent(mapChart(std::make_shared<const MapChartData>(
                          mapChartData(*known->pair, m_document.evaluation(), *x, *y, kMapPoints,
                                       m_document.scenario(), m_document.catalog()))),
                      emptyText(m_document));
}

}  // namespace headroom
