// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Page 2: what was asked and what was left out.
#include <QCoreApplication>
#include <cmath>
#include <map>

#include "core/units/format.h"
#include "ui/pages/answer_page_text.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString utf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString catalogName(const Field& field, const std::string& id, const Catalog& catalog) {
    if (field.table == "models") {
        if (const ModelSpec* model = catalog.model(id)) return plainText(model->name);
    }
    if (field.table == "weight_formats") {
        if (const WeightFormat* format = catalog.format(id)) {
            return plainText(weightFormatName(*format));
        }
    }
    if (field.table == "electricity") {
        if (const Tariff* tariff = catalog.tariff(id)) return plainText(tariff->name);
    }
    return plainText(id);
}

QString choiceLabel(const Field& field, const std::string& id) {
    for (const Choice& choice : field.choices) {
        if (choice.id == id) return utf8(choice.label);
    }
    return plainText(id);
}

QString numberText(const Field& field, double value, const Scenario& scenario) {
    switch (field.kind) {
        case FieldKind::Percent:
            return QString::fromStdString(formatSignificant(value * 100)) + u" %"_s;
        case FieldKind::Amount:
            return QString::fromStdString(formatMoney(money(value, scenario.finance.currency)));
        default:
            break;
    }
    const bool whole = value == std::floor(value);
    const QString number =
        QString::fromStdString(whole ? formatNumber(value) : formatSignificant(value));
    return field.unit.empty() ? number : number + u' ' + utf8(field.unit);
}

ReportGroups requirementGroups(const ReportContext& context) {
    ReportGroups groups;
    std::map<FieldGroup, std::size_t> places;
    for (const Field& field : fields()) {
        if (field.group == FieldGroup::Document || !matters(field, context.scenario)) continue;
        const auto [place, added] = places.try_emplace(field.group, groups.size());
        if (added) groups.push_back({utf8(groupTitle(field.group)), {}});
        groups[place->second].lines.push_back(
            {utf8(field.label), fieldDisplay(field, context.scenario, context.catalog)});
    }
    return groups;
}

/// What passed some rule and not another, with the smallest change that would admit it.
void addLeftOut(ReportPart& part, const ReportContext& context) {
    const std::vector<answer::LeftOut> groups = answer::leftOut(context.evaluation);
    if (groups.empty()) return;
    ReportTable table;
    table.columns = {
        {tr("Reason"), 1.1, false}, {tr("Options"), 1.2, false}, {tr("Nearest"), 4, false}};
    for (const answer::LeftOut& group : groups) {
        table.rows.push_back({group.title, group.counts, group.sentence});
    }
    part.subheading(tr("What was left out, and what would let it in"));
    part.table(std::move(table));
}

}  // namespace

QString fieldDisplay(const Field& field, const Scenario& scenario, const Catalog& catalog) {
    const FieldValue value = field.get(scenario);
    if (std::holds_alternative<std::monostate>(value)) return tr("not set");
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? tr("yes") : tr("no");
    if (const auto* number = std::get_if<double>(&value)) {
        return numberText(field, *number, scenario);
    }
    const std::string& text = std::get<std::string>(value);
    if (text.empty()) return tr("none");
    if (field.kind == FieldKind::Choice) return choiceLabel(field, text);
    if (field.kind == FieldKind::CatalogChoice) return catalogName(field, text, catalog);
    return plainText(text);
}

void addRequirements(ReportPart& part, const ReportContext& context) {
    part.heading = tr("What was asked");
    part.blocks.emplace_back(requirementGroups(context));
    addLeftOut(part, context);
}

}  // namespace headroom
