// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What others published, recomputed; and machines marked by the workstation scorecard.
#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/output.h"
#include "app/cli/suggestion.h"
#include "core/decision/scorecard.h"
#include "core/units/format.h"
#include "core/validation/claims.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString figureText(const std::optional<double>& value, const std::string& unit) {
    if (!value) return u"never"_s;
    if (unit == "share") return toQString(formatPercent(*value, 1));
    QString text = toQString(formatSignificant(*value));
    return unit.empty() || unit == "1" ? text : text + u' ' + toQString(unit);
}

void printClaim(const ClaimCheck& check) {
    const Claim& claim = check.claim;
    write(u"%1 (%2)"_s.arg(toQString(claim.title), toQString(claim.id)));
    write(u"  %1"_s.arg(toQString(claim.statement)));
    write(
        u"  %1, %2 %3"_s.arg(toQString(claim.source), toQString(claim.date), toQString(claim.url)));
    write(u"  %1: %2"_s.arg(toQString(claimVerdictLabel(check.verdict)).toUpper(),
                            toQString(check.finding)));
    for (const ClaimFigure& figure : check.figures) {
        write(u"    %1: printed %2, recomputed %3%4"_s.arg(
            toQString(figure.name),
            figure.printed ? figureText(figure.printed, figure.unit) : u"nothing"_s,
            figureText(figure.recomputed, figure.unit),
            figure.follows ? QString() : u" - does not follow"_s));
    }
    for (const ClaimFlip& flip : check.flips) write(u"  turns: %1"_s.arg(toQString(flip.sentence)));
    for (const ClaimFlip& flip : check.holds) write(u"  holds: %1"_s.arg(toQString(flip.sentence)));
    for (const std::string& missing : check.missing) write(u"  ? %1"_s.arg(toQString(missing)));
    if (!claim.note.empty()) write(u"  Note: %1"_s.arg(toQString(claim.note)));
    write();
}

QJsonValue optional(const std::optional<double>& value) {
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonArray flipsJson(const std::vector<ClaimFlip>& flips) {
    QJsonArray array;
    for (const ClaimFlip& flip : flips) {
        array << QJsonObject{{u"input"_s, toQString(flip.input)},
                             {u"unit"_s, toQString(flip.unit)},
                             {u"from"_s, flip.from},
                             {u"to"_s, flip.to},
                             {u"origin"_s, toQString(flip.origin)},
                             {u"figure"_s, toQString(flip.figureId)},
                             {u"before"_s, optional(flip.before)},
                             {u"after"_s, optional(flip.after)},
                             {u"effect"_s, toQString(flipEffectLabel(flip.effect))}};
    }
    return array;
}

QJsonObject claimJson(const ClaimCheck& check) {
    QJsonArray figures;
    for (const ClaimFigure& figure : check.figures) {
        figures << QJsonObject{{u"id"_s, toQString(figure.id)},
                               {u"unit"_s, toQString(figure.unit)},
                               {u"printed"_s, optional(figure.printed)},
                               {u"recomputed"_s, optional(figure.recomputed)},
                               {u"follows"_s, figure.follows}};
    }
    return {{u"id"_s, toQString(check.claim.id)},
            {u"statement"_s, toQString(check.claim.statement)},
            {u"source"_s, toQString(check.claim.source)},
            {u"url"_s, toQString(check.claim.url)},
            {u"date"_s, toQString(check.claim.date)},
            {u"verdict"_s, toQString(claimVerdictLabel(check.verdict))},
            {u"finding"_s, toQString(check.finding)},
            {u"figures"_s, figures},
            {u"turned_by"_s, flipsJson(check.flips)},
            {u"holds_against"_s, flipsJson(check.holds)}};
}

void printClaimRows(const std::vector<ClaimCheck>& checks, Format format) {
    if (format == Format::Json) {
        QJsonArray array;
        for (const ClaimCheck& check : checks) array << claimJson(check);
        writeJson({{u"claims"_s, array}});
        return;
    }
    if (format == Format::Csv) {
        QString csv = csvLine(
            {u"claim"_s, u"figure"_s, u"unit"_s, u"printed"_s, u"recomputed"_s, u"follows"_s});
        const auto number = [](const std::optional<double>& value) {
            return value ? QString::number(*value, 'g', 12) : QString();
        };
        for (const ClaimCheck& check : checks) {
            for (const ClaimFigure& figure : check.figures) {
                csv += csvLine({toQString(check.claim.id), toQString(figure.id),
                                toQString(figure.unit), number(figure.printed),
                                number(figure.recomputed), figure.follows ? u"1"_s : u"0"_s});
            }
        }
        writeRaw(csv.toUtf8());
        return;
    }
    for (const ClaimCheck& check : checks) printClaim(check);
}

void printScorecard(const std::vector<ScorecardRow>& rows, Format format) {
    if (format == Format::Text) {
        std::vector<TextTable::Column> columns{{u"Machine"_s, false, 40}, {u"Passes"_s, true}};
        for (const Criterion criterion : kScorecardCriteria) {
            columns.push_back({toQString(criterionLabel(criterion)), false, 26});
        }
        TextTable table(columns);
        for (const ScorecardRow& row : rows) {
            QStringList cells{toQString(row.name), QString::number(row.passes)};
            for (const ScorecardCell& cell : row.cells) {
                const QString mark = cell.mark == Mark::Pass   ? u"+ "_s
                                     : cell.mark == Mark::Fail ? u"- "_s
                                                               : u"? "_s;
                cells << mark + toQString(cell.value);
            }
            table.add(cells);
        }
        table.print();
        write(u"+ passes, - fails, ? not verified; thresholds: place.scorecard_… with --set"_s);
        return;
    }
    QJsonArray array;
    QString csv =
        csvLine({u"machine"_s, u"criterion"_s, u"value"_s, u"threshold"_s, u"mark"_s, u"change"_s});
    for (const ScorecardRow& row : rows) {
        QJsonArray cells;
        for (const ScorecardCell& cell : row.cells) {
            const QStringList texts{
                toQString(row.machineId),        toQString(criterionLabel(cell.criterion)),
                toQString(cell.value),           toQString(cell.threshold),
                toQString(markLabel(cell.mark)), toQString(cell.change)};
            csv += csvLine(texts);
            cells << QJsonObject{{u"criterion"_s, texts[1]},
                                 {u"value"_s, texts[2]},
                                 {u"threshold"_s, texts[3]},
                                 {u"mark"_s, texts[4]},
                                 {u"change"_s, texts[5]}};
        }
        array << QJsonObject{{u"machine"_s, toQString(row.machineId)},
                             {u"passes"_s, row.passes},
                             {u"cells"_s, cells}};
    }
    if (format == Format::Json) {
        writeJson({{u"machines"_s, array}});
    } else {
        writeRaw(csv.toUtf8());
    }
}

}  // namespace

ExitCode runClaims(const QStringList& words) {
    Arguments arguments(
        u"claims"_s,
        u"Recomputes what others published about buying and renting from their own inputs, and "
        "names the input that turns it."_s,
        {{u"claim"_s, u"Id of one claim; all of them unless given."_s, true}}, {formatOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    const CatalogPointer catalog = store->load();
    const QString asked = arguments.position(0);
    std::vector<ClaimCheck> checks;
    QStringList ids;
    for (const Claim& claim : publishedClaims()) {
        ids << toQString(claim.id);
        if (asked.isEmpty() || ids.back() == asked) checks.push_back(checkClaim(claim, *catalog));
    }
    if (checks.empty()) {
        throw UsageError(u"There is no claim “%1”."_s.arg(asked) + didYouMean(asked, ids));
    }
    printClaimRows(checks, format);
    return ExitCode::Ok;
}

ExitCode runScorecard(const QStringList& words) {
    Arguments arguments(
        u"scorecard"_s,
        u"Marks every machine of the catalog by what a workstation for local models needs; unknown "
        "is never a pass."_s,
        {}, {formatOption(), setOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    Scenario scenario;
    setFields(arguments, scenario);
    std::vector<ScorecardRow> rows = scorecard(*store->load(), scorecardThresholds(scenario.place));
    std::stable_sort(rows.begin(), rows.end(), [](const ScorecardRow& a, const ScorecardRow& b) {
        return a.passes > b.passes;
    });
    printScorecard(rows, format);
    return ExitCode::Ok;
}

}  // namespace headroom::cli
