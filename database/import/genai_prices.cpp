// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Members and their meaning: docs/imports.md 4.1.
#include <QDate>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include "database/errors.h"
#include "database/import/api_offers.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// A price with its first tier.
struct Tiered {
    std::optional<double> base;
    std::optional<double> from;  ///< tokens of the prompt
    std::optional<double> beyond;
    bool moreTiers{};
};

Tiered tieredPrice(const QJsonValue& value) {
    Tiered price;
    if (!value.isObject()) {
        price.base = jsonNumber(value);
        return price;
    }
    price.base = jsonNumber(value[u"base"_s]);
    const QJsonArray tiers = value[u"tiers"_s].toArray();
    for (const QJsonValue& tier : tiers) {
        const auto start = jsonNumber(tier[u"start"_s]);
        if (!start || (price.from && *price.from <= *start)) continue;
        price.from = start;
        price.beyond = jsonNumber(tier[u"price"_s]);
    }
    price.moreTiers = tiers.size() > 1;
    return price;
}

/// The last price whose condition holds on the day; the first when none does, as the schema says.
/// A price for hours of the day is no price for the day.
QJsonObject pricesOn(const QJsonValue& prices, const QDate& day, ApiListing& listing) {
    if (prices.isObject()) return prices.toObject();
    const QJsonArray all = prices.toArray();
    QJsonObject found = all.at(0)[u"prices"_s].toObject();
    for (const QJsonValue& conditional : all) {
        const QJsonObject constraint = conditional[u"constraint"_s].toObject();
        if (constraint.contains(u"start_time"_s) || constraint.contains(u"end_time"_s)) {
            listing.notes.push_back(
                Database::tr("A price for certain hours of the day was left out."));
            continue;
        }
        const QString start =
            constraint[constraint.contains(u"start_date"_s) ? u"start_date"_s : u"start"_s]
                .toString();
        const QDate from = QDate::fromString(start.left(10), Qt::ISODate);
        if (!start.isEmpty() && !(from.isValid() && from <= day)) continue;
        found = conditional[u"prices"_s].toObject();
    }
    return found;
}

void setPrices(ApiListing& listing, const QJsonObject& prices) {
    const Tiered input = tieredPrice(prices[u"input_mtok"_s]);
    const Tiered output = tieredPrice(prices[u"output_mtok"_s]);
    const Tiered cached = tieredPrice(prices[u"cache_read_mtok"_s]);
    const Tiered write5 =
        tieredPrice(prices.contains(u"cache_write_5m_mtok"_s) ? prices[u"cache_write_5m_mtok"_s]
                                                              : prices[u"cache_write_mtok"_s]);
    listing.input = input.base;
    listing.output = output.base;
    listing.cachedInput = cached.base;
    listing.cacheWrite5Minutes = write5.base;
    listing.cacheWrite1Hour = tieredPrice(prices[u"cache_write_1h_mtok"_s]).base;
    if (input.from) {
        listing.longFrom = input.from;
        listing.longInput = input.beyond;
        if (output.from == input.from) listing.longOutput = output.beyond;
        if (cached.from == input.from) listing.longCachedInput = cached.beyond;
    }
    if (input.moreTiers || output.moreTiers || (output.from && output.from != input.from)) {
        listing.notes.push_back(
            Database::tr("There are further price tiers; the first one of the prompt was taken."));
    }
    if (prices[u"requests_kcount"_s].isDouble()) {
        listing.notes.push_back(Database::tr("A price per request comes on top."));
    }
}

}  // namespace

ImportSource readGenaiPrices(const QByteArray& bytes, const QString& fileName,
                             const ImportContext& context) {
    const QJsonDocument document = parseJson(bytes, fileName);
    const QJsonArray providers =
        document.isArray() ? document.array() : document.object()[u"providers"_s].toArray();
    ImportSource source;
    source.kind = Database::tr("genai-prices data.json");
    source.file = QFileInfo(fileName).fileName();
    ApiOffers offers(context, sourceText(context, source.file, Database::tr("genai-prices")));
    int retired = 0;
    for (const QJsonValue& provider : providers) {
        const QString id = provider[u"id"_s].toString();
        const QString name = provider[u"name"_s].toString();
        if (!offers.wanted(id, name)) continue;
        for (const QJsonValue& model : provider[u"models"_s].toArray()) {
            if (model[u"deprecated"_s].toBool()) {
                ++retired;
                continue;
            }
            ApiListing listing;
            listing.provider = name.isEmpty() ? id : name;
            listing.model = model[u"id"_s].toString();
            listing.origin = id + u'/' + listing.model;
            listing.source = provider[u"pricing_urls"_s][0].toString();
            listing.context = jsonNumber(model[u"context_window"_s]);
            setPrices(listing, pricesOn(model[u"prices"_s], context.asOf, listing));
            source.rows.push_back(offers.rowOf(listing));
        }
    }
    if (retired > 0) {
        source.remarks.push_back(
            Database::tr("%1 models that their provider retires were left out.").arg(retired));
    }
    return source;
}

}  // namespace headroom
