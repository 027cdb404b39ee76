// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/calibration_row.h"

#include <algorithm>
#include <cmath>

#include "core/units/format.h"

namespace headroom {
namespace {

/// Text of a file as part of a catalog's cell: letters, digits and a few marks.
std::string plainText(const std::string& text) {
    constexpr std::size_t kLongest = 40;
    std::string result;
    for (const char c : text.substr(0, kLongest)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool plain = letter || (c >= '0' && c <= '9') ||
                           std::string_view(" .-_()+").find(c) != std::string_view::npos;
        if (plain) result += c;
    }
    return result;
}

template <class Text>
void addOnce(std::string& list, const Text& text) {
    if (text.empty() || list.find(text) != std::string::npos) return;
    list += (list.empty() ? "" : ", ") + text;
}

}  // namespace

double roundedParameter(double value) {
    if (value <= 0 || !std::isfinite(value)) return value;
    // Dividing a whole number gives the double that the short decimal reads back as.
    const double scale = std::pow(10.0, 3 - std::floor(std::log10(value)));
    return std::round(value * scale) / scale;
}

void roundParameters(SpeedClass& row) {
    for (double SpeedClass::*member :
         {&SpeedClass::weightEfficiency, &SpeedClass::expertEfficiency,
          &SpeedClass::cacheEfficiency, &SpeedClass::layerMicroseconds,
          &SpeedClass::stepMicroseconds, &SpeedClass::prefillEfficiency,
          &SpeedClass::expertPrefillEfficiency, &SpeedClass::attentionEfficiency,
          &SpeedClass::batchEfficiency, &SpeedClass::requestMicroseconds, &SpeedClass::spread}) {
        row.*member = roundedParameter(row.*member);
    }
}

Provenance provenanceOf(const Calibration& calibration, const std::vector<BenchRow>& rows,
                        std::string_view today) {
    constexpr std::size_t kMostNoted = 24;
    Provenance result;
    std::string tools;
    std::string builds;
    std::string models;
    std::string notes;
    std::size_t count = 0;
    for (const CalibrationFigure& figure : calibration.figures) {
        const BenchRow& row = rows[figure.row];
        addOnce(tools, row.tool);
        addOnce(builds, plainText(row.build));
        addOnce(models, figure.modelId + " " + figure.weightsId);
        result.date = std::max(result.date, row.date);
        if (!figure.used || ++count > kMostNoted) continue;
        notes += (notes.empty() ? "" : "; ") + benchTestName(row) + ": " +
                 formatSignificant(figure.measured) + " " +
                 std::string(benchMetricUnit(row.metric)) + " measured / " +
                 formatSignificant(figure.before) + " predicted before";
    }
    if (count > kMostNoted) notes += "; and " + std::to_string(count - kMostNoted) + " more";
    if (result.date.empty()) result.date = today;
    result.source = "Own measurement, " + tools;
    if (!builds.empty()) result.source += " " + builds;
    result.source += ", " + models;
    result.confidence = Confidence::High;
    result.notes = "Scaled from " + calibration.before.id;
    if (calibration.decodeFactor) {
        result.notes += ", decode times x " + formatSignificant(*calibration.decodeFactor);
    }
    if (calibration.prefillFactor) {
        result.notes += ", prefill times x " + formatSignificant(*calibration.prefillFactor);
    }
    result.notes += ". " + notes + ".";
    result.changedBy = "you";
    return result;
}

}  // namespace headroom
