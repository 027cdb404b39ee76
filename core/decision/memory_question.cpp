// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/memory_question.h"

#include "core/decision/speed_question.h"

namespace headroom {
namespace {

Host hostOf(const Option& option, const DeviceSet& devices, const Catalog& catalog) {
    Host host{devices.accelerator, {}};
    if (const Machine* machine = catalog.machine(option.catalogId);
        machine != nullptr && ownsMachines(option.kind)) {
        host.stacks = machine->stacks;
    }
    return host;
}

}  // namespace

std::optional<DeviceSet> devicesOf(const Option& option, const Scenario& scenario,
                                   const Catalog& catalog) {
    std::optional<DeviceSet> devices;
    if (ownsMachines(option.kind)) {
        if (const Machine* machine = catalog.machine(option.catalogId)) {
            devices = devicesOf(*machine, catalog, scenario.place.display);
        }
    } else if (option.kind == OptionKind::Rented || option.kind == OptionKind::Later) {
        if (const CloudOffer* offer = catalog.cloudOffer(option.catalogId)) {
            devices = devicesOf(*offer, catalog);
        }
    }
    if (devices && devices->accelerator == nullptr) return std::nullopt;
    return devices;
}

MemoryRequest memoryRequest(const Scenario& scenario, EngineChoice engine, const DeviceSet& devices,
                            const Catalog& catalog) {
    const ModelChoice& choice = scenario.model;
    MemoryRequest request;
    request.model = catalog.model(choice.modelId);
    request.weights = catalog.format(choice.weightFormatId);
    request.kv = nearestCacheFormat(*catalog.format(choice.kvFormatId), engine, catalog);
    request.engine = engine;
    request.cache = cacheRequest(scenario.workload, engine);
    request.ubatch = choice.ubatch;
    request.devices = devices;
    request.vllm.batchedTokens = choice.batchedTokens;
    request.vllm.eager = choice.eager;
    // A draft model is a companion; prediction blocks keep states of their own.
    const Speculation speculation = speculationOf(choice, catalog);
    if (speculation.draft == nullptr) request.vllm.draftedTokens = speculation.draftTokens;
    request.textOnly = choice.textOnly;
    request.index = choice.index;
    return request;
}

std::vector<const WeightFormat*> nativeFormats(EngineChoice engine, const Host& host,
                                               const Catalog& catalog) {
    std::vector<const WeightFormat*> formats;
    for (const WeightFormat& format : catalog.formats) {
        if (format.family == "kv-cache") continue;
        if (supportOf(format, engine, host, catalog).native()) formats.push_back(&format);
    }
    return formats;
}

std::vector<const WeightFormat*> nativeCacheFormats(EngineChoice engine, const Host& host,
                                                    const Catalog& catalog) {
    std::vector<const WeightFormat*> formats;
    for (const WeightFormat& format : catalog.formats) {
        if (format.family != "kv-cache" || !format.bitsPerWeight) continue;
        if (nearestCacheFormat(format, engine, catalog) != &format) continue;
        if (cacheSupportOf(format, engine, host, catalog).native()) formats.push_back(&format);
    }
    return formats;
}

std::optional<MemoryProblem> memoryProblem(const OptionResult& result, const Scenario& scenario,
                                           const Catalog& catalog) {
    const std::optional<DeviceSet> devices = devicesOf(result.option, scenario, catalog);
    const bool known = catalog.model(scenario.model.modelId) != nullptr &&
                       catalog.format(scenario.model.weightFormatId) != nullptr &&
                       catalog.format(scenario.model.kvFormatId) != nullptr;
    if (!devices || !result.ledger || !known) return std::nullopt;
    const EngineChoice engine = result.ledger->engine;
    MemoryProblem problem;
    problem.request = memoryRequest(scenario, engine, *devices, catalog);
    problem.workload = scenario.workload;
    problem.companions = scenario.model.companions;
    const Host host = hostOf(result.option, *devices, catalog);
    problem.formats = nativeFormats(engine, host, catalog);
    problem.cacheFormats = nativeCacheFormats(engine, host, catalog);
    return problem;
}

Scenario withRemedy(Scenario scenario, const MemoryRemedy& remedy) {
    using Setting = MemoryRemedy::Setting;
    ModelChoice& model = scenario.model;
    switch (remedy.setting) {
        case Setting::Ubatch:
            model.ubatch = static_cast<int>(remedy.value);
            break;
        case Setting::BatchedTokens:
            model.batchedTokens = static_cast<int>(remedy.value);
            break;
        case Setting::EightBitCache:
        case Setting::FourBitCache:
            model.kvFormatId = remedy.format->id;
            break;
        case Setting::TextOnly:
            model.textOnly = true;
            break;
        case Setting::Eager:
            model.eager = true;
            break;
        case Setting::FewerSlots:
            scenario.workload.concurrentUsers = static_cast<int>(remedy.value);
            break;
        case Setting::Context:
            scenario.workload.context = tokens(remedy.value);
            break;
        case Setting::Format:
            model.weightFormatId = remedy.format->id;
            break;
    }
    return scenario;
}

}  // namespace headroom
