// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/decision/option_costs.h"
#include "core/explain/lines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

bool isLoan(CostComponent component) {
    return component == CostComponent::LoanProceeds || component == CostComponent::LoanInterest ||
           component == CostComponent::LoanPrincipal;
}

bool isPurchase(CostComponent component) {
    switch (component) {
        case CostComponent::Hardware:
        case CostComponent::SalesTax:
        case CostComponent::Shipping:
        case CostComponent::SiteWork:
        case CostComponent::Spares:
        case CostComponent::Warranty:
            return true;
        default:
            return false;
    }
}

/// A loan rests on what is bought, taxes on every other line.
InputReferences inputsOf(CostComponent component, const Explained& of) {
    const bool loan = isLoan(component);
    if (!loan && component != CostComponent::IncomeTax) return inputs::costLine(of, component);
    InputList list(of);
    list.with(loan ? inputs::loanTerms(of) : inputs::taxTerms(of));
    for (const CashLine& line : of.result.cash->lines) {
        if (line.component == CostComponent::IncomeTax) continue;
        if (isLoan(line.component)) {
            list.with(inputs::loanTerms(of));
        } else if (!loan || isPurchase(line.component)) {
            list.with(inputs::costLine(of, line.component));
        }
    }
    list.with(loan ? inputs::purchaseExtras(of) : inputs::possibleLines(of));
    return list.fields({"finance.horizon_months"}).take();
}

struct NoteInputs {
    std::string_view part;  ///< of the sentence
    InputReferences (*inputs)(const Explained&);
};

/// Notes with numbers in them; the others state what is not known.
constexpr std::array kNotes{
    NoteInputs{"Fine-tuning takes",
               [](const Explained& of) {
                   return InputList(of)
                       .fields({"workload.fine_tune_jobs_per_month", "finance.hours_per_month"})
                       .with(inputs::trainingJob(of))
                       .take();
               }},
    NoteInputs{"Growth takes it",
               [](const Explained& of) {
                   return InputList(of)
                       .fields({"workload.monthly_growth", "finance.horizon_months"})
                       .with(inputs::units(of))
                       .take();
               }},
    NoteInputs{"needs a circuit of its own",
               [](const Explained& of) {
                   return InputList(of)
                       .fields({"place.circuit_volts", "place.circuit_amperes",
                                "place.continuous_share"})
                       .with(inputs::machinePower(of))
                       .with(inputs::units(of))
                       .take();
               }},
    NoteInputs{"Its noise is not known",
               [](const Explained& of) {
                   return InputList(of)
                       .fields({"place.noise_limit_dba"})
                       .with(inputs::boughtMachine(of))
                       .take();
               }},
    NoteInputs{"Spot capacity can be withdrawn",
               [](const Explained& of) {
                   return InputList(of).fields({"finance.spot_interruptions_per_hour"}).take();
               }},
    NoteInputs{"conversations at a time;", inputs::hostedShare},
    NoteInputs{"of the requests go to", inputs::hostedShare},
    NoteInputs{"Rented at first", inputs::devices},
    NoteInputs{" cache; ", inputs::cacheFormat},
    NoteInputs{"are not in this price", inputs::companions},
    NoteInputs{"Prompts above",
               [](const Explained& of) {
                   return InputList(of)
                       .fields({"workload.prompt_tokens"})
                       .with(priceRows(of.result.option, of.catalog))
                       .take();
               }},
    NoteInputs{"No batch price is known",
               [](const Explained& of) {
                   return InputList(of)
                       .fields({"finance.batch_share"})
                       .with(priceRows(of.result.option, of.catalog))
                       .take();
               }},
};

InputReferences inputsOfNote(const std::string& note, const Explained& of) {
    for (const NoteInputs& known : kNotes) {
        if (note.find(known.part) != std::string::npos) return known.inputs(of);
    }
    return {};
}

std::string sourceOf(CostComponent component, const OptionResult& result, const Scenario& scenario,
                     const Catalog& catalog) {
    switch (component) {
        case CostComponent::FineTuning:
            return "docs/serving.md 4";
        case CostComponent::Egress:
            return "catalog, cloud extras";
        case CostComponent::Resale:
            return "docs/finance.md 3, contested";
        case CostComponent::IncomeTax:
            return "docs/finance.md 1";
        case CostComponent::Hardware:
        case CostComponent::Lease:
        case CostComponent::Rent:
        case CostComponent::Commitment:
        case CostComponent::ApiInput:
        case CostComponent::ApiCachedInput:
        case CostComponent::ApiOutput:
            return sourceText(result.price);
        case CostComponent::Electricity:
        case CostComponent::Cooling: {
            if (scenario.place.electricityPriceOverride) return "your price";
            const Tariff* tariff = catalog.tariff(scenario.place.tariffRegion);
            return tariff == nullptr ? std::string{} : sourceText(tariff->provenance);
        }
        case CostComponent::Storage:
        case CostComponent::Network:
            if (result.option.kind == OptionKind::Rented) return "catalog, cloud extras";
            return "your input";
        default:
            return "your input";
    }
}

std::string formulaOf(const CashLine& line) {
    switch (line.component) {
        case CostComponent::Hardware:
        case CostComponent::SalesTax:
        case CostComponent::Shipping:
        case CostComponent::SiteWork:
        case CostComponent::Spares:
        case CostComponent::Warranty:
        case CostComponent::Setup:
        case CostComponent::MarketValue:
        case CostComponent::LoanProceeds:
            return "at the start";
        case CostComponent::IncomeTax:
            return "rate x (costs + interest + depreciation), each year";
        case CostComponent::Resale:
        case CostComponent::Commitment:
            return "at the end of the horizon";
        default:
            return "each month; the first one";
    }
}

}  // namespace

std::vector<ExplanationLine> explainCost(const OptionResult& result, const Scenario& scenario,
                                         const Catalog& catalog) {
    std::vector<ExplanationLine> lines;
    if (!result.cash) return lines;
    const CashFlow described = cashFlowOf(*result.facts, scenario, Workings::Described);
    const Explained of{result, scenario, catalog};
    InputList all(of);
    for (const CashLine& line : described.lines) {
        lines.push_back({std::string(costComponentLabel(line.component)), formulaOf(line),
                         line.working, formatMoney(line.total()),
                         sourceOf(line.component, result, scenario, catalog),
                         inputsOf(line.component, of)});
        all.with(lines.back().inputs);
    }
    const InputReferences every = all.with(inputs::possibleLines(of)).take();
    const InputReferences tokens = inputs::tokenVolume(of);
    const auto nearest = [&](std::initializer_list<std::string_view> fields,
                             const InputReferences& volume = {}) {
        return InputList(of).fields(fields).with(volume).with(every).take();
    };
    const Finance& finance = scenario.finance;
    const std::string months = formatNumber(finance.horizonMonths) + " months";
    lines.push_back({"Total", "sum of the lines", months, formatMoney(result.total), "",
                     nearest({"finance.horizon_months"})});
    lines.push_back({"Present value", "sum of flow n / (1 + r)^(n / 12)",
                     "r = " + formatPercent(finance.discountRatePerYear, 1) + " a year, " + months,
                     formatMoney(result.presentValue), "docs/cost.md a.7",
                     nearest({"finance.discount_rate_per_year"})});
    if (result.costPerMillionTokens > 0.0) {
        lines.push_back(
            {"Levelised cost", "present value of costs / present value of million tokens",
             "prompt and answer tokens together",
             formatUnitPrice({result.costPerMillionTokens, finance.currency}) +
                 " per million tokens",
             "docs/cost.md a.7 (LCOT)", nearest({"finance.discount_rate_per_year"}, tokens)});
        lines.push_back(
            {"Levelised cost, real", "the same with tokens discounted at the real rate",
             "inflation " + formatPercent(finance.inflationPerYear, 1) + " a year",
             formatUnitPrice({result.realCostPerMillionTokens, finance.currency}) +
                 " per million tokens",
             "docs/cost.md a.7 (LCOT)",
             nearest({"finance.inflation_per_year", "finance.discount_rate_per_year"}, tokens)});
        lines.push_back({"Plain cost", "total of the lines / million tokens", "nothing discounted",
                         formatUnitPrice({result.plainCostPerMillionTokens, finance.currency}) +
                             " per million tokens",
                         "docs/cost.md a.7", nearest({}, tokens)});
    }
    if (result.option.kind != OptionKind::Api) {
        lines.push_back({"Utilisation", "requests asked / requests possible in the month", "",
                         formatPercent(result.utilisation, 1), "", inputs::utilisation(of)});
    }
    for (const std::string& note : result.notes)
        lines.push_back({"Note", "", "", note, "", inputsOfNote(note, of)});
    return lines;
}

}  // namespace headroom
