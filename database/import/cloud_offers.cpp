// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/cloud_offers.h"

#include <algorithm>
#include <cmath>

#include "database/import/import_text.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr const char* kTable = "cloud_prices";

/// One text from several, which cannot be mistaken for another's.
std::string keyOf(std::initializer_list<QString> parts) {
    std::string key;
    for (const QString& part : parts) {
        const QByteArray bytes = part.toUtf8();
        key.append(bytes.constData(), static_cast<std::size_t>(bytes.size())) += '\x1f';
    }
    return key;
}

QString stored(const Row& row, const char* column) {
    return QString::fromStdString(row.text(column));
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void setNumber(Row& row, const char* column, const std::optional<double>& value) {
    if (value) row.set(column, numberText(*value));
}

void addOnce(std::vector<std::string>& ids, const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

/// The price of several lines, with a note when they differ.
void setPrice(ProposedRow& proposed, const char* column, const QString& words,
              const std::vector<double>& prices) {
    if (prices.empty()) return;
    const double middle = median(prices);
    proposed.row.set(column, numberText(middle));
    const auto [low, high] = std::minmax_element(prices.begin(), prices.end());
    if (*low == *high) return;
    proposed.notes.push_back(Database::tr("%1: median of %2 lines, %3 to %4 USD/h.")
                                 .arg(words, QString::number(prices.size()),
                                      QString::fromStdString(numberText(*low)),
                                      QString::fromStdString(numberText(*high))));
}

/// Finite, above zero: lists write 0 for what is not offered. A bad price refuses the line.
bool takePrice(const std::optional<double>& price, std::vector<double>& prices) {
    if (!price || *price == 0) return true;
    if (!std::isfinite(*price) || *price < 0) return false;
    prices.push_back(*price);
    return true;
}

}  // namespace

CloudOffers::CloudOffers(const ImportContext& context)
    : m_context(context),
      m_names(rowsOf(context, "accelerators")),
      m_providers(rowsOf(context, kTable)) {
    for (const Row& row : rowsOf(context, kTable)) {
        const QString provider = stored(row, "provider");
        const QString instance = plain(stored(row, "instance_type"));
        const QString region = plain(stored(row, "region"));
        const std::string device = row.text("accelerator_id");
        m_known.emplace(keyOf({provider, instance, region, stored(row, "accelerator_count")}),
                        &row);
        m_regions.emplace(keyOf({provider, region}), &row);
        m_kinds.emplace(provider.toStdString(), row.text("provider_kind"));
        addOnce(m_aliases[keyOf({provider, u"instance"_s, instance})], device);
        addOnce(m_aliases[keyOf({provider, u"name"_s, name(stored(row, "accelerator_name"))})],
                device);
        m_ids.insert(row.text("id"));
    }
}

void CloudOffers::add(CloudListing listing) {
    const std::string key =
        keyOf({listing.provider, listing.instance, listing.region, listing.accelerator,
               QString::fromStdString(numberText(listing.count)), listing.refusal});
    const auto [place, isNew] = m_places.emplace(key, m_offers.size());
    const int line = listing.line;
    const std::optional<double> onDemand = listing.onDemandUsdPerHour;
    const std::optional<double> spot = listing.spotUsdPerHour;
    if (isNew) m_offers.push_back({std::move(listing), {}, {}, 0, 0});
    Offer& offer = m_offers[place->second];
    ++offer.lines;
    offer.lastLine = line;
    const bool good = takePrice(onDemand, offer.onDemand) && takePrice(spot, offer.spot);
    if (!good && offer.first.refusal.isEmpty()) {
        offer.first.refusal =
            Database::tr("a price on line %1 is negative. Correct the file.").arg(line);
    }
}

void CloudOffers::finish(ImportSource& source, const QString& sourceText) {
    source.rows.reserve(source.rows.size() + m_offers.size());
    const Row provenance = priceProvenance(m_context, kTable, sourceText);
    for (const Offer& offer : m_offers) source.rows.push_back(rowOf(offer, provenance));
}

QString CloudOffers::providerOf(const CloudListing& listing) {
    auto known = m_providerCache.constFind(listing.provider);
    if (known == m_providerCache.constEnd()) {
        const QString alone = m_providers.match(listing.provider);
        known =
            m_providerCache.insert(listing.provider, m_providers.knows(alone) ? alone : QString());
    }
    if (!known->isEmpty()) return *known;
    // Names alone decide nearly always; the instance does where the catalog splits a provider.
    return m_providers.match(listing.provider, plainWords(listing.instance).join(u' '));
}

AcceleratorMatch CloudOffers::narrowed(AcceleratorMatch match, const CloudListing& listing,
                                       const QString& provider) {
    if (match.ids.size() == 1) return match;
    const std::string keys[] = {keyOf({provider, u"instance"_s, plain(listing.instance)}),
                                keyOf({provider, u"name"_s, name(listing.accelerator)})};
    for (const std::string& key : keys) {
        const auto alias = m_aliases.find(key);
        if (alias == m_aliases.end() || alias->second.size() != 1) continue;
        const std::string& id = alias->second.front();
        const bool possible = match.ids.empty() ? !match.wrongMemory
                                                : std::find(match.ids.begin(), match.ids.end(),
                                                            id) != match.ids.end();
        if (!possible) continue;
        match.ids = {id};
        return match;
    }
    return match;
}

const CloudOffers::Decision& CloudOffers::decide(const CloudListing& listing,
                                                 const QString& provider) {
    QString memory;
    for (const double value : listing.memoryGib) memory += QString::number(value) + u' ';
    const std::string key = keyOf(
        {provider, listing.accelerator, hintKey(listing.hint), memory, plain(listing.instance)});
    const auto known = m_decisions.find(key);
    if (known != m_decisions.end()) return known->second;
    const AcceleratorMatch match = narrowed(
        m_names.find(listing.accelerator, listing.memoryGib, listing.hint), listing, provider);
    Decision decision;
    if (match.ids.size() == 1) {
        decision.id = match.ids.front();
    } else {
        decision.refusal = acceleratorRefusal(listing.accelerator, match, m_names);
    }
    return m_decisions.emplace(key, decision).first->second;
}

QString CloudOffers::plain(const QString& text) {
    auto known = m_plain.find(text);
    if (known == m_plain.end()) known = m_plain.insert(text, plainKey(text));
    return *known;
}

QString CloudOffers::name(const QString& accelerator) {
    auto known = m_nameKeys.find(accelerator);
    if (known == m_nameKeys.end()) {
        known = m_nameKeys.insert(accelerator, m_names.nameKey(accelerator));
    }
    return *known;
}

QString CloudOffers::hintKey(const QString& hint) {
    auto known = m_hintKeys.find(hint);
    if (known == m_hintKeys.end()) known = m_hintKeys.insert(hint, m_names.hintKey(hint));
    return *known;
}

std::string CloudOffers::freeId(const QString& wanted) {
    const std::string base = wanted.isEmpty() ? "offer" : wanted.toStdString();
    std::string id = base;
    for (int i = 2; !m_ids.insert(id).second; ++i) id = base + '-' + std::to_string(i);
    return id;
}

void CloudOffers::complete(ProposedRow& proposed, const Offer& offer, const QString& provider) {
    const CloudListing& listing = offer.first;
    const std::string count = numberText(listing.count);
    const auto known = m_known.find(keyOf(
        {provider, plain(listing.instance), plain(listing.region), QString::fromStdString(count)}));
    if (known != m_known.end()) {
        proposed.row.set("id", known->second->text("id"));
        return;
    }
    const Decision& decision = decide(listing, provider);
    if (!decision.refusal.isEmpty()) {
        proposed.refusal = decision.refusal;
        return;
    }
    const auto kind = m_kinds.find(provider.toStdString());
    if (kind == m_kinds.end()) {
        proposed.refusal = Database::tr(
                               "the catalog does not know the provider “%1”, and the file does not "
                               "tell its kind. Add one of its offers by hand, or name a known "
                               "provider.")
                               .arg(shortened(provider));
        return;
    }
    const Row& device = *m_names.row(decision.id);
    Row& fresh = proposed.whenNew;
    fresh.set("provider", provider.toStdString());
    fresh.set("provider_kind", kind->second);
    fresh.set("instance_type", listing.instance.toStdString());
    fresh.set("accelerator_id", decision.id);
    fresh.set("accelerator_name", listing.accelerator.toStdString());
    fresh.set("accelerator_count", count);
    fresh.set("memory_gib_per_accelerator", device.text("memory_gib"));
    if (!listing.region.isEmpty()) fresh.set("region", listing.region.toStdString());
    const auto place = m_regions.find(keyOf({provider, plain(listing.region)}));
    if (place != m_regions.end()) {
        for (const char* column : {"country", "eu_region"}) {
            if (place->second->has(column)) fresh.set(column, place->second->text(column));
        }
    }
    proposed.row.set("id",
                     freeId(plainKey(provider + u' ' + listing.instance + u' ' + listing.region)));
}

ProposedRow CloudOffers::rowOf(const Offer& offer, const Row& provenance) {
    const CloudListing& listing = offer.first;
    ProposedRow proposed;
    proposed.table = kTable;
    proposed.origin = offer.lines > 1
                          ? Database::tr("lines %1 to %2")
                                .arg(QString::number(listing.line), QString::number(offer.lastLine))
                          : Database::tr("line %1").arg(listing.line);
    proposed.refusal = listing.refusal;
    if (proposed.refusal.isEmpty() && offer.onDemand.empty() && offer.spot.empty()) {
        proposed.refusal = Database::tr("it has no price. Nothing can be imported from it.");
    }
    if (proposed.refusal.isEmpty() && listing.count != std::trunc(listing.count)) {
        proposed.refusal =
            Database::tr("it rents a share of a device (%1), which the catalog cannot hold.")
                .arg(listing.count);
    }
    if (proposed.refusal.isEmpty()) complete(proposed, offer, providerOf(listing));
    setPrice(proposed, "price_on_demand_usd_h", Database::tr("On demand"), offer.onDemand);
    setPrice(proposed, "price_spot_usd_h", Database::tr("Spot"), offer.spot);
    setNumber(proposed.row, "vcpus", listing.vcpus);
    setNumber(proposed.row, "ram_gib", listing.ramGib);
    proposed.withPrice = provenance;
    return proposed;
}

}  // namespace headroom
