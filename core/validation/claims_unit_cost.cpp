// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Costs of a token, a request or an inference.
#include "core/cost/finance.h"
#include "core/cost/levelised_cost.h"
#include "core/validation/claim_plans.h"
#include "core/validation/claim_values.h"

namespace headroom::claims {
namespace {

const char* const kA100Azure = "azure-standard-nc24ads-a100-v4-eastus";

/// docs/cost.md f: servers / depreciation + hosting + software, over a year's requests.
Figures nvidiaFigures(const Inputs& inputs, const Catalog&) {
    const double servers = at(inputs, "servers");
    const double yearly =
        servers *
        finance::levelisedCost({.capital = at(inputs, "server"),
                                .fixedChargeRate = 1 / at(inputs, "years"),
                                .fixedPerYear = at(inputs, "hosting") +
                                                at(inputs, "licence") * at(inputs, "licences")});
    const double requests = at(inputs, "requests") * 365;
    return {{"yearly", yearly},
            {"thousand_requests", spread(yearly, requests / 1000)},
            {"output_price", 3 * at(inputs, "input_price")},
            {"million", spread(yearly, requests * at(inputs, "tokens") / 1e6)}};
}

Case nvidia() {
    Case one;
    one.claim = {
        "nvidia-slo-cost",
        "An 8-GPU server at 120,000 requests a day",
        "NVIDIA, How Much Does Your LLM Inference Cost?",
        "https://developer.nvidia.com/blog/benchmarking-llm-inference-costs-for-smarter-scaling-"
        "and-deployment/",
        "2025-06",
        "A server costs $87,500 a year; with 120,000 requests a day at the latency limit "
        "that is $2.00 for 1,000 requests and $0.57 for a million tokens.",
        "The tokens of a request were not readable and are those that the printed price "
        "implies. The $4,500 of software is quoted elsewhere for each GPU.",
        ClaimKind::UnitCost};
    one.inputs = {{"server", "Price of a server", "$", 320000},
                  {"years", "Depreciation", "years", 4},
                  {"hosting", "Hosting of a server", "$/a", 3000},
                  {"licence", "Software licence", "$/a", 4500},
                  {"licences", "Licences for a server", "", 1},
                  {"servers", "Servers", "", 1},
                  {"requests", "Requests a day", "", 120000},
                  {"tokens", "Tokens of a request, implied", "", 3505},
                  {"input_price", "Million input tokens, printed", "$", 0.48}};
    one.figures = {{"yearly", "A year", "$", 87500, 0.5},
                   {"thousand_requests", "1,000 requests", "$", 2.00, 0.005},
                   {"output_price", "Million output tokens at 1:3", "$", 1.44, 0.005},
                   {"million", "Million tokens at the latency limit", "$"}};
    one.replay = nvidiaFigures;
    one.changes = {
        {"licences", "yearly", evidence("licences", 8, "one for each GPU of the server")},
        {"servers", "million",
         evidence("servers", 2, "a second server that takes over when one fails")},
        {"requests", "million",
         scaled("requests", kUptimeUse.value,
                std::string("a third of it, the ") + kUptimeUse.origin)}};
    return one;
}

/// Straight-line capital, electricity for 720 h and tokens for 730 h, as the source mixes them.
Figures llmtcoFigures(const Inputs& inputs, const Catalog&) {
    const double months = at(inputs, "months");
    Machine machine;
    machine.price = UnitPrice{at(inputs, "price"), {}};
    Scenario scenario = plainScenario(static_cast<int>(months));
    scenario.finance.networkPerMonth = at(inputs, "operations");
    scenario.place.electricityPriceOverride = at(inputs, "tariff");
    Consumption use;
    use.kilowattHoursPerMonth =
        energy(watts(at(inputs, "watts") * at(inputs, "duty")), hours(at(inputs, "hours"))).value;
    const CashFlow cash = ownCashFlow(machine, use, scenario, {});
    const double capital = finance::payment(0, static_cast<int>(months), at(inputs, "price"));
    const double total = capital + cash.month(1).amount();
    const double tokens =
        at(inputs, "throughput") * at(inputs, "duty") * 3600 * at(inputs, "token_hours");
    return {{"capital", capital},
            {"electricity", cash.month(1).amount() - at(inputs, "operations")},
            {"total", total},
            {"tokens", tokens / 1e6},
            {"million", spread(total, tokens / 1e6)}};
}

Case llmtco() {
    Case one;
    one.claim = {"llmtco-gpu",
                 "A $15,000 GPU at half use",
                 "llmtco.com, GPU TCO calculator, default example",
                 "https://llmtco.com/self-hosting/gpu-tco-calculator/",
                 "2026-06-25",
                 "A GPU of $15,000 over 36 months at 50 % use costs $933.95 a month for 3.3 "
                 "billion tokens.",
                 "Electricity is counted for 720 hours, tokens for 730.",
                 ClaimKind::UnitCost};
    one.inputs = {{"price", "Price", "$", 15000},
                  {"months", "Months of service", "", 36},
                  {"watts", "Power", "W", 400},
                  {"hours", "Hours of a month, electricity", "h", 720},
                  {"duty", "Use", "share", 0.5},
                  {"tariff", "Electricity", "$/kWh", 0.12},
                  {"operations", "Operations a month", "$", 500},
                  {"throughput", "Throughput", "tok/s", 2500},
                  {"token_hours", "Hours of a month, tokens", "h", 730}};
    one.figures = {{"capital", "Capital a month", "$", 416.67, 0.01},
                   {"electricity", "Electricity a month", "$", 17.28, 0.005},
                   {"total", "All costs a month", "$", 933.95, 0.01},
                   {"tokens", "Tokens a month", "million", 3300, 0.02 * 3300},
                   {"million", "A million tokens", "$"}};
    one.replay = llmtcoFigures;
    one.changes = {{"duty", "million", evidence("duty", kFleetAverage.value, kFleetAverage.origin)},
                   {"tariff", "million", householdTariff("tariff", "US-CA")}};
    return one;
}

Case kashyap() {
    Case one;
    one.claim = {"kashyap-a100",
                 "An 8B model on a rented A100",
                 "R. Kashyap, GPU cost per token",
                 "https://rahulkashyap.dev/learn/llm-serving-economics/03-gpu-cost-per-token",
                 "",
                 "At $1.29 an hour and 2,400 tokens a second a million tokens cost $0.15, at 70 % "
                 "use $0.21.",
                 "Throughput without a latency limit.",
                 ClaimKind::UnitCost};
    one.inputs = {{"rate", "Rent of the GPU", "$/h", 1.29},
                  {"throughput", "Throughput", "tok/s", 2400},
                  {"use", "Use", "share", 0.7}};
    one.figures = {{"full", "A million tokens at full use", "$", 0.15, 0.005},
                   {"used", "A million tokens at that use", "$", 0.21, 0.005}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        const double hour = rentedCost(at(inputs, "rate"), 1, 1).total().amount();
        const double millions = at(inputs, "throughput") * 3600 / 1e6;
        return Figures{{"full", spread(hour, millions)},
                       {"used", spread(hour, millions * at(inputs, "use"))}};
    };
    one.changes = {{"use", "used", evidence("use", kFleetAverage.value, kFleetAverage.origin)},
                   {"rate", "used", offerPrice("rate", kA100Azure, 1)}};
    return one;
}

/// The month's rent before, and after the same work was packed into fewer hours. A reservation is
/// paid around the clock.
Figures ionetFigures(const Inputs& inputs, const Catalog&) {
    const double spend = at(inputs, "spend");
    const bool reserved = at(inputs, "reserved") > 0;
    CloudOffer offer;
    offer.onDemand = offer.reserved1Year = UnitPrice{spend / kHoursPerMonth, {}};
    const auto month = [&](double use) {
        Consumption hoursUsed;
        hoursUsed.rentedHoursPerMonth = kHoursPerMonth * at(inputs, "use_before") / use;
        const RentTier tier = reserved ? RentTier::Reserved1Year : RentTier::OnDemand;
        return rentCashFlow(offer, tier, hoursUsed, plainScenario(12), {}).month(1).amount();
    };
    const double rate = at(inputs, "rate");
    return {{"at_75", spread(rate, 0.75)},
            {"at_50", spread(rate, 0.50)},
            {"at_25", spread(rate, 0.25)},
            {"saving", month(at(inputs, "use_before")) - month(at(inputs, "use_after"))}};
}

Case ionet() {
    Case one;
    one.claim = {"ionet-use",
                 "What idle GPUs cost",
                 "io.net FAQ, GPU utilisation and cloud cost",
                 "https://io.net/p/faq-how-does-gpu-utilization-affect-cloud-computing-costs",
                 "",
                 "A GPU at $2.20 costs $2.93, $4.40 or $8.80 a useful hour at 75, 50 or 25 % use; "
                 "going from 50 to 85 % saves $4,118 of $10,000 a month.",
                 "The saving needs hours that are no longer billed.",
                 ClaimKind::UnitCost};
    one.inputs = {{"rate", "Rent", "$/GPU-h", 2.2},
                  {"spend", "Rent of a month", "$", 10000},
                  {"use_before", "Use before", "share", 0.5},
                  {"use_after", "Use after", "share", 0.85},
                  {"reserved", "Hours that are reserved", "share", 0}};
    one.figures = {{"at_75", "Useful hour at 75 %", "$", 2.93, 0.01},
                   {"at_50", "Useful hour at 50 %", "$", 4.40, 0.01},
                   {"at_25", "Useful hour at 25 %", "$", 8.80, 0.01},
                   {"saving", "Saving a month", "$", 4118, 1, {}, 0.0}};
    one.replay = ionetFigures;
    one.changes = {
        {"reserved", "saving", evidence("reserved", 1, "a reservation is paid around the clock")}};
    return one;
}

Case swfte() {
    Case one;
    one.claim = {"swfte-volume",
                 "A thousand million tokens a month from APIs",
                 "SWFTE, Cloud vs on-prem AI TCO",
                 "https://www.swfte.com/blog/cloud-vs-onprem-ai-tco-analysis",
                 "",
                 "1,000 million tokens a month, half of them output, cost $20,000 with GPT-4 "
                 "Turbo, $9,000 with Claude Sonnet and $3,130 with Gemini.",
                 "Half output is much: prompts with documents are mostly input.",
                 ClaimKind::UnitCost};
    one.inputs = {{"volume", "Tokens a month", "million", 1000},
                  {"input_share", "Input tokens", "share", 0.5},
                  {"gpt_input", "GPT-4 Turbo, input", "$/Mtok", 10},
                  {"gpt_output", "OpenAI, output tokens", "$/Mtok", 30},
                  {"sonnet_input", "Sonnet, input", "$/Mtok", 3},
                  {"sonnet_output", "Sonnet, output", "$/Mtok", 15},
                  {"gemini_input", "Gemini, input", "$/Mtok", 1.25},
                  {"gemini_output", "Gemini, output", "$/Mtok", 5}};
    one.figures = {{"gpt", "A month from OpenAI", "$", 20000, 1},
                   {"sonnet", "A month of Claude Sonnet", "$", 9000, 1},
                   {"gemini", "A month of Gemini", "$", 3130, 6}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        Figures figures;
        for (const std::string api : {"gpt", "sonnet", "gemini"}) {
            figures[api] = hostedCost(at(inputs, api + "_input"), at(inputs, api + "_output"),
                                      at(inputs, "volume") * 1e6, at(inputs, "input_share"), 1)
                               .month(1)
                               .amount();
        }
        return figures;
    };
    one.changes = {{"gpt_output", "gpt", apiPrice("gpt_input", "gpt_output", "openai-gpt-4-1")},
                   {"gemini_output", "gemini",
                    apiPrice("gemini_input", "gemini_output", "google-gemini-api-gemini-2-5-pro")}};
    return one;
}

Case manning() {
    Case one;
    one.claim = {"manning-escalation",
                 "A local model that hands hard requests to an API",
                 "Rearchitecting LLMs, 12.8 (Manning)",
                 "",
                 "",
                 "A local model at $2.50 an hour breaks even with an API at $0.004 a request from "
                 "625 requests an hour; at 2,950 with 4.2 % handed on, a request costs $0.00102, "
                 "74.6 % less.",
                 "Nothing is said of the requests that fail on both.",
                 ClaimKind::Hybrid};
    one.inputs = {{"local", "Local model", "$/h", 2.50},
                  {"api", "API", "$ a request", 0.004},
                  {"requests", "Requests", "an hour", 2950},
                  {"handed_on", "Handed on", "share", 0.042}};
    one.figures = {{"break_even", "Break-even", "requests an hour", 625, 0.5},
                   {"request", "A request", "$", 0.00102, 0.000006},
                   {"saving", "Saving", "share", 0.746, 0.001, {}, 0.0}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        const double api = at(inputs, "api");
        const double request =
            spread(at(inputs, "local"), at(inputs, "requests")) + at(inputs, "handed_on") * api;
        return Figures{{"break_even", spread(at(inputs, "local"), api)},
                       {"request", request},
                       {"saving", 1 - request / api}};
    };
    one.changes = {
        {"api", "saving",
         scaled("api", 0.1, "a year later at the factor 10 a year of a16z, 2024-11-12")},
        {"requests", "saving", scaled("requests", kFleetAverage.value, kFleetAverage.origin)}};
    return one;
}

Case lcoai() {
    Case one;
    one.claim = {"lcoai-curcio",
                 "Levelised cost of an inference",
                 "Curcio, LCOAI, arXiv:2509.02596",
                 "https://arxiv.org/abs/2509.02596",
                 "2025-09",
                 "At 10 million inferences a year GPT-4.1 costs $15.00 for 1,000 and a self-hosted "
                 "Llama-2-13B $24.80; they meet at 30 to 40 million.",
                 "With every cost fixed they would meet at 16.5 million.",
                 ClaimKind::UnitCost};
    one.inputs = {{"inferences", "Inferences a year", "", 1e7},
                  {"api", "GPT-4.1, 1,000 inferences", "$", 15.0},
                  {"own", "Self-hosted, 1,000 inferences", "$", 24.8}};
    one.figures = {{"parity", "Inferences a year at which they meet", "", 35e6, 5e6}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        const double yearly = at(inputs, "own") * at(inputs, "inferences") / 1000;
        return Figures{{"parity", spread(yearly, at(inputs, "api") / 1000)}};
    };
    one.changes = {{"api", "parity", evidence("api", 9.8, "Claude Haiku in the same table")}};
    one.notPublished =
        "Cannot be recomputed: how the cost of the self-hosted model splits into fixed and "
        "variable "
        "parts could not be read.";
    return one;
}

}  // namespace

std::vector<Case> unitCostCases() {
    return {nvidia(), llmtco(), kashyap(), ionet(), swfte(), manning(), lcoai()};
}

}  // namespace headroom::claims
