// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/speed_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace headroom {
namespace {

constexpr double kHuber = 0.06;
constexpr double kPull = 0.05;
constexpr std::size_t kFewestFigures = 5;
/// The wait of many clients depends on how many requests each sends, which rows do not state.
constexpr double kFewClients = 8;
/// Beyond a factor of three a row says more about its setup than about the class.
const double kOutlier = std::log(3.0);

constexpr std::array kParameters{
    FittedParameter{&SpeedClass::weightEfficiency, "weight_efficiency", 0.15, 0.95},
    FittedParameter{&SpeedClass::expertEfficiency, "expert_efficiency", 0.1, 0.95},
    FittedParameter{&SpeedClass::cacheEfficiency, "cache_efficiency", 0.05, 0.95},
    FittedParameter{&SpeedClass::layerMicroseconds, "layer_us", 2.0, 200.0},
    FittedParameter{&SpeedClass::stepMicroseconds, "step_us", 20.0, 8000.0},
    FittedParameter{&SpeedClass::prefillEfficiency, "prefill_efficiency", 0.01, 0.85},
    FittedParameter{&SpeedClass::expertPrefillEfficiency, "expert_prefill_efficiency", 0.005, 0.85},
    FittedParameter{&SpeedClass::attentionEfficiency, "attention_efficiency", 0.01, 0.85},
    FittedParameter{&SpeedClass::batchEfficiency, "batch_efficiency", 0.01, 0.85},
    FittedParameter{&SpeedClass::requestMicroseconds, "request_us", 1000, 500000}};

using Figures = std::vector<const SpeedObservation*>;

double logError(const SpeedObservation& figure, const SpeedClass& parameters) {
    return std::log(predictedFigure(figure, parameters) / figure.measured);
}

/// One stream is what most people ask for, and the bound on it is a third of the others.
double weightOf(const SpeedObservation& figure) {
    return figure.metric == "decode" ? 3 : 1;
}

double huber(double error) {
    const double size = std::fabs(error);
    return size <= kHuber ? 0.5 * size * size : kHuber * (size - 0.5 * kHuber);
}

double loss(const Figures& figures, const SpeedClass& candidate, const SpeedClass& start) {
    double sum = 0.0;
    for (const SpeedObservation* figure : figures) {
        sum += weightOf(*figure) * huber(logError(*figure, candidate));
    }
    for (const FittedParameter& parameter : kParameters) {
        const double moved = std::log(candidate.*parameter.member / start.*parameter.member);
        sum += kPull * moved * moved;
    }
    return sum;
}

SpeedClass descended(const Figures& figures, const SpeedClass& start) {
    SpeedClass best = start;
    double lowest = loss(figures, best, start);
    for (double step = 0.5; step > 0.004; step *= 0.6) {
        for (bool improved = true; improved;) {
            improved = false;
            for (const FittedParameter& parameter : kParameters) {
                for (const double factor : {1.0 + step, 1.0 / (1.0 + step)}) {
                    SpeedClass candidate = best;
                    double& value = candidate.*parameter.member;
                    value = std::clamp(value * factor, parameter.low, parameter.high);
                    const double now = loss(figures, candidate, start);
                    if (now < lowest - 1e-7) {
                        lowest = now;
                        best = candidate;
                        improved = true;
                    }
                }
            }
        }
    }
    return best;
}

/// Standard deviation of ln(measured / predicted) about zero.
double residualSpread(const Figures& figures, const SpeedClass& fit) {
    double sum = 0.0;
    for (const SpeedObservation* figure : figures) {
        const double error = std::clamp(logError(*figure, fit), -kOutlier, kOutlier);
        sum += error * error;
    }
    return std::sqrt(sum / static_cast<double>(figures.size()));
}

}  // namespace

std::span<const FittedParameter> fittedParameters() {
    return kParameters;
}

SpeedClass fittedClass(const Figures& figures, const SpeedClass& start) {
    Figures used;
    for (const SpeedObservation* figure : figures) {
        const bool rush = figure->figure == SpeedFigure::FirstToken &&
                          figure->load.running + figure->load.waiting > kFewClients;
        if (!figure->userSubmitted && !rush && figure->offered == 0) used.push_back(figure);
    }
    SpeedClass fit = start;
    fit.rows = static_cast<int>(used.size());
    if (used.size() < kFewestFigures) return fit;
    fit = descended(used, start);
    fit.rows = static_cast<int>(used.size());
    fit.spread = residualSpread(used, fit);
    return fit;
}

std::vector<SpeedClass> fittedClasses(const std::vector<SpeedObservation>& figures,
                                      const std::vector<SpeedClass>& starts) {
    std::map<std::string, Figures> byClass;
    for (const SpeedObservation& figure : figures) byClass[figure.classId].push_back(&figure);
    std::vector<SpeedClass> result;
    for (const SpeedClass& start : starts) result.push_back(fittedClass(byClass[start.id], start));
    return result;
}

std::vector<double> heldOutPredictions(const std::vector<SpeedObservation>& figures,
                                       const std::vector<SpeedClass>& starts,
                                       std::string SpeedObservation::*key) {
    std::map<std::string, const SpeedClass*> startOf;
    for (const SpeedClass& start : starts) startOf[start.id] = &start;
    std::map<std::string, std::vector<std::size_t>> byClass;
    for (std::size_t i = 0; i < figures.size(); ++i) byClass[figures[i].classId].push_back(i);
    std::vector<double> result(figures.size());
    for (const auto& [id, members] : byClass) {
        std::set<std::string> left;
        for (const std::size_t i : members) left.insert(figures[i].*key);
        for (const std::string& out : left) {
            Figures others;
            for (const std::size_t i : members) {
                if (figures[i].*key != out) others.push_back(&figures[i]);
            }
            const SpeedClass fit = fittedClass(others, *startOf.at(id));
            for (const std::size_t i : members) {
                if (figures[i].*key == out) result[i] = predictedFigure(figures[i], fit);
            }
        }
    }
    return result;
}

}  // namespace headroom
