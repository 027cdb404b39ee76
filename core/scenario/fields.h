// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/scenario/scenario.h"

namespace headroom {

enum class FieldGroup {
    Document,
    Model,
    Workload,
    Privacy,
    Place,
    Money,
    Ownership,
    Renting,
    Financing,
    Uncertainty,
    Weights,
};
enum class FieldKind {
    Text,
    Number,  ///< plain number with `unit`
    Integer,
    Percent,        ///< stored as a share 0..1, typed and shown times 100
    Amount,         ///< money in the scenario's currency
    Choice,         ///< one of `choices`
    CatalogChoice,  ///< id in the catalog table named by `table`
    Flag,
};

/// monostate = not set (no limit); Choice and CatalogChoice and Text carry a string; Flag a bool.
using FieldValue = std::variant<std::monostate, double, std::string, bool>;

struct Choice {
    std::string_view id{};     ///< stable, stored in documents
    std::string_view label{};  ///< sentence case
};

/// One input, described once: the form, documents, the command line (--set id=value), the report
/// and later the tornado and the sweeps are generated from this table.
struct Field {
    std::string_view id{};  ///< "workload.context_tokens": group, dot, name with its unit
    FieldGroup group{};
    FieldKind kind{};
    std::string_view label{};
    std::string_view unit{};
    /// Inclusive limits and the step of a spin box, in the stored unit: a percentage from 0 to
    /// 100 % has minimum 0 and maximum 1.
    double minimum{};
    double maximum{};
    double step{1};
    bool optional{};          ///< may be monostate
    std::string_view help{};  ///< one or two sentences
    std::string_view defaultReason{};
    std::span<const Choice> choices{};
    std::string_view table{};  ///< whose ids a CatalogChoice, or a text that lists some, may name
    FieldValue (*get)(const Scenario&){};
    /// Assumes a value of the right alternative; range is checked by `validate`. Whole numbers are
    /// rounded and saturated, so that a NaN or 1e308 stays out of range. Throws
    /// std::invalid_argument for an id that is none of `choices`.
    void (*set)(Scenario&, const FieldValue&){};
};

/// All fields in the order of the form.
std::span<const Field> fields();
/// nullptr for an unknown id.
const Field* findField(std::string_view id);
/// Whether the value can change the answer: the details of fine-tuning cannot while no method is
/// chosen, nor those of adapters when every weight is trained, nor those of an index without
/// vectors.
bool matters(const Field& field, const Scenario& scenario);
/// Number, whole number, percentage or amount: an input that can be varied.
bool isNumeric(const Field& field);
std::string_view groupTitle(
    FieldGroup group);  ///< "Model", "Workload", "Privacy", "Power and place", "Money"

/// The value as text in the C locale for files and the command line; monostate gives "".
std::string fieldText(const Field& field, const FieldValue& value);
/// Text -> value; throws std::invalid_argument with a sentence that names label, text and remedy
/// ("Context length: \"12 apples\" is not a number. Type a number such as 32768.").
/// Accepts 128k / 1.5M suffixes (k = 1024 for token counts, 1000 elsewhere) and "none" for optional
/// ones.
FieldValue parseField(const Field& field, std::string_view text);

}  // namespace headroom
