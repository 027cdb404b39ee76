// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fit-speed-classes: prints database/seed/speed_classes.csv with each class refitted to the
// published measurements. Per class, coordinate descent on the sum of Huber losses of ln(predicted
// / measured), with bounds from physics and a weak pull to the starting values, so that parameters
// which no row identifies stay where the documents put them. Classes without rows are printed
// unchanged.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <exception>
#include <map>
#include <stdexcept>

#include "core/catalog/row.h"
#include "tests/accuracy/errors.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;

namespace {

constexpr double kHuber = 0.25;
constexpr double kPull = 0.02;
constexpr std::size_t kFewestRows = 30;  // below that nine parameters are not identified

struct Parameter {
    double SpeedClass::*member;
    const char* column;
    double low;
    double high;
};
// Upper bounds: no published single-stream rate exceeds 0.95 of datasheet bandwidth, nor a dense
// prefill 0.85 of the rate it uses (docs/speed.md 1 and 10, docs/serving.md 4).
constexpr std::array kParameters{
    Parameter{&SpeedClass::weightEfficiency, "weight_efficiency", 0.2, 0.95},
    Parameter{&SpeedClass::expertEfficiency, "expert_efficiency", 0.1, 0.95},
    Parameter{&SpeedClass::cacheEfficiency, "cache_efficiency", 0.05, 0.95},
    Parameter{&SpeedClass::layerMicroseconds, "layer_us", 2.0, 200.0},
    Parameter{&SpeedClass::stepMicroseconds, "step_us", 20.0, 8000.0},
    Parameter{&SpeedClass::prefillEfficiency, "prefill_efficiency", 0.01, 0.85},
    Parameter{&SpeedClass::expertPrefillEfficiency, "expert_prefill_efficiency", 0.005, 0.85},
    Parameter{&SpeedClass::attentionEfficiency, "attention_efficiency", 0.01, 0.85},
    Parameter{&SpeedClass::batchEfficiency, "batch_efficiency", 0.01, 0.85}};

using Rows = std::vector<const accuracy::Measurement*>;

double huber(double error) {
    const double size = std::fabs(error);
    return size <= kHuber ? 0.5 * size * size : kHuber * (size - 0.5 * kHuber);
}

double loss(const Rows& rows, accuracy::WeightCache& sizes, const SpeedClass& candidate,
            const SpeedClass& start) {
    double sum = 0.0;
    for (const accuracy::Measurement* row : rows) {
        const double predicted = predict(*row, sizes.of(row->request), candidate);
        sum += huber(std::log(predicted / row->value));
    }
    for (const Parameter& parameter : kParameters) {
        const double moved = std::log(candidate.*parameter.member / start.*parameter.member);
        sum += kPull * moved * moved;
    }
    return sum;
}

SpeedClass fitted(const Rows& rows, accuracy::WeightCache& sizes, const SpeedClass& start) {
    SpeedClass best = start;
    double lowest = loss(rows, sizes, best, start);
    for (double step = 0.5; step > 0.004; step *= 0.6) {
        for (bool improved = true; improved;) {
            improved = false;
            for (const Parameter& parameter : kParameters) {
                for (const double factor : {1.0 + step, 1.0 / (1.0 + step)}) {
                    SpeedClass candidate = best;
                    double& value = candidate.*parameter.member;
                    value = std::clamp(value * factor, parameter.low, parameter.high);
                    const double now = loss(rows, sizes, candidate, start);
                    if (now < lowest - 1e-9) {
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

/// Standard deviation of ln(measured / predicted) about zero, outliers cut at a factor of three.
double residualSpread(const Rows& rows, accuracy::WeightCache& sizes, const SpeedClass& fit) {
    double sum = 0.0;
    for (const accuracy::Measurement* row : rows) {
        const double error = std::log(predict(*row, sizes.of(row->request), fit) / row->value);
        const double cut = std::clamp(error, -std::log(3.0), std::log(3.0));
        sum += cut * cut;
    }
    return std::sqrt(sum / static_cast<double>(rows.size()));
}

/// The documented values that a fit starts from and is pulled to, so that a second run of this
/// program prints the same as the first.
SpeedClass startOf(SpeedClass row, const std::vector<Row>& starts) {
    const auto found = std::find_if(starts.begin(), starts.end(),
                                    [&](const Row& start) { return start.text("id") == row.id; });
    if (found == starts.end()) throw std::runtime_error("fit_start.csv lacks " + row.id);
    for (const Parameter& parameter : kParameters) {
        row.*parameter.member = found->number(parameter.column).value();
    }
    row.spread = found->number("spread").value();
    return row;
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + '"';
}

void print(const SpeedClass& row) {
    std::printf("%s,%s,%s,%s", row.id.c_str(), row.deviceClass.c_str(), row.engine.c_str(),
                row.backend.c_str());
    for (const Parameter& parameter : kParameters) std::printf(",%.3g", row.*parameter.member);
    std::printf(",%.3g,%d,%s,%s,%s,%s\n", row.spread, row.rows,
                quoted(row.provenance.source).c_str(), row.provenance.date.c_str(),
                row.provenance.confidence == Confidence::High     ? "high"
                : row.provenance.confidence == Confidence::Medium ? "medium"
                                                                  : "low",
                quoted(row.provenance.notes).c_str());
}

}  // namespace

int main() try {
    const Catalog& catalog = tests::seedCatalog();
    const std::string folder = std::string(HEADROOM_SOURCE_DIR) + "/tests/data/speed/";
    accuracy::Measurements all =
        accuracy::readSpeed(tests::readFile(folder + "speed.csv"), catalog);
    const accuracy::Measurements serving =
        accuracy::readServing(tests::readFile(folder + "serving.csv"), catalog);
    all.rows.insert(all.rows.end(), serving.rows.begin(), serving.rows.end());

    std::map<std::string, Rows> byClass;
    for (const accuracy::Measurement& row : all.rows) {
        byClass[speedClass(*row.request.devices.accelerator, row.request.engine, catalog)->id]
            .push_back(&row);
    }
    std::printf("id,device_class,engine,backend");
    for (const Parameter& parameter : kParameters) std::printf(",%s", parameter.column);
    std::printf(",spread,rows,source,date,confidence,notes\n");
    accuracy::WeightCache sizes;
    const std::vector<Row> starts = parseCsv(tests::readFile(folder + "fit_start.csv"));
    for (const SpeedClass& seeded : catalog.speedClasses) {
        const SpeedClass start = startOf(seeded, starts);
        const Rows& rows = byClass[start.id];
        SpeedClass row = start;
        if (rows.size() >= kFewestRows) {
            row = fitted(rows, sizes, start);
            row.spread = residualSpread(rows, sizes, row);
        }
        row.rows = static_cast<int>(rows.size());
        print(row);
    }
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "fit-speed-classes: %s\n", error.what());
    return 1;
}
