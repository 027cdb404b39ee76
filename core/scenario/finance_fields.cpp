// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

Field currencyField() {
    Field field = bound<&Scenario::finance, &Finance::currency>({
        .id = "finance.currency",
        .group = FieldGroup::Money,
        .kind = FieldKind::Choice,
        .label = "Currency",
        .help = "All amounts are typed and shown in it. Catalog prices are converted by the "
                "catalog's dated rates.",
        .defaultReason = "Most catalog prices are in US dollars.",
    });
    field.choices = currencyChoices();
    return field;
}

std::array<Field, 5> frameFields() {
    return {
        currencyField(),
        bound<&Scenario::finance, &Finance::horizonMonths>({
            .id = "finance.horizon_months",
            .group = FieldGroup::Money,
            .kind = FieldKind::Integer,
            .label = "Horizon",
            .unit = "months",
            .minimum = 1,
            .maximum = 120,
            .step = 6,
            .help = "How long the service is meant to run on this decision. Owning pays off late, "
                    "so a long horizon favours buying; few plans survive three years.",
            .defaultReason = "Three years is the usual life of such hardware in business plans.",
        }),
        bound<&Scenario::finance, &Finance::capitalLimit>({
            .id = "finance.capital_limit",
            .group = FieldGroup::Money,
            .kind = FieldKind::Amount,
            .label = "Capital limit",
            .minimum = 0,
            .maximum = 1e13,
            .step = 1000,
            .help = "Most that may be spent on hardware within the horizon, tax included. Empty "
                    "sets no limit.",
            .defaultReason = "No limit: dear options are shown, not excluded.",
        }),
        bound<&Scenario::finance, &Finance::monthlyLimit>({
            .id = "finance.monthly_limit",
            .group = FieldGroup::Money,
            .kind = FieldKind::Amount,
            .label = "Monthly limit",
            .unit = "a month",
            .minimum = 0,
            .maximum = 1e13,
            .step = 100,
            .help = "Most that may be paid in any month after the first day. Empty sets no limit.",
            .defaultReason = "No limit: dear options are shown, not excluded.",
        }),
        bound<&Scenario::finance, &Finance::discountRatePerYear>({
            .id = "finance.discount_rate_per_year",
            .group = FieldGroup::Money,
            .kind = FieldKind::Percent,
            .label = "Discount rate",
            .unit = "% a year",
            .minimum = 0,
            .maximum = 1,
            .step = 0.01,
            .help = "What money costs you, nominal and effective per year. Payments in the future "
                    "count less: at 10 %, a dollar in three years counts 75 cents.",
            .defaultReason = "A small company's cost of money, 8 to 10 %.",
        }),
    };
}

std::array<Field, 3> ownershipFields() {
    return {
        bound<&Scenario::finance, &Finance::adminHoursPerMonth>({
            .id = "finance.admin_hours_per_month",
            .group = FieldGroup::Money,
            .kind = FieldKind::Number,
            .label = "Admin time",
            .unit = "h a month",
            .minimum = 0,
            .maximum = 744,
            .step = 0.5,
            .help = "Hours of care for each owned machine: updates, failures, monitoring. Rented "
                    "instances count half, APIs none. It is often the largest hidden cost.",
            .defaultReason = "An estimate; no published figure exists for a workstation.",
        }),
        bound<&Scenario::finance, &Finance::adminHourlyRate>({
            .id = "finance.admin_hourly_rate",
            .group = FieldGroup::Money,
            .kind = FieldKind::Amount,
            .label = "Admin rate",
            .unit = "an hour",
            .minimum = 0,
            .maximum = 1e8,
            .step = 5,
            .help = "What an hour of that care costs, or what you would have earned in it.",
            .defaultReason =
                "About twice the US median wage of a systems administrator, for overhead.",
        }),
        bound<&Scenario::finance, &Finance::salesTaxRate>({
            .id = "finance.sales_tax_rate",
            .group = FieldGroup::Money,
            .kind = FieldKind::Percent,
            .label = "Sales tax",
            .unit = "%",
            .minimum = 0,
            .maximum = 0.5,
            .step = 0.005,
            .help = "Tax on the purchase that you cannot reclaim. A company that reclaims value "
                    "added tax leaves it at zero.",
            .defaultReason = "Companies usually reclaim it or are exempt.",
        }),
    };
}

std::array<Field, 3> upkeepFields() {
    return {
        bound<&Scenario::finance, &Finance::maintenanceShare>({
            .id = "finance.maintenance_share",
            .group = FieldGroup::Money,
            .kind = FieldKind::Percent,
            .label = "Maintenance",
            .unit = "% a year",
            .minimum = 0,
            .maximum = 0.5,
            .step = 0.01,
            .help = "Repairs, spare parts and warranty each year, as a share of the purchase "
                    "price.",
            .defaultReason = "A judgement for workstations; server contracts cost more.",
        }),
        bound<&Scenario::finance, &Finance::residualShare>({
            .id = "finance.residual_share",
            .group = FieldGroup::Money,
            .kind = FieldKind::Percent,
            .label = "Resale after 3 years",
            .unit = "%",
            .minimum = 0,
            .maximum = 2,
            .step = 0.05,
            .help = "What the machine sells for after three years, as a share of its price. Other "
                    "ages follow by the same yearly factor.",
            .defaultReason =
                "Between the middle (30 %) and the high (55 %) of published curves for GPUs.",
        }),
        bound<&Scenario::finance, &Finance::networkPerMonth>({
            .id = "finance.network_per_month",
            .group = FieldGroup::Money,
            .kind = FieldKind::Amount,
            .label = "Network",
            .unit = "a month",
            .minimum = 0,
            .maximum = 1e9,
            .step = 10,
            .help = "A line, a static address or colocation that owning needs and renting does "
                    "not.",
            .defaultReason = "The existing line is assumed to do.",
        }),
    };
}

std::array<Field, 3> marketFields() {
    return {
        bound<&Scenario::finance, &Finance::cloudDriftPerYear>({
            .id = "finance.cloud_drift_per_year",
            .group = FieldGroup::Money,
            .kind = FieldKind::Percent,
            .label = "Rental price change",
            .unit = "% a year",
            .minimum = -0.9,
            .maximum = 1,
            .step = 0.05,
            .help = "How rental prices move each year; negative when they fall. They fell for two "
                    "years and then rose, so try -20 % and +10 % as well.",
            .defaultReason = "No trend is assumed.",
        }),
        bound<&Scenario::finance, &Finance::apiDriftPerYear>({
            .id = "finance.api_drift_per_year",
            .group = FieldGroup::Money,
            .kind = FieldKind::Percent,
            .label = "API price change",
            .unit = "% a year",
            .minimum = -0.9,
            .maximum = 1,
            .step = 0.05,
            .help = "How prices per token move each year; negative when they fall.",
            .defaultReason = "No trend is assumed.",
        }),
        bound<&Scenario::finance, &Finance::electricityDriftPerYear>({
            .id = "finance.electricity_drift_per_year",
            .group = FieldGroup::Money,
            .kind = FieldKind::Percent,
            .label = "Electricity price change",
            .unit = "% a year",
            .minimum = -0.5,
            .maximum = 1,
            .step = 0.01,
            .help = "How the price of electricity moves each year.",
            .defaultReason = "About general inflation.",
        }),
    };
}

std::array<Field, 3> rentFields() {
    return {
        bound<&Scenario::finance, &Finance::rentedHoursPerDay>({
            .id = "finance.rented_hours_per_day",
            .group = FieldGroup::Money,
            .kind = FieldKind::Number,
            .label = "Rented hours",
            .unit = "h a day",
            .minimum = 0.1,
            .maximum = 24,
            .step = 1,
            .help = "Hours a day that a rented instance is kept up and paid for. Loading a large "
                    "model takes minutes, so few services can start on demand.",
            .defaultReason = "The service is always up.",
        }),
        bound<&Scenario::finance, &Finance::apis>({
            .id = "finance.api_comparison",
            .group = FieldGroup::Money,
            .kind = FieldKind::Choice,
            .label = "Compare with APIs of",
            .help = "The same open weights give the same answers, so only the price differs. Any "
                    "hosted model may answer better or worse; judge the quality yourself.",
            .defaultReason = "A fair comparison of cost needs the same model.",
        }),
        bound<&Scenario::finance, &Finance::stage>({
            .id = "finance.product_stage",
            .group = FieldGroup::Money,
            .kind = FieldKind::Choice,
            .label = "Stage",
            .help = "Whether people already use the product. Before that, a bought machine is a "
                    "bet on demand that an API does not ask for.",
            .defaultReason = "The workload above is taken as measured.",
        }),
    };
}

}  // namespace

std::span<const Field> financeFields() {
    static const std::vector<Field> table =
        joined({frameFields(), ownershipFields(), upkeepFields(), marketFields(), rentFields()});
    return table;
}

}  // namespace headroom
