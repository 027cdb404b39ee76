// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Page 1: what was asked, what to do, the three options to look at.
#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>

#include "ui/charts/cost_chart.h"
#include "ui/pages/answer_page_text.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kPadding = 12;
constexpr double kCardGap = 12;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

struct Clearness {
    QString word;
    Role role;
};

Clearness clearness(const Verdict& verdict) {
    if (verdict.advice == Advice::NothingFits) return {tr("Nothing fits"), Role::Bad};
    switch (verdict.clarity) {
        case Clarity::Clear:
            return {tr("Clear"), Role::Good};
        case Clarity::Leaning:
            return {tr("Leaning"), Role::Warn};
        case Clarity::Open:
            return {tr("Open"), Role::Warn};
    }
    return {};
}

Role roleOf(Tone tone) {
    switch (tone) {
        case Tone::Muted:
            return Role::Muted;
        case Tone::Good:
            return Role::Good;
        case Tone::Warn:
            return Role::Warn;
        case Tone::Bad:
            return Role::Bad;
        case Tone::Plain:
            break;
    }
    return Role::Text;
}

/// A word on a tinted ground; returns its width.
double drawBadge(ReportCanvas& canvas, QPointF topLeft, const QString& text, Role role) {
    const QFont& font = canvas.fonts().strong;
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(text) + 18, metrics.height() + 6);
    QCPPainter& painter = canvas.painter();
    painter.setPen(Qt::NoPen);
    painter.setBrush(mix(canvas.color(Role::Surface), canvas.color(role), 0.14));
    painter.drawRoundedRect(QRectF(topLeft, size), size.height() / 2, size.height() / 2);
    canvas.textAt(topLeft + QPointF(9, 3), size.width(), text, font, role, 1);
    return size.width();
}

void addTitle(ReportCanvas& canvas, const ReportContext& context) {
    const double width = canvas.area().width();
    canvas.skip(canvas.textAt({0, canvas.y()}, width, plainText(context.scenario.title),
                              canvas.fonts().title, Role::Text, 3) +
                4);
    const QString question = plainText(context.scenario.question);
    if (!question.isEmpty()) {
        canvas.skip(
            canvas.textAt({0, canvas.y()}, width, question, canvas.fonts().lead, Role::Muted, 5) +
            4);
    }
    QStringList facts;
    for (const std::string& name : {context.scenario.author, context.scenario.company}) {
        if (!plainText(name).isEmpty()) facts.append(plainText(name));
    }
    facts.append(answer::dateText(context.settings.createdOn.toStdString()));
    if (!context.settings.catalogDate.isEmpty()) {
        facts.append(tr("catalog prices up to %1")
                         .arg(answer::dateText(context.settings.catalogDate.toStdString())));
    }
    canvas.skip(canvas.textAt({0, canvas.y()}, width, facts.join(u" · "_s), canvas.fonts().body,
                              Role::Muted, 3) +
                18);
}

void addVerdict(ReportCanvas& canvas, const ReportContext& context) {
    const Verdict& verdict = context.verdict;
    const double width = canvas.area().width() - 2 * kPadding;
    QStringList facts;
    for (const std::string& fact : verdict.facts) facts.append(plainText(fact));
    const QString sentence = plainText(verdict.sentence);
    const QString factLine = facts.join(u" · "_s);
    const QFont& factFont = canvas.fonts().body;
    const double height = 2 * kPadding + 30 +
                          ReportCanvas::heightOf(sentence, canvas.fonts().heading, width, 6) + 6 +
                          ReportCanvas::heightOf(factLine, factFont, width, 8);
    const Clearness clear = clearness(verdict);
    const double top = canvas.y();
    QCPPainter& painter = canvas.painter();
    painter.setPen(QPen(canvas.color(Role::Line), 1));
    painter.setBrush(canvas.color(Role::Surface));
    painter.drawRoundedRect(QRectF(0.5, top, canvas.area().width() - 1, height), 8, 8);
    double y = top + kPadding;
    drawBadge(canvas, {kPadding, y}, clear.word, clear.role);
    y += 30;
    y += canvas.textAt({kPadding, y}, width, sentence, canvas.fonts().heading, Role::Text, 6) + 6;
    canvas.textAt({kPadding, y}, width, factLine, factFont, Role::Text, 8);
    canvas.moveTo(top + height + 12);
}

void addWarnings(ReportCanvas& canvas, const std::vector<std::string>& sentences, Role role) {
    constexpr double indent = 18;
    for (const std::string& sentence : sentences) {
        const double middle = canvas.y() + QFontMetricsF(canvas.fonts().body).height() / 2;
        QPainterPath triangle(QPointF(6, middle - 5));
        triangle.lineTo(12, middle + 5);
        triangle.lineTo(0, middle + 5);
        triangle.closeSubpath();
        canvas.painter().setPen(Qt::NoPen);
        canvas.painter().fillPath(triangle, canvas.color(role));
        canvas.skip(canvas.textAt({indent, canvas.y()}, canvas.area().width() - indent,
                                  plainText(sentence), canvas.fonts().body, Role::Text, 6) +
                    5);
    }
}

double addFigures(ReportCanvas& canvas, const OptionResult& result, const Scenario& scenario,
                  QPointF topLeft, double width) {
    double y = topLeft.y();
    for (const answer::Figure& figure : answer::figures(result, scenario)) {
        const QFontMetricsF metrics(canvas.fonts().smallStrong);
        const double valueWidth =
            std::min(width * 0.55, metrics.horizontalAdvance(figure.value) + 2);
        const double labelHeight =
            canvas.textAt({topLeft.x(), y}, width - valueWidth - 6, figure.label,
                          canvas.fonts().small, Role::Muted, 2);
        const double valueHeight =
            canvas.textAt({topLeft.x() + width - valueWidth, y}, valueWidth, figure.value,
                          canvas.fonts().smallStrong, roleOf(figure.tone), 2, true);
        y += std::max(labelHeight, valueHeight) + 4;
    }
    return y;
}

/// Draws one card and returns its lower end.
double addCard(ReportCanvas& canvas, const ReportContext& context, const OptionResult& result,
               const QString& standing, const QRectF& card) {
    const double x = card.left() + kPadding;
    const double width = card.width() - 2 * kPadding;
    canvas.painter().fillRect(QRectF(card.topLeft(), QSizeF(card.width(), 4)),
                              canvas.color(theme::optionRole(result.option.kind)));
    double y = card.top() + kPadding + 2;
    const QString kind = QString::fromUtf8(optionKindLabel(result.option.kind));
    y += canvas.textAt({x, y}, width, u"%1 · %2"_s.arg(kind, standing), canvas.fonts().smallStrong,
                       theme::optionRole(result.option.kind), 1) +
         2;
    y += canvas.textAt({x, y}, width, plainText(result.option.name), canvas.fonts().strong,
                       Role::Text, 3) +
         2;
    y += canvas.textAt({x, y}, width, answer::priceLine(result, context.catalog),
                       canvas.fonts().small, Role::Muted, 3) +
         8;
    y = addFigures(canvas, result, context.scenario, {x, y}, width);
    if (!result.exclusions.empty()) {
        y += canvas.textAt({x, y}, width, plainText(result.exclusions.front().reason),
                           canvas.fonts().small, Role::Bad, 4);
    }
    if (const answer::Figure aside = answer::aside(result); !aside.value.isEmpty()) {
        y += canvas.textAt({x, y}, width, plainText(aside.value.toStdString()),
                           canvas.fonts().small, roleOf(aside.tone), 6);
    }
    return y + kPadding;
}

void addCards(ReportCanvas& canvas, const ReportContext& context) {
    const std::vector<std::size_t>& shown = context.evaluation.highlights;
    if (shown.empty()) return;
    const double width = (canvas.area().width() - 2 * kCardGap) / 3;
    const double top = canvas.y();
    double bottom = top;
    std::vector<QRectF> cards;
    for (std::size_t i = 0; i < shown.size() && i < 3; ++i) {
        const OptionResult& result = context.evaluation.options[shown[i]];
        const QString standing = !result.feasible ? tr("left out")
                                 : i == 0         ? tr("best")
                                                  : tr("runner-up");
        const QRectF card(static_cast<double>(i) * (width + kCardGap), top, width, 0);
        bottom = std::max(bottom, addCard(canvas, context, result, standing, card));
        cards.push_back(card);
    }
    canvas.painter().setPen(QPen(canvas.color(Role::Line), 1));
    canvas.painter().setBrush(Qt::NoBrush);
    for (const QRectF& card : cards) {
        canvas.painter().drawRect(QRectF(card.topLeft(), QPointF(card.right(), bottom)));
    }
    canvas.moveTo(bottom + 14);
}

}  // namespace

void addCoverPage(ReportCanvas& canvas, const ReportContext& context) {
    addTitle(canvas, context);
    addVerdict(canvas, context);
    const Verdict& verdict = context.verdict;
    addWarnings(canvas, verdict.warnings, Role::Warn);
    if (!verdict.relaxations.empty()) {
        canvas.subheading(tr("The smallest changes that would admit something"));
        for (const std::string& change : verdict.relaxations) canvas.bullet(plainText(change));
    }
    canvas.skip(6);
    addCards(canvas, context);
    for (const BreakEvenPair& pair : context.evaluation.breakEvens) {
        canvas.paragraph(breakEvenSentence(context.evaluation, pair));
    }
    std::vector<std::string> findings;
    for (const Finding& finding : context.evaluation.findings) {
        if (finding.severity == Severity::Warning) {
            findings.push_back(finding.message + " " + finding.remedy);
        }
    }
    addWarnings(canvas, findings, Role::Warn);
}

}  // namespace headroom
