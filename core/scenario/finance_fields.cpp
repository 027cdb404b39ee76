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

std::array<Field, 5> marketFields() {
    return {
        bound<&Scenario::finance, &Finance::inflationPerYear>({
            .id = "finance.inflation_per_year",
            .group = FieldGroup::Money,
            .kind = FieldKind::Percent,
            .label = "Inflation",
            .unit = "% a year",
            .minimum = -0.2,
            .maximum = 1,
            .step = 0.005,
            .help = "General rise of prices: wages, upkeep, colocation and licences follow it, and "
                    "the real cost per token is freed of it.",
            .defaultReason = "The rate that NREL's System Advisor Model starts from.",
        }),
        bound<&Scenario::finance, &Finance::electricityPriceFactor>({
            .id = "finance.electricity_price_factor",
            .group = FieldGroup::Money,
            .kind = FieldKind::Number,
            .label = "Electricity prices",
            .unit = "x",
            .minimum = 0.01,
            .maximum = 100,
            .step = 0.05,
            .help = "Multiplies the tariff, to see what dearer electricity would do.",
            .defaultReason = "The tariff as it stands.",
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
        bound<&Scenario::finance, &Finance::hoursPerMonth>({
            .id = "finance.hours_per_month",
            .group = FieldGroup::Money,
            .kind = FieldKind::Number,
            .label = "Hours in a month",
            .unit = "h",
            .minimum = 672,
            .maximum = 744,
            .step = 1,
            .help = "Hours by which prices per hour become prices per month. Published comparisons "
                    "take 720, 730 or 744; set theirs to compare with them.",
            .defaultReason = "8,760 hours a year in twelve parts.",
        }),
        bound<&Scenario::finance, &Finance::start>({
            .id = "finance.start",
            .group = FieldGroup::Money,
            .kind = FieldKind::Text,
            .label = "First month",
            .help = "Month in which the plan begins, as 2026-12. It dates the months of the cash "
                    "flow; empty counts them.",
            .defaultReason = "Months are counted.",
        }),
    };
}

}  // namespace

std::span<const Field> financeFields() {
    static const std::vector<Field> table = joined({frameFields(), marketFields()});
    return table;
}

}  // namespace headroom
