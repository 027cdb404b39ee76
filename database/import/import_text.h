// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QString>
#include <QStringList>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/import/import_source.h"

namespace headroom {

/// Limits of foreign files: larger ones are refused before anything is read.
inline constexpr qint64 kLargestTable = 200LL * 1024 * 1024;
inline constexpr qint64 kLargestJson = 64LL * 1024 * 1024;
inline constexpr int kMostRecords = 1'000'000;

/// A file's text in a sentence: at most 60 characters, one line.
QString shortened(const QString& text);
QString shortened(const std::string& text);

/// Lower-case letters and digits, anything between them one hyphen: "NC24ads A100 v4" gives
/// "nc24ads-a100-v4". How the supplied catalog makes its ids.
QString plainKey(const QString& text);
/// The words of `plainKey`.
QStringList plainWords(const QString& text);

/// Throws FileError naming the file: larger than `largest` bytes, UTF-16, or no UTF-8.
void requireText(const QByteArray& bytes, const QString& fileName, qint64 largest);

/// Throws FileError naming the file and the place: too large, no JSON, cut off, nested too deeply.
QJsonDocument parseJson(const QByteArray& bytes, const QString& fileName);

/// A number as JSON has it, or the text of one; nothing else.
std::optional<double> jsonNumber(const QJsonValue& value);

/// One line of a CSV table by column names.
class CsvRecord {
public:
    CsvRecord(int line, const std::map<std::string, std::size_t, std::less<>>& columns,
              const std::vector<std::string>& fields)
        : m_line(line), m_columns(columns), m_fields(fields) {}

    int line() const { return m_line; }
    QString origin() const;
    /// Empty when the column is missing or the cell is.
    const std::string& text(std::string_view column) const;
    QString shown(std::string_view column) const { return QString::fromStdString(text(column)); }
    /// C locale; nothing when empty or no finite number.
    std::optional<double> number(std::string_view column) const;
    /// Whether the line has as many fields as the header; a shorter one is cut off.
    bool complete() const { return m_fields.size() == m_columns.size(); }
    /// Why an incomplete line is refused.
    QString incompleteText() const;

private:
    int m_line;
    const std::map<std::string, std::size_t, std::less<>>& m_columns;
    const std::vector<std::string>& m_fields;
};

/// The columns of a CSV file. Throws FileError naming the file.
std::vector<std::string> csvColumns(const QByteArray& bytes, const QString& fileName);

/// Reads a CSV file record by record. Throws FileError naming the file: too large, no UTF-8, a
/// column named twice, more fields than columns, too many records.
void forEachRecord(const QByteArray& bytes, const QString& fileName,
                   const std::function<void(const CsvRecord&)>& use);

/// The shortest text that reads back as the same number.
std::string numberText(double value);

/// nullptr when `context` has no such table.
const TableInfo* tableOf(const ImportContext& context, std::string_view name);
/// Its rows; none for a table that is not there.
const std::vector<Row>& rowsOf(const ImportContext& context, std::string_view name);

/// Date and source that go with the prices of a table (columns as in `table_words.h`).
Row priceProvenance(const ImportContext& context, std::string_view table, const QString& source);
/// "imported from vms.csv (SkyPilot catalog)", or where the context says that the file is from.
QString sourceText(const ImportContext& context, const QString& file, const QString& kind);

}  // namespace headroom
