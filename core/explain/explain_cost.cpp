// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/decision/option_costs.h"
#include "core/explain/lines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

struct ComponentText {
    CostComponent component;
    std::string_view field;   ///< that moves it most directly
    std::string_view source;  ///< where its price comes from, if that is always the same
};

constexpr std::array kComponents{
    ComponentText{CostComponent::Hardware, "finance.machine_price_factor", ""},
    ComponentText{CostComponent::SalesTax, "finance.sales_tax_rate", ""},
    ComponentText{CostComponent::Shipping, "finance.shipping_per_machine", ""},
    ComponentText{CostComponent::SiteWork, "finance.site_work", ""},
    ComponentText{CostComponent::Spares, "finance.spares_share", ""},
    ComponentText{CostComponent::Warranty, "finance.warranty_share", ""},
    ComponentText{CostComponent::Setup, "finance.setup_hours", ""},
    ComponentText{CostComponent::MarketValue, "existing.market_value", ""},
    ComponentText{CostComponent::Maintenance, "finance.maintenance_share", ""},
    ComponentText{CostComponent::Electricity, "place.electricity_price_per_kwh", ""},
    ComponentText{CostComponent::Cooling, "place.pue", ""},
    ComponentText{CostComponent::Colocation, "finance.colocation_per_kilowatt", ""},
    ComponentText{CostComponent::Lease, "finance.lease_rate_per_year", ""},
    ComponentText{CostComponent::Rent, "finance.rented_hours_per_day", ""},
    ComponentText{CostComponent::Support, "finance.support_share", ""},
    ComponentText{CostComponent::ApiInput, "workload.prompt_tokens", ""},
    ComponentText{CostComponent::ApiCachedInput, "workload.cached_prompt_share", ""},
    ComponentText{CostComponent::ApiOutput, "workload.answer_tokens", ""},
    ComponentText{CostComponent::FineTuning, "workload.fine_tune_jobs_per_month",
                  "docs/serving.md 4"},
    ComponentText{CostComponent::Network, "finance.network_per_month", ""},
    ComponentText{CostComponent::Storage, "finance.storage_gigabytes", ""},
    ComponentText{CostComponent::Egress, "finance.egress_gigabytes_per_month",
                  "catalog, cloud extras"},
    ComponentText{CostComponent::Software, "finance.software_per_gpu_year", ""},
    ComponentText{CostComponent::Admin, "finance.admin_hours_per_month", ""},
    ComponentText{CostComponent::Resale, "finance.residual_share", "docs/finance.md 3, contested"},
    ComponentText{CostComponent::Commitment, "finance.horizon_months", ""},
    ComponentText{CostComponent::LoanProceeds, "finance.loan_share", ""},
    ComponentText{CostComponent::LoanInterest, "finance.loan_rate_per_year", ""},
    ComponentText{CostComponent::LoanPrincipal, "finance.loan_months", ""},
    ComponentText{CostComponent::IncomeTax, "finance.income_tax_rate", "docs/finance.md 1"},
};

const ComponentText& textOf(CostComponent component) {
    const auto found =
        std::find_if(kComponents.begin(), kComponents.end(),
                     [&](const ComponentText& text) { return text.component == component; });
    return found == kComponents.end() ? kComponents.front() : *found;
}

std::string fieldOf(CostComponent component) {
    return std::string(textOf(component).field);
}

std::string sourceOf(CostComponent component, const OptionResult& result, const Scenario& scenario,
                     const Catalog& catalog) {
    if (!textOf(component).source.empty()) return std::string(textOf(component).source);
    switch (component) {
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
    for (const CashLine& line : described.lines) {
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
        lines.push_back({"Levelised cost, real", "the same with tokens discounted at the real rate",
                         "inflation " + formatPercent(finance.inflationPerYear, 1) + " a year",
                         formatUnitPrice({result.realCostPerMillionTokens, finance.currency}) +
                             " per million tokens",
                         "docs/cost.md a.7 (LCOT)", "finance.inflation_per_year"});
        lines.push_back({"Plain cost", "total of the lines / million tokens", "nothing discounted",
                         formatUnitPrice({result.plainCostPerMillionTokens, finance.currency}) +
                             " per million tokens",
                         "docs/cost.md a.7", "workload.requests_per_day"});
    }
    if (result.option.kind != OptionKind::Api) {
        lines.push_back({"Utilisation", "requests asked / requests possible in the month", "",
                         formatPercent(result.utilisation, 1), "", "workload.requests_per_day"});
    }
    for (const std::string& note : result.notes) lines.push_back({"Note", "", "", note, "", ""});
    return lines;
}

}  // namespace headroom
