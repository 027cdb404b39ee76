// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <vector>

namespace headroom::cli {

enum class Format { Text, Json, Csv };

/// Text from catalogs and files must not steer the terminal: control characters and the marks that
/// reverse writing direction become \xNN and \u{NNNN}; line feeds stay when asked for.
QString printable(const QString& text, bool keepLines = false);

/// UTF-8 on standard output. `write` prints a line of text made safe by `printable`, `writeRaw`
/// exactly what it gets. Throws FileError when the output is closed or full.
void write(const QString& line = {});
void writeRaw(const QByteArray& bytes);
void writeJson(const QJsonObject& object);
/// One safe line on standard error.
void writeError(const QString& line);

/// Columns padded to their widest cell, two blanks between; numbers to the right. No colour, so
/// that a pipe gets what the terminal gets.
class TextTable {
public:
    struct Column {
        QString heading;
        bool right{};
        int widest{60};  ///< longer cells end in "…"
    };
    explicit TextTable(std::vector<Column> columns) : m_columns(std::move(columns)) {}
    void add(QStringList cells);
    void print() const;

private:
    std::vector<Column> m_columns;
    std::vector<QStringList> m_rows;
};

}  // namespace headroom::cli
