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

QString columnOf(const QString& databaseText) {
    return columnTitle(databaseText.section(u'.', -1).trimmed().toStdString());
}

}  // namespace

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
