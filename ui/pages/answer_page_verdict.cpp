// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/answer_page_verdict.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/document/document.h"
#include "ui/pages/answer_page_text.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSideWidth = 250;

std::pair<QString, theme::Role> badgeFor(const Verdict& verdict) {
    if (verdict.advice == Advice::NothingFits) {
        return {VerdictCard::tr("Nothing fits"), theme::Role::Bad};
    }
    switch (verdict.clarity) {
        case Clarity::Clear:
            return {VerdictCard::tr("Clear"), theme::Role::Good};
        case Clarity::Leaning:
            return {VerdictCard::tr("Leaning"), theme::Role::Accent};
        case Clarity::Open:
            return {VerdictCard::tr("Open"), theme::Role::Warn};
    }
    Q_UNREACHABLE();
}

QString joined(const std::vector<std::string>& lines, const QString& separator,
               const QString& before = {}) {
    QStringList parts;
    for (const std::string& line : lines) parts << before + QString::fromStdString(line);
    return parts.join(separator);
}

QString basis(const Document& document) {
    if (document.pricesAsSaved()) {
        return VerdictCard::tr("with these inputs and prices as saved on %1")
            .arg(answer::dateText(document.savedOn().toStdString()));
    }
    const QString newest = document.session().newestPriceDate();
    return newest.isEmpty() ? VerdictCard::tr("with these inputs and the catalog’s prices")
                            : VerdictCard::tr("with these inputs and catalog prices up to %1")
                                  .arg(answer::dateText(newest.toStdString()));
}

}  // namespace

VerdictCard::VerdictCard(QWidget* parent) : Card(parent) {
    m_columns = new QHBoxLayout(this);
    const int side = theme::spacing(3);
    m_columns->setContentsMargins(side, side, side, side);
    m_columns->setSpacing(side);
    auto* const main = new QVBoxLayout;
    main->setSpacing(theme::spacing(1));
    auto* const head = new QHBoxLayout;
    head->setSpacing(theme::spacing(1));
    m_badge = new Badge({}, theme::Role::Good, Badge::Shape::Pill);
    m_badge->setObjectName(u"verdictBadge"_s);
    m_basis = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    head->addWidget(m_badge);
    head->addWidget(m_basis, 1);
    m_warnings = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Warn);
    m_warnings->setObjectName(u"verdictWarnings"_s);
    m_sentence = makeWrappedLabel({}, theme::TextStyle::Verdict, true);
    m_sentence->setObjectName(u"verdictSentence"_s);
    m_facts = makeWrappedLabel({});
    m_facts->setObjectName(u"verdictFacts"_s);
    m_risk = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_risk->setObjectName(u"verdictRisk"_s);
    main->addLayout(head);
    main->addWidget(m_sentence);
    main->addWidget(m_warnings);  // who should not buy, before any figure
    main->addWidget(m_facts);
    main->addWidget(m_risk);
    main->addStretch(1);
    m_columns->addLayout(main, 1);

    m_side = new QWidget;
    m_side->setFixedWidth(theme::scaled(kSideWidth));
    m_rule = new QFrame;
    m_rule->setFixedWidth(1);
    m_rule->setAutoFillBackground(true);
    m_rule->setBackgroundRole(QPalette::Mid);
    auto* const sideRow = new QHBoxLayout(m_side);
    sideRow->setContentsMargins(0, 0, 0, 0);
    sideRow->setSpacing(side);
    auto* const sideColumn = new QVBoxLayout;
    m_sideTitle = makeWrappedLabel({}, theme::TextStyle::Body, true);
    m_sideText = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_sideText->setObjectName(u"breakEvenText"_s);
    auto* const working = new QToolButton;
    working->setObjectName(u"workingButton"_s);
    working->setText(tr("Show the Working…"));
    working->setProperty("quiet", true);
    working->setFocusPolicy(Qt::StrongFocus);
    connect(working, &QToolButton::clicked, this, &VerdictCard::workingRequested);
    sideColumn->addWidget(m_sideTitle);
    sideColumn->addWidget(m_sideText);
    sideColumn->addWidget(working, 0, Qt::AlignLeft);
    sideColumn->addStretch(1);
    sideRow->addWidget(m_rule);
    sideRow->addLayout(sideColumn, 1);
    m_columns->addWidget(m_side);
}

void VerdictCard::setNarrow(bool narrow) {
    m_columns->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_rule->setVisible(!narrow);
    m_side->setMinimumWidth(narrow ? 0 : theme::scaled(kSideWidth));
    m_side->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : theme::scaled(kSideWidth));
}

void VerdictCard::show(const Document& document) {
    const Verdict& verdict = document.verdict();
    const auto [word, role] = badgeFor(verdict);
    // A faded answer could not be read.
    setEdge(document.stale() ? std::optional(theme::Role::Warn) : std::nullopt);
    if (document.stale()) {
        m_badge->set(tr("Stale"), theme::Role::Warn);
        m_basis->setText(
            tr("for the last requirements without an error; correct the marked field"));
    } else {
        m_badge->set(word, role);
        m_basis->setText(basis(document));
    }
    m_warnings->setText(breakable(joined(verdict.warnings, u"\n"_s, u"▲ "_s)));
    m_warnings->setVisible(!verdict.warnings.empty());
    m_sentence->setText(breakable(QString::fromStdString(verdict.sentence)));
    QString facts = joined(verdict.facts, u" · "_s);
    if (!verdict.relaxations.empty()) {
        facts += u'\n' + joined(verdict.relaxations, u"\n"_s, u"→ "_s);
    }
    m_facts->setText(breakable(facts));
    m_risk->setText(breakable(joined(verdict.risk, u"\n"_s, u"• "_s)));
    m_risk->setVisible(!verdict.risk.empty() && !document.stale());
    setAccessibleName(m_badge->text() + u": "_s + m_sentence->text());
    showBreakEvens(document);
}

void VerdictCard::showBreakEvens(const Document& document) {
    const Evaluation& evaluation = document.evaluation();
    QStringList lines;
    for (const BreakEvenPair& pair : evaluation.breakEvens) {
        lines << answer::breakEvenText(pair, evaluation);
    }
    if (lines.isEmpty()) {
        m_sideTitle->setText(tr("When owning pays off"));
        m_sideText->setText(
            tr("There is no owned option beside a rented one or an API that meets "
               "the requirements, so there is nothing to break even with."));
        return;
    }
    const OptionResult& own = evaluation.options.at(evaluation.breakEvens.front().candidate);
    m_sideTitle->setText(
        breakable(tr("When owning %1 pays off").arg(QString::fromStdString(own.option.name))));
    m_sideText->setText(breakable(lines.join(u'\n')));
}

}  // namespace headroom
