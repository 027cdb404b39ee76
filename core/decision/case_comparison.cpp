// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/case_comparison.h"

#include <algorithm>
#include <cmath>

#include "core/decision/pareto.h"
#include "core/decision/verdict.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// What a row is called, what a larger figure is called, and whether that is welcome.
struct RowKind {
    CaseFact fact{};
    std::string_view label;
    std::string_view unit;
    std::string_view more;
    std::string_view less;
    Tendency moreIs{};
    bool money{};
};

constexpr RowKind kRows[] = {
    {CaseFact::Verdict, "Verdict", "", "", "", {}, false},
    {CaseFact::Option, "Option", "", "", "", {}, false},
    {CaseFact::Way, "Way", "", "", "", {}, false},
    {CaseFact::Feasible, "Options that fit", "", "more", "fewer", Tendency::Better, false},
    {CaseFact::MemoryFree, "Memory free", "GiB", "more", "less", Tendency::Better, false},
    {CaseFact::DecodePerUser, "Decode per user", "tok/s", "faster", "slower", Tendency::Better,
     false},
    {CaseFact::FirstToken, "First token, all busy", "s", "slower", "faster", Tendency::Worse,
     false},
    {CaseFact::Prefill, "Prefill", "tok/s", "faster", "slower", Tendency::Better, false},
    {CaseFact::WattsBusy, "Power, busy", "W", "more", "less", Tendency::Worse, false},
    {CaseFact::Upfront, "On the first day", "", "dearer", "cheaper", Tendency::Worse, true},
    {CaseFact::PerMonth, "Per month after that", "", "dearer", "cheaper", Tendency::Worse, true},
    {CaseFact::Total, "In all", "", "dearer", "cheaper", Tendency::Worse, true},
    {CaseFact::PresentValue, "Present value", "", "dearer", "cheaper", Tendency::Worse, true},
    {CaseFact::PerMillion, "Per million tokens", "", "dearer", "cheaper", Tendency::Worse, true},
    {CaseFact::Rival, "Cheapest of another way", "", "", "", {}, false},
    {CaseFact::Even, "Even with it after", "months", "later", "earlier", {}, false},
    {CaseFact::Place, "Data goes to", "", "stricter", "freer", Tendency::Better, false},
};

constexpr std::string_view kUnknown = "unknown";
/// From ten times as much on a percentage says nothing that the amounts do not say better.
constexpr double kLargestShareShown = 9.995;

std::string named(const OptionResult& result) {
    std::string name = result.option.units > 1
                           ? formatNumber(result.option.units) + " x " + result.option.name
                           : result.option.name;
    return result.feasible ? name : name + " (left out)";
}

std::string adviceText(Advice advice) {
    switch (advice) {
        case Advice::Buy:
            return "buy";
        case Advice::Rent:
            return "rent";
        case Advice::CallApi:
            return "call an API";
        case Advice::Hybrid:
            return "buy, send the rest elsewhere";
        case Advice::Wait:
            return "rent first, then choose";
        case Advice::Keep:
            return "keep";
        case Advice::NothingFits:
            break;
    }
    return "nothing fits";
}

std::string verdictText(const Verdict& verdict) {
    if (verdict.advice == Advice::NothingFits) return adviceText(verdict.advice);
    static constexpr std::string_view kClarity[] = {"clear", "leaning", "open"};
    return std::string(kClarity[static_cast<std::size_t>(verdict.clarity)]) + ": " +
           adviceText(verdict.advice);
}

CaseFigure number(double value, std::string text) {
    if (!std::isfinite(value)) return {std::string(kUnknown), {}, {}};
    return {std::move(text), value, {}};
}

std::string perMillionText(double value) {
    return std::fabs(value) < 1 ? formatSignificant(value) : formatNumber(value, 2);
}

std::string figureText(CaseFact fact, double value, Currency currency) {
    switch (fact) {
        case CaseFact::Feasible:
        case CaseFact::WattsBusy:
            return formatNumber(value);
        case CaseFact::MemoryFree:
            return formatNumber(value, 1);
        case CaseFact::PerMillion:
            return perMillionText(value);
        case CaseFact::Upfront:
        case CaseFact::PerMonth:
        case CaseFact::Total:
        case CaseFact::PresentValue:
            return formatAmount(money(value, currency));
        default:
            return formatSignificant(value);
    }
}

/// The feasible option of another way that costs least; the options are ranked.
const OptionResult* rivalOf(const ComparedCase& compared) {
    if (compared.shown == nullptr || !compared.shown->cash) return nullptr;
    const OptionKind way = baseKind(compared.shown->option.kind);
    for (const OptionResult& other : compared.options) {
        if (!other.feasible) break;
        if (other.cash && baseKind(other.option.kind) != way) return &other;
    }
    return nullptr;
}

CaseFigure evenFigure(const ComparedCase& compared) {
    const OptionResult* rival = rivalOf(compared);
    if (rival == nullptr) return {};
    const bool turned =
        ownsMachines(rival->option.kind) && !ownsMachines(compared.shown->option.kind);
    const OptionResult& candidate = turned ? *rival : *compared.shown;
    const OptionResult& reference = turned ? *compared.shown : *rival;
    const std::string pair =
        candidate.option.name + " (" + std::string(optionKindLabel(candidate.option.kind)) + ") ";
    const std::string other = " than " + reference.option.name + " (" +
                              std::string(optionKindLabel(reference.option.kind)) + ")";
    const BreakEven even = breakEven(*candidate.cash, *reference.cash);
    switch (even.kind) {
        case BreakEven::Kind::AtMonth:
            return {formatSignificant(even.month), even.month,
                    pair + "has cost less" + other + " from month " +
                        formatSignificant(even.month) + " on."};
        case BreakEven::Kind::Never:
            return {"never", {}, pair + "does not become cheaper" + other + " within the horizon."};
        case BreakEven::Kind::Always:
            return {
                "from the first day", {}, pair + "costs less" + other + " from the first day on."};
    }
    return {};
}

/// Of what is paid after the first day, the resale not counted.
double meanMonth(const CashFlow& cash) {
    const std::vector<double> paid = cash.cumulativeWithoutResale();
    if (paid.size() < 2) return 0;
    return (paid.back() - paid.front()) / static_cast<double>(paid.size() - 1);
}

CaseFigure moneyFigure(CaseFact fact, const OptionResult& result) {
    if (!result.cash) return {std::string(kUnknown), {}, "The price is not known."};
    const Currency currency = result.cash->currency;
    double value = 0;
    switch (fact) {
        case CaseFact::Upfront:
            if (!result.upfront) return {std::string(kUnknown), {}, {}};
            value = result.upfront->amount();
            break;
        case CaseFact::PerMonth:
            value = meanMonth(*result.cash);
            break;
        case CaseFact::Total:
            value = result.total.amount();
            break;
        case CaseFact::PresentValue:
            value = result.presentValue.amount();
            break;
        default:
            value = result.costPerMillionTokens;
    }
    return number(value, figureText(fact, value, currency));
}

CaseFigure speedFigure(CaseFact fact, const OptionResult& result) {
    if (!result.speed) return {std::string(kUnknown), {}, {}};
    const SpeedEstimate& speed = *result.speed;
    const double value = fact == CaseFact::DecodePerUser ? speed.decodePerUser.likely.value
                         : fact == CaseFact::FirstToken  ? speed.firstTokenBusy.likely.value
                                                         : speed.prefill.likely.value;
    return number(value, formatSignificant(value));
}

CaseFigure shownFigure(CaseFact fact, const ComparedCase& compared) {
    const OptionResult& shown = *compared.shown;
    switch (fact) {
        case CaseFact::Option:
            return {named(shown),
                    {},
                    shown.exclusions.empty() ? std::string() : shown.exclusions.front().reason};
        case CaseFact::Way:
            return {std::string(optionKindLabel(shown.option.kind)), {}, {}};
        case CaseFact::MemoryFree: {
            if (!shown.ledger) return {};
            const double free = inGibibytes(shown.ledger->headroom());
            return number(free, formatNumber(free, 1));
        }
        case CaseFact::DecodePerUser:
        case CaseFact::FirstToken:
        case CaseFact::Prefill:
            return speedFigure(fact, shown);
        case CaseFact::WattsBusy:
            if (!ownsMachines(shown.option.kind)) return {};
            if (!shown.power) return {std::string(kUnknown), {}, {}};
            return number(shown.power->states.decode.value,
                          formatNumber(shown.power->states.decode.value));
        case CaseFact::Rival: {
            const OptionResult* rival = rivalOf(compared);
            if (rival == nullptr) return {};
            // The name of renting before buying says what it is.
            const OptionKind kind = rival->option.kind;
            const std::string way =
                kind == OptionKind::Later ? "" : ", " + std::string(optionKindLabel(kind));
            return {named(*rival) + way, {}, {}};
        }
        case CaseFact::Even:
            return evenFigure(compared);
        case CaseFact::Place: {
            const PrivacyGrade grade = privacyGrade(shown.option, *compared.catalog);
            return {std::string(privacyGradeLabel(grade)), static_cast<double>(grade), {}};
        }
        default:
            return moneyFigure(fact, shown);
    }
}

CaseFigure figureOf(CaseFact fact, const ComparedCase& compared) {
    if (compared.verdict == nullptr) {
        if (fact != CaseFact::Verdict) return {};
        return {
            compared.problem.empty() ? "not judged yet" : "cannot be judged", {}, compared.problem};
    }
    if (fact == CaseFact::Verdict) {
        return {verdictText(*compared.verdict), {}, compared.verdict->sentence};
    }
    if (fact == CaseFact::Feasible) {
        const auto count = static_cast<double>(compared.feasibleCount);
        return number(count, formatNumber(count));
    }
    if (compared.shown != nullptr) return shownFigure(fact, compared);
    if (fact != CaseFact::Option) return {};
    return {compared.feasibleCount == 0 ? "nothing fits" : "not an option here", {}, {}};
}

CaseDifference worded(std::string word, Tendency tendency = {}) {
    return {word, {}, {}, word, tendency};
}

CaseDifference verdictDifference(const ComparedCase& compared, const ComparedCase& reference) {
    const Verdict& own = *compared.verdict;
    const Verdict& other = *reference.verdict;
    if (own.advice != other.advice) return worded("other advice");
    if (own.clarity == other.clarity) return worded("same");
    return own.clarity < other.clarity ? worded("clearer", Tendency::Better)
                                       : worded("less clear", Tendency::Worse);
}

Tendency opposite(Tendency tendency) {
    if (tendency == Tendency::Neutral) return tendency;
    return tendency == Tendency::Better ? Tendency::Worse : Tendency::Better;
}

std::string signedText(double value, std::string size) {
    return (value < 0 ? "-" : "+") + std::move(size);
}

CaseDifference numberDifference(const RowKind& kind, const CaseFigure& figure,
                                const CaseFigure& reference, Currency currency) {
    const double difference = *figure.value - *reference.value;
    const std::string size = figureText(kind.fact, std::fabs(difference), currency);
    // What is less than the last digit shown is no difference that one could see.
    if (figure.text == reference.text || size.find_first_of("123456789") == std::string::npos) {
        return {"same", 0.0, {}, "same", {}};
    }
    CaseDifference result{signedText(difference, size),
                          difference,
                          {},
                          std::string(difference > 0 ? kind.more : kind.less),
                          difference > 0 ? kind.moreIs : opposite(kind.moreIs)};
    const bool ratio = kind.fact != CaseFact::Even && kind.fact != CaseFact::Feasible;
    if (ratio && *reference.value > 0 && *figure.value >= 0) {
        result.share = difference / *reference.value;
        const double part = std::fabs(*result.share);
        if (part < kLargestShareShown) {
            result.text +=
                " (" + signedText(difference, formatPercent(part, part < 0.1 ? 1 : 0)) + ")";
        }
    }
    result.text += ' ' + result.word;
    return result;
}

CaseDifference optionDifference(const OptionResult* shown, const OptionResult* reference) {
    if (shown == nullptr || reference == nullptr) return {};
    if (shown->option.id != reference->option.id) return worded("other option");
    if (shown->feasible != reference->feasible) {
        return shown->feasible ? worded("fits here", Tendency::Better)
                               : worded("left out here", Tendency::Worse);
    }
    if (shown->option.units == reference->option.units) return worded("same");
    return worded(shown->option.units > reference->option.units ? "more of them" : "fewer of them");
}

CaseDifference differenceOf(const RowKind& kind, const CaseRow& row, std::size_t index,
                            std::size_t reference, std::span<const ComparedCase> cases) {
    const CaseFigure& figure = row.figures[index];
    const CaseFigure& other = row.figures[reference];
    const ComparedCase& compared = cases[index];
    const ComparedCase& against = cases[reference];
    if (compared.verdict == nullptr || against.verdict == nullptr) return {};
    if (kind.fact == CaseFact::Verdict) return verdictDifference(compared, against);
    if (figure.text.empty() || other.text.empty()) return {};
    const Currency currency = compared.scenario->finance.currency;
    const bool numbers = figure.value && other.value;
    if (kind.money && currency != against.scenario->finance.currency) {
        return numbers ? worded("other currency") : CaseDifference{};
    }
    if (kind.fact == CaseFact::Place) {
        if (*figure.value == *other.value) return worded("same");
        const bool stricter = *figure.value > *other.value;
        return worded(std::string(stricter ? kind.more : kind.less),
                      stricter ? kind.moreIs : opposite(kind.moreIs));
    }
    if (numbers) return numberDifference(kind, figure, other, currency);
    const bool words = kind.more.empty() || kind.fact == CaseFact::Even;
    if (!words || figure.text == kUnknown || other.text == kUnknown) return {};
    // Options of one name may still be two, such as bought and financed.
    if (kind.fact == CaseFact::Option) return optionDifference(compared.shown, against.shown);
    if (figure.text == other.text) return worded("same");
    if (kind.fact == CaseFact::Even) return {};
    return worded(kind.fact == CaseFact::Way ? "other way" : "other option");
}

/// All amounts of a row in one currency: then it stands in the heading.
bool sameCurrency(std::span<const ComparedCase> cases) {
    return std::all_of(cases.begin(), cases.end(), [&](const ComparedCase& each) {
        return each.scenario->finance.currency == cases.front().scenario->finance.currency;
    });
}

}  // namespace

std::string CaseRow::heading() const {
    return unit.empty() ? label : label + " (" + unit + ")";
}

const OptionResult* shownOption(std::span<const OptionResult> options, std::size_t feasibleCount,
                                std::string_view id) {
    if (id.empty()) return feasibleCount > 0 ? &options.front() : nullptr;
    const auto found =
        std::find_if(options.begin(), options.end(),
                     [&](const OptionResult& result) { return result.option.id == id; });
    return found == options.end() ? nullptr : &*found;
}

std::string distinctName(const std::string& name, std::span<const std::string> taken) {
    std::string candidate = name;
    for (int n = 2; std::find(taken.begin(), taken.end(), candidate) != taken.end(); ++n) {
        candidate = name + " (" + std::to_string(n) + ")";
    }
    return candidate;
}

std::vector<CaseRow> compareCases(std::span<const ComparedCase> cases, std::size_t reference) {
    std::vector<CaseRow> rows;
    if (cases.empty()) return rows;
    const bool oneCurrency = sameCurrency(cases);
    for (const RowKind& kind : kRows) {
        CaseRow row{kind.fact, std::string(kind.label), std::string(kind.unit), {}, {}};
        if (kind.money && oneCurrency) row.unit = cases.front().scenario->finance.currency.code();
        for (const ComparedCase& compared : cases) {
            CaseFigure figure = figureOf(kind.fact, compared);
            if (kind.money && !oneCurrency && figure.value) {
                figure.text = compared.scenario->finance.currency.code() + ' ' + figure.text;
            }
            row.figures.push_back(std::move(figure));
        }
        for (std::size_t i = 0; i < cases.size(); ++i) {
            row.differences.push_back(
                i == reference ? CaseDifference{} : differenceOf(kind, row, i, reference, cases));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

CaseGrid resultsGrid(std::span<const CaseRow> rows, std::span<const ComparedCase> cases,
                     std::size_t reference) {
    CaseGrid grid;
    grid.head = {"Figure", "Unit"};
    for (std::size_t i = 0; i < cases.size(); ++i) {
        grid.head.push_back(cases[i].name);
        if (i == reference) continue;
        const std::string to = ": difference to " + cases[reference].name;
        grid.head.push_back(cases[i].name + to);
        grid.head.push_back(cases[i].name + to + " (%)");
        grid.head.push_back(cases[i].name + ": compared");
    }
    for (const CaseRow& row : rows) {
        std::vector<std::string> cells{row.label, row.unit};
        for (std::size_t i = 0; i < cases.size(); ++i) {
            cells.push_back(row.figures[i].text);
            if (i == reference) continue;
            const CaseDifference& difference = row.differences[i];
            const auto text = [&](double value) {
                return figureText(row.fact, value, cases[i].scenario->finance.currency);
            };
            cells.push_back(difference.value ? text(*difference.value) : std::string());
            cells.push_back(difference.share ? formatNumber(*difference.share * 100, 1)
                                             : std::string());
            cells.push_back(difference.word);
        }
        grid.rows.push_back(std::move(cells));
    }
    return grid;
}

}  // namespace headroom
