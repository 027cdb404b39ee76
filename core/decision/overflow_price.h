// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/decision/option.h"
#include "core/serving/serving.h"

namespace headroom {

/// What sending requests to a hosted API costs that own or rented machines cannot serve in time.
struct OverflowPrice {
    double share{};  ///< of all requests
    double requestsPerMonth{};
    Tokens promptPerMonth;  ///< cached ones included
    Tokens answerPerMonth;
    std::string optionId;  ///< of the cheapest API for these tokens that the scenario allows; may
                           ///< be empty
    std::string offerId;   ///< its row of the catalog
    std::string name;
    std::optional<Money> perMonth;  ///< first month's prices; nullopt where no API is allowed
};
/// Scales what overflowed in a simulated day of `arrived` requests to a month of the workload.
OverflowPrice overflowPrice(const OverflowSummary& overflow, std::int64_t arrived,
                            const Scenario& scenario, const std::vector<OptionResult>& options,
                            const Catalog& catalog);

}  // namespace headroom
