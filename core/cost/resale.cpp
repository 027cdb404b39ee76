// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/resale.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/scenario/number_text.h"

namespace headroom {
namespace {

/// After 0 .. 5 years; docs/finance.md 3.
using Curve = std::array<double, 6>;
constexpr Curve kNothing{1, 0, 0, 0, 0, 0};
constexpr Curve kLow{1, 0.50, 0.30, 0.15, 0.05, 0};
constexpr Curve kMiddle{1, 0.65, 0.45, 0.30, 0.18, 0.10};
constexpr Curve kHigh{1, 0.80, 0.70, 0.55, 0.40, 0.25};
constexpr Curve kFlat{1, 1, 1, 1, 1, 1};
constexpr std::array kCurves{kNothing, kLow, kMiddle, kHigh, kFlat};
constexpr std::size_t kThirdYear = 3;

double onCurve(const Curve& curve, double years) {
    const double last = static_cast<double>(curve.size() - 1);
    if (years >= last) {
        const double factor = curve[4] > 0.0 ? curve[5] / curve[4] : 0.0;
        return curve[5] * std::pow(factor, years - last);
    }
    const auto year = static_cast<std::size_t>(std::max(0.0, years));
    const double part = years - static_cast<double>(year);
    return curve[year] + part * (curve[year + 1] - curve[year]);
}

}  // namespace

double resaleShare(double shareAfter36, double months) {
    const double years = std::max(0.0, months) / 12.0;
    if (shareAfter36 > 1.0) return 1.0 + (shareAfter36 - 1.0) * std::min(1.0, years / 3.0);
    std::size_t upper = 1;
    while (upper + 1 < kCurves.size() && kCurves[upper][kThirdYear] < shareAfter36) ++upper;
    const Curve& below = kCurves[upper - 1];
    const Curve& above = kCurves[upper];
    const double weight = std::clamp(
        (shareAfter36 - below[kThirdYear]) / (above[kThirdYear] - below[kThirdYear]), 0.0, 1.0);
    return (1.0 - weight) * onCurve(below, years) + weight * onCurve(above, years);
}

std::string resaleShareFormula(const std::string& input, double months) {
    const double years = std::max(0.0, months) / 12.0;
    std::string formula = shortestText(onCurve(kNothing, years));
    double before = 0.0;
    for (std::size_t i = 0; i < kCurves.size(); ++i) {
        const double from = kCurves[i][kThirdYear];
        double slope = std::min(1.0, years / 3.0);  // above a whole price after 36 months
        if (i + 1 < kCurves.size()) {
            slope = (onCurve(kCurves[i + 1], years) - onCurve(kCurves[i], years)) /
                    (kCurves[i + 1][kThirdYear] - from);
        }
        if (slope != before) {
            formula += "+(" + shortestText(slope - before) + ")*MAX(0," + input + '-' +
                       shortestText(from) + ')';
        }
        before = slope;
    }
    return formula;
}

std::string resaleShareFormula(const std::string& input, double ageMonths, double months) {
    const std::string today = resaleShareFormula(input, ageMonths);
    return "IF((" + today + ")>0,(" + resaleShareFormula(input, ageMonths + months) + ")/(" +
           today + "),0)";
}

}  // namespace headroom
