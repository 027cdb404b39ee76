// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/fields.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/scenario/field_tables.h"
#include "core/scenario/number_text.h"
#include "core/units/format.h"

namespace headroom {

namespace {

bool isTokenCount(const Field& field) {
    return field.unit == "tokens";
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// A number that the field accepts, to be shown in a sentence.
std::string exampleOf(const Field& field) {
    static const Scenario defaults;
    const FieldValue value = field.get(defaults);
    if (const auto* number = std::get_if<double>(&value)) return fieldText(field, *number);
    return fieldText(field, std::clamp(20 * field.step, field.minimum, field.maximum));
}

[[noreturn]] void refuse(const Field& field, std::string_view text, const std::string& reason) {
    throw std::invalid_argument(std::string(field.label) + ": " + quotedText(text) + ' ' + reason);
}

std::string_view withoutUnit(const Field& field, std::string_view text) {
    text = trimmed(text);
    const std::string_view unit = field.unit;
    if (!unit.empty() && text.size() > unit.size() &&
        text.substr(text.size() - unit.size()) == unit) {
        text = trimmed(text.substr(0, text.size() - unit.size()));
    }
    if (field.kind == FieldKind::Amount && !text.empty() && text.front() == '$') {
        text = trimmed(text.substr(1));
    }
    return text;
}

double parseNumber(const Field& field, std::string_view text) {
    const std::string_view plain = withoutUnit(field, text);
    const std::optional<double> value = field.kind == FieldKind::Percent
                                            ? percentValue(plain)
                                            : numberValue(plain, isTokenCount(field) ? 1024 : 1000);
    if (!value) {
        refuse(field, text, "is not a number. Type a number such as " + exampleOf(field) + '.');
    }
    if (field.kind == FieldKind::Integer && *value != std::trunc(*value)) {
        refuse(field, text,
               "is not a whole number. Type a whole number such as " + exampleOf(field) + '.');
    }
    return *value;
}

std::string parseChoice(const Field& field, std::string_view text) {
    const std::string_view wanted = trimmed(text);
    std::string known;
    for (const Choice& choice : field.choices) {
        if (equalIgnoringCase(choice.id, wanted) || equalIgnoringCase(choice.label, wanted)) {
            return std::string(choice.id);
        }
        known += (known.empty() ? "" : ", ") + std::string(choice.id);
    }
    refuse(field, text, "is not one of the choices. Type one of: " + known + '.');
}

bool parseFlag(const Field& field, std::string_view text) {
    const std::string_view wanted = trimmed(text);
    for (const std::string_view yes : {"true", "yes", "on", "1"}) {
        if (equalIgnoringCase(wanted, yes)) return true;
    }
    for (const std::string_view no : {"false", "no", "off", "0"}) {
        if (equalIgnoringCase(wanted, no)) return false;
    }
    refuse(field, text, "is neither yes nor no. Type yes or no.");
}

}  // namespace

std::vector<Field> joined(std::initializer_list<std::span<const Field>> parts) {
    std::vector<Field> table;
    for (const std::span<const Field> part : parts) {
        table.insert(table.end(), part.begin(), part.end());
    }
    return table;
}

std::span<const Field> fields() {
    static const std::vector<Field> all =
        joined({documentFields(), modelFields(), indexFields(), workloadFields(), trainingFields(),
                privacyFields(), placeFields(), financeFields(), ownershipFields(), rentFields(),
                financingFields(), uncertaintyFields(), weightFields()});
    return all;
}

const Field* findField(std::string_view id) {
    const std::span<const Field> all = fields();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Field& field) { return field.id == id; });
    return found == all.end() ? nullptr : &*found;
}

namespace {

bool financingMatters(std::string_view id, const Scenario& scenario) {
    const FinancingChoice choice = scenario.financing.choice;
    const bool each = choice == FinancingChoice::Each;
    if (id.starts_with("finance.loan_")) return each || choice == FinancingChoice::Loan;
    if (id.starts_with("finance.lease_")) return each || choice == FinancingChoice::Lease;
    const IncomeTax& tax = scenario.incomeTax;
    const bool taxed = tax.federalRate > 0.0 || tax.stateRate > 0.0;
    if (id == "existing.book_value" && !taxed) return false;
    if (id.starts_with("existing.") && id != "existing.machine_id") {
        return !scenario.existing.machineId.empty();
    }
    if (id == "finance.first_year_with_income" || id.starts_with("finance.depreciation_") ||
        id == "finance.bonus_depreciation_share" || id == "finance.expensed_amount") {
        return taxed;
    }
    return true;
}

}  // namespace

bool matters(const Field& field, const Scenario& scenario) {
    const std::string_view id = field.id;
    if (id.starts_with("model.index_")) {
        return id == "model.index_vectors" || scenario.model.index.vectors > 0;
    }
    if (field.group == FieldGroup::Financing) return financingMatters(id, scenario);
    if (id.starts_with("finance.colocation_") && id != "finance.colocation_per_kilowatt") {
        return scenario.colocation.pricePerKilowatt.has_value();
    }
    if (!id.starts_with("workload.fine_tune_") || id == "workload.fine_tune_method") return true;
    const FineTuneMethod method = scenario.workload.fineTuning.method;
    if (method == FineTuneMethod::None) return false;
    const bool adapters = method != FineTuneMethod::Full;
    if (id == "workload.fine_tune_rank" || id == "workload.fine_tune_targets" ||
        id == "workload.fine_tune_adapter_type") {
        return adapters;
    }
    return id != "workload.fine_tune_precision" || !adapters;
}

bool isNumeric(const Field& field) {
    return field.kind == FieldKind::Number || field.kind == FieldKind::Integer ||
           field.kind == FieldKind::Percent || field.kind == FieldKind::Amount;
}

std::string_view groupTitle(FieldGroup group) {
    switch (group) {
        case FieldGroup::Document:
            return "Document";
        case FieldGroup::Model:
            return "Model";
        case FieldGroup::Workload:
            return "Workload";
        case FieldGroup::Privacy:
            return "Privacy";
        case FieldGroup::Place:
            return "Power and place";
        case FieldGroup::Money:
            return "Money";
        case FieldGroup::Ownership:
            return "Buying and owning";
        case FieldGroup::Renting:
            return "Renting and APIs";
        case FieldGroup::Financing:
            return "Financing and tax";
        case FieldGroup::Uncertainty:
            return "Uncertainty";
        case FieldGroup::Weights:
            return "Weighted scores";
    }
    return {};
}

std::string fieldText(const Field& field, const FieldValue& value) {
    if (const auto* number = std::get_if<double>(&value)) {
        return field.kind == FieldKind::Percent ? percentText(*number) : shortestText(*number);
    }
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return {};
}

FieldValue parseField(const Field& field, std::string_view text) {
    const std::string_view plain = trimmed(text);
    if (field.optional && (plain.empty() || equalIgnoringCase(plain, "none"))) return {};
    switch (field.kind) {
        case FieldKind::Text:
            return std::string(text);
        case FieldKind::CatalogChoice:
            return std::string(plain);
        case FieldKind::Number:
        case FieldKind::Integer:
        case FieldKind::Percent:
        case FieldKind::Amount:
            return parseNumber(field, text);
        case FieldKind::Choice:
            return parseChoice(field, text);
        case FieldKind::Flag:
            return parseFlag(field, text);
    }
    return {};
}

}  // namespace headroom
