// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/capacity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/scenario/number_text.h"
#include "core/serving/full_house.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr double kSecondsPerDay = 86'400;
constexpr double kSmallestShare = 0.002;  ///< of a full house, taken for single requests

/// 97.5 % points of Student's t for 1..29 degrees of freedom (any table of it).
constexpr std::array kStudent{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                              2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                              2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045};

SimulationOptions runOptions(const ServingSlo& slo, const CapacityOptions& options, int run) {
    SimulationOptions each;
    each.seed = options.seed + std::uint64_t(run);
    each.requests = options.requests;
    each.slo = slo;
    each.overflow = options.overflow;
    each.stopped = options.stopped;
    return each;
}

std::vector<Finding> checkCapacity(const ServingSetup& setup, const ServingLoad& load,
                                   const ServingSlo& slo, const CapacityOptions& options) {
    std::vector<Finding> findings = checkServing(setup, load, runOptions(slo, options, 0));
    const auto error = [&](const char* field, const std::string& message, const char* remedy) {
        findings.push_back({Severity::Error, field, message, remedy});
    };
    if (options.runs < 2 || options.runs > int(kStudent.size()) + 1) {
        error("runs", "runs is " + std::to_string(options.runs) + ".", "Use 2 to 30 runs.");
    }
    if (!(options.tolerance >= 0.001 && options.tolerance <= 0.5)) {
        error("tolerance", "tolerance is " + shortestText(options.tolerance) + ".",
              "Use a number from 0.001 to 0.5.");
    }
    if (options.requests < 100) {
        error("requests", std::to_string(options.requests) + " requests tell no percentile.",
              "Simulate at least 100 requests.");
    }
    if (!slo.firstToken && !slo.speed) {
        error("slo", "The SLO asks for nothing, so any load holds it.",
              "Give a time to the first token or a speed per user.");
    }
    return findings;
}

double peakFactor(const ServingLoad& load) {
    return *std::max_element(load.hourly.begin(), load.hourly.end()) * kHoursPerDay /
           std::accumulate(load.hourly.begin(), load.hourly.end(), 0.0);
}

/// Requests a day at which the busiest hour brings as many as all replicas finish. Beyond it the
/// queue grows without end, whatever the SLO allows.
double fullHousePerDay(const ServingSetup& setup, const ServingLoad& load) {
    const Tokens prompt = tokens(std::max(1.0, meanLength(load.prompt).value));
    const Tokens cached = std::min(prompt * load.cachedPromptShare, prompt - tokens(1));
    return fullHouse(setup, prompt, cached, meanLength(load.answer)).requestsPerSecond *
           setup.replicas * kSecondsPerDay / peakFactor(load);
}

/// The bisection of one seed.
class Search {
public:
    Search(const ServingSetup& setup, ServingLoad load, const ServingSlo& slo,
           const CapacityOptions& options, int run)
        : m_setup(setup),
          m_load(std::move(load)),
          m_slo(slo),
          m_run(runOptions(slo, options, run)),
          m_tolerance(options.tolerance) {}

    /// Requests a day, at most `full`; 0 when the SLO does not hold at all. Look at `stopped`
    /// first.
    double largest(double full) {
        double low = full * kSmallestShare;
        double high = full;
        if (!holds(low)) return 0;
        if (holds(high)) return high;
        while (!stopped && high / low > 1 + m_tolerance) {
            const double middle = std::sqrt(low * high);
            (holds(middle) ? low : high) = middle;
        }
        return std::sqrt(low * high);
    }

    bool stopped{};
    std::int64_t simulated{};

private:
    bool holds(double perDay) {
        m_load.requestsPerDay = perDay;
        const ServingResult result = simulate(m_setup, m_load, m_run);
        stopped = stopped || result.stopped;
        simulated += result.arrived;
        return result.goodShare >= m_slo.share;
    }

    const ServingSetup& m_setup;
    ServingLoad m_load;
    ServingSlo m_slo;
    SimulationOptions m_run;
    double m_tolerance{};
};

Range<double> confidence(const std::vector<double>& values, double tolerance) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double error = std::sqrt(squares / (count - 1) / count);
    const double half = kStudent[values.size() - 2] * error + mean * tolerance / 2;
    return {std::max(0.0, mean - half), mean, mean + half};
}

}  // namespace

LargestLoad largestLoad(const ServingSetup& setup, const ServingLoad& load, const ServingSlo& slo,
                        const CapacityOptions& options) {
    LargestLoad result;
    result.findings = checkCapacity(setup, load, slo, options);
    if (load.kind != LoadKind::Open) {
        result.findings.push_back({Severity::Error, "kind",
                                   "Only an open load has a rate to search for.",
                                   "Use requests a day with a daily shape."});
    }
    if (hasErrors(result.findings)) return result;
    const double full = fullHousePerDay(setup, load);
    std::vector<double> rates;
    for (int run = 0; run < options.runs; ++run) {
        Search search(setup, load, slo, options, run);
        rates.push_back(search.largest(full));
        result.simulated += search.simulated;
        if (search.stopped) {
            result.stopped = true;
            return result;
        }
        if (options.progress) options.progress(double(run + 1) / options.runs);
    }
    result.requestsPerDay = confidence(rates, options.tolerance);
    result.requestsPerDay.high = std::min(result.requestsPerDay.high, full);
    result.perSecondAtPeak = result.requestsPerDay.likely * peakFactor(load) / kSecondsPerDay;
    result.fullHouse = *std::min_element(rates.begin(), rates.end()) >= full;
    if (*std::min_element(rates.begin(), rates.end()) <= 0) {
        result.findings.push_back({Severity::Warning, "slo",
                                   "Fewer than " + formatPercent(slo.share, 1) +
                                       " of the requests are good even when each is alone.",
                                   "Relax the SLO or choose faster devices."});
    }
    return result;
}

ReplicasNeeded replicasNeeded(const ServingSetup& setup, const ServingLoad& load,
                              const ServingSlo& slo, int most, const CapacityOptions& options) {
    ReplicasNeeded result;
    ServingSetup tried = setup;
    tried.replicas = most;
    result.findings = checkCapacity(tried, load, slo, options);
    if (hasErrors(result.findings)) return result;
    const auto holds = [&](int replicas) {
        tried.replicas = replicas;
        const bool open = load.kind == LoadKind::Open;
        if (open && replicas < most && load.requestsPerDay > fullHousePerDay(tried, load)) {
            return false;
        }
        double sum = 0;
        double lowest = 1;
        for (int run = 0; run < options.runs && !result.stopped; ++run) {
            const ServingResult one = simulate(tried, load, runOptions(slo, options, run));
            result.stopped = one.stopped;
            result.simulated += one.arrived;
            sum += one.goodShare;
            lowest = std::min(lowest, one.goodShare);
        }
        const double mean = sum / options.runs;
        const bool enough = mean >= slo.share;
        if (enough || replicas == most) {
            result.goodShare = mean;
            result.lowest = lowest;
        }
        if (options.progress) options.progress(double(replicas) / most);
        return enough;
    };
    int tooFew = 0;
    int enough = 1;
    while (!result.stopped && !holds(enough)) {
        if (enough == most) return result;
        tooFew = enough;
        enough = std::min(most, enough * 2);
    }
    while (!result.stopped && enough - tooFew > 1) {
        const int middle = (tooFew + enough) / 2;
        (holds(middle) ? enough : tooFew) = middle;
    }
    if (!result.stopped) result.replicas = enough;
    return result;
}

}  // namespace headroom
