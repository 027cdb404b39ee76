// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/scenario_document.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>
#include <stdexcept>

#include "core/scenario/fields.h"
#include "database/save_file.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {
namespace {

constexpr qint64 kLargestFile = 64 * 1024 * 1024;
const QString kFormat = u"headroom-scenario"_s;

QString tr(const char* text) {
    return QCoreApplication::translate("ScenarioDocument", text);
}

QString toText(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue jsonOf(const FieldValue& value) {
    if (const double* number = std::get_if<double>(&value)) {
        return std::isfinite(*number) ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
    }
    if (const std::string* text = std::get_if<std::string>(&value)) return toText(*text);
    if (const bool* flag = std::get_if<bool>(&value)) return *flag;
    return QJsonValue::Null;
}

bool isNumeric(FieldKind kind) {
    return kind == FieldKind::Number || kind == FieldKind::Integer || kind == FieldKind::Percent ||
           kind == FieldKind::Amount;
}

QString expectedType(const Field& field) {
    if (isNumeric(field.kind)) return tr("a number");
    return field.kind == FieldKind::Flag ? tr("true or false") : tr("text in quotes");
}

/// Throws std::invalid_argument when the JSON type is not the field's.
FieldValue valueOf(const Field& field, const QJsonValue& json) {
    if (json.isNull() && field.optional) return std::monostate{};
    if (isNumeric(field.kind) && json.isDouble()) return json.toDouble();
    if (field.kind == FieldKind::Flag && json.isBool()) return json.toBool();
    if (!isNumeric(field.kind) && field.kind != FieldKind::Flag && json.isString()) {
        return json.toString().toStdString();
    }
    throw std::invalid_argument(tr("%1 is expected").arg(expectedType(field)).toStdString());
}

/// A value in a sentence: one line, not longer than a line.
QString shortJson(const QJsonValue& value) {
    constexpr qsizetype kLongest = 60;
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    const QString text = QString::fromUtf8(array.mid(1, array.size() - 2));
    return text.size() <= kLongest ? text : text.left(kLongest) + u'…';
}

void setFields(const QJsonObject& values, Scenario& scenario, QJsonObject& unknown) {
    for (auto value = values.begin(); value != values.end(); ++value) {
        const Field* field = findField(value.key().toStdString());
        if (!field) {
            unknown.insert(value.key(), value.value());
            continue;
        }
        try {
            field->set(scenario, valueOf(*field, value.value()));
        } catch (const std::invalid_argument& error) {
            throw FileError(
                tr("The value %1 of “%2” (%3) cannot be read: %4. Correct or remove it in the "
                   "file.")
                    .arg(shortJson(value.value()), value.key(), toText(field->label),
                         QString::fromUtf8(error.what())));
        }
    }
}

[[noreturn]] void refuseSaved(const QString& part, const QString& expected) {
    throw FileError(tr("The saved prices are damaged: “%1” is not %2. Remove the “catalog” part of "
                       "the file to open it with current prices.")
                        .arg(part, expected));
}

Row rowFromJson(const QString& table, const QJsonValue& json) {
    if (!json.isObject()) refuseSaved(table, tr("a list of rows"));
    Row row;
    const QJsonObject columns = json.toObject();
    for (auto column = columns.begin(); column != columns.end(); ++column) {
        const QString text = column.value().toVariant().toString();
        if (!text.isEmpty()) row.set(column.key().toStdString(), text.toStdString());
    }
    return row;
}

CatalogRows rowsFromJson(const QJsonObject& tables) {
    CatalogRows rows;
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        if (!table.value().isArray()) refuseSaved(table.key(), tr("a list of rows"));
        std::vector<Row>& target = rows[table.key().toStdString()];
        for (const QJsonValue& row : table.value().toArray()) {
            target.push_back(rowFromJson(table.key(), row));
        }
    }
    return rows;
}

QJsonObject jsonOf(const CatalogRows& rows) {
    QJsonObject tables;
    for (const auto& [table, content] : rows) {
        QJsonArray array;
        for (const Row& row : content) {
            QJsonObject columns;
            for (const auto& [column, text] : row.values()) {
                columns.insert(toText(column), toText(text));
            }
            array.append(columns);
        }
        tables.insert(toText(table), array);
    }
    return tables;
}

QJsonObject parsed(const QByteArray& json) {
    if (json.trimmed().isEmpty()) {
        throw FileError(tr("The file is empty. Restore it from a copy, or start a new scenario."));
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        throw FileError(
            tr("The file is not a scenario, or it is truncated or damaged at byte %1 of %2. It was "
               "left as it is; restore it from a copy.")
                .arg(error.offset)
                .arg(json.size()),
            error.errorString());
    }
    return document.object();
}

/// Format and version; a version below 1 has never existed.
void checkHeader(const QJsonObject& root) {
    if (root.value(u"format"_s).toString() != kFormat) {
        throw FileError(tr("The file is JSON, but not a Headroom scenario: its “format” is %1, not "
                           "“%2”. Choose a .headroom file.")
                            .arg(shortJson(root.value(u"format"_s)), kFormat));
    }
    const QJsonValue version = root.value(u"version"_s);
    if (!version.isDouble() || version.toInt(0) < 1) {
        throw FileError(tr("The scenario's version is %1, which is no version. Restore the file "
                           "from a copy.")
                            .arg(shortJson(version)));
    }
    if (version.toInt() > kDocumentVersion) {
        throw FileError(tr("The scenario was saved by a newer Headroom (document version %1; this "
                           "one reads up to %2). Update Headroom to open it; the file was left as "
                           "it is.")
                            .arg(version.toInt())
                            .arg(kDocumentVersion));
    }
    if (!root.value(u"scenario"_s).isObject()) {
        throw FileError(tr("The file has no “scenario” part. Restore it from a copy."));
    }
}

}  // namespace

ScenarioDocument scenarioFromJson(const QByteArray& json) {
    QJsonObject root = parsed(json);
    checkHeader(root);
    ScenarioDocument document;
    QJsonObject unknownFields;
    setFields(root.value(u"scenario"_s).toObject(), document.scenario, unknownFields);
    QJsonObject catalog = root.value(u"catalog"_s).toObject();
    if (root.contains(u"catalog"_s)) {
        if (!catalog.value(u"tables"_s).isObject()) refuseSaved(u"tables"_s, tr("an object"));
        document.savedOn = catalog.value(u"saved_on"_s).toString();
        document.snapshot = rowsFromJson(catalog.value(u"tables"_s).toObject());
    }
    catalog.remove(u"saved_on"_s);
    catalog.remove(u"tables"_s);
    for (const auto& key : {u"format"_s, u"version"_s, u"scenario"_s, u"catalog"_s}) {
        root.remove(key);
    }
    document.unknown = root;
    if (!unknownFields.isEmpty()) document.unknown.insert(u"scenario"_s, unknownFields);
    if (!catalog.isEmpty()) document.unknown.insert(u"catalog"_s, catalog);
    return document;
}

QByteArray scenarioToJson(const ScenarioDocument& document) {
    QJsonObject root = document.unknown;
    QJsonObject values = root.value(u"scenario"_s).toObject();
    for (const Field& field : fields()) {
        values.insert(toText(field.id), jsonOf(field.get(document.scenario)));
    }
    root.insert(u"format"_s, kFormat);
    root.insert(u"version"_s, kDocumentVersion);
    root.insert(u"scenario"_s, values);
    QJsonObject catalog = root.take(u"catalog"_s).toObject();
    if (document.snapshot) {
        catalog.insert(u"saved_on"_s, document.savedOn);
        catalog.insert(u"tables"_s, jsonOf(*document.snapshot));
        root.insert(u"catalog"_s, catalog);
    }
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

ScenarioDocument loadScenario(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw FileError(
            tr("“%1” cannot be opened. Check that it exists and that you may read it.").arg(name),
            file.errorString());
    }
    if (file.size() > kLargestFile) {
        throw FileError(tr("“%1” is larger than any scenario (%2 MB; the limit is %3 MB). Choose a "
                           ".headroom file.")
                            .arg(name)
                            .arg(file.size() / 1000000)
                            .arg(kLargestFile / 1000000));
    }
    try {
        return scenarioFromJson(file.readAll());
    } catch (const FileError& error) {
        throw FileError(tr("“%1” cannot be opened. %2").arg(name, error.text()), error.details());
    }
}

void saveScenario(const QString& path, const ScenarioDocument& document) {
    saveFile(path, scenarioToJson(document));
}

}  // namespace headroom
