// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axis_ticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/units/format.h"
#include "core/units/number_style.h"

namespace headroom {

namespace {

double roundStep(double maximum, int wanted) {
    const double rough = maximum / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 4.0, 5.0}) {
        if (factor * power >= rough * 0.999) return factor * power;
    }
    return 10 * power;
}

struct Cluster {
    double sum{};  ///< of (wanted centre - offset inside the cluster)
    std::size_t first{};
    std::size_t count{};
    double start(double height, double low, double high) const {
        const double free = sum / static_cast<double>(count);
        const double last = high - height * static_cast<double>(count - 1);
        return std::clamp(free, low, std::max(low, last));
    }
};

}  // namespace

std::vector<double> roundTicks(double maximum, int wanted) {
    if (!std::isfinite(maximum) || maximum <= 0) maximum = 1;
    const double step = roundStep(maximum, wanted);
    const auto count = static_cast<std::size_t>(std::ceil(maximum / step - 1e-9)) + 1;
    std::vector<double> ticks(count);
    for (std::size_t i = 0; i < count; ++i) ticks[i] = step * static_cast<double>(i);
    return ticks;
}

std::vector<double> spanTicks(double low, double high, int wanted) {
    if (!std::isfinite(low) || !std::isfinite(high) || low >= high) {
        low = 0;
        high = 1;
    }
    const double step = roundStep(high - low, wanted);
    const double first = std::floor(low / step + 1e-9);
    const double last = std::ceil(high / step - 1e-9);
    std::vector<double> ticks;
    for (double n = first; n <= last; ++n) ticks.push_back(n * step);
    return ticks;
}

std::vector<double> monthTicks(int horizonMonths, int wanted) {
    int step = 1;
    for (const int candidate : {1, 2, 3, 6, 12, 24, 60, 120}) {
        step = candidate;
        if (horizonMonths / candidate <= wanted) break;
    }
    std::vector<double> ticks;
    for (int month = 0; month <= horizonMonths; month += step) ticks.push_back(month);
    return ticks;
}

QString moneyTick(double amount, Currency currency) {
    static constexpr std::array<std::pair<double, const char*>, 3> scales{
        {{1e9, "B"}, {1e6, "M"}, {1e3, "k"}}};
    double shown = amount;
    std::string suffix;
    for (const auto& [scale, letter] : scales) {
        if (std::abs(amount) >= scale) {
            shown = amount / scale;
            suffix = letter;
            break;
        }
    }
    const bool whole = std::abs(shown - std::round(shown)) < 1e-6;
    const int digits = whole ? 0 : (std::abs(shown * 10 - std::round(shown * 10)) < 1e-6 ? 1 : 2);
    const bool dollars = currency == Currency{"USD"};
    const std::string name = dollars ? "$" : currency.code();
    const std::string number = formatNumber(shown, digits) + suffix;
    return QString::fromStdString(numberStyle().currencyLast
                                      ? number + "\u00A0" + name
                                      : name + (dollars ? "" : " ") + number);
}

std::vector<double> spreadLabels(const std::vector<double>& wanted, double height, double low,
                                 double high) {
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    const double available = high - low;
    if (wanted.size() > 1) {
        height = std::min(height, available / static_cast<double>(wanted.size() - 1));
    }

    // Pool adjacent violators: labels that touch move as one block to the mean of their wishes.
    std::vector<Cluster> clusters;
    for (std::size_t i = 0; i < order.size(); ++i) {
        clusters.push_back({wanted[order[i]], i, 1});
        while (clusters.size() > 1) {
            const Cluster& above = clusters[clusters.size() - 2];
            const Cluster& below = clusters.back();
            const double end =
                above.start(height, low, high) + height * static_cast<double>(above.count);
            if (below.start(height, low, high) >= end - 1e-9) break;
            Cluster merged = above;
            merged.sum += below.sum - height * static_cast<double>(above.count * below.count);
            merged.count += below.count;
            clusters.pop_back();
            clusters.back() = merged;
        }
    }
    std::vector<double> centres(wanted.size());
    for (const Cluster& cluster : clusters) {
        const double start = cluster.start(height, low, high);
        for (std::size_t i = 0; i < cluster.count; ++i) {
            centres[order[cluster.first + i]] = start + height * static_cast<double>(i);
        }
    }
    return centres;
}

}  // namespace headroom
