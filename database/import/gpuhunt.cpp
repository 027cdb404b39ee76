// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and their meaning: docs/imports.md 3.2.
#include <QFileInfo>

#include "database/errors.h"
#include "database/import/cloud_offers.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

bool isTrue(const QString& text) {
    return text.compare(u"true"_s, Qt::CaseInsensitive) == 0 || text == u"1"_s;
}

}  // namespace

ImportSource readGpuHunt(const QByteArray& bytes, const QString& fileName,
                         const ImportContext& context) {
    ImportSource source;
    source.kind = Database::tr("gpuhunt CSV");
    source.file = QFileInfo(fileName).fileName();
    // The catalog of one provider is named after it: aws.csv.
    QString path = fileName;
    const QString named = context.provider.isEmpty()
                              ? path.replace(u'\\', u'/').section(u'/', -1).section(u'.', 0, 0)
                              : context.provider;
    CloudOffers offers(context);
    int withoutAccelerator = 0;
    forEachRecord(bytes, fileName, [&](const CsvRecord& record) {
        CloudListing listing;
        listing.accelerator = record.shown("gpu_name");
        if (!record.complete()) listing.refusal = record.incompleteText();
        if (listing.accelerator.isEmpty() && listing.refusal.isEmpty()) {
            ++withoutAccelerator;
            return;
        }
        listing.line = record.line();
        const QString column = record.shown("provider");
        listing.provider = column.isEmpty() ? named : column;
        listing.instance = record.shown("instance_name");
        listing.region = record.shown("location");
        listing.count = record.number("gpu_count").value_or(1);
        listing.hint = listing.instance;
        if (const auto memory = record.number("gpu_memory")) listing.memoryGib = {*memory};
        listing.vcpus = record.number("cpu");
        listing.ramGib = record.number("memory");
        const bool spot = isTrue(record.shown("spot"));
        (spot ? listing.spotUsdPerHour : listing.onDemandUsdPerHour) = record.number("price");
        if (!record.text("price").empty() && !record.number("price")) {
            listing.refusal = Database::tr("%1 “%2” is no price. Correct the file.")
                                  .arg(u"price"_s, shortened(record.text("price")));
        }
        offers.add(std::move(listing));
    });
    offers.finish(source, sourceText(context, source.file, Database::tr("gpuhunt catalog")));
    if (withoutAccelerator > 0) {
        source.remarks.push_back(
            Database::tr("%1 lines without an accelerator were left out.").arg(withoutAccelerator));
    }
    return source;
}

}  // namespace headroom
