// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/risk_verdict.h"

#include <algorithm>
#include <cmath>

#include "core/decision/break_even_study.h"
#include "core/decision/verdict.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Inputs named as those that would change the decision.
constexpr std::size_t kChangers = 2;
/// Saving by waiting below which it is not advised, as a share of the best cost.
constexpr double kWorthWaiting = 0.02;

std::string amount(double value, const Scenario& scenario) {
    return formatMoney(money(value, scenario.finance.currency));
}

std::string odds(double probability) {
    return formatPercent(probability) + " of the draws";
}

std::string valueText(const Field& field, double value) {
    if (field.kind == FieldKind::Percent) return formatPercent(value, 1);
    std::string text = formatSignificant(value);
    if (!field.unit.empty() && field.unit != "x") text += ' ' + std::string(field.unit);
    return field.unit == "x" ? text + " times the typed" : text;
}

std::string lowered(std::string_view label) {
    std::string text(label);
    const bool word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
    if (word && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + 32);
    return text;
}

/// "X costs less with requests below 310 per day (500 per day now)."
std::string changer(const TornadoBar& bar, const RiskPair& pair,
                    std::span<const OptionResult> ranked, const Scenario& scenario,
                    const Catalog& catalog) {
    const Field& field = *bar.input.field;
    const TiedInput tied =
        tiedInput(field, ranked[pair.first], ranked[pair.second], scenario, catalog);
    const std::string other = ranked[pair.second].option.name;
    const std::string typed = field.unit == "x"
                                  ? std::string{}
                                  : " (" + valueText(field, bar.input.range.likely) + " now)";
    if (!tied.value) return {};
    return other + " costs less with " + lowered(field.label) +
           (*tied.value < bar.input.range.likely ? " below " : " above ") +
           valueText(field, *tied.value) + typed +
           (bar.flips ? std::string{} : ", beyond its range") + ".";
}

/// "saves $4,766 ($868 to $6,803)", or what it costs more where the middle draw says so.
std::string savingText(const Range<double>& saved, const Scenario& scenario) {
    const bool dearer = saved.likely < 0.0;
    const double sign = dearer ? -1.0 : 1.0;
    const double low = sign * (dearer ? saved.high : saved.low);
    const double high = sign * (dearer ? saved.low : saved.high);
    return (dearer ? "costs " : "saves ") + amount(sign * saved.likely, scenario) +
           (dearer ? " more" : "") + " in the middle draw (P10 to P90: " + amount(low, scenario) +
           " to " + amount(high, scenario) + ")";
}

Clarity clarityOf(double probability, const RiskStudy& study, bool speedSafe) {
    if (probability < kLeaningProbability) return Clarity::Open;
    const bool turned = std::any_of(study.tornado.begin(), study.tornado.end(),
                                    [](const TornadoBar& bar) { return bar.flips; });
    return probability >= kClearProbability && !turned && speedSafe ? Clarity::Clear
                                                                    : Clarity::Leaning;
}

void addChangers(Verdict& verdict, std::span<const OptionResult> ranked, const RiskStudy& study,
                 const Scenario& scenario, const Catalog& catalog) {
    std::size_t named = 0;
    const auto name = [&](bool flipping) {
        for (const TornadoBar& bar : study.tornado) {
            if (named == kChangers || bar.flips != flipping) continue;
            std::string sentence = changer(bar, *study.pair, ranked, scenario, catalog);
            if (sentence.empty()) continue;
            verdict.risk.push_back(std::move(sentence));
            ++named;
        }
    };
    name(true);
    name(false);
    if (named == 0) {
        verdict.risk.push_back("No single input changes the order of these two.");
    }
}

/// The option that costs least on average, where that is not the one that does as typed.
void addBestMean(Verdict& verdict, std::span<const OptionResult> ranked, const RiskStudy& study,
                 const Scenario& scenario) {
    if (study.bestMean == study.options.front().option) return;
    const auto mean = [&](std::size_t option) {
        const auto found =
            std::find_if(study.options.begin(), study.options.end(),
                         [&](const OptionRisk& risk) { return risk.option == option; });
        return amount(found->meanCost, scenario);
    };
    verdict.risk.push_back("Over all draws " + ranked[study.bestMean].option.name +
                           " costs least on average: " + mean(study.bestMean) + " against " +
                           mean(study.options.front().option) + ".");
}

void addLearning(Verdict& verdict, const RiskStudy& study, const Scenario& scenario) {
    const double noise = 0.005 * study.options.front().cost.likely;
    for (const InputWorth& worth : study.worth) {
        const Field& field = *study.inputs[worth.input].field;
        const std::string_view way = waysToLearn(field);
        if (way.empty() || worth.worth <= noise) continue;
        verdict.risk.push_back("Worth most to know first: " + lowered(field.label) + ", at most " +
                               amount(worth.worth, scenario) + ". To learn it, " +
                               std::string(way) + ".");
        return;
    }
    verdict.risk.push_back("Knowing everything beforehand would save " +
                           amount(study.perfectInformation, scenario) +
                           " on average; no single input is worth a study.");
}

void addDependence(Verdict& verdict, const RiskStudy& study, const Scenario& scenario) {
    const OptionRisk& best = study.options.front();
    if (best.dependentShare < 0.005) {
        verdict.risk.push_back("Nobody else sets a price of its bill, but for electricity.");
        return;
    }
    verdict.risk.push_back("Others set the price of " + formatPercent(best.dependentShare) +
                           " of its bill: a rise by 38 %, as H100 contracts had from October 2025 "
                           "to March 2026, would make it " +
                           amount(best.atDearYear, scenario) + ".");
}

/// What the option that buys later rents at first.
std::string rentedFirst(std::span<const OptionResult> ranked) {
    const auto later = std::find_if(ranked.begin(), ranked.end(), [](const OptionResult& result) {
        return result.option.kind == OptionKind::Later;
    });
    for (const OptionResult& result : ranked) {
        if (later != ranked.end() && result.option.kind == OptionKind::Rented &&
            result.option.catalogId == later->option.catalogId &&
            result.option.tier == later->option.tier) {
            return result.option.name;
        }
    }
    return "a machine";
}

void addWaiting(Verdict& verdict, std::span<const OptionResult> ranked, const RiskStudy& study,
                const Scenario& scenario) {
    if (!study.waiting) return;
    const auto best = std::min_element(
        study.options.begin(), study.options.end(),
        [](const OptionRisk& a, const OptionRisk& b) { return a.meanCost < b.meanCost; });
    const double saving = best->meanCost - *study.waiting;
    const std::string months = formatNumber(scenario.finance.buyAfterMonths);
    if (saving > kWorthWaiting * std::abs(best->meanCost) && verdict.clarity != Clarity::Clear) {
        verdict.advice = Advice::Wait;
        verdict.sentence = "Do not decide yet: rent " + rentedFirst(ranked) + " for " + months +
                           " months, then choose. As typed, " + ranked.front().option.name +
                           " costs least over " + formatNumber(scenario.finance.horizonMonths) +
                           " months.";
        verdict.risk.push_back("Renting for " + months +
                               " months and choosing then, when use and prices are known, costs " +
                               amount(saving, scenario) + " less on average than " +
                               ranked[best->option].option.name + " from the start.");
    } else {
        verdict.risk.push_back("Renting for " + months + " months before choosing would cost " +
                               amount(std::max(0.0, -saving), scenario) + " more on average.");
    }
}

}  // namespace

double wayIsCheapest(std::span<const OptionResult> ranked, const RiskStudy& study) {
    const OptionKind way = baseKind(ranked.front().option.kind);
    double probability = 0.0;
    for (const OptionRisk& risk : study.options) {
        if (baseKind(ranked[risk.option].option.kind) == way) probability += risk.cheapest;
    }
    return std::min(1.0, probability);
}

Verdict withRisk(Verdict verdict, std::span<const OptionResult> ranked, const RiskStudy& study,
                 const Scenario& scenario, const Catalog& catalog) {
    if (study.options.empty() || study.stopped) return verdict;
    const double probability = wayIsCheapest(ranked, study);
    const bool safe = speedIsSafe(ranked.front(), scenario.workload);
    verdict.clarity = study.pair ? clarityOf(probability, study, safe)
                                 : (safe ? Clarity::Clear : Clarity::Leaning);
    if (study.pair) {
        const OptionResult& second = ranked[study.pair->second];
        verdict.risk.push_back("To " + std::string(wayVerb(ranked.front().option.kind)) +
                               " costs least in " + odds(probability) + "; against " +
                               second.option.name + " it " +
                               savingText(study.pair->difference, scenario) + ".");
        addChangers(verdict, ranked, study, scenario, catalog);
    }
    addBestMean(verdict, ranked, study, scenario);
    addLearning(verdict, study, scenario);
    addDependence(verdict, study, scenario);
    addWaiting(verdict, ranked, study, scenario);
    return verdict;
}

Verdict verdictByOdds(Verdict verdict, std::span<const OptionResult> ranked,
                      const Scenario& scenario, const Catalog& catalog,
                      const std::function<bool()>& stopped) {
    RiskRequest request;
    request.draws = scenario.uncertainty.draws;
    request.seed = scenario.uncertainty.seed;
    request.stopped = stopped;
    const RiskStudy study = studyRisk(ranked, scenario, catalog, request);
    return withRisk(std::move(verdict), ranked, study, scenario, catalog);
}

}  // namespace headroom
