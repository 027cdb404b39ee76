// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>

#include "app/cli/catalog_import.h"
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/suggestion.h"
#include "database/import/import_format.h"
#include "database/refresh/downloader.h"
#include "database/refresh/price_sources.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

void listSources(const std::vector<PriceSource>& sources, Format format) {
    QJsonArray json;
    QString csv = csvLine({u"id"_s, u"title"_s, u"address"_s, u"fetched_on"_s});
    TextTable table({{u"Source"_s, false, 30},
                     {u"What"_s, false, 44},
                     {u"Last asked"_s},
                     {u"Address"_s, false, 200}});
    for (const PriceSource& source : sources) {
        const QString day = source.fetchedOn.toString(Qt::ISODate);
        json << QJsonObject{{u"id"_s, source.id},
                            {u"title"_s, source.title},
                            {u"address"_s, source.address},
                            {u"fetched_on"_s, day.isEmpty() ? QJsonValue() : QJsonValue(day)}};
        csv += csvLine({source.id, source.title, source.address, day});
        table.add({source.id, source.title, day.isEmpty() ? u"never"_s : day, source.address});
    }
    if (format == Format::Json) writeJson({{u"sources"_s, json}});
    if (format == Format::Csv) writeRaw(csv.toUtf8());
    if (format == Format::Text) table.print();
    writeError(
        u"Nothing was asked of any of them. “headroom-cli catalog refresh SOURCE” asks one and "
        "shows what would change."_s);
}

/// The source of that id, or one for an address that was typed.
PriceSource sourceNamed(const std::vector<PriceSource>& sources, const QString& name) {
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [&](const PriceSource& source) { return source.id == name; });
    if (found != sources.end()) return *found;
    if (name.contains(u"://"_s)) return {{}, name, name, {}, false, {}};
    QStringList ids;
    for (const PriceSource& source : sources) ids << source.id;
    throw UsageError(
        u"There is no source “%1”. Name one, or an address that begins with "
        "https://."_s.arg(name) +
        didYouMean(name, ids));
}

}  // namespace

ExitCode runCatalogRefresh(const QStringList& words) {
    std::vector<OptionSpec> options = importOptions();
    options.push_back(formatOption());
    Arguments arguments(
        u"catalog"_s,
        u"refresh [source]: fetches a price list from the internet and shows what it would change; "
        "without a source, lists them. Only the address is asked, over https; nothing about you or "
        "your catalog is sent. Nothing changes without --apply."_s,
        {{u"action"_s, u"refresh."_s},
         {u"source"_s, u"Source of the list, or an address that begins with https://."_s, true}},
        options);
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const QDate asOf = priceDate(arguments);
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    const std::vector<PriceSource> sources = store->priceSources();
    if (arguments.position(1).isEmpty()) {
        listSources(sources, format);
        return ExitCode::Ok;
    }
    PriceSource source = sourceNamed(sources, arguments.position(1));
    writeError(u"Asking %1"_s.arg(source.address));
    const Download answer = download(source.address, downloadCacheFolder());
    if (answer.fromCache) writeError(u"It has not changed since it was last asked."_s);
    const CatalogRows rows = store->rows();
    const ImportContext context{rows, store->tables(), asOf, {}, {}, answer.address.toString()};
    finishImport(*store, rows, readImport(answer.bytes, answer.address.path(), context), arguments);
    if (arguments.has(u"apply"_s) && !source.id.isEmpty()) {
        source.fetchedOn = QDate::currentDate();
        store->savePriceSource(source);
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
