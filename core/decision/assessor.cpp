// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/assessor.h"

#include <algorithm>
#include <cmath>

#include "core/cost/finance.h"
#include "core/decision/constraints.h"
#include "core/scenario/engines.h"
#include "core/speed/network.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr double kSecondsPerHour = 3600.0;
constexpr double kDaysPerMonth = kHoursPerMonth / 24.0;

void exclude(OptionResult& result, std::optional<Exclusion> exclusion) {
    if (exclusion) result.exclusions.push_back(std::move(*exclusion));
}

double requestsPerMonth(const Workload& workload) {
    return workload.requestsPerDay * workload.activeDaysPerMonth;
}

double growthFactor(const Workload& workload, int month) {
    return std::pow(1.0 + workload.monthlyGrowth, month - 1);
}

/// Requests a second in the busiest hour of a day in the first month.
double peakRequestsPerSecond(const Workload& workload) {
    return workload.requestsPerDay * workload.peakHourShare / kSecondsPerHour;
}

double wholeUnits(double needed, double perUnit) {
    if (!(perUnit > 0.0) || !std::isfinite(perUnit)) return 1.0;
    // A hair above a whole number is rounding, not demand.
    return std::max(1.0, std::ceil(needed / perUnit - 1e-9));
}

double presentMillionTokens(const Scenario& scenario) {
    const Workload& workload = scenario.workload;
    const double monthly =
        requestsPerMonth(workload) * (workload.prompt.value + workload.answer.value) / 1e6;
    const double rate = finance::monthlyRate(scenario.finance.discountRatePerYear);
    double sum = 0.0;
    for (int n = 1; n <= scenario.finance.horizonMonths; ++n) {
        sum += monthly * growthFactor(workload, n) / std::pow(1.0 + rate, n);
    }
    return sum;
}

double rentedHours(RentTier tier, const Finance& finance) {
    const bool reserved = tier == RentTier::Reserved1Year || tier == RentTier::Reserved3Years;
    return reserved ? kHoursPerMonth : finance.rentedHoursPerDay * kDaysPerMonth;
}

std::string fineTuneNote(const TrainingJobs& jobs) {
    std::string note = "Fine-tuning takes " + formatSignificant(jobs.hoursPerMonth()) +
                       " of the month's " + formatNumber(kHoursPerMonth) +
                       " hours; one machine does not serve meanwhile.";
    if (jobs.time.rateEstimated) {
        note +=
            " The hours are an estimate from memory bandwidth: the catalog has no 16-bit rate "
            "for this device.";
    }
    return note;
}

}  // namespace

Assessor::Assessor(const Scenario& scenario, const Catalog& catalog)
    : m_scenario(scenario),
      m_catalog(catalog),
      m_model(catalog.model(scenario.model.modelId)),
      m_weights(catalog.format(scenario.model.weightFormatId)),
      m_kv(catalog.format(scenario.model.kvFormatId)),
      m_presentMillionTokens(presentMillionTokens(scenario)) {}

OptionResult Assessor::assess(const Option& option) {
    OptionResult result;
    result.option = option;
    result.total = result.presentValue = Money{0, m_scenario.finance.currency};
    switch (option.kind) {
        case OptionKind::Own:
            assessOwn(*m_catalog.machine(option.catalogId), result);
            break;
        case OptionKind::Rented:
            assessRented(*m_catalog.cloudOffer(option.catalogId), result);
            break;
        case OptionKind::Api:
            assessApi(*m_catalog.apiOffer(option.catalogId), result);
            break;
    }
    result.feasible = result.exclusions.empty();
    return result;
}

bool Assessor::judgeSupport(const Host& host, OptionResult& result) const {
    const EngineChoice engine = result.option.engine;
    const WeightFormat* kv = nearestCacheFormat(*m_kv, engine, m_catalog);
    for (const Support& support : {supportOf(*m_weights, engine, host, m_catalog),
                                   cacheSupportOf(*kv, engine, host, m_catalog)}) {
        if (!support.ok()) {
            exclude(result, Exclusion{Constraint::Support, support.reason, support.remedy});
            return false;
        }
        if (!support.native())
            result.cautions.push_back({support.verdict, support.reason, support.caution()});
    }
    return true;
}

bool Assessor::judgeSupport(const Host& host, const DeviceSet& devices,
                            OptionResult& result) const {
    if (!judgeSupport(host, result)) return false;
    const Accelerator* judged = host.accelerator;
    for (const Device& device : devices.unequal) {
        if (device.accelerator == judged) continue;
        judged = device.accelerator;
        if (!judgeSupport({judged, host.stacks}, result)) return false;
    }
    return true;
}

const Assessor::Placement* Assessor::assessDevices(const Host& host, const DeviceSet& devices,
                                                   OptionResult& result) {
    const EngineChoice engine = result.option.engine;
    if (!judgeSupport(host, devices, result)) return nullptr;
    const Placement& placed = placement(devices, engine);
    result.ledger = placed.ledger;
    result.spill = placed.spill;
    result.spillSpeed = placed.spillSpeed;
    if (!placed.ledger.fits()) result.longestContext = placed.longest;
    std::optional<Exclusion> tooSmall = memoryFit(placed.ledger, placed.longest);
    if (tooSmall && placed.spill) {
        tooSmall->consequence = spillConsequence(*placed.spill, placed.spillSpeed);
    }
    exclude(result, std::move(tooSmall));
    const WeightFormat* kv = nearestCacheFormat(*m_kv, engine, m_catalog);
    if (kv != m_kv) {
        result.notes.push_back(std::string(engineName(engine)) + " has no " + m_kv->id +
                               " cache; " + kv->id + " is taken.");
    }
    if (placed.speed) {
        result.speed = placed.speed;
        if (result.roundTrip) addNetwork(*result.speed, *result.roundTrip);
        if (const EngineChoice measured = engineFamily(engine); measured != engine) {
            result.notes.push_back("No speed of " + std::string(engineName(engine)) +
                                   " was measured: the figures are those of " +
                                   std::string(engineName(measured)) +
                                   " on this kind of device, so trust them less.");
        }
        exclude(result, firstToken(*result.speed, m_scenario.workload));
        exclude(result, speedFloor(*placed.speed, m_scenario.workload));
    }
    if (placed.fineTune) {
        result.fineTune = placed.fineTune;
        exclude(result, placed.fineTuneExclusion);
        if (placed.training) {
            result.training = TrainingJobs{*placed.training, {}, {}};
            exclude(result, fineTuneTime(result.training->hoursPerMonth()));
            result.notes.push_back(fineTuneNote(*result.training));
        }
    }
    return &placed;
}

Consumption Assessor::consumption() const {
    const Workload& workload = m_scenario.workload;
    Consumption use;
    use.requestsPerMonth = requestsPerMonth(workload);
    const double prompts = use.requestsPerMonth * workload.prompt.value;
    use.cachedTokensPerMonth = prompts * workload.cachedPromptShare;
    use.inputTokensPerMonth = prompts - use.cachedTokensPerMonth;
    use.outputTokensPerMonth = use.requestsPerMonth * workload.answer.value;
    return use;
}

void Assessor::addUnits(const Placement* placement, Consumption& use, OptionResult& result) const {
    if (placement == nullptr || !placement->speed) return;
    const Workload& workload = m_scenario.workload;
    const int horizon = std::max(1, m_scenario.finance.horizonMonths);
    const double peak = peakRequestsPerSecond(workload);
    const double most = peak * std::max(1.0, growthFactor(workload, horizon));
    const auto unitsFor = [&](double perSecond) {
        return wholeUnits(perSecond, placement->requestsPerSecond);
    };
    exclude(result, capacity(unitsFor(most), most));
    const auto bounded = [&](double perSecond) {
        return static_cast<int>(std::min(unitsFor(perSecond), double{kMostUnits}));
    };
    use.units = result.option.units = bounded(peak);
    if (workload.monthlyGrowth > 0.0) {
        for (int n = 1; n <= horizon; ++n) {
            use.unitsByMonth.push_back(bounded(peak * growthFactor(workload, n)));
        }
        if (use.unitsByMonth.back() > use.units) {
            result.notes.push_back("Growth takes it from " + formatNumber(use.units) + " to " +
                                   formatNumber(use.unitsByMonth.back()) +
                                   " units; each is added in the month that needs it.");
        }
    }
    const double possible =
        placement->requestsPerSecond * use.units * kHoursPerMonth * kSecondsPerHour;
    if (possible > 0.0) result.utilisation = use.requestsPerMonth / possible;
}

double Assessor::busyShare(const Placement* placement, double requests, int units) const {
    if (placement == nullptr || !placement->speed || units <= 0) return 0.0;
    const SpeedEstimate& speed = *placement->speed;
    const double service =
        speed.firstToken.likely.value +
        m_scenario.workload.answer.value / std::max(1e-9, speed.decodeSingle.likely.value);
    const double offered = requests / units / (kHoursPerMonth * kSecondsPerHour) * service;
    // Share of time with at least one request in service when they come at random and are served
    // together (M/G/infinity).
    return 1.0 - std::exp(-offered);
}

void Assessor::addEnergy(const Machine& machine, const Placement* placement, Consumption& use,
                         OptionResult& result) const {
    const Place& place = m_scenario.place;
    const auto estimate = [&](int month, int units) {
        const double requests = use.requestsPerMonth * growthFactor(m_scenario.workload, month);
        return estimatePower(machine, units, busyShare(placement, requests, units), place,
                             m_catalog);
    };
    result.power = estimate(1, use.units);
    use.kilowattHoursPerMonth = result.power->perMonth.value;
    if (m_scenario.workload.monthlyGrowth != 0.0) {
        for (int n = 1; n <= m_scenario.finance.horizonMonths; ++n) {
            const auto index = static_cast<std::size_t>(n - 1);
            const int units = index < use.unitsByMonth.size() ? use.unitsByMonth[index] : use.units;
            use.kilowattHoursByMonth.push_back(estimate(n, units).perMonth.value);
        }
    }
    if (result.training) {
        TrainingJobs& jobs = *result.training;
        const PowerStates states = powerStates(machine, m_catalog);
        const Watts extra = states.prefill - states.idle;
        use.fineTuningKilowattHoursPerMonth =
            energy(extra, hours(std::min(jobs.hoursPerMonth(), kHoursPerMonth))).value * place.pue;
        jobs.energyPerJob = energy(states.prefill, inHours(jobs.time.perJob.likely)) * place.pue;
        if (const auto price = electricityPrice(m_scenario, m_catalog)) {
            jobs.costPerJob = *price * jobs.energyPerJob->value;
        }
    }
}

bool Assessor::knowsFurther(const Machine& machine, OptionResult& result) const {
    for (const AcceleratorCount& further : machine.furtherAccelerators) {
        if (m_catalog.accelerator(further.id) != nullptr) continue;
        exclude(result, Exclusion{Constraint::Support,
                                  "The catalog does not know its accelerator, " + further.id + ".",
                                  "Add the accelerator to the catalog, or correct the machine."});
        return false;
    }
    return true;
}

void Assessor::assessOwn(const Machine& machine, OptionResult& result) {
    result.price = machine.priceProvenance;
    const Host host{m_catalog.accelerator(machine.acceleratorId), machine.stacks};
    const Placement* placement =
        knowsFurther(machine, result)
            ? assessDevices(host, devicesOf(machine, m_catalog, m_scenario.place.display), result)
            : nullptr;
    Consumption use = consumption();
    addUnits(placement, use, result);
    addEnergy(machine, placement, use, result);

    const Place& place = m_scenario.place;
    const Watts peak = powerStates(machine, m_catalog).peak;
    exclude(result, circuit(machine, peak, place));
    exclude(result, noise(machine, place));
    if (place.noiseLimitDba && !machine.noiseDba) {
        result.notes.push_back("Its noise is not known; the limit of " +
                               formatNumber(*place.noiseLimitDba) + " dBA is not checked.");
    }
    const std::optional<Watts> limit = circuitLimit(place);
    if (limit && result.option.units > 1 && peak * result.option.units > *limit) {
        result.notes.push_back("Each of the " + formatNumber(result.option.units) +
                               " machines needs a circuit of its own.");
    }
    if (!machine.price) {
        exclude(result, Exclusion{Constraint::Price, "Its price is not known.",
                                  "Enter a price in the catalog."});
    } else if (!electricityPrice(m_scenario, m_catalog)) {
        exclude(result,
                Exclusion{Constraint::Price,
                          "The electricity price of " + place.tariffRegion + " is not known.",
                          "Enter a price per kWh."});
    } else {
        price(ownCashFlow(machine, use, m_scenario, m_catalog), result);
    }
}

void Assessor::addRoundTrip(const CloudOffer& offer, OptionResult& result) const {
    const Place& place = m_scenario.place;
    result.roundTrip = place.networkMilliseconds
                           ? milliseconds(*place.networkMilliseconds)
                           : networkRoundTrip(place.tariffRegion, offer.country);
    if (result.roundTrip) return;
    result.notes.push_back(
        "The network's round trip is not in the first token: where it runs is not known.");
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
    Consumption use = consumption();
    addUnits(placement, use, result);
    use.rentedHoursPerMonth = rentedHours(result.option.tier, m_scenario.finance);
    use.storageGigabytes = inGigabytes(weightsOn(result.option.engine).file);
    if (result.training) {
        TrainingJobs& jobs = *result.training;
        // Jobs run on the rented instance; hours beyond those it is kept up anyway cost extra.
        use.fineTuningHoursPerMonth =
            std::clamp(kHoursPerMonth - use.rentedHoursPerMonth, 0.0, jobs.hoursPerMonth());
        if (const auto price = offer.price(result.option.tier)) {
            jobs.costPerJob = convert(*price, m_scenario.finance.currency, m_catalog) *
                              inHours(jobs.time.perJob.likely).value;
        }
    }
    if (result.option.tier == RentTier::Spot) {
        result.notes.push_back("Spot capacity can be withdrawn at short notice.");
    }
    price(rentCashFlow(offer, result.option.tier, use, m_scenario, m_catalog), result);
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
    result.notes.push_back(
        "The speed of a hosted API and the way there are not in the catalog; measure them.");
    if (!offer.context) {
        result.notes.push_back("Its longest context is not in the catalog; check it.");
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
    price(apiCashFlow(offer, consumption(), m_scenario, m_catalog), result);
}

void Assessor::price(CashFlow cash, OptionResult& result) const {
    const Finance& finance = m_scenario.finance;
    exclude(result, capital(cash, finance));
    exclude(result, monthly(cash, finance));
    result.total = cash.total();
    result.presentValue = cash.presentValue(finance.discountRatePerYear);
    result.upfront = cash.upfront();
    if (m_presentMillionTokens > 0.0) {
        result.costPerMillionTokens = result.presentValue.amount() / m_presentMillionTokens;
    }
    result.cash = std::move(cash);
}

}  // namespace headroom
