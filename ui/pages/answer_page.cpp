// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/answer_page.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/scenario/fields.h"
#include "ui/document/document.h"
#include "ui/pages/answer_page_card.h"
#include "ui/pages/answer_page_change.h"
#include "ui/pages/answer_page_text.h"
#include "ui/pages/answer_page_verdict.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kCards = 3;
/// Below it the labels of three cards in a row break into words.
constexpr int kNarrowPage = 720;

QVBoxLayout* cardColumn(Card* card) {
    auto* const layout = new QVBoxLayout(card);
    const int side = theme::spacing(3);
    layout->setContentsMargins(side, side, side, side);
    layout->setSpacing(theme::spacing(1));
    return layout;
}

QString standingOf(const OptionResult& result, std::size_t position) {
    if (!result.feasible) return AnswerPage::tr("nearly fits");
    return position == 0 ? AnswerPage::tr("best") : AnswerPage::tr("runner-up");
}

}  // namespace

AnswerPage::AnswerPage(Document& document, QWidget* parent)
    : QWidget(parent), m_document(document) {
    setObjectName(u"answerPage"_s);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_scroll = new PageScroll;
    m_scroll->setAccessibleName(tr("Answer"));
    layout->addWidget(m_scroll);
    m_results = buildResults();
    m_scroll->column()->addWidget(buildErrors());
    m_scroll->column()->addWidget(m_results);
    m_scroll->column()->addStretch(1);
    m_scroll->addPart(m_leftOut, [this] { refreshLeftOut(); });
    connect(&m_document, &Document::changed, this, &AnswerPage::refresh);
    connect(&m_document, &Document::riskChanged, this, [this] { m_verdict->show(m_document); });
    connect(&m_document, &Document::focusChanged, this, &AnswerPage::showFocus);
    refresh();
}

QWidget* AnswerPage::buildResults() {
    auto* const results = new QWidget;
    auto* const column = new QVBoxLayout(results);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing(2));
    m_verdict = new VerdictCard;
    m_verdict->setObjectName(u"verdictCard"_s);
    connect(m_verdict, &VerdictCard::workingRequested, this, &AnswerPage::workingRequested);
    column->addWidget(m_verdict);

    m_cardRow = new QHBoxLayout;
    m_cardRow->setSpacing(theme::spacing(2));
    for (std::size_t i = 0; i < kCards; ++i) {
        auto* const card = new OptionCard;
        card->setObjectName(u"optionCard%1"_s.arg(i + 1));
        connect(card, &Card::clicked, this,
                [this, card] { m_document.setFocusedOption(card->optionId()); });
        m_cardRow->addWidget(card, 1);
        m_cards.push_back(card);
    }
    column->addLayout(m_cardRow);
    m_change = new ChangeCard(m_document);
    column->addWidget(m_change);

    m_leftOut = new Card;
    m_leftOut->setObjectName(u"leftOutCard"_s);
    QVBoxLayout* const leftOut = cardColumn(m_leftOut);
    auto* const head = new QHBoxLayout;
    head->addWidget(
        makeLabel(tr("Left out, and what would let them in"), theme::TextStyle::Body, true));
    m_leftOutCount = makeLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    head->addWidget(m_leftOutCount, 1, Qt::AlignRight);
    leftOut->addLayout(head);
    m_leftOutGrid = new QGridLayout;
    m_leftOutGrid->setHorizontalSpacing(theme::spacing(3));
    m_leftOutGrid->setVerticalSpacing(theme::spacing(1));
    m_leftOutGrid->setColumnStretch(2, 1);
    leftOut->addLayout(m_leftOutGrid);
    column->addWidget(m_leftOut);
    return results;
}

void AnswerPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool narrow = width() < theme::scaled(kNarrowPage);
    m_cardRow->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_verdict->setNarrow(narrow);
    for (OptionCard* const card : m_cards) {
        QSizePolicy policy = card->sizePolicy();
        // In a row, one card alone does not stretch over the page.
        policy.setRetainSizeWhenHidden(!narrow);
        card->setSizePolicy(policy);
    }
}

bool AnswerPage::searching() const {
    return m_change->searching();
}

QWidget* AnswerPage::buildErrors() {
    m_errors = new Card;
    m_errors->setObjectName(u"errorsCard"_s);
    QVBoxLayout* const column = cardColumn(m_errors);
    column->addWidget(makeWrappedLabel(tr("The requirements need a correction first"),
                                       theme::TextStyle::Verdict, true));
    column->addWidget(makeWrappedLabel(
        tr("There is no answer to show yet. These fields cannot be used as they are:"),
        theme::TextStyle::Body, false, Tone::Muted));
    m_errorList = new QVBoxLayout;
    column->addLayout(m_errorList);
    return m_errors;
}

void AnswerPage::refresh() {
    const bool nothing = m_document.evaluation().options.empty();
    m_errors->setVisible(nothing);
    m_results->setVisible(!nothing);
    if (nothing) {
        refreshErrors();
        return;
    }
    m_verdict->show(m_document);
    refreshCards();
    m_scroll->refreshParts();
    showFocus();
}

void AnswerPage::refreshCards() {
    const Evaluation& evaluation = m_document.evaluation();
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        if (i >= evaluation.highlights.size()) {
            m_cards[i]->hide();
            continue;
        }
        const OptionResult& result = evaluation.options.at(evaluation.highlights[i]);
        m_cards[i]->show(result, standingOf(result, i), m_document.scenario(),
                         m_document.catalog());
    }
}

void AnswerPage::refreshLeftOut() {
    const Evaluation& evaluation = m_document.evaluation();
    const std::vector<answer::LeftOut> groups = answer::leftOut(evaluation);
    m_leftOut->setVisible(!groups.empty());
    const auto all = static_cast<qlonglong>(evaluation.options.size());
    m_leftOutCount->setText(
        tr("%1 of %2 options")
            .arg(QLocale().toString(all - static_cast<qlonglong>(evaluation.feasibleCount)),
                 QLocale().toString(all)));
    while (m_leftOutRows.size() < groups.size()) {
        const auto line = static_cast<int>(m_leftOutRows.size());
        const LeftOutRow row{makeLabel({}, theme::TextStyle::Body, true),
                             makeLabel({}, theme::TextStyle::Body, false, Tone::Muted),
                             makeWrappedLabel({})};
        m_leftOutGrid->addWidget(row.title, line, 0, Qt::AlignTop);
        m_leftOutGrid->addWidget(row.counts, line, 1, Qt::AlignTop);
        m_leftOutGrid->addWidget(row.sentence, line, 2, Qt::AlignTop);
        m_leftOutRows.push_back(row);
    }
    for (std::size_t i = 0; i < m_leftOutRows.size(); ++i) {
        const LeftOutRow& row = m_leftOutRows[i];
        for (QLabel* const label : {row.title, row.counts, row.sentence}) {
            label->setVisible(i < groups.size());
        }
        if (i >= groups.size()) continue;
        row.title->setText(groups[i].title);
        row.counts->setText(groups[i].counts);
        row.sentence->setText(breakable(groups[i].sentence));
    }
}

void AnswerPage::refreshErrors() {
    while (QLayoutItem* const item = m_errorList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Finding& finding : m_document.findings()) {
        if (finding.severity != Severity::Error) continue;
        auto* const row = new QWidget;
        auto* const layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        const std::string sentence =
            finding.remedy.empty() ? finding.message : finding.message + ' ' + finding.remedy;
        layout->addWidget(makeWrappedLabel(QString::fromStdString(sentence), theme::TextStyle::Body,
                                           false, Tone::Bad),
                          1);
        if (const Field* const field = findField(finding.field)) {
            const QString id = QString::fromStdString(finding.field);
            auto* const go = new QPushButton(tr("Go to Field"));
            go->setAccessibleName(
                tr("Go to %1").arg(QString::fromStdString(std::string(field->label))));
            connect(go, &QPushButton::clicked, this, [this, id] { emit fieldRequested(id); });
            layout->addWidget(go);
        }
        m_errorList->addWidget(row);
    }
}

void AnswerPage::showFocus() {
    const OptionResult* const focused = m_document.focused();
    const QString id = focused ? QString::fromStdString(focused->option.id) : QString();
    for (OptionCard* const card : m_cards) card->setChosen(card->optionId() == id);
}

}  // namespace headroom
