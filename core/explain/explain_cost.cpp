// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/lines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// The field that moves a component most directly.
std::string fieldOf(CostComponent component) {
    switch (component) {
        case CostComponent::SalesTax:
            return "finance.sales_tax_rate";
        case CostComponent::Maintenance:
            return "finance.maintenance_share";
        case CostComponent::Electricity:
            return "place.electricity_price_per_kwh";
        case CostComponent::Rent:
            return "finance.rented_hours_per_day";
        case CostComponent::ApiInput:
            return "workload.prompt_tokens";
        case CostComponent::ApiCachedInput:
            return "workload.cached_prompt_share";
        case CostComponent::ApiOutput:
            return "workload.answer_tokens";
        case CostComponent::FineTuning:
            return "workload.fine_tune_jobs_per_month";
        case CostComponent::Network:
            return "finance.network_per_month";
        case CostComponent::Admin:
            return "finance.admin_hours_per_month";
        case CostComponent::Resale:
            return "finance.residual_share";
        case CostComponent::Commitment:
            return "finance.horizon_months";
        case CostComponent::Hardware:
        case CostComponent::Colocation:
        case CostComponent::Storage:
            break;
    }
    return {};
}

std::string sourceOf(CostComponent component, const OptionResult& result, const Scenario& scenario,
                     const Catalog& catalog) {
    switch (component) {
        case CostComponent::Hardware:
        case CostComponent::Rent:
        case CostComponent::Commitment:
        case CostComponent::ApiInput:
        case CostComponent::ApiCachedInput:
        case CostComponent::ApiOutput:
            return sourceText(result.price);
        case CostComponent::Electricity: {
            if (scenario.place.electricityPriceOverride) return "your price";
            const Tariff* tariff = catalog.tariff(scenario.place.tariffRegion);
            return tariff == nullptr ? std::string{} : sourceText(tariff->provenance);
        }
        case CostComponent::Storage:
        case CostComponent::Network:
            if (result.option.kind == OptionKind::Rented) return "catalog, cloud extras";
            return "your input";
        case CostComponent::FineTuning:
            return "docs/serving.md 4";
        case CostComponent::SalesTax:
        case CostComponent::Maintenance:
        case CostComponent::Colocation:
        case CostComponent::Admin:
        case CostComponent::Resale:
            break;
    }
    return "your input";
}

std::string formulaOf(const CashLine& line) {
    switch (line.component) {
        case CostComponent::Hardware:
        case CostComponent::SalesTax:
            return "at the purchase";
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
    for (const CashLine& line : result.cash->lines) {
        lines.push_back({std::string(costComponentLabel(line.component)), formulaOf(line),
                         line.working, formatMoney(line.total()),
                         sourceOf(line.component, result, scenario, catalog),
                         fieldOf(line.component)});
    }
    const Finance& finance = scenario.finance;
    const std::string months = formatNumber(finance.horizonMonths) + " months";
    lines.push_back({"Total", "sum of the lines", months, formatMoney(result.total), "",
                     "finance.horizon_months"});
    lines.push_back({"Present value", "sum of flow n / (1 + r)^(n / 12)",
                     "r = " + formatPercent(finance.discountRatePerYear, 1) + " a year, " + months,
                     formatMoney(result.presentValue), "docs/cost.md a.7",
                     "finance.discount_rate_per_year"});
    if (result.costPerMillionTokens > 0.0) {
        lines.push_back({"Levelised cost",
                         "present value of costs / present value of million tokens",
                         "prompt and answer tokens together",
                         formatUnitPrice({result.costPerMillionTokens, finance.currency}) +
                             " per million tokens",
                         "docs/cost.md a.7 (LCOT)", "workload.requests_per_day"});
    }
    if (result.option.kind != OptionKind::Api) {
        lines.push_back({"Utilisation", "requests asked / requests possible in the month", "",
                         formatPercent(result.utilisation, 1), "", "workload.requests_per_day"});
    }
    for (const std::string& note : result.notes) lines.push_back({"Note", "", "", note, "", ""});
    return lines;
}

}  // namespace headroom
