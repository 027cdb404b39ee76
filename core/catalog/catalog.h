// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/engine_support.h"
#include "core/catalog/hardware.h"
#include "core/catalog/model_spec.h"
#include "core/catalog/offers.h"
#include "core/catalog/speed_class.h"
#include "core/catalog/weight_format.h"

namespace headroom {

/// Everything that exists, as values. Immutable once built and shared by pointer, so that
/// documents, workers and views can hold on to the catalog that they were evaluated with.
struct Catalog {
    std::vector<ModelSpec> models;
    std::vector<WeightFormat> formats;
    std::vector<Accelerator> accelerators;
    std::vector<Machine> machines;
    std::vector<CloudOffer> cloudOffers;
    std::vector<CloudExtra> cloudExtras;
    std::vector<ApiOffer> apiOffers;
    std::vector<ApiStatement> apiStatements;
    std::vector<Tariff> tariffs;
    std::vector<ExchangeRate> exchangeRates;
    std::vector<ResalePoint> resale;
    std::vector<SpeedClass> speedClasses;
    std::vector<EngineSupport> engineSupport;

    /// Linear look-ups by id; nullptr when there is none.
    const ModelSpec* model(std::string_view id) const;
    const WeightFormat* format(std::string_view id) const;
    const Accelerator* accelerator(std::string_view id) const;
    const Machine* machine(std::string_view id) const;
    const CloudOffer* cloudOffer(std::string_view id) const;
    const ApiOffer* apiOffer(std::string_view id) const;
    const Tariff* tariff(std::string_view region) const;
    const ExchangeRate* exchangeRate(Currency currency) const;

    friend bool operator==(const Catalog&, const Catalog&) = default;
};

using CatalogPointer = std::shared_ptr<const Catalog>;

/// Converts by the catalog's dated USD rates. Throws std::out_of_range when a rate is missing;
/// `validate()` reports that case first.
UnitPrice convert(const UnitPrice& price, Currency to, const Catalog& catalog);

}  // namespace headroom
