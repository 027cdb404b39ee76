// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/units/format.h"

namespace headroom {
namespace {

constexpr double kUnderTolerance = 0.01;
/// Printed measurements are rounded: an exact prediction may differ by this share.
constexpr double kRounding = 1e-9;

}  // namespace

double sortedPercentile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double part = place - static_cast<double>(below);
    // Never inf - inf: both ends of an interval may be infinite.
    return part == 0 || sorted[below] == sorted[above]
               ? sorted[below]
               : sorted[below] + part * (sorted[above] - sorted[below]);
}

namespace {

ErrorSummary summaryOf(const std::string& quantity, const std::vector<Comparison>& figures) {
    ErrorSummary summary;
    summary.quantity = quantity;
    std::vector<double> errors;
    std::size_t under = 0;
    for (const Comparison& figure : figures) {
        if (figure.quantity != quantity) continue;
        const double error = figure.relativeError();
        errors.push_back(std::abs(error));
        summary.worstUnder = std::min(summary.worstUnder, error);
        if (error < -kUnderTolerance) ++under;
    }
    std::sort(errors.begin(), errors.end());
    summary.count = errors.size();
    summary.median = sortedPercentile(errors, 0.5);
    summary.p95 = sortedPercentile(errors, 0.95);
    summary.worst = errors.empty() ? 0 : errors.back();
    summary.underShare =
        errors.empty() ? 0 : static_cast<double>(under) / static_cast<double>(errors.size());
    return summary;
}

}  // namespace

double Comparison::relativeError() const {
    if (measured == 0) return predicted == 0 ? 0 : std::numeric_limits<double>::infinity();
    return (predicted - measured) / std::abs(measured);
}

std::vector<ErrorSummary> summarise(const std::vector<Comparison>& figures) {
    std::vector<ErrorSummary> summaries;
    for (const Comparison& figure : figures) {
        const bool known = std::any_of(
            summaries.begin(), summaries.end(),
            [&](const ErrorSummary& summary) { return summary.quantity == figure.quantity; });
        if (!known) summaries.push_back(summaryOf(figure.quantity, figures));
    }
    return summaries;
}

std::vector<std::string> brokenBounds(const std::vector<ErrorSummary>& summaries,
                                      const std::vector<ErrorBound>& bounds) {
    std::vector<std::string> broken;
    for (const ErrorBound& bound : bounds) {
        const auto found = std::find_if(
            summaries.begin(), summaries.end(),
            [&](const ErrorSummary& summary) { return summary.quantity == bound.quantity; });
        if (found == summaries.end()) continue;
        const auto check = [&](const char* what, double value, double limit) {
            if (limit < 0 || value <= limit + kRounding) return;
            broken.push_back(bound.quantity + ": " + what + " error " + formatPercent(value) +
                             " is above " + formatPercent(limit));
        };
        check("median", found->median, bound.median);
        check("P95", found->p95, bound.p95);
        check("worst", found->worst, bound.worst);
        check("worst underestimate's", -found->worstUnder, bound.under);
    }
    return broken;
}

}  // namespace headroom
