// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

#include "core/explain/explain.h"
#include "core/scenario/fields.h"

namespace headroom::tests {

/// A little more than the field is; less where there is no more; nothing where it is not a number.
inline std::optional<double> neighbour(const Field& field, const Scenario& scenario) {
    const FieldValue value = field.get(scenario);
    const auto* const number = std::get_if<double>(&value);
    if (!isNumeric(field) || number == nullptr || !matters(field, scenario)) return std::nullopt;
    const bool whole = field.kind == FieldKind::Integer || field.unit == "tokens";
    for (const double factor : {1.25, 0.8}) {
        double other = *number * factor + (*number == 0.0 ? field.step : 0.0);
        if (whole) other = factor > 1 ? std::ceil(other) : std::floor(other);
        other = std::clamp(other, field.minimum, field.maximum);
        if (other != *number) return other;
    }
    return std::nullopt;
}

/// Whether a line says that it was computed from a field.
inline bool names(const ExplanationLine& line, std::string_view field) {
    return std::any_of(line.inputs.begin(), line.inputs.end(), [&](const InputReference& input) {
        return input.kind == InputKind::Field && input.id == field;
    });
}

/// The first line with this label; nullptr where there is none.
inline const ExplanationLine* lineOf(const std::vector<ExplanationLine>& lines,
                                     std::string_view label) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const ExplanationLine& entry) {
        return entry.label == label;
    });
    return found == lines.end() ? nullptr : &*found;
}

}  // namespace headroom::tests
