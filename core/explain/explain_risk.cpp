// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain_risk.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/decision/case_comparison.h"
#include "core/explain/input_list.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr const char* kStatistics = "docs/uncertainty.md 4";
constexpr const char* kRanges = "docs/uncertainty.md 5";

/// Lines about one study, in the order in which they are added.
class RiskLines {
public:
    RiskLines(const RiskStudy& study, std::span<const OptionResult> ranked,
              const Scenario& scenario, const Catalog& catalog)
        : m_study(study), m_ranked(ranked), m_scenario(scenario), m_catalog(catalog) {}

    void addDraws() {
        const auto inputs = static_cast<double>(m_study.inputs.size());
        const auto options = static_cast<double>(m_study.options.size());
        add({"Draws",
             "every stratum of every uncertain input once, in an order that keeps the "
             "correlations, from seed " +
                 std::to_string(m_study.seed) + "; the same for all options",
             formatNumber(inputs) + " inputs x " + formatNumber(m_study.draws) + " strata",
             formatNumber(m_study.draws) + " cases of " + formatNumber(options) + " options",
             "Latin hypercube, McKay, Beckman and Conover 1979; docs/uncertainty.md 2",
             fields({"uncertainty.draws", "uncertainty.seed"})});
        for (const InputRange& input : m_study.inputs) addRange(input);
        if (m_study.inputs.size() < 2) return;
        add({"Correlations",
             "Spearman's coefficient of ranks, by reordering the draws of each input", "",
             formatNumber(correlatedPairs()) + " pairs of inputs" +
                 (m_study.correlationRepaired ? ", made consistent" : ""),
             "Iman and Conover 1982; docs/uncertainty.md 3 and 5",
             fields({"uncertainty.correlations"})});
    }

    void addOption(const OptionRisk& risk) {
        const OptionResult& result = m_ranked[risk.option];
        const InputReferences every = costInputs({risk.option}, true, true);
        const std::string typed = formatMoney(result.presentValue);
        const double draws = m_study.draws;
        add({"Cheapest", "draws in which its present value is the least / draws",
             formatNumber(std::round(risk.cheapest * draws)) + " / " + formatNumber(draws),
             formatPercent(risk.cheapest, 1), kStatistics, every});
        add({"Present value over all draws",
             "P50 (P10 to P90) of its present values in the draws, between neighbours in "
             "proportion; with everything as typed it is " +
                 typed,
             "", rangeText(risk.cost), "Hyndman and Fan 1996, type 7; docs/uncertainty.md 4",
             costInputs({risk.option})});
        add({"Regret", "mean of its present values - mean of the least of each draw",
             moneyText(risk.meanCost) + " - " + moneyText(risk.meanCost - risk.expectedRegret),
             moneyText(risk.expectedRegret), kStatistics, every});
        addDependence(risk, typed);
    }

    void addPair() {
        if (!m_study.pair) return;
        const RiskPair& pair = *m_study.pair;
        const std::string first = m_ranked[pair.first].option.name;
        const std::string second = m_ranked[pair.second].option.name;
        const InputReferences both = costInputs({pair.first, pair.second});
        add({"Difference",
             "P50 (P10 to P90) of the present value of the second - that of the first, draw by "
             "draw",
             second + " - " + first, rangeText(pair.difference), kStatistics, both});
        add({"Cheaper of the two",
             "draws in which the first costs less than the second, equal ones half / draws",
             formatNumber(std::round(pair.firstCheaper * m_study.draws)) + " / " +
                 formatNumber(m_study.draws),
             formatPercent(pair.firstCheaper, 1), kStatistics, both});
        if (std::isfinite(pair.breakEvenMonth.low)) {
            add({"Break-even",
                 "P50 (P10 to P90) of the month from which the owned one has cost less, without "
                 "resale and discounting",
                 "", monthsText(pair.breakEvenMonth), kStatistics, both});
        }
        add({"Difference as typed", "present value of the second - that of the first",
             formatMoney(m_ranked[pair.second].presentValue) + " - " +
                 formatMoney(m_ranked[pair.first].presentValue),
             moneyText(-m_study.tornadoBase), "where the bars of the tornado begin",
             costInputs({pair.first, pair.second}, false)});
        addRanks(both);
    }

    void addKnowledge() {
        const InputReferences all = costInputs({}, true, true);
        add({"Perfect information",
             "least mean of the present values of any option, that of " +
                 m_ranked[m_study.bestMean].option.name + " - mean of the least of each draw",
             "", moneyText(m_study.perfectInformation),
             "Raiffa and Schlaifer 1961; " + s(kStatistics), all});
        if (!m_study.worth.empty()) {
            const InputWorth& dearest = m_study.worth.front();
            add({"Worth knowing",
                 "draws sorted by the input, in groups of " +
                     formatNumber(static_cast<double>(kDrawsKnown)) +
                     ": what choosing the least mean of each group saves, less what groups in no "
                     "order save",
                 "",
                 moneyText(dearest.worth) + " at most, for " +
                     s(m_study.inputs[dearest.input].field->label),
                 kRanges, all});
        }
        if (m_study.waiting) {
            add({"Renting first",
                 "mean of the lesser of renting throughout and buying later, draw by draw", "",
                 moneyText(*m_study.waiting), kStatistics, all});
        }
    }

    std::vector<ExplanationLine> take() { return std::move(m_lines); }

private:
    static std::string s(std::string_view text) { return std::string(text); }
    void add(ExplanationLine line) { m_lines.push_back(std::move(line)); }

    /// What others set of a present value, as typed.
    void addDependence(const OptionRisk& risk, const std::string& typed) {
        const InputReferences inputs = costInputs({risk.option}, false);
        const double whole = m_ranked[risk.option].presentValue.amount();
        const std::string dependent = moneyText((risk.atDearYear - whole) / (kDearYear - 1));
        add({"Set by others", "present value of rent, support, commitments and tokens / all of it",
             dependent + " / " + typed, formatPercent(risk.dependentShare), kRanges, inputs});
        const std::string rise = formatPercent(kDearYear - 1);
        add({"+" + rise + " year", "present value + " + rise + " of what others set",
             typed + " + " + rise + " x " + dependent, moneyText(risk.atDearYear),
             "H100 contracts of one year, October 2025 ($1.70) to March 2026 ($2.35)", inputs});
    }

    void addRange(const InputRange& input) {
        const Field& field = *input.field;
        const std::string typed = valueText(field, input.range.likely) + " as typed";
        InputReferences inputs = fields({field.id});
        if (!input.usual) {
            inputs.push_back(fieldReference("uncertainty.ranges", m_scenario, m_catalog));
        }
        add({s(field.label),
             (input.scale == Scale::Ratio
                  ? "P10 to P90, a triangle of logarithms on either side of "
                  : "P10 to P90, a triangle on either side of ") +
                 typed,
             "",
             valueText(field, rounded(input.range.low)) + " to " +
                 valueText(field, rounded(input.range.high)),
             sourceOf(input), std::move(inputs)});
    }

    static std::string sourceOf(const InputRange& input) {
        const std::string from = input.usual ? s(kRanges) : "range of the scenario";
        return input.reason.empty() ? from : input.reason + ' ' + from;
    }

    void addRanks(const InputReferences& inputs) {
        if (m_study.importance.empty()) return;
        const auto strongest =
            std::max_element(m_study.importance.begin(), m_study.importance.end(),
                             [](double a, double b) { return std::abs(a) < std::abs(b); });
        const auto at = static_cast<std::size_t>(strongest - m_study.importance.begin());
        add({"Rank coefficient",
             "least squares of the ranks of the difference on those of the inputs: standard "
             "deviations of the one for one of the other",
             "", formatNumber(*strongest, 2) + " for " + s(m_study.inputs[at].field->label),
             "Iman and Conover 1979; " + s(kStatistics), inputs});
        add({"Explained by ranks", "share of the variance of the ranks of the difference", "",
             formatPercent(m_study.rSquared), kStatistics, inputs});
    }

    int correlatedPairs() const {
        const SquareMatrix matrix = inputCorrelations(m_study.inputs, m_scenario);
        int pairs = 0;
        for (std::size_t i = 0; i < m_study.inputs.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) pairs += matrix(i, j) != 0.0 ? 1 : 0;
        }
        return pairs;
    }

    /// To four figures: an end is what was typed times a factor, with the digits of that product.
    static double rounded(double value) {
        if (value == 0.0) return value;
        const double unit = std::pow(10.0, 3 - std::floor(std::log10(std::abs(value))));
        return std::round(value * unit) / unit;
    }

    std::string valueText(const Field& field, double value) const {
        ComparedCase shown;
        shown.scenario = &m_scenario;
        shown.catalog = &m_catalog;
        return inputText(field, FieldValue(value), shown);
    }

    std::string moneyText(double amount) const {
        return formatMoney(money(amount, m_scenario.finance.currency));
    }
    std::string rangeText(const Range<double>& range) const {
        return moneyText(range.likely) + " (" + moneyText(range.low) + " to " +
               moneyText(range.high) + ")";
    }
    static std::string monthsText(const Range<double>& range) {
        const auto text = [](double month) {
            return std::isfinite(month) ? formatMonths(month) : std::string("never");
        };
        return text(range.likely) + " (" + text(range.low) + " to " + text(range.high) + ")";
    }

    InputReferences fields(std::initializer_list<std::string_view> ids) const {
        InputReferences inputs;
        for (const std::string_view id : ids) {
            inputs.push_back(fieldReference(id, m_scenario, m_catalog));
        }
        return inputs;
    }

    /// What present values of the options rest on: the options, what moves in the draws, and all
    /// other options that are compared with them.
    InputReferences costInputs(const std::vector<std::size_t>& options, bool drawn = true,
                               bool others = false) const {
        InputReferences inputs;
        const auto append = [&](InputReference input) {
            if (std::find(inputs.begin(), inputs.end(), input) == inputs.end()) {
                inputs.push_back(std::move(input));
            }
        };
        for (const std::size_t option : options) append(optionReference(m_ranked[option].option));
        if (drawn) {
            for (const InputRange& input : m_study.inputs) {
                append(fieldReference(input.field->id, m_scenario, m_catalog));
            }
        }
        for (InputReference& input :
             fields({"finance.discount_rate_per_year", "finance.horizon_months"})) {
            append(std::move(input));
        }
        if (!others) return inputs;
        for (const OptionRisk& risk : m_study.options) {
            append(optionReference(m_ranked[risk.option].option));
        }
        return inputs;
    }

    const RiskStudy& m_study;
    std::span<const OptionResult> m_ranked;
    const Scenario& m_scenario;
    const Catalog& m_catalog;
    std::vector<ExplanationLine> m_lines;
};

}  // namespace

std::vector<ExplanationLine> explainRisk(const RiskStudy& study,
                                         std::span<const OptionResult> ranked, std::size_t option,
                                         const Scenario& scenario, const Catalog& catalog) {
    if (study.options.empty()) return {};
    const auto found =
        std::find_if(study.options.begin(), study.options.end(),
                     [option](const OptionRisk& risk) { return risk.option == option; });
    RiskLines lines(study, ranked, scenario, catalog);
    lines.addOption(found == study.options.end() ? study.options.front() : *found);
    lines.addPair();
    lines.addKnowledge();
    lines.addDraws();
    return lines.take();
}

}  // namespace headroom
