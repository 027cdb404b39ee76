// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/pipeline.h"

#include <algorithm>
#include <utility>

#include "core/memory/cache_rules.h"
#include "core/memory/vector_index.h"

namespace headroom::memory {
namespace {

/// PCIe 4.0 x4, the slot of a fast SSD: four lanes of 2 GB/s (docs/memory.md 6.2).
constexpr BytesPerSecond kDisk = gigabytesPerSecond(8);
constexpr double kSixteenBits = 2;

/// The cache of a draft model is the main model's, unless it has a context of its own.
CacheRequest draftCache(const Companion& companion, const CacheRequest& main) {
    CacheRequest cache = main;
    if (companion.context.value > 0) {
        cache.contextPerSequence = tokens(padded(companion.context.value, 256));
        cache.contextTotal = cache.contextPerSequence * cache.slotCount;
        cache.unified = false;
    }
    return cache;
}

CacheRequest ownCache(const Companion& companion, const ModelSpec& model) {
    CacheRequest cache;
    cache.slotCount = std::max(1, companion.slotCount);
    cache.unified = false;
    const double context = std::min(companion.context.value, model.maxContext.value);
    cache.contextPerSequence = tokens(padded(context, 256));
    cache.contextTotal = cache.contextPerSequence * cache.slotCount;
    return cache;
}

std::size_t roomiest(const Ledger& ledger) {
    const auto found = std::max_element(
        ledger.devices.begin(), ledger.devices.end(),
        [](const DeviceLedger& a, const DeviceLedger& b) { return a.free() < b.free(); });
    return static_cast<std::size_t>(found - ledger.devices.begin());
}

bool largerOnDevice(const CompanionPlace& a, const CompanionPlace& b) {
    return a.device > b.device;
}

void placeIndex(const MemoryRequest& main, Ledger& ledger) {
    const Bytes amount = indexBytes(main.index);
    if (main.index.place == IndexPlace::Device || main.devices.unified) {
        ledger.devices[roomiest(ledger)].index += amount;
    } else {
        ledger.hostIndex = amount;
    }
}

}  // namespace

Pipeline::Pipeline(const MemoryRequest& main, const std::vector<Companion>& companions,
                   const Catalog& catalog) {
    m_members.reserve(companions.size());
    for (const Companion& companion : companions) {
        Member member;
        member.companion = companion;
        member.model = catalog.model(companion.modelId);
        member.weights = catalog.format(companion.weightFormatId);
        if (!member.model || !member.weights) continue;
        // A GGUF companion beside an engine that loads none runs in its own llama.cpp.
        const bool gguf = member.weights->family.starts_with("gguf");
        member.engine = gguf ? EngineChoice::LlamaCpp : main.engine;
        member.bytes = weightBytes(*member.model, *member.weights, member.engine);
        m_members.push_back(std::move(member));
    }
}

CompanionPlace Pipeline::load(const Member& member, const MemoryRequest& main) const {
    const Companion& companion = member.companion;
    const bool draft = companion.role == CompanionRole::Draft;
    MemoryRequest request = main;
    request.model = member.model;
    request.weights = member.weights;
    request.engine = member.engine;
    request.devices.count = 1;
    request.cache = draft ? draftCache(companion, main.cache) : ownCache(companion, *member.model);
    const Ledger ledger = placeModel(request, member.bytes);
    const DeviceLedger& device = ledger.devices.front();
    CompanionPlace place;
    place.name = member.model->name;
    place.role = companion.role;
    place.residence = companion.residence;
    place.device = device.used() - device.reserve;
    // A draft model shares the process, and with it the context of the engine.
    if (draft && member.engine == main.engine) place.device = place.device - device.engine;
    place.host = ledger.hostUsed();
    place.loaded = member.bytes.device;
    if (companion.role == CompanionRole::Vision && member.engine != EngineChoice::Vllm) {
        const Bytes tower = bytes(kSixteenBits * member.model->parametersNonText);
        place.device += tower;
        place.loaded += tower;
    }
    if (companion.residence == Residence::Swapped) {
        place.fromDisk = transferTime(place.loaded, kDisk);
        if (!main.devices.unified && main.devices.accelerator) {
            place.overLink =
                transferTime(place.loaded, pcieBandwidth(main.devices.accelerator->pcie));
        }
    }
    return place;
}

void Pipeline::placeSwapped(std::vector<CompanionPlace> swapped, Ledger& ledger) const {
    if (swapped.empty()) return;
    const std::size_t index = roomiest(ledger);
    Bytes device;
    Bytes host;
    for (CompanionPlace& place : swapped) {
        device = std::max(device, place.device);
        host = std::max(host, place.host);
        place.deviceIndex = index;
        ledger.companions.push_back(std::move(place));
    }
    ledger.devices[index].companions += device;
    ledger.hostWeights += host;
}

void Pipeline::place(const MemoryRequest& main, Ledger& ledger) const {
    placeIndex(main, ledger);
    std::vector<CompanionPlace> resident;
    std::vector<CompanionPlace> swapped;
    for (const Member& member : m_members) {
        const bool stays = member.companion.residence == Residence::Resident;
        (stays ? resident : swapped).push_back(load(member, main));
    }
    std::stable_sort(resident.begin(), resident.end(), largerOnDevice);
    for (CompanionPlace& place : resident) {
        place.deviceIndex = roomiest(ledger);
        ledger.devices[place.deviceIndex].companions += place.device;
        ledger.hostWeights += place.host;
        ledger.companions.push_back(std::move(place));
    }
    placeSwapped(std::move(swapped), ledger);
}

}  // namespace headroom::memory
