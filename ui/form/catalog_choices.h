// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/scenario/fields.h"
#include "ui/widgets/combo_boxes.h"

namespace headroom {

/// What a field that names catalog rows offers: models by name (embedding models and rerankers for
/// the list of companions, the others for the choice), weight formats with the size that the chosen
/// model has in them, formats of the KV cache, regions with their price.
std::vector<ComboItem> catalogChoices(const Field& field, const Scenario& scenario,
                                      const Catalog& catalog);

/// The choices of one field, worked out again only when they can have changed.
class CatalogChoices {
public:
    explicit CatalogChoices(const Field& field) : m_field(field) {}
    /// Whether `items` are new: of another catalog, model, engine or kind of customer. The catalog
    /// of the last call must have lived until its successor was made.
    bool renew(const Scenario& scenario, const Catalog& catalog);
    const std::vector<ComboItem>& items() const { return m_items; }

private:
    struct Basis {
        const Catalog* catalog{};
        std::string modelId;
        EngineChoice engine{};
        CustomerClass customer{};
        bool operator==(const Basis&) const = default;
    };

    const Field& m_field;
    Basis m_basis;
    std::vector<ComboItem> m_items;
};

}  // namespace headroom
