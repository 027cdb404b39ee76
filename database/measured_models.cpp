// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/measured_models.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <stdexcept>

#include "core/memory/weights.h"
#include "database/errors.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

MetadataValue listValue(const QJsonArray& array) {
    std::vector<double> numbers;
    std::vector<std::string> texts;
    for (const QJsonValue& value : array) {
        if (value.isString()) {
            texts.push_back(value.toString().toStdString());
        } else {
            numbers.push_back(value.isBool() ? (value.toBool() ? 1.0 : 0.0) : value.toDouble());
        }
    }
    if (!texts.empty()) return texts;
    return numbers;
}

Metadata metadataOf(const QJsonObject& object) {
    Metadata metadata;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QJsonValue value = entry.value();
        const std::string key = entry.key().toStdString();
        if (value.isBool()) metadata.set(key, value.toBool());
        if (value.isDouble()) metadata.set(key, value.toDouble());
        if (value.isString()) metadata.set(key, value.toString().toStdString());
        if (value.isArray()) metadata.set(key, listValue(value.toArray()));
    }
    return metadata;
}

double parametersOf(const ModelSpec& model) {
    return countParameters(model).total();
}

}  // namespace

std::map<std::string, ModelReading, std::less<>> measuredModels(const QByteArray& json,
                                                                const QString& source) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        throw FileError(u"%1 is not a JSON object of models (%2, at byte %3)."_s.arg(
            source, error.errorString(), QString::number(error.offset)));
    }
    std::map<std::string, ModelReading, std::less<>> models;
    const QJsonObject entries = document.object();
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const QJsonObject object = entry.value().toObject();
        const std::string name = entry.key().toStdString();
        try {
            ModelReading reading = modelFromGguf(object[u"arch"_s].toString().toStdString(),
                                                 metadataOf(object[u"hparams"_s].toObject()),
                                                 object[u"n_params"_s].toDouble(), parametersOf);
            reading.model.id = name;
            reading.model.name = name;
            models.emplace(name, std::move(reading));
        } catch (const std::invalid_argument& problem) {
            throw FileError(u"The model “%1” of %2 cannot be read: %3."_s.arg(
                entry.key(), source, QString::fromStdString(problem.what())));
        }
    }
    return models;
}

}  // namespace headroom
