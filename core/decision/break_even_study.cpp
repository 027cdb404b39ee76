// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/break_even_study.h"

#include <algorithm>
#include <cmath>

#include "core/decision/input_ranges.h"
#include "core/decision/repricer.h"

namespace headroom {
namespace {

constexpr int kSteps = 120;
constexpr int kHalvings = 60;
constexpr double kDecades = 1000.0;

/// Points of a search, even in the input's own scale.
class Axis {
public:
    Axis(const Field& field, double likely)
        : m_ratio(scaleOf(field) == Scale::Ratio && likely > 0.0),
          m_low(m_ratio ? std::max({field.minimum, likely / kDecades, 1e-12}) : field.minimum),
          m_high(m_ratio ? std::min(field.maximum, likely * kDecades) : field.maximum) {}

    double low() const { return m_low; }
    double high() const { return m_high; }
    double at(double share) const {
        return m_ratio ? m_low * std::pow(m_high / m_low, share) : m_low + share * (m_high - m_low);
    }
    double shareOf(double value) const {
        if (!(m_high > m_low)) return 0.0;
        return m_ratio ? std::log(value / m_low) / std::log(m_high / m_low)
                       : (value - m_low) / (m_high - m_low);
    }
    double between(double a, double b) const { return m_ratio ? std::sqrt(a * b) : (a + b) / 2.0; }

private:
    bool m_ratio;
    double m_low;
    double m_high;
};

}  // namespace

TiedInput tiedInput(const Field& field, const OptionResult& first, const OptionResult& second,
                    const Scenario& scenario, const Catalog& catalog) {
    TiedInput tied;
    tied.field = &field;
    const FieldValue typed = field.get(scenario);
    const auto* number = std::get_if<double>(&typed);
    if (number == nullptr || !first.facts || !second.facts) return tied;
    tied.likely = *number;
    const Axis axis(field, tied.likely);
    tied.lowest = axis.low();
    tied.highest = axis.high();
    Repricer repricer(scenario, catalog);
    const auto difference = [&](double value) {
        repricer.set(field, value);
        return repricer.presentValue(first) - repricer.presentValue(second);
    };
    const double home = axis.shareOf(tied.likely);
    std::optional<std::pair<double, double>> bracket;
    double nearest = 0.0;
    double before = axis.at(0.0);
    double differenceBefore = difference(before);
    for (int step = 1; step <= kSteps; ++step) {
        const double share = static_cast<double>(step) / kSteps;
        const double here = axis.at(share);
        const double differenceHere = difference(here);
        if ((differenceBefore > 0.0) != (differenceHere > 0.0)) {
            const double distance = std::abs(share - 0.5 / kSteps - home);
            if (!bracket || distance < nearest) {
                bracket = std::pair{before, here};
                nearest = distance;
            }
        }
        before = here;
        differenceBefore = differenceHere;
    }
    if (!bracket) return tied;
    auto [low, high] = *bracket;
    const bool dearerBelow = difference(low) > 0.0;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = axis.between(low, high);
        ((difference(middle) > 0.0) == dearerBelow ? low : high) = middle;
    }
    tied.value = axis.between(low, high);
    tied.firstCheaperBelow = !dearerBelow;
    return tied;
}

BreakEvenStudy breakEvenStudy(const OptionResult& candidate, const OptionResult& reference,
                              const Scenario& scenario, const Catalog& catalog) {
    BreakEvenStudy study;
    study.months = breakEven(*candidate.cash, *reference.cash);
    study.discountedMonths =
        breakEven(*candidate.cash, *reference.cash, scenario.finance.discountRatePerYear);
    const auto tie = [&](std::string_view id) {
        return tiedInput(*findField(id), candidate, reference, scenario, catalog);
    };
    study.volume = tie("workload.requests_per_day");
    if (study.volume.value) {
        Scenario there = scenario;
        there.workload.requestsPerDay = *study.volume.value;
        const Workload& workload = there.workload;
        study.tokensPerMonth =
            requestsPerMonth(workload) * (workload.prompt.value + workload.answer.value);
        if (candidate.facts->requestsPerSecond > 0.0) {
            Consumption use;
            consumptionOf(*candidate.facts, there, use);
            study.utilisation = requestsPerMonth(workload) /
                                (candidate.facts->requestsPerSecond * workload.speedFactor *
                                 use.units * scenario.finance.hoursPerMonth * 3600.0);
        }
    }
    switch (baseKind(reference.option.kind)) {
        case OptionKind::Rented:
            study.priceFactor = tie("finance.rent_price_factor");
            if (study.priceFactor->value) {
                study.hourlyPrice =
                    UnitPrice{reference.facts->prices.rentPerHour * *study.priceFactor->value,
                              scenario.finance.currency};
            }
            break;
        case OptionKind::Api:
            study.priceFactor = tie("finance.api_price_factor");
            break;
        default:
            break;
    }
    return study;
}

}  // namespace headroom
