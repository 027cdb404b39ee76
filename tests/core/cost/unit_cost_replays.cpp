// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Published costs per unit, energy, price changes and failure rates.
#include "core/cost/finance.h"
#include "core/cost/internal_rate.h"
#include "core/cost/levelised_cost.h"
#include "core/energy/power.h"
#include "tests/core/cost/published_replays.h"

namespace headroom::tests {

namespace {

using finance::levelisedCost;

/// A cost that does not depend on use, over the units used.
double spread(double fixed, double units) {
    return levelisedCost({.fixedPerYear = fixed, .unitsPerYear = units});
}

/// capex over five years plus 6.37 $/h; the printed prices per token then imply throughputs.
Figures lenovoTokenEconomics(const PublishedCase& example) {
    const double hoursInService = example.input("years") * 8760;
    const double perHour = levelisedCost({.capital = example.input("capex"),
                                          .fixedChargeRate = 1,
                                          .variablePerUnit = example.input("onprem_rate"),
                                          .unitsPerYear = hoursInService});
    const double ownThroughput = perHour / example.input("onprem_usd_per_mtok");
    const double cloudThroughput =
        example.input("cloud_rate") / example.input("cloud_usd_per_mtok");
    const double ownPerToken = spread(perHour, cloudThroughput);
    return {{"throughput_consistency", ownThroughput / cloudThroughput},
            {"ratio_vs_cloud", example.input("cloud_usd_per_mtok") / ownPerToken},
            // The source divides its printed prices, and its rounding shows at this ratio.
            {"ratio_vs_maas",
             example.input("maas_usd_per_mtok") / example.input("onprem_usd_per_mtok")}};
}

Figures uptimeScenarios(const PublishedCase& example) {
    const double cloud = example.input("cloud_unit");
    const double fixed = example.input("dedicated_at_8pct") * example.input("u_low");
    const double busy = spread(fixed, example.input("u_high"));
    return {{"dedicated_at_40pct", busy},
            {"cheaper_at_40pct", 1 - busy / cloud},
            {"ratio_at_8pct", spread(fixed, example.input("u_low")) / cloud}};
}

/// Straight-line capital, electricity for 720 h and tokens for 730 h, as the source mixes them.
Figures monthOfOneGpu(const PublishedCase& example) {
    Machine machine;
    machine.price = UnitPrice{example.input("price"), {}};
    Scenario scenario;
    scenario.finance.horizonMonths = static_cast<int>(example.input("months"));
    scenario.finance.adminHoursPerMonth = 0;
    scenario.finance.setupHours = 0;
    scenario.finance.inflationPerYear = 0;
    scenario.finance.maintenanceShare = 0;
    scenario.finance.networkPerMonth = example.input("ops");
    scenario.place.electricityPriceOverride = example.input("rate");
    const double duty = example.input("duty");
    Consumption use;
    use.kilowattHoursPerMonth =
        energy(watts(example.input("watts") * duty), hours(example.input("hours"))).value;
    const CashFlow cash = ownCashFlow(machine, use, scenario, {});
    const double capital =
        finance::payment(0, scenario.finance.horizonMonths, example.input("price"));
    const double electricity = cash.month(1).amount() - example.input("ops");
    return {{"capital", capital},
            {"electricity", electricity},
            {"total", capital + cash.month(1).amount()},
            {"tokens", example.input("tps") * duty * 3600 * example.input("hours_tokens")}};
}

Figures tokensOfOneCard(const PublishedCase& example) {
    const double millionsPerHour = example.input("tps") * 3600 / 1e6;
    return {{"full", spread(example.input("rate"), millionsPerHour)},
            {"at_util", spread(example.input("rate"), millionsPerHour * example.input("util"))}};
}

Figures costByUtilisation(const PublishedCase& example) {
    const double rate = example.input("rate");
    const double spend = example.input("spend");
    return {{"c75", spread(rate, 0.75)},
            {"c50", spread(rate, 0.50)},
            {"c25", spread(rate, 0.25)},
            {"saving", spend - spread(spend * example.input("u0"), example.input("u1"))}};
}

/// With all its cost fixed, the self-hosted model would meet the API's price at this volume.
Figures parityOfInferences(const PublishedCase& example) {
    const double yearly =
        example.input("self_hosted_llama2_13b") * example.input("annual_inferences") / 1000;
    return {{"parity", spread(yearly, example.input("gpt41_api") / 1000)}};
}

Figures nodePower(const PublishedCase& example) {
    Place place;
    place.pue = example.input("pue");
    const auto perHour = [&](double kilowatts) {
        Machine machine;
        machine.loadPower = watts(kilowatts * 1000);
        const PowerEstimate power = estimatePower(machine, 1, 1.0, place, {});
        return power.perMonth.value / kHoursPerMonth * example.input("rate");
    };
    const double gpus = perHour(example.input("gpus") * example.input("gpu_kw"));
    const double server = perHour(example.input("server_kw"));
    return {{"gpu_part", gpus}, {"server_part", server}, {"total", gpus + server}};
}

Figures continuousWatts(const PublishedCase& example) {
    Place place;
    place.circuitVolts = example.input("volts");
    place.circuitAmperes = example.input("amps");
    place.continuousShare = example.input("derate");
    return {{"continuous_w", circuitLimit(place).value().value}};
}

/// Rate per period at which a price moves from the first to the last; no payments between.
double priceChange(const PublishedCase& example, int periods) {
    return finance::rate(periods, 0, example.input("p0"), example.input("p1")).value();
}

Figures priceFall(const PublishedCase& example) {
    const int years = static_cast<int>(example.input("years"));
    return {{"factor", 1 / (1 + priceChange(example, 1))},
            {"per_year", 1 / (1 + priceChange(example, years))}};
}

Figures priceRise(const PublishedCase& example) {
    return {{"rise", priceChange(example, 1)}};
}

Figures interruptions(const PublishedCase& example) {
    const double all = example.input("interrupts");
    return {{"hours_between", example.input("days") * 24 / all},
            {"hbm_share", example.input("hbm3") / all},
            {"faulty_share", example.input("faulty_gpu") / all}};
}

Figures fixedChargeRate(const PublishedCase& example) {
    return {
        {"lcoe", levelisedCost({example.input("capital_cost"), example.input("fixed_charge_rate"),
                                example.input("fixed_operating_cost"),
                                example.input("variable_operating_cost"),
                                example.input("annual_energy")})}};
}

}  // namespace

std::map<std::string, Replay> unitCostReplays() {
    return {{"lenovo2026-token-economics-70b", lenovoTokenEconomics},
            {"uptime2025-scenarios", uptimeScenarios},
            {"llmtco-gpu-default", monthOfOneGpu},
            {"kashyap-a100-8b", tokensOfOneCard},
            {"ionet-utilisation-cost", costByUtilisation},
            {"lcoai-curcio-2025", parityOfInferences},
            {"alphaone-node-power", nodePower},
            {"circuit-limit-single-phase", continuousWatts},
            {"a16z-llmflation", priceFall},
            {"semianalysis-h100-rebound", priceRise},
            {"meta-llama3-failures", interruptions},
            {"ssc-lcoefcr-wind_power", fixedChargeRate},
            {"ssc-lcoefcr-flat_plate_pv", fixedChargeRate},
            {"ssc-lcoefcr-generic_system", fixedChargeRate},
            {"ssc-lcoefcr-pvwatts", fixedChargeRate},
            {"ssc-lcoefcr-solar_water_heating", fixedChargeRate}};
}

}  // namespace headroom::tests
