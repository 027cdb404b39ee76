// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Own machines against hosted APIs: Pan & Wang 2025.
#include "core/validation/claim_plans.h"
#include "core/validation/claim_values.h"

namespace headroom::claims {
namespace {

constexpr int kFarHorizon = 240;  // twenty years: what has not paid by then never does
constexpr double kPrintedMonths = 0.0525;
const char* const kPanSource =
    "Pan & Wang et al., A Cost-Benefit Analysis of On-Premise LLM Deployment, arXiv:2509.18101v1";
const char* const kPanUrl = "https://arxiv.org/abs/2509.18101";

/// Own hardware of the paper: cards alone and their electricity while in use.
CashFlow ownCards(const Inputs& inputs, double wattsEach) {
    Machine machine;
    machine.id = "cards";
    machine.price = UnitPrice{at(inputs, "cards") * at(inputs, "card_price"), {}};
    Scenario scenario = plainScenario(kFarHorizon);
    scenario.place.electricityPriceOverride = at(inputs, "tariff");
    scenario.finance.adminHoursPerMonth = at(inputs, "labour_hours");
    scenario.finance.adminHourlyRate = at(inputs, "labour_wage");
    Consumption use;
    use.kilowattHoursPerMonth =
        energy(watts(at(inputs, "cards") * wattsEach), hours(at(inputs, "hours"))).value;
    return ownCashFlow(machine, use, scenario, {});
}

double tokensPerMonth(const Inputs& inputs) {
    return at(inputs, "throughput") * 3600 * at(inputs, "hours");
}

std::optional<double> against(const Inputs& inputs, const std::string& api) {
    return breakEvenMonth(
        ownCards(inputs, at(inputs, "card_watts")),
        hostedCost(at(inputs, api + "_input"), at(inputs, api + "_output"), tokensPerMonth(inputs),
                   at(inputs, "input_share"), kFarHorizon));
}

Figures panFigures(const Inputs& inputs, const Catalog&) {
    const CashFlow own = ownCards(inputs, at(inputs, "card_watts"));
    return {{"hardware", own.upfront().amount()},
            {"capacity", tokensPerMonth(inputs) / 1e6},
            {"electricity", own.of(CostComponent::Electricity).amount() / kFarHorizon},
            {"gpt5", against(inputs, "gpt5")},
            {"opus", against(inputs, "opus")}};
}

struct PanRow {
    const char* id;
    const char* model;
    const char* modelId;  ///< of the same weights in the catalog
    const char* card;
    double cards;
    double cardPrice;
    double cardWatts;
    double throughput;
    double capacity;  ///< printed, million tokens a month
    double electricity;
    double gpt5;
    double opus;
};

std::vector<Input> panInputs(const PanRow& row) {
    return {{"cards", std::string("Cards (") + row.card + ")", "", row.cards},
            {"card_price", "Price of a card", "$", row.cardPrice},
            {"card_watts", "Power of a card", "W", row.cardWatts},
            {"throughput", "Throughput", "tok/s", row.throughput},
            {"hours", "Hours of use a month", "h", kOfficeHours.value},
            {"tariff", "Electricity", "$/kWh", 0.15},
            {"input_share", "Input tokens", "share", 1.0 / 3.0},
            {"gpt5_input", "GPT-5, input", "$/Mtok", 1.25},
            {"gpt5_output", "Hosted output tokens", "$/Mtok", 10},
            {"opus_input", "Claude-4 Opus, input", "$/Mtok", 15},
            {"opus_output", "Claude Opus output tokens", "$/Mtok", 75},
            {"labour_hours", "Labour a month", "h", 0},
            {"labour_wage", "Wage", "$/h", 0}};
}

Case panCase(const PanRow& row) {
    Case one;
    one.claim = {row.id,
                 std::string(row.model) + " on " + row.card + " against GPT-5 and Claude Opus",
                 kPanSource,
                 kPanUrl,
                 "2025-09",
                 std::string("Running ") + row.model +
                     " on own cards breaks even with GPT-5 and with Claude-4 Opus after the months "
                     "in the table.",
                 "Follows only with 176 hours a month and 300 W an A100 or 500 W an RTX 5090, "
                 "which the paper does not say. Labour, host, cooling, failures, resale and tax "
                 "are left out.",
                 ClaimKind::BreakEven};
    one.inputs = panInputs(row);
    one.figures = {{"hardware", "Hardware", "$", row.cards * row.cardPrice, 0.5},
                   {"capacity", "Tokens a month", "million", row.capacity, 0.051},
                   {"electricity", "Electricity a month", "$", row.electricity, 0.005},
                   {"gpt5", "Break-even with GPT-5", "months", row.gpt5, kPrintedMonths},
                   {"opus", "Break-even with Claude-4 Opus", "months", row.opus, kPrintedMonths}};
    one.replay = panFigures;
    one.changes = {
        {"gpt5_output", "gpt5", sameWeights("gpt5_input", "gpt5_output", row.modelId)},
        {"opus_output", "opus", apiPrice("opus_input", "opus_output", "anthropic-claude-opus-5")},
        {"hours", "gpt5", evidence("hours", kHoursPerMonth, "around the clock, 8,760 h / 12")},
        {"labour_hours", "gpt5", usualLabour("labour_hours", "labour_wage")}};
    return one;
}

Case panPowerCase() {
    Case one;
    one.claim = {"pan2025-power",
                 "Electricity of an A100 and of an RTX 5090",
                 kPanSource,
                 kPanUrl,
                 "2025-09",
                 "With cards of 400 W and 575 W and $0.15 a kWh, electricity is $7.92 a month for "
                 "an A100 and $13.20 for an RTX 5090.",
                 "The printed figures need 300 W and 500 W.",
                 ClaimKind::Energy};
    one.inputs = {{"a100", "Power of an A100", "W", 400},
                  {"rtx5090", "Power of an RTX 5090", "W", 575},
                  {"hours", "Hours of use a month", "h", kOfficeHours.value},
                  {"tariff", "Electricity", "$/kWh", 0.15}};
    one.figures = {{"a100_month", "An A100 a month", "$", 7.92, 0.005},
                   {"rtx5090_month", "An RTX 5090 a month", "$", 13.20, 0.005}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        const auto month = [&](const char* card) {
            Inputs cards = inputs;
            for (const char* id : {"labour_hours", "labour_wage", "card_price"}) cards[id] = 0;
            cards["cards"] = 1;
            return ownCards(cards, at(inputs, card)).month(1).amount();
        };
        return Figures{{"a100_month", month("a100")}, {"rtx5090_month", month("rtx5090")}};
    };
    one.changes = {{"hours", "rtx5090_month",
                    evidence("hours", kHoursPerMonth, "around the clock, 8,760 h / 12")},
                   {"tariff", "rtx5090_month", householdTariff("tariff", "DE")}};
    return one;
}

Case panGeminiCase(const PanRow& row) {
    Case one = panCase(row);
    one.claim.id = "pan2025-gemini";
    one.claim.title = std::string(row.model) + " on " + row.card + " against Gemini 2.5 Pro";
    one.claim.statement =
        "At $1.25 and $10 a million tokens, Gemini 2.5 Pro breaks even with own cards sooner than "
        "GPT-5 at the same prices.";
    one.claim.note = "Equal prices give equal break-evens: the column needs another output price.";
    one.figures = {{"gpt5", "Break-even with Gemini 2.5 Pro", "months", 63.1, kPrintedMonths}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        return Figures{{"gpt5", against(inputs, "gpt5")}};
    };
    one.changes = {
        {"hours", "gpt5", evidence("hours", kHoursPerMonth, "around the clock, 8,760 h / 12")},
        {"gpt5_output", "gpt5",
         apiPrice("gpt5_input", "gpt5_output", "google-gemini-api-gemini-2-5-pro")}};
    return one;
}

}  // namespace

std::vector<Case> apiBreakEvenCases() {
    const PanRow kimi{"pan2025-kimi-k2",
                      "Kimi-K2",
                      "kimi-k2-instruct",
                      "16 x A100",
                      16,
                      15000,
                      300,
                      800,
                      506.9,
                      126.72,
                      69.3,
                      8.7};
    const PanRow qwen{"pan2025-qwen3-235b",
                      "Qwen3-235B",
                      "qwen3-235b-a22b",
                      "4 x A100",
                      4,
                      15000,
                      300,
                      400,
                      253.4,
                      31.68,
                      34.0,
                      4.3};
    const PanRow llama{"pan2025-llama-3.3-70b",
                       "Llama-3.3-70B",
                       "llama-3.3-70b",
                       "1 x A100",
                       1,
                       15000,
                       300,
                       190,
                       120.4,
                       7.92,
                       17.8,
                       2.3};
    return {panCase(kimi), panCase(qwen), panCase(llama), panPowerCase(), panGeminiCase(kimi)};
}

}  // namespace headroom::claims
