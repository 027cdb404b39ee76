// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/peer_spread.h"

#include <algorithm>
#include <cmath>

namespace headroom {

namespace {

/// Makes the median absolute deviation of normal figures their standard deviation.
constexpr double kDeviationPerMad = 1.4826;

double medianOf(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

}  // namespace

double PeerSpread::distance(double value, double floor) const {
    return std::fabs(std::log(value / median)) / std::max(deviation, floor);
}

PeerSpread peerSpread(std::vector<double> values) {
    PeerSpread result;
    result.count = values.size();
    if (values.empty()) return result;
    for (double& value : values) value = std::log(value);
    const double middle = medianOf(values);
    for (double& value : values) value = std::fabs(value - middle);
    result.median = std::exp(middle);
    result.deviation = kDeviationPerMad * medianOf(values);
    return result;
}

void PeerComparison::add(const Row& row, std::string_view column, double value,
                         const std::string& narrow, const std::string& wide) {
    if (!(value > 0)) return;
    Group& close = m_narrow[narrow];
    if (close.wider == nullptr) close.wider = &m_wide[wide];
    close.values.push_back(value);
    close.wider->values.push_back(value);
    m_observations.push_back({&row, column, value, &close});
}

void PeerComparison::outliers(const std::function<void(const Outlier&)>& report) {
    for (auto* groups : {&m_narrow, &m_wide}) {
        for (auto& [name, group] : *groups) group.spread = peerSpread(group.values);
    }
    for (const Observation& seen : m_observations) {
        const bool narrow = seen.group->spread.count >= kFewestPeers;
        const PeerSpread& peers = narrow ? seen.group->spread : seen.group->wider->spread;
        if (peers.count < kFewestPeers) continue;
        const double floor = narrow ? m_narrowFloor : m_wideFloor;
        if (peers.distance(seen.value, floor) <= kOutlierDeviations) continue;
        report({seen.row, seen.column, seen.value, peers, narrow});
    }
}

}  // namespace headroom
