// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/calibration.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "core/speed/measured_class.h"
#include "core/units/format.h"
#include "core/validation/bench_setting.h"
#include "core/validation/calibration_factors.h"
#include "core/validation/calibration_row.h"

namespace headroom {
namespace {

/// What repeats of one benchmark differ by from day to day; a row that states less counts as this.
constexpr double kRepeats = 0.03;
/// What the classes' own fits count as an outlier of the setup.
constexpr double kDoubtfulFactor = 3;

/// A row of the group with all that the factors need.
struct Member {
    std::size_t row{};
    BenchSetting setting;
    ObservedRow seen;
    double weight{1};
    bool decodes{};   ///< the factor of decode follows from it
    bool prefills{};  ///< the factor of prefill follows from it
    std::string reason;
};

struct Group {
    const Accelerator* accelerator{};
    EngineChoice engine{};
    std::string backend;
    std::vector<Member> members;
    std::vector<std::string> warnings;
};

/// Which rows the factors follow from: those of one part alone, before those of both.
void chooseRows(Group& group, const std::vector<BenchRow>& rows) {
    const auto has = [&](SpeedPart part) {
        return std::any_of(group.members.begin(), group.members.end(), [&](const Member& one) {
            return one.reason.empty() && partOf(one.seen.observation.figure) == part;
        });
    };
    for (Member& one : group.members) {
        if (rows[one.row].requestRate > 0) {
            one.reason = "requests arrive at a rate: how many are in flight is itself predicted";
        } else if (rows[one.row].metric == BenchMetric::FirstToken &&
                   rows[one.row].batch >= kFewestOfCrowd) {
            one.reason = "the wait of more than 8 clients depends on how they send";
        }
    }
    const bool decodes = has(SpeedPart::Decode);
    const bool prefills = has(SpeedPart::Prefill);
    for (Member& one : group.members) {
        if (!one.reason.empty()) continue;
        const SpeedPart part = partOf(one.seen.observation.figure);
        // A server's rate of answers is mostly decode; one run of pp+tg may be either.
        if (part == SpeedPart::Both && decodes && rows[one.row].metric != BenchMetric::OutputRate) {
            one.reason = "decode is measured alone";
            continue;
        }
        one.decodes = part != SpeedPart::Prefill;
        // Nothing tells the parts apart: one factor for both.
        one.prefills =
            part == SpeedPart::Prefill || (part == SpeedPart::Both && !prefills && !decodes);
    }
}

constexpr const char* kMismatch = "model, weight format or device do not match the measurement";

/// A sentence for the first row that is faster than physics allows.
std::string impossibleRow(const Group& group, const std::vector<BenchRow>& rows) {
    const SpeedClass limit = physicalLimit();
    for (const Member& one : group.members) {
        const bool used = one.decodes || one.prefills;
        if (!used || slowness(one.seen.observation, limit) >= 0) continue;
        const BenchRow& row = rows[one.row];
        const std::string unit(benchMetricUnit(row.metric));
        const double bound = predictedFigure(one.seen.observation, limit) * one.seen.toUnit;
        return "Line " + std::to_string(row.line) + ", " + benchTestName(row) + ": " +
               formatSignificant(row.value) + " " + unit + " were measured, but " +
               group.accelerator->name + " reaches " + formatSignificant(bound) + " " + unit +
               " at most with " + one.setting.model->id + " in " + one.setting.weights->id +
               " (shares above 1 of its datasheet rates): " + kMismatch + ". Choose others.";
    }
    return {};
}

std::vector<CalibrationSample> samplesOf(const Group& group) {
    std::vector<CalibrationSample> samples;
    for (const Member& one : group.members) {
        if (!one.decodes && !one.prefills) continue;
        samples.push_back({&one.seen.observation, one.weight, one.decodes, one.prefills});
    }
    return samples;
}

void warnOfFactors(Calibration& result) {
    const auto check = [&](const char* what, const std::optional<double>& factor) {
        if (!factor || std::fabs(std::log(*factor)) < std::log(kDoubtfulFactor)) return;
        result.warnings.push_back(
            std::string(what) + " takes " + formatSignificant(*factor) +
            " times as long as on other devices of the class: check model, format, power limit "
            "and whether all layers were on the device.");
    };
    check("Decode", result.decodeFactor);
    check("Prefill", result.prefillFactor);
}

/// Residuals of the rows used; the spread and the number of rows follow.
void judge(const Group& group, Calibration& result) {
    std::map<std::string, std::vector<double>> residuals;
    SpeedClass& row = result.measured;
    row.rows = 0;
    for (const Member& one : group.members) {
        if (!one.decodes && !one.prefills) continue;
        residuals[one.setting.model->id + ' ' + one.setting.weights->id].push_back(
            slowness(one.seen.observation, result.measured));
        ++row.rows;
    }
    std::vector<std::vector<double>> byModel;
    for (auto& [model, values] : residuals) byModel.push_back(std::move(values));
    row.spread = calibratedSpread(byModel, result.before.spread);
    // Of the part that no row measured no more is known than before.
    const bool both = result.decodeFactor && result.prefillFactor;
    if (!both) row.spread = std::max(row.spread, result.before.spread);
}

Calibration calibrated(Group& group, const std::vector<BenchRow>& rows, const Catalog& catalog,
                       std::string_view today) {
    Calibration result;
    result.acceleratorId = group.accelerator->id;
    result.acceleratorName = group.accelerator->name;
    result.warnings = group.warnings;
    const SpeedClass& base =
        *familySpeedClass(*group.accelerator, group.engine, catalog, group.backend);
    result.before = base;
    chooseRows(group, rows);
    const auto used = [](const Member& one) { return one.decodes || one.prefills; };
    result.refusal = impossibleRow(group, rows);
    if (result.refusal.empty() && std::none_of(group.members.begin(), group.members.end(), used)) {
        result.refusal =
            "No row tells how fast the device is by itself. Measure with llama-bench, "
            "or with vllm bench serve --max-concurrency instead of a rate.";
    }
    const auto factors =
        result.refusal.empty() ? calibrationFactors(samplesOf(group), base) : std::nullopt;
    if (factors) {
        result.decodeFactor = factors->decode;
        result.prefillFactor = factors->prefill;
    } else if (result.refusal.empty()) {
        result.refusal = std::string(
                             "No share of the device's rates within (0, 1] and no fixed "
                             "cost explains the rows: ") +
                         kMismatch + ". Choose others.";
    }
    result.measured =
        scaledClass(base, result.decodeFactor.value_or(1), result.prefillFactor.value_or(1));
    SpeedClass& row = result.measured;
    row.id = measuredClassId(*group.accelerator, group.engine, group.backend);
    row.deviceClass = group.accelerator->id;
    row.engine = speedEngineName(group.engine);
    if (!group.backend.empty()) row.backend = group.backend;
    roundParameters(row);
    if (result.refusal.empty()) {
        judge(group, result);
        row.spread = roundedParameter(row.spread);
        warnOfFactors(result);
    }
    for (const Member& one : group.members) {
        const SpeedObservation& seen = one.seen.observation;
        result.figures.push_back({one.row, one.setting.model->id, one.setting.weights->id,
                                  one.setting.cache->id, one.setting.devices, rows[one.row].value,
                                  predictedFigure(seen, base) * one.seen.toUnit,
                                  predictedFigure(seen, row) * one.seen.toUnit, used(one),
                                  one.reason});
    }
    if (result.refusal.empty()) row.provenance = provenanceOf(result, rows, today);
    return result;
}

double weightOf(const BenchRow& row) {
    const double share = row.deviation / row.value;
    return 1 / (kRepeats * kRepeats + share * share);
}

Group& groupOf(std::vector<Group>& groups, const BenchSetting& setting,
               const std::string& backend) {
    for (Group& group : groups) {
        if (group.accelerator == setting.accelerator && group.engine == setting.engine &&
            group.backend == backend) {
            return group;
        }
    }
    groups.push_back({setting.accelerator, setting.engine, backend, {}, {}});
    return groups.back();
}

}  // namespace

CalibrationPlan planCalibration(const BenchOutput& output, const BenchChoices& choices,
                                const Catalog& catalog, std::string_view today) {
    CalibrationPlan plan;
    plan.unusable = output.unusable;
    const BenchMatcher matcher(output, choices, catalog);
    WeightSizes sizes;
    std::vector<Group> groups;
    for (std::size_t index = 0; index < output.rows.size(); ++index) {
        const BenchRow& row = output.rows[index];
        try {
            Member member;
            member.row = index;
            member.setting = matcher.settingOf(row, plan.questions);
            if (!familySpeedClass(*member.setting.accelerator, member.setting.engine, catalog)) {
                throw std::invalid_argument(
                    "The catalog has no speed class for the device, not even \"other\". Restore "
                    "it.");
            }
            const std::string warning = sizeWarning(row, member.setting, sizes);
            member.seen = observedRow(row, member.setting, choices.prompt, catalog, sizes);
            member.weight = weightOf(row);
            Group& group = groupOf(groups, member.setting, row.backend);
            const bool known = std::find(group.warnings.begin(), group.warnings.end(), warning) !=
                               group.warnings.end();
            if (!warning.empty() && !known) group.warnings.push_back(warning);
            group.members.push_back(std::move(member));
        } catch (const std::invalid_argument& problem) {
            plan.unusable.push_back({row.line, benchTestName(row), problem.what()});
        }
    }
    std::stable_sort(plan.unusable.begin(), plan.unusable.end(),
                     [](const BenchGap& a, const BenchGap& b) { return a.line < b.line; });
    for (Group& group : groups) {
        plan.calibrations.push_back(calibrated(group, output.rows, catalog, today));
    }
    return plan;
}

}  // namespace headroom
