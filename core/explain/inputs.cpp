// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/inputs.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "core/catalog/catalog.h"
#include "core/decision/case_comparison.h"
#include "core/explain/input_list.h"
#include "core/scenario/fields.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Name and date of a row.
struct RowName {
    std::string name;
    std::string date;
};

template <class Named>
std::optional<RowName> named(const Named* row) {
    if (row == nullptr) return std::nullopt;
    return RowName{row->name, row->provenance.date};
}

std::optional<RowName> offerName(const std::string& provider, const std::string& what,
                                 const Provenance& provenance) {
    return RowName{provider + ' ' + what, provenance.date};
}

std::optional<RowName> extraName(std::string_view key, const Catalog& catalog) {
    for (const CloudExtra& extra : catalog.cloudExtras) {
        if (extra.provider + kKeySeparator + extra.item + kKeySeparator + extra.unit != key) {
            continue;
        }
        return offerName(extra.provider, extra.item, extra.provenance);
    }
    return std::nullopt;
}

std::optional<RowName> speedClassName(std::string_view id, const Catalog& catalog) {
    for (const SpeedClass& row : catalog.speedClasses) {
        if (row.id == id) return RowName{"speed class " + row.id, row.provenance.date};
    }
    return std::nullopt;
}

std::optional<RowName> supportName(std::string_view id, const Catalog& catalog) {
    for (const EngineSupport& row : catalog.engineSupport) {
        if (row.id == id) return RowName{"support rule " + row.id, row.provenance.date};
    }
    return std::nullopt;
}

std::optional<RowName> priceName(std::string_view table, std::string_view id,
                                 const Catalog& catalog) {
    if (table == "cloud_prices") {
        const CloudOffer* const offer = catalog.cloudOffer(id);
        return offer ? offerName(offer->provider, offer->instanceType, offer->provenance)
                     : std::nullopt;
    }
    if (table == "api_prices") {
        const ApiOffer* const offer = catalog.apiOffer(id);
        return offer ? offerName(offer->provider, offer->model, offer->provenance) : std::nullopt;
    }
    if (table == "cloud_extras") return extraName(id, catalog);
    if (table == "electricity") return named(catalog.tariff(id));
    if (table == "exchange_rates") {
        for (const ExchangeRate& rate : catalog.exchangeRates) {
            if (rate.currency.code() == id)
                return RowName{"rate of " + std::string(id), rate.provenance.date};
        }
    }
    return std::nullopt;
}

std::optional<RowName> rowName(std::string_view table, std::string_view id,
                               const Catalog& catalog) {
    if (table == "models") return named(catalog.model(id));
    if (table == "weight_formats") {
        const WeightFormat* const format = catalog.format(id);
        if (format == nullptr) return std::nullopt;
        return RowName{weightFormatName(*format), format->provenance.date};
    }
    if (table == "accelerators") {
        const Accelerator* const accelerator = catalog.accelerator(id);
        if (accelerator == nullptr) return std::nullopt;
        return RowName{accelerator->name, accelerator->price.date};
    }
    if (table == "machines") {
        const Machine* const machine = catalog.machine(id);
        if (machine == nullptr) return std::nullopt;
        return RowName{machine->name, machine->priceProvenance.date};
    }
    if (table == "speed_classes") return speedClassName(id, catalog);
    if (table == "engine_support") return supportName(id, catalog);
    return priceName(table, id, catalog);
}

std::string valueText(const Field& field, const Scenario& scenario, const Catalog& catalog) {
    const FieldValue value = field.get(scenario);
    const bool byRegion = field.id == "place.electricity_price_per_kwh";
    if (std::holds_alternative<std::monostate>(value) && !byRegion) return "not set";
    ComparedCase shown;
    shown.scenario = &scenario;
    shown.catalog = &catalog;
    return inputText(field, value, shown);
}

}  // namespace

std::string referenceText(const InputReference& input) {
    if (input.value.empty()) return input.label;
    return input.kind == InputKind::Field ? input.label + ' ' + input.value
                                          : input.label + " (" + input.value + ')';
}

std::string referencesText(const InputReferences& inputs, std::size_t most) {
    std::string text;
    const std::size_t shown = std::min(most, inputs.size());
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) text += " · ";
        text += referenceText(inputs[i]);
    }
    if (shown < inputs.size()) {
        text += " and " + formatNumber(static_cast<double>(inputs.size() - shown)) + " more";
    }
    return text;
}

InputReference fieldReference(std::string_view id, const Scenario& scenario,
                              const Catalog& catalog) {
    const Field* const field = findField(id);
    if (field == nullptr) throw std::logic_error("no field " + std::string(id));
    return {InputKind::Field,
            std::string(id),
            {},
            std::string(field->label),
            valueText(*field, scenario, catalog)};
}

InputReference optionReference(const Option& option) {
    return {
        InputKind::Option, option.id, {}, option.name, std::string(optionKindLabel(option.kind))};
}

std::optional<InputReference> rowReference(std::string_view table, std::string_view key,
                                           const Catalog& catalog) {
    std::optional<RowName> name = rowName(table, key, catalog);
    if (!name) return std::nullopt;
    // Dates of rows with several figures are sentences, which the line's source has in full.
    const bool dated =
        !name->date.empty() && name->date.find_first_not_of("0123456789-") == std::string::npos;
    return InputReference{InputKind::CatalogRow, std::string(key), std::string(table),
                          std::move(name->name),
                          dated ? "catalog, " + name->date : std::string("catalog")};
}

InputList& InputList::fields(std::initializer_list<std::string_view> ids) {
    for (const std::string_view id : ids) {
        const Field* const field = findField(id);
        if (field != nullptr && !matters(*field, m_of.scenario)) continue;
        add(fieldReference(id, m_of.scenario, m_of.catalog));
    }
    return *this;
}

InputList& InputList::row(std::string_view table, std::string_view key) {
    if (auto reference = rowReference(table, key, m_of.catalog)) add(std::move(*reference));
    return *this;
}

InputList& InputList::with(const InputReferences& inputs) {
    for (const InputReference& input : inputs) add(input);
    return *this;
}

void InputList::add(InputReference input) {
    const bool known =
        std::any_of(m_inputs.begin(), m_inputs.end(), [&](const InputReference& other) {
            return other.kind == input.kind && other.id == input.id && other.table == input.table;
        });
    if (!known) m_inputs.push_back(std::move(input));
}

}  // namespace headroom
