// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/catalog_choices.h"

#include <QCollator>
#include <algorithm>

#include "core/memory/weights.h"
#include "core/units/format.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

EngineChoice engineFor(const WeightFormat& format, EngineChoice chosen) {
    if (chosen != EngineChoice::Automatic) return chosen;
    if (format.family.starts_with("gguf")) return EngineChoice::LlamaCpp;
    return format.family == "mlx" ? EngineChoice::Mlx : EngineChoice::Vllm;
}

bool isCompanion(const ModelSpec& model) {
    return model.modality == Modality::Embedding || model.modality == Modality::Reranker;
}

/// By name: those that answer, or those that live beside them.
std::vector<ComboItem> models(const Catalog& catalog, bool companions) {
    std::vector<ComboItem> items;
    for (const ModelSpec& model : catalog.models) {
        if (isCompanion(model) != companions) continue;
        items.push_back({QString::fromStdString(model.id), QString::fromStdString(model.name)});
    }
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(items.begin(), items.end(), [&](const ComboItem& a, const ComboItem& b) {
        return collator.compare(a.label, b.label) < 0;
    });
    return items;
}

std::vector<ComboItem> weightFormats(const Scenario& scenario, const Catalog& catalog) {
    std::vector<ComboItem> items;
    const ModelSpec* const model = catalog.model(scenario.model.modelId);
    for (const WeightFormat& format : catalog.formats) {
        if (format.family == "kv-cache") continue;
        QString label = QString::fromStdString(weightFormatName(format));
        if (model) {
            const WeightBytes size =
                weightBytes(*model, format, engineFor(format, scenario.model.engine));
            label += u" · "_s + QString::fromStdString(formatGib(size.file));
        }
        items.push_back({QString::fromStdString(format.id), label});
    }
    return items;
}

std::vector<ComboItem> cacheFormats(const Catalog& catalog) {
    std::vector<ComboItem> items;
    for (const WeightFormat& format : catalog.formats) {
        if (format.family != "kv-cache") continue;
        items.push_back(
            {QString::fromStdString(format.id), QString::fromStdString(weightFormatName(format))});
    }
    return items;
}

std::vector<ComboItem> regions(const Scenario& scenario, const Catalog& catalog) {
    std::vector<ComboItem> items;
    for (const Tariff& tariff : catalog.tariffs) {
        QString label = QString::fromStdString(tariff.name);
        if (const auto price = tariff.price(scenario.place.customer)) {
            label += u" · "_s + QString::fromStdString(formatUnitPrice(*price));
        }
        items.push_back({QString::fromStdString(tariff.region), label});
    }
    return items;
}

}  // namespace

std::vector<ComboItem> catalogChoices(const Field& field, const Scenario& scenario,
                                      const Catalog& catalog) {
    if (field.table == "models") return models(catalog, field.kind == FieldKind::Text);
    if (field.table == "electricity") return regions(scenario, catalog);
    return field.id == "model.kv_cache" ? cacheFormats(catalog) : weightFormats(scenario, catalog);
}

bool CatalogChoices::renew(const Scenario& scenario, const Catalog& catalog) {
    Basis basis{&catalog, scenario.model.modelId, scenario.model.engine, scenario.place.customer};
    if (basis == m_basis) return false;
    m_basis = std::move(basis);
    m_items = catalogChoices(m_field, scenario, catalog);
    return true;
}

}  // namespace headroom
