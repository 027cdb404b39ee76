// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/refresh/price_sources.h"

#include <algorithm>

#include "database/connection.h"
#include "database/import/import_text.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// Providers of SkyPilot's catalog that ours knows, and how people call them.
constexpr std::pair<const char*, const char*> kSkyPilotProviders[] = {
    {"aws", "AWS"},
    {"gcp", "Google Cloud"},
    {"lambda", "Lambda"},
    {"nebius", "Nebius"},
    {"runpod", "RunPod"},
    {"vast", "Vast.ai"},
    {"verda", "Verda (DataCrunch)"}};

QVariant textOrNull(const QString& text) {
    return text.isEmpty() ? QVariant() : QVariant(text);
}

PriceSource* find(std::vector<PriceSource>& sources, const QString& id) {
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [&](const PriceSource& source) { return source.id == id; });
    return found == sources.end() ? nullptr : &*found;
}

}  // namespace

std::vector<PriceSource> suppliedPriceSources() {
    std::vector<PriceSource> sources;
    const auto add = [&](const QString& id, const QString& title, const QString& address) {
        sources.push_back({id, title, address, address, false, {}});
    };
    add(u"ecb"_s, Database::tr("Exchange rates: European Central Bank"),
        u"https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"_s);
    add(u"genai-prices"_s, Database::tr("API prices: genai-prices"),
        u"https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json"_s);
    add(u"litellm"_s, Database::tr("API prices: LiteLLM"),
        u"https://raw.githubusercontent.com/BerriAI/litellm/main/"
        "model_prices_and_context_window.json"_s);
    for (const auto& [folder, name] : kSkyPilotProviders) {
        add(u"skypilot-"_s + QLatin1StringView(folder),
            Database::tr("Rented machines: %1 (SkyPilot)").arg(QString::fromUtf8(name)),
            u"https://raw.githubusercontent.com/skypilot-org/skypilot-catalog/master/catalogs/v8/%1/vms.csv"_s
                .arg(QLatin1StringView(folder)));
    }
    return sources;
}

std::vector<PriceSource> readPriceSources(const Connection& connection) {
    std::vector<PriceSource> sources = suppliedPriceSources();
    std::vector<PriceSource> own;
    QSqlQuery query =
        connection.execute(u"SELECT id, title, address, chosen, fetched_on FROM price_sources"_s);
    while (query.next()) {
        const QString id = query.value(0).toString();
        PriceSource* source = find(sources, id);
        if (source == nullptr) source = &own.emplace_back(PriceSource{id, id, {}, {}, false, {}});
        if (!query.value(1).isNull()) source->title = query.value(1).toString();
        if (!query.value(2).isNull()) source->address = query.value(2).toString();
        source->chosen = query.value(3).toBool();
        source->fetchedOn = QDate::fromString(query.value(4).toString(), Qt::ISODate);
    }
    std::sort(own.begin(), own.end(), [](const PriceSource& a, const PriceSource& b) {
        const int order = QString::localeAwareCompare(a.title, b.title);
        return order != 0 ? order < 0 : a.id < b.id;
    });
    sources.insert(sources.end(), own.begin(), own.end());
    return sources;
}

void writePriceSource(const Connection& connection, const PriceSource& source) {
    std::vector<PriceSource> supplied = suppliedPriceSources();
    const PriceSource* const original = find(supplied, source.id);
    const bool sameTitle = original != nullptr && original->title == source.title;
    const bool sameAddress = original != nullptr && original->address == source.address;
    connection.execute(
        u"INSERT OR REPLACE INTO price_sources (id, title, address, chosen, fetched_on) "
        "VALUES (?, ?, ?, ?, ?)"_s,
        {source.id, sameTitle ? QVariant() : textOrNull(source.title),
         sameAddress ? QVariant() : textOrNull(source.address), source.chosen ? 1 : 0,
         source.fetchedOn.isValid() ? QVariant(source.fetchedOn.toString(Qt::ISODate))
                                    : QVariant()});
}

void removePriceSource(const Connection& connection, const QString& id) {
    connection.execute(u"DELETE FROM price_sources WHERE id = ?"_s, {id});
}

QString freeSourceId(const QString& title, const std::vector<PriceSource>& sources) {
    const QString key = plainKey(title).left(60);
    const QString base = key.isEmpty() ? u"source"_s : key;
    const auto taken = [&](const QString& id) {
        return std::any_of(sources.begin(), sources.end(),
                           [&](const PriceSource& source) { return source.id == id; });
    };
    QString id = base;
    for (int i = 2; taken(id); ++i) id = base + u'-' + QString::number(i);
    return id;
}

}  // namespace headroom
