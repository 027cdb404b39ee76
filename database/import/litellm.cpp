// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Members and their meaning: docs/imports.md 4.2.
#include <QFileInfo>
#include <QJsonObject>
#include <QRegularExpression>
#include <cmath>

#include "database/errors.h"
#include "database/import/api_offers.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

std::optional<double> perMillionOf(const QJsonObject& entry, const QString& member) {
    const auto price = jsonNumber(entry[member]);
    return price ? std::optional(perMillion(*price)) : std::nullopt;
}

/// The lowest N of members "input_cost_per_token_above_Nk_tokens", in thousands.
int lowestStep(const QJsonObject& entry, int& steps) {
    static const QRegularExpression pattern(u"^input_cost_per_token_above_(\\d{1,6})k_tokens$"_s);
    int lowest = 0;
    for (auto member = entry.begin(); member != entry.end(); ++member) {
        const auto match = pattern.match(member.key());
        if (!match.hasMatch()) continue;
        ++steps;
        const int step = match.captured(1).toInt();
        if (lowest == 0 || step < lowest) lowest = step;
    }
    return lowest;
}

void setLongPrices(ApiListing& listing, const QJsonObject& entry) {
    int steps = 0;
    const int thousands = lowestStep(entry, steps);
    if (thousands == 0) return;
    const QString suffix = u"_above_%1k_tokens"_s.arg(thousands);
    listing.longFrom = thousands * 1000.0;
    listing.longInput = perMillionOf(entry, u"input_cost_per_token"_s + suffix);
    listing.longOutput = perMillionOf(entry, u"output_cost_per_token"_s + suffix);
    listing.longCachedInput = perMillionOf(entry, u"cache_read_input_token_cost"_s + suffix);
    if (steps > 1) {
        listing.notes.push_back(
            Database::tr("There are further price tiers; the first one of the prompt was taken."));
    }
}

/// What a batch saves, where input and output save the same share.
void setBatchDiscount(ApiListing& listing, const QJsonObject& entry) {
    constexpr double kSame = 1e-6;
    const auto input = perMillionOf(entry, u"input_cost_per_token_batches"_s);
    const auto output = perMillionOf(entry, u"output_cost_per_token_batches"_s);
    const bool known =
        input && output && listing.input.value_or(0) > 0 && listing.output.value_or(0) > 0;
    if (!known) return;
    const double saved = 1 - *input / *listing.input;
    const bool same = std::fabs(saved - (1 - *output / *listing.output)) < kSame;
    if (same && saved >= 0 && saved <= 1) {
        listing.batchDiscount = std::round(saved * 1e6) / 1e6;
    } else {
        listing.notes.push_back(
            Database::tr("Batches save different shares of input and output; none was taken."));
    }
}

bool isTokenPriced(const QString& mode) {
    return mode == u"chat"_s || mode == u"completion"_s || mode == u"responses"_s;
}

}  // namespace

ImportSource readLiteLlm(const QByteArray& bytes, const QString& fileName,
                         const ImportContext& context) {
    const QJsonObject root = parseJson(bytes, fileName).object();
    ImportSource source;
    source.kind = Database::tr("LiteLLM model prices");
    source.file = QFileInfo(fileName).fileName();
    ApiOffers offers(context, sourceText(context, source.file, Database::tr("LiteLLM")));
    int otherModes = 0;
    for (auto model = root.begin(); model != root.end(); ++model) {
        const QJsonObject entry = model->toObject();
        const QString provider = entry[u"litellm_provider"_s].toString();
        // The first entry explains the members.
        if (model.key() == u"sample_spec"_s || !offers.wanted(provider)) continue;
        if (!isTokenPriced(entry[u"mode"_s].toString())) {
            ++otherModes;
            continue;
        }
        ApiListing listing;
        listing.origin = model.key();
        listing.provider = provider;
        const QString prefix = provider + u'/';
        listing.model =
            model.key().startsWith(prefix) ? model.key().mid(prefix.size()) : model.key();
        listing.input = perMillionOf(entry, u"input_cost_per_token"_s);
        listing.output = perMillionOf(entry, u"output_cost_per_token"_s);
        listing.cachedInput = perMillionOf(entry, u"cache_read_input_token_cost"_s);
        listing.cacheWrite5Minutes = perMillionOf(entry, u"cache_creation_input_token_cost"_s);
        listing.cacheWrite1Hour =
            perMillionOf(entry, u"cache_creation_input_token_cost_above_1hr"_s);
        listing.context = jsonNumber(entry[u"max_input_tokens"_s]);
        listing.source = entry[u"source"_s].toString();
        setLongPrices(listing, entry);
        setBatchDiscount(listing, entry);
        source.rows.push_back(offers.rowOf(listing));
    }
    if (otherModes > 0) {
        source.remarks.push_back(
            Database::tr("%1 entries that are not priced by text tokens were left out.")
                .arg(otherModes));
    }
    return source;
}

}  // namespace headroom
