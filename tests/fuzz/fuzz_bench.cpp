// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the text: rows with finite values above 0 and gaps with reasons, or
// std::invalid_argument.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

#include "core/validation/bench_output.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace headroom;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const BenchOutput output = readBenchOutput(text);
        for (const BenchRow& row : output.rows) {
            if (!std::isfinite(row.value) || row.value <= 0) abort();
            if (row.line == 0 || row.batch < 1 || row.devices.empty()) abort();
        }
        for (const BenchGap& gap : output.unusable) {
            if (gap.reason.empty() || gap.line == 0) abort();
        }
    } catch (const std::invalid_argument&) {
    }
    return 0;
}
