// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_tables.h"

#include <QCoreApplication>

#include "ui/charts/chart_style.h"
#include "ui/widgets/quantity_edit.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Inputs that a summary names one by one.
constexpr std::size_t kNamedInputs = 2;
/// Of the name below the word "Difference", which has no room for all of it.
constexpr qsizetype kReferenceCharacters = 16;

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("CasePage", text, nullptr, n);
}

QString textOf(std::string_view view) {
    return plainText(std::string(view));
}

/// A dash where there is no such figure.
QString shownText(const std::string& text) {
    if (text.empty()) return u"–"_s;
    return text == "unknown" ? unknownText() : plainText(text);
}

std::optional<theme::Role> roleOf(Tendency tendency) {
    switch (tendency) {
        case Tendency::Better:
            return theme::Role::Good;
        case Tendency::Worse:
            return theme::Role::Bad;
        case Tendency::Neutral:
            break;
    }
    return theme::Role::Muted;
}

bool fails(const ComparedCase& compared) {
    return compared.verdict == nullptr && !compared.problem.empty();
}

CaseCell figureCell(const CaseRow& row, std::size_t index, const ComparedCase& compared) {
    const CaseFigure& figure = row.figures[index];
    CaseCell cell{std::nullopt, plainText(figure.detail)};
    if (figure.text.empty() || figure.text == "unknown") {
        cell.role = theme::Role::Muted;
    } else if (row.fact == CaseFact::Way && compared.shown != nullptr) {
        cell.role = theme::optionRole(compared.shown->option.kind);
    } else if (row.fact == CaseFact::Verdict && fails(compared)) {
        cell.role = theme::Role::Bad;
    }
    return cell;
}

TextTable textTable(const CaseGrid& grid, int firstNumeric) {
    TextTable table;
    for (std::size_t i = 0; i < grid.head.size(); ++i) {
        table.columns.push_back({plainText(grid.head[i]), {}, static_cast<int>(i) >= firstNumeric});
    }
    for (const std::vector<std::string>& row : grid.rows) {
        QStringList cells;
        for (const std::string& cell : row) cells << plainText(cell);
        table.rows.push_back(cells);
    }
    return table;
}

/// As the form shows it.
QString inputCell(const InputDifference& input, std::size_t index, const ComparedCase& compared) {
    const std::optional<FieldValue>& value = input.values[index];
    if (!value) return u"–"_s;
    if (!std::holds_alternative<double>(*value)) {
        return textOf(inputText(*input.field, value, compared));
    }
    const QString unit = textOf(inputUnit(*input.field, *compared.scenario));
    const QString number = QuantityEdit::displayText(*input.field, *value);
    return unit.isEmpty() ? number : number + u' ' + unit;
}

}  // namespace

CaseTable resultsTable(std::span<const ComparedCase> cases, std::size_t reference) {
    const std::vector<CaseRow> rows = compareCases(cases, reference);
    CaseTable table;
    table.shown.columns.push_back({tr("Figure"), {}, false});
    QString to = cases.empty() ? QString() : plainText(cases[reference].name);
    if (to.size() > kReferenceCharacters) to = to.left(kReferenceCharacters - 1) + u'…';
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const bool others = i != reference;
        table.shown.columns.push_back(
            {plainText(cases[i].name), others ? QString() : tr("reference"), true});
        if (!others) continue;
        table.uncut.push_back(static_cast<int>(table.shown.columns.size()));
        table.shown.columns.push_back({tr("Difference"), tr("to %1").arg(to), true});
    }
    for (const CaseRow& row : rows) {
        QStringList texts{textOf(row.heading())};
        std::vector<CaseCell> cells(1);
        for (std::size_t i = 0; i < cases.size(); ++i) {
            texts << shownText(row.figures[i].text);
            cells.push_back(figureCell(row, i, cases[i]));
            if (i == reference) continue;
            texts << shownText(row.differences[i].text);
            cells.push_back({roleOf(row.differences[i].tendency), {}});
        }
        table.wholeRows.push_back(static_cast<int>(table.wholeRows.size()));
        if (row.fact == CaseFact::Verdict || row.fact == CaseFact::PresentValue) {
            table.shown.emphasised.push_back(static_cast<int>(table.shown.rows.size()));
        }
        table.shown.rows.push_back(texts);
        table.cells.push_back(std::move(cells));
    }
    table.whole = textTable(resultsGrid(rows, cases, reference), 2);
    return table;
}

CaseTable inputsTable(const InputDifferences& inputs, std::span<const ComparedCase> cases) {
    CaseTable table;
    table.shown.columns.push_back({tr("Input"), {}, false});
    for (const ComparedCase& compared : cases) {
        table.shown.columns.push_back({plainText(compared.name), {}, true});
    }
    const auto add = [&](QStringList texts, int whole) {
        const qsizetype columns = static_cast<qsizetype>(cases.size()) + 1;
        std::vector<CaseCell> cells(static_cast<std::size_t>(columns));
        while (texts.size() < columns) texts << QString();
        for (qsizetype i = 1; i < columns; ++i) {
            if (texts[i] == u"–"_s) {
                cells[static_cast<std::size_t>(i)] = {
                    theme::Role::Muted, tr("This input cannot change the answer of this case.")};
            }
        }
        table.shown.rows.push_back(texts);
        table.cells.push_back(std::move(cells));
        table.wholeRows.push_back(whole);
    };
    FieldGroup group = FieldGroup::Document;
    int whole = 0;
    for (const InputDifference& input : inputs.differing) {
        if (input.field->group != group) {
            group = input.field->group;
            table.shown.emphasised.push_back(static_cast<int>(table.shown.rows.size()));
            add({textOf(groupTitle(group))}, -1);
        }
        QStringList texts{textOf(input.field->label)};
        for (std::size_t i = 0; i < cases.size(); ++i) texts << inputCell(input, i, cases[i]);
        add(texts, whole++);
        table.cells.back().front().detail = textOf(input.field->help);
    }
    table.whole = textTable(inputsGrid(inputs, cases), 3);
    return table;
}

QString inputsSummary(const ComparedCase& compared, const ComparedCase& reference) {
    const std::vector<ComparedCase> pair{reference, compared};
    const InputDifferences inputs = inputDifferences(pair);
    if (inputs.differing.empty()) return tr("same inputs");
    QStringList labels;
    for (std::size_t i = 0; i < inputs.differing.size() && i < kNamedInputs; ++i) {
        labels << textOf(inputs.differing[i].field->label);
    }
    const auto count = static_cast<int>(inputs.differing.size());
    QString text =
        count == 1 ? tr("one input differs: %1").arg(labels.join(u", "_s))
                   : tr("%1 inputs differ: %2").arg(QString::number(count), labels.join(u", "_s));
    return inputs.differing.size() > kNamedInputs ? text + u" …"_s : text;
}

}  // namespace headroom
