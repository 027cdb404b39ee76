// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/column_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <cmath>

#include "database/cell_text.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CatalogColumns", text);
}

bool isNotes(const ColumnInfo& column) {
    return column.name == "notes";
}

// 2021 is a year, not two thousand and twenty-one.
bool isGrouped(const ColumnInfo& column) {
    return column.name.find("year") == std::string::npos;
}

QString storedText(const Row& row, const ColumnInfo& column) {
    return QString::fromStdString(row.text(column.name));
}

std::optional<double> toNumber(const QString& text, const QLocale& locale) {
    bool ok = false;
    double value = locale.toDouble(text, &ok);
    if (!ok) value = QLocale::c().toDouble(text, &ok);
    if (!ok || !std::isfinite(value)) return std::nullopt;
    return value;
}

ParsedText parseNumber(const ColumnInfo& column, const QString& text, const QLocale& locale) {
    const auto value = toNumber(text, locale);
    if (!value) {
        return {{},
                tr("%1: “%2” is not a number. Type a number such as %3, or leave it empty for "
                   "unknown.")
                    .arg(column.title, text, numberText(1234.5, locale, false))};
    }
    if (column.kind == ColumnKind::Integer && *value != std::trunc(*value)) {
        return {{},
                tr("%1: “%2” is not a whole number. Type one such as 4.").arg(column.title, text)};
    }
    return {numberText(*value, QLocale::c(), false).toStdString(), {}};
}

ParsedText parseFlag(const ColumnInfo& column, const QString& text) {
    static const std::array yes{u"1"_s, u"yes"_s, u"true"_s};
    static const std::array no{u"0"_s, u"no"_s, u"false"_s};
    const QString word = text.toLower();
    if (word == tr("yes") || std::find(yes.begin(), yes.end(), word) != yes.end()) return {"1", {}};
    if (word == tr("no") || std::find(no.begin(), no.end(), word) != no.end()) return {"0", {}};
    return {{},
            tr("%1: “%2” is neither yes nor no. Type yes, no, or nothing for unknown.")
                .arg(column.title, text)};
}

ParsedText parseDate(const ColumnInfo& column, const QString& text) {
    static const QRegularExpression shape(u"^\\d{4}(-\\d{2}(-\\d{2})?)?$"_s);
    const QString whole = text + u"-01-01"_s.mid(text.size() == 4 ? 0 : text.size() == 7 ? 3 : 6);
    if (!shape.match(text).hasMatch() || !QDate::fromString(whole, Qt::ISODate).isValid()) {
        return {{},
                tr("%1: “%2” is not a date. Type it as year-month-day, such as 2026-08-21; 2026-08 "
                   "or 2026 when the day is not known.")
                    .arg(column.title, text)};
    }
    return {text.toStdString(), {}};
}

}  // namespace

const ColumnInfo* findColumn(const TableInfo& table, std::string_view name) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const ColumnInfo& column) { return column.name == name; });
    return found == table.columns.end() ? nullptr : &*found;
}

PriceProvenance priceProvenance(const TableInfo& table) {
    PriceProvenance result;
    for (const char* name : {"price_date", "as_of_date", "period"}) {
        if (!result.date) result.date = findColumn(table, name);
    }
    for (const char* name : {"price_source_url", "source_url"}) {
        if (!result.source) result.source = findColumn(table, name);
    }
    return result;
}

QString priceDateText(const TableInfo& table, const Row& row, const QStringList& prices,
                      const QDate& today) {
    const ColumnInfo& date = *priceProvenance(table).date;
    const QString day = today.toString(Qt::ISODate);
    if (date.kind == ColumnKind::Date) return day;
    const QString former = row.has(date.name) ? u"; "_s + storedText(row, date) : QString();
    return prices.join(u", "_s) + u' ' + day + former;
}

bool isPrice(const TableInfo& table, const ColumnInfo& column) {
    const bool number = column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer;
    return number && column.name.find("usd") != std::string::npos &&
           priceProvenance(table).date != nullptr;
}

bool isProvenance(const ColumnInfo& column) {
    static const std::array words{"source", "date", "confidence", "changed_by", "notes", "period"};
    return std::any_of(words.begin(), words.end(), [&](const char* word) {
        return column.name.find(word) != std::string::npos;
    });
}

QString columnHeading(const ColumnInfo& column) {
    return column.unit.isEmpty() ? column.title : tr("%1 (%2)").arg(column.title, column.unit);
}

QString numberText(double value, const QLocale& locale, bool grouped) {
    QLocale form = locale;
    if (!grouped) form.setNumberOptions(QLocale::OmitGroupSeparator);
    const double size = std::abs(value);
    const bool plain = size == 0 || (size >= 1e-6 && size < 1e15);
    return form.toString(value, plain ? 'f' : 'g', QLocale::FloatingPointShortest);
}

QString displayText(const ColumnInfo& column, const Row& row, const QLocale& locale) {
    if (!row.has(column.name)) {
        if (isNotes(column)) return {};
        return column.kind == ColumnKind::Reference ? tr("none") : tr("unknown");
    }
    if (column.kind == ColumnKind::Flag) {
        const auto flag = row.flag(column.name);
        if (flag) return *flag ? tr("yes") : tr("no");
    }
    if (column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer) {
        const auto number = row.number(column.name);
        if (number) return numberText(*number, locale, isGrouped(column));
    }
    QString shown = storedText(row, column);
    for (QChar& c : shown) {
        if (!steersReader(c)) continue;
        c = c.isSpace() ? QChar(u' ') : QChar(QChar::ReplacementCharacter);
    }
    return shown;
}

QString editText(const ColumnInfo& column, const Row& row, const QLocale& locale) {
    if (!row.has(column.name)) return {};
    if (column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer) {
        const auto number = row.number(column.name);
        if (number) return numberText(*number, locale, false);
    }
    if (column.kind == ColumnKind::Flag) return displayText(column, row, locale);
    return storedText(row, column);
}

ParsedText parseText(const ColumnInfo& column, const QString& text, const QLocale& locale) {
    const QString typed = text.trimmed();
    if (typed.isEmpty() || typed == tr("unknown") ||
        (column.kind == ColumnKind::Reference && typed == tr("none"))) {
        if (!column.required) return {};
        return {{}, tr("%1 cannot be empty: every row needs one. Type a value.").arg(column.title)};
    }
    switch (column.kind) {
        case ColumnKind::Number:
        case ColumnKind::Integer:
            return parseNumber(column, typed, locale);
        case ColumnKind::Flag:
            return parseFlag(column, typed);
        case ColumnKind::Date:
            return parseDate(column, typed);
        case ColumnKind::Text:
        case ColumnKind::Link:
        case ColumnKind::Reference:
            break;
    }
    return {typed.toStdString(), {}};
}

int staleAfterDays(const TableInfo& table) {
    const AgeRule* const rule = ageRule(table.name);
    return rule != nullptr && rule->prices ? rule->days : 0;
}

bool isStale(const TableInfo& table, const Row& row, const QDate& today) {
    return isStalePrice(table.name, row, calendarDay(today));
}

}  // namespace headroom
