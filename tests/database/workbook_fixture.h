// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <QTimeZone>
#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "core/evaluate.h"
#include "core/scenario/fields.h"
#include "database/workbook.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"
#include "tests/support/spreadsheet.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

/// Every kind of cost at once, with prices that all move: the answers matter less than that no
/// line is left out.
inline Scenario everyCost() {
    Scenario scenario = burstyChat8b();
    scenario.title = "Every cost";
    scenario.author = "A. Accountant";
    // More than the smaller machines can take alone.
    scenario.workload.concurrentUsers = 16;
    scenario.workload.requestsPerDay = 12'000;
    scenario.workload.prompt = tokens(4'000);
    scenario.workload.peakHourShare = 0.2;
    scenario.workload.cachedPromptShare = 0.3;
    Finance& finance = scenario.finance;
    finance.start = "2027-01";
    finance.horizonMonths = 30;  // not a whole number of years, nor of reserved terms
    finance.electricityPriceFactor = 1.1;
    finance.salesTaxRate = 0.08;
    finance.shippingPerMachine = 150;
    finance.siteWork = 2'000;
    finance.sparesShare = 0.03;
    finance.warrantyShare = 0.05;
    finance.hardwareDriftPerYear = -0.07;
    finance.cloudDriftPerYear = 0.06;
    finance.apiDriftPerYear = -0.2;
    finance.networkPerMonth = 80;
    finance.softwarePerGpuYear = 300;
    finance.supportShare = 0.04;
    finance.storageGigabytes = 200;
    finance.egressGigabytesPerMonth = 12'000;  // beyond the first tiers
    finance.rentedHoursPerDay = 10;
    finance.batchShare = 0.25;
    finance.apis = ApiComparison::AnyModel;
    scenario.place.pue = 1.3;
    scenario.colocation.pricePerKilowatt = 180;
    scenario.colocation.networkPerMonth = 60;
    scenario.financing.choice = FinancingChoice::Each;
    scenario.financing.loanMonths = 24;
    scenario.financing.leaseMonths = 24;  // the lease ends, its buyout is due
    scenario.existing.machineId = "mac-studio-m3ultra-256";
    scenario.existing.purchased = "2025-07";
    scenario.existing.bookValue = 3'000;
    return scenario;
}

inline void tax(Scenario& scenario) {
    scenario.incomeTax = {.federalRate = 0.21,
                          .stateRate = 0.06,
                          .firstYearWithIncome = 2,
                          .method = DepreciationMethod::MacrsHalfYear,
                          .years = 5,
                          .bonusShare = 0.4,
                          .expensed = 1'500};
}

/// An option of every kind, way of paying and tier that the scenario has a price for, the first of
/// each, APIs with and without a price for batches; in the order of the evaluation.
inline std::vector<const OptionResult*> oneOfEach(const Evaluation& evaluation) {
    std::vector<const OptionResult*> options;
    std::set<std::tuple<OptionKind, Payment, RentTier, bool>> seen;
    for (const OptionResult& result : evaluation.options) {
        const Option& option = result.option;
        if (!result.cash) continue;
        const bool batches = result.facts->prices.batchDiscount.has_value();
        if (seen.insert({option.kind, option.payment, option.tier, batches}).second) {
            options.push_back(&result);
        }
    }
    return options;
}

/// A scenario, its options and the workbook of them.
struct WrittenWorkbook {
    explicit WrittenWorkbook(const Scenario& asked, bool dearestFirst = false)
        : scenario(asked), evaluation(evaluate(scenario, seedCatalog())) {
        options = oneOfEach(evaluation);
        if (dearestFirst) std::reverse(options.begin(), options.end());
        REQUIRE_FALSE(options.empty());
        writeWorkbook(path, {scenario, seedCatalog(), options, created});
    }

    Scenario scenario;
    Evaluation evaluation;
    std::vector<const OptionResult*> options;
    QDateTime created{QDate(2026, 11, 26), QTime(12, 0), QTimeZone::utc()};
    QTemporaryDir folder;
    QString path = folder.filePath(u"costs.xlsx"_s);
};

/// Sheets before those of the options.
inline constexpr std::size_t kInputsSheet = 0;
inline constexpr std::size_t kComparisonSheet = 1;
inline constexpr std::size_t kSourcesSheet = 2;
inline constexpr std::size_t kFirstOptionSheet = 3;

/// Cell of an input on its sheet, "B12", and whether the sheet calls it live.
struct InputCell {
    QString address;
    bool live{};
};
inline InputCell inputCell(const SheetCells& inputs, const Field& field) {
    int row = -1;
    for (const Field& other : fields()) {
        if (other.label == field.label) {
            row = inputs.rowOf(QString::fromStdString(std::string(field.label)), row + 1);
        }
        if (other.id == field.id) break;
    }
    CAPTURE(std::string(field.id));
    REQUIRE(row >= 0);
    return {u"B%1"_s.arg(row + 1), inputs.text(row, 3) == u"yes"_s};
}

}  // namespace headroom::tests
