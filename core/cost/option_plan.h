// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/cost/consumption.h"
#include "core/cost/cost_plan.h"
#include "core/cost/option_prices.h"

namespace headroom {

enum class Payment { Cash, Loan, Lease };
enum class Site { Premises, Colocation };

/// A machine that is there already.
struct Kept {
    double ageMonths{};
    double marketValue{};  ///< each
    double bookValue{};    ///< each
};

/// How machines of one's own are paid and where they stand.
struct OwnTerms {
    Payment payment{Payment::Cash};
    Site site{Site::Premises};
    const Kept* kept{};  ///< nullptr = bought
};

/// The plans of the kinds of option (docs/cost.md a). Each empties `plan` first; `describe` writes
/// the working of every line, which costs more than the plan itself.
/// Machines are paid at month 0 or, with a growing workload, at the end of the month before the one
/// that needs them.
void planOwn(const OptionPrices& prices, const Consumption& use, const Scenario& scenario,
             const OwnTerms& terms, bool describe, CostPlan& plan);
/// Rent, storage, traffic and address; administration and set-up at half the hours of an owned
/// machine. Reserved tiers are paid around the clock at a price fixed per term, to the end of the
/// term; spot pays the hours that its interruptions cost.
void planRent(const OptionPrices& prices, RentTier tier, const Consumption& use,
              const Scenario& scenario, bool describe, CostPlan& plan);
/// Tokens times price times drift times growth, batches at their discount.
void planApi(const OptionPrices& prices, const Consumption& use, const Scenario& scenario,
             bool describe, CostPlan& plan);
/// Own machines, and a hosted API for the share of the tokens that `use` sends there.
void planHybrid(const OptionPrices& prices, const OptionPrices& hosted, const Consumption& use,
                const Scenario& scenario, const OwnTerms& terms, bool describe, CostPlan& plan);

/// Own machines, and instances rented on demand in the hours that need them: `use` and `rented` are
/// their parts.
void planBurst(const OptionPrices& prices, const OptionPrices& rent, const Consumption& use,
               const Consumption& rented, const Scenario& scenario, const OwnTerms& terms,
               bool describe, CostPlan& plan);

/// Months of a reserved tier's term; 0 for the others.
int termMonths(RentTier tier);

/// The same scenario `months` later: prices drifted, the workload grown, the horizon shorter.
Scenario scenarioAfter(const Scenario& scenario, int months);
/// An input of money that it moves, as a formula over today's (`LineFactor::formula`).
struct MovedInput {
    std::string_view fieldId;
    std::string formula;
};
std::vector<MovedInput> inputsAfter(int months);

}  // namespace headroom
