// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/ranks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <numeric>

namespace headroom {
namespace {

constexpr unsigned kDigitBits = 11;
constexpr std::uint64_t kDigitMask = (1U << kDigitBits) - 1;

/// An unsigned number that orders as the double does; both zeros are one.
std::uint64_t sortKey(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
    return (bits >> 63) != 0 ? ~bits : bits | (1ULL << 63);
}

struct Keyed {
    std::uint64_t key;
    std::uint32_t index;
};

}  // namespace

std::vector<std::uint32_t> ascendingOrder(std::span<const double> values) {
    // Radix sort from the lowest digit: stable, and some five times as fast as comparing.
    std::vector<Keyed> from(values.size());
    std::vector<Keyed> to(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        assert(!std::isnan(values[i]));
        from[i] = {sortKey(values[i]), static_cast<std::uint32_t>(i)};
    }
    std::array<std::uint32_t, kDigitMask + 1> starts{};
    for (unsigned shift = 0; shift < 64; shift += kDigitBits) {
        starts.fill(0);
        for (const Keyed& item : from) ++starts[(item.key >> shift) & kDigitMask];
        if (std::ranges::find(starts, values.size()) != starts.end()) continue;
        std::exclusive_scan(starts.begin(), starts.end(), starts.begin(), 0U);
        for (const Keyed& item : from) to[starts[(item.key >> shift) & kDigitMask]++] = item;
        from.swap(to);
    }
    std::vector<std::uint32_t> order(values.size());
    std::ranges::transform(from, order.begin(), &Keyed::index);
    return order;
}

std::vector<double> averageRanks(std::span<const double> values) {
    const std::vector<std::uint32_t> order = ascendingOrder(values);
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
        for (std::size_t i = begin; i < end; ++i) {
            ranks[order[i]] = 0.5 * static_cast<double>(begin + 1 + end);
        }
        begin = end;
    }
    return ranks;
}

double dotProduct(std::span<const double> a, std::span<const double> b) {
    assert(a.size() == b.size());
    // Four sums run side by side; one would wait for each addition.
    std::array<double, 4> sums{};
    std::size_t i = 0;
    for (; i + 4 <= a.size(); i += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += a[i + lane] * b[i + lane];
    }
    for (; i < a.size(); ++i) sums[0] += a[i] * b[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

double pearson(std::span<const double> a, std::span<const double> b) {
    assert(a.size() == b.size());
    if (a.empty()) return 0;
    const auto count = static_cast<double>(a.size());
    const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / count;
    const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / count;
    double together = 0;
    double squareA = 0;
    double squareB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        together += (a[i] - meanA) * (b[i] - meanB);
        squareA += (a[i] - meanA) * (a[i] - meanA);
        squareB += (b[i] - meanB) * (b[i] - meanB);
    }
    if (squareA == 0 || squareB == 0) return 0;
    return std::clamp(together / std::sqrt(squareA * squareB), -1.0, 1.0);
}

double spearman(std::span<const double> a, std::span<const double> b) {
    return pearson(averageRanks(a), averageRanks(b));
}

}  // namespace headroom
