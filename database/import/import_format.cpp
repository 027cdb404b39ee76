// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/import_format.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>

#include "database/errors.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr qsizetype kLooked = 4096;

[[noreturn]] void refuseUnknown(const QString& fileName) {
    throw FileError(
        Database::tr("“%1” is in no format that can be imported. Known are: CSV or JSON that this "
                     "program exported, a scenario, SkyPilot's vms.csv, gpuhunt's CSV, "
                     "genai-prices' data.json, "
                     "LiteLLM's model_prices_and_context_window.json, the European Central Bank's "
                     "eurofxref-daily.xml, and the output of nvidia-smi -q -x, rocm-smi --json and "
                     "system_profiler -json.")
            .arg(shortened(fileName)));
}

ImportFormat formatOfArray(const QJsonArray& array, const QString& fileName) {
    for (const QJsonValue& entry : array) {
        if (entry[u"models"_s].isArray() && entry[u"id"_s].isString()) {
            return ImportFormat::GenaiPrices;
        }
    }
    refuseUnknown(fileName);
}

ImportFormat formatOfObject(const QJsonObject& object, const QString& fileName) {
    if (object[u"table"_s].isString() && object[u"rows"_s].isArray()) {
        return ImportFormat::CatalogJson;
    }
    if (object[u"format"_s].toString() == u"headroom-scenario") return ImportFormat::ScenarioRows;
    if (object.contains(u"SPHardwareDataType"_s) || object.contains(u"SPDisplaysDataType"_s)) {
        return ImportFormat::SystemProfiler;
    }
    if (object[u"providers"_s].isArray()) {
        return formatOfArray(object[u"providers"_s].toArray(), fileName);
    }
    static const QRegularExpression card(u"^card\\d+$"_s);
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (card.match(entry.key()).hasMatch() && entry->isObject()) return ImportFormat::RocmSmi;
        if (entry->toObject().contains(u"litellm_provider"_s)) return ImportFormat::LiteLlm;
    }
    refuseUnknown(fileName);
}

ImportFormat formatOfTable(const QByteArray& bytes, const QString& fileName) {
    const std::vector<std::string> columns = csvColumns(bytes, fileName);
    const auto hasAll = [&](std::initializer_list<const char*> names) {
        return std::all_of(names.begin(), names.end(), [&](const char* name) {
            return std::find(columns.begin(), columns.end(), name) != columns.end();
        });
    };
    if (hasAll({"InstanceType", "AcceleratorName", "Price"})) return ImportFormat::SkyPilot;
    if (hasAll({"instance_name", "gpu_name", "price"})) return ImportFormat::GpuHunt;
    if (columns.size() < 2) refuseUnknown(fileName);
    return ImportFormat::CatalogCsv;
}

}  // namespace

ImportFormat detectFormat(const QByteArray& bytes, const QString& fileName) {
    QByteArrayView text(bytes);
    if (text.startsWith("\xEF\xBB\xBF")) text = text.sliced(3);
    text = text.trimmed();
    if (text.isEmpty()) {
        throw FileError(Database::tr("“%1” is empty. Choose the file that the tool wrote.")
                            .arg(shortened(fileName)));
    }
    if (text.startsWith('{') || text.startsWith('[')) {
        const QJsonDocument document = parseJson(bytes, fileName);
        return document.isArray() ? formatOfArray(document.array(), fileName)
                                  : formatOfObject(document.object(), fileName);
    }
    const QByteArrayView start = text.first(std::min(text.size(), kLooked));
    if (text.startsWith('<')) {
        if (start.contains("eurofxref")) return ImportFormat::EuroRates;
        if (start.contains("<nvidia_smi_log")) return ImportFormat::NvidiaSmi;
        refuseUnknown(fileName);
    }
    requireText(bytes, fileName, kLargestTable);
    if (start.contains('\0')) refuseUnknown(fileName);
    return formatOfTable(bytes, fileName);
}

ImportSource readImport(const QByteArray& bytes, const QString& fileName,
                        const ImportContext& context) {
    switch (detectFormat(bytes, fileName)) {
        case ImportFormat::CatalogCsv:
            return readCatalogCsv(bytes, fileName, context);
        case ImportFormat::CatalogJson:
            return readCatalogJson(bytes, fileName, context);
        case ImportFormat::ScenarioRows:
            return readScenarioRows(bytes, fileName, context);
        case ImportFormat::SkyPilot:
            return readSkyPilot(bytes, fileName, context);
        case ImportFormat::GpuHunt:
            return readGpuHunt(bytes, fileName, context);
        case ImportFormat::GenaiPrices:
            return readGenaiPrices(bytes, fileName, context);
        case ImportFormat::LiteLlm:
            return readLiteLlm(bytes, fileName, context);
        case ImportFormat::EuroRates:
            return readEuroRates(bytes, fileName, context);
        case ImportFormat::NvidiaSmi:
            return readNvidiaSmi(bytes, fileName, context);
        case ImportFormat::RocmSmi:
            return readRocmSmi(bytes, fileName, context);
        case ImportFormat::SystemProfiler:
            return readSystemProfiler(bytes, fileName, context);
    }
    refuseUnknown(fileName);
}

ImportSource readImportFile(const QString& path, const ImportContext& context) {
    QFile file(path);
    const QString shown = QDir::toNativeSeparators(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw FileError(Database::tr("“%1” cannot be read: %2. Check the name and that you may "
                                     "read it.")
                            .arg(shown, file.errorString()));
    }
    // One byte more than any reader takes, so that it says so.
    return readImport(file.read(kLargestTable + 1), path, context);
}

}  // namespace headroom
