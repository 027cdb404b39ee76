// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/serving_study.h"

#include <array>
#include <numeric>

namespace headroom {
namespace {

constexpr double kSecondsPerDay = 86'400;
constexpr int kStages = 5;

bool asksSomething(const ServingSlo& slo) {
    return slo.firstToken || slo.speed;
}

/// Requests of a stage over all, so that the bar moves evenly; bisections take about eight runs.
std::array<double, kStages> weights(const ServingStudyOptions& options,
                                    const ServingQuestion& question) {
    const bool slo = asksSomething(question.slo);
    const auto capacity = static_cast<double>(options.capacityRequests) * options.capacityRuns;
    const double limits = slo ? 1 : 0;
    return {static_cast<double>(options.requests), 10.0 * double(options.sweepRequests),
            8 * limits * capacity, 4 * limits * capacity,
            slo || question.overflow.queueLonger ? static_cast<double>(options.requests) : 0.0};
}

/// The progress of one stage within that of all.
class Stages {
public:
    Stages(const ServingStudyOptions& options, const ServingQuestion& question)
        : m_options(options), m_weights(weights(options, question)) {}
    std::function<void(double)> next() {
        const double before = std::accumulate(m_weights.begin(), m_weights.begin() + m_stage, 0.0);
        const double all = std::accumulate(m_weights.begin(), m_weights.end(), 0.0);
        const double own = m_weights.at(static_cast<std::size_t>(m_stage++));
        return [this, before, own, all](double share) {
            if (m_options.progress) m_options.progress((before + share * own) / all);
        };
    }
    void skip(int stages) { m_stage += stages; }

private:
    const ServingStudyOptions& m_options;
    std::array<double, kStages> m_weights;
    int m_stage{};
};

void addLimits(const ServingQuestion& question, const ServingStudyOptions& options, Stages& stages,
               ServingStudy& study) {
    CapacityOptions capacity;
    capacity.seed = options.seed;
    capacity.requests = options.capacityRequests;
    capacity.runs = options.capacityRuns;
    capacity.stopped = options.stopped;
    capacity.progress = stages.next();
    study.largest = largestLoad(question.setup, question.load, question.slo, capacity);
    capacity.progress = stages.next();
    study.stopped = study.largest->stopped;
    if (study.stopped) return;
    study.needed =
        replicasNeeded(question.setup, question.load, question.slo, options.mostReplicas, capacity);
    study.stopped = study.needed->stopped;
}

}  // namespace

ServingOutline servingOutline(const ServingQuestion& question) {
    const ServingLoad peak = peakHour(question.load);
    ServingOutline outline;
    outline.peakPerSecond = peak.requestsPerDay / kSecondsPerDay;
    outline.housePerSecond = fullHousePerSecond(question.setup, peak);
    outline.running = question.setup.maxRunning;
    return outline;
}

ServingStudy studyServing(const ServingQuestion& question, const ServingStudyOptions& options) {
    ServingStudy study;
    study.outline = servingOutline(question);
    Stages stages(options, question);
    SimulationOptions run;
    run.seed = options.seed;
    run.requests = options.requests;
    run.slo = question.slo;
    run.overflow = question.overflow;
    run.stopped = options.stopped;
    run.progress = stages.next();
    study.peak = simulate(question.setup, peakHour(question.load), run);
    study.stopped = study.peak.stopped;
    if (study.stopped) return study;

    SweepOptions sweep;
    sweep.seed = options.seed;
    sweep.requests = options.sweepRequests;
    sweep.slo = question.slo;
    sweep.stopped = options.stopped;
    sweep.progress = stages.next();
    study.sweep = sweepLoads(question.setup, question.load, sweep);
    study.stopped = options.stopped && options.stopped();
    if (study.stopped) return study;
    if (asksSomething(question.slo)) {
        addLimits(question, options, stages, study);
    } else {
        stages.skip(2);
    }
    const bool sendsAway = question.overflow.queueLonger.has_value();
    if (study.stopped || !(sendsAway || question.slo.firstToken)) return study;
    run.progress = stages.next();
    if (!sendsAway) run.overflow.waitLonger = question.slo.firstToken;
    study.day = simulate(question.setup, question.load, run);
    study.stopped = study.day->stopped;
    return study;
}

}  // namespace headroom
