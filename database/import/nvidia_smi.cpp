// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Elements and their meaning: docs/imports.md 5.1.
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>
#include <QXmlStreamReader>

#include "database/errors.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/import/this_machine.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr int kDeepest = 32;  // the log nests six levels
constexpr int kMostDevices = 64;

/// "24564 MiB", "450.00 W"; nothing for "N/A".
std::optional<double> amount(const QString& text, const QString& unit) {
    static const QRegularExpression pattern(u"^\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]+)\\s*$"_s);
    const auto match = pattern.match(text.left(40));
    if (!match.hasMatch() || match.captured(2) != unit) return std::nullopt;
    const double value = match.captured(1).toDouble();
    return value > 0 ? std::optional(value) : std::nullopt;
}

/// Takes the text of one element of a device.
void take(DetectedDevice& device, const QString& path, const QString& text) {
    constexpr double kMebibytes = 1024;
    if (path == u"product_name") device.name = text.simplified().left(200);
    if (path == u"fb_memory_usage/total") {
        if (const auto memory = amount(text, u"MiB"_s)) device.memoryGib = *memory / kMebibytes;
    }
    // Drivers before 535 call the group power_readings.
    const bool limit = path == u"gpu_power_readings/default_power_limit" ||
                       path == u"power_readings/default_power_limit";
    if (limit) device.powerWatts = amount(text, u"W"_s);
}

}  // namespace

ImportSource readNvidiaSmi(const QByteArray& bytes, const QString& fileName,
                           const ImportContext& context) {
    requireText(bytes, fileName, kLargestJson);
    DetectedMachine machine;
    machine.tool = u"nvidia-smi -q -x"_s;
    QXmlStreamReader xml(bytes);
    QStringList path;
    QString text;
    while (!xml.atEnd() && path.size() <= kDeepest) {
        switch (xml.readNext()) {
            case QXmlStreamReader::StartElement:
                path << xml.name().toString();
                text.clear();
                if (path.size() == 2 && path.back() == u"gpu"_s) {
                    machine.devices.push_back({{}, u"NVIDIA"_s, {}, {}});
                }
                break;
            case QXmlStreamReader::Characters:
                if (path.size() > 2 && text.size() < 200) text += xml.text();
                break;
            case QXmlStreamReader::EndElement:
                if (path.size() > 2 && path[1] == u"gpu"_s) {
                    take(machine.devices.back(), path.mid(2).join(u'/'), text);
                }
                path.removeLast();
                text.clear();
                break;
            default:
                break;
        }
    }
    if (xml.hasError() || path.size() > kDeepest) {
        throw FileError(Database::tr("“%1” is not the complete output of nvidia-smi -q -x: it goes "
                                     "wrong on line %2. Run the tool once more.")
                            .arg(shortened(fileName), QString::number(xml.lineNumber())),
                        xml.errorString());
    }
    if (machine.devices.size() > kMostDevices) {
        throw FileError(Database::tr("“%1” tells of more than %2 devices, which no machine has.")
                            .arg(shortened(fileName), QString::number(kMostDevices)));
    }
    ImportSource source;
    source.kind = Database::tr("nvidia-smi output");
    source.file = QFileInfo(fileName).fileName();
    std::erase_if(machine.devices,
                  [](const DetectedDevice& device) { return device.name.isEmpty(); });
    proposeMachine(source, machine, context);
    return source;
}

}  // namespace headroom
