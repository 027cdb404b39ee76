// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/in_parts.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "tests/support/catch.h"

using namespace headroom;

TEST_CASE("Work in parts reaches each item once", "[parts]") {
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{1}, kWorthAThread, 10 * kWorthAThread + 7}) {
        CAPTURE(count);
        std::vector<int> reached(count);
        inParts(count, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) ++reached[i];
        });
        CHECK(std::all_of(reached.begin(), reached.end(), [](int times) { return times == 1; }));
    }
}

TEST_CASE("A part that fails fails the whole", "[parts]") {
    const std::size_t count = 10 * kWorthAThread;
    // The last item, which the last part holds, and the first.
    for (const std::size_t bad : {count - 1, std::size_t{0}}) {
        const auto work = [&](std::size_t begin, std::size_t end) {
            if (begin <= bad && bad < end) throw std::runtime_error("bad item");
        };
        CHECK_THROWS_AS(inParts(count, work), std::runtime_error);
    }
}
