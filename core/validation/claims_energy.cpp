// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Electricity, circuits and failures.
#include "core/energy/power.h"

#include "core/validation/claim_plans.h"
#include "core/validation/claim_values.h"

namespace headroom::claims {
namespace {

constexpr double kHoursPerYear = 8760;

/// So many machines of a power that never changes.
Machine steady(double load, double idle) {
    Machine machine;
    machine.price = UnitPrice{1, {}};
    machine.loadPower = watts(load);
    machine.idlePower = watts(idle);
    return machine;
}

/// A year's electricity at full power.
double yearOfPower(double load, int count, double pue, double tariff) {
    Scenario scenario = plainScenario(12);
    scenario.place.electricityPriceOverride = tariff;
    scenario.place.pue = pue;
    const Machine machine = steady(load, 0);
    Consumption use;
    use.pue = pue;
    use.kilowattHoursPerMonth =
        estimatePower(machine, count, 1.0, scenario.place, {}).perMonth.value;
    const CashFlow year = ownCashFlow(machine, use, scenario, {});
    return year.of(CostComponent::Electricity).amount() + year.of(CostComponent::Cooling).amount();
}

Figures nemulaiFigures(const Inputs& inputs, const Catalog&) {
    const double idle = at(inputs, "tdp") * at(inputs, "idle");
    const double tariff = at(inputs, "tariff");
    const PowerEstimate one = estimatePower(steady(at(inputs, "tdp"), idle), 1, 0.0, Place{}, {});
    const int gpus = static_cast<int>(at(inputs, "gpus"));
    return {{"idle_watts", one.average.value},
            {"idle_hour", one.perMonth.value / kHoursPerMonth * tariff},
            {"idle_month", energy(one.average * gpus, hours(at(inputs, "hours"))).value * tariff},
            {"year", yearOfPower(at(inputs, "tdp"), gpus, 1, tariff)}};
}

Case nemulai() {
    Case one;
    one.claim = {"nemulai-power",
                 "Electricity of 8 x H100",
                 "Nemulai, GPU electricity per training run",
                 "https://nemulai.com/blog/gpu-electricity-cost-per-training-run",
                 "2026-06",
                 "An idle H100 takes 105 W, eight of them $73 a month, and eight at full power "
                 "$4,900 a year at $0.12 a kWh.",
                 "The year needs $0.10 a kWh.",
                 ClaimKind::Energy};
    one.inputs = {{"tdp", "Power of a GPU", "W", 700},
                  {"idle", "Idle power", "share", 0.15},
                  {"tariff", "Electricity", "$/kWh", 0.12},
                  {"gpus", "GPUs", "", 8},
                  {"hours", "Hours of a month", "h", 720}};
    one.figures = {{"idle_watts", "An idle GPU", "W", 105, 0.01},
                   {"idle_hour", "An idle GPU-hour", "$", 0.013, 0.0005},
                   {"idle_month", "Eight idle GPUs a month", "$", 73, 0.6},
                   {"year", "Eight GPUs at full power a year", "$", 4900, 50}};
    one.replay = nemulaiFigures;
    one.changes = {{"tariff", "year", householdTariff("tariff", "US-CA")},
                   {"idle", "idle_month", [](const Catalog& catalog, const Inputs& inputs) {
                        const Accelerator* card = catalog.accelerator("h100-sxm-80gb");
                        if (!card || !card->idle) return lacking("idle power of h100-sxm-80gb");
                        return Look{{{"idle", card->idle->value / at(inputs, "tdp")}},
                                    card->name + " without a model, of the catalog",
                                    {}};
                    }}};
    return one;
}

Case alphaElectricity() {
    Case one;
    one.claim = {"alphaone-electricity",
                 "A year of electricity for 8 GPUs",
                 "Alpha One Index, ai-infra-index: Buy vs Rent GPU decision framework",
                 "https://github.com/alpha-one-index/ai-infra-index/blob/main/specs/"
                 "buy-vs-rent-decision-framework.md",
                 "2026-03",
                 "Eight GPUs of 0.7 kW with a PUE of 1.4 cost $33,600 a year at $0.10 a kWh.",
                 "The same document's $1.06 an hour for a node follows.",
                 ClaimKind::Energy};
    one.inputs = {{"gpus", "GPUs", "", 8},
                  {"watts", "Power of a GPU", "W", 700},
                  {"pue", "PUE", "", 1.4},
                  {"tariff", "Electricity", "$/kWh", 0.10},
                  {"rest", "Power of the rest of the server", "W", 2000}};
    one.figures = {{"year", "Eight GPUs a year", "$", 33600, 336},
                   {"node_hour", "A node's hour", "$", 1.06, 0.006}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        const int gpus = static_cast<int>(at(inputs, "gpus"));
        const double cards =
            yearOfPower(at(inputs, "watts"), gpus, at(inputs, "pue"), at(inputs, "tariff"));
        const double rest =
            yearOfPower(at(inputs, "rest"), 1, at(inputs, "pue"), at(inputs, "tariff"));
        return Figures{{"year", cards}, {"node_hour", (cards + rest) / kHoursPerYear}};
    };
    one.changes = {{"tariff", "year", householdTariff("tariff", "US-CA")},
                   {"pue", "year", evidence("pue", 1.54, "average of 2025, Uptime Institute")}};
    return one;
}

Case circuit() {
    Case one;
    one.claim = {"texas-circuit",
                 "What a 240 V circuit carries",
                 "Texas Integrated Services, AI server power guide",
                 "https://servers.texasintegratedservices.com/ai-server-power-cooling-requirements",
                 "",
                 "A circuit of 20 A at 240 V carries 1,920 W continuously.",
                 "That is the figure for 120 V.",
                 ClaimKind::Energy};
    one.inputs = {{"amperes", "Breaker", "A", 20},
                  {"volts", "Voltage", "V", 240},
                  {"share", "Continuous load", "share", 0.8}};
    one.figures = {{"watts", "Continuous power", "W", 1920, 1}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        Place place;
        place.circuitAmperes = at(inputs, "amperes");
        place.circuitVolts = at(inputs, "volts");
        place.continuousShare = at(inputs, "share");
        return Figures{{"watts", circuitLimit(place).value_or(watts(0)).value}};
    };
    one.changes = {{"volts", "watts", evidence("volts", 120, "a household circuit in the USA")}};
    return one;
}

Case metaFailures() {
    Case one;
    one.claim = {"meta-failures",
                 "Interruptions of 16,384 GPUs in 54 days",
                 "Meta, The Llama 3 Herd of Models, table of interruptions",
                 "https://glennklockwood.com/garden/component-reliability",
                 "2024-07",
                 "One interruption every 3 hours; 30.1 % of 419 by 148 faulty GPUs, 17.2 % by 72 "
                 "memories.",
                 "Training at full load; an upper bound for a machine that serves.",
                 ClaimKind::Reliability};
    one.inputs = {{"observed", "GPUs of the table", "", 16384},
                  {"gpus", "GPUs", "", 16384},
                  {"days", "Days", "", 54},
                  {"interruptions", "Interruptions", "", 419},
                  {"gpu_faults", "Faulty GPUs", "", 148},
                  {"memory_faults", "Faulty memories", "", 72}};
    one.figures = {{"hours_between", "Between interruptions", "h", 3, 0.15},
                   {"gpu_share", "Faulty GPUs", "share", 0.301, 0.005},
                   {"memory_share", "Faulty memories", "share", 0.172, 0.001}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        const double all = at(inputs, "interruptions");
        const double here = all * at(inputs, "gpus") / at(inputs, "observed");
        return Figures{{"hours_between", spread(at(inputs, "days") * 24, here)},
                       {"gpu_share", spread(at(inputs, "gpu_faults"), all)},
                       {"memory_share", spread(at(inputs, "memory_faults"), all)}};
    };
    one.changes = {{"gpus", "hours_between", evidence("gpus", 8, "one server at the same rate")}};
    return one;
}

}  // namespace

std::vector<Case> energyCases() {
    return {nemulai(), alphaElectricity(), circuit(), metaFailures()};
}

}  // namespace headroom::claims
