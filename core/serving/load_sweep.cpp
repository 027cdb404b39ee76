// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/load_sweep.h"

#include "core/serving/full_house.h"

namespace headroom {
namespace {

constexpr double kSecondsPerDay = 86'400;

bool hasError(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
        if (finding.severity == Severity::Error) return true;
    }
    return false;
}

}  // namespace

double fullHousePerSecond(const ServingSetup& setup, const ServingLoad& load) {
    const Tokens prompt = std::max(tokens(1), meanLength(load.prompt));
    const Tokens answer = meanLength(load.answer);
    return setup.replicas *
           fullHouse(setup, prompt, prompt * load.cachedPromptShare, answer).requestsPerSecond;
}

std::vector<SweepPoint> sweepLoads(const ServingSetup& setup, ServingLoad load,
                                   const SweepOptions& options) {
    std::vector<SweepPoint> points;
    load.kind = LoadKind::Open;
    load.hourly.fill(1);
    SimulationOptions each;
    each.seed = options.seed;
    each.requests = options.requests;
    each.slo = options.slo;
    each.stopped = options.stopped;
    if (hasError(checkServing(setup, load, each))) return points;
    const double house = fullHousePerSecond(setup, load);
    const auto count = static_cast<double>(options.shares.size());
    for (const double share : options.shares) {
        load.requestsPerDay = share * house * kSecondsPerDay;
        each.progress = [&](double done) {
            if (options.progress) {
                options.progress((static_cast<double>(points.size()) + done) / count);
            }
        };
        SweepPoint point{share * house, share, simulate(setup, load, each)};
        if (point.result.stopped || hasError(point.result.findings)) break;
        points.push_back(std::move(point));
    }
    return points;
}

}  // namespace headroom
