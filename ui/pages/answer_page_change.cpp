// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/answer_page_change.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <chrono>
#include <cmath>

#include "core/decision/option.h"
#include "ui/charts/chart_style.h"
#include "ui/document/document.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/marked_slider.h"
#include "ui/widgets/quantity_edit.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kDigits = 3;

/// As many digits as a slider can mean.
double rounded(const WhatIfInput& input, double value) {
    if (value == 0) return value;
    const double step = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - kDigits + 1);
    return std::clamp(std::round(value / step) * step, input.lowest, input.highest);
}

QString valueText(const WhatIfInput& input, double value) {
    const Field& field = *input.field;
    const QString number = QuantityEdit::displayText(field, rounded(input, value));
    const QString unit =
        QString::fromUtf8(field.unit.data(), static_cast<qsizetype>(field.unit.size()));
    return unit.isEmpty() ? number : number + QChar(0xa0) + unit;
}

QString wayText(const Turn& turn) {
    if (!turn.kind) return ChangeCard::tr("nothing fits");
    const std::string_view label = optionKindLabel(*turn.kind);
    return QString::fromUtf8(label.data(), static_cast<qsizetype>(label.size()));
}

const OptionResult* bestOf(const Evaluation& evaluation) {
    return evaluation.feasibleCount > 0 ? &evaluation.options.front() : nullptr;
}

}  // namespace

ChangeCard::ChangeCard(Document& document, QWidget* parent)
    : Card(parent), m_document(document), m_judging(std::chrono::milliseconds(0)) {
    setObjectName(u"changeCard"_s);
    auto* const column = new QVBoxLayout(this);
    const int side = theme::spacing(3);
    column->setContentsMargins(side, side, side, side);
    column->setSpacing(theme::spacing(1));
    column->addWidget(makeLabel(tr("What would change this"), theme::TextStyle::Body, true));
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(theme::spacing(3));
    m_grid->setVerticalSpacing(theme::spacing(0));
    m_grid->setColumnStretch(1, 3);
    m_grid->setColumnStretch(3, 2);
    column->addLayout(m_grid);
    auto* const foot = new QHBoxLayout;
    foot->setSpacing(theme::spacing(2));
    m_badge = new Badge({}, theme::Role::Muted);
    m_sentence = makeWrappedLabel({});
    m_sentence->setObjectName(u"changeSentence"_s);
    m_reset = new QPushButton(tr("Put Back"));
    m_reset->setObjectName(u"changeReset"_s);
    m_use = new QPushButton(tr("Use These Values"));
    m_use->setObjectName(u"changeUse"_s);
    foot->addWidget(m_badge, 0, Qt::AlignTop);
    foot->addWidget(m_sentence, 1);
    foot->addWidget(m_reset, 0, Qt::AlignTop);
    foot->addWidget(m_use, 0, Qt::AlignTop);
    column->addLayout(foot);
    connect(m_reset, &QPushButton::clicked, this, &ChangeCard::reset);
    connect(m_use, &QPushButton::clicked, this, &ChangeCard::use);
    connect(&m_session, &WhatIfSession::changed, this, &ChangeCard::refreshLines);
    connect(&m_document, &Document::changed, this, [this] {
        m_values.clear();
        m_askWhenShown = true;
        if (isVisible()) ask();
    });
    judge();
}

void ChangeCard::showEvent(QShowEvent* event) {
    Card::showEvent(event);
    if (m_askWhenShown) ask();
}

void ChangeCard::ask() {
    m_askWhenShown = false;
    if (m_document.stale()) {
        m_session.clear();
    } else {
        m_session.ask(m_document.scenario(), m_document.catalogPointer());
    }
    refreshLines();
    judge();
}

void ChangeCard::buildLine(const WhatIfInput& input) {
    const Field& field = *input.field;
    const QString label = QString::fromStdString(std::string(field.label));
    const QString id = QString::fromStdString(std::string(field.id));
    Line line{&field, makeLabel(label), new MarkedSlider, makeLabel({}),
              makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted)};
    line.slider->setObjectName(u"change/"_s + id);
    line.slider->setAccessibleName(label);
    line.slider->setToolTip(
        QString::fromStdString(std::string(field.help)).toHtmlEscaped() + u"<br>"_s +
        tr("Backspace or a double click goes back to the value in the form.").toHtmlEscaped());
    line.turns->setObjectName(u"changeTurns/"_s + id);
    line.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(line.slider, &MarkedSlider::shareMoved, this,
            [this, &field](double share) { move(field, share); });
    const int row = m_grid->rowCount();
    int place = 0;
    for (QWidget* const part :
         {static_cast<QWidget*>(line.name), static_cast<QWidget*>(line.slider),
          static_cast<QWidget*>(line.value), static_cast<QWidget*>(line.turns)}) {
        m_grid->addWidget(part, row, place++);
    }
    m_lines.push_back(line);
}

void ChangeCard::refreshLines() {
    const std::vector<WhatIfInput>& inputs = m_session.inputs();
    for (const WhatIfInput& input : inputs) {
        const auto known = std::find_if(m_lines.begin(), m_lines.end(), [&](const Line& line) {
            return line.field == input.field;
        });
        if (known == m_lines.end()) buildLine(input);
    }
    for (const Line& line : m_lines) {
        const auto input = std::find_if(
            inputs.begin(), inputs.end(),
            [&](const WhatIfInput& candidate) { return candidate.field == line.field; });
        const bool there = input != inputs.end();
        for (QWidget* const part :
             {static_cast<QWidget*>(line.name), static_cast<QWidget*>(line.slider),
              static_cast<QWidget*>(line.value), static_cast<QWidget*>(line.turns)}) {
            part->setVisible(there);
        }
        if (!there) continue;
        line.slider->setHome(input->shareOf(input->likely));
        if (m_values.count(line.field->id) == 0)
            line.slider->setShare(input->shareOf(input->likely));
        refreshValue(line, *input);
        refreshTurns(line, *input);
    }
}

void ChangeCard::refreshValue(const Line& line, const WhatIfInput& input) {
    const auto value = m_values.find(line.field->id);
    line.value->setText(valueText(input, value == m_values.end() ? input.likely : value->second));
    line.slider->setAccessibleDescription(line.value->text());
}

void ChangeCard::refreshTurns(const Line& line, const WhatIfInput& input) {
    std::vector<double> marks;
    QStringList sentences;
    QStringList names;
    for (const auto& [turn, sentence] : {std::pair{&input.below, tr("below %1: %2")},
                                         std::pair{&input.above, tr("above %1: %2")}}) {
        if (!turn->has_value()) continue;
        marks.push_back(input.shareOf((*turn)->value));
        sentences << sentence.arg(valueText(input, (*turn)->value), wayText(**turn));
        if (!(*turn)->name.empty()) names << QString::fromStdString((*turn)->name);
    }
    line.slider->setTurns(std::move(marks));
    if (!m_session.searched()) {
        line.turns->setText(tr("looking…"));
    } else {
        line.turns->setText(sentences.isEmpty() ? tr("no other way wins")
                                                : sentences.join(u" · "_s));
    }
    line.turns->setToolTip(names.isEmpty() ? QString() : toolTipText(names.join(u'\n')));
}

void ChangeCard::move(const Field& field, double share) {
    for (const WhatIfInput& input : m_session.inputs()) {
        if (input.field != &field) continue;
        const double home = input.shareOf(input.likely);
        constexpr double kHalfAStep = 0.0006;
        if (std::fabs(share - home) <= kHalfAStep) {
            m_values.erase(field.id);
        } else {
            m_values[field.id] = rounded(input, input.at(share));
        }
        for (const Line& line : m_lines) {
            if (line.field == &field) refreshValue(line, input);
        }
    }
    judge();
}

void ChangeCard::reset() {
    m_values.clear();
    refreshLines();
    judge();
}

void ChangeCard::use() {
    const Scenario next = moved();
    m_document.edit(next, tr("Use Other Values"));
}

Scenario ChangeCard::moved() const {
    Scenario scenario = m_document.scenario();
    for (const auto& [id, value] : m_values) findField(id)->set(scenario, value);
    return scenario;
}

void ChangeCard::judge() {
    const bool away = !m_values.empty();
    m_use->setEnabled(away);
    m_reset->setEnabled(away);
    if (!away) {
        m_judging.stop();
        m_badge->setVisible(false);
        setTone(m_sentence, Tone::Muted);
        m_sentence->setText(
            tr("Move a slider to see the answer at another value. Marks stand where another way "
               "wins. The form keeps its values until you use these."));
        return;
    }
    m_judging.run([this, scenario = moved(), catalog = m_document.catalogPointer()](
                      const LatestJob::Stopped&) -> LatestJob::Delivery {
        return [this, there = evaluate(scenario, *catalog)] { showJudged(there); };
    });
}

void ChangeCard::showJudged(const Evaluation& there) {
    const OptionResult* const now = bestOf(m_document.evaluation());
    const OptionResult* const then = bestOf(there);
    const bool sameOption = now && then && now->option.id == then->option.id;
    const bool sameWay = now && then && now->option.kind == then->option.kind;
    if (sameOption || (!now && !then)) {
        m_badge->set(tr("Same answer"), theme::Role::Good);
    } else if (sameWay) {
        m_badge->set(tr("Same way, another choice"), theme::Role::Accent);
    } else {
        m_badge->set(tr("Another way"), theme::Role::Warn);
    }
    m_badge->setVisible(true);
    const auto error =
        std::find_if(there.findings.begin(), there.findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::Error; });
    setTone(m_sentence, error == there.findings.end() ? Tone::Plain : Tone::Bad);
    m_sentence->setText(breakable(QString::fromStdString(
        error == there.findings.end() ? there.verdict.sentence : error->message)));
}

}  // namespace headroom
