// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Published comparisons, replayed with the cash flows of the options.
#include "core/energy/power.h"
#include "tests/core/cost/published_replays.h"

namespace headroom::tests {

namespace {

constexpr int kFarHorizon = 240;

Scenario plainScenario(int months) {
    Scenario scenario;
    scenario.finance.horizonMonths = months;
    scenario.finance.discountRatePerYear = 0;
    scenario.finance.adminHoursPerMonth = 0;
    scenario.finance.setupHours = 0;
    scenario.finance.inflationPerYear = 0;
    scenario.finance.egressGigabytesPerMonth = 0;
    scenario.finance.maintenanceShare = 0;
    scenario.finance.residualShare = 0;
    scenario.finance.electricityDriftPerYear = 0;
    return scenario;
}

double monthOf(const BreakEven& result) {
    if (result.kind != BreakEven::Kind::AtMonth) throw std::logic_error("no break-even month");
    return result.month;
}

/// Own hardware of arXiv:2509.18101: cards alone, electricity for 176 hours a month.
CashFlow panOwn(const PublishedCase& example, double watts) {
    Machine machine;
    machine.id = example.id;
    machine.price = UnitPrice{example.input("gpu_count") * example.input("gpu_price"), {}};
    Scenario scenario = plainScenario(kFarHorizon);
    scenario.place.electricityPriceOverride = example.input("electricity_rate");
    Consumption use;
    use.kilowattHoursPerMonth =
        example.input("gpu_count") * watts / 1000 * example.input("operating_hours_per_month");
    return ownCashFlow(machine, use, scenario, {});
}

double panTokens(const PublishedCase& example) {
    return example.input("throughput") * 3600 * example.input("operating_hours_per_month");
}

CashFlow panApi(const PublishedCase& example, const std::string& name) {
    ApiOffer offer;
    offer.input = UnitPrice{example.input("api_" + name + "_in"), {}};
    offer.output = UnitPrice{example.input("api_" + name + "_out"), {}};
    Consumption use;
    use.inputTokensPerMonth = panTokens(example) * example.input("input_share");
    use.outputTokensPerMonth = panTokens(example) * example.input("output_share");
    return apiCashFlow(offer, use, plainScenario(kFarHorizon), {});
}

Figures panBreakEvens(const PublishedCase& example) {
    const CashFlow own = panOwn(example, example.input("gpu_power"));
    Figures figures{{"hardware_cost", own.upfront().amount()},
                    {"token_capacity_per_month", panTokens(example) / 1e6},
                    {"electricity_per_month", own.month(1).amount()}};
    for (const char* api : {"GPT-5", "Claude-4 Opus", "Claude-4 Sonnet", "Grok-4"}) {
        figures[std::string("breakeven_vs_") + api] = monthOf(breakEven(own, panApi(example, api)));
    }
    return figures;
}

Figures panMisprints(const PublishedCase& misprint) {
    const PublishedCase& kimi = publishedCase("pan2025-kimi-k2");
    PublishedCase exaone = publishedCase("pan2025-qwen3-30b");  // the same card, 200 tokens/s
    exaone.inputs["throughput"] = {200};
    const auto gemini = [](const PublishedCase& example) {
        return monthOf(breakEven(panOwn(example, example.input("gpu_power")),
                                 panApi(example, "Gemini 2.5 Pro")));
    };
    const CashFlow a100 =
        panOwn(publishedCase("pan2025-llama-3.3-70b"), misprint.input("a100_listed_w"));
    const CashFlow rtx5090 = panOwn(exaone, misprint.input("rtx5090_listed_w"));
    return {{"a100_month", a100.month(1).amount()},
            {"rtx5090_month", rtx5090.month(1).amount()},
            {"kimi_vs_gemini", gemini(kimi)},
            {"exaone_vs_gemini", gemini(exaone)}};
}

/// Hours of use after which buying beats renting at an hourly rate, with `hours` of use a month.
double breakEvenHours(const PublishedCase& example, double hours) {
    constexpr int kMonths = 1200;
    const CashFlow own =
        levelFlow(example.input("capex"), example.input("onprem_rate") * hours, kMonths);
    const CashFlow rented = levelFlow(0, example.input("cloud_rate") * hours, kMonths);
    return monthOf(breakEven(own, rented)) * hours;
}

Figures lenovoBreakEven(const PublishedCase& example) {
    const double hoursPerMonth = example.input("hours_per_month");
    const double needed = breakEvenHours(example, hoursPerMonth);
    return {{"breakeven_hours", needed}, {"breakeven_months", needed / hoursPerMonth}};
}

Figures breakEvenByDailyHours(const PublishedCase& example) {
    Figures figures;
    for (const int daily : {12, 16, 24}) {
        figures["years_at_" + std::to_string(daily) + "h"] =
            breakEvenHours(example, daily * 365 / 12.0) / (daily * 365);
    }
    return figures;
}

/// On-demand rent of `gpus` at a price per GPU.
CashFlow rented(const PublishedCase& example, const Consumption& use, int months,
                const Catalog& catalog) {
    CloudOffer offer;
    offer.provider = "provider";
    offer.onDemand = UnitPrice{example.input("gpus") * example.input("rate"), {}};
    return rentCashFlow(offer, RentTier::OnDemand, use, plainScenario(months), catalog);
}

Figures hiddenCosts(const PublishedCase& example) {
    Catalog catalog;
    catalog.cloudExtras.push_back({"provider",
                                   "storage_gb_month",
                                   UnitPrice{example.input("storage_rate"), {}},
                                   "GB-month",
                                   {}});
    Consumption use;
    use.rentedHoursPerMonth = example.input("hours_per_day") * example.input("days");
    use.storageGigabytes = example.input("storage_gb");
    const CashFlow cash = rented(example, use, 1, catalog);
    return {{"compute", cash.of(CostComponent::Rent).amount()},
            {"storage", cash.of(CostComponent::Storage).amount()},
            {"egress", example.input("egress_gb") * example.input("egress_rate")}};
}

Figures yearOfRentByUtilisation(const PublishedCase& example) {
    Figures figures;
    for (const int percent : {100, 70, 40}) {
        Consumption use;
        use.rentedHoursPerMonth = kHoursPerMonth * percent / 100;
        figures["cloud_" + std::to_string(percent)] = rented(example, use, 12, {}).total().amount();
    }
    return figures;
}

/// 1,000 million tokens, half of them output, as the source assumes.
Figures volumeOfTokens(const PublishedCase& example) {
    Figures figures;
    for (const std::string name : {"gpt4t", "sonnet", "gemini"}) {
        ApiOffer offer;
        offer.input = UnitPrice{example.input(name + "_in"), {}};
        offer.output = UnitPrice{example.input(name + "_out"), {}};
        Consumption use;
        use.inputTokensPerMonth = use.outputTokensPerMonth = example.input("volume") * 1e6 / 2;
        figures[name] = apiCashFlow(offer, use, plainScenario(1), {}).month(1).amount();
    }
    return figures;
}

/// Idle watts per GPU, and a year of all of them at full power.
Figures idleAndFullPower(const PublishedCase& example) {
    const double rate = example.input("rate");
    const int gpus = static_cast<int>(example.input("gpus"));
    Machine machine;
    machine.price = UnitPrice{1, {}};
    machine.loadPower = watts(example.input("tdp"));
    machine.idlePower = *machine.loadPower * example.input("idle_frac");
    Scenario scenario = plainScenario(12);
    scenario.place.electricityPriceOverride = rate;
    const PowerEstimate idle = estimatePower(machine, 1, 0.0, scenario.place, {});
    const PowerEstimate allIdle = estimatePower(machine, gpus, 0.0, scenario.place, {});
    Consumption busy;
    busy.kilowattHoursPerMonth =
        estimatePower(machine, gpus, 1.0, scenario.place, {}).perMonth.value;
    const CashFlow year = ownCashFlow(machine, busy, scenario, {});
    return {{"idle_w", idle.average.value},
            {"idle_hour", idle.perMonth.value / kHoursPerMonth * rate},
            {"idle_month", energy(allIdle.average, hours(example.input("hours"))).value * rate},
            {"full_year_8", year.of(CostComponent::Electricity).amount()}};
}

}  // namespace

std::map<std::string, Replay> cashFlowReplays() {
    return {{"pan2025-kimi-k2", panBreakEvens},
            {"pan2025-qwen3-235b", panBreakEvens},
            {"pan2025-glm-4.5-air", panBreakEvens},
            {"pan2025-llama-3.3-70b", panBreakEvens},
            {"pan2025-qwen3-30b", panBreakEvens},
            {"pan2025-magistral", panBreakEvens},
            {"pan2025-negative-power-and-gemini", panMisprints},
            {"lenovo2025-h100-ondemand", lenovoBreakEven},
            {"lenovo2025-h100-1yr", lenovoBreakEven},
            {"alphaone-breakeven-by-daily-hours-33", breakEvenByDailyHours},
            {"alphaone-hidden-cost-example", hiddenCosts},
            {"alphaone-4xh100-by-utilisation", yearOfRentByUtilisation},
            {"swfte-api-volume", volumeOfTokens},
            {"nemulai-idle-power", idleAndFullPower}};
}

}  // namespace headroom::tests
