// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/catalog/row.h"

namespace headroom {

/// A figure this many robust standard deviations from the median of its peers is an outlier:
/// Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993), the modified z-score.
inline constexpr double kOutlierDeviations = 3.5;
/// With fewer peers the row itself decides what the median and the deviation are.
inline constexpr std::size_t kFewestPeers = 5;

/// Smallest standard deviations of the natural logarithm that peers are credited with, so that a
/// group which agrees to the cent does not make every honest difference an outlier. An outlier is
/// at least exp(3.5 x floor) times, or a part of, the median (docs/catalog.md 3.1).
inline constexpr double kClosePeers = 0.3;  ///< 2.9 times
inline constexpr double kLoosePeers = 0.5;  ///< 5.8 times
inline constexpr double kMixedPeers = 0.7;  ///< 11.6 times

/// The middle of positive figures and how far they lie apart.
struct PeerSpread {
    std::size_t count{};
    double median{};
    double deviation{};  ///< of the natural logarithm: 1.4826 x median absolute deviation

    /// How many deviations, of at least `floor`, `value` is from the median; never negative.
    double distance(double value, double floor) const;
};
/// `values` are positive. O(n). A count of 0 has no median.
PeerSpread peerSpread(std::vector<double> values);

/// Compares one figure of many rows with those of their peers: closely with a narrow group, with a
/// wider one when the narrow group has fewer than `kFewestPeers`.
class PeerComparison {
public:
    PeerComparison(double narrowFloor, double wideFloor)
        : m_narrowFloor(narrowFloor), m_wideFloor(wideFloor) {}

    struct Outlier {
        const Row* row;
        std::string_view column;
        double value;
        PeerSpread peers;
        bool narrow;
    };

    /// Figures that are not positive have no logarithm and are left out. A narrow group lies within
    /// one wide group; `row` and `column` must outlive the comparison.
    void add(const Row& row, std::string_view column, double value, const std::string& narrow,
             const std::string& wide);
    /// Calls `report` for every outlier in the order of `add`. O(n).
    void outliers(const std::function<void(const Outlier&)>& report);

private:
    struct Group {
        std::vector<double> values;
        PeerSpread spread;
        Group* wider{};
    };
    struct Observation {
        const Row* row;
        std::string_view column;
        double value;
        const Group* group;
    };
    std::unordered_map<std::string, Group> m_narrow;
    std::unordered_map<std::string, Group> m_wide;
    std::vector<Observation> m_observations;
    double m_narrowFloor;
    double m_wideFloor;
};

}  // namespace headroom
