// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the changed inputs of a claim come from; private to core/validation.
#pragma once

#include "core/validation/claim_case.h"

namespace headroom::claims {

using Source = std::function<Look(const Catalog&, const Inputs&)>;

/// A dated figure of another publication.
Source evidence(std::string inputId, double value, std::string origin);
/// So many times the input's published value.
Source scaled(std::string inputId, double factor, std::string origin);
/// On-demand price of an offer for so many of its accelerators.
Source offerPrice(std::string inputId, std::string offerId, int accelerators);
/// Lowest on-demand price an hour for so many accelerators in one instance of a GPU cloud.
Source cheapestNode(std::string inputId, std::string acceleratorId, int accelerators);
/// Prices of an API for two inputs.
Source apiPrice(std::string inputId, std::string outputId, std::string apiId);
/// The host of the same weights that is cheapest for the claim's mix of tokens.
Source sameWeights(std::string inputId, std::string outputId, std::string modelId);
/// Price per kWh of a region's households.
Source householdTariff(std::string inputId, std::string region);
/// Hours of upkeep a month that a new scenario has, at its wage.
Source usualLabour(std::string hoursId, std::string wageId);

/// "AWS p5.48xlarge (us-east-1), 2026-10-10".
std::string offerOrigin(const CloudOffer& offer);
/// A Look that found nothing.
Look lacking(std::string what);  ///< "price of ..."

/// Evidence that several claims are held against (docs/cost.md f).
struct DatedValue {
    double value{};
    const char* origin{};
};
inline constexpr DatedValue kOfficeHours{176, "8 hours on 22 days, Pan & Wang, September 2025"};
inline constexpr DatedValue kFleetAverage{0.05,
                                          "average of GPU fleets reported by the press, 2026"};
inline constexpr DatedValue kUptimeUse{0.33, "break-even use of Uptime Institute, 2025-01-30"};
inline constexpr DatedValue kNodeAfterCut{
    33.0, "8 x H100 after the price cuts of 2025, Alpha One Index, March 2026"};
inline constexpr DatedValue kContractPrice{2.35,
                                           "H100 contract of one year, SemiAnalysis, March 2026"};
inline constexpr DatedValue kListBeforeCut{98.32, "p5.48xlarge on demand in LP2225, 2025-05-23"};

}  // namespace headroom::claims
