// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an option costs, once its devices have been judged: units, energy, the room and the price.
#include <algorithm>
#include <cmath>

#include "core/decision/assessor.h"
#include "core/decision/constraints.h"
#include "core/scenario/month.h"
#include "core/units/format.h"

namespace headroom {
namespace {

void exclude(OptionResult& result, std::optional<Exclusion> exclusion) {
    if (exclusion) result.exclusions.push_back(std::move(*exclusion));
}

/// Peak power that is billed by the kilowatt, of one machine.
double peakKilowatts(const PowerStates& power) {
    return power.peak.value / 1000.0;
}

/// Months since the purchase of what is there already; 0 where a month is missing or still to come.
double ageMonths(const Scenario& scenario) {
    const std::optional<int> bought = monthNumber(scenario.existing.purchased);
    const std::optional<int> start = monthNumber(scenario.finance.start);
    return bought && start ? std::max(0, *start - *bought) : 0;
}

std::string growthNote(int first, int last) {
    return "Growth takes it from " + formatNumber(first) + " to " + formatNumber(last) +
           " units; each is added in the month that needs it.";
}

/// The server around rented accelerators: chip to server 1.82 and a mean draw of three quarters
/// (docs/cost.md c, after Epoch); a data centre at the industry's mean PUE.
constexpr double kServerPerChip = 1.82;
constexpr double kMeanDraw = 0.75;
constexpr double kDataCentrePue = 1.54;

}  // namespace

CostFacts Assessor::factsOf(const OptionResult& result, const Placement* placement) const {
    CostFacts facts;
    facts.kind = result.option.kind;
    facts.tier = result.option.tier;
    facts.payment = result.option.payment;
    if (result.training) facts.trainingHoursPerMonth = result.training->hoursPerMonth();
    if (placement == nullptr || !placement->speed) return facts;
    const SpeedEstimate& speed = *placement->speed;
    facts.requestsPerSecond = placement->requestsPerSecond;
    facts.serviceSeconds =
        speed.firstToken.likely.value +
        m_scenario.workload.answer.value / std::max(1e-9, speed.decodeSingle.likely.value);
    return facts;
}

void Assessor::addUnits(const CostFacts& facts, OptionResult& result) const {
    if (!(facts.requestsPerSecond > 0.0)) {
        result.option.units =
            facts.fixedUnits > 0 ? facts.fixedUnits : 1 + m_scenario.finance.spareUnits;
        return;
    }
    const Workload& workload = m_scenario.workload;
    const int horizon = std::max(1, m_scenario.finance.horizonMonths);
    const double peak = peakRequestsPerSecond(workload);
    const double most = peak * std::max(1.0, growthFactor(workload, horizon));
    const double asked = most / workload.speedFactor;
    if (!sendsOverflow(facts.kind)) {
        const double needed = unitsFor(facts, asked);
        exclude(result, facts.fixedUnits > 0 && needed > facts.fixedUnits
                            ? capacityOf(facts.fixedUnits, needed, most)
                            : capacity(needed, most));
    }
    Consumption use;
    consumptionOf(facts, m_scenario, use);
    result.option.units = use.units;
    if (!use.unitsByMonth.empty() && use.unitsByMonth.back() > use.units) {
        result.notes.push_back(growthNote(use.units, use.unitsByMonth.back()));
    }
    result.hostedShare = sendsOverflow(facts.kind) ? use.hostedShare : 0.0;
    const double possible =
        facts.requestsPerSecond * use.units * m_scenario.finance.hoursPerMonth * 3600.0;
    result.utilisation = use.requestsPerMonth * (1.0 - result.hostedShare) / possible;
}

void Assessor::addPower(const Machine& machine, const CostFacts& facts,
                        OptionResult& result) const {
    Place place = m_scenario.place;
    if (facts.kind == OptionKind::Colocated) place.pue = m_scenario.colocation.pue;
    const int units = result.option.units;
    const double requests = requestsPerMonth(m_scenario.workload) * (1.0 - result.hostedShare);
    const int serving =
        facts.fixedUnits > 0 ? units : std::max(1, units - m_scenario.finance.spareUnits);
    const double busy =
        busyShare(facts, requests, serving, m_scenario.finance.hoursPerMonth) * serving / units;
    result.power =
        estimatePower(machine, units, busy, place, m_catalog, m_scenario.finance.hoursPerMonth);
    result.carbonKilogramsPerMonth = result.power->carbonKilogramsPerMonth;
    if (!result.training) return;
    TrainingJobs& jobs = *result.training;
    jobs.energyPerJob = energy(facts.power.prefill, inHours(jobs.time.perJob.likely)) * place.pue;
    if (const auto price = electricityPrice(m_scenario, m_catalog)) {
        jobs.costPerJob =
            *price * (jobs.energyPerJob->value * m_scenario.finance.electricityPriceFactor);
    }
}

void Assessor::addRoom(const Machine& machine, OptionResult& result) const {
    const Place& place = m_scenario.place;
    const PowerStates power = powerStates(machine, m_catalog);
    exclude(result, circuit(machine, power.peak, place));
    exclude(result, heat(power.decode * result.option.units, place));
    exclude(result, noise(machine, place));
    if (place.noiseLimitDba && !machine.noiseDba) {
        result.notes.push_back("Its noise is not known; the limit of " +
                               formatNumber(*place.noiseLimitDba) + " dBA is not checked.");
    }
    const std::optional<Watts> limit = circuitLimit(place);
    if (limit && result.option.units > 1 && power.peak * result.option.units > *limit) {
        result.notes.push_back("Each of the " + formatNumber(result.option.units) +
                               " machines needs a circuit of its own.");
    }
}

bool Assessor::isPriced(const Machine& machine, OptionResult& result) const {
    if (!machine.price) {
        exclude(result, Exclusion{Constraint::Price, "Its price is not known.",
                                  "Enter a price in the catalog."});
        return false;
    }
    if (electricityPrice(m_scenario, m_catalog)) return true;
    exclude(result, Exclusion{Constraint::Price,
                              "The electricity price of " + m_scenario.place.tariffRegion +
                                  " is not known.",
                              "Enter a price per kWh."});
    return false;
}

void Assessor::assessOwn(const Machine& machine, OptionResult& result) {
    result.price = machine.priceProvenance;
    const OptionKind kind = result.option.kind;
    if (kind == OptionKind::Colocated) exclude(result, colocation(m_scenario.privacy));
    if (kind != OptionKind::Kept) exclude(result, leadTime(m_scenario.place));
    exclude(result, software(machine, m_scenario.place));
    const Host host{m_catalog.accelerator(machine.acceleratorId), machine.stacks};
    const Placement* placement =
        knowsFurther(machine, result)
            ? assessDevices(host, devicesOf(machine, m_catalog, m_scenario.place.display), result)
            : nullptr;
    CostFacts facts = factsOf(result, placement);
    facts.power = powerStates(machine, m_catalog);
    if (kind == OptionKind::Kept) facts.fixedUnits = m_scenario.existing.units;
    addUnits(facts, result);
    addPower(machine, facts, result);
    if (kind != OptionKind::Colocated) addRoom(machine, result);
    if (!isPriced(machine, result)) return;
    facts.prices = machinePrices(machine, m_scenario, m_catalog);
    facts.prices.peakKilowatts = peakKilowatts(facts.power);
    if (kind == OptionKind::Kept) {
        facts.kept.ageMonths = ageMonths(m_scenario);
        facts.kept.bookValue = m_scenario.existing.bookValue;
        facts.kept.marketValue = m_scenario.existing.marketValue.value_or(0.0);
        facts.marketValueTyped = m_scenario.existing.marketValue.has_value();
    }
    price(std::move(facts), result);
}

std::optional<double> Assessor::rentedCarbon(const CloudOffer& offer, double instanceHours) const {
    const Accelerator* accelerator = m_catalog.accelerator(offer.acceleratorId);
    const Tariff* grid = m_catalog.tariff(offer.country);
    if (accelerator == nullptr || !accelerator->tdp || grid == nullptr ||
        !grid->carbonGramsPerKwh) {
        return std::nullopt;
    }
    const double watts = accelerator->tdp->value * offer.acceleratorCount * kServerPerChip *
                         kMeanDraw * kDataCentrePue;
    return watts / 1000.0 * instanceHours * *grid->carbonGramsPerKwh / 1000.0;
}

void Assessor::assessRented(const CloudOffer& offer, OptionResult& result) {
    result.price = offer.provenance;
    exclude(result, cloudPlacement(offer, m_scenario.privacy));
    addRoundTrip(offer, result);
    const Host host{m_catalog.accelerator(offer.acceleratorId), {}};
    const Placement* placement = host.accelerator == nullptr
                                     ? nullptr
                                     : assessDevices(host, devicesOf(offer, m_catalog), result);
    if (host.accelerator == nullptr) {
        exclude(result, Exclusion{Constraint::Support,
                                  "The catalog does not know its accelerator, " +
                                      offer.acceleratorName + ".",
                                  "Add the accelerator to the catalog."});
    }
    CostFacts facts = factsOf(result, placement);
    facts.prices = rentPrices(offer, result.option.tier, m_scenario, m_catalog);
    facts.weightGigabytes = inGigabytes(weightsOn(result.option.engine).file);
    addUnits(facts, result);
    const Finance& finance = m_scenario.finance;
    const double kept = termMonths(result.option.tier) > 0
                            ? finance.hoursPerMonth
                            : finance.rentedHoursPerDay * finance.hoursPerMonth / 24.0;
    result.carbonKilogramsPerMonth = rentedCarbon(offer, kept * result.option.units);
    if (result.training) {
        TrainingJobs& jobs = *result.training;
        jobs.costPerJob = money(facts.prices.rentPerHour * m_scenario.finance.rentPriceFactor *
                                    inHours(jobs.time.perJob.likely).value,
                                m_scenario.finance.currency);
    }
    if (result.option.tier == RentTier::Spot) {
        result.notes.push_back("Spot capacity can be withdrawn at short notice: " +
                               formatSignificant(m_scenario.finance.spotInterruptionsPerHour) +
                               " times an hour are priced, the pauses are not in the speed.");
    }
    if (facts.prices.egress.empty() && m_scenario.finance.egressGigabytesPerMonth > 0.0) {
        result.notes.push_back("What " + offer.provider +
                               " charges for data sent out is not in the catalog.");
    }
    price(std::move(facts), result);
}

void Assessor::addApiNotes(const ApiOffer& offer, OptionResult& result) const {
    result.notes.push_back(
        "The speed of a hosted API and the way there are not in the catalog; measure them.");
    if (!offer.context) {
        result.notes.push_back("Its longest context is not in the catalog; check it.");
    }
    if (offer.longPromptFrom && m_scenario.workload.prompt > *offer.longPromptFrom &&
        !offer.longInput) {
        result.notes.push_back("Prompts above " + formatTokens(*offer.longPromptFrom) +
                               " cost more there; the catalog does not know how much.");
    }
    if (m_scenario.finance.batchShare > 0.0 && !offer.batchDiscount) {
        result.notes.push_back("No batch price is known; every request is charged in full.");
    }
    if (!m_scenario.model.companions.empty()) {
        result.notes.push_back("The models beside the main one are not in this price.");
    }
    for (const ApiStatement& row : m_catalog.apiStatements) {
        if (m_scenario.privacy.euOnly && row.provider == offer.provider &&
            row.item == "residency") {
            result.notes.push_back("Residency, not in the price: " + row.value + ".");
        }
    }
}

void Assessor::assessApi(const ApiOffer& offer, OptionResult& result) const {
    result.price = offer.provenance;
    exclude(result, apiPlacement(offer, m_scenario.privacy, m_catalog));
    exclude(result, apiContext(offer, m_scenario.workload));
    if (m_scenario.workload.fineTuning.method != FineTuneMethod::None) {
        exclude(result, Exclusion{Constraint::FineTuning,
                                  "The catalog knows no price for fine-tuning and serving own "
                                  "weights there.",
                                  "Fine-tune on rented machines."});
    }
    addApiNotes(offer, result);
    CostFacts facts = factsOf(result, nullptr);
    facts.prices = apiPrices(offer, m_scenario, m_catalog);
    price(std::move(facts), result);
}

void Assessor::price(CostFacts facts, OptionResult& result) const {
    const Finance& finance = m_scenario.finance;
    CashFlow cash = cashFlowOf(facts, m_scenario);
    exclude(result, capital(cash, finance));
    exclude(result, monthly(cash, finance));
    result.facts = std::make_shared<const CostFacts>(std::move(facts));
    setCash(result, std::move(cash));
}

void Assessor::setCash(OptionResult& result, CashFlow cash) const {
    result.total = cash.total();
    result.presentValue = cash.presentValue(m_scenario.finance.discountRatePerYear);
    result.upfront = cash.upfront();
    if (m_million > 0.0) {
        const double cost = result.presentValue.amount();
        result.costPerMillionTokens = cost / m_presentMillion;
        result.realCostPerMillionTokens = cost / m_realMillion;
        result.plainCostPerMillionTokens = result.total.amount() / m_million;
    }
    result.cash = std::move(cash);
}

}  // namespace headroom
