// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <span>
#include <thread>

#include "core/decision/assessor.h"
#include "core/decision/offer_choice.h"
#include "core/decision/ranking.h"
#include "core/decision/verdict.h"
#include "core/decision/weighted_score.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Fewer options are judged sooner than a thread is started: some 15 us each against 50.
constexpr std::size_t kWorthAThread = 32;

/// Options that are not listed are told: somebody may look for one of them.
void noteBeatenOffers(const Catalog& catalog, std::vector<Finding>& findings) {
    if (catalog.cloudOffers.size() <= kManyOffers) return;
    const std::size_t compared = offersToCompare(catalog.cloudOffers).size();
    if (compared == catalog.cloudOffers.size()) return;
    findings.push_back(
        {Severity::Note, "",
         "Of " + formatNumber(static_cast<double>(catalog.cloudOffers.size())) + " cloud offers " +
             formatNumber(static_cast<double>(compared)) +
             " are compared: each of the others has one beside it of the same provider, devices "
             "and place that is as good and costs no more.",
         ""});
}

void addBreakEven(Evaluation& evaluation, std::size_t candidate, std::size_t reference,
                  double ratePerYear) {
    const CashFlow& own = *evaluation.options[candidate].cash;
    const CashFlow& other = *evaluation.options[reference].cash;
    evaluation.breakEvens.push_back(
        {candidate, reference, breakEven(own, other), breakEven(own, other, ratePerYear)});
}

void assessInto(std::vector<OptionResult>& results, std::span<const Option> candidates,
                Assessor& assessor) {
    for (const Option& option : candidates) {
        if (option.kind == OptionKind::Hybrid && !assessor.canOverflow(option)) continue;
        results.push_back(assessor.assess(option));
    }
}

/// In the order of the candidates. Each is judged on its own, so half of them can be judged beside
/// the others by an assessor of their own; the figures are the same.
std::vector<OptionResult> assessed(std::span<const Option> candidates, Assessor& assessor,
                                   const Scenario& scenario, const Catalog& catalog) {
    std::vector<OptionResult> results;
    // Bursts of the machines and a rent before buying come on top.
    results.reserve(candidates.size() + catalog.machines.size() + 1);
    const bool alone = candidates.size() < kWorthAThread || std::thread::hardware_concurrency() < 2;
    const std::size_t here = alone ? candidates.size() : candidates.size() / 2;
    std::future<std::vector<OptionResult>> beside;
    if (!alone) {
        beside = std::async(std::launch::async, [&, rest = candidates.subspan(here)] {
            std::vector<OptionResult> others;
            others.reserve(rest.size());
            Assessor second(scenario, catalog);
            assessInto(others, rest, second);
            return others;
        });
    }
    assessInto(results, candidates.first(here), assessor);
    if (beside.valid()) {
        std::vector<OptionResult> others = beside.get();
        std::move(others.begin(), others.end(), std::back_inserter(results));
    }
    return results;
}

/// The best rented option without a commitment, and then the best machine.
void addLater(Evaluation& evaluation, const Assessor& assessor) {
    const OptionResult* own = bestFeasible(
        evaluation.options, [](const Option& option) { return option.kind == OptionKind::Own; });
    const OptionResult* rented = bestFeasible(evaluation.options, [](const Option& option) {
        return option.kind == OptionKind::Rented && termMonths(option.tier) == 0;
    });
    if (own == nullptr || rented == nullptr) return;
    if (auto later = assessor.later(*rented, *own)) evaluation.options.push_back(std::move(*later));
}

/// Every machine with the best instance on demand for its busiest hours.
void addBursts(Evaluation& evaluation, Assessor& assessor, const Scenario& scenario,
               const Catalog& catalog) {
    if (scenario.workload.fineTuning.method != FineTuneMethod::None) return;
    const OptionResult* rented = bestFeasible(evaluation.options, [](const Option& option) {
        return option.kind == OptionKind::Rented && option.tier == RentTier::OnDemand;
    });
    if (rented == nullptr) return;
    for (const Option& option : burstOptions(rented->option, scenario, catalog)) {
        if (assessor.canOverflow(option)) evaluation.options.push_back(assessor.assess(option));
    }
}

void addBreakEvens(Evaluation& evaluation, double ratePerYear) {
    const auto own = bestOf(OptionKind::Own, evaluation.options);
    if (!own) return;
    if (const auto rented = bestOf(OptionKind::Rented, evaluation.options)) {
        addBreakEven(evaluation, *own, *rented, ratePerYear);
    }
    if (const auto api = bestOf(OptionKind::Api, evaluation.options)) {
        addBreakEven(evaluation, *own, *api, ratePerYear);
    }
}

}  // namespace

const OptionResult* Evaluation::find(std::string_view optionId) const {
    const auto found =
        std::find_if(options.begin(), options.end(),
                     [&](const OptionResult& result) { return result.option.id == optionId; });
    return found == options.end() ? nullptr : &*found;
}

Evaluation evaluate(const Scenario& scenario, const Catalog& catalog) {
    Evaluation evaluation;
    evaluation.findings = validate(scenario, catalog);
    if (hasErrors(evaluation.findings)) return evaluation;

    noteBeatenOffers(catalog, evaluation.findings);
    const std::vector<Option> candidates = candidateOptions(scenario, catalog);
    Assessor assessor(scenario, catalog);
    evaluation.options = assessed(candidates, assessor, scenario, catalog);
    addBursts(evaluation, assessor, scenario, catalog);
    addLater(evaluation, assessor);
    rankOptions(evaluation.options);
    evaluation.feasibleCount = static_cast<std::size_t>(
        std::count_if(evaluation.options.begin(), evaluation.options.end(),
                      [](const OptionResult& result) { return result.feasible; }));
    addScores(evaluation.options, scenario.weights, catalog);
    evaluation.verdict = verdictOf(evaluation.options, scenario, catalog);
    evaluation.highlights = highlightsOf(evaluation.options, scenario);
    addBreakEvens(evaluation, scenario.finance.discountRatePerYear);
    return evaluation;
}

}  // namespace headroom
