// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/lengths.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom {
namespace {

int whole(double length) {
    return static_cast<int>(std::clamp(std::round(length), 0.0, 0x1.0p30));
}

}  // namespace

LengthDistribution fixedLength(Tokens length) {
    return {LengthKind::Fixed, length, 0, {}};
}

LengthDistribution lognormalLength(Tokens mean, double variation) {
    return {LengthKind::Lognormal, mean, variation, {}};
}

LengthDistribution geometricLength(Tokens mean) {
    return {LengthKind::Geometric, mean, 1, {}};
}

LengthDistribution empiricalLength(std::vector<Tokens> values) {
    return {LengthKind::Empirical, tokens(0), 0, std::move(values)};
}

Tokens meanLength(const LengthDistribution& lengths) {
    if (lengths.kind != LengthKind::Empirical || lengths.values.empty()) return lengths.mean;
    Tokens sum;
    for (const Tokens value : lengths.values) sum += value;
    return sum / static_cast<double>(lengths.values.size());
}

LengthSampler::LengthSampler(const LengthDistribution& lengths)
    : m_kind(lengths.kind), m_fixed(whole(lengths.mean.value)) {
    if (m_kind == LengthKind::Lognormal) {
        // Mean m and coefficient of variation c of exp(N(mu, s^2)): s^2 = ln(1 + c^2),
        // mu = ln m - s^2 / 2.
        const double square = std::log1p(lengths.variation * lengths.variation);
        m_scale = std::sqrt(square);
        m_location = std::log(lengths.mean.value) - square / 2;
    } else if (m_kind == LengthKind::Geometric) {
        m_location = std::log1p(-1 / std::max(1.0, lengths.mean.value));
    }
    for (const Tokens value : lengths.values) m_values.push_back(whole(value.value));
}

int LengthSampler::draw(Random& random) const {
    switch (m_kind) {
        case LengthKind::Fixed:
            break;
        case LengthKind::Lognormal:
            return std::max(1, whole(std::exp(m_location + m_scale * random.normal())));
        case LengthKind::Geometric:
            // The smallest n with 1 - (1 - p)^n > u; log(0) at a mean of 1 gives n = 1.
            return whole(1 + std::floor(-random.exponential() / m_location));
        case LengthKind::Empirical:
            return m_values[static_cast<std::size_t>(random.uniform() *
                                                     static_cast<double>(m_values.size()))];
    }
    return m_fixed;
}

}  // namespace headroom
