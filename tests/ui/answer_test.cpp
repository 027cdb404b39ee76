// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QPushButton>

#include "tests/support/ui_window.h"
#include "ui/pages/answer_page.h"
#include "ui/pages/answer_page_card.h"
#include "ui/pages/answer_page_text.h"
#include "ui/widgets/labels.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

std::vector<OptionCard*> visibleCards(const MainWindow& window) {
    std::vector<OptionCard*> cards;
    for (int i = 1; i <= 3; ++i) {
        auto& card = child<OptionCard>(window, u"optionCard%1"_s.arg(i));
        if (card.isVisible()) cards.push_back(&card);
    }
    return cards;
}

QString text(const MainWindow& window, const QString& name) {
    return child<QLabel>(window, name).text();
}

Scenario impossible(Scenario scenario) {
    scenario.model.modelId = "llama-3.1-70b";
    scenario.model.weightFormatId = "gguf-f16";
    scenario.privacy.placement = DataPlacement::OwnPremises;
    scenario.finance.capitalLimit = 1.0;
    return scenario;
}

}  // namespace

TEST_CASE("The answer shows the verdict and the highlighted options in order", "[answer]") {
    UiWindow ui;
    ui.start();
    const Evaluation& evaluation = ui.document().evaluation();
    CHECK(text(*ui.window, u"verdictSentence"_s).toStdString() == evaluation.verdict.sentence);
    const std::vector<OptionCard*> cards = visibleCards(*ui.window);
    REQUIRE(cards.size() == evaluation.highlights.size());
    for (std::size_t i = 0; i < cards.size(); ++i) {
        CHECK(cards[i]->optionId().toStdString() ==
              evaluation.options[evaluation.highlights[i]].option.id);
    }
    CHECK(cards.front()->chosen());
}

TEST_CASE("Choosing an option works by mouse and by key and follows the document",
          "[answer][focus]") {
    UiWindow ui;
    ui.start();
    const std::vector<OptionCard*> cards = visibleCards(*ui.window);
    REQUIRE(cards.size() >= 2);
    QTest::mouseClick(cards[1], Qt::LeftButton);
    CHECK(ui.document().focusedOption() == cards[1]->optionId());
    CHECK(cards[1]->chosen());
    CHECK_FALSE(cards[0]->chosen());
    cards[0]->setFocus();
    QTest::keyClick(cards[0], Qt::Key_Return);
    CHECK(ui.document().focusedOption() == cards[0]->optionId());
    ui.document().setFocusedOption(cards[1]->optionId());
    CHECK(cards[1]->chosen());
}

TEST_CASE("Everything that was left out is counted once", "[answer]") {
    UiWindow ui;
    ui.start();
    const Evaluation& evaluation = ui.document().evaluation();
    std::size_t counted = 0;
    for (const answer::LeftOut& group : answer::leftOut(evaluation)) {
        CHECK_FALSE(group.sentence.isEmpty());
        for (const QString& part : group.counts.split(u", "_s)) {
            QString number = part.section(u' ', 0, 0);
            counted += number.remove(u',').toUInt();
        }
    }
    CHECK(counted == evaluation.options.size() - evaluation.feasibleCount);
}

TEST_CASE("When nothing fits, the answer says so and proposes the smallest changes", "[answer]") {
    UiWindow ui;
    ui.start();
    ui.document().edit(impossible(ui.document().scenario()), u"Change Everything"_s);
    const Verdict& verdict = ui.document().evaluation().verdict;
    REQUIRE(verdict.advice == Advice::NothingFits);
    CHECK(text(*ui.window, u"verdictBadge"_s) == u"Nothing fits"_s);
    REQUIRE_FALSE(verdict.relaxations.empty());
    CHECK(text(*ui.window, u"verdictFacts"_s)
              .contains(QString::fromStdString(verdict.relaxations.front())));
}

TEST_CASE("A stale answer is marked and comes back to life", "[answer]") {
    UiWindow ui;
    ui.start();
    const QString sentence = text(*ui.window, u"verdictSentence"_s);
    enter(edit(ui, u"contextLengthEdit"_s), u"-1"_s);
    CHECK(text(*ui.window, u"verdictBadge"_s) == u"Stale"_s);
    CHECK(text(*ui.window, u"verdictSentence"_s) == sentence);
    enter(edit(ui, u"contextLengthEdit"_s), u"8192"_s);
    CHECK(text(*ui.window, u"verdictBadge"_s) != u"Stale"_s);
}

TEST_CASE("A document that opens with an error leads to the field that needs correction",
          "[answer]") {
    UiWindow ui;
    Scenario wrong;
    wrong.workload.concurrentUsers = 0;
    saveScenario(ui.file(u"wrong.headroom"_s),
                 {.scenario = wrong, .snapshot = {}, .savedOn = {}, .unknown = {}});
    REQUIRE(ui.window->openFile(ui.file(u"wrong.headroom"_s)) == ui.window.get());
    REQUIRE(QTest::qWaitForWindowActive(ui.window.get()));
    auto& card = child<QWidget>(*ui.window, u"errorsCard"_s);
    REQUIRE(card.isVisible());
    const QList<QPushButton*> buttons = card.findChildren<QPushButton*>();
    REQUIRE(buttons.size() == 1);
    QTest::mouseClick(buttons.front(), Qt::LeftButton);
    CHECK(edit(ui, u"concurrentUsersEdit"_s).hasFocus());
    enter(edit(ui, u"concurrentUsersEdit"_s), u"1"_s);
    CHECK_FALSE(card.isVisible());
    CHECK(child<QWidget>(*ui.window, u"verdictCard"_s).isVisible());
}

TEST_CASE("Names from the catalog are shown as they are, never as markup", "[answer]") {
    UiWindow ui;
    for (const Row& row : ui.session->rows().at("machines")) {
        Row hostile = row;
        hostile.set("name", "<img src=x>%1&");
        REQUIRE(ui.session->edit(u"Rename"_s, {{"machines", row, hostile}}) == QString());
        break;
    }
    ui.start();
    for (const QLabel* const label : ui.window->findChildren<QLabel*>()) {
        if (label->parentWidget() && label->parentWidget()->inherits("QStatusBar")) continue;
        INFO(label->text().toStdString());
        const bool safe =
            label->textFormat() == Qt::PlainText || !label->text().contains(u"<img"_s);
        CHECK(safe);
    }
}

TEST_CASE("Days and months are spelled out, other dates kept as they are", "[answer]") {
    CHECK(answer::dateText("2026-09-22") == u"22 Sep 2026"_s);
    CHECK(answer::dateText("2026-09") == u"Sep 2026"_s);
    CHECK(answer::dateText("2026") == u"2026"_s);
    CHECK(answer::dateText("2026-13") == u"2026-13"_s);
}
