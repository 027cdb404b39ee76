// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Options of two parts: own machines with an API or rented instances beside them, and renting
// before buying (docs/cost.md a.9).
#include <algorithm>

#include "core/decision/assessor.h"
#include "core/decision/constraints.h"
#include "core/decision/overflow.h"
#include "core/units/format.h"

namespace headroom {
namespace {

void exclude(OptionResult& result, std::optional<Exclusion> exclusion) {
    if (exclusion) result.exclusions.push_back(std::move(*exclusion));
}

}  // namespace

int Assessor::unitsBesideOverflow(CostFacts& facts) const {
    const double needed = unitsFor(
        facts, peakRequestsPerSecond(m_scenario.workload) / m_scenario.workload.speedFactor);
    const int most = static_cast<int>(std::min(needed, double{kMostUnits}));
    OptionPricer pricer;
    int best = 0;
    double lowest = 0.0;
    for (int units = 1; units <= most; ++units) {
        facts.fixedUnits = units;
        const double cost = pricer.presentValue(facts, m_scenario);
        if (best != 0 && cost >= lowest) continue;
        best = units;
        lowest = cost;
    }
    return best;
}

void Assessor::assessHybrid(const Machine& machine, const ApiOffer& offer, OptionResult& result) {
    result.price = machine.priceProvenance;
    exclude(result, leadTime(m_scenario.place));
    exclude(result, software(machine, m_scenario.place));
    exclude(result, apiPlacement(offer, m_scenario.privacy, m_catalog));
    exclude(result, apiContext(offer, m_scenario.workload));
    const Host host{m_catalog.accelerator(machine.acceleratorId), machine.stacks};
    if (!knowsFurther(machine, result)) return;
    const DeviceSet devices = devicesOf(machine, m_catalog, m_scenario.place.display);
    if (!judgeSupport(host, devices, result)) return;
    const std::optional<FewerSlots>& fewer = fewerSlots(devices, result.option.engine);
    if (!fewer) {
        exclude(result, Exclusion{Constraint::Memory, "Not even one conversation fits.",
                                  "A smaller format or a shorter context."});
        return;
    }
    result.ledger = fewer->ledger;
    result.speed = fewer->speed;
    CostFacts facts = factsOf(result, nullptr);
    facts.power = powerStates(machine, m_catalog);
    if (fewer->speed) {
        exclude(result, firstToken(*fewer->speed, m_scenario.workload));
        exclude(result, speedFloor(*fewer->speed, m_scenario.workload));
        const double answer = m_scenario.workload.answer.value;
        const auto writing = [&](TokensPerSecond speed) {
            return answer / std::max(1e-9, speed.value);
        };
        facts.slotCount = fewer->slotCount;
        facts.promptSeconds = fewer->speed->firstToken.likely.value;
        facts.answerSecondsAlone = writing(fewer->speed->decodeSingle.likely);
        facts.answerSecondsFull = writing(fewer->speed->decodePerUser.likely);
        facts.serviceSeconds = facts.promptSeconds + facts.answerSecondsAlone;
        facts.requestsPerSecond = slotRate(facts, facts.slotCount);
    }
    if (!isPriced(machine, result)) return;
    facts.prices = machinePrices(machine, m_scenario, m_catalog);
    facts.hosted = apiPrices(offer, m_scenario, m_catalog);
    facts.fixedUnits = std::max(1, unitsBesideOverflow(facts));
    addUnits(facts, result);
    addPower(machine, facts, result);
    addRoom(machine, result);
    result.notes.push_back("Each machine takes " + formatNumber(facts.slotCount) +
                           " conversations at a time; " + formatPercent(result.hostedShare, 1) +
                           " of the requests find all of them busy and go to " + offer.provider +
                           " (a loss formula of Erlang's kind).");
    addApiNotes(offer, result);
    price(std::move(facts), result);
}

const OptionResult& Assessor::instanceBeside(const CloudOffer& offer) {
    if (m_beside && m_beside->option.catalogId == offer.id) return *m_beside;
    const Host host{m_catalog.accelerator(offer.acceleratorId), {}};
    Option rented;
    rented.id = "rent/" + offer.id;
    rented.kind = OptionKind::Rented;
    rented.tier = RentTier::OnDemand;
    rented.catalogId = offer.id;
    rented.engine = resolveEngine(m_scenario.model.engine, *m_weights, host, m_catalog);
    m_beside = assess(rented);
    return *m_beside;
}

void Assessor::assessBurst(const Machine& machine, const CloudOffer& offer, OptionResult& result) {
    result.price = machine.priceProvenance;
    exclude(result, leadTime(m_scenario.place));
    exclude(result, software(machine, m_scenario.place));
    exclude(result, cloudPlacement(offer, m_scenario.privacy));
    const OptionResult& rented = instanceBeside(offer);
    const Host host{m_catalog.accelerator(machine.acceleratorId), machine.stacks};
    const Placement* placement =
        knowsFurther(machine, result)
            ? assessDevices(host, devicesOf(machine, m_catalog, m_scenario.place.display), result)
            : nullptr;
    if (!rented.facts || !rented.ledger || !rented.ledger->fits()) {
        exclude(result,
                Exclusion{Constraint::Memory, "The instance beside it does not hold the model.",
                          "Rent a larger one."});
        return;
    }
    if (!isPriced(machine, result)) return;
    CostFacts facts = factsOf(result, placement);
    facts.power = powerStates(machine, m_catalog);
    facts.prices = machinePrices(machine, m_scenario, m_catalog);
    facts.second = rented.facts;
    facts.fixedUnits = std::max(1, unitsBesideOverflow(facts));
    addUnits(facts, result);
    addPower(machine, facts, result);
    addRoom(machine, result);
    const RentedPeak peak = rentedPeak(facts, m_scenario.workload, 1.0);
    const double hours =
        peak.paidHoursADay(m_scenario.finance) * m_scenario.workload.activeDaysPerMonth;
    const auto carbon = rentedCarbon(offer, hours);
    if (!carbon) result.carbonKilogramsPerMonth.reset();
    if (result.carbonKilogramsPerMonth) *result.carbonKilogramsPerMonth += *carbon;
    result.notes.push_back(
        formatPercent(peak.share, 1) + " of the requests go to " + formatNumber(peak.instances) +
        (peak.instances == 1 ? " rented instance" : " rented instances") + " in the hours that " +
        "bring more than the machines serve: " + formatNumber(hours) +
        " instance-hours a month, starts included.");
    price(std::move(facts), result);
}

std::optional<OptionResult> Assessor::later(const OptionResult& rented,
                                            const OptionResult& own) const {
    const int months = m_scenario.finance.buyAfterMonths;
    if (months <= 0 || months >= m_scenario.finance.horizonMonths) return std::nullopt;
    OptionResult result = rented;
    result.option.id = "later/" + rented.option.catalogId + '/' + own.option.catalogId;
    result.option.kind = OptionKind::Later;
    result.option.secondId = own.option.catalogId;
    result.option.name =
        "Rent for " + formatNumber(months) + " months, then buy " + own.option.name;
    result.exclusions.clear();
    CostFacts facts = *rented.facts;
    facts.kind = OptionKind::Later;
    facts.second = own.facts;
    result.notes = {"Rented at first: " + rented.option.name +
                    ". What people really send is known before anything is bought."};
    CashFlow cash = cashFlowOf(facts, m_scenario);
    exclude(result, monthly(cash, m_scenario.finance));
    result.facts = std::make_shared<const CostFacts>(std::move(facts));
    setCash(result, std::move(cash));
    result.feasible = result.exclusions.empty();
    return result;
}

}  // namespace headroom
