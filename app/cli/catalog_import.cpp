// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDate>
#include <QHash>
#include <QJsonArray>
#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "database/import/import_format.h"
#include "database/import/import_plan.h"
#include "database/spreadsheet_text.h"
#include "database/table_words.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Lines of a list in text; --format csv and json have all.
constexpr int kMostLines = 200;

QString kindWord(PlannedKind kind) {
    switch (kind) {
        case PlannedKind::Added:
            return u"added"_s;
        case PlannedKind::Changed:
            return u"changed"_s;
        case PlannedKind::Unchanged:
            return u"unchanged"_s;
        case PlannedKind::Refused:
            return u"refused"_s;
    }
    return {};
}

const Row& rowOf(const PlannedChange& change) {
    static const Row none;
    if (change.change.after) return *change.change.after;
    return change.change.before ? *change.change.before : none;
}

QString idOf(const PlannedChange& change) {
    return toQString(rowKey(change.change.table, rowOf(change)));
}

/// Whether --apply takes the row, in a word.
QString choiceWord(const PlannedChange& change) {
    if (change.chosen) return u"yes"_s;
    return change.edited ? u"no, edited by you"_s : u"no, asks"_s;
}

QString orUnknown(const std::string& cell) {
    return cell.empty() ? u"unknown"_s : toQString(cell);
}

bool changes(const PlannedChange& change) {
    return change.kind == PlannedKind::Added || change.kind == PlannedKind::Changed;
}

std::size_t chosenRows(const ImportPlan& plan) {
    return static_cast<std::size_t>(std::count_if(
        plan.changes.begin(), plan.changes.end(),
        [](const PlannedChange& change) { return changes(change) && change.chosen; }));
}

std::size_t waitingRows(const ImportPlan& plan) {
    return static_cast<std::size_t>(std::count_if(
        plan.changes.begin(), plan.changes.end(),
        [](const PlannedChange& change) { return changes(change) && !change.chosen; }));
}

/// A table that ends after kMostLines with how many more there are.
class LimitedTable {
public:
    explicit LimitedTable(std::vector<TextTable::Column> columns) : m_table(std::move(columns)) {}
    void add(const QStringList& cells) {
        if (m_lines++ < kMostLines) m_table.add(cells);
    }
    void print(const QString& title) const {
        if (m_lines == 0) return;
        write();
        write(title);
        m_table.print();
        if (m_lines > kMostLines) {
            write(u"... and %1 more; --format csv lists all."_s.arg(m_lines - kMostLines));
        }
    }

private:
    TextTable m_table;
    int m_lines{};
};

void printCounts(const ImportPlan& plan) {
    write(u"%1, %2"_s.arg(plan.kind, plan.file));
    write(u"%1 added, %2 changed, %3 unchanged, %4 refused"_s.arg(
        QString::number(plan.count(PlannedKind::Added)),
        QString::number(plan.count(PlannedKind::Changed)),
        QString::number(plan.count(PlannedKind::Unchanged)),
        QString::number(plan.count(PlannedKind::Refused))));
    for (const QString& remark : plan.remarks) write(remark);
}

/// Rows that are refused for one reason, on one line.
void printRefused(const ImportPlan& plan) {
    struct Reason {
        QString text;
        QString first;
        int rows{};
    };
    std::vector<Reason> reasons;
    QHash<QString, std::size_t> places;
    for (const PlannedChange& change : plan.changes) {
        if (change.kind != PlannedKind::Refused) continue;
        const auto place = places.find(change.reason);
        if (place == places.end()) {
            places.insert(change.reason, reasons.size());
            reasons.push_back({change.reason, change.origin, 1});
        } else {
            ++reasons[*place].rows;
        }
    }
    LimitedTable table({{u"Rows"_s, true}, {u"First"_s, false, 30}, {u"Reason"_s, false, 400}});
    for (const Reason& reason : reasons) {
        table.add({QString::number(reason.rows), reason.first, reason.text});
    }
    table.print(u"Refused"_s);
}

void printText(const ImportPlan& plan) {
    printCounts(plan);
    LimitedTable changed({{u"Row"_s, false, 44},
                          {u"Column"_s, false, 30},
                          {u"Before"_s, false, 24},
                          {u"After"_s, false, 24},
                          {u"Taken"_s}});
    LimitedTable added({{u"Row"_s, false, 60}, {u"From"_s, false, 30}, {u"Name"_s, false, 50}});
    LimitedTable asking({{u"Row"_s, false, 44}, {u"Why it is not taken"_s, false, 300}});
    for (const PlannedChange& change : plan.changes) {
        for (const ColumnDifference& difference : change.differences) {
            if (change.kind != PlannedKind::Changed) break;
            changed.add({idOf(change), toQString(difference.column), orUnknown(difference.before),
                         orUnknown(difference.after), choiceWord(change)});
        }
        if (change.kind == PlannedKind::Added) {
            added.add({idOf(change), change.origin, rowName(change.change.table, rowOf(change))});
        }
        if (changes(change) && !change.reason.isEmpty()) {
            asking.add({idOf(change), change.reason});
        }
    }
    changed.print(u"Changed"_s);
    asking.print(u"Asking"_s);
    added.print(u"Added"_s);
    printRefused(plan);
}

void printCsv(const ImportPlan& plan) {
    QString csv = csvLine({u"kind"_s, u"table"_s, u"id"_s, u"origin"_s, u"taken"_s, u"column"_s,
                           u"before"_s, u"after"_s, u"reason"_s});
    for (const PlannedChange& change : plan.changes) {
        const QStringList start{kindWord(change.kind), toQString(change.change.table), idOf(change),
                                change.origin, change.chosen ? u"1"_s : u"0"_s};
        if (change.kind != PlannedKind::Changed) {
            csv += csvLine(start + QStringList{{}, {}, {}, change.reason});
            continue;
        }
        for (const ColumnDifference& difference : change.differences) {
            csv += csvLine(start + QStringList{toQString(difference.column),
                                               toQString(difference.before),
                                               toQString(difference.after), change.reason});
        }
    }
    writeRaw(csv.toUtf8());
}

QJsonObject changeJson(const PlannedChange& change) {
    QJsonArray differences;
    for (const ColumnDifference& difference : change.differences) {
        const auto cell = [](const std::string& text) {
            return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(toQString(text));
        };
        differences << QJsonObject{{u"column"_s, toQString(difference.column)},
                                   {u"before"_s, cell(difference.before)},
                                   {u"after"_s, cell(difference.after)}};
    }
    QJsonArray notes;
    for (const QString& note : change.notes) notes << note;
    return {{u"kind"_s, kindWord(change.kind)},
            {u"table"_s, toQString(change.change.table)},
            {u"id"_s, idOf(change)},
            {u"origin"_s, change.origin},
            {u"taken"_s, change.chosen},
            {u"asks"_s, change.asks},
            {u"edited"_s, change.edited},
            {u"reason"_s, change.reason},
            {u"notes"_s, notes},
            {u"differences"_s, differences}};
}

void printJson(const ImportPlan& plan, bool applied) {
    QJsonArray rows;
    for (const PlannedChange& change : plan.changes) {
        if (change.kind != PlannedKind::Unchanged) rows << changeJson(change);
    }
    QJsonArray remarks;
    for (const QString& remark : plan.remarks) remarks << remark;
    QJsonObject counts;
    for (const PlannedKind kind :
         {PlannedKind::Added, PlannedKind::Changed, PlannedKind::Unchanged, PlannedKind::Refused}) {
        counts[kindWord(kind)] = static_cast<qint64>(plan.count(kind));
    }
    writeJson({{u"kind"_s, plan.kind},
               {u"file"_s, plan.file},
               {u"counts"_s, counts},
               {u"taken"_s, static_cast<qint64>(chosenRows(plan))},
               {u"applied"_s, applied},
               {u"remarks"_s, remarks},
               {u"rows"_s, rows}});
}

QDate priceDate(const Arguments& arguments) {
    if (!arguments.has(u"as-of"_s)) return QDate::currentDate();
    const QString text = arguments.value(u"as-of"_s);
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid()) {
        throw UsageError(u"--as-of “%1” is no date. Give one such as 2026-08-21."_s.arg(text));
    }
    return date;
}

}  // namespace

ExitCode runCatalogImport(const QStringList& words) {
    Arguments arguments(
        u"catalog"_s,
        u"import file: shows what a file would change in the catalog: rows in our own columns (CSV "
        "or JSON), SkyPilot's vms.csv, gpuhunt's CSV, genai-prices, LiteLLM's prices, or this "
        "machine from nvidia-smi -q -x, rocm-smi --json or system_profiler -json. Nothing changes "
        "without --apply."_s,
        {{u"action"_s, u"import."_s}, {u"file"_s, u"File to import."_s}},
        {formatOption(),
         {u"apply"_s, u"Applies the rows that are taken, all in one step."_s, {}},
         {u"all"_s, u"Takes rows as well whose price moves by more than half."_s, {}},
         {u"provider"_s, u"Provider of a list that names none; of others, rows of it alone."_s,
          u"name"_s},
         {u"table"_s, u"Table of a CSV whose columns fit several."_s, u"name"_s},
         {u"as-of"_s, u"Date of prices that the file does not date, instead of today."_s,
          u"date"_s}});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const QDate asOf = priceDate(arguments);
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    const CatalogRows rows = store->rows();
    const ImportContext context{
        rows, store->tables(), asOf, arguments.value(u"provider"_s), arguments.value(u"table"_s),
        {}};
    const ImportSource source = readImportFile(arguments.position(1), context);
    ImportPlan plan = planImport(source, rows, store->tables());
    if (arguments.has(u"all"_s)) chooseAsking(plan);
    const std::size_t taken = chosenRows(plan);
    const bool apply = arguments.has(u"apply"_s);
    if (apply && taken > 0) {
        store->backUp(u"import"_s);
        store->apply(changesOf(plan));
    }
    if (format == Format::Text) printText(plan);
    if (format == Format::Csv) printCsv(plan);
    if (format == Format::Json) printJson(plan, apply);
    writeError(apply ? u"Applied %1 rows in one step."_s.arg(taken)
                     : u"Nothing was changed; --apply takes %1 rows."_s.arg(taken));
    if (const std::size_t waiting = waitingRows(plan); waiting > 0) {
        writeError(
            u"%1 rows are left as they are: see why above; --all takes those whose price "
            "moves."_s.arg(waiting));
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
