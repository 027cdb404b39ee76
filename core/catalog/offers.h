// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/catalog/provenance.h"
#include "core/units/money.h"
#include "core/units/quantity.h"

namespace headroom {

enum class RentTier { OnDemand, Spot, Reserved1Year, Reserved3Years };

/// A rented instance: prices are per instance and hour; empty = not offered or unknown.
struct CloudOffer {
    std::string id;
    std::string provider;
    std::string providerKind;  ///< hyperscaler, gpu-cloud, marketplace, serverless, market-index,
                               ///< dedicated-endpoint
    std::string instanceType;
    std::string acceleratorId;
    std::string acceleratorName;
    int acceleratorCount{1};
    Bytes memoryPerAccelerator;
    std::optional<double> vcpus;
    std::optional<Bytes> hostMemory;
    std::string region;
    std::string country;
    std::optional<UnitPrice> onDemand;
    std::optional<UnitPrice> spot;
    std::optional<UnitPrice> reserved1Year;
    std::optional<UnitPrice> reserved3Years;
    std::optional<bool> hipaaBaa;  ///< nullopt = not verified
    std::optional<bool> soc2;
    std::optional<bool> euRegion;
    Provenance provenance;

    std::optional<UnitPrice> price(RentTier tier) const;
    friend bool operator==(const CloudOffer&, const CloudOffer&) = default;
};

/// Storage, egress and address prices of a cloud provider.
struct CloudExtra {
    std::string provider;
    std::string item;  ///< storage_gb_month, egress_gb, public_ip_month, support
    std::optional<UnitPrice> price;
    std::string unit;
    Provenance provenance;

    friend bool operator==(const CloudExtra&, const CloudExtra&) = default;
};

/// Hosted tokens, prices per million.
struct ApiOffer {
    std::string id;
    std::string provider;
    std::string model;
    std::string openWeightsEquivalent;  ///< models id, empty = closed weights
    UnitPrice input;
    UnitPrice output;
    std::optional<UnitPrice> cachedInput;
    std::optional<UnitPrice> cacheWrite5Minutes;
    std::optional<UnitPrice> cacheWrite1Hour;
    std::optional<double> batchDiscount;  ///< share taken off, 0.5 = half price
    std::optional<Tokens> context;
    std::optional<Tokens> longPromptFrom;  ///< longer prompts are charged the long prices
    std::optional<UnitPrice> longInput;
    std::optional<UnitPrice> longCachedInput;
    std::optional<UnitPrice> longOutput;
    Provenance provenance;

    friend bool operator==(const ApiOffer&, const ApiOffer&) = default;
};

/// What an API provider states about retention, residency, agreements.
struct ApiStatement {
    std::string provider;
    std::string item;  ///< baa, residency, certifications, data_retention, zero_data_retention
    std::string value;
    Provenance provenance;

    friend bool operator==(const ApiStatement&, const ApiStatement&) = default;
};

enum class CustomerClass { Residential, Commercial, Industrial };

/// Electricity price per kWh and grid carbon of a region.
struct Tariff {
    std::string region;  ///< "US-CA", "DE"
    std::string name;
    std::optional<UnitPrice> residential;
    std::optional<UnitPrice> commercial;
    std::optional<UnitPrice> industrial;
    std::optional<double> carbonGramsPerKwh;
    Provenance provenance;

    std::optional<UnitPrice> price(CustomerClass customer) const;
    friend bool operator==(const Tariff&, const Tariff&) = default;
};

struct ExchangeRate {
    Currency currency;
    double usdPerUnit{};
    Provenance provenance;

    friend bool operator==(const ExchangeRate&, const ExchangeRate&) = default;
};

/// One observation of a used price against the launch price.
struct ResalePoint {
    std::string item;
    double ageMonths{};
    std::optional<UnitPrice> launchPrice;
    std::optional<UnitPrice> usedPrice;
    double ratio{};
    Provenance provenance;

    friend bool operator==(const ResalePoint&, const ResalePoint&) = default;
};

}  // namespace headroom
