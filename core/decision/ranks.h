// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace headroom {

/// Indices of the values from the least to the greatest; equal values keep their order. Not a
/// number is not allowed.
std::vector<std::uint32_t> ascendingOrder(std::span<const double> values);

/// Ranks from 1; equal values share the mean of theirs.
std::vector<double> averageRanks(std::span<const double> values);

/// Sum of products, added up in one fixed order.
double dotProduct(std::span<const double> a, std::span<const double> b);

/// Pearson's correlation of two series of equal length, -1 to 1; 0 when one of them is constant.
double pearson(std::span<const double> a, std::span<const double> b);
/// Spearman's rank correlation: Pearson's of the average ranks.
double spearman(std::span<const double> a, std::span<const double> b);

}  // namespace headroom
