// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/decision/case_comparison.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Amounts of different currencies differ even where their numbers do not.
bool alike(const Field& field, const FieldValue& a, const FieldValue& b, bool sameCurrency) {
    const auto* const first = std::get_if<double>(&a);
    const auto* const second = std::get_if<double>(&b);
    if (first == nullptr || second == nullptr) return a == b;
    if (field.kind == FieldKind::Amount && !sameCurrency && *first != 0) return false;
    return sameNumber(*first, *second);
}

std::string orNone(std::string text) {
    return text.empty() ? "none" : text;
}

std::string catalogName(const Field& field, const std::string& id, const Catalog& catalog) {
    if (field.table == "models") {
        if (const ModelSpec* model = catalog.model(id)) return model->name;
    } else if (field.table == "weight_formats") {
        if (const WeightFormat* format = catalog.format(id)) return weightFormatName(*format);
    } else if (field.table == "electricity") {
        if (const Tariff* tariff = catalog.tariff(id)) return tariff->name;
    } else if (field.table == "machines") {
        if (const Machine* machine = catalog.machine(id)) return machine->name;
    }
    return orNone(id);
}

/// All the digits that were typed, with thousands.
std::string numberText(const Field& field, double value) {
    const std::string plain = fieldText(field, value);
    if (plain.find_first_not_of("-0123456789.") != std::string::npos) return plain;
    const std::size_t point = plain.find('.');
    const std::size_t digits = point == std::string::npos ? 0 : plain.size() - point - 1;
    return formatNumber(field.kind == FieldKind::Percent ? value * 100 : value,
                        static_cast<int>(digits));
}

std::string quotedName(const ComparedCase& compared) {
    return "“" + compared.name + "”";
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

std::string basisText(const ComparedCase& compared) {
    const std::string of = compared.pricesOf.empty() ? std::string() : " of " + compared.pricesOf;
    return quotedName(compared) + (compared.prices == CasePrices::Saved
                                       ? " is judged with the prices saved in its file" + of
                                       : " with the prices of when it was kept" + of);
}

}  // namespace

InputDifferences inputDifferences(std::span<const ComparedCase> cases) {
    InputDifferences result;
    if (cases.empty()) return result;
    const Scenario& first = *cases.front().scenario;
    for (const Field& field : fields()) {
        if (field.group == FieldGroup::Document) continue;
        InputDifference input{&field, {}};
        bool any = false;
        bool differs = false;
        for (const ComparedCase& compared : cases) {
            const Scenario& scenario = *compared.scenario;
            const FieldValue value = field.get(scenario);
            const bool sameCurrency = scenario.finance.currency == first.finance.currency;
            differs = differs || !alike(field, field.get(first), value, sameCurrency);
            const bool counts = matters(field, scenario);
            any = any || counts;
            input.values.push_back(counts ? std::optional(value) : std::nullopt);
        }
        if (!any) continue;
        if (differs) {
            result.differing.push_back(std::move(input));
        } else {
            ++result.same;
        }
    }
    return result;
}

std::string inputUnit(const Field& field, const Scenario& scenario) {
    const std::string unit(field.unit);
    if (field.kind != FieldKind::Amount) return unit;
    const std::string currency = scenario.finance.currency.code();
    return unit.empty() ? currency : currency + ' ' + unit;
}

std::string inputText(const Field& field, const std::optional<FieldValue>& value,
                      const ComparedCase& compared) {
    if (!value) return {};
    if (const auto* const flag = std::get_if<bool>(&*value)) return *flag ? "yes" : "no";
    if (const auto* const amount = std::get_if<double>(&*value)) {
        const std::string unit = inputUnit(field, *compared.scenario);
        const std::string text = numberText(field, *amount);
        return unit.empty() ? text : text + ' ' + unit;
    }
    const auto* const text = std::get_if<std::string>(&*value);
    if (text == nullptr) {
        return field.id == "place.electricity_price_per_kwh" ? "by region" : "no limit";
    }
    if (field.kind == FieldKind::CatalogChoice) {
        return catalogName(field, *text, *compared.catalog);
    }
    const auto choice =
        std::find_if(field.choices.begin(), field.choices.end(),
                     [&](const Choice& candidate) { return candidate.id == *text; });
    return choice == field.choices.end() ? orNone(*text) : std::string(choice->label);
}

std::string pricesSentence(std::span<const ComparedCase> cases) {
    std::vector<std::string> parts;
    std::size_t current = 0;
    for (const ComparedCase& compared : cases) {
        if (compared.prices == CasePrices::Current) {
            ++current;
        } else {
            parts.push_back(basisText(compared));
        }
    }
    if (parts.empty()) return "Every case is judged with the catalog’s current prices.";
    const std::string others = current == 0 ? "" : "; the others with the catalog’s current prices";
    return joined(parts) + others + ".";
}

std::string sameInputsSentence(const InputDifferences& inputs) {
    const std::string count = formatNumber(static_cast<double>(inputs.same));
    if (inputs.differing.empty()) return "All " + count + " inputs are the same.";
    return inputs.same == 1 ? "One further input is the same."
                            : count + " further inputs are the same.";
}

CaseGrid inputsGrid(const InputDifferences& inputs, std::span<const ComparedCase> cases) {
    CaseGrid grid;
    grid.head = {"Group", "Input", "Field"};
    for (const ComparedCase& compared : cases) grid.head.push_back(compared.name);
    for (const InputDifference& input : inputs.differing) {
        std::vector<std::string> cells{std::string(groupTitle(input.field->group)),
                                       std::string(input.field->label),
                                       std::string(input.field->id)};
        for (std::size_t i = 0; i < cases.size(); ++i) {
            cells.push_back(inputText(*input.field, input.values[i], cases[i]));
        }
        grid.rows.push_back(std::move(cells));
    }
    return grid;
}

}  // namespace headroom
