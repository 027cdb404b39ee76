// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/speed_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <stdexcept>

namespace headroom {
namespace {

constexpr double kHuber = 0.06;
constexpr double kPull = 0.05;
/// Rounds of classes and shared parameters in turn; the third changes little.
constexpr int kRounds = 3;
constexpr std::size_t kFewestFigures = 5;
/// First steps of a search, as shares of a parameter: from anywhere, and near the minimum.
constexpr double kCoarse = 0.5;
constexpr double kFine = 0.1;
/// The wait of many clients depends on how many requests each sends, which rows do not state.
constexpr double kFewClients = 8;
/// Beyond a factor of three a row says more about its setup than about the class.
constexpr double kOutlier = 1.0986122886681098;  // ln 3

constexpr std::array kParameters{
    FittedParameter{&SpeedClass::weightEfficiency, "weight_efficiency", 0.15, 0.95},
    FittedParameter{&SpeedClass::expertEfficiency, "expert_efficiency", 0.1, 0.95, true,
                    &SpeedClass::weightEfficiency},
    FittedParameter{&SpeedClass::cacheEfficiency, "cache_efficiency", 0.05, 0.95},
    FittedParameter{&SpeedClass::layerMicroseconds, "layer_us", 2.0, 200.0},
    FittedParameter{&SpeedClass::stepMicroseconds, "step_us", 20.0, 8000.0, true},
    FittedParameter{&SpeedClass::prefillEfficiency, "prefill_efficiency", 0.01, 0.85},
    FittedParameter{&SpeedClass::expertPrefillEfficiency, "expert_prefill_efficiency", 0.005, 0.85,
                    true, &SpeedClass::prefillEfficiency},
    FittedParameter{&SpeedClass::attentionEfficiency, "attention_efficiency", 0.01, 0.85, true},
    FittedParameter{&SpeedClass::batchEfficiency, "batch_efficiency", 0.01, 0.85},
    FittedParameter{&SpeedClass::requestMicroseconds, "request_us", 1000, 500000}};

using Figures = std::vector<const SpeedObservation*>;
using FiguresByClass = std::map<std::string, Figures>;

double logError(const SpeedObservation& figure, const SpeedClass& parameters) {
    return std::log(predictedFigure(figure, parameters) / figure.measured);
}

/// One stream is what most people ask for, and the bound on it is a third of the others.
double weightOf(const SpeedObservation& figure) {
    return figure.metric == "decode" ? 3 : 1;
}

double huber(double error) {
    const double size = std::min(std::fabs(error), kOutlier);
    return size <= kHuber ? 0.5 * size * size : kHuber * (size - 0.5 * kHuber);
}

double misfit(const Figures& figures, const SpeedClass& candidate) {
    double sum = 0.0;
    for (const SpeedObservation* figure : figures) {
        sum += weightOf(*figure) * huber(logError(*figure, candidate));
    }
    return sum;
}

/// The parameter, or its ratio to its base.
double quantityOf(const SpeedClass& one, const FittedParameter& parameter) {
    return one.*parameter.member / (parameter.base ? one.*parameter.base : 1.0);
}

void setQuantity(SpeedClass& one, const FittedParameter& parameter, double value) {
    one.*parameter.member = std::clamp(value * (parameter.base ? one.*parameter.base : 1.0),
                                       parameter.low, parameter.high);
}

/// `parameter` times `factor`; those that are ratios to it keep their ratio.
SpeedClass moved(SpeedClass one, const FittedParameter& parameter, double factor) {
    for (const FittedParameter& other : kParameters) {
        if (other.member != parameter.member && other.base != parameter.member) continue;
        double& value = one.*other.member;
        value = std::clamp(value * factor, other.low, other.high);
    }
    return one;
}

double loss(const Figures& figures, const SpeedClass& candidate, const SpeedClass& mean) {
    double sum = misfit(figures, candidate);
    for (const FittedParameter& parameter : kParameters) {
        if (parameter.shared) continue;
        const double away =
            std::log(quantityOf(candidate, parameter) / quantityOf(mean, parameter));
        sum += kPull * away * away;
    }
    return sum;
}

SpeedClass descended(const Figures& figures, const SpeedClass& from, const SpeedClass& mean,
                     double firstStep) {
    SpeedClass best = from;
    double lowest = loss(figures, best, mean);
    for (double step = firstStep; step > 0.004; step *= 0.6) {
        for (bool improved = true; improved;) {
            improved = false;
            for (const FittedParameter& parameter : kParameters) {
                if (parameter.shared) continue;
                for (const double factor : {1.0 + step, 1.0 / (1.0 + step)}) {
                    const SpeedClass candidate = moved(best, parameter, factor);
                    const double now = loss(figures, candidate, mean);
                    if (now >= lowest - 1e-7) continue;
                    lowest = now;
                    best = candidate;
                    improved = true;
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

bool isFitted(const SpeedObservation& figure) {
    const bool rush = figure.figure == SpeedFigure::FirstToken &&
                      figure.load.running + figure.load.waiting > kFewClients;
    return !figure.userSubmitted && !rush && figure.offered == 0;
}

/// Engines that share parameters: the servers for many users, and each of the others.
std::string familyOf(const SpeedClass& one) {
    return one.engine == "llama.cpp" || one.engine == "mlx" ? one.engine : "servers";
}

/// The classes of one family of engines.
class FamilyFit {
public:
    FamilyFit(std::vector<SpeedClass> starts, const FiguresByClass& figures);
    std::vector<SpeedClass> fitted();

private:
    const Figures& figuresOf(std::size_t index) const;
    bool hasEnough(std::size_t index) const { return figuresOf(index).size() >= kFewestFigures; }
    double lossAt(const FittedParameter& parameter, double shift) const;
    void shareOut(const FittedParameter& parameter);

    std::vector<SpeedClass> m_starts;
    std::vector<SpeedClass> m_fits;
    const FiguresByClass& m_figures;
};

FamilyFit::FamilyFit(std::vector<SpeedClass> starts, const FiguresByClass& figures)
    : m_starts(std::move(starts)), m_fits(m_starts), m_figures(figures) {}

const Figures& FamilyFit::figuresOf(std::size_t index) const {
    static const Figures kNone;
    const auto found = m_figures.find(m_starts[index].id);
    return found == m_figures.end() ? kNone : found->second;
}

double FamilyFit::lossAt(const FittedParameter& parameter, double shift) const {
    double sum = kPull * shift * shift;
    for (std::size_t i = 0; i < m_starts.size(); ++i) {
        if (!hasEnough(i)) continue;
        SpeedClass candidate = m_fits[i];
        setQuantity(candidate, parameter, quantityOf(m_starts[i], parameter) * std::exp(shift));
        sum += misfit(figuresOf(i), candidate);
    }
    return sum;
}

/// Finds the family's factor on the documented values.
void FamilyFit::shareOut(const FittedParameter& parameter) {
    double best = 0;
    double lowest = lossAt(parameter, best);
    for (double width = 0.8; width > 0.01; width /= 2) {
        const double middle = best;
        for (const double shift : {middle - width, middle + width}) {
            const double now = lossAt(parameter, shift);
            if (now >= lowest) continue;
            lowest = now;
            best = shift;
        }
    }
    for (std::size_t i = 0; i < m_starts.size(); ++i) {
        setQuantity(m_fits[i], parameter, quantityOf(m_starts[i], parameter) * std::exp(best));
    }
}

std::vector<SpeedClass> FamilyFit::fitted() {
    for (int round = 1; round <= kRounds; ++round) {
        for (std::size_t i = 0; i < m_starts.size(); ++i) {
            if (!hasEnough(i)) continue;
            m_fits[i] =
                descended(figuresOf(i), m_fits[i], m_starts[i], round == 1 ? kCoarse : kFine);
        }
        if (round == kRounds) break;
        for (const FittedParameter& parameter : kParameters) {
            if (parameter.shared) shareOut(parameter);
        }
    }
    for (std::size_t i = 0; i < m_starts.size(); ++i) {
        m_fits[i].rows = static_cast<int>(figuresOf(i).size());
        if (hasEnough(i)) m_fits[i].spread = residualSpread(figuresOf(i), m_fits[i]);
    }
    return m_fits;
}

/// By id, of the families that `wanted` agrees to.
template <class Wanted>
std::map<std::string, SpeedClass> fitsById(const std::vector<SpeedClass>& starts,
                                           const FiguresByClass& figures, const Wanted& wanted) {
    std::map<std::string, std::vector<SpeedClass>> families;
    for (const SpeedClass& start : starts) families[familyOf(start)].push_back(start);
    std::map<std::string, SpeedClass> result;
    for (auto& [name, members] : families) {
        if (!wanted(name)) continue;
        for (SpeedClass& fit : FamilyFit(std::move(members), figures).fitted()) {
            result.emplace(fit.id, fit);
        }
    }
    return result;
}

/// The 80 % quantile of |ln(predicted / measured)| over the normal's, the documented spread counted
/// as ten figures.
double heldOutSpread(std::vector<double> errors, double documented) {
    constexpr double kNinetiethPercentile = 1.2815515655446004;
    constexpr double kDocumentedCounts = 10;
    if (errors.empty()) return documented;
    std::sort(errors.begin(), errors.end());
    const double seen = sortedPercentile(errors, 0.8) / kNinetiethPercentile;
    const auto count = static_cast<double>(errors.size());
    return std::sqrt((count * seen * seen + kDocumentedCounts * documented * documented) /
                     (count + kDocumentedCounts));
}

}  // namespace

std::vector<SpeedClass> documentedClasses(std::vector<SpeedClass> classes,
                                          const std::vector<Row>& starts) {
    for (const Row& row : starts) {
        const auto number = [&](const char* column) {
            const std::optional<double> value = row.number(column);
            if (!value) {
                throw std::invalid_argument(row.text("id") + ": " + column + " is no number.");
            }
            return *value;
        };
        for (SpeedClass& one : classes) {
            if (one.id != row.text("id")) continue;
            for (const FittedParameter& parameter : fittedParameters()) {
                one.*parameter.member = number(parameter.column);
            }
            one.spread = number("spread");
        }
    }
    return classes;
}

std::span<const FittedParameter> fittedParameters() {
    return kParameters;
}

SpeedClass fittedClass(const Figures& figures, const SpeedClass& start) {
    FiguresByClass one;
    for (const SpeedObservation* figure : figures) {
        if (isFitted(*figure)) one[start.id].push_back(figure);
    }
    return FamilyFit({start}, one).fitted().front();
}

std::vector<SpeedClass> fittedClasses(const std::vector<SpeedObservation>& figures,
                                      const std::vector<SpeedClass>& starts) {
    FiguresByClass byClass;
    for (const SpeedObservation& figure : figures) {
        if (isFitted(figure)) byClass[figure.classId].push_back(&figure);
    }
    const auto fits = fitsById(starts, byClass, [](const std::string&) { return true; });
    std::vector<SpeedClass> result;
    for (const SpeedClass& start : starts) result.push_back(fits.at(start.id));
    return result;
}

std::vector<double> heldOutPredictions(const std::vector<SpeedObservation>& figures,
                                       const std::vector<SpeedClass>& starts,
                                       std::string SpeedObservation::*key) {
    std::map<std::string, std::string> familyOfClass;
    for (const SpeedClass& start : starts) familyOfClass[start.id] = familyOf(start);
    std::map<std::string, std::vector<std::size_t>> byKey;
    for (std::size_t i = 0; i < figures.size(); ++i) byKey[figures[i].*key].push_back(i);
    std::vector<double> result(figures.size());
    for (const auto& [out, members] : byKey) {
        FiguresByClass others;
        for (const SpeedObservation& figure : figures) {
            if (figure.*key != out && isFitted(figure)) others[figure.classId].push_back(&figure);
        }
        const auto concerned = [&, &left = members](const std::string& family) {
            return std::any_of(left.begin(), left.end(), [&](std::size_t i) {
                return familyOfClass.at(figures[i].classId) == family;
            });
        };
        const auto fits = fitsById(starts, others, concerned);
        for (const std::size_t i : members) {
            result[i] = predictedFigure(figures[i], fits.at(figures[i].classId));
        }
    }
    return result;
}

void setHeldOutSpreads(std::vector<SpeedClass>& classes, const std::vector<SpeedClass>& starts,
                       const std::vector<SpeedObservation>& figures,
                       const std::vector<double>& deviceOut, const std::vector<double>& modelOut) {
    for (std::size_t c = 0; c < classes.size(); ++c) {
        std::map<std::string, int> devices;
        std::vector<double> byDevice;
        std::vector<double> byModel;
        for (std::size_t i = 0; i < figures.size(); ++i) {
            if (figures[i].classId != classes[c].id || !isFitted(figures[i])) continue;
            ++devices[figures[i].device];
            byDevice.push_back(std::fabs(std::log(deviceOut[i] / figures[i].measured)));
            byModel.push_back(std::fabs(std::log(modelOut[i] / figures[i].measured)));
        }
        if (devices.size() < 2) byDevice.clear();
        classes[c].spread = heldOutSpread(byModel, starts[c].spread);
        if (byDevice.empty()) continue;
        classes[c].spread = std::max(classes[c].spread, heldOutSpread(byDevice, starts[c].spread));
    }
}

}  // namespace headroom
