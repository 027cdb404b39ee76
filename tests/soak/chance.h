// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <span>

namespace headroom::soak {

/// What one step draws: the same for the same seed and number, whatever earlier steps drew.
class Chance {
public:
    Chance(unsigned seed, int step) {
        std::seed_seq seeds{seed, static_cast<unsigned>(step)};
        m_engine.seed(seeds);
    }
    /// From 0 to `limit` - 1; distributions of the library differ between its vendors.
    int below(int limit) {
        return static_cast<int>(m_engine() % static_cast<std::mt19937::result_type>(limit));
    }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool oneIn(int number) { return below(number) == 0; }
    template <class List>
    decltype(auto) of(const List& list) {
        return list[static_cast<decltype(std::size(list))>(
            below(static_cast<int>(std::size(list))))];
    }

private:
    std::mt19937 m_engine;
};

}  // namespace headroom::soak
