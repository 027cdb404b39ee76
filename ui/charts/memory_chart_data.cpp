// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "core/units/format.h"
#include "ui/charts/memory_chart.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Charts", text);
}

QString engineName(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::LlamaCpp:
            return u"llama.cpp"_s;
        case EngineChoice::Vllm:
            return u"vLLM"_s;
        case EngineChoice::Mlx:
            return u"MLX"_s;
        case EngineChoice::Ollama:
            return u"Ollama"_s;
        case EngineChoice::Sglang:
            return u"SGLang"_s;
        case EngineChoice::TensorRtLlm:
            return u"TensorRT-LLM"_s;
        case EngineChoice::Automatic:
            break;
    }
    return {};
}

void setBytes(MemoryBar& bar, const DeviceLedger& ledger) {
    bar.capacity = inGibibytes(ledger.usable);
    bar.sold = inGibibytes(ledger.capacity);
    bar.parts = {inGibibytes(ledger.weights), inGibibytes(ledger.cache()),
                 inGibibytes(ledger.state),   inGibibytes(ledger.compute + ledger.output),
                 inGibibytes(ledger.engine),  inGibibytes(ledger.companions + ledger.index),
                 inGibibytes(ledger.reserve)};
}

/// "bge-m3 1.0 GiB" of what was placed on a device, swapped models marked.
QString companionText(const CompanionPlace& place) {
    const QString text = plainText(place.name) + u' ' + plainText(formatGib(place.device));
    return place.residence == Residence::Swapped ? tr("%1, swapped").arg(text) : text;
}

MemoryBar barOf(const OptionResult& result, std::string_view focusedId) {
    const DeviceLedger total = result.ledger->total();
    MemoryBar bar;
    bar.optionId = QString::fromStdString(result.option.id);
    bar.name = plainText(result.option.name);
    QStringList detail{QString::fromUtf8(optionKindLabel(result.option.kind))};
    if (result.ledger->devices.size() > 1) {
        detail.append(tr("%1 devices").arg(result.ledger->devices.size()));
    }
    detail.append(engineName(result.ledger->engine));
    detail.removeAll(QString());
    bar.detail = detail.join(u" · "_s);
    bar.fits = result.ledger->fits();
    bar.focused = result.option.id == focusedId;
    setBytes(bar, total);
    const double tightest = inGibibytes(result.ledger->headroom());
    if (!bar.fits && bar.free() >= 0) bar.shortOnOneDevice = -tightest;
    return bar;
}

/// Two options with the same key would draw the same bar: the same card from another provider.
auto ledgerKey(const OptionResult& result) {
    const DeviceLedger total = result.ledger->total();
    const auto rounded = [](Bytes amount) { return std::lround(inMebibytes(amount)); };
    return std::tuple(
        result.option.kind,
        result.option.kind == OptionKind::Own ? result.option.catalogId : std::string(),
        result.ledger->devices.size(), rounded(total.usable), rounded(total.used()));
}

/// Collects distinct bars until the limit is reached.
class Picker {
public:
    Picker(const Evaluation& evaluation, std::size_t limit)
        : m_evaluation(evaluation), m_limit(limit) {}
    void add(std::size_t index) {
        if (m_picked.size() >= m_limit || index >= m_evaluation.options.size()) return;
        const OptionResult& result = m_evaluation.options[index];
        if (!result.ledger || !m_keys.insert(ledgerKey(result)).second) return;
        m_picked.push_back(index);
    }
    std::size_t size() const { return m_picked.size(); }
    std::vector<std::size_t> inOrder() {
        std::sort(m_picked.begin(), m_picked.end());
        return m_picked;
    }

private:
    using Key = decltype(ledgerKey(std::declval<const OptionResult&>()));
    const Evaluation& m_evaluation;
    std::size_t m_limit;
    std::set<Key> m_keys;
    std::vector<std::size_t> m_picked;
};

}  // namespace

std::vector<std::size_t> memoryChartOptions(const Evaluation& evaluation, std::size_t limit,
                                            std::string_view focusedId) {
    const std::vector<OptionResult>& options = evaluation.options;
    Picker picker(evaluation, limit);
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (options[i].option.id == focusedId) picker.add(i);
    }
    for (const std::size_t index : evaluation.highlights) picker.add(index);

    // Keep a third of the room for what nearly fits: that is the question people come with.
    std::vector<std::size_t> misses;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (options[i].ledger && !options[i].ledger->fits()) misses.push_back(i);
    }
    std::stable_sort(misses.begin(), misses.end(), [&](std::size_t a, std::size_t b) {
        return options[a].ledger->headroom() > options[b].ledger->headroom();
    });
    const std::size_t roomForMisses = std::min(misses.size(), limit / 3);
    for (std::size_t i = 0; i < options.size() && picker.size() + roomForMisses < limit; ++i) {
        if (options[i].feasible) picker.add(i);
    }
    for (std::size_t i = 0; i < options.size() && picker.size() + roomForMisses < limit; ++i) {
        if (options[i].ledger && options[i].ledger->fits()) picker.add(i);
    }
    for (const std::size_t index : misses) picker.add(index);
    return picker.inOrder();
}

MemoryChartData memoryChartData(const Evaluation& evaluation,
                                const std::vector<std::size_t>& options,
                                std::string_view focusedId) {
    MemoryChartData data;
    for (const std::size_t index : options) {
        if (index >= evaluation.options.size() || !evaluation.options[index].ledger) continue;
        data.bars.push_back(barOf(evaluation.options[index], focusedId));
    }
    return data;
}

MemoryChartData deviceChartData(const OptionResult& result) {
    MemoryChartData data;
    if (!result.ledger) return data;
    for (std::size_t i = 0; i < result.ledger->devices.size(); ++i) {
        const DeviceLedger& device = result.ledger->devices[i];
        MemoryBar bar;
        bar.name = result.ledger->devices.size() > 1
                       ? tr("%1: %2").arg(i + 1).arg(plainText(device.name))
                       : plainText(device.name);
        QStringList beside;
        for (const CompanionPlace& place : result.ledger->companions) {
            if (place.deviceIndex == i) beside << companionText(place);
        }
        bar.detail = beside.isEmpty() ? tr("the model alone") : beside.join(u", "_s);
        bar.fits = device.free() >= Bytes{0};
        setBytes(bar, device);
        data.bars.push_back(bar);
    }
    return data;
}

QString memorySetting(const Scenario& scenario, const Catalog& catalog) {
    const ModelSpec* model = catalog.model(scenario.model.modelId);
    const WeightFormat* format = catalog.format(scenario.model.weightFormatId);
    const Workload& workload = scenario.workload;
    const QString users =
        workload.concurrentUsers == 1 ? tr("1 user") : tr("%1 users").arg(workload.concurrentUsers);
    const QString plan = workload.concurrentUsers == 1                 ? QString()
                         : workload.cachePlan == CachePlan::SharedPool ? tr("one shared pool")
                                                                       : tr("full context each");
    QStringList parts{
        plainText(model != nullptr ? model->name : scenario.model.modelId),
        plainText(format != nullptr ? weightFormatName(*format) : scenario.model.weightFormatId),
        QString::fromStdString(formatTokens(workload.context)), users, plan};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

}  // namespace headroom
