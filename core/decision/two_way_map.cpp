// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/two_way_map.h"

#include <algorithm>
#include <cmath>

#include "core/decision/repricer.h"

namespace headroom {
namespace {

std::vector<double> pointsOf(const InputRange& input, int points) {
    std::vector<double> values;
    const Range<double>& range = input.range;
    const bool ratio = input.scale == Scale::Ratio && range.low > 0.0;
    for (int i = 0; i < points; ++i) {
        const double share = points > 1 ? static_cast<double>(i) / (points - 1) : 0.5;
        values.push_back(ratio ? range.low * std::pow(range.high / range.low, share)
                               : std::lerp(range.low, range.high, share));
    }
    return values;
}

/// Where one column of the map changes sign, nearest to the typed value.
std::optional<double> crossing(const TwoWayMap& map, std::size_t ix, double typed) {
    std::optional<double> nearest;
    for (std::size_t iy = 1; iy < map.ys.size(); ++iy) {
        const double before = map.at(ix, iy - 1);
        const double after = map.at(ix, iy);
        if ((before > 0.0) == (after > 0.0)) continue;
        const double value = std::lerp(map.ys[iy - 1], map.ys[iy], before / (before - after));
        if (!nearest || std::abs(value - typed) < std::abs(*nearest - typed)) nearest = value;
    }
    return nearest;
}

}  // namespace

TwoWayMap twoWayMap(const OptionResult& first, const OptionResult& second, const InputRange& x,
                    const InputRange& y, int points, const Scenario& scenario,
                    const Catalog& catalog) {
    TwoWayMap map;
    map.x = x.field;
    map.y = y.field;
    map.xs = pointsOf(x, std::max(2, points));
    map.ys = pointsOf(y, std::max(2, points));
    Repricer repricer(scenario, catalog);
    for (const double yValue : map.ys) {
        repricer.set(*y.field, yValue);
        for (const double xValue : map.xs) {
            repricer.set(*x.field, xValue);
            map.difference.push_back(repricer.presentValue(first) - repricer.presentValue(second));
        }
    }
    for (std::size_t ix = 0; ix < map.xs.size(); ++ix) {
        map.contour.push_back(crossing(map, ix, y.range.likely));
    }
    return map;
}

}  // namespace headroom
