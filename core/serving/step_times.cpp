// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/step_times.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace headroom {
namespace {

constexpr int kFractionBits = 52;
constexpr double kDepthUnit = 64;  // tokens; sliding windows are powers of two above it
constexpr int kDepthDivisions = 2;
constexpr int kPassDivisions = 4;
/// Batches up to this size have rows of their own; of larger ones a few for each doubling.
constexpr int kEveryBatch = 32;
constexpr int kBatchDivisions = 4;

/// Sizes at which the physics is asked; the rows between are interpolated.
std::vector<int> batchSizes(int largest) {
    std::vector<int> sizes;
    int size = 1;
    while (size < largest) {
        sizes.push_back(size);
        size += size < kEveryBatch ? 1 : int(std::bit_floor(unsigned(size))) / kBatchDivisions;
    }
    sizes.push_back(largest);
    return sizes;
}

}  // namespace

StepAxis::StepAxis(double largest, double unit, int divisions)
    : m_unit(unit), m_shift(kFractionBits - std::countr_zero(unsigned(divisions))) {
    m_points.clear();
    for (double octave = 1;; octave *= 2) {
        for (int part = 0; part < divisions; ++part) {
            m_points.push_back((octave * (1 + double(part) / divisions) - 1) * unit);
            if (m_points.size() > 1 && m_points.back() >= largest) return;
        }
    }
}

StepAxis::Place StepAxis::find(double value) const {
    // Of 1 + x the exponent and the first bits of the fraction number the interval.
    const double shifted = 1 + std::max(0.0, value) / m_unit;
    const std::uint64_t first = std::bit_cast<std::uint64_t>(1.0) >> m_shift;
    const std::size_t index = (std::bit_cast<std::uint64_t>(shifted) >> m_shift) - first;
    const std::size_t last = m_points.size() - 2;
    if (index > last) return {last, 1};
    const double width = m_points[index + 1] - m_points[index];
    return {index, std::clamp((value - m_points[index]) / width, 0.0, 1.0)};
}

StepTimes::StepTimes(const StepFunctions& functions, const StepLimits& limits)
    : m_limits(limits),
      m_depths(limits.depth.value, kDepthUnit, kDepthDivisions),
      m_passes(limits.pass.value, 1, kPassDivisions) {
    const std::vector<double>& depths = m_depths.points();
    const std::size_t columns = depths.size();
    m_decode.resize(columns * std::size_t(limits.batch));
    m_cache.resize(m_decode.size());
    int below = 0;
    for (const int batch : batchSizes(limits.batch)) {
        for (std::size_t column = 0; column < columns; ++column) {
            const auto cell = [&](int row) { return std::size_t(row - 1) * columns + column; };
            m_decode[cell(batch)] = functions.decode(batch, tokens(depths[column])).value;
            m_cache[cell(batch)] = functions.cache(batch, tokens(depths[column])).value;
            for (int row = below + 1; row < batch; ++row) {
                const double fraction = double(row - below) / (batch - below);
                for (std::vector<double>* table : {&m_decode, &m_cache}) {
                    (*table)[cell(row)] =
                        std::lerp((*table)[cell(below)], (*table)[cell(batch)], fraction);
                }
            }
        }
        below = batch;
    }
    for (const double pass : m_passes.points()) {
        for (const double depth : depths) {
            m_prefill.push_back(
                functions.prefill(tokens(std::max(1.0, pass)), tokens(depth)).value);
        }
    }
}

double StepTimes::at(const std::vector<double>& table, const StepAxis& columns, std::size_t row,
                     StepAxis::Place place) const {
    const double* const cell = table.data() + row * columns.points().size() + place.index;
    return cell[0] + (cell[1] - cell[0]) * place.fraction;
}

double StepTimes::decodeSeconds(int batch, double meanDepth) const {
    return at(m_decode, m_depths, std::size_t(batch - 1), m_depths.find(meanDepth));
}

double StepTimes::passSeconds(int batch, double meanDepth, double tokens, double position) const {
    const StepAxis::Place row = m_passes.find(tokens + batch);
    const StepAxis::Place column = m_depths.find(position);
    const double low = at(m_prefill, m_depths, row.index, column);
    const double high = at(m_prefill, m_depths, row.index + 1, column);
    const double prompts = low + (high - low) * row.fraction;
    if (batch == 0) return prompts;
    const StepAxis::Place depth = m_depths.find(meanDepth);
    const double caches = at(m_cache, m_depths, std::size_t(batch - 1), depth);
    return std::max(prompts + caches, at(m_decode, m_depths, std::size_t(batch - 1), depth));
}

StepTimes stepTimes(const SpeedRequest& request, const WeightBytes& weights, const Catalog& catalog,
                    const StepLimits& limits, SpeedEnd end) {
    using Rates = Range<TokensPerSecond>;
    const auto rate = [end](const Rates& rates) {
        if (end == SpeedEnd::Likely) return rates.likely.value;
        return (end == SpeedEnd::Slow ? rates.low : rates.high).value;
    };
    const auto decoding = [&](int batch, Tokens depth) {
        SpeedRequest asked = request;
        asked.batch = batch;
        asked.depth = depth;
        asked.prompt = tokens(1);
        asked.cached = tokens(0);
        return estimateSpeed(asked, weights, catalog);
    };
    StepFunctions functions;
    functions.decode = [&](int batch, Tokens depth) {
        return seconds(1 / rate(decoding(batch, depth).decodePerUser));
    };
    functions.cache = [&](int batch, Tokens depth) {
        const SpeedEstimate speed = decoding(batch, depth);
        // A slow fallback and the end of the range slow the reading of the cache like the rest.
        const Seconds native = speed.step.total() - speed.step.fallback;
        return seconds(speed.step.cache / native / rate(speed.decodePerUser));
    };
    functions.prefill = [&](Tokens pass, Tokens position) {
        SpeedRequest asked = request;
        asked.batch = 1;
        asked.depth = position;
        asked.prompt = pass;
        asked.cached = position;
        return seconds(pass.value / rate(estimateSpeed(asked, weights, catalog).prefill));
    };
    return StepTimes(functions, limits);
}

}  // namespace headroom
