// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/units/format.h"
#include "ui/charts/cost_chart.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

constexpr std::array kKinds{OptionKind::Own, OptionKind::Rented, OptionKind::Api};

std::optional<std::size_t> bestOf(const Evaluation& evaluation, OptionKind kind) {
    for (std::size_t i = 0; i < evaluation.options.size(); ++i) {
        const OptionResult& result = evaluation.options[i];
        if (result.option.kind == kind && result.cash) return i;
    }
    return std::nullopt;
}

/// "owning Mac Studio", "renting 1 x H100", "calling the API Llama 3.1 70B".
QString gerund(const OptionResult& result) {
    const QString name = plainText(result.option.name);
    switch (result.option.kind) {
        case OptionKind::Own:
            return tr("owning %1").arg(name);
        case OptionKind::Rented:
            return tr("renting %1").arg(name);
        case OptionKind::Api:
            return tr("calling %1").arg(name);
        case OptionKind::Colocated:
            return tr("owning %1").arg(name);
        case OptionKind::Hybrid:
        case OptionKind::Burst:
            return tr("a hybrid of %1").arg(name);
        case OptionKind::Later:
            return tr("buying later (%1)").arg(name);
        case OptionKind::Kept:
            return tr("keeping %1").arg(name);
    }
    return name;
}

QString capitalised(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

double valueAt(const std::vector<double>& cumulative, double month) {
    if (cumulative.empty()) return 0;
    const double last = static_cast<double>(cumulative.size() - 1);
    const double clamped = std::clamp(month, 0.0, last);
    const auto below = static_cast<std::size_t>(std::floor(clamped));
    const std::size_t above = std::min(below + 1, cumulative.size() - 1);
    return std::lerp(cumulative[below], cumulative[above], clamped - std::floor(clamped));
}

QString crossingLabel(const OptionResult& reference, double month) {
    const QString after = QString::fromStdString(formatMonths(month));
    switch (baseKind(reference.option.kind)) {
        default:
            return tr("even with the other machine after %1").arg(after);
        case OptionKind::Rented:
            return tr("even with renting after %1").arg(after);
        case OptionKind::Api:
            return tr("even with the API after %1").arg(after);
    }
}

}  // namespace

std::vector<std::size_t> costChartOptions(const Evaluation& evaluation, std::size_t limit,
                                          std::string_view focusedId) {
    std::vector<std::size_t> picked;
    const auto add = [&](std::size_t index) {
        const bool known = index < evaluation.options.size() && evaluation.options[index].cash;
        const bool there = std::find(picked.begin(), picked.end(), index) != picked.end();
        if (known && !there && picked.size() < limit) picked.push_back(index);
    };
    for (std::size_t i = 0; i < evaluation.options.size(); ++i) {
        if (evaluation.options[i].option.id == focusedId) add(i);
    }
    for (const BreakEvenPair& pair : evaluation.breakEvens) {
        add(pair.candidate);
        add(pair.reference);
    }
    for (const OptionKind kind : kKinds) {
        if (const auto best = bestOf(evaluation, kind)) add(*best);
    }
    for (const std::size_t index : evaluation.highlights) add(index);
    std::sort(picked.begin(), picked.end());
    return picked;
}

QString breakEvenSentence(const Evaluation& evaluation, const BreakEvenPair& pair) {
    if (pair.candidate >= evaluation.options.size() ||
        pair.reference >= evaluation.options.size()) {
        return {};
    }
    const OptionResult& candidate = evaluation.options[pair.candidate];
    const OptionResult& reference = evaluation.options[pair.reference];
    const QString first = capitalised(gerund(candidate));
    const QString second = gerund(reference);
    switch (pair.result.kind) {
        case BreakEven::Kind::AtMonth:
            return tr("%1 has cost less in total than %2 after %3.")
                .arg(first, second, QString::fromStdString(formatMonths(pair.result.month)));
        case BreakEven::Kind::Never:
            return tr("%1 does not become cheaper than %2 within %3 months.")
                .arg(first, second,
                     QString::number(candidate.cash ? candidate.cash->horizonMonths : 0));
        case BreakEven::Kind::Always:
            return tr("%1 costs less than %2 from the first month on.").arg(first, second);
    }
    return {};
}

CostChartData costChartData(const Evaluation& evaluation, const std::vector<std::size_t>& options,
                            std::string_view focusedId) {
    CostChartData data;
    std::set<std::size_t> drawn;
    for (const std::size_t index : options) {
        if (index >= evaluation.options.size() || !evaluation.options[index].cash) continue;
        const OptionResult& result = evaluation.options[index];
        CostSeries series;
        series.optionId = QString::fromStdString(result.option.id);
        series.name = plainText(result.option.name);
        series.kind = result.option.kind;
        series.feasible = result.feasible;
        series.focused = result.option.id == focusedId;
        series.cumulative = result.cash->cumulativeWithoutResale();
        series.end = result.cash->total().amount();
        data.currency = result.cash->currency;
        data.horizonMonths = std::max(data.horizonMonths, result.cash->horizonMonths);
        data.series.push_back(std::move(series));
        drawn.insert(index);
    }
    for (const BreakEvenPair& pair : evaluation.breakEvens) {
        if (!drawn.contains(pair.candidate) || !drawn.contains(pair.reference)) continue;
        data.sentences.push_back(breakEvenSentence(evaluation, pair));
        if (pair.result.kind != BreakEven::Kind::AtMonth) continue;
        const CashFlow& cash = *evaluation.options[pair.candidate].cash;
        data.crossings.push_back(
            {pair.result.month, valueAt(cash.cumulativeWithoutResale(), pair.result.month),
             crossingLabel(evaluation.options[pair.reference], pair.result.month)});
    }
    data.subtitle = tr("cumulative, undiscounted · dotted: resale at the end");
    return data;
}

void addBands(CostChartData& data, const RiskStudy& study, const Evaluation& evaluation) {
    if (!study.pair) return;
    bool any = false;
    for (const OptionRisk& risk : study.options) {
        if (risk.option != study.pair->first && risk.option != study.pair->second) continue;
        const QString id = QString::fromStdString(evaluation.options[risk.option].option.id);
        for (CostSeries& series : data.series) {
            if (series.optionId != id || risk.cumulative.size() != series.cumulative.size()) {
                continue;
            }
            series.band = risk.cumulative;
            any = true;
        }
    }
    if (any) {
        data.subtitle += tr(" · bands: P10 to P90 of %1 draws")
                             .arg(QString::fromStdString(formatNumber(study.draws)));
    }
}

}  // namespace headroom
