// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/constraints.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/catalog/power_rule.h"
#include "core/scenario/number_text.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr double kLowestTwoPhaseVolts = 200.0;

/// Common North American branch circuits; elsewhere every socket is above 200 V.
struct Circuit {
    double volts;
    double amperes;
};
constexpr std::array kCircuits{Circuit{120, 15}, Circuit{kOrdinaryVolts, kOrdinaryAmperes},
                               Circuit{240, 20}, Circuit{240, 30},
                               Circuit{240, 50}, Circuit{240, 60}};

Exclusion privacyExclusion(std::string reason, std::string remedy) {
    return {Constraint::Privacy, std::move(reason), std::move(remedy)};
}

/// `next` is the mildest rule that would let the option in.
std::optional<Exclusion> ownOnly(const Privacy& privacy, const std::string& next) {
    if (privacy.placement == DataPlacement::OwnPremises) {
        return privacyExclusion("Data must stay on own premises.", next);
    }
    if (privacy.placement == DataPlacement::OwnHardware) {
        return privacyExclusion("Data must stay on own hardware.", next);
    }
    return std::nullopt;
}

constexpr const char* kAllowContracted = "Allow clouds and APIs with a BAA or SOC 2.";

const ApiStatement* statement(const std::string& provider, std::string_view item,
                              std::string_view mention, const Catalog& catalog) {
    for (const ApiStatement& row : catalog.apiStatements) {
        if (row.provider == provider && row.item == item &&
            row.value.find(mention) != std::string::npos) {
            return &row;
        }
    }
    return nullptr;
}

Money limitMoney(double amount, const CashFlow& cash) {
    return money(amount, cash.currency);
}

}  // namespace

std::optional<Exclusion> cloudPlacement(const CloudOffer& offer, const Privacy& privacy) {
    const bool contracted = offer.hipaaBaa.value_or(false) || offer.soc2.value_or(false);
    if (auto own = ownOnly(privacy, contracted ? kAllowContracted : "Allow any cloud.")) return own;
    if (privacy.placement == DataPlacement::ContractedCloud && !contracted) {
        return privacyExclusion("No BAA or SOC 2 of " + offer.provider + " is verified.",
                                "Ask the provider, then enter it in the catalog.");
    }
    if (privacy.euOnly && !offer.euRegion.value_or(false)) {
        return privacyExclusion(
            offer.euRegion ? "Region " + offer.region + " is outside the EU."
                           : "A region inside the EU is not verified for " + offer.provider + ".",
            "Choose an EU region of the provider.");
    }
    return std::nullopt;
}

std::optional<Exclusion> apiPlacement(const ApiOffer& offer, const Privacy& privacy,
                                      const Catalog& catalog) {
    const bool contracted =
        statement(offer.provider, "baa", "", catalog) != nullptr ||
        statement(offer.provider, "certifications", "SOC 2", catalog) != nullptr;
    if (auto own = ownOnly(privacy, contracted ? kAllowContracted : "Allow data anywhere.")) {
        return own;
    }
    if (privacy.placement == DataPlacement::ContractedCloud && !contracted) {
        return privacyExclusion("No BAA or SOC 2 of " + offer.provider + " is verified.",
                                "Ask the provider, then enter it in the catalog.");
    }
    if (privacy.placement == DataPlacement::AnyCloud && !contracted) {
        return privacyExclusion("Hosted APIs without a BAA or SOC 2 are ruled out.",
                                "Allow data anywhere.");
    }
    if (privacy.euOnly && statement(offer.provider, "residency", "EU", catalog) == nullptr) {
        return privacyExclusion(
            "Processing inside the EU is not verified for " + offer.provider + ".",
            "Ask the provider, then enter it in the catalog.");
    }
    return std::nullopt;
}

namespace {

/// The devices hold everything, host memory does not.
Exclusion hostMemoryFit(const Ledger& ledger) {
    const bool index = ledger.hostIndex > ledger.hostUsed() - ledger.hostIndex;
    return {Constraint::Memory,
            "Needs " + formatGib(ledger.hostUsed()) + " of host memory; " +
                formatGib(ledger.hostMemory.value_or(Bytes{0})) + " is installed.",
            index ? "Fewer or shorter vectors, a smaller vector type, or more host memory."
                  : "More host memory, or fewer models beside the main one."};
}

}  // namespace

std::optional<Exclusion> memoryFit(const Ledger& ledger, Tokens longest) {
    if (ledger.fits()) return std::nullopt;
    const DeviceLedger all = ledger.total();
    if (!ledger.devices.empty() && ledger.headroom() >= Bytes{0}) return hostMemoryFit(ledger);
    std::string reason =
        "Needs " + formatGib(all.used()) + "; " + formatGib(all.usable) + " is usable.";
    if (all.used() <= all.usable) {
        reason = "The tightest device is " + formatGib(-ledger.headroom()) + " short, although " +
                 formatGib(all.usable) + " is usable in all.";
    }
    if (longest.value > 0.0) {
        return Exclusion{Constraint::Memory, std::move(reason),
                         "Fits up to " + formatTokens(longest) + "."};
    }
    if (all.used() - all.cache() - all.state < all.usable) {
        return Exclusion{Constraint::Memory, std::move(reason),
                         "Fewer users at a time, shorter prompts and answers, or a smaller cache "
                         "format would let it fit."};
    }
    return Exclusion{Constraint::Memory, std::move(reason),
                     "No context fits; the " + ledger.bindingTerm() + " must shrink."};
}

std::string spillConsequence(const HostSpill& spill, const std::optional<SpillSpeed>& speed) {
    std::string text = "Tried all the same, " + formatNumber(spill.hostLayers) + " of " +
                       formatNumber(spill.layers) +
                       " layers lie in host memory, which then holds " + formatGib(spill.host) +
                       ": ";
    if (speed && speed->onProcessor) {
        text += "about " + formatRate(*speed->onProcessor) + " for one user.";
    } else {
        text += "how slow is unknown, as the catalog has no bandwidth for that memory.";
    }
    if (speed && speed->overPcie) {
        text +=
            " With every layer on the GPU the driver for Windows spills the same without a "
            "word: about " +
            formatRate(*speed->overPcie) + ".";
    }
    return text;
}

std::string smallestCircuit(Watts peak, bool needs240V, const Place& place) {
    for (const Circuit& circuit : kCircuits) {
        const Watts carried = watts(circuit.volts * circuit.amperes * place.continuousShare);
        if (needs240V && circuit.volts < kLowestTwoPhaseVolts) continue;
        if (carried < peak) continue;
        return formatNumber(circuit.volts) + " V / " + formatNumber(circuit.amperes) + " A (" +
               formatWatts(carried) + ")";
    }
    return "several circuits";
}

std::optional<Exclusion> circuit(const Machine& machine, Watts peak, const Place& place) {
    const std::optional<Watts> limit = circuitLimit(place);
    const bool tooMuch = limit && peak > *limit;
    const bool wrongVoltage =
        machine.needs240V && place.circuitVolts && *place.circuitVolts < kLowestTwoPhaseVolts;
    if (!tooMuch && !wrongVoltage) return std::nullopt;
    std::string reason =
        tooMuch ? formatWatts(peak) + " on a " + formatWatts(*limit) + " circuit."
                : "Needs 240 V; the circuit has " + formatNumber(*place.circuitVolts) + " V.";
    const std::string would = smallestCircuit(peak, machine.needs240V, place);
    return Exclusion{Constraint::Power, std::move(reason), would + " would carry it."};
}

std::optional<Exclusion> noise(const Machine& machine, const Place& place) {
    if (!place.noiseLimitDba || !machine.noiseDba || *machine.noiseDba <= *place.noiseLimitDba) {
        return std::nullopt;
    }
    return Exclusion{
        Constraint::Noise,
        formatNumber(*machine.noiseDba) + " dBA; the limit is " +
            formatNumber(*place.noiseLimitDba) + " dBA.",
        "Put it in another room, or allow " + formatNumber(*machine.noiseDba) + " dBA."};
}

std::optional<Exclusion> heat(Watts served, const Place& place) {
    if (!place.heatLimitWatts || served.value <= *place.heatLimitWatts) return std::nullopt;
    return Exclusion{Constraint::Heat,
                     formatWatts(served) + " of heat while serving; the room takes " +
                         formatWatts(watts(*place.heatLimitWatts)) + ".",
                     "Carry off " + formatWatts(served - watts(*place.heatLimitWatts)) +
                         " more, or put it in another room."};
}

std::optional<Exclusion> leadTime(const Place& place) {
    if (!place.neededWithinWeeks || place.deliveryWeeks <= *place.neededWithinWeeks) {
        return std::nullopt;
    }
    return Exclusion{Constraint::LeadTime,
                     "Arrives after " + formatNumber(place.deliveryWeeks) +
                         " weeks; it is needed within " + formatNumber(*place.neededWithinWeeks) +
                         ".",
                     "Wait " + formatSignificant(place.deliveryWeeks - *place.neededWithinWeeks) +
                         " weeks longer, or find one in stock."};
}

std::optional<Exclusion> software(const Machine& machine, const Place& place) {
    std::string missing;
    std::string_view wanted = place.software;
    while (!wanted.empty()) {
        const std::size_t end = std::min(wanted.find_first_of(",;"), wanted.size());
        const std::string stack(trimmed(wanted.substr(0, end)));
        wanted = end < wanted.size() ? wanted.substr(end + 1) : std::string_view{};
        if (stack.empty() || machine.runs(stack)) continue;
        missing += (missing.empty() ? "" : ", ") + stack;
    }
    if (missing.empty()) return std::nullopt;
    return Exclusion{Constraint::Software,
                     machine.stacks.empty() ? "Whether " + missing + " runs on it is not verified."
                                            : missing + " is not known to run on it.",
                     "Try it on a rented one, then enter it in the catalog; or do without."};
}

std::optional<Exclusion> colocation(const Privacy& privacy) {
    if (privacy.placement != DataPlacement::OwnPremises) return std::nullopt;
    return privacyExclusion("Data must stay on own premises.", "Allow own hardware elsewhere.");
}

std::optional<Exclusion> firstToken(const SpeedEstimate& speed, const Workload& workload) {
    const Seconds likely = speed.firstTokenBusy.likely;
    if (!workload.firstTokenWithin || likely <= *workload.firstTokenWithin) return std::nullopt;
    return Exclusion{Constraint::FirstToken,
                     "First token after " + formatDuration(likely) + " with everybody busy; " +
                         formatDuration(*workload.firstTokenWithin) + " is allowed.",
                     "Allow " + formatDuration(likely) +
                         ", or keep more of the prompt in the "
                         "prefix cache."};
}

std::optional<Exclusion> speedFloor(const SpeedEstimate& speed, const Workload& workload) {
    const TokensPerSecond likely = speed.decodePerUser.likely;
    if (!workload.minimumSpeed || likely >= *workload.minimumSpeed) return std::nullopt;
    return Exclusion{Constraint::Speed,
                     formatRate(likely) + " a user with " + formatNumber(workload.concurrentUsers) +
                         " busy; " + formatRate(*workload.minimumSpeed) + " is asked.",
                     "Accept " + formatRate(likely) + "."};
}

std::optional<Exclusion> capacity(double units, double perSecond) {
    if (units <= kMostUnits) return std::nullopt;
    return Exclusion{
        Constraint::Capacity,
        "Needs " + formatNumber(units) + " of them for " + formatSignificant(perSecond) +
            " requests a second in the busiest hour; "
            "at most " +
            formatNumber(kMostUnits) + " are considered.",
        "Bring the busiest hour down to " + formatSignificant(perSecond * kMostUnits / units) +
            " requests a second, or take a faster machine."};
}

std::optional<Exclusion> capacityOf(int units, double needed, double perSecond) {
    return Exclusion{
        Constraint::Capacity,
        "Needs " + formatNumber(needed) + " of them for " + formatSignificant(perSecond) +
            " requests a second in the busiest hour; there are " + formatNumber(units) + ".",
        "Add " + formatNumber(needed - units) + ", or bring the busiest hour down to " +
            formatSignificant(perSecond * units / needed) + " requests a second."};
}

std::optional<Exclusion> fineTuneTime(double hoursPerMonth, const Finance& finance) {
    if (hoursPerMonth <= finance.hoursPerMonth) return std::nullopt;
    return Exclusion{Constraint::FineTuning,
                     "A month of fine-tuning takes " + formatNumber(hoursPerMonth) + " h; it has " +
                         formatNumber(finance.hoursPerMonth) + " h.",
                     "At most " + formatPercent(finance.hoursPerMonth / hoursPerMonth) +
                         " of those jobs, or of their tokens."};
}

std::optional<Exclusion> fineTuneMemory(const FineTuneLedger& needed, const DeviceSet& devices,
                                        const ModelSpec& model, const FineTuning& job) {
    if (fineTuneFits(needed, devices)) return std::nullopt;
    std::string reason;
    const Bytes room = fineTuneHeadroom(needed, devices);
    if (room < Bytes{0}) {
        reason = "Fine-tuning needs " + formatGib(devices.usableEach - room) +
                 (devices.count > 1 ? " on each of the " + formatNumber(devices.count) + " devices"
                                    : std::string()) +
                 "; " + formatGib(devices.usableEach) + " is usable. The largest part is the " +
                 needed.bindingTerm() + ".";
    } else {
        reason = "Paged optimiser states need " + formatGib(needed.host()) + " of host memory; " +
                 formatGib(devices.hostMemory.value_or(Bytes{0})) + " is installed.";
    }
    const std::optional<FineTuneRemedy> remedy = fineTuneRemedy(model, job, devices);
    if (!remedy) {
        return Exclusion{Constraint::FineTuning, std::move(reason),
                         "No setting fits; fine-tune a smaller model or on more memory."};
    }
    std::string changes;
    for (const std::string& change : remedy->changes) {
        changes += (changes.empty() ? "" : ", ") + change;
    }
    return Exclusion{Constraint::FineTuning, std::move(reason),
                     "Fits with " + changes + ": " + formatGib(remedy->ledger.each.used()) +
                         (devices.count > 1 ? " on each device." : ".")};
}

std::optional<Exclusion> capital(const CashFlow& cash, const Finance& finance) {
    if (!finance.capitalLimit) return std::nullopt;
    const Money limit = limitMoney(*finance.capitalLimit, cash);
    const Money asked = cash.capital();
    if (!(limit < asked)) return std::nullopt;
    return Exclusion{Constraint::Capital,
                     formatMoney(asked) + " to buy; the limit is " + formatMoney(limit) + ".",
                     "Raise the capital limit by " + formatMoney(asked - limit) + "."};
}

std::optional<Exclusion> monthly(const CashFlow& cash, const Finance& finance) {
    if (!finance.monthlyLimit) return std::nullopt;
    const Money limit = limitMoney(*finance.monthlyLimit, cash);
    const Money asked = cash.runningPeak();
    if (!(limit < asked)) return std::nullopt;
    return Exclusion{
        Constraint::Monthly,
        formatMoney(asked) + " in the dearest month; the limit is " + formatMoney(limit) + ".",
        "Raise the monthly limit by " + formatMoney(asked - limit) + "."};
}

std::optional<Exclusion> apiContext(const ApiOffer& offer, const Workload& workload) {
    if (!offer.context || *offer.context >= workload.context) return std::nullopt;
    return Exclusion{Constraint::Context,
                     "Takes " + formatTokens(*offer.context) + "; conversations reach " +
                         formatTokens(workload.context) + ".",
                     "Shorten conversations to " + formatTokens(*offer.context) + "."};
}

}  // namespace headroom
