// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/verdict.h"

#include <array>

#include "core/decision/ranking.h"
#include "core/decision/weighted_score.h"
#include "core/units/format.h"

namespace headroom {
namespace {

std::string countInWords(int count) {
    constexpr std::array<std::string_view, 13> kWords{"no",   "one",    "two",   "three", "four",
                                                      "five", "six",    "seven", "eight", "nine",
                                                      "ten",  "eleven", "twelve"};
    const auto index = static_cast<std::size_t>(count);
    return count >= 0 && index < kWords.size() ? std::string(kWords[index]) : formatNumber(count);
}

std::string people(const Workload& workload) {
    return countInWords(workload.concurrentUsers) +
           (workload.concurrentUsers == 1 ? " person" : " people");
}

std::string monthsText(const Finance& finance) {
    return formatNumber(finance.horizonMonths) +
           (finance.horizonMonths == 1 ? " month" : " months");
}

Advice adviceFor(OptionKind kind) {
    switch (kind) {
        case OptionKind::Own:
        case OptionKind::Colocated:
            return Advice::Buy;
        case OptionKind::Rented:
            return Advice::Rent;
        case OptionKind::Hybrid:
        case OptionKind::Burst:
            return Advice::Hybrid;
        case OptionKind::Later:
            return Advice::Wait;
        case OptionKind::Kept:
            return Advice::Keep;
        case OptionKind::Api:
            break;
    }
    return Advice::CallApi;
}

std::optional<std::size_t> nextOfOtherKind(std::span<const OptionResult> ranked) {
    for (std::size_t i = 1; i < ranked.size() && ranked[i].feasible; ++i) {
        if (ranked[i].option.kind == OptionKind::Later) continue;
        if (ranked[i].option.kind != ranked.front().option.kind) return i;
    }
    return runnerUp(ranked);
}

Clarity clarityOf(std::span<const OptionResult> ranked, const Workload& workload) {
    const OptionResult& best = ranked.front();
    const bool safe = speedIsSafe(best, workload);
    const std::optional<std::size_t> next = nextOfOtherKind(ranked);
    if (!next) return safe ? Clarity::Clear : Clarity::Leaning;
    const double cost = best.presentValue.amount();
    const double margin = ranked[*next].presentValue.amount() - cost;
    if (margin <= kOpenMargin * cost) return Clarity::Open;
    return margin > kClearMargin * cost && safe ? Clarity::Clear : Clarity::Leaning;
}

std::string holdsTheModel(const OptionResult& best, const Scenario& scenario) {
    const bool everybodyFull = scenario.workload.cachePlan == CachePlan::FullEach;
    const bool several = best.option.units > 1;
    return (several ? "Together they serve " : "It holds the model with ") +
           formatTokens(scenario.workload.context) +
           (everybodyFull ? " of context each for " : " of context for ") +
           people(scenario.workload) + " and " + (several ? "cost" : "costs") + " least over " +
           monthsText(scenario.finance) + ".";
}

/// "one NVIDIA DGX Spark", "two x NVIDIA DGX Spark"
std::string namedUnits(const OptionResult& result) {
    return countInWords(result.option.units) + ' ' + (result.option.units == 1 ? "" : "x ") +
           result.option.name;
}

/// What the best option costs and what the cheapest machine would.
std::string againstBuying(const OptionResult& best, const OptionResult& own,
                          const Scenario& scenario) {
    return "It costs " + formatMoney(best.presentValue) + " over " + monthsText(scenario.finance) +
           "; the cheapest machine that fits costs " + formatMoney(own.presentValue) + ".";
}

std::string overflowText(const OptionResult& best) {
    const std::string other =
        best.option.kind == OptionKind::Hybrid ? "The API" : "The rented instance";
    return best.hostedShare < 0.0005
               ? other + " stands by for what the machine cannot take. "
               : other + " answers " + formatPercent(best.hostedShare, 1) + " of the requests. ";
}

std::string sentenceOf(std::span<const OptionResult> ranked, const Scenario& scenario) {
    const OptionResult& best = ranked.front();
    const std::optional<std::size_t> own = bestOf(OptionKind::Own, ranked);
    const std::string costs = "It costs least over " + monthsText(scenario.finance) + ".";
    switch (best.option.kind) {
        case OptionKind::Own:
        case OptionKind::Colocated:
            return "Buy " + namedUnits(best) + ". " + holdsTheModel(best, scenario);
        case OptionKind::Kept:
            return "Keep what you have: " + namedUnits(best) + ". " + holdsTheModel(best, scenario);
        case OptionKind::Hybrid:
        case OptionKind::Burst:
            return "Buy " + namedUnits(best) + ". " + overflowText(best) +
                   (own ? againstBuying(best, ranked[*own], scenario) : costs);
        case OptionKind::Later:
            return best.option.name + ". " +
                   (own ? againstBuying(best, ranked[*own], scenario) : costs);
        case OptionKind::Rented:
            if (!own) return "Rent " + namedUnits(best) + ". " + holdsTheModel(best, scenario);
            return "Do not buy: rent " + namedUnits(best) + ". " +
                   againstBuying(best, ranked[*own], scenario);
        case OptionKind::Api:
            break;
    }
    if (!own) return "Call " + best.option.name + ". " + costs;
    return "Do not buy: call " + best.option.name + ". " +
           againstBuying(best, ranked[*own], scenario);
}

std::string costFact(const OptionResult& best, const Scenario& scenario) {
    return formatMoney(best.presentValue) + " in " + monthsText(scenario.finance) +
           ", present value";
}

std::string trainingFact(const FineTuneLedger& memory, const TrainingJobs& jobs) {
    std::string fact = "fine-tuning needs " + formatGib(memory.each.used());
    if (memory.devices > 1) fact += " on each of " + formatNumber(memory.devices) + " devices";
    fact += " and " + formatSignificant(jobs.hoursPerMonth()) + " h a month; a job takes " +
            formatDuration(jobs.time.perJob.likely);
    if (jobs.energyPerJob) fact += ", " + formatSignificant(jobs.energyPerJob->value) + " kWh";
    if (jobs.costPerJob) fact += ", " + formatMoney(*jobs.costPerJob);
    return fact;
}

std::vector<std::string> deviceFacts(const OptionResult& best, const Scenario& scenario,
                                     const Catalog& catalog) {
    const DeviceLedger memory = best.ledger->total();
    std::vector<std::string> facts;
    facts.push_back(formatGib(memory.used()) + " of " + formatGib(memory.usable) + " used");
    facts.push_back(formatRate(best.speed->decodePerUser.likely) + " a user with " +
                    countInWords(scenario.workload.concurrentUsers) + " busy");
    facts.push_back("first token " + formatDuration(best.speed->firstTokenBusy.likely) +
                    " with everybody busy");
    if (best.power) {
        facts.push_back(formatWatts(best.power->states.decode) + " busy, " +
                        formatWatts(best.power->states.idle) + " idle");
    } else {
        const CloudOffer* offer = catalog.cloudOffer(best.option.catalogId);
        facts.push_back(formatUnitPrice(*offer->price(best.option.tier)) + " an hour and instance");
    }
    if (best.fineTune && best.training)
        facts.push_back(trainingFact(*best.fineTune, *best.training));
    facts.push_back(costFact(best, scenario));
    return facts;
}

std::vector<std::string> apiFacts(const OptionResult& best, const Scenario& scenario,
                                  const Catalog& catalog) {
    const ApiOffer* offer = catalog.apiOffer(best.option.catalogId);
    const Workload& workload = scenario.workload;
    const double millions = workload.requestsPerDay * workload.activeDaysPerMonth *
                            (workload.prompt.value + workload.answer.value) / 1e6;
    return {formatUnitPrice(offer->input) + " in and " + formatUnitPrice(offer->output) +
                " out per million tokens",
            formatSignificant(millions) + " million tokens in the first month",
            formatMoney(best.cash->month(1)) + " in the first month",
            offer->context ? formatTokens(*offer->context) + " of context"
                           : std::string("context length not in the catalog"),
            costFact(best, scenario)};
}

std::vector<std::string> warningsOf(std::span<const OptionResult> ranked, const Scenario& scenario,
                                    const Catalog& catalog) {
    std::vector<std::string> warnings;
    if (scenario.finance.stage == ProductStage::Idea) {
        warnings.push_back(
            "The product is an idea: call an API until people use it, then size a "
            "machine by what they really send.");
    }
    const std::optional<std::size_t> own = bestOf(OptionKind::Own, ranked);
    if (own && ranked[*own].utilisation < kBurstyUtilisation) {
        warnings.push_back("Bursty use: " + ranked[*own].option.name + " would serve " +
                           formatPercent(ranked[*own].utilisation, 1) +
                           " of what it can; below about " + formatPercent(kBurstyUtilisation) +
                           " an API or rent by the hour usually costs less.");
    }
    const ModelSpec* model = catalog.model(scenario.model.modelId);
    if (model != nullptr && model->parametersTotal < kSmallModelParameters) {
        warnings.push_back(model->name + " has " + formatSignificant(model->parametersTotal / 1e9) +
                           " B parameters: in 4 bit it fits one 24 GB card, and a larger machine "
                           "buys nothing for it.");
    }
    return warnings;
}

}  // namespace

bool speedIsSafe(const OptionResult& result, const Workload& workload) {
    if (!result.speed) return true;
    const SpeedEstimate& speed = *result.speed;
    const bool fast = !workload.minimumSpeed || speed.decodePerUser.low >= *workload.minimumSpeed;
    const bool prompt =
        !workload.firstTokenWithin || speed.firstTokenBusy.high <= *workload.firstTokenWithin;
    return fast && prompt;
}

std::string_view wayVerb(OptionKind kind) {
    switch (baseKind(kind)) {
        case OptionKind::Rented:
            return "rent";
        case OptionKind::Api:
            return "call an API";
        default:
            return kind == OptionKind::Kept ? "keep" : "buy";
    }
}

Verdict verdictOf(std::span<const OptionResult> ranked, const Scenario& scenario,
                  const Catalog& catalog) {
    Verdict verdict;
    verdict.warnings = warningsOf(ranked, scenario, catalog);
    if (ranked.empty() || !ranked.front().feasible) {
        verdict.clarity = Clarity::Clear;
        verdict.sentence = "Nothing in the catalog meets all requirements.";
        verdict.facts = {formatNumber(static_cast<double>(ranked.size())) +
                         " options were judged; none passes every hard rule"};
        verdict.relaxations = relaxationsOf(ranked, scenario, catalog);
        return verdict;
    }
    const OptionResult& best = ranked.front();
    verdict.advice = adviceFor(best.option.kind);
    verdict.clarity = clarityOf(ranked, scenario.workload);
    verdict.sentence = sentenceOf(ranked, scenario);
    verdict.facts = best.option.kind == OptionKind::Api ? apiFacts(best, scenario, catalog)
                                                        : deviceFacts(best, scenario, catalog);
    if (std::string scored = scoreSentence(ranked); !scored.empty()) {
        verdict.facts.push_back(std::move(scored));
    }
    return verdict;
}

}  // namespace headroom
