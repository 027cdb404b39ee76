// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The other direction of speedClassFromRow in hardware_rows.cpp.
#include "core/catalog/layer_text.h"
#include "core/catalog/row.h"

namespace headroom {
namespace {

const char* confidenceText(Confidence confidence) {
    switch (confidence) {
        case Confidence::Low:
            return "low";
        case Confidence::Medium:
            return "medium";
        case Confidence::High:
            return "high";
        case Confidence::Unknown:
            break;
    }
    return "";
}

}  // namespace

Row rowFromSpeedClass(const SpeedClass& speedClass) {
    Row row;
    const auto text = [&](const char* column, const std::string& value) {
        if (!value.empty()) row.set(column, value);
    };
    const auto number = [&](const char* column, double value) {
        row.set(column, plainNumber(value));
    };
    text("id", speedClass.id);
    text("device_class", speedClass.deviceClass);
    text("engine", speedClass.engine);
    text("backend", speedClass.backend);
    number("weight_efficiency", speedClass.weightEfficiency);
    number("expert_efficiency", speedClass.expertEfficiency);
    number("cache_efficiency", speedClass.cacheEfficiency);
    number("layer_us", speedClass.layerMicroseconds);
    number("step_us", speedClass.stepMicroseconds);
    number("prefill_efficiency", speedClass.prefillEfficiency);
    number("expert_prefill_efficiency", speedClass.expertPrefillEfficiency);
    number("attention_efficiency", speedClass.attentionEfficiency);
    number("batch_efficiency", speedClass.batchEfficiency);
    number("request_us", speedClass.requestMicroseconds);
    number("spread", speedClass.spread);
    number("rows", speedClass.rows);
    text("source", speedClass.provenance.source);
    text("date", speedClass.provenance.date);
    text("confidence", confidenceText(speedClass.provenance.confidence));
    text("notes", speedClass.provenance.notes);
    return row;
}

}  // namespace headroom
