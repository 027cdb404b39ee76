// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>

#include "database/errors.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// The cell as the catalog has it; nothing for null. Lists and objects are no cells.
std::optional<std::string> cellText(const QJsonValue& value, QString& refusal,
                                    const QString& column) {
    if (value.isBool()) return value.toBool() ? "1" : "0";
    if (value.isDouble()) return numberText(value.toDouble());
    if (value.isString()) {
        const QString text = value.toString();
        return text.isEmpty() ? std::nullopt : std::optional(text.toStdString());
    }
    if (!value.isNull()) {
        refusal = Database::tr("%1 is neither a text nor a number. Correct the file.")
                      .arg(shortened(column));
    }
    return std::nullopt;
}

void readRow(ProposedRow& proposed, const TableInfo& table, const QJsonObject& object) {
    for (auto cell = object.begin(); cell != object.end(); ++cell) {
        const std::string name = cell.key().toStdString();
        if (name == "changed_by") continue;
        const bool known =
            std::any_of(table.columns.begin(), table.columns.end(),
                        [&](const ColumnInfo& column) { return column.name == name; });
        if (!known) {
            proposed.refusal = Database::tr("the table %1 has no column “%2”. Rename or remove it.")
                                   .arg(table.title, shortened(cell.key()));
            return;
        }
        if (const auto text = cellText(*cell, proposed.refusal, cell.key())) {
            proposed.row.set(name, *text);
        }
    }
}

}  // namespace

ImportSource readCatalogJson(const QByteArray& bytes, const QString& fileName,
                             const ImportContext& context) {
    const QJsonObject root = parseJson(bytes, fileName).object();
    const QString name = root[u"table"_s].toString();
    const TableInfo* const table = tableOf(context, name.toStdString());
    if (!table || !root[u"rows"_s].isArray()) {
        throw FileError(Database::tr("“%1” names the table “%2”, which the catalog does not have. "
                                     "Export the rows with this program.")
                            .arg(shortened(fileName), shortened(name)));
    }
    ImportSource source;
    source.kind = Database::tr("JSON rows of %1").arg(table->title);
    source.file = QFileInfo(fileName).fileName();
    const Row provenance = priceProvenance(
        context, table->name, sourceText(context, source.file, Database::tr("own rows")));
    int number = 0;
    for (const QJsonValue& value : root[u"rows"_s].toArray()) {
        ProposedRow proposed;
        proposed.table = table->name;
        proposed.origin = Database::tr("row %1").arg(++number);
        proposed.withPrice = provenance;
        if (value.isObject()) {
            readRow(proposed, *table, value.toObject());
        } else {
            proposed.refusal = Database::tr("it is no object with columns. Correct the file.");
        }
        source.rows.push_back(std::move(proposed));
    }
    return source;
}

}  // namespace headroom
