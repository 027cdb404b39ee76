// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/core/serving/serving_support.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct Moments {
    double mean{};
    double variation{};
};
Moments momentsOf(const LengthDistribution& lengths) {
    Random random(3);
    const LengthSampler sampler(lengths);
    const int count = 200'000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; ++i) {
        const double value = sampler.draw(random);
        sum += value;
        squares += value * value;
    }
    const double mean = sum / count;
    return {mean, std::sqrt(squares / count - mean * mean) / mean};
}

}  // namespace

TEST_CASE("The generator is xoshiro256++ seeded by SplitMix64", "[serving]") {
    // SplitMix64 from 0 yields e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f,
    // f88bb8a8724c81ec (its authors' page); rotl(s0 + s3, 23) + s0 follows by hand.
    const std::uint64_t sum = 0xe220a8397b1dcdafULL + 0xf88bb8a8724c81ecULL;
    const std::uint64_t first = ((sum << 23) | (sum >> 41)) + 0xe220a8397b1dcdafULL;
    CHECK(Random(0).next() == first);
}

TEST_CASE("Lengths have the mean and the variation they were given", "[serving]") {
    const Moments lognormal = momentsOf(lognormalLength(tokens(800), 1.5));
    CHECK(lognormal.mean == Approx(800).epsilon(0.02));
    CHECK(lognormal.variation == Approx(1.5).epsilon(0.05));
    const Moments geometric = momentsOf(geometricLength(tokens(300)));
    CHECK(geometric.mean == Approx(300).epsilon(0.01));
    // sqrt(1 - p) with p = 1 / 300.
    CHECK(geometric.variation == Approx(std::sqrt(1 - 1 / 300.0)).epsilon(0.01));
    CHECK(momentsOf(geometricLength(tokens(1))).mean == 1);
    CHECK(momentsOf(fixedLength(tokens(7))).mean == 7);
    CHECK(momentsOf(lognormalLength(tokens(50), 0)).mean == 50);
    CHECK(momentsOf(empiricalLength({tokens(1), tokens(2), tokens(6)})).mean ==
          Approx(3).epsilon(0.01));
    CHECK(meanLength(empiricalLength({tokens(1), tokens(2), tokens(6)})).value == 3);
}

TEST_CASE("The shape of a day puts the asked share into its busiest hour", "[serving]") {
    for (const double share : {1.0 / 24, 0.06, 0.1, 0.2, 0.5, 0.9}) {
        const HourlyWeights weights = dailyShape(share);
        const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        const auto peak = std::max_element(weights.begin(), weights.end());
        CHECK(*peak / sum == Approx(share).epsilon(1e-6));
        if (share > 0.05) CHECK(peak - weights.begin() == 14);
        // Symmetric, and falling on both sides.
        CHECK(weights[13] == Approx(weights[15]));
        CHECK(weights[2] <= weights[8]);
    }
    // Less than an equal share is impossible, all of it nearly so.
    CHECK(dailyShape(0.01)[3] == Approx(dailyShape(0.01)[14]));
    CHECK(dailyShape(1)[14] == 1);
}

TEST_CASE("Arrivals follow the day", "[serving]") {
    ServingLoad load;
    load.requestsPerDay = 240;
    load.hourly = dailyShape(0.2);
    load.prompt = load.answer = fixedLength(tokens(1));
    SimulationOptions options;
    options.requests = 240 * 400;
    options.keepRequests = true;
    const ServingResult result = simulate(queueOf(4, 1e-4), load, options);
    std::array<double, 24> hours{};
    for (const RequestRecord& request : result.requests) {
        const double hour = std::fmod(request.arrival.value / 3600, 24);
        ++hours[std::size_t(hour)];
    }
    const double sum = std::accumulate(load.hourly.begin(), load.hourly.end(), 0.0);
    for (std::size_t hour = 0; hour < 24; ++hour) {
        const double expected = load.hourly[hour] / sum * double(options.requests);
        // Five standard deviations of a Poisson count.
        CHECK(std::abs(hours[hour] - expected) <= 5 * std::sqrt(expected) + 1);
    }
    // 400 days, give or take.
    CHECK(result.requests.back().arrival.value == Approx(400 * 86400.0).epsilon(0.02));
}

TEST_CASE("A load at its peak has the rate of the busiest hour all day", "[serving]") {
    Workload workload;
    workload.requestsPerDay = 1000;
    workload.peakHourShare = 0.25;
    const ServingLoad load = peakHour(openLoad(workload, 1, 0.5));
    CHECK(load.requestsPerDay == Approx(1000 * 0.25 * 24));
    CHECK(load.prompt.mean == workload.prompt);
    CHECK(load.answer.variation == 0.5);
}
