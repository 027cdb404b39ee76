// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/memory_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/decision/format_choice.h"
#include "core/decision/memory_question.h"
#include "core/explain/explain.h"
#include "core/units/format.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/fit_map_chart.h"
#include "ui/charts/memory_chart.h"
#include "ui/charts/page_card.h"
#include "ui/charts/text_table_view.h"
#include "ui/charts/working_view.h"
#include "ui/pages/memory_page_formats.h"
#include "ui/pages/memory_page_ledger.h"
#include "ui/pages/memory_page_remedies.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostBars = 9;
/// The map goes on to this many conversations where fewer were asked for.
constexpr int kLeastSlots = 16;
constexpr auto kContextField = "workload.context_tokens";
/// One undo step per drag; below these numbers are the merge ids of the form.
constexpr int kMergeBase = 100'000;

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

/// Columns of the map: powers of two from 1,024 and the model's maximum.
std::vector<Tokens> mapContexts(Tokens maximum) {
    std::vector<Tokens> contexts;
    for (double context = 1024; context < maximum.value; context *= 2) {
        contexts.push_back(tokens(context));
    }
    contexts.push_back(std::max(maximum, tokens(256)));
    return contexts;
}

/// The focused option; when it is an API, which has no memory of ours, the first one that has.
const OptionResult* optionWithLedger(const Document& document) {
    const OptionResult* focused = document.focused();
    if (focused != nullptr && focused->ledger) return focused;
    for (const OptionResult& result : document.evaluation().options) {
        if (result.ledger) return &result;
    }
    return nullptr;
}

/// Instead of the setting while the inputs hold an error: the figures are of other inputs.
QString staleText() {
    return MemoryPage::tr("stale: figures of the last inputs without an error");
}

QString emptyText(const Document& document) {
    return hasErrors(document.findings())
               ? MemoryPage::tr(
                     "Nothing to show until the marked inputs on the left are corrected.")
               : MemoryPage::tr(
                     "The catalog has no machine or rented GPU for this scenario. Add one in the "
                     "catalog, or allow other places for the data.");
}

}  // namespace

std::vector<Tokens> contextSteps(Tokens maximum) {
    std::vector<Tokens> steps;
    for (double power = 256; power < maximum.value; power *= 2) {
        steps.push_back(tokens(power));
        if (power * 1.5 < maximum.value) steps.push_back(tokens(power * 1.5));
    }
    steps.push_back(maximum.value >= 256 ? maximum : tokens(256));
    return steps;
}

MemoryPage::MemoryPage(Document& document, QWidget* parent)
    : QWidget(parent), m_document(document) {
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_page = new PageScroll;
    m_page->setAccessibleName(tr("Memory"));
    outer->addWidget(m_page);
    QVBoxLayout& column = *m_page->column();
    buildContextCard(column);
    m_chart = new ChartFrame;
    m_chart->setObjectName(u"memoryChart"_s);
    column.addWidget(m_chart);
    m_devices = new ChartFrame;
    m_devices->setObjectName(u"deviceChart"_s);
    column.addWidget(m_devices);
    buildLedgerCard(column);
    m_remedies = new RemedyCard;
    m_remedies->setObjectName(u"remedyCard"_s);
    column.addWidget(m_remedies);
    m_map = new ChartFrame;
    m_map->setObjectName(u"fitMapChart"_s);
    column.addWidget(m_map);
    m_formats = new FormatCard;
    m_formats->setObjectName(u"formatCard"_s);
    column.addWidget(m_formats);
    buildWorkingCard(column);
    column.addStretch(1);
    addParts();
    connect(m_formats, &FormatCard::formatChosen, this, &MemoryPage::useFormat);
    connect(m_remedies, &RemedyCard::chosen, this, &MemoryPage::applyRemedy);
    connect(m_chart, &ChartFrame::optionClicked, &m_document, &Document::setFocusedOption);
    connect(&m_document, &Document::changed, m_page, &PageScroll::refreshParts);
    connect(&m_document, &Document::focusChanged, m_page, &PageScroll::refreshParts);
}

void MemoryPage::addParts() {
    m_page->addPart(m_contextCard, [this] { refreshContext(); });
    m_page->addPart(m_chart, [this] { refreshChart(); });
    m_page->addPart(m_devices, [this] { refreshDevices(); });
    m_page->addPart(m_ledgerCard, [this] { refreshLedger(); });
    m_page->addPart(m_remedies, [this] { refreshRemedies(); });
    m_page->addPart(m_map, [this] { refreshMap(); });
    m_page->addPart(m_formats, [this] { refreshFormats(); });
    m_page->addPart(m_workingCard, [this] { refreshWorking(); });
}

void MemoryPage::buildContextCard(QVBoxLayout& column) {
    m_contextCard = addCard(column, {});
    auto* const rows = static_cast<QVBoxLayout*>(m_contextCard->layout());
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::spacing(2));
    auto* const label = makeLabel(tr("Context &length"), theme::TextStyle::CardTitle, true);
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setObjectName(u"contextSlider"_s);
    m_slider->setAccessibleName(tr("Context length"));
    m_slider->setToolTip(
        tr("The longest conversation, in tokens. The memory follows as it moves."));
    label->setBuddy(m_slider);
    m_leastText = makeLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    m_mostText = makeLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    row->addWidget(label);
    row->addWidget(m_leastText);
    row->addWidget(m_slider, 1);
    row->addWidget(m_mostText);
    rows->addLayout(row);
    m_contextText = makeWrappedLabel({});
    m_contextText->setObjectName(u"contextText"_s);
    m_contextProblem = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Bad);
    m_contextProblem->setObjectName(u"contextProblem"_s);
    rows->addWidget(m_contextText);
    rows->addWidget(m_contextProblem);
    connect(m_slider, &QSlider::sliderPressed, this, [this] { ++m_dragNumber; });
    connect(m_slider, &QSlider::valueChanged, this, &MemoryPage::moveContext);
}

void MemoryPage::buildLedgerCard(QVBoxLayout& column) {
    m_ledgerCard = addCard(column, {});
    m_ledgerTitle = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    m_ledger = new TextTableView;
    m_ledger->setObjectName(u"ledgerTable"_s);
    m_notes = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_notes->setObjectName(u"ledgerNotes"_s);
    for (QWidget* part : {static_cast<QWidget*>(m_ledgerTitle), static_cast<QWidget*>(m_ledger),
                          static_cast<QWidget*>(m_notes)}) {
        m_ledgerCard->layout()->addWidget(part);
    }
}

void MemoryPage::buildWorkingCard(QVBoxLayout& column) {
    m_workingCard = addCard(column, {});
    m_workingTitle = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    m_working = new WorkingView;
    m_working->setObjectName(u"memoryWorking"_s);
    m_working->setAccessibleName(tr("How the memory is computed"));
    m_workingCard->layout()->addWidget(m_workingTitle);
    m_workingCard->layout()->addWidget(m_working);
}

void MemoryPage::refreshChart() {
    const Evaluation& evaluation = m_document.evaluation();
    const OptionResult* focused = m_document.focused();
    const std::string focusedId = focused != nullptr ? focused->option.id : std::string();
    MemoryChartData chart = memoryChartData(
        evaluation, memoryChartOptions(evaluation, kMostBars, focusedId), focusedId);
    chart.subtitle = m_document.stale()
                         ? staleText()
                         : memorySetting(m_document.scenario(), m_document.catalog());
    m_chart->setContent(memoryChart(chart), emptyText(m_document));
}

void MemoryPage::refreshContext() {
    const Scenario& scenario = m_document.scenario();
    const ModelSpec* model = m_document.catalog().model(scenario.model.modelId);
    m_slider->setEnabled(model != nullptr);
    if (model != nullptr) {
        m_steps = contextSteps(model->maxContext);
        m_leastText->setText(text(formatNumber(m_steps.front().value)));
        m_mostText->setText(text(formatNumber(m_steps.back().value)));
        const Tokens context = scenario.workload.context;
        auto place = std::lower_bound(m_steps.begin(), m_steps.end(), context);
        // A length typed between two stops is one too: else a neighbour could not be reached.
        if (place != m_steps.end() && *place != context) place = m_steps.insert(place, context);
        const auto index =
            std::min(place - m_steps.begin(), static_cast<std::ptrdiff_t>(m_steps.size()) - 1);
        const QSignalBlocker quiet(m_slider);
        m_slider->setRange(0, static_cast<int>(m_steps.size()) - 1);
        m_slider->setPageStep(2);
        m_slider->setValue(static_cast<int>(index));
    }
    const OptionResult* option = optionWithLedger(m_document);
    const QString length = text(formatTokens(scenario.workload.context));
    m_contextText->setText(option == nullptr || m_document.stale()
                               ? length
                               : tr("%1 · KV cache %2 on %3")
                                     .arg(length, text(formatGib(option->ledger->total().cache())),
                                          breakable(plainText(option->option.name))));
    QStringList problems;
    for (const Finding& finding : m_document.findings()) {
        if (finding.field != kContextField) continue;
        problems.append(plainText(finding.message + " " + finding.remedy));
    }
    m_contextProblem->setText(problems.join(u'\n'));
    m_contextProblem->setVisible(!problems.isEmpty());
}

void MemoryPage::refreshLedger() {
    const OptionResult* option = optionWithLedger(m_document);
    m_ledgerCard->setVisible(option != nullptr);
    if (option == nullptr) return;
    const OptionResult* focused = m_document.focused();
    m_ledgerTitle->setText(
        breakable(focused == option
                      ? tr("Where the memory goes on %1").arg(plainText(option->option.name))
                      : tr("%1 runs in its provider's memory. On %2 it would be:")
                            .arg(plainText(focused->option.name), plainText(option->option.name))));
    m_ledger->setTable(ledgerTable(*option));
    m_ledger->setAccessibleName(m_ledgerTitle->text());
    QStringList notes;
    for (const std::string& note : option->ledger->notes) notes.append(plainText(note));
    if (!option->ledger->fits()) {
        notes.prepend(tr("It does not fit: the largest part is %1.")
                          .arg(plainText(option->ledger->bindingTerm())));
    }
    qsizetype place = option->ledger->fits() ? 0 : 1;
    for (const Exclusion& exclusion : option->exclusions) {
        if (exclusion.consequence.empty()) continue;
        notes.insert(place++, plainText(exclusion.consequence));
    }
    for (const Caution& caution : option->cautions) {
        notes.insert(place++, plainText(caution.sentence));
    }
    m_notes->setText(breakable(notes.join(u'\n')));
    m_notes->setVisible(!notes.isEmpty());
}

void MemoryPage::refreshRemedies() {
    const OptionResult* option = optionWithLedger(m_document);
    const bool tooSmall = option != nullptr && !option->ledger->fits() && !m_document.stale();
    m_remedies->setVisible(tooSmall);
    if (!tooSmall) return;
    const std::optional<MemoryProblem> problem =
        memoryProblem(*option, m_document.scenario(), m_document.catalog());
    m_remedies->setRemedies(
        plainText(option->option.name),
        problem ? memoryRemedies(*problem, m_document.catalog()) : std::vector<MemoryRemedy>{});
}

void MemoryPage::refreshDevices() {
    const OptionResult* option = optionWithLedger(m_document);
    // One device that holds one model is a bar of the chart above.
    const bool shown = option != nullptr && !m_document.stale() &&
                       (option->ledger->devices.size() > 1 || !option->ledger->companions.empty());
    m_devices->setVisible(shown);
    if (!shown) return;
    MemoryChartData chart = deviceChartData(*option);
    chart.subtitle =
        tr("%1 · the models beside the main one by name").arg(plainText(option->option.name));
    m_devices->setContent(deviceChart(chart), {});
}

void MemoryPage::refreshMap() {
    const OptionResult* option = optionWithLedger(m_document);
    std::optional<MemoryProblem> problem;
    if (option != nullptr && !m_document.stale()) {
        problem = memoryProblem(*option, m_document.scenario(), m_document.catalog());
    }
    m_map->setVisible(problem.has_value());
    if (!problem) return;
    const Workload& workload = m_document.scenario().workload;
    auto chart = std::make_shared<FitMapChartData>();
    chart->map = fitMap(*problem, mapContexts(problem->request.model->maxContext),
                        slotSteps(workload.concurrentUsers, kLeastSlots), m_document.catalog());
    chart->option = plainText(option->option.name);
    chart->subtitle =
        tr("%1 · %2 · line: exact edge, frame: as typed")
            .arg(chart->option, memorySetting(m_document.scenario(), m_document.catalog()));
    chart->context = workload.context;
    chart->slotCount = workload.concurrentUsers;
    m_map->setContent(fitMapChart(std::move(chart)), {});
}

void MemoryPage::refreshFormats() {
    const OptionResult* option = optionWithLedger(m_document);
    std::vector<FormatChoice> choices;
    if (option != nullptr && !m_document.stale()) {
        choices = formatChoices(*option, m_document.scenario(), m_document.catalog());
    }
    m_formats->setVisible(!choices.empty());
    if (choices.empty()) return;
    m_formats->setChoices(plainText(option->option.name), std::move(choices));
}

void MemoryPage::useFormat(const std::string& formatId) {
    Scenario next = m_document.scenario();
    next.model.weightFormatId = formatId;
    m_document.edit(next, tr("Change Weight Format"));
}

void MemoryPage::refreshWorking() {
    const OptionResult* option = optionWithLedger(m_document);
    // Working would mix inputs of now with results of before.
    const bool shown = option != nullptr && !m_document.stale();
    m_workingCard->setVisible(shown);
    if (!shown) return;
    m_workingTitle->setText(tr("How it is computed"));
    m_working->setLines(explainMemory(*option, m_document.scenario(), m_document.catalog()));
}

void MemoryPage::moveContext(int step) {
    if (step < 0 || step >= static_cast<int>(m_steps.size())) return;
    Scenario next = m_document.scenario();
    next.workload.context = m_steps[static_cast<std::size_t>(step)];
    m_document.edit(next, tr("Change Context Length"), kMergeBase + m_dragNumber);
}

void MemoryPage::applyRemedy(const MemoryRemedy& remedy) {
    m_document.edit(withRemedy(m_document.scenario(), remedy), plainText(remedy.change));
}

}  // namespace headroom
