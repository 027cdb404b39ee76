// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/risk_page_tables.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("RiskPage", text);
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

QString idOf(const Field& field) {
    return QString::fromUtf8(field.id.data(), static_cast<qsizetype>(field.id.size()));
}

}  // namespace

TextTable oddsTable(const RiskStudy& study, const Evaluation& evaluation, Currency currency) {
    const QString unit = text(currency.code());
    TextTable table;
    table.columns = {{tr("Option"), {}, false},       {tr("Cheapest"), {}, true},
                     {tr("P10"), unit, true},         {tr("P50"), unit, true},
                     {tr("P90"), unit, true},         {tr("Regret"), unit, true},
                     {tr("Set by others"), {}, true}, {tr("+38 % year"), unit, true}};
    QStringList ids;
    for (const OptionRisk& risk : study.options) {
        ids.append(text(evaluation.options[risk.option].option.id));
        const auto bare = [&](double value) { return text(formatAmount(money(value, currency))); };
        table.rows.push_back({plainText(evaluation.options[risk.option].option.name),
                              text(formatPercent(risk.cheapest, 1)), bare(risk.cost.low),
                              bare(risk.cost.likely), bare(risk.cost.high),
                              bare(risk.expectedRegret), text(formatPercent(risk.dependentShare)),
                              bare(risk.atDearYear)});
    }
    table.why = [ids](int row, int column) -> std::optional<WhyTarget> {
        const QString values = u"Present value over all draws"_s;
        const QStringList lines{{},          u"Cheapest"_s,      values,         values, values,
                                u"Regret"_s, u"Set by others"_s, u"+38 % year"_s};
        if (column == 0) return std::nullopt;
        return WhyTarget{WorkingPart::Risk, lines.value(column), ids.value(row),
                         lines.value(column)};
    };
    return table;
}

TextTable worthTable(const RiskStudy& study, Currency currency) {
    TextTable table;
    table.columns = {{tr("Input"), {}, false},
                     {tr("Worth knowing, at most"), text(currency.code()), true},
                     {tr("Rank coefficient"), {}, true},
                     {tr("How to learn it"), {}, false}};
    QStringList inputs;
    for (const InputWorth& worth : study.worth) {
        const Field& field = *study.inputs[worth.input].field;
        inputs.append(plainText(std::string(field.label)));
        const bool known = worth.input < study.importance.size();
        table.rows.push_back(
            {plainText(std::string(field.label)), text(formatAmount(money(worth.worth, currency))),
             known ? QString::fromStdString(formatNumber(study.importance[worth.input], 2))
                   : unknownText(),
             plainText(std::string(waysToLearn(field)))});
    }
    // Of an input itself its range is the working.
    table.why = [inputs](int row, int column) -> std::optional<WhyTarget> {
        if (column == 1) {
            return WhyTarget{WorkingPart::Risk, u"Worth knowing"_s, {}, u"Worth knowing"_s};
        }
        if (column == 2) {
            return WhyTarget{WorkingPart::Risk, u"Rank coefficient"_s, {}, u"Rank coefficient"_s};
        }
        return WhyTarget{WorkingPart::Risk, inputs.value(row), {}, tr("Range")};
    };
    return table;
}

QString worthSentence(const RiskStudy& study, Currency currency) {
    return tr("Knowing everything beforehand would save %1 on average; more is never worth paying "
              "for measuring first. The ranks of the inputs explain %2 of those of the difference.")
        .arg(text(formatMoney(money(study.perfectInformation, currency))),
             text(formatPercent(study.rSquared)));
}

std::vector<ComboItem> mapInputs(const RiskStudy& study) {
    std::vector<ComboItem> items;
    for (const InputRange& input : study.inputs) {
        if (!movesMoneyOnly(*input.field)) continue;
        items.push_back({idOf(*input.field), plainText(std::string(input.field->label))});
    }
    return items;
}

std::pair<QString, QString> firstMapInputs(const RiskStudy& study, const Evaluation& evaluation) {
    std::vector<QString> known;
    for (const ComboItem& item : mapInputs(study)) known.push_back(item.id);
    // Those that tell most first: as the tornado orders them.
    std::vector<QString> order;
    for (const TornadoBar& bar : study.tornado) {
        const QString id = idOf(*bar.input.field);
        if (std::find(known.begin(), known.end(), id) != known.end()) order.push_back(id);
    }
    for (const QString& id : known) {
        if (std::find(order.begin(), order.end(), id) == order.end()) order.push_back(id);
    }
    if (order.size() < 2) return {};
    const auto has = [&](const QString& id) {
        return std::find(order.begin(), order.end(), id) != order.end();
    };
    QString price;
    if (study.pair) {
        for (const std::size_t option : {study.pair->first, study.pair->second}) {
            const OptionKind kind = baseKind(evaluation.options[option].option.kind);
            if (kind == OptionKind::Rented) price = u"finance.rent_price_factor"_s;
            if (kind == OptionKind::Api) price = u"finance.api_price_factor"_s;
        }
    }
    const QString volume = u"workload.requests_per_day"_s;
    const QString x = has(volume) ? volume : order[0];
    if (!price.isEmpty() && has(price) && price != x) return {x, price};
    return {x, order[0] == x ? order[1] : order[0]};
}

}  // namespace headroom
