// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Members and their meaning: docs/imports.md 5.3.
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include "database/errors.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/import/this_machine.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

QString textOf(const QJsonValue& object, const QString& member) {
    return object[member].toString().simplified().left(200);
}

/// "128 GB", which macOS counts in powers of two.
std::optional<double> gibibytesOf(const QString& text) {
    static const QRegularExpression pattern(u"^(\\d{1,5}) (GB|TB)$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch()) return std::nullopt;
    return match.captured(1).toDouble() * (match.captured(2) == u"TB" ? 1024 : 1);
}

}  // namespace

ImportSource readSystemProfiler(const QByteArray& bytes, const QString& fileName,
                                const ImportContext& context) {
    const QJsonObject root = parseJson(bytes, fileName).object();
    const QJsonValue hardware = root[u"SPHardwareDataType"_s][0];
    ImportSource source;
    source.kind = Database::tr("system_profiler output");
    source.file = QFileInfo(fileName).fileName();
    DetectedMachine machine;
    machine.tool = u"system_profiler"_s;
    machine.vendor = u"Apple"_s;
    machine.model = textOf(hardware, u"machine_name"_s);
    machine.sharedMemoryGib = gibibytesOf(textOf(hardware, u"physical_memory"_s));
    for (const QJsonValue& display : root[u"SPDisplaysDataType"_s].toArray()) {
        QString name = textOf(display, u"sppci_model"_s);
        if (name.isEmpty()) name = textOf(display, u"_name"_s);
        if (name.isEmpty()) continue;
        const QString cores = textOf(display, u"sppci_cores"_s);
        if (!cores.isEmpty()) name += u" %1-core GPU"_s.arg(cores);
        // "sppci_vendor_Apple"
        const QString vendor = textOf(display, u"spdisplays_vendor"_s).section(u'_', -1);
        machine.devices.push_back({name, vendor, {}, {}});
    }
    if (machine.devices.empty()) {
        throw FileError(Database::tr("“%1” does not name the GPU. Run system_profiler "
                                     "SPHardwareDataType SPDisplaysDataType -json and import what "
                                     "it prints.")
                            .arg(shortened(fileName)));
    }
    if (!machine.sharedMemoryGib) {
        throw FileError(Database::tr("“%1” does not tell the memory. Run system_profiler "
                                     "SPHardwareDataType SPDisplaysDataType -json and import what "
                                     "it prints.")
                            .arg(shortened(fileName)));
    }
    proposeMachine(source, machine, context);
    return source;
}

}  // namespace headroom
