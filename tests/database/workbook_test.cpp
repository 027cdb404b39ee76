// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/workbook.h"

#include <cmath>

#include "core/cost/finance.h"
#include "core/explain/explain.h"
#include "core/scenario/fields.h"
#include "tests/database/catalog_fixture.h"
#include "tests/database/workbook_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr int kTotalColumn = 1;

/// Half a minor unit is what a line may be rounded by, in total and, as it is carried, in each
/// month; a present value weighs the months with at most 1.
double rounding(const CashFlow& cash) {
    const double unit = std::pow(10.0, -cash.currency.minorDigits());
    return unit * static_cast<double>(std::max<std::size_t>(1, cash.lines.size()));
}

double millions(const Scenario& scenario, double rate) {
    return millionTokens(scenario, rate);
}

/// What a sheet should show for a cash flow.
void checkFigures(const SheetCells& sheet, const CashFlow& cash, const Scenario& scenario) {
    const Finance& finance = scenario.finance;
    const double margin = rounding(cash);
    const double present = cash.presentValue(finance.discountRatePerYear).amount();
    const int row = sheet.rowOf(u"Total over %1 months"_s.arg(finance.horizonMonths));
    REQUIRE(row > 0);
    CHECK(sheet.number(row, kTotalColumn) == Approx(cash.total().amount()).margin(margin));
    CHECK(sheet.number(row + 1, kTotalColumn) == Approx(present).margin(margin));
    CHECK(sheet.number(row + 2, kTotalColumn) == Approx(cash.upfront().amount()).margin(margin));
    const double nominal = millions(scenario, finance.discountRatePerYear);
    const double real = millions(
        scenario, finance::realRate(finance.discountRatePerYear, finance.inflationPerYear));
    const double plain = millions(scenario, 0);
    CHECK(sheet.number(row + 3, kTotalColumn) ==
          Approx(present / nominal).margin(margin / nominal));
    CHECK(sheet.number(row + 4, kTotalColumn) == Approx(present / real).margin(margin / real));
    CHECK(sheet.number(row + 5, kTotalColumn) ==
          Approx(cash.total().amount() / plain).margin(margin / plain));
}

/// Every line of the cash flow is a row of the sheet, in total and by month.
void checkLines(const SheetCells& sheet, const CashFlow& cash) {
    constexpr int kFirstMonth = 7;
    const double unit = std::pow(10.0, -cash.currency.minorDigits());
    int row = 0;
    for (const CashLine& line : cash.lines) {
        const QString label =
            QString::fromStdString(std::string(costComponentLabel(line.component)));
        CAPTURE(label.toStdString());
        row = sheet.rowOf(label, row + 1);
        // Lines of nothing are rows too: an input could make them something.
        while (row > 0 && sheet.number(row, kTotalColumn) == 0.0 && line.total().minor != 0) {
            row = sheet.rowOf(label, row + 1);
        }
        REQUIRE(row > 0);
        CHECK(sheet.number(row, kTotalColumn) == Approx(line.total().amount()).margin(unit));
        for (std::size_t n = 0; n < line.months.size(); ++n) {
            const QString shown = sheet.text(row, kFirstMonth + static_cast<int>(n));
            CAPTURE(n);
            CHECK(shown.toDouble() == Approx(line.months[n].amount()).margin(1.01 * unit));
        }
    }
}

Scenario growing(Scenario scenario) {
    scenario.workload.monthlyGrowth = 0.06;
    return scenario;
}

Scenario taxed(Scenario scenario) {
    tax(scenario);
    return scenario;
}

Scenario inYen() {
    Scenario scenario = weeklyLora70b();
    scenario.finance.currency = Currency("JPY");
    scenario.finance.adminHourlyRate = 6'000;
    scenario.finance.rentedHoursPerDay = 6;
    scenario.financing.choice = FinancingChoice::Each;
    return scenario;
}

/// Kinds and ways of paying that the workbook of `everyCost` has a sheet for.
std::set<std::string> kindsOf(const std::vector<const OptionResult*>& options) {
    std::set<std::string> kinds;
    for (const OptionResult* result : options) {
        std::string kind(optionKindLabel(result->option.kind));
        if (result->option.payment == Payment::Loan) kind += " by loan";
        if (result->option.payment == Payment::Lease) kind += " by lease";
        kinds.insert(kind);
    }
    return kinds;
}

/// Every row of the comparison; gives the number of break-even months in it.
int checkComparison(const WrittenWorkbook& written) {
    enum { kName, kPasses = 2, kTotal, kPresent, kFirstDay, kDifference = 9, kCheaper, kDearer };
    const SheetCells comparison = openedByGnumeric(written.path)[kComparisonSheet];
    const CashFlow& first = *written.options.front()->cash;
    const double rate = written.scenario.finance.discountRatePerYear;
    int crossings = 0;
    const auto checkMonth = [&](int row, int column, const BreakEven& expected) {
        if (expected.kind == BreakEven::Kind::AtMonth) {
            ++crossings;
            CHECK(comparison.number(row, column) == Approx(expected.month).margin(0.01));
        } else {
            CHECK(comparison.text(row, column) ==
                  (expected.kind == BreakEven::Kind::Always ? u"from the start"_s : u"never"_s));
        }
    };
    for (std::size_t n = 0; n < written.options.size(); ++n) {
        const OptionResult& option = *written.options[n];
        CAPTURE(option.option.id);
        const int row = 2 + static_cast<int>(n);
        const double margin = rounding(*option.cash);
        CHECK(comparison.text(row, kName).toStdString() == option.option.name);
        CHECK(comparison.text(row, kPasses) == (option.feasible ? u"yes"_s : u"no"_s));
        CHECK(comparison.number(row, kTotal) == Approx(option.total.amount()).margin(margin));
        CHECK(comparison.number(row, kPresent) ==
              Approx(option.presentValue.amount()).margin(margin));
        CHECK(comparison.number(row, kFirstDay) == Approx(option.upfront->amount()).margin(margin));
        if (n == 0) continue;
        CHECK(comparison.number(row, kDifference) ==
              Approx(option.presentValue.amount() - first.presentValue(rate).amount())
                  .margin(2 * margin));
        checkMonth(row, kCheaper, breakEven(*option.cash, first));
        checkMonth(row, kDearer, breakEven(first, *option.cash));
    }
    return crossings;
}

}  // namespace

TEST_CASE("Another spreadsheet program computes our figures from the formulas", "[workbook]") {
    const std::vector<Scenario> scenarios{
        assistant70b(), burstyChat8b(),       retrieval30b(),     inYen(),
        everyCost(),    growing(everyCost()), taxed(everyCost()), taxed(growing(everyCost()))};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        CAPTURE(i);
        const WrittenWorkbook written(scenarios[i]);
        if (i >= 4) {
            const std::set<std::string> kinds = kindsOf(written.options);
            for (const char* kind : {"own", "own by loan", "own by lease", "rent", "API",
                                     "colocated", "hybrid", "rent, then buy", "keep"}) {
                CAPTURE(kind);
                CHECK(kinds.count(kind) == 1);
            }
        }
        const std::vector<SheetCells> sheets = openedByGnumeric(written.path);
        REQUIRE(sheets.size() == kFirstOptionSheet + written.options.size());
        for (std::size_t n = 0; n < written.options.size(); ++n) {
            const OptionResult& option = *written.options[n];
            CAPTURE(option.option.id);
            checkFigures(sheets[kFirstOptionSheet + n], *option.cash, written.scenario);
            checkLines(sheets[kFirstOptionSheet + n], *option.cash);
        }
    }
}

TEST_CASE("The values that a workbook comes with are those that its formulas give", "[workbook]") {
    const WrittenWorkbook written(taxed(growing(everyCost())));
    const std::vector<SheetCells> stored = openedByGnumeric(written.path, {}, false);
    const std::vector<SheetCells> computed = openedByGnumeric(written.path);
    REQUIRE(stored.size() == computed.size());
    int numbers = 0;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        REQUIRE(stored[i].rows() == computed[i].rows());
        for (int row = 0; row < stored[i].rows(); ++row) {
            for (int column = 0; column < 50; ++column) {
                const QString before = stored[i].text(row, column);
                const QString after = computed[i].text(row, column);
                bool isNumber = false;
                const double value = before.toDouble(&isNumber);
                if (before == after) {
                    numbers += isNumber ? 1 : 0;
                    continue;
                }
                CAPTURE(i, row, column, before.toStdString(), after.toStdString());
                REQUIRE(isNumber);
                CHECK(after.toDouble() == Approx(value).epsilon(1e-9).margin(1e-7));
                ++numbers;
            }
        }
    }
    CHECK(numbers > 5'000);
}

TEST_CASE("The comparison repeats each option's figures and when it is cheaper than the first",
          "[workbook]") {
    // The cash flows carry whole cents: a month may differ by the part of one that a cent takes.
    int crossings = 0;
    for (const Scenario& scenario : {everyCost(), burstyChat8b(), weeklyLora70b()}) {
        for (const bool dearestFirst : {false, true}) {
            const WrittenWorkbook written(scenario, dearestFirst);
            crossings += checkComparison(written);
        }
    }
    CHECK(crossings >= 8);
}

TEST_CASE("The sources of the prices are those that the program shows", "[workbook]") {
    const WrittenWorkbook written(burstyChat8b());
    const SheetCells sources = openedByGnumeric(written.path)[kSourcesSheet];
    for (std::size_t n = 0; n < written.options.size(); ++n) {
        const ExplanationLine line = priceSource(*written.options[n], seedCatalog());
        const int row = 2 + static_cast<int>(n);
        CHECK(sources.text(row, 0).toStdString() == line.label);
        CHECK(sources.text(row, 1).toStdString() == line.result);
        CHECK(sources.text(row, 2).toStdString() == line.numbers);
        CHECK(sources.text(row, 3).toStdString() == line.formula);
        CHECK(sources.text(row, 4).toStdString() == line.source);
    }
}
