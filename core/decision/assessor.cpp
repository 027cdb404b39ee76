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

void exclude(OptionResult& result, std::optional<Exclusion> exclusion) {
    if (exclusion) result.exclusions.push_back(std::move(*exclusion));
}

std::string fineTuneNote(const TrainingJobs& jobs, const Finance& finance) {
    std::string note = "Fine-tuning takes " + formatSignificant(jobs.hoursPerMonth()) +
                       " of the month's " + formatNumber(finance.hoursPerMonth) +
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
      m_million(millionTokens(scenario, 0.0)),
      m_presentMillion(millionTokens(scenario, scenario.finance.discountRatePerYear)),
      m_realMillion(millionTokens(scenario, finance::realRate(scenario.finance.discountRatePerYear,
                                                              scenario.finance.inflationPerYear))) {
    m_cloudOffers.reserve(catalog.cloudOffers.size());
    for (const CloudOffer& offer : catalog.cloudOffers) m_cloudOffers.emplace(offer.id, &offer);
}

OptionResult Assessor::assess(const Option& option) {
    OptionResult result;
    result.option = option;
    result.total = result.presentValue = Money{0, m_scenario.finance.currency};
    switch (option.kind) {
        case OptionKind::Own:
        case OptionKind::Colocated:
        case OptionKind::Kept:
            assessOwn(*m_catalog.machine(option.catalogId), result);
            break;
        case OptionKind::Hybrid:
            assessHybrid(*m_catalog.machine(option.catalogId), *m_catalog.apiOffer(option.secondId),
                         result);
            break;
        case OptionKind::Burst:
            assessBurst(*m_catalog.machine(option.catalogId), *m_cloudOffers.at(option.secondId),
                        result);
            break;
        case OptionKind::Later:  // joined from two results by later()
            break;
        case OptionKind::Rented:
            assessRented(*m_cloudOffers.at(option.catalogId), result);
            break;
        case OptionKind::Api:
            assessApi(*m_catalog.apiOffer(option.catalogId), result);
            break;
    }
    result.feasible = result.exclusions.empty();
    return result;
}

const Assessor::FormatSupport& Assessor::supportOn(EngineChoice engine, const Host& host) {
    const auto [known, isNew] = m_support.try_emplace(
        {engine, host.accelerator, host.stacks.empty() ? nullptr : host.stacks.data()});
    if (isNew) {
        const WeightFormat* kv = nearestCacheFormat(*m_kv, engine, m_catalog);
        known->second = {supportOf(*m_weights, engine, host, m_catalog),
                         cacheSupportOf(*kv, engine, host, m_catalog)};
    }
    return known->second;
}

bool Assessor::judgeSupport(const Host& host, OptionResult& result) {
    const FormatSupport& known = supportOn(result.option.engine, host);
    for (const Support* const support : {&known.weights, &known.cache}) {
        if (!support->ok()) {
            exclude(result, Exclusion{Constraint::Support, support->reason, support->remedy});
            return false;
        }
        if (!support->native())
            result.cautions.push_back({support->verdict, support->reason, support->caution()});
    }
    return true;
}

bool Assessor::judgeSupport(const Host& host, const DeviceSet& devices, OptionResult& result) {
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
            exclude(result, fineTuneTime(result.training->hoursPerMonth(), m_scenario.finance));
            result.notes.push_back(fineTuneNote(*result.training, m_scenario.finance));
        }
    }
    return &placed;
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

void Assessor::addRoundTrip(const CloudOffer& offer, OptionResult& result) const {
    const Place& place = m_scenario.place;
    result.roundTrip = place.networkMilliseconds
                           ? milliseconds(*place.networkMilliseconds)
                           : networkRoundTrip(place.tariffRegion, offer.country);
    if (result.roundTrip) return;
    result.notes.push_back(
        "The network's round trip is not in the first token: where it runs is not known.");
}

}  // namespace headroom
