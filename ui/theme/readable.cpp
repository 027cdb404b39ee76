// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/readable.h"

#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace headroom::theme {

namespace {

constexpr double kLeastContrast = 4.5;
/// Colours are stored in eight bits a channel: a little more keeps the promise after rounding.
constexpr double kSlack = 0.05;

double luminance(const QColor& colour) {
    const auto linear = [](double share) {
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

QColor mixed(const QColor& a, const QColor& b, float share) {
    const auto channel = [share](float from, float to) { return from + (to - from) * share; };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()));
}

}  // namespace

double contrast(const QColor& a, const QColor& b) {
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor readable(const QColor& colour, const QColor& ground) {
    const bool darkSide = luminance(ground) < luminance(color(Role::Muted, false));
    const QColor text = color(Role::Text, darkSide);
    constexpr int kSteps = 20;
    for (int step = 0; step <= kSteps; ++step) {
        const QColor candidate = mixed(colour, text, static_cast<float>(step) / kSteps);
        if (contrast(candidate, ground) >= kLeastContrast + kSlack) return candidate;
    }
    return text;
}

}  // namespace headroom::theme
