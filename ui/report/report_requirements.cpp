// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Page 2: what was asked and what was left out.
#include <qcustomplot.h>

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>

#include "core/units/format.h"
#include "ui/pages/answer_page_text.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

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

struct Requirement {
    QString label;
    QString value;
};

/// One group with its title, in one of the two columns.
struct GroupBlock {
    QString title;
    std::vector<Requirement> lines;
};

std::vector<GroupBlock> requirementGroups(const ReportContext& context) {
    std::vector<GroupBlock> blocks;
    std::map<FieldGroup, std::size_t> places;
    for (const Field& field : fields()) {
        if (field.group == FieldGroup::Document || !matters(field, context.scenario)) continue;
        const auto [place, added] = places.try_emplace(field.group, blocks.size());
        if (added) blocks.push_back({utf8(groupTitle(field.group)), {}});
        blocks[place->second].lines.push_back(
            {utf8(field.label), fieldDisplay(field, context.scenario, context.catalog)});
    }
    return blocks;
}

constexpr double kBelowTitle = 3;
constexpr double kBelowLine = 2.5;
constexpr double kBelowGroup = 12;
constexpr double kLabelShare = 0.54;
constexpr double kValueShare = 0.44;
constexpr int kLabelLines = 3;
constexpr int kValueLines = 6;

double lineHeight(ReportCanvas& canvas, const Requirement& line, double width) {
    const QFont& font = canvas.fonts().small;
    return std::max(ReportCanvas::heightOf(line.label, font, width * kLabelShare, kLabelLines),
                    ReportCanvas::heightOf(line.value, font, width * kValueShare, kValueLines));
}

double groupHeight(ReportCanvas& canvas, const GroupBlock& block, double width) {
    double height =
        ReportCanvas::heightOf(block.title, canvas.fonts().strong, width, 1) + kBelowTitle;
    for (const Requirement& line : block.lines) {
        height += lineHeight(canvas, line, width) + kBelowLine;
    }
    return height + kBelowGroup;
}

double drawGroup(ReportCanvas& canvas, const GroupBlock& block, QPointF topLeft, double width) {
    double y = topLeft.y();
    y += canvas.textAt({topLeft.x(), y}, width, block.title, canvas.fonts().strong, Role::Text, 1) +
         kBelowTitle;
    for (const Requirement& line : block.lines) {
        canvas.textAt({topLeft.x(), y}, width * kLabelShare, line.label, canvas.fonts().small,
                      Role::Muted, kLabelLines);
        canvas.textAt({topLeft.x() + width * 0.56, y}, width * kValueShare, line.value,
                      canvas.fonts().small, Role::Text, kValueLines, true);
        y += lineHeight(canvas, line, width) + kBelowLine;
    }
    return y + kBelowGroup;
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

void addRequirements(ReportCanvas& canvas, const ReportContext& context) {
    canvas.heading(tr("What was asked"));
    constexpr double gap = 28;
    const double width = (canvas.area().width() - gap) / 2;
    double left = canvas.y();
    double right = left;
    for (const GroupBlock& block : requirementGroups(context)) {
        const double height = groupHeight(canvas, block, width);
        const auto fits = [&](double y) {
            return y + height - kBelowGroup <= canvas.area().bottom();
        };
        if (!fits(left) && !fits(right)) {
            canvas.newPage();
            left = right = canvas.y();
        }
        const bool toLeft = fits(left) && (left <= right || !fits(right));
        double& y = toLeft ? left : right;
        y = drawGroup(canvas, block, {toLeft ? 0 : width + gap, y}, width);
    }
    canvas.moveTo(std::max(left, right));
}

void addLeftOut(ReportCanvas& canvas, const ReportContext& context) {
    const std::vector<answer::LeftOut> groups = answer::leftOut(context.evaluation);
    if (groups.empty()) return;
    ReportTable table;
    table.columns = {
        {tr("Reason"), 1.1, false}, {tr("Options"), 1.2, false}, {tr("Nearest"), 4, false}};
    for (const answer::LeftOut& group : groups) {
        table.rows.push_back({group.title, group.counts, group.sentence});
    }
    canvas.subheading(tr("What was left out, and what would let it in"),
                      canvas.beginningHeight(table));
    canvas.table(table);
}

}  // namespace headroom
