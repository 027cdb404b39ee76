// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/claims.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/units/format.h"
#include "core/validation/claim_case.h"

namespace headroom {
namespace claims {

double at(const Inputs& inputs, std::string_view id) {
    const auto found = inputs.find(id);
    if (found == inputs.end()) {
        throw std::logic_error("a claim without the input " + std::string(id));
    }
    return found->second;
}

namespace {

const std::vector<Case>& allCases() {
    static const std::vector<Case> cases = [] {
        std::vector<Case> all;
        for (std::vector<Case> theme : {apiBreakEvenCases(), rentBreakEvenCases(), unitCostCases(),
                                        energyCases(), priceCases(), deskCases()}) {
            std::move(theme.begin(), theme.end(), std::back_inserter(all));
        }
        return all;
    }();
    return cases;
}

const Case& caseOf(const Claim& claim) {
    const std::vector<Case>& all = allCases();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Case& one) { return one.claim.id == claim.id; });
    if (found == all.end()) {
        throw std::invalid_argument("There is no published claim " + quotedText(claim.id) + ".");
    }
    return *found;
}

Inputs published(const Case& one) {
    Inputs inputs;
    for (const Input& input : one.inputs) inputs[input.id] = input.value;
    return inputs;
}

void overlay(Inputs& inputs, const Inputs& values) {
    for (const auto& [id, value] : values) inputs[id] = value;
}

/// "$98.32/h", "33 %", "8,556 h".
std::string withUnit(double value, const std::string& unit) {
    constexpr double kWholeDollars = 100;
    if (unit == "share") return formatSignificant(value * 100) + " %";
    if (unit.rfind('$', 0) == 0) {
        const bool whole = std::abs(value) >= kWholeDollars;
        return (whole ? formatMoney(money(value)) : formatUnitPrice({value, {}})) + unit.substr(1);
    }
    return formatSignificant(value) + (unit.empty() ? "" : " " + unit);
}

std::string valueText(const std::optional<double>& value, const std::string& unit) {
    return value ? withUnit(*value, unit) : "never";
}

bool follows(const Figure& figure, const std::optional<double>& ours) {
    if (!figure.printed) return true;
    if (!ours) return false;
    switch (figure.rule) {
        case FigureRule::Equal:
            return std::abs(*ours - *figure.printed) <= figure.tolerance;
        case FigureRule::AtLeast:
            return *ours >= *figure.printed;
        case FigureRule::AtMost:
            return *ours <= *figure.printed;
    }
    return false;
}

FlipEffect effectOf(const Figure& figure, const std::optional<double>& before,
                    const std::optional<double>& after) {
    if (before.has_value() != after.has_value()) return FlipEffect::Reversed;
    if (!before) return FlipEffect::None;
    if (figure.turnsAt && (*before > *figure.turnsAt) != (*after > *figure.turnsAt)) {
        return FlipEffect::Reversed;
    }
    const double least = std::min(std::abs(*before), std::abs(*after));
    const double most = std::max(std::abs(*before), std::abs(*after));
    return most >= 2.0 * least && most > 0.0 ? FlipEffect::Halved : FlipEffect::None;
}

template <class Item>
const Item& itemOf(const std::vector<Item>& items, const std::string& id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
    if (found == items.end()) throw std::logic_error("a claim without " + id);
    return *found;
}

std::string effectText(const ClaimFlip& flip) {
    if (flip.effect == FlipEffect::Reversed) return "which reverses the claim";
    if (!flip.before || !flip.after || *flip.before == 0.0) return "as before";
    return "a factor of " + formatSignificant(*flip.after / *flip.before);
}

/// "Rent on demand at $33.00/h instead of $98.32/h (...): Break-even ... becomes 36 months instead
/// of 11.9 months, a factor of 3.03."
std::string sentenceOf(const ClaimFlip& flip, const Figure& figure) {
    const std::string to = withUnit(flip.to, flip.unit);
    const std::string before = valueText(flip.before, figure.unit);
    if (flip.from == flip.to) {
        return flip.input + " still at " + to + " (" + flip.origin + "): " + figure.name +
               " stays at " + before + ".";
    }
    return flip.input + " at " + to + " instead of " + withUnit(flip.from, flip.unit) + " (" +
           flip.origin + "): " + figure.name +
           (flip.after ? " becomes " + valueText(flip.after, figure.unit) : " never comes") +
           " instead of " + before + ", " + effectText(flip) + ".";
}

ClaimFlip flipOf(const Case& one, const Change& change, const Look& look, const Inputs& inputs,
                 const Catalog& catalog) {
    const Input& input = itemOf(one.inputs, change.inputId);
    const Figure& figure = itemOf(one.figures, change.figureId);
    Inputs changed = inputs;
    overlay(changed, look.values);
    ClaimFlip flip;
    flip.input = input.name;
    flip.unit = input.unit;
    flip.from = at(inputs, change.inputId);
    flip.to = at(changed, change.inputId);
    flip.origin = look.origin;
    flip.figureId = figure.id;
    flip.before = one.replay(inputs, catalog).at(figure.id);
    flip.after = one.replay(changed, catalog).at(figure.id);
    flip.effect = effectOf(figure, flip.before, flip.after);
    flip.sentence = sentenceOf(flip, figure);
    return flip;
}

std::string ruleText(FigureRule rule) {
    switch (rule) {
        case FigureRule::Equal:
            return "";
        case FigureRule::AtLeast:
            return "at least ";
        case FigureRule::AtMost:
            return "at most ";
    }
    return "";
}

/// "All 3 figures follow from the inputs." or the ones that do not.
std::string figuresText(const std::vector<ClaimFigure>& figures) {
    std::string wrong;
    std::size_t printed = 0;
    std::size_t right = 0;
    for (const ClaimFigure& figure : figures) {
        if (!figure.printed) continue;
        ++printed;
        if (figure.follows) {
            ++right;
            continue;
        }
        wrong += " " + figure.name + ": " + ruleText(figure.rule) +
                 withUnit(*figure.printed, figure.unit) + " is stated, " +
                 valueText(figure.recomputed, figure.unit) + " follows.";
    }
    const std::string count = formatNumber(static_cast<double>(printed));
    if (right == printed) {
        return printed == 1 ? "The figure follows." : "All " + count + " figures follow.";
    }
    return formatNumber(static_cast<double>(right)) + " of " + count + " figures " +
           (right == 1 ? "follows." : "follow.") + wrong;
}

void addFigures(const Case& one, const Figures& ours, ClaimCheck& check) {
    for (const Figure& figure : one.figures) {
        const std::optional<double> value = ours.at(figure.id);
        check.figures.push_back({figure.id, figure.name, figure.unit, figure.printed, value,
                                 figure.rule, figure.tolerance, follows(figure, value)});
    }
}

void addFlips(const Case& one, const Inputs& inputs, const Catalog& catalog, ClaimCheck& check) {
    for (const Change& change : one.changes) {
        const Look look = change.look(catalog, inputs);
        if (!look.missing.empty()) {
            check.missing.push_back(look.missing);
            continue;
        }
        ClaimFlip flip = flipOf(one, change, look, inputs, catalog);
        const bool turns = flip.effect != FlipEffect::None;
        (turns ? check.flips : check.holds).push_back(std::move(flip));
    }
    std::stable_sort(check.flips.begin(), check.flips.end(),
                     [](const ClaimFlip& a, const ClaimFlip& b) { return a.effect > b.effect; });
}

void decide(const Case& one, ClaimCheck& check) {
    const bool right = std::all_of(check.figures.begin(), check.figures.end(),
                                   [](const ClaimFigure& figure) { return figure.follows; });
    check.verdict = right ? ClaimVerdict::Confirmed : ClaimVerdict::Corrected;
    check.finding = figuresText(check.figures);
    if (one.notPublished.empty()) return;
    check.verdict = ClaimVerdict::CannotBeRecomputed;
    check.finding = one.notPublished;
}

}  // namespace
}  // namespace claims

std::string_view claimKindLabel(ClaimKind kind) {
    switch (kind) {
        case ClaimKind::BreakEven:
            return "break-even";
        case ClaimKind::UnitCost:
            return "unit cost";
        case ClaimKind::Hybrid:
            return "hybrid";
        case ClaimKind::Energy:
            return "energy";
        case ClaimKind::Reliability:
            return "reliability";
        case ClaimKind::PriceChange:
            return "price change";
        case ClaimKind::Desk:
            return "desk machine";
    }
    return "";
}

std::string_view flipEffectLabel(FlipEffect effect) {
    switch (effect) {
        case FlipEffect::None:
            return "changes it by less than a factor of two";
        case FlipEffect::Halved:
            return "halves or doubles it";
        case FlipEffect::Reversed:
            return "reverses the claim";
    }
    return "";
}

std::string_view claimVerdictLabel(ClaimVerdict verdict) {
    switch (verdict) {
        case ClaimVerdict::Confirmed:
            return "confirmed";
        case ClaimVerdict::Corrected:
            return "corrected";
        case ClaimVerdict::CannotBeRecomputed:
            return "cannot be recomputed";
        case ClaimVerdict::CannotBeChecked:
            return "cannot be checked";
    }
    return "";
}

std::span<const Claim> publishedClaims() {
    static const std::vector<Claim> all = [] {
        std::vector<Claim> list;
        for (const claims::Case& one : claims::allCases()) list.push_back(one.claim);
        return list;
    }();
    return all;
}

const Claim* findClaim(std::string_view id) {
    for (const Claim& claim : publishedClaims()) {
        if (claim.id == id) return &claim;
    }
    return nullptr;
}

const ClaimFigure* ClaimCheck::figure(std::string_view id) const {
    for (const ClaimFigure& one : figures) {
        if (one.id == id) return &one;
    }
    return nullptr;
}

ClaimCheck checkClaim(const Claim& claim, const Catalog& catalog) {
    const claims::Case& one = claims::caseOf(claim);
    ClaimCheck check;
    check.claim = one.claim;
    claims::Inputs inputs = claims::published(one);
    if (one.fromCatalog) {
        const claims::Look look = one.fromCatalog(catalog);
        if (!look.missing.empty()) {
            check.verdict = ClaimVerdict::CannotBeChecked;
            check.missing.push_back(look.missing);
            check.finding = "Cannot be checked: " + look.missing;
            return check;
        }
        claims::overlay(inputs, look.values);
    }
    for (const claims::Input& input : one.inputs) {
        check.inputs.push_back({input.name, input.unit, claims::at(inputs, input.id)});
    }
    claims::addFigures(one, one.replay(inputs, catalog), check);
    claims::addFlips(one, inputs, catalog, check);
    claims::decide(one, check);
    return check;
}

}  // namespace headroom
