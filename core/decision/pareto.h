// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/decision/option.h"

namespace headroom {

/// Where data goes, from the freest to the strictest place (docs/decision.md). An agreement is a
/// BAA or SOC 2 in the catalog; what is not verified counts as none.
enum class PrivacyGrade {
    HostedApi,
    HostedApiUnderAgreement,
    AnyCloud,
    ContractedCloud,
    OwnHardwareElsewhere,
    OwnPremises,
};
std::string_view privacyGradeLabel(PrivacyGrade grade);  ///< "own premises", "any cloud" ...

/// Of every place that the option sends data to the freest: a hybrid is graded by its API or cloud,
/// renting before buying by its cloud. An id that the catalog does not know counts as without
/// agreement.
PrivacyGrade privacyGrade(const Option& option, const Catalog& catalog);

/// What an option is compared by.
struct ParetoPoint {
    double cost{};                                  ///< present value, major units; less is better
    PrivacyGrade privacy{};                         ///< stricter is better
    std::optional<Seconds> firstToken{};            ///< with everybody busy; nullopt = not known
    std::optional<TokensPerSecond> speedPerUser{};  ///< likewise
};
ParetoPoint paretoPoint(const OptionResult& result, const Catalog& catalog);

/// Whether `a` is at least as good as `b` in everything that is known of `b`, and better in
/// something of it. A point with an unknown latency dominates nothing.
bool dominates(const ParetoPoint& a, const ParetoPoint& b);

/// Indices, in order, of the feasible options that no feasible option dominates by cost, latency
/// and privacy. Equals stay together.
std::vector<std::size_t> paretoFront(std::span<const OptionResult> options, const Catalog& catalog);

}  // namespace headroom
