// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace headroom {

/// What an option consumes; the cost functions know nothing of memory or speed. With a growing
/// workload machines are added whole, in the month that needs them: the vectors then carry the
/// figures of every month, and stay empty when nothing changes.
struct Consumption {
    int units{1};                    ///< machines or instances in the first month
    double kilowattHoursPerMonth{};  ///< owned only, whole option, PUE included, first month
    double pue{1};                   ///< of that energy
    double rentedHoursPerMonth{};    ///< per instance; reserved tiers are always paid in full
    bool peaksOnly{};                ///< rented for the hours that need it, not for hours of a day
    double startsPerMonth{};         ///< peaks only: per instance, their minutes in the hours
    double requestsPerMonth{};       ///< first month
    double inputTokensPerMonth{};    ///< without the cached share, first month
    double cachedTokensPerMonth{};
    double outputTokensPerMonth{};
    double hostedShare{1};                     ///< 0..1 of the tokens answered elsewhere
    double fineTuningKilowattHoursPerMonth{};  ///< owned only, PUE included
    double fineTuningHoursPerMonth{};          ///< rented only: instance hours beside serving
    double trainingHoursPerMonth{};            ///< rented only: of all jobs, within those or beside
    double storageGigabytes{};                 ///< weights kept on a rented volume, per instance
    double egressShare{1};                     ///< of the traffic that leaves rented instances
    std::vector<int> unitsByMonth;             ///< [0] = first month
    std::vector<double> kilowattHoursByMonth;  ///< [0] = first month
    std::vector<double> hostedShareByMonth;    ///< [0] = first month
    std::vector<double> rentedHoursByMonth;    ///< [0] = first month, per instance
    std::vector<double> startsByMonth;         ///< [0] = first month, per instance

    /// Of month n, 1 the first.
    int unitsIn(int month) const {
        const auto index = static_cast<std::size_t>(month - 1);
        return index < unitsByMonth.size() ? unitsByMonth[index] : units;
    }
    double kilowattHoursIn(int month) const {
        const auto index = static_cast<std::size_t>(month - 1);
        return index < kilowattHoursByMonth.size() ? kilowattHoursByMonth[index]
                                                   : kilowattHoursPerMonth;
    }
    double startsIn(int month) const {
        const auto index = static_cast<std::size_t>(month - 1);
        return index < startsByMonth.size() ? startsByMonth[index] : startsPerMonth;
    }
    double rentedHoursIn(int month) const {
        const auto index = static_cast<std::size_t>(month - 1);
        return index < rentedHoursByMonth.size() ? rentedHoursByMonth[index] : rentedHoursPerMonth;
    }
    double hostedShareIn(int month) const {
        const auto index = static_cast<std::size_t>(month - 1);
        return index < hostedShareByMonth.size() ? hostedShareByMonth[index] : hostedShare;
    }
};

}  // namespace headroom
