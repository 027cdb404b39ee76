// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/validation_speed_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/units/format.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ValidationPage", text);
}

/// Rows of a chart's table on screen; copies and exports have all.
constexpr std::size_t kShownFigures = 100;

struct Metric {
    const char* id;
    const char* name;
    const char* unit;
};
constexpr std::array kMetrics{
    Metric{"decode", QT_TRANSLATE_NOOP("ValidationPage", "Decode"), "tok/s"},
    Metric{"prefill", QT_TRANSLATE_NOOP("ValidationPage", "Prefill"), "tok/s"},
    Metric{"aggregate", QT_TRANSLATE_NOOP("ValidationPage", "Several streams"), "tok/s"},
    Metric{"tpot_ms", QT_TRANSLATE_NOOP("ValidationPage", "Time per token"), "ms"},
    Metric{"output_tok_s", QT_TRANSLATE_NOOP("ValidationPage", "Total output rate"), "tok/s"},
    Metric{"ttft_ms", QT_TRANSLATE_NOOP("ValidationPage", "First token"), "ms"},
};

struct EngineMark {
    const char* engine;
    const char* name;
    Role role;
    Marker marker;
};
constexpr std::array kEngines{
    EngineMark{"llama.cpp", "llama.cpp", Role::Own, Marker::Disc},
    EngineMark{"vllm", "vLLM", Role::Rent, Marker::TriangleUp},
    EngineMark{"mlx", "MLX", Role::State, Marker::Diamond},
    EngineMark{"sglang", "SGLang", Role::Kv, Marker::Square},
    EngineMark{"trt-llm", "TensorRT-LLM", Role::Engine, Marker::Cross},
};

QString percent(double share) {
    return std::isfinite(share) ? QString::fromStdString(formatPercent(share, 1)) : u"∞"_s;
}

QString significant(double value) {
    return QString::fromStdString(formatSignificant(value));
}

QString countText(std::size_t count) {
    return QString::fromStdString(formatNumber(static_cast<double>(count)));
}

/// "decode, one device" and "tpot_ms, calibrated" by the words of their metric.
QString groupName(const std::string& group) {
    if (group == "decode, one device") return tr("Decode, one device");
    if (group == "several devices") return tr("Several devices");
    const std::size_t comma = group.find(", calibrated");
    const QString name = metricWords(group.substr(0, comma)).name;
    return comma == std::string::npos ? name : tr("%1, calibrated").arg(name);
}

QString boundText(const ErrorGroup& group, const std::vector<SpeedBound>& bounds) {
    for (const SpeedBound& bound : bounds) {
        if (bound.name != group.name) continue;
        const auto within = [](double value, double limit) { return limit < 0 || value <= limit; };
        return within(group.medianAbsoluteError, bound.median) &&
                       within(group.p90AbsoluteError, bound.p90) &&
                       within(group.medianFactor, bound.medianFactor)
                   ? tr("kept")
                   : tr("not kept");
    }
    return tr("none");
}

QStringList groupRow(const QString& name, const ErrorGroup& group) {
    return {name,
            countText(group.count),
            percent(group.medianAbsoluteError),
            percent(group.p90AbsoluteError),
            percent(group.bias),
            QString::fromStdString(formatNumber(group.medianFactor, 2))};
}

double errorOf(const SpeedCheck& check, std::size_t index) {
    return check.predicted[index] / check.observations.figures[index].measured - 1;
}

using Indices = std::vector<std::size_t>;

Indices figuresOf(const SpeedCheck& check, const std::string& metric) {
    Indices indices;
    for (std::size_t i = 0; i < check.predicted.size(); ++i) {
        if (check.observations.figures[i].metric == metric) indices.push_back(i);
    }
    return indices;
}

Indices farthest(const SpeedCheck& check, Indices indices, std::size_t limit) {
    const auto distance = [&](std::size_t index) {
        return std::fabs(std::log1p(errorOf(check, index)));
    };
    std::stable_sort(indices.begin(), indices.end(),
                     [&](std::size_t a, std::size_t b) { return distance(a) > distance(b); });
    if (indices.size() > limit) indices.resize(limit);
    return indices;
}

TextTable figureTable(const SpeedCheck& check, const Indices& indices, const QString& unit) {
    TextTable text;
    text.columns = {{tr("Case"), {}, false},       {tr("Class"), {}, false},
                    {tr("Predicted"), unit, true}, {tr("Measured"), unit, true},
                    {tr("Error"), {}, true},       {tr("Row"), {}, true}};
    for (const std::size_t index : indices) {
        const SpeedObservation& figure = check.observations.figures[index];
        text.rows.push_back({plainText(figure.label), plainText(figure.classId),
                             significant(check.predicted[index]), significant(figure.measured),
                             percent(errorOf(check, index)), QString::number(figure.row)});
    }
    return text;
}

std::vector<ScatterSeries> seriesOf(const SpeedCheck& check, const Indices& indices) {
    std::vector<ScatterSeries> series;
    for (const EngineMark& mark : kEngines) {
        ScatterSeries one{QString::fromUtf8(mark.name), mark.role, mark.marker, {}};
        for (const std::size_t index : indices) {
            const SpeedObservation& figure = check.observations.figures[index];
            if (figure.engine != mark.engine) continue;
            one.points.push_back({figure.measured, check.predicted[index], index});
        }
        if (!one.points.empty()) series.push_back(std::move(one));
    }
    return series;
}

}  // namespace

std::vector<ShippedSpeeds> shippedSpeeds() {
    return {
        {SpeedTable::Speed, u"speed"_s, tr("published benchmarks"), u":/validation/speed.csv"_s,
         tr("Tokens a second that people measured and published until 2026-11-22, from one "
            "stream on one device to many on several.")},
        {SpeedTable::Serving, u"serving"_s, tr("servers under load"), u":/validation/serving.csv"_s,
         tr("Time per token, total rate and first token of public server benchmarks at rising "
            "loads.")}};
}

MetricWords metricWords(const std::string& metric) {
    for (const Metric& known : kMetrics) {
        if (metric == known.id) return {tr(known.name), QString::fromUtf8(known.unit)};
    }
    return {plainText(metric), QString()};
}

TextTable speedErrorTable(const SpeedCheck& check) {
    TextTable text;
    text.columns = {{tr("Figure"), {}, false}, {tr("Rows"), {}, true}, {tr("Median"), {}, true},
                    {tr("P90"), {}, true},     {tr("Bias"), {}, true}, {tr("Factor"), {}, true},
                    {tr("Bound"), {}, true}};
    for (const ErrorGroup& group : check.promised) {
        text.rows.push_back(groupRow(groupName(group.name), group)
                            << boundText(group, check.bounds));
    }
    for (const ErrorGroup& group : check.oneConstant) {
        text.rows.push_back(groupRow(tr("0.55 rule: %1").arg(metricWords(group.name).name), group)
                            << QString());
    }
    return text;
}

TextTable classErrorTable(const SpeedCheck& check) {
    TextTable text;
    text.columns = {{tr("Class and figure"), {}, false},
                    {tr("Rows"), {}, true},
                    {tr("Median"), {}, true},
                    {tr("P90"), {}, true},
                    {tr("Bias"), {}, true},
                    {tr("Factor"), {}, true}};
    for (const ErrorGroup& group : check.groups) {
        if (group.by != "class" || group.count == 0) continue;
        text.rows.push_back(groupRow(plainText(group.name), group));
    }
    return text;
}

std::vector<Unpredicted> unpredictedSpeeds(const SpeedCheck& check) {
    std::vector<Unpredicted> rows;
    for (const SpeedGap& gap : check.observations.unpredicted) rows.push_back(gap.gap);
    return rows;
}

std::vector<std::string> speedMetrics(const SpeedCheck& check) {
    std::vector<std::string> metrics;
    for (const SpeedObservation& figure : check.observations.figures) {
        if (std::find(metrics.begin(), metrics.end(), figure.metric) == metrics.end()) {
            metrics.push_back(figure.metric);
        }
    }
    return metrics;
}

ChartContent speedValidationChart(const ShippedSpeeds& shipped,
                                  std::shared_ptr<const SpeedCheck> check,
                                  const std::string& metric) {
    const MetricWords words = metricWords(metric);
    const Indices indices = figuresOf(*check, metric);
    const auto data = std::make_shared<ScatterChartData>();
    data->title = tr("Predicted against measured: %1").arg(words.name);
    data->subtitle = tr("dashed: exact");
    data->fileName = u"headroom-validation-"_s + shipped.id;
    data->unit = words.unit;
    data->series = seriesOf(*check, indices);
    data->describe = [check, words](std::size_t index) {
        const SpeedObservation& figure = check->observations.figures[index];
        return tr("%1\npredicted %2 %4, measured %3 %4\nError %5")
            .arg(plainText(figure.label), significant(check->predicted[index]),
                 significant(figure.measured), words.unit, percent(errorOf(*check, index)));
    };
    ChartContent content = scatterChart(data);
    for (const ErrorGroup& group : check->groups) {
        if (group.by != "metric" || group.name != metric) continue;
        content.summary = tr("%1: median error %2, P90 %3.")
                              .arg(words.name, percent(group.medianAbsoluteError),
                                   percent(group.p90AbsoluteError));
    }
    content.table = figureTable(*check, farthest(*check, indices, kShownFigures), words.unit);
    content.wholeTable = [check, indices, unit = words.unit] {
        return figureTable(*check, indices, unit);
    };
    return content;
}

}  // namespace headroom
