// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and their meaning: docs/imports.md 3.1.
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include "database/errors.h"
#include "database/import/cloud_offers.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// The folder above vms.csv, or what the caller says.
QString providerOf(const QString& fileName, const ImportContext& context) {
    if (!context.provider.isEmpty()) return context.provider;
    QString path = fileName;
    path.replace(u'\\', u'/');
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    const QString file = parts.isEmpty() ? QString() : parts.back().section(u'.', 0, 0);
    const QString folder = parts.size() > 1 ? parts[parts.size() - 2] : QString();
    static const QRegularExpression version(u"^v\\d+$"_s);
    if (file == u"vms"_s && !folder.isEmpty() && !version.match(folder).hasMatch() &&
        folder != u"."_s && folder != u".."_s) {
        return folder;
    }
    // Older versions had one file per provider: catalogs/v2/gcp.csv.
    if (file != u"vms"_s && version.match(folder).hasMatch()) return file;
    throw FileError(Database::tr("“%1” does not tell whose prices it has. Keep SkyPilot's folders "
                                 "(catalogs/v8/aws/vms.csv), or name the provider (--provider).")
                        .arg(shortened(fileName)));
}

/// The value behind 'key': in the text of a Python dictionary; empty when there is none.
QString valueOf(const QString& dictionary, const QString& key) {
    const qsizetype at = dictionary.indexOf(u'\'' + key + u"':"_s);
    if (at < 0) return {};
    const QString rest = dictionary.mid(at + key.size() + 3, 80).trimmed();
    if (rest.startsWith(u'\'')) return rest.mid(1).section(u'\'', 0, 0);
    static const QRegularExpression number(u"^[0-9.]+"_s);
    return number.match(rest).captured(0);
}

/// What a line says of its devices beside their name.
struct DeviceInfo {
    QString name;
    std::vector<double> memoryGib;
};

/// What the list may mean by "SizeInMiB": one device, all of them, or GiB (RunPod's lines).
std::vector<double> memoryReadings(const QString& info, double count) {
    constexpr double kMebibytes = 1024;
    bool ok = false;
    const double size = valueOf(info, u"SizeInMiB"_s).toDouble(&ok);
    if (!ok || size <= 0) return {};
    const double gib = size < kMebibytes ? size : size / kMebibytes;
    return count > 1 ? std::vector<double>{gib, gib / count} : std::vector<double>{gib};
}

}  // namespace

ImportSource readSkyPilot(const QByteArray& bytes, const QString& fileName,
                          const ImportContext& context) {
    ImportSource source;
    source.kind = Database::tr("SkyPilot vms.csv");
    source.file = QFileInfo(fileName).fileName();
    const QString provider = providerOf(fileName, context);
    CloudOffers offers(context);
    // A list has some dozen of these texts, on tens of thousands of lines.
    QHash<std::pair<QString, double>, DeviceInfo> infos;
    int withoutAccelerator = 0;
    forEachRecord(bytes, fileName, [&](const CsvRecord& record) {
        CloudListing listing;
        listing.accelerator = record.shown("AcceleratorName");
        if (!record.complete()) listing.refusal = record.incompleteText();
        if (listing.accelerator.isEmpty() && listing.refusal.isEmpty()) {
            ++withoutAccelerator;
            return;
        }
        listing.line = record.line();
        listing.provider = provider;
        listing.instance = record.shown("InstanceType");
        listing.region = record.shown("Region");
        listing.count = record.number("AcceleratorCount").value_or(1);
        const QString text = record.shown("GpuInfo");
        auto info = infos.constFind({text, listing.count});
        if (info == infos.constEnd()) {
            info = infos.insert({text, listing.count},
                                {valueOf(text, u"Name"_s), memoryReadings(text, listing.count)});
        }
        listing.hint = listing.instance + u' ' + info->name;
        listing.memoryGib = info->memoryGib;
        listing.vcpus = record.number("vCPUs");
        listing.ramGib = record.number("MemoryGiB");
        listing.onDemandUsdPerHour = record.number("Price");
        listing.spotUsdPerHour = record.number("SpotPrice");
        if (listing.instance.isEmpty() && listing.refusal.isEmpty()) {
            listing.refusal = Database::tr(
                "the list prices this accelerator apart from its host, which the catalog does not. "
                "Enter the offer by hand.");
        }
        for (const char* column : {"Price", "SpotPrice"}) {
            if (record.text(column).empty() || record.number(column)) continue;
            listing.refusal = Database::tr("%1 “%2” is no price. Correct the file.")
                                  .arg(QString::fromUtf8(column), shortened(record.text(column)));
        }
        offers.add(std::move(listing));
    });
    offers.finish(source, sourceText(context, source.file, Database::tr("SkyPilot catalog")));
    if (withoutAccelerator > 0) {
        source.remarks.push_back(
            Database::tr("%1 lines without an accelerator were left out.").arg(withoutAccelerator));
    }
    return source;
}

}  // namespace headroom
