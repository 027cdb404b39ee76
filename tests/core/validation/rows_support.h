// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "core/validation/comparison.h"
#include "tests/core/memory/memory_support.h"

namespace headroom::tests {

/// A shipped table of measurements.
inline std::vector<Row> validationRows(const std::string& name) {
    return parseCsv(readFile(std::string(HEADROOM_SOURCE_DIR) + "/resources/validation/" + name));
}

inline std::vector<Comparison> of(const Comparisons& all, const std::string& quantity) {
    std::vector<Comparison> found;
    for (const Comparison& one : all.figures) {
        if (one.quantity == quantity) found.push_back(one);
    }
    return found;
}

inline double errorOf(const Comparison& one) {
    return std::abs(one.relativeError());
}

/// Absolute relative error at `share` of the sorted rows.
inline double errorAt(const std::vector<Comparison>& rows, double share) {
    std::vector<double> errors;
    for (const Comparison& one : rows) errors.push_back(errorOf(one));
    return percentile(errors, share);
}

inline std::string summary(const Comparisons& all, const std::string& quantity) {
    const std::vector<Comparison> rows = of(all, quantity);
    return quantity + ": " + std::to_string(rows.size()) + " rows, median " +
           std::to_string(100 * errorAt(rows, 0.5)) + " %, p95 " +
           std::to_string(100 * errorAt(rows, 0.95)) + " %, worst " +
           std::to_string(100 * errorAt(rows, 1)) + " %";
}

}  // namespace headroom::tests
