// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/validation_page_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

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

struct Quantity {
    const char* id;
    const char* name;
    const char* unit;  ///< memory is in the unit of its table when this is empty
    Role role;
    Marker marker;
};
// Ids of core/validation. Of two that end alike the longer one stands first.
constexpr std::array kQuantities{
    Quantity{"kv_bytes_per_token", QT_TRANSLATE_NOOP("ValidationPage", "KV cache per token"), "B",
             Role::Kv, Marker::Disc},
    Quantity{"kv_budget_all_terms",
             QT_TRANSLATE_NOOP("ValidationPage", "KV budget, all terms logged"), "", Role::Own,
             Marker::TriangleUp},
    Quantity{"kv_budget", QT_TRANSLATE_NOOP("ValidationPage", "KV budget"), "", Role::Kv,
             Marker::Disc},
    Quantity{"sliding_kv", QT_TRANSLATE_NOOP("ValidationPage", "Sliding-window KV"), "",
             Role::Companions, Marker::TriangleUp},
    Quantity{"kv_pool", QT_TRANSLATE_NOOP("ValidationPage", "KV pool"), "", Role::Kv, Marker::Disc},
    Quantity{"kv", QT_TRANSLATE_NOOP("ValidationPage", "KV cache"), "", Role::Kv, Marker::Disc},
    Quantity{"state", QT_TRANSLATE_NOOP("ValidationPage", "Recurrent state"), "", Role::State,
             Marker::Diamond},
    Quantity{"weights", QT_TRANSLATE_NOOP("ValidationPage", "Weights"), "", Role::Weights,
             Marker::Square},
    Quantity{"compute", QT_TRANSLATE_NOOP("ValidationPage", "Compute buffers"), "", Role::Compute,
             Marker::TriangleDown},
    Quantity{"total", QT_TRANSLATE_NOOP("ValidationPage", "Total"), "", Role::Text, Marker::Cross},
    Quantity{"activation", QT_TRANSLATE_NOOP("ValidationPage", "Activation peak"), "",
             Role::Compute, Marker::TriangleDown},
    Quantity{"non_torch", QT_TRANSLATE_NOOP("ValidationPage", "Memory outside PyTorch"), "",
             Role::Companions, Marker::Diamond},
    Quantity{"cuda_graphs_estimated", QT_TRANSLATE_NOOP("ValidationPage", "CUDA graphs, estimated"),
             "", Role::State, Marker::Diamond},
    Quantity{"cuda_graphs", QT_TRANSLATE_NOOP("ValidationPage", "CUDA graphs"), "", Role::Engine,
             Marker::Cross},
    Quantity{"max_concurrency_mixed",
             QT_TRANSLATE_NOOP("ValidationPage", "Sequences per GiB, mixed layers"),
             "sequences/GiB", Role::State, Marker::TriangleUp},
    Quantity{"max_concurrency_booted", QT_TRANSLATE_NOOP("ValidationPage", "Maximum concurrency"),
             "sequences", Role::Own, Marker::Square},
    Quantity{"max_concurrency", QT_TRANSLATE_NOOP("ValidationPage", "Sequences per GiB of KV"),
             "sequences/GiB", Role::Kv, Marker::Disc},
    Quantity{"peak", QT_TRANSLATE_NOOP("ValidationPage", "peak or size"), "GB", Role::Weights,
             Marker::Square},
};

struct Found {
    const Quantity* quantity{};
    std::string_view engine;  ///< in front of the quantity; may be empty
};

Found find(std::string_view id) {
    for (const Quantity& quantity : kQuantities) {
        const std::string_view name = quantity.id;
        if (id == name) return {&quantity, {}};
        if (id.size() > name.size() + 1 && id.ends_with(name) &&
            id[id.size() - name.size() - 1] == '_') {
            return {&quantity, id.substr(0, id.size() - name.size() - 1)};
        }
    }
    return {};
}

QString engineName(std::string_view engine) {
    static const std::map<std::string_view, QString> names{{"sglang", u"SGLang"_s},
                                                           {"tensorrt-llm", u"TensorRT-LLM"_s},
                                                           {"mlx", u"MLX"_s},
                                                           {"ollama", u"Ollama"_s}};
    const auto name = names.find(engine);
    return name != names.end() ? name->second : plainText(std::string(engine));
}

QString percent(double share) {
    return std::isfinite(share) ? QString::fromStdString(formatPercent(share, 2)) : u"∞"_s;
}

QString significant(double value) {
    return QString::fromStdString(formatSignificant(value));
}

QString countText(std::size_t count) {
    return QString::fromStdString(formatNumber(static_cast<double>(count)));
}

QString boundText(const ErrorSummary& summary, const std::vector<ErrorBound>& bounds) {
    const bool promised = std::any_of(bounds.begin(), bounds.end(), [&](const ErrorBound& bound) {
        return bound.quantity == summary.quantity;
    });
    if (!promised) return tr("none");
    return brokenBounds({summary}, bounds).empty() ? tr("kept") : tr("not kept");
}

QStringList figureRow(MeasuredTable table, const Comparison& figure) {
    return {plainText(figure.label),         quantityWords(table, figure.quantity).name,
            significant(figure.predicted),   significant(figure.measured),
            percent(figure.relativeError()), QString::number(figure.row)};
}

using Indices = std::vector<std::size_t>;

TextTable figureTable(MeasuredTable table, const MemoryCheck& check, const Indices& indices,
                      const QString& unit) {
    TextTable text;
    text.columns = {{tr("Case"), {}, false},       {tr("Quantity"), {}, false},
                    {tr("Predicted"), unit, true}, {tr("Measured"), unit, true},
                    {tr("Error"), {}, true},       {tr("Row"), {}, true}};
    for (const std::size_t index : indices) {
        text.rows.push_back(figureRow(table, check.comparisons.figures[index]));
    }
    return text;
}

Indices figuresIn(MeasuredTable table, const MemoryCheck& check, const QString& unit) {
    std::set<std::string, std::less<>> wanted;
    for (const ErrorSummary& summary : check.summaries) {
        if (quantityWords(table, summary.quantity).unit == unit) wanted.insert(summary.quantity);
    }
    Indices indices;
    const std::vector<Comparison>& figures = check.comparisons.figures;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (wanted.contains(figures[i].quantity)) indices.push_back(i);
    }
    return indices;
}

/// The `limit` figures with the largest errors, the largest first.
Indices farthest(const MemoryCheck& check, Indices indices, std::size_t limit) {
    const auto end =
        indices.begin() + static_cast<Indices::difference_type>(std::min(limit, indices.size()));
    const auto error = [&](std::size_t index) {
        return std::abs(check.comparisons.figures[index].relativeError());
    };
    std::partial_sort(indices.begin(), end, indices.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(-error(a), a) < std::pair(-error(b), b);
    });
    indices.erase(end, indices.end());
    return indices;
}

QString describe(MeasuredTable table, const Comparison& figure) {
    const QuantityWords words = quantityWords(table, figure.quantity);
    return tr("%1\n%2: predicted %3 %5, measured %4 %5\nError %6")
        .arg(plainText(figure.label), words.name, significant(figure.predicted),
             significant(figure.measured), words.unit, percent(figure.relativeError()));
}

/// Engines of one table share the marks of a quantity: further ones take other colours and shapes.
void tellApart(std::vector<ScatterSeries>& series) {
    constexpr std::array kFurther{std::pair{Role::Rent, Marker::TriangleUp},
                                  std::pair{Role::State, Marker::Diamond},
                                  std::pair{Role::Engine, Marker::Cross}};
    for (std::size_t i = 1; i < series.size(); ++i) {
        std::size_t next = 0;
        const auto taken = [&] {
            return std::any_of(series.begin(), series.begin() + static_cast<std::ptrdiff_t>(i),
                               [&](const ScatterSeries& earlier) {
                                   return earlier.role == series[i].role &&
                                          earlier.marker == series[i].marker;
                               });
        };
        while (taken() && next < kFurther.size()) {
            std::tie(series[i].role, series[i].marker) = kFurther[next++];
        }
    }
}

std::vector<ScatterSeries> seriesOf(MeasuredTable table, const MemoryCheck& check,
                                    const Indices& indices) {
    std::vector<ScatterSeries> series;
    std::map<std::string, std::size_t, std::less<>> places;
    for (const std::size_t index : indices) {
        const Comparison& figure = check.comparisons.figures[index];
        const auto [place, added] = places.try_emplace(figure.quantity, series.size());
        if (added) {
            const Quantity* const known = find(figure.quantity).quantity;
            series.push_back({quantityWords(table, figure.quantity).name,
                              known ? known->role : Role::Accent,
                              known ? known->marker : Marker::Square,
                              {}});
        }
        series[place->second].points.push_back({figure.measured, figure.predicted, index});
    }
    tellApart(series);
    return series;
}

QString chartSummary(MeasuredTable table, const MemoryCheck& check, const QString& unit) {
    QStringList sentences;
    for (const ErrorSummary& summary : check.summaries) {
        const QuantityWords words = quantityWords(table, summary.quantity);
        if (words.unit != unit) continue;
        sentences << tr("%1: median error %2, P95 %3, worst %4.")
                         .arg(words.name, percent(summary.median), percent(summary.p95),
                              percent(summary.worst));
    }
    return sentences.join(u' ');
}

}  // namespace

std::vector<ShippedTable> shippedTables() {
    return {
        {MeasuredTable::LlamaCpp, u"llamacpp"_s, u"llama.cpp"_s,
         u":/validation/llamacpp_memory.csv"_s, u":/validation/llamacpp_models.json"_s,
         tr("What llama.cpp b10587 (2026-08-22) and b9215 (2026-05-18) allocate, summed over the "
            "devices: its own code on a stub device posing as 1 to 8 H200, and its CPU back end, "
            "loaded with 20 published architectures.")},
        {MeasuredTable::Vllm, u"vllm"_s, u"vLLM"_s, u":/validation/vllm_memory.csv"_s, QString(),
         tr("What public server logs of vLLM v0.7 to v0.26 print when it starts, per device.")},
        {MeasuredTable::Engines, u"engines"_s, tr("Other engines"),
         u":/validation/other_engines_memory.csv"_s, QString(),
         tr("What public logs of SGLang, TensorRT-LLM and mlx-lm print, and what “ollama ps” "
            "lists.")},
    };
}

QString memoryUnit(MeasuredTable table) {
    return table == MeasuredTable::LlamaCpp ? u"MiB"_s : u"GiB"_s;
}

QuantityWords quantityWords(MeasuredTable table, const std::string& quantity) {
    const auto [known, engine] = find(quantity);
    if (known == nullptr) return {plainText(quantity), QString()};
    const QString unit = QString::fromUtf8(known->unit);
    const QString name = tr(known->name);
    return {engine.empty() ? name : engineName(engine) + u": "_s + name,
            unit.isEmpty() ? memoryUnit(table) : unit};
}

TextTable errorTable(MeasuredTable table, const MemoryCheck& check) {
    TextTable text;
    text.columns = {{tr("Quantity"), {}, false},   {tr("Rows"), {}, true},
                    {tr("Median"), {}, true},      {tr("P95"), {}, true},
                    {tr("Worst"), {}, true},       {tr("Lowest"), {}, true},
                    {tr("> 1 % below"), {}, true}, {tr("Bound"), {}, true}};
    for (const ErrorSummary& summary : check.summaries) {
        text.rows.push_back({quantityWords(table, summary.quantity).name, countText(summary.count),
                             percent(summary.median), percent(summary.p95), percent(summary.worst),
                             percent(summary.worstUnder), percent(summary.underShare),
                             boundText(summary, check.bounds)});
    }
    return text;
}

TextTable unpredictedTable(const std::vector<Unpredicted>& rows, std::size_t limit) {
    struct Reason {
        const Unpredicted* first{};
        std::size_t count{};
    };
    std::map<std::string, Reason, std::less<>> byReason;
    for (const Unpredicted& row : rows) {
        Reason& reason = byReason[row.reason];
        if (reason.count++ == 0) reason.first = &row;
    }
    std::vector<Reason> reasons;
    for (const auto& [text, reason] : byReason) reasons.push_back(reason);
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const Reason& a, const Reason& b) { return a.count > b.count; });
    if (reasons.size() > limit) reasons.resize(limit);
    TextTable text;
    text.columns = {{tr("Reason"), {}, false}, {tr("Rows"), {}, true}, {tr("First row"), {}, true}};
    for (const Reason& reason : reasons) {
        text.rows.push_back({plainText(reason.first->reason), countText(reason.count),
                             QString::number(reason.first->row)});
    }
    return text;
}

std::vector<QString> chartUnits(MeasuredTable table, const MemoryCheck& check) {
    std::vector<QString> units;
    for (const ErrorSummary& summary : check.summaries) {
        const QString unit = quantityWords(table, summary.quantity).unit;
        if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
    }
    return units;
}

ChartContent validationChart(const ShippedTable& shipped, std::shared_ptr<const MemoryCheck> check,
                             const QString& unit) {
    const MeasuredTable table = shipped.table;
    const Indices indices = figuresIn(table, *check, unit);
    const auto data = std::make_shared<ScatterChartData>();
    data->title = tr("Predicted against measured: %1").arg(shipped.name);
    data->fileName = u"headroom-validation-"_s + shipped.id;
    data->unit = unit;
    data->series = seriesOf(table, *check, indices);
    data->describe = [table, check](std::size_t index) {
        return describe(table, check->comparisons.figures[index]);
    };
    data->subtitle = tr("dashed: exact");
    if (const std::size_t undrawn = undrawnPoints(*data); undrawn > 0) {
        data->subtitle += tr(" · %1 zeros not drawn").arg(countText(undrawn));
    }
    ChartContent content = scatterChart(data);
    content.summary = chartSummary(table, *check, unit);
    content.table = figureTable(table, *check, farthest(*check, indices, kShownFigures), unit);
    content.wholeTable = [table, check, indices, unit] {
        return figureTable(table, *check, indices, unit);
    };
    return content;
}

}  // namespace headroom
