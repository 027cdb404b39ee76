// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"
#include "ui/pages/compare_page_model.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ComparePage", text);
}

class RowBuilder {
    template <class Array>
    static auto& at(Array& array, CompareColumn column) {
        return array[static_cast<std::size_t>(column)];
    }

public:
    explicit RowBuilder(CompareRow& row) : m_row(row) {}
    void text(CompareColumn column, const QString& text) { at(m_row.texts, column) = text; }
    void number(CompareColumn column, double value) { at(m_row.numbers, column) = value; }
    void notApplicable(std::initializer_list<CompareColumn> columns) {
        for (const CompareColumn column : columns) at(m_row.texts, column) = u"–"_s;
    }

private:
    CompareRow& m_row;
};

void addFit(RowBuilder& cells, const OptionResult& result) {
    if (!result.ledger) {
        cells.notApplicable({CompareColumn::Free});
        return;
    }
    const double free = inGibibytes(result.ledger->headroom());
    cells.number(CompareColumn::Free, free);
}

void addSpeed(RowBuilder& cells, const OptionResult& result) {
    if (!result.speed) return;
    const SpeedEstimate& speed = *result.speed;
    cells.number(CompareColumn::DecodePerUser, speed.decodePerUser.likely.value);
    cells.number(CompareColumn::DecodeTotal, speed.decodeTotal.likely.value);
    cells.number(CompareColumn::FirstToken, speed.firstTokenBusy.likely.value);
}

void addPower(RowBuilder& cells, const OptionResult& result) {
    if (!ownsMachines(result.option.kind)) {
        cells.notApplicable({CompareColumn::WattsBusy, CompareColumn::WattsIdle});
        return;
    }
    if (!result.power) return;
    const PowerStates& states = result.power->states;
    cells.number(CompareColumn::WattsBusy, states.decode.value);
    cells.number(CompareColumn::WattsIdle, states.idle.value);
}

void addMoney(RowBuilder& cells, const OptionResult& result) {
    if (result.upfront) {
        cells.number(CompareColumn::Upfront, result.upfront->amount());
    }
    if (result.cash) {
        cells.number(CompareColumn::Total, result.total.amount());
        cells.number(CompareColumn::PresentValue, result.presentValue.amount());
        cells.number(CompareColumn::PerMillion, result.costPerMillionTokens);
    }
    cells.text(CompareColumn::PriceDate, plainText(result.price.date));
}

QString detailsOf(const OptionResult& result) {
    QStringList lines;
    for (const Exclusion& exclusion : result.exclusions) {
        lines.append(plainText(exclusion.reason + " " + exclusion.remedy));
        if (!exclusion.consequence.empty()) lines.append(plainText(exclusion.consequence));
    }
    for (const Caution& caution : result.cautions) lines.append(plainText(caution.sentence));
    return lines.join(u'\n');
}

/// That it passes, and what its kernels fall back to.
QString fitsText(const OptionResult& result) {
    if (result.cautions.empty()) return tr("fits");
    return tr("fits: %1").arg(QString::fromStdString(kernelsText(result.cautions)));
}

std::string numberText(CompareColumn column, double value, Currency currency) {
    switch (column) {
        case CompareColumn::Free:
            return formatNumber(value, 1);
        case CompareColumn::WattsBusy:
        case CompareColumn::WattsIdle:
            return formatNumber(value);
        case CompareColumn::Upfront:
        case CompareColumn::Total:
        case CompareColumn::PresentValue:
            return formatAmount(money(value, currency));
        case CompareColumn::PerMillion:
            return value < 1 ? formatSignificant(value) : formatNumber(value, 2);
        default:
            return formatSignificant(value);
    }
}

}  // namespace

QString CompareRow::text(CompareColumn column) const {
    const auto index = static_cast<std::size_t>(column);
    if (!numbers[index]) return texts[index];
    return QString::fromStdString(numberText(column, *numbers[index], currency));
}

std::vector<CompareRow> compareRows(const Evaluation& evaluation) {
    std::vector<CompareRow> rows;
    rows.reserve(evaluation.options.size());
    for (const OptionResult& result : evaluation.options) {
        CompareRow& row = rows.emplace_back();
        row.optionId = QString::fromStdString(result.option.id);
        row.kind = result.option.kind;
        row.currency = result.total.currency;
        row.feasible = result.feasible;
        row.details = detailsOf(result);
        RowBuilder cells(row);
        cells.text(CompareColumn::Name, plainText(result.option.name));
        cells.text(CompareColumn::Kind, QString::fromUtf8(optionKindLabel(result.option.kind)));
        addFit(cells, result);
        addSpeed(cells, result);
        addPower(cells, result);
        addMoney(cells, result);
        const std::size_t more = result.exclusions.empty() ? 0 : result.exclusions.size() - 1;
        QString why = result.exclusions.empty() ? fitsText(result)
                                                : plainText(result.exclusions.front().reason);
        if (more > 0) why += tr(" (+%1)").arg(more);
        cells.text(CompareColumn::WhyOut, why);
    }
    return rows;
}

}  // namespace headroom
