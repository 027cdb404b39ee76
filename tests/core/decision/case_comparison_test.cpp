// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/case_comparison.h"

#include <algorithm>
#include <limits>
#include <set>

#include "core/decision/pareto.h"
#include "core/evaluate.h"
#include "core/units/format.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Evaluated scenarios, kept for as long as they are compared.
class Cases {
public:
    Cases(std::initializer_list<Scenario> scenarios, const std::string& optionId = {})
        : m_scenarios(scenarios) {
        m_evaluations.reserve(m_scenarios.size());
        for (const Scenario& scenario : m_scenarios) {
            const Evaluation& evaluation =
                m_evaluations.emplace_back(evaluate(scenario, seedCatalog()));
            const bool broken = hasErrors(evaluation.findings);
            m_sides.push_back(
                {.name = "case " + std::to_string(m_sides.size() + 1),
                 .scenario = &scenario,
                 .catalog = &seedCatalog(),
                 .verdict = broken ? nullptr : &evaluation.verdict,
                 .options = evaluation.options,
                 .feasibleCount = evaluation.feasibleCount,
                 .shown = shownOption(evaluation.options, evaluation.feasibleCount, optionId),
                 .problem = broken ? evaluation.findings.front().message : ""});
        }
    }
    const std::vector<ComparedCase>& sides() const { return m_sides; }
    std::vector<ComparedCase>& sides() { return m_sides; }
    const OptionResult& shown(std::size_t index) const { return *m_sides[index].shown; }
    const Evaluation& evaluation(std::size_t index) const { return m_evaluations[index]; }

private:
    std::vector<Scenario> m_scenarios;
    std::vector<Evaluation> m_evaluations;
    std::vector<ComparedCase> m_sides;
};

const CaseRow& rowOf(CaseFact fact, const std::vector<CaseRow>& rows) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [=](const CaseRow& row) { return row.fact == fact; });
    REQUIRE(found != rows.end());
    return *found;
}

Scenario rentedChat() {
    Scenario scenario = burstyChat8b();
    scenario.privacy.placement = DataPlacement::AnyCloud;
    return scenario;
}

Scenario ownedChat() {
    Scenario scenario = burstyChat8b();
    scenario.privacy.placement = DataPlacement::OwnPremises;
    return scenario;
}

}  // namespace

TEST_CASE("Figures of a case are those of its best option", "[cases]") {
    const Cases cases{ownedChat(), assistant70b()};
    const std::vector<CaseRow> rows = compareCases(cases.sides(), 0);
    for (std::size_t i = 0; i < 2; ++i) {
        const OptionResult& best = cases.shown(i);
        REQUIRE(&best == &cases.evaluation(i).options.front());
        const auto value = [&](CaseFact fact) { return rowOf(fact, rows).figures[i].value; };
        CHECK(rowOf(CaseFact::Option, rows).figures[i].text.find(best.option.name) !=
              std::string::npos);
        CHECK(value(CaseFact::MemoryFree) == Approx(inGibibytes(best.ledger->headroom())));
        CHECK(value(CaseFact::DecodePerUser) == best.speed->decodePerUser.likely.value);
        CHECK(value(CaseFact::FirstToken) == best.speed->firstTokenBusy.likely.value);
        CHECK(value(CaseFact::Prefill) == best.speed->prefill.likely.value);
        CHECK(value(CaseFact::WattsBusy) == best.power->states.decode.value);
        CHECK(value(CaseFact::Upfront) == best.upfront->amount());
        CHECK(value(CaseFact::Total) == best.total.amount());
        CHECK(value(CaseFact::PresentValue) == best.presentValue.amount());
        CHECK(value(CaseFact::PerMillion) == best.costPerMillionTokens);
        CHECK(value(CaseFact::Feasible) == static_cast<double>(cases.evaluation(i).feasibleCount));
        // The first day and the months after it add up to all that is paid before the resale.
        const double horizon = cases.sides()[i].scenario->finance.horizonMonths;
        CHECK(*value(CaseFact::Upfront) + horizon * *value(CaseFact::PerMonth) ==
              Approx(best.cash->cumulativeWithoutResale().back()));
        CHECK(rowOf(CaseFact::Place, rows).figures[i].text == "own premises");
    }
}

TEST_CASE("A difference is what the case has more than the reference, in words and signs",
          "[cases]") {
    const Cases cases{ownedChat(), assistant70b()};
    const std::vector<CaseRow> rows = compareCases(cases.sides(), 0);
    for (const CaseRow& row : rows) {
        CAPTURE(row.label);
        CHECK(row.differences[0].text.empty());
        const CaseDifference& difference = row.differences[1];
        if (!row.figures[0].value || !row.figures[1].value || row.fact == CaseFact::Place) continue;
        REQUIRE(difference.value);
        CHECK(*difference.value == Approx(*row.figures[1].value - *row.figures[0].value));
        if (*difference.value == 0) continue;
        CHECK(difference.text.front() == (*difference.value > 0 ? '+' : '-'));
        CHECK(difference.text.ends_with(difference.word));
        if (difference.share) {
            CHECK(*difference.share == Approx(*difference.value / *row.figures[0].value));
        }
    }
    // A 70 B model for four people needs a larger machine than an 8 B model for three.
    const CaseDifference& upfront = rowOf(CaseFact::Upfront, rows).differences[1];
    CHECK(upfront.word == "dearer");
    CHECK(upfront.tendency == Tendency::Worse);
    CHECK(upfront.text.find(" %) dearer") != std::string::npos);
    const CaseDifference& decode = rowOf(CaseFact::DecodePerUser, rows).differences[1];
    CHECK(decode.word == "slower");
    CHECK(decode.tendency == Tendency::Worse);

    // Seen from the other one every number has the other sign.
    const std::vector<CaseRow> turned = compareCases(cases.sides(), 1);
    CHECK(rowOf(CaseFact::Upfront, turned).differences[0].word == "cheaper");
    CHECK(rowOf(CaseFact::Upfront, turned).differences[0].tendency == Tendency::Better);
    CHECK(*rowOf(CaseFact::Upfront, turned).differences[0].value == Approx(-*upfront.value));
    CHECK(rowOf(CaseFact::Upfront, turned).differences[1].text.empty());
}

TEST_CASE("Identical cases have no difference and no line of inputs", "[cases]") {
    const Cases cases{burstyChat8b(), burstyChat8b(), burstyChat8b()};
    for (const CaseRow& row : compareCases(cases.sides(), 2)) {
        CAPTURE(row.label);
        CHECK(row.figures[0].text == row.figures[2].text);
        for (const std::size_t i : {0, 1}) {
            CHECK(row.differences[i].word ==
                  (row.figures[i].text.empty() || row.figures[i].text == "unknown" ? "" : "same"));
            CHECK(row.differences[i].tendency == Tendency::Neutral);
        }
    }
    const InputDifferences inputs = inputDifferences(cases.sides());
    CHECK(inputs.differing.empty());
    CHECK(inputs.same > 50);
    CHECK(sameInputsSentence(inputs) ==
          "All " + formatNumber(static_cast<double>(inputs.same)) + " inputs are the same.");
}

TEST_CASE("Where one side has no figure there is no difference", "[cases]") {
    Scenario hosted = burstyChat8b();
    const Cases first{hosted};
    const Evaluation& evaluation = first.evaluation(0);
    const auto api = std::find_if(
        evaluation.options.begin(), evaluation.options.end(), [](const OptionResult& result) {
            return result.feasible && result.option.kind == OptionKind::Api;
        });
    REQUIRE(api != evaluation.options.end());
    Cases cases{ownedChat(), hosted};
    cases.sides()[1].shown =
        shownOption(cases.evaluation(1).options, cases.evaluation(1).feasibleCount, api->option.id);
    const std::vector<CaseRow> rows = compareCases(cases.sides(), 0);
    for (const CaseFact fact : {CaseFact::MemoryFree, CaseFact::WattsBusy}) {
        const CaseRow& row = rowOf(fact, rows);
        CHECK(row.figures[1].text.empty());  // the provider's
        CHECK(row.differences[1].text.empty());
    }
    const CaseRow& decode = rowOf(CaseFact::DecodePerUser, rows);
    CHECK(decode.figures[1].text == "unknown");  // nobody publishes it
    CHECK(decode.differences[1].text.empty());
    CHECK(rowOf(CaseFact::Way, rows).differences[1].text == "other way");
    CHECK(rowOf(CaseFact::Place, rows).differences[1].text == "freer");
    CHECK(rowOf(CaseFact::Total, rows).differences[1].value.has_value());
}

TEST_CASE("Where the difference is many times the figure the amounts speak alone", "[cases]") {
    Scenario busy = ownedChat();
    busy.privacy.placement = DataPlacement::Anywhere;
    Scenario quiet = busy;
    quiet.workload.requestsPerDay = 1;
    busy.workload.requestsPerDay = 2'000;
    const Cases cases{quiet, busy};
    const CaseDifference total =
        rowOf(CaseFact::Total, compareCases(cases.sides(), 0)).differences[1];
    REQUIRE(total.share);
    REQUIRE(*total.share > 10);
    CHECK(total.text.find('%') == std::string::npos);
    CHECK(total.text.ends_with(" dearer"));
    CHECK(rowOf(CaseFact::Total, compareCases(cases.sides(), 1))
              .differences[0]
              .text.find("%) cheaper") != std::string::npos);
}

TEST_CASE("A name that is taken gets a number", "[cases]") {
    const std::vector<std::string> taken{"A", "A (2)", "B"};
    CHECK(distinctName("A", taken) == "A (3)");
    CHECK(distinctName("C", taken) == "C");
}

TEST_CASE("Amounts of different currencies are not subtracted", "[cases]") {
    Scenario euros = ownedChat();
    euros.finance.currency = Currency{"EUR"};
    const Cases cases{ownedChat(), euros};
    const std::vector<CaseRow> rows = compareCases(cases.sides(), 0);
    for (const CaseFact fact : {CaseFact::Upfront, CaseFact::PerMonth, CaseFact::Total,
                                CaseFact::PresentValue, CaseFact::PerMillion}) {
        const CaseRow& row = rowOf(fact, rows);
        CAPTURE(row.label);
        CHECK(row.unit.empty());
        CHECK(row.figures[0].text.starts_with("USD "));
        CHECK(row.figures[1].text.starts_with("EUR "));
        CHECK(row.differences[1].text == "other currency");
        CHECK_FALSE(row.differences[1].value.has_value());
    }
    CHECK(rowOf(CaseFact::DecodePerUser, rows).differences[1].word == "same");
    CHECK(rowOf(CaseFact::Total, compareCases(Cases{euros, euros}.sides(), 0)).unit == "EUR");

    // Equal numbers of another currency are other inputs.
    std::set<std::string_view> ids;
    for (const InputDifference& input : inputDifferences(cases.sides()).differing) {
        ids.insert(input.field->id);
        CHECK((input.field->kind == FieldKind::Amount || input.field->id == "finance.currency"));
    }
    CHECK(ids.contains("finance.currency"));
}

TEST_CASE("The cheapest of another way, and when the costs meet", "[cases]") {
    const Cases cases{rentedChat(), ownedChat()};
    const std::vector<CaseRow> rows = compareCases(cases.sides(), 0);
    const OptionKind way = baseKind(cases.shown(0).option.kind);
    const std::vector<OptionResult>& options = cases.evaluation(0).options;
    const auto rival = std::find_if(options.begin(), options.end(), [&](const OptionResult& each) {
        return each.feasible && baseKind(each.option.kind) != way;
    });
    REQUIRE(rival != options.end());
    const CaseRow& named = rowOf(CaseFact::Rival, rows);
    CHECK(named.figures[0].text.find(rival->option.name) != std::string::npos);
    const bool owns = ownsMachines(cases.shown(0).option.kind);
    const BreakEven even = owns ? breakEven(*cases.shown(0).cash, *rival->cash)
                                : breakEven(*rival->cash, *cases.shown(0).cash);
    const CaseFigure& month = rowOf(CaseFact::Even, rows).figures[0];
    CHECK(month.value.has_value() == (even.kind == BreakEven::Kind::AtMonth));
    if (month.value) CHECK(*month.value == even.month);
    CHECK(month.detail.find(rival->option.name) != std::string::npos);
    // On own premises there is no other way.
    CHECK(named.figures[1].text.empty());
    CHECK(rowOf(CaseFact::Even, rows).differences[1].text.empty());
}

TEST_CASE("A case that cannot be judged, and one in which nothing fits, keep the others readable",
          "[cases]") {
    Scenario wrong = ownedChat();
    wrong.workload.concurrentUsers = 0;
    Scenario impossible = ownedChat();
    impossible.finance.capitalLimit = 1;
    const Cases cases{ownedChat(), wrong, impossible};
    REQUIRE(cases.sides()[1].verdict == nullptr);
    REQUIRE(cases.evaluation(2).feasibleCount == 0);
    const std::vector<CaseRow> rows = compareCases(cases.sides(), 0);
    const CaseFigure& verdict = rowOf(CaseFact::Verdict, rows).figures[1];
    CHECK(verdict.text == "cannot be judged");
    CHECK(verdict.detail == cases.evaluation(1).findings.front().message);
    for (const CaseRow& row : rows) {
        CAPTURE(row.label);
        if (row.fact != CaseFact::Verdict) CHECK(row.figures[1].text.empty());
        CHECK(row.differences[1].text.empty());
    }
    CHECK(rowOf(CaseFact::Verdict, rows).figures[2].text == "nothing fits");
    CHECK(rowOf(CaseFact::Option, rows).figures[2].text == "nothing fits");
    CHECK(rowOf(CaseFact::Total, rows).figures[2].text.empty());
    CHECK(rowOf(CaseFact::Feasible, rows).differences[2].word == "fewer");
    // With the broken one as the reference nothing can be compared, and nothing fails.
    for (const CaseRow& row : compareCases(cases.sides(), 1)) {
        CHECK(row.differences[0].text.empty());
    }
}

TEST_CASE("The same option can be followed through all cases", "[cases]") {
    const Cases best{ownedChat()};
    const std::string id = best.shown(0).option.id;
    const Cases cases({ownedChat(), assistant70b()}, id);
    const std::vector<CaseRow> rows = compareCases(cases.sides(), 0);
    CHECK(cases.shown(1).option.id == id);
    const std::string& text = rowOf(CaseFact::Option, rows).figures[1].text;
    REQUIRE_FALSE(cases.shown(1).feasible);  // an 8 B model's cheapest machine holds no 70 B one
    CHECK(text.ends_with("(left out)"));
    CHECK(rowOf(CaseFact::Option, rows).differences[1].text == "left out here");
    CHECK(rowOf(CaseFact::Option, compareCases(cases.sides(), 1)).differences[0].text ==
          "fits here");
    const Cases absent({ownedChat()}, "own/no-such-machine");
    CHECK(rowOf(CaseFact::Option, compareCases(absent.sides(), 0)).figures[0].text ==
          "not an option here");
}

TEST_CASE("Only inputs that differ are listed, in the order of the form and in words", "[cases]") {
    Scenario other = ownedChat();
    other.title = "Another";
    other.model.modelId = "llama-3.3-70b";
    other.workload.context = tokens(32'768);
    other.workload.peakHourShare = 0.125;
    other.privacy.placement = DataPlacement::Anywhere;
    other.workload.fineTuning.method = FineTuneMethod::Lora;
    const Cases cases{ownedChat(), other};
    const InputDifferences inputs = inputDifferences(cases.sides());
    std::vector<std::string_view> ids;
    for (const InputDifference& input : inputs.differing) ids.push_back(input.field->id);
    CHECK(ids == std::vector<std::string_view>{"model.id", "workload.context_tokens",
                                               "workload.peak_hour_share",
                                               "workload.fine_tune_method", "privacy.placement"});
    const auto text = [&](std::size_t input, std::size_t side) {
        return inputText(*inputs.differing[input].field, inputs.differing[input].values[side],
                         cases.sides()[side]);
    };
    CHECK(text(0, 1) == seedCatalog().model("llama-3.3-70b")->name);
    CHECK(text(1, 1) == "32,768 tokens");
    CHECK(text(2, 0) == "50 %");
    CHECK(text(2, 1) == "12.5 %");
    CHECK(text(3, 1).find("LoRA") != std::string::npos);
    CHECK(sameInputsSentence(inputs) ==
          formatNumber(static_cast<double>(inputs.same)) + " further inputs are the same.");
}

TEST_CASE("An input counts only in the cases whose answer it can change", "[cases]") {
    Scenario tuned = ownedChat();
    tuned.workload.fineTuning.method = FineTuneMethod::Lora;
    tuned.workload.fineTuning.rank = 64;
    const Cases cases{ownedChat(), tuned};
    const InputDifferences inputs = inputDifferences(cases.sides());
    const auto rank = std::find_if(
        inputs.differing.begin(), inputs.differing.end(),
        [](const InputDifference& input) { return input.field->id == "workload.fine_tune_rank"; });
    REQUIRE(rank != inputs.differing.end());
    CHECK_FALSE(rank->values[0].has_value());
    CHECK(inputText(*rank->field, rank->values[0], cases.sides()[0]).empty());
    CHECK(inputText(*rank->field, rank->values[1], cases.sides()[1]) == "64");
    // Unset limits say so, and two that are no numbers are alike.
    const Field& limit = *findField("finance.capital_limit");
    CHECK(inputText(limit, FieldValue{}, cases.sides()[0]) == "no limit");
    Scenario odd = ownedChat();
    odd.place.noiseLimitDba = std::numeric_limits<double>::quiet_NaN();
    CHECK(inputDifferences(Cases{odd, odd}.sides()).differing.empty());
}

TEST_CASE("Cases judged with other prices than the catalog's are named with the date", "[cases]") {
    Cases cases{ownedChat(), ownedChat(), ownedChat()};
    CHECK(pricesSentence(cases.sides()) ==
          "Every case is judged with the catalog’s current prices.");
    cases.sides()[1].prices = CasePrices::Saved;
    cases.sides()[1].pricesOf = "2026-09-22";
    CHECK(pricesSentence(cases.sides()) ==
          "“case 2” is judged with the prices saved in its file of 2026-09-22; the others with the "
          "catalog’s current prices.");
    cases.sides()[0].prices = cases.sides()[2].prices = CasePrices::Kept;
    CHECK(pricesSentence(cases.sides()).find("“case 1” with the prices of when it was kept, ") !=
          std::string::npos);
}

TEST_CASE("The tables for files have a plain number in every cell of a difference", "[cases]") {
    const Cases cases{ownedChat(), assistant70b()};
    const std::vector<CaseRow> rows = compareCases(cases.sides(), 0);
    const CaseGrid grid = resultsGrid(rows, cases.sides(), 0);
    REQUIRE(grid.head.size() == 7);
    CHECK(grid.head[4] == "case 2: difference to case 1");
    REQUIRE(grid.rows.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        REQUIRE(grid.rows[i].size() == grid.head.size());
        const CaseDifference& difference = rows[i].differences[1];
        CHECK(grid.rows[i][4].empty() == !difference.value.has_value());
        CHECK(grid.rows[i][5].empty() == !difference.share.has_value());
        CHECK(grid.rows[i][4].find_first_not_of("-0123456789.,") == std::string::npos);
        CHECK(grid.rows[i][6] == difference.word);
    }
    const InputDifferences inputs = inputDifferences(cases.sides());
    const CaseGrid table = inputsGrid(inputs, cases.sides());
    CHECK(table.head.size() == 5);
    CHECK(table.rows.size() == inputs.differing.size());
}
