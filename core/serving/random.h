// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace headroom {

/// The xoshiro256++ generator (Blackman and Vigna 2021), seeded through SplitMix64. The
/// distributions are written here because those of the standard library differ between
/// implementations; the same seed gives the same numbers wherever `std::log` rounds alike.
class Random {
public:
    explicit Random(std::uint64_t seed);

    std::uint64_t next();
    /// In [0, 1), 53 random bits.
    double uniform();
    /// Exponential with mean 1.
    double exponential();
    /// Standard normal, by Marsaglia's polar method.
    double normal();

private:
    std::array<std::uint64_t, 4> m_state{};
    double m_spare{};
    bool m_hasSpare{};
};

}  // namespace headroom
