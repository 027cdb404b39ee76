// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Members and their meaning: docs/imports.md 5.2.
#include <QFileInfo>
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

/// The member whatever its case: "Card series" became "Card Series" with ROCm 6.
QJsonValue member(const QJsonObject& card, const QString& name) {
    for (auto entry = card.begin(); entry != card.end(); ++entry) {
        if (entry.key().compare(name, Qt::CaseInsensitive) == 0) return *entry;
    }
    return {};
}

/// Above zero; nothing for "N/A".
std::optional<double> amount(const QJsonValue& value) {
    const auto number = jsonNumber(value);
    return number && *number > 0 ? number : std::nullopt;
}

/// A name for people; the model number "0x75b0" is none.
QString nameOf(const QJsonObject& card) {
    for (const QString& name : {u"Card Series"_s, u"Device Name"_s, u"Card Model"_s}) {
        const QString text = member(card, name).toString().simplified().left(200);
        const bool named = !text.isEmpty() && text != u"N/A"_s && !text.startsWith(u"0x"_s);
        if (named) return text;
    }
    return {};
}

}  // namespace

ImportSource readRocmSmi(const QByteArray& bytes, const QString& fileName,
                         const ImportContext& context) {
    constexpr double kGibibyte = 1024.0 * 1024 * 1024;
    static const QRegularExpression pattern(u"^card\\d{1,3}$"_s);
    const QJsonObject root = parseJson(bytes, fileName).object();
    ImportSource source;
    source.kind = Database::tr("rocm-smi output");
    source.file = QFileInfo(fileName).fileName();
    DetectedMachine machine;
    machine.tool = u"rocm-smi"_s;
    for (auto card = root.begin(); card != root.end(); ++card) {
        if (!pattern.match(card.key()).hasMatch() || !card->isObject()) continue;
        const QJsonObject object = card->toObject();
        DetectedDevice device{nameOf(object), u"AMD"_s, {}, {}};
        if (const auto memory = amount(member(object, u"VRAM Total Memory (B)"_s))) {
            device.memoryGib = *memory / kGibibyte;
        }
        device.powerWatts = amount(member(object, u"Max Graphics Package Power (W)"_s));
        if (device.name.isEmpty()) {
            source.remarks.push_back(
                Database::tr("%1 has no name. Run rocm-smi with --showproductname.")
                    .arg(shortened(card.key())));
            continue;
        }
        machine.devices.push_back(std::move(device));
    }
    proposeMachine(source, machine, context);
    return source;
}

}  // namespace headroom
