// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/constraint_text.h"

#include <algorithm>

#include "database/row_sql.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

// Extended result codes of SQLITE_CONSTRAINT (https://www.sqlite.org/rescode.html).
constexpr int kCheck = 275;
constexpr int kForeignKey = 787;
constexpr int kNotNull = 1299;
constexpr int kPrimaryKey = 1555;
constexpr int kTrigger = 1811;
constexpr int kUnique = 2067;

struct Rule {
    QStringView suffix;
    const char* sentence;
};

constexpr Rule kRules[] = {
    {u"_not_empty", QT_TRANSLATE_NOOP("Database", "%1 cannot be empty. Type a value.")},
    {u"_not_negative",
     QT_TRANSLATE_NOOP("Database",
                       "%1 cannot be negative, and %2 is. Type 0 or more, or leave it "
                       "empty if it is unknown.")},
    {u"_positive",
     QT_TRANSLATE_NOOP("Database", "%1 must be above zero, and %2 is not. Type a larger number.")},
    {u"_share", QT_TRANSLATE_NOOP("Database",
                                  "%1 is a share between 0 and 1, and %2 is not. Type "
                                  "0.5 for a half.")},
    {u"_flag", QT_TRANSLATE_NOOP("Database", "%1 is yes (1) or no (0), not %2.")},
    {u"_date", QT_TRANSLATE_NOOP("Database",
                                 "%1 “%2” is not a date. Type it as year-month-day, "
                                 "such as 2026-08-21; 2026-08 or 2026 when the day is "
                                 "not known.")},
    {u"_known", QT_TRANSLATE_NOOP("Database",
                                  "%1 “%2” is not one of the values Headroom knows. "
                                  "Choose one that other rows use.")},
};

QString ruleSentence(const QString& constraint, const Row& row) {
    if (constraint == u"usable_not_above_total") {
        return Database::tr(
                   "More memory is usable for the GPU (%1 GiB) than there is (%2 GiB). "
                   "Lower the one or raise the other.")
            .arg(QString::fromStdString(row.text("usable_for_gpu_gib")),
                 QString::fromStdString(row.text("total_memory_gib")));
    }
    for (const Rule& rule : kRules) {
        if (!constraint.endsWith(rule.suffix)) continue;
        const std::string column = constraint.chopped(rule.suffix.size()).toStdString();
        QString sentence = Database::tr(rule.sentence);
        const QString title = columnTitle(column);
        if (!sentence.contains(u"%2")) return sentence.arg(title);
        return sentence.arg(title, QString::fromStdString(row.text(column)).left(60));
    }
    return Database::tr("The rule “%1” of the catalog is broken. Correct the row.").arg(constraint);
}

/// A year, a month or a day, as the schema's GLOB patterns have them.
bool isDateText(std::string_view text) {
    // No regular expression: an import asks for each of 100,000 rows.
    static constexpr std::string_view kDay = "2999-19-39";
    if (text.size() != 4 && text.size() != 7 && text.size() != kDay.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char lowest = i == 0 ? '1' : kDay[i] == '-' ? '-' : '0';
        if (text[i] < lowest || text[i] > kDay[i]) return false;
    }
    return true;
}

bool keepsRule(const ColumnInfo& column, const std::string& rule, const Row& row) {
    const std::string_view text = row.view(column.name);
    const bool empty = text.find_first_not_of(' ') == std::string_view::npos;
    if (rule == "not_empty") return !empty;
    if (empty) return true;
    if (rule == "date") return isDateText(text);
    const auto number = [&] { return row.number(column.name).value_or(0); };
    if (rule == "not_negative") return number() >= 0;
    if (rule == "positive") return number() > 0;
    if (rule == "share") return number() >= 0 && number() <= 1;
    if (rule != "known" || column.knownValues.empty()) return true;
    return std::find(column.knownValues.begin(), column.knownValues.end(), text) !=
           column.knownValues.end();
}

/// Titles of the columns that every row needs and this one lacks.
QStringList emptyButRequired(const TableInfo& table, const Row& row) {
    QStringList titles;
    for (const ColumnInfo& column : table.columns) {
        if (column.required && row.view(column.name).empty()) titles << column.title;
    }
    return titles;
}

QString columnOf(const QString& databaseText) {
    return columnTitle(databaseText.section(u'.', -1).trimmed().toStdString());
}

}  // namespace

bool isCellRule(std::string_view rule) {
    const QString suffix =
        u'_' + QString::fromUtf8(rule.data(), static_cast<qsizetype>(rule.size()));
    return std::any_of(std::begin(kRules), std::end(kRules),
                       [&](const Rule& known) { return known.suffix == suffix; });
}

QString brokenCellRule(const TableInfo& table, const Row& row) {
    const QStringList missing = emptyButRequired(table, row);
    if (missing.size() == 1) {
        return Database::tr("%1 cannot be empty. Type a value.").arg(missing.front());
    }
    if (!missing.isEmpty()) {
        return Database::tr("These cannot be empty: %1. Type their values.")
            .arg(missing.join(u", "_s));
    }
    for (const ColumnInfo& column : table.columns) {
        for (const std::string& rule : column.rules) {
            if (keepsRule(column, rule, row)) continue;
            return ruleSentence(QString::fromStdString(column.name + '_' + rule), row);
        }
    }
    return {};
}

bool isReferenceError(const QSqlError& error) {
    const int code = error.nativeErrorCode().toInt();
    return code == kForeignKey || code == kTrigger;
}

QString constraintText(const QSqlError& error, const TableInfo& table, const Row& row) {
    const QString text = error.databaseText();
    QString sentence;
    switch (error.nativeErrorCode().toInt()) {
        case kCheck:
            sentence = ruleSentence(text.section(u": "_s, -1), row);
            break;
        case kNotNull:
            sentence = Database::tr("%1 cannot be empty. Type a value.").arg(columnOf(text));
            break;
        case kPrimaryKey:
        case kUnique:
            sentence = Database::tr("another row already has the key “%1”. Choose a different one.")
                           .arg(QString::fromStdString(rowKey(table.name, row)));
            break;
        default:
            sentence = Database::tr("%1 does not take this kind of value. Correct it.")
                           .arg(columnOf(text));
    }
    return u"%1: %2"_s.arg(rowTitle(table, row), sentence);
}

}  // namespace headroom
