// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

enum class CostComponent {
    Hardware,
    SalesTax,
    Shipping,
    SiteWork,
    Spares,
    Warranty,
    Setup,        ///< hours of work before anything is served
    MarketValue,  ///< of a machine that is kept: what selling it today would bring
    Maintenance,
    Electricity,
    Cooling,
    Colocation,
    Lease,
    Rent,
    Support,
    ApiInput,
    ApiCachedInput,
    ApiOutput,
    FineTuning,
    Network,
    Storage,
    Egress,
    Software,
    Admin,
    Resale,
    Commitment,  ///< what a contract still costs after the horizon
    LoanProceeds,
    LoanInterest,
    LoanPrincipal,
    IncomeTax,  ///< negative where costs and depreciation save tax
};
/// Every component, in the order of a statement.
std::span<const CostComponent> allComponents();
std::string_view costComponentLabel(
    CostComponent component);  ///< "Electricity", "Hosted API, output tokens" ...

/// How income tax sees a line.
enum class TaxTreatment {
    Deducted,  ///< in the year it is paid
    Capital,   ///< adds to the basis that is depreciated
    Disposal,  ///< proceeds of a sale: what exceeds the book value is income
    Ignored,
};

/// A cost that is booked in one period or in many. Its flow in period n, for first <= n <= last, is
/// amount x (1 + drift)^(whole terms since `first` / periods a year) x series[n].
struct PlanLine {
    CostComponent component{};
    double amount{};  ///< at today's price; a cost is positive, an income negative
    double driftPerYear{};
    int first{1};    ///< 0 = the day of purchase, n = the end of period n
    int last{};      ///< inclusive
    int term{1};     ///< periods for which a price is fixed
    int series{-1};  ///< which of `CostPlan::series` multiplies it; -1 = none
    TaxTreatment tax{TaxTreatment::Deducted};
};

/// A number that the amount of a line is a product of.
struct LineFactor {
    std::string label;  ///< "Price per kWh"
    double value{};
    /// How inputs make it: a spreadsheet's arithmetic over numbers and ids of fields in braces,
    /// "{place.pue} - 1", each standing for its value (a share, not per cent). Empty = it follows
    /// from memory, speed or the catalog, and no input of money moves it.
    std::string formula{};
};

/// Where the figures of a line come from, for those who write them down as formulas.
struct LineDetail {
    std::vector<LineFactor> factors;    ///< whose product is the amount
    std::string drift{};                ///< formula of `driftPerYear`; empty = a number
    std::vector<std::string> series{};  ///< of the line's series, by period; empty = numbers
};

/// A loan on a share of everything that is capital, repaid in level instalments at the end of each
/// period; what is still owed at the horizon is paid back then.
struct LoanTerms {
    double share{};  ///< 0..1 of the capital; 0 = no loan
    double ratePerPeriod{};
    int periods{1};
};

/// What of a purchase is deducted from income, by tax year from the one it is made in.
struct DepreciationSchedule {
    static constexpr std::size_t kYears = 21;  ///< 20-year property with the half-year convention
    std::array<double, kYears> shares{};       ///< of what is left after `expensed`; sum <= 1
    double expensed{};                         ///< of the first year's purchases, at once
};

/// Income tax on costs: what can be deducted saves `rate` of itself at the end of each year in
/// which there is income to deduct it from; until then it is carried forward.
struct TaxTerms {
    double rate{};  ///< combined, `finance::combinedTaxRate`; 0 = before tax
    int firstYearWithIncome{1};
    DepreciationSchedule depreciation{};
    double bookValue{};  ///< of machines that are kept, deducted evenly over `bookYears` years
    int bookYears{1};
};

/// What an option costs, before it is spread over periods: one description for monthly business
/// plans and for yearly project finance.
struct CostPlan {
    int periods{};
    int periodsPerYear{12};
    std::vector<PlanLine> lines;
    std::vector<std::string> workings;  ///< of the lines, in order; empty when nobody reads them
    bool detailed{};                  ///< asks for `details` beside the workings; `clear` keeps it
    std::vector<LineDetail> details;  ///< of the lines, in order
    std::vector<std::vector<double>> series;  ///< each with periods + 1 values
    LoanTerms loan{};
    TaxTerms tax{};

    /// Empties it and keeps the memory.
    void clear();
};

/// The plan by line and period, in major units, undiscounted. Kept between calls, it does not
/// allocate again.
class PlanFlows {
public:
    std::size_t rows() const { return m_components.size(); }
    CostComponent component(std::size_t row) const { return m_components[row]; }
    /// periods + 1 values; [0] = the day of purchase.
    std::span<const double> row(std::size_t row) const;
    /// Sum of all rows by period.
    std::span<const double> totals() const { return m_totals; }

private:
    friend void spread(const CostPlan& plan, PlanFlows& flows);
    std::span<double> addRow(CostComponent component);

    std::size_t m_columns{};
    std::vector<CostComponent> m_components;
    std::vector<double> m_values;
    std::vector<double> m_totals;
    std::vector<double> m_basis;
    std::vector<double> m_deductions;
};

/// Spreads the lines, then the loan and the income tax, as docs/cost.md a.8 describes; the order
/// of the rows is that of the lines, followed by proceeds, interest and principal of the loan and
/// by the tax, where the plan has them.
void spread(const CostPlan& plan, PlanFlows& flows);

/// Present value of `flows`, one for each period from 0 on, at an effective annual rate.
double presentValueOf(std::span<const double> flows, double ratePerYear, int periodsPerYear);

}  // namespace headroom
