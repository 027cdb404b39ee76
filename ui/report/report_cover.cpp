// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Page 1: what was asked, what to do, the three options to look at. Page 2: the findings in short.
#include <QCoreApplication>
#include <algorithm>

#include "ui/charts/cost_chart.h"
#include "ui/pages/answer_page_text.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

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

QString byline(const ReportContext& context) {
    QStringList facts;
    const ReportSettings& settings = context.settings;
    for (const QString& name : {reportAuthor(context), reportCompany(context)}) {
        if (!name.isEmpty()) facts.append(name);
    }
    facts.append(answer::dateText(settings.createdOn.toStdString()));
    if (!settings.catalogDate.isEmpty()) {
        facts.append(tr("catalog prices up to %1")
                         .arg(answer::dateText(settings.catalogDate.toStdString())));
    }
    return facts.join(u" · "_s);
}

ReportCard cardOf(const OptionResult& result, const QString& standing,
                  const ReportContext& context) {
    ReportCard card;
    card.role = theme::optionRole(result.option.kind);
    card.standing =
        u"%1 · %2"_s.arg(QString::fromUtf8(optionKindLabel(result.option.kind)), standing);
    card.name = plainText(result.option.name);
    card.price = answer::priceLine(result, context.catalog);
    for (const answer::Figure& figure : answer::figures(result, context.scenario)) {
        card.figures.push_back({figure.label, figure.value, roleOf(figure.tone)});
    }
    if (!result.exclusions.empty()) card.exclusion = plainText(result.exclusions.front().reason);
    const answer::Figure aside = answer::aside(result);
    card.aside = plainText(aside.value.toStdString());
    card.asideRole = roleOf(aside.tone);
    return card;
}

}  // namespace

QString reportAuthor(const ReportContext& context) {
    return context.settings.author.isEmpty() ? plainText(context.scenario.author)
                                             : plainText(context.settings.author.toStdString());
}

QString reportCompany(const ReportContext& context) {
    return context.settings.company.isEmpty() ? plainText(context.scenario.company)
                                              : plainText(context.settings.company.toStdString());
}

void addCover(ReportPart& part, const ReportContext& context) {
    const Verdict& verdict = context.verdict;
    part.heading = plainText(context.scenario.title);
    ReportCover cover;
    cover.question = plainText(context.scenario.question);
    cover.byline = byline(context);
    const Clearness clear = clearness(verdict);
    cover.badge = clear.word;
    cover.badgeRole = clear.role;
    cover.verdict = plainText(verdict.sentence);
    QStringList facts;
    for (const std::string& fact : verdict.facts) facts.append(plainText(fact));
    cover.facts = facts.join(u" · "_s);
    for (const std::string& text : verdict.warnings) cover.warnings.append(plainText(text));
    for (const std::string& text : verdict.relaxations) cover.relaxations.append(plainText(text));
    const std::vector<std::size_t>& shown = context.evaluation.highlights;
    for (std::size_t i = 0; i < shown.size() && i < 3; ++i) {
        const OptionResult& result = context.evaluation.options[shown[i]];
        const QString standing = !result.feasible ? tr("left out")
                                 : i == 0         ? tr("best")
                                                  : tr("runner-up");
        cover.cards.push_back(cardOf(result, standing, context));
    }
    part.blocks.emplace_back(std::move(cover));
    for (const BreakEvenPair& pair : context.evaluation.breakEvens) {
        part.paragraph(breakEvenSentence(context.evaluation, pair));
    }
    for (const Finding& finding : context.evaluation.findings) {
        if (finding.severity != Severity::Warning) continue;
        part.warning(plainText(finding.message + " " + finding.remedy));
    }
}

void addSummary(ReportPart& part, const ReportContext& context) {
    part.heading = tr("The answer in short");
    part.paragraph(plainText(context.verdict.sentence));
    part.subheading(tr("What was found"));
    for (const QString& finding : {memoryFinding(context), speedFinding(context),
                                   costFinding(context), riskFinding(context)}) {
        part.bullet(finding);
    }
    if (!context.verdict.risk.empty()) {
        part.subheading(tr("How sure it is, and what would change it"));
        for (const std::string& sentence : context.verdict.risk) part.bullet(plainText(sentence));
    }
    part.subheading(tr("What was judged"));
    const auto& options = context.evaluation.options;
    const auto passing = std::count_if(options.begin(), options.end(),
                                       [](const OptionResult& result) { return result.feasible; });
    part.bullet(
        tr("%1 of the %2 options in the catalog pass every hard rule; %3 are compared here.")
            .arg(QString::number(passing), QString::number(options.size()),
                 QString::number(context.options.size())));
    for (const answer::LeftOut& group : answer::leftOut(context.evaluation)) {
        part.bullet(u"%1, %2. %3"_s.arg(group.title, group.counts, group.sentence));
    }
    part.subheading(tr("In this report"));
    part.blocks.emplace_back(ReportContents{});
}

}  // namespace headroom
