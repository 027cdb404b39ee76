// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <string>

#include "core/scenario/number_text.h"
#include "core/serving/serving.h"

namespace headroom {
namespace {

constexpr double kMostTokens = 0x1.0p30;
constexpr double kMostSeconds = 1e10;
constexpr double kMostRequests = 1e8;

class Checker {
public:
    explicit Checker(std::vector<Finding>& findings) : m_findings(findings) {}

    void error(const std::string& field, const std::string& message, const std::string& remedy) {
        m_findings.push_back({Severity::Error, field, message, remedy});
    }
    /// False for NaN too.
    bool range(const std::string& field, double value, double low, double high) {
        if (value >= low && value <= high) return true;
        error(field, field + " is " + shortestText(value) + ".",
              "Use a number from " + shortestText(low) + " to " + shortestText(high) + ".");
        return false;
    }

private:
    std::vector<Finding>& m_findings;
};

void checkSetup(const ServingSetup& setup, Checker& check) {
    const StepLimits& limits = setup.steps.limits();
    if (setup.steps.isEmpty()) {
        check.error("steps", "The times of a step are unknown.",
                    "Tabulate them for a device with a speed class.");
    }
    check.range("maxRunning", setup.maxRunning, 1, limits.batch);
    check.range("batchedTokens", setup.batchedTokens.value, setup.maxRunning, limits.pass.value);
    check.range("blockTokens", setup.blockTokens.value, 1, 4096);
    check.range("replicas", setup.replicas, 1, 1024);
    check.range("roundTrip", setup.roundTrip.value, 0, kMostSeconds);
    if (!check.range("context", setup.context.value, 1, kMostTokens)) return;
    if (setup.scheme != CacheScheme::Paged) return;
    if (!check.range("kvBudget", setup.kvBudget.value, 0, 1e15)) return;
    const double block = std::max(1.0, std::floor(setup.blockTokens.value));
    const double needed = std::ceil(setup.context.value / block) * block;
    if (setup.kvBudget.value < needed) {
        check.error("kvBudget",
                    "The KV cache holds " + shortestText(setup.kvBudget.value) +
                        " tokens; one sequence of the full context needs " + shortestText(needed) +
                        ".",
                    "Shorten the context or use a machine with more memory.");
    }
}

void checkLengths(const std::string& field, const LengthDistribution& lengths, Checker& check) {
    if (lengths.kind == LengthKind::Empirical) {
        if (lengths.values.empty()) {
            check.error(field, field + " has no lengths to choose from.", "Give at least one.");
        }
        for (const Tokens value : lengths.values) {
            if (!check.range(field, value.value, 0, kMostTokens)) return;
        }
        return;
    }
    const double least = lengths.kind == LengthKind::Fixed ? 0 : 1;
    check.range(field + ".mean", lengths.mean.value, least, kMostTokens);
    check.range(field + ".variation", lengths.variation, 0, 100);
}

void checkHours(const ServingLoad& load, Checker& check) {
    check.range("requestsPerDay", load.requestsPerDay, 1e-3, 1e12);
    double sum = 0;
    for (const double weight : load.hourly) {
        if (!check.range("hourly", weight, 0, 1e9)) return;
        sum += weight;
    }
    if (!(sum > 1e-9)) {
        check.error("hourly", "No hour of the day has any requests.",
                    "Give at least one hour a weight above 0.");
    }
}

void checkTrace(const std::vector<TraceRow>& trace, Checker& check) {
    double before = 0;
    for (std::size_t row = 0; row < trace.size(); ++row) {
        const std::string name = "trace row " + std::to_string(row + 1);
        const double arrival = trace[row].arrival.value;
        if (!check.range(name + ", arrival", arrival, 0, kMostSeconds) ||
            !check.range(name + ", prompt", trace[row].prompt.value, 0, kMostTokens) ||
            !check.range(name + ", answer", trace[row].answer.value, 0, kMostTokens)) {
            return;
        }
        if (arrival < before) {
            check.error("trace",
                        name + " arrives at " + shortestText(arrival) +
                            " s, before the row above it at " + shortestText(before) + " s.",
                        "Sort the rows by arrival.");
            return;
        }
        before = arrival;
    }
}

void checkLoad(const ServingLoad& load, const SimulationOptions& options, Checker& check) {
    check.range("cachedPromptShare", load.cachedPromptShare, 0, 1);
    if (load.kind == LoadKind::Trace) {
        checkTrace(load.trace, check);
        return;
    }
    checkLengths("prompt", load.prompt, check);
    checkLengths("answer", load.answer, check);
    if (load.kind == LoadKind::Open) {
        checkHours(load, check);
        return;
    }
    check.range("users", load.users, 1, 1e6);
    check.range("thinkTime", load.thinkTime.value, 0, kMostSeconds);
    const bool refuses = options.overflow.queueLonger || options.overflow.waitLonger;
    if (refuses && load.thinkTime.value == 0) {
        check.error("thinkTime",
                    "Users who are sent elsewhere and think for 0 s ask again at the same moment.",
                    "Give them time to think, or let all wait.");
    }
}

void checkOptions(const SimulationOptions& options, Checker& check) {
    check.range("requests", double(options.requests), 0, kMostRequests);
    check.range("warmUpShare", options.warmUpShare, 0, 0.99);
    if (options.overflow.queueLonger) {
        check.range("queueLonger", *options.overflow.queueLonger, 0, 1e9);
    }
    if (options.overflow.waitLonger) {
        check.range("waitLonger", options.overflow.waitLonger->value, 1e-9, kMostSeconds);
    }
    if (!options.slo) return;
    check.range("slo.share", options.slo->share, 0, 1);
    if (options.slo->firstToken) {
        check.range("slo.firstToken", options.slo->firstToken->value, 0, kMostSeconds);
    }
    if (options.slo->speed) check.range("slo.speed", options.slo->speed->value, 0, 1e9);
}

}  // namespace

std::vector<Finding> checkServing(const ServingSetup& setup, const ServingLoad& load,
                                  const SimulationOptions& options) {
    std::vector<Finding> findings;
    Checker check(findings);
    checkSetup(setup, check);
    checkLoad(load, options, check);
    checkOptions(options, check);
    return findings;
}

}  // namespace headroom
