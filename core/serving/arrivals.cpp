// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/arrivals.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace headroom {
namespace {

constexpr double kSecondsPerHour = 3600;
constexpr double kPeakHour = 14;

HourlyWeights vonMises(double concentration) {
    HourlyWeights weights{};
    for (int hour = 0; hour < kHoursPerDay; ++hour) {
        const double angle = 2 * std::numbers::pi * (hour - kPeakHour) / kHoursPerDay;
        // Less one, so that large concentrations do not overflow.
        weights[std::size_t(hour)] = std::exp(concentration * (std::cos(angle) - 1));
    }
    return weights;
}

double peakShare(const HourlyWeights& weights) {
    return *std::max_element(weights.begin(), weights.end()) /
           std::accumulate(weights.begin(), weights.end(), 0.0);
}

}  // namespace

HourlyWeights dailyShape(double peakHourShare) {
    double low = 0;
    double high = 1;
    const double asked = std::clamp(peakHourShare, 1.0 / kHoursPerDay, 0.999);
    while (peakShare(vonMises(high)) < asked) high *= 2;
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = (low + high) / 2;
        (peakShare(vonMises(middle)) < asked ? low : high) = middle;
    }
    return vonMises((low + high) / 2);
}

ServingLoad openLoad(const Workload& workload, double promptVariation, double answerVariation) {
    ServingLoad load;
    load.requestsPerDay = workload.requestsPerDay;
    load.hourly = dailyShape(workload.peakHourShare);
    load.prompt = lognormalLength(workload.prompt, promptVariation);
    load.answer = lognormalLength(workload.answer, answerVariation);
    load.cachedPromptShare = workload.cachedPromptShare;
    return load;
}

ServingLoad peakHour(ServingLoad load) {
    load.requestsPerDay *= peakShare(load.hourly) * kHoursPerDay;
    load.hourly.fill(1);
    return load;
}

namespace serving {

ArrivalSource::ArrivalSource(const ServingLoad& load, const SimulationOptions& options)
    : m_load(load),
      m_total(load.kind == LoadKind::Trace ? std::int64_t(load.trace.size()) : options.requests),
      m_times(options.seed),
      m_lengths(options.seed ^ 0x5851f42d4c957f2dULL),
      m_prompt(load.prompt),
      m_answer(load.answer) {
    if (load.kind == LoadKind::Open) {
        const double sum = std::accumulate(load.hourly.begin(), load.hourly.end(), 0.0);
        for (std::size_t hour = 0; hour < m_rates.size(); ++hour) {
            m_rates[hour] = load.requestsPerDay * load.hourly[hour] / sum / kSecondsPerHour;
        }
        m_next = 0;
        m_next = m_total > 0 ? advancedClock() : kNever;
    } else if (load.kind == LoadKind::Closed) {
        for (int user = 0; user < load.users; ++user) wake(0);
    }
}

double ArrivalSource::nextTime() const {
    switch (m_load.kind) {
        case LoadKind::Open:
            return m_next;
        case LoadKind::Closed:
            return m_wakes.empty() ? kNever : m_wakes.top();
        case LoadKind::Trace:
            break;
    }
    return m_taken < m_total ? m_load.trace[std::size_t(m_taken)].arrival.value : kNever;
}

Arrival ArrivalSource::take() {
    Arrival arrival;
    arrival.time = nextTime();
    if (m_load.kind == LoadKind::Trace) {
        const TraceRow& row = m_load.trace[std::size_t(m_taken)];
        arrival.prompt = int(std::round(row.prompt.value));
        arrival.answer = int(std::round(row.answer.value));
    } else {
        arrival.prompt = m_prompt.draw(m_lengths);
        arrival.answer = m_answer.draw(m_lengths);
    }
    arrival.prompt = std::max(1, arrival.prompt);
    ++m_taken;
    if (m_load.kind == LoadKind::Open) m_next = m_taken < m_total ? advancedClock() : kNever;
    if (m_load.kind == LoadKind::Closed) m_wakes.pop();
    return arrival;
}

void ArrivalSource::left(double now) {
    if (m_load.kind == LoadKind::Closed) wake(now);
}

void ArrivalSource::wake(double now) {
    if (m_scheduled == m_total) return;
    ++m_scheduled;
    const double think = m_load.thinkTime.value;
    m_wakes.push(think > 0 ? now + think * m_times.exponential() : now);
}

double ArrivalSource::advancedClock() {
    // Time is rescaled by the integral of the rate, which makes any Poisson process one of rate 1
    // (Daley and Vere-Jones 2003, 7.4).
    double units = m_times.exponential();
    double now = m_next;
    double hours = std::floor(now / kSecondsPerHour);
    for (;; ++hours) {
        const double rate = m_rates[std::size_t(std::fmod(hours, kHoursPerDay))];
        const double end = (hours + 1) * kSecondsPerHour;
        const double available = rate * (end - now);
        if (units < available) return now + units / rate;
        units -= available;
        now = end;
    }
}

}  // namespace serving
}  // namespace headroom
