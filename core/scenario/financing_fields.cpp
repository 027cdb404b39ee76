// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

std::array<Field, 7> loanFields() {
    return {
        bound<&Scenario::financing, &Financing::choice>({
            .id = "finance.financing",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Choice,
            .label = "Pay by",
            .help =
                "How machines are paid: at once, by a loan on a part of the price, or by a lease."
                " All three compares each machine three times.",
            .defaultReason = "Paid at once; no lender is asked.",
        }),
        bound<&Scenario::financing, &Financing::loanShare>({
            .id = "finance.loan_share",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Percent,
            .label = "Financed part",
            .unit = "%",
            .minimum = 0.01,
            .maximum = 1,
            .step = 0.05,
            .help =
                "Part of the purchase that the lender pays. On GPUs lenders advance 50 to 70 %.",
            .defaultReason = "What lenders advance on GPUs.",
        }),
        bound<&Scenario::financing, &Financing::loanRatePerYear>({
            .id = "finance.loan_rate_per_year",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Percent,
            .label = "Loan interest",
            .unit = "% a year",
            .minimum = 0,
            .maximum = 1,
            .step = 0.01,
            .help = "Nominal rate a year; a twelfth of it is due each month. Banks ask 5 to 10 %, "
                    "lenders that take the GPUs as security 10 to 17 %.",
            .defaultReason = "The upper end of bank loans (2025-12).",
        }),
        bound<&Scenario::financing, &Financing::loanMonths>({
            .id = "finance.loan_months",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Integer,
            .label = "Loan term",
            .unit = "months",
            .minimum = 1,
            .maximum = 120,
            .step = 12,
            .help =
                "Level instalments over so many months; what is owed at the horizon is paid back "
                "then.",
            .defaultReason = "Three years.",
        }),
        bound<&Scenario::financing, &Financing::leaseRatePerYear>({
            .id = "finance.lease_rate_per_year",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Percent,
            .label = "Lease rate",
            .unit = "% a year",
            .minimum = 0,
            .maximum = 1,
            .step = 0.01,
            .help =
                "Rate implicit in the lease, nominal a year. Leases of GPUs are quoted at 12 to "
                "18 %.",
            .defaultReason = "The middle of what is quoted (2026).",
        }),
        bound<&Scenario::financing, &Financing::leaseMonths>({
            .id = "finance.lease_months",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Integer,
            .label = "Lease term",
            .unit = "months",
            .minimum = 1,
            .maximum = 84,
            .step = 12,
            .help = "Level payments over so many months; a term longer than the horizon is owed to "
                    "its end.",
            .defaultReason = "Three years; 36 to 60 months are usual.",
        }),
        bound<&Scenario::financing, &Financing::leaseBuyoutShare>({
            .id = "finance.lease_buyout_share",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Percent,
            .label = "Lease buyout",
            .unit = "% of the price",
            .minimum = 0,
            .maximum = 1,
            .step = 0.05,
            .help = "Price at the end of the lease, at which the machine becomes yours. It is paid "
                    "when the horizon lies beyond the term.",
            .defaultReason = "A tenth of the price is usual.",
        }),
    };
}

std::array<Field, 7> taxFields() {
    return {
        bound<&Scenario::incomeTax, &IncomeTax::federalRate>({
            .id = "finance.income_tax_rate",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Percent,
            .label = "Income tax",
            .unit = "%",
            .minimum = 0,
            .maximum = 0.9,
            .step = 0.01,
            .help =
                "Tax on income that these costs reduce. Zero compares before tax. Not tax advice:"
                " ask your accountant.",
            .defaultReason = "Costs are compared before tax.",
        }),
        bound<&Scenario::incomeTax, &IncomeTax::stateRate>({
            .id = "finance.state_tax_rate",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Percent,
            .label = "State income tax",
            .unit = "%",
            .minimum = 0,
            .maximum = 0.9,
            .step = 0.01,
            .help =
                "A second tax on income that is itself deducted from the first, as US states do.",
            .defaultReason = "Costs are compared before tax.",
        }),
        bound<&Scenario::incomeTax, &IncomeTax::firstYearWithIncome>({
            .id = "finance.first_year_with_income",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Integer,
            .label = "First year with taxable income",
            .minimum = 1,
            .maximum = 100,
            .step = 1,
            .help = "Until then deductions save nothing and are carried forward. A year beyond the "
                    "horizon leaves no saving at all.",
            .defaultReason = "Income to deduct from is there at once.",
        }),
        bound<&Scenario::incomeTax, &IncomeTax::method>({
            .id = "finance.depreciation_method",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Choice,
            .label = "Depreciation",
            .help =
                "How the price is deducted over the years: evenly, or by the MACRS tables of the "
                "United States with the half-year or a mid-quarter convention.",
            .defaultReason = "Even shares are allowed nearly everywhere.",
        }),
        bound<&Scenario::incomeTax, &IncomeTax::years>({
            .id = "finance.depreciation_years",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Integer,
            .label = "Depreciation period",
            .unit = "years",
            .minimum = 1,
            .maximum = 20,
            .step = 1,
            .help =
                "Years over which the price is deducted; MACRS knows 3, 5, 7, 10, 15 and 20 and "
                "takes the next longer. Computers are 5-year property there.",
            .defaultReason = "Five years, as US tax law and many firms have it.",
        }),
        bound<&Scenario::incomeTax, &IncomeTax::bonusShare>({
            .id = "finance.bonus_depreciation_share",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Percent,
            .label = "Bonus depreciation",
            .unit = "%",
            .minimum = 0,
            .maximum = 1,
            .step = 0.1,
            .help =
                "Share deducted at once in the first year; 100 % in the United States for what is"
                " bought after 2025-01-19.",
            .defaultReason = "None, as most countries know none.",
        }),
        bound<&Scenario::incomeTax, &IncomeTax::expensed>({
            .id = "finance.expensed_amount",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Amount,
            .label = "Expensed at once",
            .minimum = 0,
            .maximum = 10000000000000.0,
            .step = 1000,
            .help = "Amount of the first year's purchases deducted at once under rules such as "
                    "section 179, before bonus and depreciation. Mind the limits of the year.",
            .defaultReason = "None is claimed.",
        }),
    };
}

std::array<Field, 5> existingFields() {
    return {
        bound<&Scenario::existing, &Existing::machineId>({
            .id = "existing.machine_id",
            .group = FieldGroup::Financing,
            .kind = FieldKind::CatalogChoice,
            .label = "Machine you have",
            .help = "A machine of the catalog that you own. Keeping it is then compared with "
                    "everything else.",
            .defaultReason = "None is owned.",
            .table = "machines",
        }),
        bound<&Scenario::existing, &Existing::units>({
            .id = "existing.units",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Integer,
            .label = "How many",
            .minimum = 1,
            .maximum = 8,
            .step = 1,
            .help = "How many of them you own.",
            .defaultReason = "One machine.",
        }),
        bound<&Scenario::existing, &Existing::purchased>({
            .id = "existing.purchased",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Text,
            .label = "Bought in",
            .help =
                "Month of purchase, as 2025-03. With the start of the plan it gives the age, from"
                " which the resale follows.",
            .defaultReason = "Not known; taken as new at the start.",
        }),
        bound<&Scenario::existing, &Existing::marketValue>({
            .id = "existing.market_value",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Amount,
            .label = "Market value",
            .unit = "each",
            .minimum = 0,
            .maximum = 10000000000000.0,
            .step = 100,
            .help = "What one would sell for today. Keeping it costs that money. Empty takes the "
                    "catalog's price and the resale curve.",
            .defaultReason = "Estimated from price and age.",
        }),
        bound<&Scenario::existing, &Existing::bookValue>({
            .id = "existing.book_value",
            .group = FieldGroup::Financing,
            .kind = FieldKind::Amount,
            .label = "Book value",
            .unit = "each",
            .minimum = 0,
            .maximum = 10000000000000.0,
            .step = 100,
            .help = "What is left to depreciate of one; it matters when income tax is set.",
            .defaultReason = "Written off.",
        }),
    };
}

}  // namespace

std::span<const Field> financingFields() {
    static const std::vector<Field> table = joined({loanFields(), taxFields(), existingFields()});
    return table;
}

}  // namespace headroom
