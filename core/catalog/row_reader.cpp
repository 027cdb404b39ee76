// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/row_reader.h"

#include <cmath>
#include <sstream>

#include "core/units/format.h"

namespace headroom {

namespace {

Confidence confidenceOf(const std::string& text) {
    if (text == "high") return Confidence::High;
    if (text == "medium") return Confidence::Medium;
    if (text == "low") return Confidence::Low;
    return Confidence::Unknown;
}

std::string rangeText(double minimum, double maximum) {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << "a number from " << minimum << " to " << maximum;
    return text.str();
}

}  // namespace

RowReader::RowReader(const Row& row, std::string_view table, std::string_view keyColumn)
    : m_row(row), m_where(std::string(table) + ' ' + quotedText(row.text(keyColumn))) {
    if (!row.has(keyColumn)) {
        throw std::invalid_argument(std::string(table) + ": a row has no " +
                                    std::string(keyColumn) + '.');
    }
}

void RowReader::fail(std::string_view column, std::string_view expectation) const {
    const std::string value =
        m_row.has(column) ? "is " + quotedText(m_row.text(column)) : std::string("is missing");
    throw std::invalid_argument(m_where + ": " + std::string(column) + ' ' + value +
                                "; expected is " + std::string(expectation) + '.');
}

std::string RowReader::requiredText(std::string_view column) const {
    if (!m_row.has(column)) fail(column, "a text");
    return m_row.text(column);
}

std::optional<bool> RowReader::flag(std::string_view column) const {
    const std::optional<bool> value = m_row.flag(column);
    if (!value && m_row.has(column)) fail(column, "0 or 1");
    return value;
}

std::optional<double> RowReader::number(std::string_view column, double minimum, double maximum) {
    if (!m_row.has(column)) return std::nullopt;
    const std::optional<double> value = m_row.number(column);
    if (!value) {
        note(std::string(column) + ": " + quotedText(m_row.text(column)) +
             " is not a number, left unknown");
        return std::nullopt;
    }
    if (*value < minimum || *value > maximum) fail(column, rangeText(minimum, maximum));
    return value;
}

double RowReader::requiredNumber(std::string_view column, double minimum, double maximum) {
    const std::optional<double> value = m_row.number(column);
    if (!value || *value < minimum || *value > maximum) fail(column, rangeText(minimum, maximum));
    return *value;
}

std::optional<int> RowReader::knownCount(std::string_view column, double maximum) {
    const std::optional<double> value = number(column, 0, maximum);
    if (!value) return std::nullopt;
    if (*value != std::trunc(*value)) fail(column, "a whole number");
    return static_cast<int>(*value);
}

int RowReader::count(std::string_view column, double maximum) {
    return knownCount(column, maximum).value_or(0);
}

int RowReader::requiredCount(std::string_view column, double maximum) {
    const double value = requiredNumber(column, 1, maximum);
    if (value != std::trunc(value)) fail(column, "a whole number");
    return static_cast<int>(value);
}

std::optional<UnitPrice> RowReader::usd(std::string_view column) {
    const std::optional<double> value = number(column);
    if (!value) return std::nullopt;
    return UnitPrice{*value, Currency{"USD"}};
}

UnitPrice RowReader::requiredUsd(std::string_view column) {
    return {requiredNumber(column), Currency{"USD"}};
}

void RowReader::note(std::string_view sentence) {
    if (!m_notes.empty()) m_notes += "; ";
    m_notes += sentence;
}

Provenance RowReader::provenance(std::string_view sourceColumn, std::string_view dateColumn) const {
    Provenance result;
    result.source = m_row.text(sourceColumn);
    result.date = m_row.text(dateColumn);
    result.confidence = confidenceOf(m_row.text("confidence"));
    result.notes = m_row.text("notes");
    if (!m_notes.empty()) result.notes += (result.notes.empty() ? "" : "; ") + m_notes;
    result.changedBy = m_row.has("changed_by") ? m_row.text("changed_by") : "seed";
    return result;
}

}  // namespace headroom
