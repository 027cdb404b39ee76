// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/served.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

/// The median of a Poisson distribution of mean 0 and more; beyond 500 the mean itself.
double poissonMedian(double mean) {
    if (mean > 500) return std::floor(mean);
    int n = 0;
    double term = std::exp(-mean);
    for (double sum = term; sum < 0.5; sum += term) term *= mean / ++n;
    return n;
}

}  // namespace

Seconds medianGap(const ClosedLoop& load, const SpeedClass& parameters) {
    const Seconds step = stepTime(load.step, parameters).total();
    const Seconds chunk = addedPrefillTime(load.prompt, parameters) / load.prompt.chunks;
    const double each = (load.running - 1) / load.answer * load.prompt.chunks;
    return step + chunk * poissonMedian(each);
}

ServedLoad served(const ClosedLoop& load, const SpeedClass& parameters) {
    const Seconds step = stepTime(load.step, parameters).total();
    const Seconds alone = prefillTime(load.prompt, parameters);
    const Seconds added = addedPrefillTime(load.prompt, parameters);
    const double others = load.running - 1;
    // While one answer is written, every other client's next prompt is read once.
    const Seconds cycle = alone + added * others + step * load.answer;
    ServedLoad result;
    result.perToken = step + added * (others / load.answer);
    result.total = tokenRate(tokens(load.running * load.answer), cycle);
    const double reading = std::min(0.95, added * others / cycle);
    const Seconds behind = added * (0.5 * reading / (1 - reading));
    const Seconds rush = added * (0.5 * others);
    const Seconds queue = cycle * (load.waiting / load.running * (1 - 0.5 * load.rush));
    // A request waits for the step under way, half of it on average.
    result.firstToken = microseconds(parameters.requestMicroseconds) + alone +
                        step * (others > 0 ? 1.5 : 1) + behind * (1 - load.rush) +
                        rush * load.rush + queue;
    return result;
}

}  // namespace headroom
