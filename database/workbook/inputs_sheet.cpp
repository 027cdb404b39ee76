// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/scenario/fields.h"
#include "database/words.h"
#include "database/workbook/other_sheets.h"

namespace headroom::workbook {

namespace {

enum Column { kLabel, kValue, kUnit, kLive, kHelp, kReason };

constexpr int kHeadRow = 1;
constexpr int kTextWidth = 70;

std::string_view choiceLabel(const Field& field, const std::string& id) {
    const auto choice = std::find_if(field.choices.begin(), field.choices.end(),
                                     [&](const Choice& each) { return each.id == id; });
    return choice == field.choices.end() ? std::string_view(id) : choice->label;
}

Look lookOf(const Field& field) {
    switch (field.kind) {
        case FieldKind::Percent:
            return Look::Percent;
        case FieldKind::Amount:
            return Look::Money;
        default:
            return Look::Number;
    }
}

/// The unit beside the value: per cent is in the format of the cell, money in that of its currency.
QString unitOf(const Field& field) {
    QString unit = QString::fromUtf8(field.unit.data(), static_cast<qsizetype>(field.unit.size()));
    if (field.kind == FieldKind::Percent && unit.startsWith(u'%')) unit = unit.mid(1).trimmed();
    return unit;
}

void writeValue(Sheet& sheet, At at, const Field& field, const FieldValue& value, bool live) {
    const Weight weight = live ? Weight::Input : Weight::Plain;
    if (const auto* number = std::get_if<double>(&value)) {
        sheet.number(at, *number, lookOf(field), weight);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        sheet.text(at, *flag ? Database::tr("yes") : Database::tr("no"));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        const bool choice = field.kind == FieldKind::Choice;
        sheet.text(at, choice ? choiceLabel(field, *text) : std::string_view(*text));
    } else {
        sheet.blank(at, lookOf(field), weight);
    }
}

}  // namespace

void writeInputs(Book& book, Sheet& sheet, const Scenario& scenario) {
    sheet.width(kLabel, kLabel, 34);
    sheet.width(kValue, kValue, 20);
    sheet.width(kUnit, kUnit, 20);
    sheet.width(kLive, kLive, 12);
    sheet.width(kHelp, kReason, kTextWidth);
    sheet.text({0, kLabel}, QString::fromStdString(scenario.title), Look::Title);
    const QStringList heads{Database::tr("Input"),        Database::tr("Value"),
                            Database::tr("Unit"),         Database::tr("Recalculates"),
                            Database::tr("What it says"), Database::tr("Why the default")};
    for (int i = 0; i < heads.size(); ++i) sheet.text({kHeadRow, i}, heads[i], Look::Header);
    sheet.freeze({kHeadRow + 1, kValue});
    int row = kHeadRow + 1;
    sheet.text({row++, kLabel},
               Database::tr("Change the blue values: every sheet follows. The others also move "
                            "memory, speed or the number of machines; change them in the program."),
               Look::Note);
    std::optional<FieldGroup> group;
    for (const Field& field : fields()) {
        if (group != field.group) {
            sheet.text({++row, kLabel}, groupTitle(field.group), Look::Header);
            ++row;
            group = field.group;
        }
        const bool live = book.used().count(std::string(field.id)) > 0;
        sheet.text({row, kLabel}, field.label);
        writeValue(sheet, {row, kValue}, field, field.get(scenario), live);
        sheet.text({row, kUnit}, unitOf(field));
        if (live) sheet.text({row, kLive}, Database::tr("yes"));
        sheet.text({row, kHelp}, field.help, Look::Wrapped);
        sheet.text({row, kReason}, field.defaultReason, Look::Wrapped);
        const auto characters =
            static_cast<int>(std::max(field.help.size(), field.defaultReason.size()));
        sheet.lines(row, 1 + characters / kTextWidth);
        if (isNumeric(field)) book.nameCell(field.id, sheet, {row, kValue});
        ++row;
    }
}

}  // namespace headroom::workbook
