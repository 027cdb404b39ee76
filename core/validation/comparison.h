// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace headroom {

/// One predicted figure beside its measurement, both in the same unit.
struct Comparison {
    std::size_t row{};     ///< number of the data row, from 1
    std::string label;     ///< which case, for a person
    std::string quantity;  ///< "kv", "compute", "weights", "max_concurrency" ...
    double predicted{};
    double measured{};

    /// (predicted - measured) / measured; 0 when both are 0, infinite when only the measurement is.
    double relativeError() const;
};

/// A row that gives no prediction, and why.
struct Unpredicted {
    std::size_t row{};
    std::string label;
    std::string reason;
};

struct Comparisons {
    std::vector<Comparison> figures;
    std::vector<Unpredicted> unpredicted;
};

/// Errors of one quantity, as shares of the measurement.
struct ErrorSummary {
    std::string quantity;
    std::size_t count{};
    double median{};      ///< of the absolute error
    double p95{};         ///< of the absolute error
    double worst{};       ///< absolute error
    double worstUnder{};  ///< most negative error, <= 0
    double underShare{};  ///< share of rows predicted more than 1 % below the measurement
};
/// Value at `share` of a sorted sample, between the two nearest; 0 when it is empty.
double sortedPercentile(const std::vector<double>& sorted, double share);

/// One summary per quantity, in order of first appearance.
std::vector<ErrorSummary> summarise(const std::vector<Comparison>& figures);

/// What a quantity must keep; a negative limit is none.
struct ErrorBound {
    std::string quantity;
    double median{-1};
    double p95{-1};
    double worst{-1};
    double under{-1};  ///< no row further below its measurement than this
};
/// A sentence for every bound that `summaries` break; empty = all hold. A quantity without rows
/// breaks nothing.
std::vector<std::string> brokenBounds(const std::vector<ErrorSummary>& summaries,
                                      const std::vector<ErrorBound>& bounds);

}  // namespace headroom
