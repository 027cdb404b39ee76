// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "database/import/import_source.h"
#include "database/import/provider_names.h"

namespace headroom {

/// One model of a foreign list of API prices, in US dollars per million tokens.
struct ApiListing {
    QString provider;
    QString model;
    std::optional<double> input;
    std::optional<double> output;
    std::optional<double> cachedInput;
    std::optional<double> cacheWrite5Minutes;
    std::optional<double> cacheWrite1Hour;
    std::optional<double> batchDiscount;  ///< share taken off, 0 to 1
    std::optional<double> context;        ///< tokens
    std::optional<double> longFrom;       ///< tokens of a prompt above which the long prices count
    std::optional<double> longInput;
    std::optional<double> longCachedInput;
    std::optional<double> longOutput;
    QString source;  ///< where the prices stand; empty = the file
    QString origin;
    QString refusal{};
    std::vector<QString> notes{};
};

/// Turns listings into rows of api_prices, those that the catalog has found by provider and model.
class ApiOffers {
public:
    ApiOffers(const ImportContext& context, const QString& sourceText);

    /// Whether --provider leaves this provider out; `name` is as the list has it.
    bool wanted(const QString& name, const QString& otherName = {}) const;
    ProposedRow rowOf(const ApiListing& listing);

private:
    const ImportContext& m_context;
    QString m_sourceText;
    ProviderNames m_providers;
    std::unordered_map<std::string, const Row*> m_known;  ///< by provider and model
    std::unordered_set<std::string> m_ids;
};

/// A price per token as one per million, without the noise of the multiplication.
double perMillion(double perToken);

}  // namespace headroom
