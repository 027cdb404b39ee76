// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/api_offers.h"

#include <cmath>

#include "database/import/import_text.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr const char* kTable = "api_prices";

std::string offerKey(const QString& provider, const QString& model) {
    return (plainKey(provider) + QChar(0x1f) + plainKey(model)).toStdString();
}

bool bad(const std::optional<double>& value) {
    return value && (!std::isfinite(*value) || *value < 0);
}

QString problemOf(const ApiListing& listing) {
    for (const auto& price : {listing.input, listing.output, listing.cachedInput,
                              listing.cacheWrite5Minutes, listing.cacheWrite1Hour,
                              listing.longInput, listing.longCachedInput, listing.longOutput}) {
        if (bad(price))
            return Database::tr("a price is below zero or no number. Correct the file.");
    }
    if (!listing.input || !listing.output) {
        return Database::tr(
            "the file gives no price per token for both input and output, which "
            "the catalog needs. Enter the offer by hand.");
    }
    if (*listing.input == 0 && *listing.output == 0) {
        return Database::tr(
            "input and output cost 0 in the file, which such lists write for what "
            "they do not know. Enter a free offer by hand.");
    }
    return {};
}

}  // namespace

double perMillion(double perToken) {
    return std::round(perToken * 1e15) / 1e9;
}

ApiOffers::ApiOffers(const ImportContext& context, const QString& sourceText)
    : m_context(context), m_sourceText(sourceText), m_providers(rowsOf(context, kTable)) {
    for (const Row& row : rowsOf(context, kTable)) {
        m_known.emplace(offerKey(QString::fromStdString(row.text("provider")),
                                 QString::fromStdString(row.text("model"))),
                        &row);
        m_ids.insert(row.text("id"));
    }
}

bool ApiOffers::wanted(const QString& name, const QString& otherName) const {
    if (m_context.provider.isEmpty()) return true;
    const QString asked = plainKey(m_context.provider);
    return asked == plainKey(name) || asked == plainKey(otherName) ||
           asked == plainKey(m_providers.match(name)) ||
           (!otherName.isEmpty() && asked == plainKey(m_providers.match(otherName)));
}

ProposedRow ApiOffers::rowOf(const ApiListing& listing) {
    const QString provider = m_providers.match(listing.provider);
    ProposedRow proposed;
    proposed.table = kTable;
    proposed.origin = listing.origin;
    proposed.notes = listing.notes;
    proposed.refusal = listing.refusal.isEmpty() ? problemOf(listing) : listing.refusal;
    const auto known = m_known.find(offerKey(provider, listing.model));
    if (known != m_known.end()) {
        proposed.row.set("id", known->second->text("id"));
    } else {
        const std::string base = plainKey(provider + u' ' + listing.model).toStdString();
        std::string id = base;
        for (int i = 2; m_ids.count(id) > 0; ++i) id = base + '-' + std::to_string(i);
        // Not for what is refused: its model may come again.
        if (proposed.refusal.isEmpty()) m_ids.insert(id);
        proposed.row.set("id", id);
        proposed.whenNew.set("provider", provider.toStdString());
        proposed.whenNew.set("model", listing.model.toStdString());
    }
    const auto set = [&](const char* column, const std::optional<double>& value) {
        if (value) proposed.row.set(column, numberText(*value));
    };
    set("input_usd_per_mtok", listing.input);
    set("output_usd_per_mtok", listing.output);
    set("cached_input_usd_per_mtok", listing.cachedInput);
    set("cache_write_5m_usd_per_mtok", listing.cacheWrite5Minutes);
    set("cache_write_1h_usd_per_mtok", listing.cacheWrite1Hour);
    set("batch_discount", listing.batchDiscount);
    set("context_tokens", listing.context);
    set("long_prompt_from_tokens", listing.longFrom);
    set("long_input_usd_per_mtok", listing.longInput);
    set("long_cached_input_usd_per_mtok", listing.longCachedInput);
    set("long_output_usd_per_mtok", listing.longOutput);
    proposed.withPrice = priceProvenance(m_context, kTable,
                                         listing.source.isEmpty() ? m_sourceText : listing.source);
    return proposed;
}

}  // namespace headroom
