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
#include "core/validation/calibration_row.h"

namespace headroom {
namespace {

/// What repeats of one benchmark differ by from day to day; a row that states less counts as this.
constexpr double kRepeats = 0.03;
constexpr double kSmallestSpread = 0.05;
/// Beyond, the setup is another one than stated.
constexpr double kLargestFactor = 20;
/// What the classes' own fits count as an outlier of the setup.
constexpr double kDoubtfulFactor = 3;
/// The wait of more clients depends on how they send their requests (docs/speed.md 7).
constexpr int kFewClients = 8;

enum class Part { Decode, Prefill, Both };

Part partOf(const SpeedObservation& seen) {
    switch (seen.figure) {
        case SpeedFigure::DecodeRate:
        case SpeedFigure::StepTime:
        case SpeedFigure::TokenTime:
            return Part::Decode;
        case SpeedFigure::PrefillRate:
        case SpeedFigure::FirstToken:
            return Part::Prefill;
        case SpeedFigure::WallRate:
            break;
    }
    return Part::Both;
}

bool isTime(const SpeedObservation& seen) {
    return seen.figure == SpeedFigure::StepTime || seen.figure == SpeedFigure::TokenTime ||
           seen.figure == SpeedFigure::FirstToken;
}

/// ln(measured time / predicted time).
double slowness(const SpeedObservation& seen, const SpeedClass& parameters) {
    const double ratio = std::log(seen.measured / predictedFigure(seen, parameters));
    return isTime(seen) ? ratio : -ratio;
}

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
    const auto has = [&](Part part) {
        return std::any_of(group.members.begin(), group.members.end(), [&](const Member& one) {
            return one.reason.empty() && partOf(one.seen.observation) == part;
        });
    };
    for (Member& one : group.members) {
        if (rows[one.row].requestRate > 0) {
            one.reason = "requests arrive at a rate: how many are in flight is itself predicted";
        } else if (rows[one.row].metric == BenchMetric::FirstToken &&
                   rows[one.row].batch > kFewClients) {
            one.reason = "the wait of more than 8 clients depends on how they send";
        }
    }
    const bool decodes = has(Part::Decode);
    const bool prefills = has(Part::Prefill);
    for (Member& one : group.members) {
        if (!one.reason.empty()) continue;
        const Part part = partOf(one.seen.observation);
        if (part == Part::Both && decodes) {
            one.reason = "decode is measured alone";
            continue;
        }
        one.decodes = part != Part::Prefill;
        // Nothing tells the parts apart: one factor for both.
        one.prefills = part == Part::Prefill || (part == Part::Both && !prefills);
    }
}

/// Mean slowness of the rows that `use` names; nothing when there is none.
std::optional<double> meanSlowness(const Group& group, const SpeedClass& parameters,
                                   bool Member::*use) {
    double sum = 0;
    double weights = 0;
    for (const Member& one : group.members) {
        if (!(one.*use)) continue;
        sum += one.weight * slowness(one.seen.observation, parameters);
        weights += one.weight;
    }
    if (weights == 0) return std::nullopt;
    return sum / weights;
}

/// Whether every row that is used measures prefill and decode together.
bool isTied(const Group& group) {
    return std::all_of(group.members.begin(), group.members.end(),
                       [](const Member& one) { return one.decodes == one.prefills; });
}

/// The factors at which predictions are right on (geometric) average. Each step moves a factor by
/// what is left; as times grow less than their factor does, it never overshoots.
bool solve(const Group& group, const SpeedClass& base, Calibration& result) {
    constexpr int kMostSteps = 2000;
    constexpr double kClose = 1e-6;
    const bool tied = isTied(group);
    double decode = 1;
    double prefill = 1;
    for (int step = 0; step < kMostSteps; ++step) {
        const auto left = meanSlowness(group, scaledClass(base, decode, prefill), &Member::decodes);
        if (left) result.decodeFactor = decode *= std::exp(*left);
        if (tied) prefill = decode;
        const auto leftPrefill =
            meanSlowness(group, scaledClass(base, decode, prefill), &Member::prefills);
        if (leftPrefill && !tied) prefill *= std::exp(*leftPrefill);
        if (leftPrefill) result.prefillFactor = prefill;
        for (const double factor : {decode, prefill}) {
            if (factor > kLargestFactor || factor < 1 / kLargestFactor) return false;
        }
        if (std::fabs(left.value_or(0)) + std::fabs(leftPrefill.value_or(0)) < kClose) return true;
    }
    return false;
}

/// The device at its datasheet rates without any fixed cost: nothing is faster.
SpeedClass physicalLimit() {
    SpeedClass limit;
    limit.weightEfficiency = limit.expertEfficiency = limit.cacheEfficiency = 1;
    limit.prefillEfficiency = limit.expertPrefillEfficiency = limit.attentionEfficiency = 1;
    limit.batchEfficiency = 1;
    return limit;
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

void warnOfFactors(Calibration& result) {
    const auto check = [&](const char* what, const std::optional<double>& factor) {
        if (!factor || (*factor<kDoubtfulFactor&& * factor> 1 / kDoubtfulFactor)) return;
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
    std::vector<double> residuals;
    for (const Member& one : group.members) {
        if (!one.decodes && !one.prefills) continue;
        residuals.push_back(slowness(one.seen.observation, result.measured));
    }
    const bool both = result.decodeFactor && result.prefillFactor;
    SpeedClass& row = result.measured;
    row.rows = static_cast<int>(residuals.size());
    row.spread = calibratedSpread(residuals, both && !isTied(group) ? 2 : 1, result.before.spread);
    // Of the part that no row measured no more is known than before.
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
    if (result.refusal.empty() && !solve(group, base, result)) {
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

SpeedClass scaledClass(const SpeedClass& base, double decodeFactor, double prefillFactor) {
    SpeedClass row = base;
    const auto share = [](double value, double factor) { return std::min(1.0, value / factor); };
    row.weightEfficiency = share(base.weightEfficiency, decodeFactor);
    row.expertEfficiency = share(base.expertEfficiency, decodeFactor);
    row.cacheEfficiency = share(base.cacheEfficiency, decodeFactor);
    row.batchEfficiency = share(base.batchEfficiency, decodeFactor);
    row.layerMicroseconds = base.layerMicroseconds * decodeFactor;
    row.stepMicroseconds = base.stepMicroseconds * decodeFactor;
    row.prefillEfficiency = share(base.prefillEfficiency, prefillFactor);
    row.expertPrefillEfficiency = share(base.expertPrefillEfficiency, prefillFactor);
    row.attentionEfficiency = share(base.attentionEfficiency, prefillFactor);
    row.requestMicroseconds = base.requestMicroseconds * prefillFactor;
    return row;
}

double calibratedSpread(const std::vector<double>& residuals, int factors, double classSpread) {
    double sum = classSpread * classSpread;
    for (const double residual : residuals) sum += residual * residual;
    const double free = std::max(1.0, 1.0 + static_cast<double>(residuals.size()) - factors);
    return std::max(kSmallestSpread, std::sqrt(sum / free));
}

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
