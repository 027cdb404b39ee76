// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/risk_pair.h"

#include <QCoreApplication>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"

namespace headroom {

QString RiskPairText::amount(double value) const {
    return QString::fromStdString(formatMoney(money(value, currency)));
}

QString RiskPairText::saving() const {
    return QCoreApplication::translate("Charts",
                                       "What %1 saves against %2 over %3 months, present value")
        .arg(first, second, QString::number(horizonMonths));
}

RiskPairText riskPairText(const RiskPair& pair, const Evaluation& evaluation,
                          const Scenario& scenario) {
    const Option& first = evaluation.options[pair.first].option;
    const Option& second = evaluation.options[pair.second].option;
    return {plainText(first.name), plainText(second.name),    baseKind(first.kind),
            baseKind(second.kind), scenario.finance.currency, scenario.finance.horizonMonths};
}

QString inputValueText(const Field& field, double value) {
    if (field.kind == FieldKind::Percent) return QString::fromStdString(formatPercent(value, 1));
    const QString number = QString::fromStdString(formatSignificant(value));
    return field.unit.empty()
               ? number
               : number + u' ' + QString::fromUtf8(field.unit.data(), qsizetype(field.unit.size()));
}

}  // namespace headroom
