// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/speed_check.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/speed/speed.h"
#include "core/units/format.h"
#include "core/validation/calibration_factors.h"
#include "core/validation/serving_rows.h"
#include "core/validation/speed_fit.h"
#include "core/validation/speed_rows.h"

namespace headroom {
namespace {

/// Rows between two questions whether to go on; a few milliseconds' work.
constexpr std::size_t kRowsAtOnce = 250;

using Figures = std::vector<const SpeedObservation*>;

/// Errors by group, in the order of first appearance.
class Groups {
public:
    void add(const std::string& by, const std::string& name, double predicted, double measured) {
        at(by, name).ratios.push_back(predicted / measured);
    }
    void addGap(const std::string& by, const std::string& name) { ++at(by, name).gaps; }
    std::vector<ErrorGroup> summarised() const;

private:
    struct Sample {
        std::string by;
        std::string name;
        std::vector<double> ratios;
        std::size_t gaps{};
    };
    Sample& at(const std::string& by, const std::string& name);

    std::vector<Sample> m_samples;
    std::map<std::pair<std::string, std::string>, std::size_t> m_index;
};

Groups::Sample& Groups::at(const std::string& by, const std::string& name) {
    const auto [found, fresh] = m_index.try_emplace({by, name}, m_samples.size());
    if (fresh) m_samples.push_back({by, name, {}, 0});
    return m_samples[found->second];
}

std::vector<ErrorGroup> Groups::summarised() const {
    std::vector<ErrorGroup> result;
    for (const Sample& sample : m_samples) {
        ErrorGroup group;
        group.by = sample.by;
        group.name = sample.name;
        group.count = sample.ratios.size();
        group.unpredicted = sample.gaps;
        std::vector<double> errors;
        std::vector<double> factors;
        double sum = 0;
        for (const double ratio : sample.ratios) {
            errors.push_back(std::fabs(ratio - 1));
            factors.push_back(std::fabs(std::log(ratio)));
            sum += std::log(ratio);
        }
        std::sort(errors.begin(), errors.end());
        std::sort(factors.begin(), factors.end());
        group.medianAbsoluteError = sortedPercentile(errors, 0.5);
        group.p90AbsoluteError = sortedPercentile(errors, 0.9);
        group.medianFactor = std::exp(sortedPercentile(factors, 0.5));
        if (!errors.empty()) group.bias = std::expm1(sum / static_cast<double>(errors.size()));
        result.push_back(group);
    }
    return result;
}

/// The promises that a figure counts towards.
std::vector<std::string> promisesOf(const SpeedObservation& figure) {
    std::vector<std::string> names;
    const bool alone = figure.parallelism == "none";
    if (!figure.series.empty()) return {figure.metric};
    if (figure.metric == "decode" && alone) names.emplace_back("decode, one device");
    if (figure.metric != "decode") names.push_back(figure.metric);
    if (!alone) names.emplace_back("several devices");
    return names;
}

std::vector<SpeedBound> boundsOf(SpeedTable table) {
    if (table == SpeedTable::Speed) {
        return {{"decode, one device", 0.06, 0.25, -1},
                {"prefill", 0.20, 0.50, -1},
                {"aggregate", 0.20, 0.50, -1},
                {"several devices", 0.20, 0.50, -1}};
    }
    return {{"tpot_ms", 0.20, 0.60, -1},
            {"output_tok_s", 0.20, 0.60, -1},
            {"ttft_ms", -1, -1, 1.5},
            {"tpot_ms, calibrated", 0.06, -1, -1},
            {"output_tok_s, calibrated", 0.06, -1, -1}};
}

std::vector<std::string> brokenOf(const std::vector<ErrorGroup>& groups,
                                  const std::vector<SpeedBound>& bounds) {
    std::vector<std::string> broken;
    for (const SpeedBound& bound : bounds) {
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const ErrorGroup& group) {
            return group.name == bound.name;
        });
        if (found == groups.end() || found->count == 0) continue;
        const auto check = [&](const char* what, double value, double limit) {
            if (limit < 0 || value <= limit) return;
            broken.push_back(bound.name + ": " + what + " " + formatPercent(value, 1) +
                             " is above " + formatPercent(limit));
        };
        check("median error", found->medianAbsoluteError, bound.median);
        check("P90 error", found->p90AbsoluteError, bound.p90);
        if (bound.medianFactor >= 0 && found->medianFactor > bound.medianFactor) {
            broken.push_back(bound.name + ": the median factor " +
                             formatSignificant(found->medianFactor) + " is above " +
                             formatSignificant(bound.medianFactor));
        }
    }
    return broken;
}

void append(SpeedObservations& all, SpeedObservations part, std::size_t offset) {
    for (SpeedObservation& one : part.figures) {
        one.row += offset;
        all.figures.push_back(std::move(one));
    }
    for (SpeedGap& one : part.unpredicted) {
        one.gap.row += offset;
        all.unpredicted.push_back(std::move(one));
    }
}

/// Rows of a series at closed loads, from the lightest to the heaviest.
using SeriesRows = std::vector<Figures>;

std::map<std::string, SeriesRows> seriesOf(const SpeedObservations& observations) {
    std::map<std::string, std::map<std::size_t, Figures>> byRow;
    for (const SpeedObservation& figure : observations.figures) {
        if (figure.series.empty() || figure.offered > 0) continue;
        byRow[figure.series][figure.row].push_back(&figure);
    }
    std::map<std::string, SeriesRows> result;
    for (auto& [name, rows] : byRow) {
        SeriesRows& sorted = result[name];
        for (auto& [row, figures] : rows) sorted.push_back(std::move(figures));
        std::stable_sort(sorted.begin(), sorted.end(), [](const Figures& a, const Figures& b) {
            const ClosedLoop& left = a.front()->load;
            const ClosedLoop& right = b.front()->load;
            return left.running + left.waiting < right.running + right.waiting;
        });
    }
    return result;
}

/// What calibrates a server from one row, as a person's own measurement does.
std::vector<CalibrationSample> samplesOf(const Figures& row) {
    std::vector<CalibrationSample> samples;
    for (const SpeedObservation* figure : row) {
        if (!isCalibrating(*figure)) continue;
        samples.push_back(sampleOf(*figure));
    }
    return samples;
}

}  // namespace

std::vector<ErrorGroup> calibratedGroups(const SpeedObservations& observations,
                                         const std::map<std::string, const SpeedClass*>& classes) {
    Groups groups;
    for (const auto& [name, rows] : seriesOf(observations)) {
        const Figures& middle = rows[rows.size() / 2];
        const SpeedClass& base = *classes.at(middle.front()->classId);
        const auto factors = calibrationFactors(samplesOf(middle), base);
        const SpeedClass device =
            factors ? scaledClass(base, factors->decode.value_or(1), factors->prefill.value_or(1))
                    : base;
        for (const Figures& row : rows) {
            if (&row == &middle) continue;
            for (const SpeedObservation* figure : row) {
                groups.add("calibrated", figure->metric + ", calibrated",
                           predictedFigure(*figure, device), figure->measured);
            }
        }
    }
    return groups.summarised();
}

std::optional<SpeedTable> speedTable(const std::vector<std::string>& header) {
    if (isSpeedTable(header)) return SpeedTable::Speed;
    if (isServingTable(header)) return SpeedTable::Serving;
    return std::nullopt;
}

std::vector<ErrorGroup> errorGroups(const SpeedObservations& observations,
                                    const std::vector<double>& predicted) {
    Groups groups;
    for (std::size_t i = 0; i < observations.figures.size(); ++i) {
        const SpeedObservation& figure = observations.figures[i];
        if (figure.userSubmitted) continue;
        const auto add = [&](const char* by, const std::string& name) {
            groups.add(by, name, predicted[i], figure.measured);
        };
        add("metric", figure.metric);
        add("class", figure.classId + ", " + figure.metric);
        add("engine", figure.engine + ", " + figure.metric);
        add("parallelism", figure.parallelism + ", " + figure.metric);
        if (!figure.series.empty()) add("series", figure.series + ", " + figure.metric);
    }
    for (const SpeedGap& gap : observations.unpredicted) {
        const auto add = [&](const char* by, const std::string& name) {
            if (name.empty()) return;
            groups.addGap(by, gap.metric.empty() ? name : name + ", " + gap.metric);
        };
        groups.addGap("metric", gap.metric.empty() ? "any" : gap.metric);
        add("class", gap.classId);
        add("engine", gap.engine);
        add("parallelism", gap.parallelism);
        add("series", gap.series);
    }
    return groups.summarised();
}

std::vector<ErrorGroup> promisedGroups(const SpeedObservations& observations,
                                       const std::vector<double>& predicted) {
    Groups groups;
    for (std::size_t i = 0; i < observations.figures.size(); ++i) {
        const SpeedObservation& figure = observations.figures[i];
        if (figure.userSubmitted) continue;
        for (const std::string& name : promisesOf(figure)) {
            groups.add("promise", name, predicted[i], figure.measured);
        }
    }
    return groups.summarised();
}

SpeedCheck checkSpeed(SpeedTable table, const std::vector<Row>& rows, const Catalog& catalog,
                      const std::function<bool()>& stopped) {
    SpeedCheck check;
    for (std::size_t first = 0; first < rows.size(); first += kRowsAtOnce) {
        if (stopped && stopped()) break;
        const auto at = [&](std::size_t index) {
            return rows.begin() + static_cast<std::vector<Row>::difference_type>(index);
        };
        const std::vector<Row> part(at(first), at(std::min(first + kRowsAtOnce, rows.size())));
        append(check.observations,
               table == SpeedTable::Speed ? readSpeedRows(part, catalog)
                                          : readServingRows(part, catalog),
               first);
    }
    std::map<std::string, const SpeedClass*> classes;
    for (const SpeedClass& one : catalog.speedClasses) classes[one.id] = &one;
    Groups submitted;
    Groups simple;
    for (const SpeedObservation& figure : check.observations.figures) {
        const double predicted = predictedFigure(figure, *classes.at(figure.classId));
        check.predicted.push_back(predicted);
        if (figure.userSubmitted) {
            submitted.add("metric", figure.metric, predicted, figure.measured);
        } else if (figure.oneConstant > 0) {
            simple.add("metric", figure.metric, figure.oneConstant, figure.measured);
        }
    }
    check.groups = errorGroups(check.observations, check.predicted);
    check.submitted = submitted.summarised();
    check.oneConstant = simple.summarised();
    check.calibrated = calibratedGroups(check.observations, classes);
    check.promised = promisedGroups(check.observations, check.predicted);
    check.promised.insert(check.promised.end(), check.calibrated.begin(), check.calibrated.end());
    check.bounds = boundsOf(table);
    check.broken = brokenOf(check.promised, check.bounds);
    return check;
}

}  // namespace headroom
