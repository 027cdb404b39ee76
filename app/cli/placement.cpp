// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/placement.h"

#include <array>

#include "app/cli/figures.h"
#include "app/cli/suggestion.h"
#include "core/decision/memory_question.h"
#include "core/explain/lines.h"
#include "core/units/format.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class T>
QStringList idsOf(const std::vector<T>& entries) {
    QStringList ids;
    for (const T& entry : entries) ids << toQString(entry.id);
    return ids;
}

/// The entry with this id, or with this id behind one of the prefixes: "q4_k_m" for "gguf-q4_k_m".
template <class T>
const T& entryNamed(const std::vector<T>& entries, const QString& option, const QString& id,
                    const QStringList& prefixes = {}) {
    QStringList spellings{id};
    for (const QString& prefix : prefixes) spellings << prefix + id;
    for (const QString& spelling : spellings) {
        for (const T& entry : entries) {
            if (toQString(entry.id).compare(spelling, Qt::CaseInsensitive) == 0) return entry;
        }
    }
    throw UsageError(u"--%1: the catalog has no “%2”."_s.arg(option, id) +
                     didYouMean(id, idsOf(entries)));
}

/// Options that name what lies beside the model, and the fields they set.
constexpr std::array<std::pair<const char*, const char*>, 9> kPipelineFields{
    {{"also", "model.companions"},
     {"vectors", "model.index_vectors"},
     {"dimensions", "model.index_dimensions"},
     {"vector-type", "model.index_type"},
     {"links", "model.index_links"},
     {"index-in", "model.index_place"},
     {"batched-tokens", "model.batched_tokens"},
     {"eager", "model.eager"},
     {"text-only", "model.text_only"}}};

/// The question as a scenario, so that ranges and ids are judged by the same rules.
Scenario asScenario(const Arguments& arguments) {
    Scenario scenario;
    setField(scenario, u"model.engine"_s, arguments.value(u"engine"_s));
    setField(scenario, u"model.ubatch_tokens"_s, arguments.value(u"ubatch"_s));
    setField(scenario, u"workload.context_tokens"_s, arguments.value(u"context"_s));
    setField(scenario, u"workload.concurrent_users"_s, arguments.value(u"slots"_s));
    scenario.workload.cachePlan = CachePlan::FullEach;
    for (const auto& [option, field] : kPipelineFields) {
        const QString name = QString::fromLatin1(option);
        if (!arguments.knows(name) || !arguments.has(name)) continue;
        const QString value = arguments.value(name);
        setField(scenario, QString::fromLatin1(field), value.isEmpty() ? u"true"_s : value);
    }
    return scenario;
}

/// Only the findings about what the command line says: a scenario's other fields were not asked.
void refuseFindings(const Scenario& scenario, const Catalog& catalog) {
    for (const Finding& finding : validate(scenario, catalog)) {
        const bool asked = finding.field.starts_with("model.") ||
                           finding.field == "workload.context_tokens" ||
                           finding.field == "workload.concurrent_users";
        // The default prompt and answer may be longer than the context asked for.
        const bool aboutPrompt = finding.message.find("rompt") != std::string::npos &&
                                 finding.field == "workload.context_tokens";
        if (asked && !aboutPrompt && finding.severity == Severity::Error) {
            throw UsageError(toQString(finding.message) + u' ' + toQString(finding.remedy));
        }
    }
}

DeviceSet devicesOfAccelerator(const Accelerator& accelerator, int count, const Catalog& catalog) {
    const bool onChip = accelerator.deviceClass == "apple-soc" || accelerator.deviceClass == "apu";
    if (onChip) {
        QStringList machines;
        for (const Machine& machine : catalog.machines) {
            if (machine.acceleratorId == accelerator.id) machines << toQString(machine.id);
        }
        throw UsageError(
            u"%1 shares its machine's memory: how much it may use depends on the machine. "
            "Name one with --machine: %2."_s.arg(toQString(accelerator.name),
                                                 machines.join(u", "_s)));
    }
    return devicesOf(accelerator, count);
}

/// "rtx-4090" with --count, or a list of different ones, "rtx-4090,rtx-3090*2".
DeviceSet cardsNamed(const Arguments& arguments, const Catalog& catalog) {
    const QString option = u"accelerator"_s;
    const QStringList words = arguments.value(option).split(u',');
    if (words.size() == 1) {
        return devicesOfAccelerator(entryNamed(catalog.accelerators, option, words.front()),
                                    arguments.count(u"count"_s, 1), catalog);
    }
    if (arguments.has(u"count"_s)) {
        throw UsageError(
            u"--count goes with one accelerator. In a list write the count behind the id: "
            "rtx-4090,rtx-3090*2."_s);
    }
    std::vector<std::pair<const Accelerator*, int>> cards;
    for (const QString& word : words) {
        const std::optional<AcceleratorCount> one = acceleratorCount(word.toStdString());
        if (!one) {
            throw UsageError(
                u"--accelerator: “%1” is no id with a count, such as rtx-3090*2."_s.arg(word));
        }
        const Accelerator& accelerator =
            entryNamed(catalog.accelerators, option, toQString(one->id));
        devicesOfAccelerator(accelerator, one->count, catalog);  // refuses those on a chip
        cards.emplace_back(&accelerator, one->count);
    }
    return devicesOf(cards);
}

void placeOn(const Arguments& arguments, const Catalog& catalog, Placement& placement) {
    const bool card = arguments.has(u"accelerator"_s);
    const bool machine = arguments.has(u"machine"_s);
    Host host;
    if (card && machine) throw UsageError(u"--accelerator and --machine exclude each other."_s);
    if (!card && arguments.has(u"count"_s)) {
        throw UsageError(u"--count counts accelerators: name one with --accelerator."_s);
    }
    if (card) {
        placement.request.devices = cardsNamed(arguments, catalog);
        const DeviceSet& cards = placement.request.devices;
        placement.deviceName = cards.unequal.empty() ? cards.accelerator->name : devicesText(cards);
        host.accelerator = placement.request.devices.accelerator;
    } else if (machine) {
        const Machine& entry =
            entryNamed(catalog.machines, u"machine"_s, arguments.value(u"machine"_s));
        placement.request.devices = devicesOf(entry, catalog);
        placement.deviceName = entry.name;
        host = {placement.request.devices.accelerator, entry.stacks};
    }
    MemoryRequest& request = placement.request;
    request.engine = resolveEngine(request.engine, *request.weights, host, catalog);
    request.kv = nearestCacheFormat(*request.kv, request.engine, catalog);
    if (!host.accelerator) return;
    placement.formats = nativeFormats(request.engine, host, catalog);
    placement.cacheFormats = nativeCacheFormats(request.engine, host, catalog);
    for (const Support& support : {supportOf(*request.weights, request.engine, host, catalog),
                                   cacheSupportOf(*request.kv, request.engine, host, catalog)}) {
        if (support.native()) continue;
        placement.supportNotes << toQString(support.caution());
        // Where the weights do not load, nothing more is to be said.
        if (!support.ok()) return;
        placement.decodeShare *= support.decodeShare.value_or(1.0);
        placement.prefillShare *= support.prefillShare.value_or(1.0);
    }
}

}  // namespace

std::vector<OptionSpec> placementOptions() {
    return {
        {u"model"_s, u"Model id, such as llama-3.1-70b (required)."_s, u"id"_s},
        {u"weights"_s, u"Weight format id, such as gguf-q4_k_m or q4_k_m (required)."_s, u"id"_s},
        {u"engine"_s, u"automatic, llama.cpp, vllm, mlx, ollama, sglang or tensorrt-llm."_s,
         u"name"_s, u"automatic"_s},
        {u"context"_s, u"Tokens that every slot can reach; 128k means 131072."_s, u"tokens"_s,
         u"8192"_s},
        {u"slots"_s, u"Conversations at the same time."_s, u"number"_s, u"1"_s},
        {u"kv"_s, u"KV cache format: f16, q8_0 ... or an id; the engine takes its nearest."_s,
         u"format"_s, u"f16"_s},
        {u"ubatch"_s, u"Prompt tokens computed together."_s, u"tokens"_s, u"512"_s},
        {u"accelerator"_s,
         u"Accelerator id, such as rtx-3090; several kinds: rtx-4090,rtx-3090*2."_s, u"id"_s},
        {u"count"_s, u"Number of accelerators."_s, u"number"_s, u"1"_s},
        {u"machine"_s, u"Machine id instead of an accelerator, such as dgx-spark."_s, u"id"_s},
        formatOption(),
    };
}

std::vector<OptionSpec> pipelineOptions() {
    std::vector<OptionSpec> options = placementOptions();
    const std::vector<OptionSpec> beside{
        {u"also"_s, u"Models beside it, role=model@format*slots:context/swapped, with commas."_s,
         u"list"_s},
        {u"vectors"_s, u"Entries of a vector index."_s, u"number"_s},
        {u"dimensions"_s, u"Numbers per vector, 1024 unless given."_s, u"number"_s},
        {u"vector-type"_s, u"f32, f16, int8 or binary."_s, u"type"_s},
        {u"links"_s, u"HNSW's M, 16 unless given; 0 is a flat list."_s, u"number"_s},
        {u"index-in"_s, u"host or device."_s, u"place"_s},
        {u"batched-tokens"_s, u"Tokens that vLLM computes in one step."_s, u"tokens"_s},
        {u"eager"_s, u"vLLM without CUDA graphs."_s, {}},
        {u"text-only"_s, u"Without vision or audio tower, where the engine loads it."_s, {}},
    };
    options.insert(options.end() - 1, beside.begin(), beside.end());
    return options;
}

Placement readPlacement(const Arguments& arguments) {
    for (const QString& required : {u"model"_s, u"weights"_s}) {
        if (!arguments.has(required)) throw UsageError(u"--%1 is missing."_s.arg(required));
    }
    Scenario scenario = asScenario(arguments);
    Placement placement;
    placement.catalog = openCatalog(arguments)->load();
    const Catalog& catalog = *placement.catalog;
    MemoryRequest& request = placement.request;
    request.model = &entryNamed(catalog.models, u"model"_s, arguments.value(u"model"_s));
    request.weights =
        &entryNamed(catalog.formats, u"weights"_s, arguments.value(u"weights"_s), {u"gguf-"_s});
    const WeightFormat& kv = entryNamed(catalog.formats, u"kv"_s, arguments.value(u"kv"_s),
                                        {u"kv-llamacpp-"_s, u"kv-vllm-"_s, u"kv-mlx-"_s, u"kv-"_s});
    scenario.model.modelId = request.model->id;
    scenario.model.weightFormatId = request.weights->id;
    scenario.model.kvFormatId = kv.id;
    refuseFindings(scenario, catalog);
    request.engine = scenario.model.engine;
    request.ubatch = scenario.model.ubatch;
    request.vllm.batchedTokens = scenario.model.batchedTokens;
    request.vllm.eager = scenario.model.eager;
    request.textOnly = scenario.model.textOnly;
    request.index = scenario.model.index;
    placement.companions = scenario.model.companions;
    placement.workload = scenario.workload;
    request.kv = &kv;
    placeOn(arguments, catalog, placement);
    request.cache = cacheRequest(scenario.workload, request.engine);
    return placement;
}

QString placementTitle(const Placement& placement) {
    const MemoryRequest& request = placement.request;
    QString context = toQString(formatTokens(request.cache.contextPerSequence));
    const int slotCount = request.cache.slotCount;
    if (slotCount > 1) context = u"%1 slots of %2"_s.arg(slotCount).arg(context);
    QStringList parts{toQString(request.model->name), toQString(request.weights->id),
                      engineId(request.engine), context, toQString(request.kv->id)};
    if (!placement.deviceName.empty()) {
        const DeviceSet& devices = request.devices;
        const bool alike = devices.accelerator && placement.deviceName == devices.accelerator->name;
        parts << toQString(alike ? devicesText(devices) : placement.deviceName);
    }
    return parts.join(u", "_s);
}

}  // namespace headroom::cli
