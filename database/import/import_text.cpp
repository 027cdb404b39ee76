// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/import_text.h"

#include <QJsonValue>
#include <QStringDecoder>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "core/catalog/csv.h"
#include "core/scenario/number_text.h"
#include "database/errors.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr qsizetype kShownCharacters = 60;

std::optional<double> finiteNumber(const std::string& text) {
    double value{};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

[[noreturn]] void refuseCsv(const QString& fileName, const QString& problem) {
    throw FileError(Database::tr("“%1” cannot be imported: %2 Save it once more as CSV and try "
                                 "again.")
                        .arg(shortened(fileName), problem));
}

std::map<std::string, std::size_t, std::less<>> columnPlaces(
    const QString& fileName, const std::vector<std::string>& names) {
    std::map<std::string, std::size_t, std::less<>> places;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (places.emplace(names[i], i).second) continue;
        refuseCsv(fileName,
                  Database::tr("it names the column “%1” twice.").arg(shortened(names[i])));
    }
    return places;
}

}  // namespace

QString shortened(const QString& text) {
    QString line = text.left(4 * kShownCharacters);
    line = std::move(line).simplified();
    if (line.size() > kShownCharacters) line = line.left(kShownCharacters - 1) + u'…';
    return line;
}

QString shortened(const std::string& text) {
    // A cell can be as large as the file.
    const auto size = std::min<std::size_t>(text.size(), 16 * kShownCharacters);
    return shortened(QString::fromUtf8(text.data(), static_cast<qsizetype>(size)));
}

QString plainKey(const QString& text) {
    QString key;
    key.reserve(text.size());
    for (const QChar c : text) {
        if (c.isLetterOrNumber()) {
            key += c.toLower();
        } else if (!key.isEmpty() && !key.endsWith(u'-')) {
            key += u'-';
        }
    }
    if (key.endsWith(u'-')) key.chop(1);
    return key;
}

QStringList plainWords(const QString& text) {
    return plainKey(text).split(u'-', Qt::SkipEmptyParts);
}

void requireText(const QByteArray& bytes, const QString& fileName, qint64 largest) {
    if (bytes.size() > largest) {
        throw FileError(Database::tr("“%1” is larger than %2 MB and was not read. Import a part of "
                                     "it, such as one provider.")
                            .arg(shortened(fileName), QString::number(largest / (1024 * 1024))));
    }
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) {
        throw FileError(Database::tr("“%1” is written in UTF-16. Save it as UTF-8 and try again.")
                            .arg(shortened(fileName)));
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    const qsizetype step = 1 << 20;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const QString part =
            decoder(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)));
    }
    if (decoder.hasError()) {
        throw FileError(Database::tr("“%1” is no UTF-8 text. Save it as UTF-8, or choose the file "
                                     "that the tool wrote.")
                            .arg(shortened(fileName)));
    }
}

QJsonDocument parseJson(const QByteArray& bytes, const QString& fileName) {
    requireText(bytes, fileName, kLargestJson);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error == QJsonParseError::NoError) return document;
    throw FileError(Database::tr("“%1” is not complete JSON: it goes wrong at byte %2. Download or "
                                 "export it once more.")
                        .arg(shortened(fileName), QString::number(error.offset)),
                    error.errorString());
}

std::optional<double> jsonNumber(const QJsonValue& value) {
    if (value.isDouble()) return value.toDouble();
    if (value.isString()) return finiteNumber(value.toString().trimmed().toStdString());
    return std::nullopt;
}

QString CsvRecord::origin() const {
    return Database::tr("line %1").arg(m_line);
}

const std::string& CsvRecord::text(std::string_view column) const {
    static const std::string none;
    const auto found = m_columns.find(column);
    if (found == m_columns.end() || found->second >= m_fields.size()) return none;
    return m_fields[found->second];
}

std::optional<double> CsvRecord::number(std::string_view column) const {
    return finiteNumber(text(column));
}

QString CsvRecord::incompleteText() const {
    return Database::tr("the line is cut off: it has %1 of %2 columns. Get the file once more.")
        .arg(QString::number(m_fields.size()), QString::number(m_columns.size()));
}

std::vector<std::string> csvColumns(const QByteArray& bytes, const QString& fileName) {
    std::vector<std::string> columns;
    try {
        readCsvRecords({bytes.constData(), static_cast<std::size_t>(bytes.size())},
                       [&](int, std::vector<std::string>& fields) {
                           columns = std::move(fields);
                           return false;
                       });
    } catch (const std::invalid_argument& error) {
        refuseCsv(fileName, QString::fromUtf8(error.what()));
    }
    columnPlaces(fileName, columns);
    return columns;
}

void forEachRecord(const QByteArray& bytes, const QString& fileName,
                   const std::function<void(const CsvRecord&)>& use) {
    requireText(bytes, fileName, kLargestTable);
    const auto places = columnPlaces(fileName, csvColumns(bytes, fileName));
    int records = -1;  // the header is none
    const auto take = [&](int line, std::vector<std::string>& fields) {
        if (++records == 0) return true;
        if (records > kMostRecords) {
            refuseCsv(
                fileName,
                Database::tr("it has more than %1 lines. Import a part of it.").arg(kMostRecords));
        }
        if (fields.size() > places.size()) {
            refuseCsv(fileName, Database::tr("line %1 has %2 fields, but there are %3 columns.")
                                    .arg(QString::number(line), QString::number(fields.size()),
                                         QString::number(places.size())));
        }
        use(CsvRecord(line, places, fields));
        return true;
    };
    try {
        readCsvRecords({bytes.constData(), static_cast<std::size_t>(bytes.size())}, take);
    } catch (const std::invalid_argument& error) {
        refuseCsv(fileName, QString::fromUtf8(error.what()));
    }
}

std::string numberText(double value) {
    return shortestText(value);
}

const TableInfo* tableOf(const ImportContext& context, std::string_view name) {
    const auto found = std::find_if(context.tables.begin(), context.tables.end(),
                                    [&](const TableInfo& table) { return table.name == name; });
    return found == context.tables.end() ? nullptr : &*found;
}

const std::vector<Row>& rowsOf(const ImportContext& context, std::string_view name) {
    static const std::vector<Row> none;
    const auto found = context.rows.find(name);
    return found == context.rows.end() ? none : found->second;
}

Row priceProvenance(const ImportContext& context, std::string_view table, const QString& source) {
    Row row;
    const TableWords* const words = tableWords(table);
    if (!words) return row;
    if (!words->dateColumn.empty()) {
        row.set(words->dateColumn, context.asOf.toString(Qt::ISODate).toStdString());
    }
    if (!words->sourceColumn.empty()) row.set(words->sourceColumn, source.toStdString());
    return row;
}

QString sourceText(const ImportContext& context, const QString& file, const QString& kind) {
    if (!context.source.isEmpty()) return context.source;
    return Database::tr("imported from %1 (%2)").arg(shortened(file), kind);
}

}  // namespace headroom
