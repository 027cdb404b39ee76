// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "core/decision/option.h"
#include "core/scenario/fields.h"

namespace headroom {

/// Value of one input at which two options cost the same in present values.
struct TiedInput {
    const Field* field{};
    double likely{};              ///< as typed
    std::optional<double> value;  ///< the one nearest to it; nullopt = at no value of the range
    double lowest{};              ///< range that was searched
    double highest{};
    bool firstCheaperBelow{};  ///< below the tie the first option costs less; with `value` only
};

/// Searches the input's whole range, volumes and prices by ratio over six decades around the typed
/// value. Where whole machines make the cost jump from one side to the other, the jump is the tie.
TiedInput tiedInput(const Field& field, const OptionResult& first, const OptionResult& second,
                    const Scenario& scenario, const Catalog& catalog);

/// When and at what volume, use and price two options cost the same.
struct BreakEvenStudy {
    BreakEven months;                      ///< undiscounted
    BreakEven discountedMonths;            ///< at the scenario's rate
    TiedInput volume;                      ///< requests a day
    std::optional<double> tokensPerMonth;  ///< at that volume, first month
    std::optional<double> utilisation;     ///< of the candidate's machines at it, 0..1
    /// Factor on the reference's rental or token prices; nullopt when it has neither.
    std::optional<TiedInput> priceFactor;
    std::optional<UnitPrice> hourlyPrice;  ///< at that factor, of one rented instance
};
/// `candidate` is the owned one.
BreakEvenStudy breakEvenStudy(const OptionResult& candidate, const OptionResult& reference,
                              const Scenario& scenario, const Catalog& catalog);

}  // namespace headroom
