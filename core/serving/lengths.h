// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/serving/random.h"
#include "core/units/quantity.h"

namespace headroom {

enum class LengthKind {
    Fixed,
    Lognormal,  ///< of `mean` and `variation`
    Geometric,  ///< of `mean`: memoryless, at least 1
    Empirical,  ///< one of `values`, all equally likely
};

/// How many tokens a prompt or an answer has. Lognormal and geometric lengths are at least one
/// token and are rounded to whole ones.
struct LengthDistribution {
    LengthKind kind{LengthKind::Fixed};
    Tokens mean{tokens(1)};      ///< >= 0; lognormal and geometric: >= 1
    double variation{};          ///< standard deviation / mean, >= 0
    std::vector<Tokens> values;  ///< each >= 0
};
LengthDistribution fixedLength(Tokens length);
LengthDistribution lognormalLength(Tokens mean, double variation);
LengthDistribution geometricLength(Tokens mean);
LengthDistribution empiricalLength(std::vector<Tokens> values);

/// The expected length before rounding.
Tokens meanLength(const LengthDistribution& lengths);

/// Draws lengths. The distribution must be valid (`checkServing`).
class LengthSampler {
public:
    explicit LengthSampler(const LengthDistribution& lengths);
    /// Whole tokens, at most 2^30.
    int draw(Random& random) const;

private:
    LengthKind m_kind{};
    int m_fixed{};
    double m_location{};  ///< lognormal: of the logarithm; geometric: log(1 - 1 / mean)
    double m_scale{};
    std::vector<int> m_values;
};

}  // namespace headroom
