// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/csv.h"

#include <stdexcept>
#include <string>

#include "core/catalog/row.h"

namespace headroom {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Reads one record after the other (RFC 4180).
class CsvReader {
public:
    explicit CsvReader(std::string_view text) : m_text(text) {
        if (m_text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
            m_position = kByteOrderMark.size();
        }
    }

    bool atEnd() const { return m_position >= m_text.size(); }
    /// Line on which the record read last begins, counted from 1.
    int line() const { return m_recordLine; }

    std::vector<std::string> record() {
        m_recordLine = m_line;
        std::vector<std::string> fields;
        do {
            fields.push_back(field());
        } while (take(','));
        endLine();
        return fields;
    }

private:
    bool take(char wanted) {
        if (atEnd() || m_text[m_position] != wanted) return false;
        ++m_position;
        return true;
    }

    void endLine() {
        take('\r');
        if (atEnd() || take('\n')) {
            ++m_line;
            return;
        }
        fail("text follows a closing quote");
    }

    std::string field() { return take('"') ? quotedField() : plainField(); }

    std::string plainField() {
        const std::size_t end = std::min(m_text.find_first_of(",\r\n", m_position), m_text.size());
        std::string value(m_text.substr(m_position, end - m_position));
        m_position = end;
        return value;
    }

    std::string quotedField() {
        std::string value;
        while (!atEnd()) {
            const char c = m_text[m_position++];
            if (c == '"' && !take('"')) return value;
            if (c == '\n') ++m_line;
            value += c;
        }
        fail("a quote is never closed");
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw std::invalid_argument("CSV line " + std::to_string(m_recordLine) + ": " + what + ".");
    }

    std::string_view m_text;
    std::size_t m_position{};
    int m_line{1};
    int m_recordLine{1};
};

}  // namespace

std::vector<std::string> csvHeader(std::string_view text) {
    CsvReader reader(text);
    if (reader.atEnd()) return {};
    return reader.record();
}

void readCsvRecords(std::string_view text,
                    const std::function<bool(int line, std::vector<std::string>& fields)>& record) {
    CsvReader reader(text);
    while (!reader.atEnd()) {
        std::vector<std::string> fields = reader.record();
        if (fields.size() == 1 && fields[0].empty()) continue;
        if (!record(reader.line(), fields)) return;
    }
}

std::vector<Row> parseCsv(std::string_view text) {
    std::vector<std::string> header;
    std::vector<Row> rows;
    readCsvRecords(text, [&](int line, std::vector<std::string>& fields) {
        if (header.empty()) {
            header = std::move(fields);
            return true;
        }
        if (fields.size() > header.size()) {
            throw std::invalid_argument("CSV line " + std::to_string(line) + " has " +
                                        std::to_string(fields.size()) +
                                        " fields, but the header names only " +
                                        std::to_string(header.size()) + " columns.");
        }
        Row row;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!fields[i].empty()) row.set(header[i], std::move(fields[i]));
        }
        rows.push_back(std::move(row));
        return true;
    });
    return rows;
}

}  // namespace headroom
