// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/vector_index.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Companion companion(const std::string& id, CompanionRole role, Residence residence,
                    const std::string& formatId = "gguf-f16") {
    Companion result{id, formatId, tokens(8192), 1, role, residence};
    if (role == CompanionRole::Draft) result.context = tokens(0);
    return result;
}

std::vector<Companion> ragPipeline(Residence residence) {
    return {companion("bge-m3", CompanionRole::Embedding, residence),
            companion("bge-reranker-v2-m3", CompanionRole::Reranker, residence),
            companion("qwen3-0.6b", CompanionRole::Other, residence, "gguf-q8_0")};
}

VectorIndex index(double vectors, int dimensions = 1024, VectorType type = VectorType::F32,
                  int links = 16) {
    return {vectors, dimensions, type, links, IndexPlace::HostMemory};
}

MemoryRequest on(const std::string& machineId, const std::string& modelId = "qwen3-30b-a3b") {
    MemoryRequest result = request(modelId, 32768);
    result.devices = machine(machineId);
    return result;
}

Ledger ledgerOf(const MemoryRequest& main, const std::vector<Companion>& companions) {
    return memoryLedger(main, companions, seedCatalog());
}

}  // namespace

TEST_CASE("Swapped models share the room of the largest", "[memory][pipeline][property]") {
    for (const char* machineId : {"diy-1x3090", "diy-2x3090", "mac-studio-m3ultra-256"}) {
        INFO(machineId);
        const MemoryRequest main = on(machineId);
        const Ledger resident = ledgerOf(main, ragPipeline(Residence::Resident));
        const Ledger swapped = ledgerOf(main, ragPipeline(Residence::Swapped));
        Bytes sum;
        Bytes largest;
        for (const CompanionPlace& place : resident.companions) {
            sum += place.device;
            largest = std::max(largest, place.device);
            CHECK_FALSE(place.fromDisk);
        }
        CHECK(resident.total().companions.value == Approx(sum.value));
        CHECK(swapped.total().companions == largest);
        CHECK(swapped.total().used() < resident.total().used());
        CHECK(swapped.hostUsed() <= resident.hostUsed());
        CHECK(swapped.headroom() >= resident.headroom());
        REQUIRE(swapped.companions.size() == 3);
        for (const CompanionPlace& place : swapped.companions) {
            CHECK(place.deviceIndex == swapped.companions.front().deviceIndex);
            // 8 GB/s of a PCIe 4.0 x4 slot.
            CHECK(place.fromDisk->value == Approx(place.loaded.value / 8e9));
            CHECK(place.overLink.has_value() == !main.devices.unified);
        }
    }
}

TEST_CASE("Placing on several devices loses nothing", "[memory][pipeline][property]") {
    std::vector<Companion> mixed = ragPipeline(Residence::Resident);
    mixed.push_back(companion("qwen3-1.7b", CompanionRole::Other, Residence::Swapped));
    MemoryRequest main = request("qwen3-30b-a3b", 32768);
    main.index = index(1e6);
    main.index.place = IndexPlace::Device;
    const Ledger one = ledgerOf(main, mixed);
    for (const int count : {2, 3, 8}) {
        main.devices = roomyDevices(count);
        const Ledger several = ledgerOf(main, mixed);
        CHECK(several.total().companions.value == Approx(one.total().companions.value));
        CHECK(several.total().index == one.total().index);
        CHECK(several.hostWeights == one.hostWeights);
        Bytes parts;
        for (const DeviceLedger& device : several.devices) parts += device.used() + device.free();
        CHECK(parts.value == Approx(several.total().usable.value));
    }
}

TEST_CASE("A load time is that of the slot of the card", "[memory][pipeline]") {
    // RTX 3090: PCIe 4.0 x16, 32 GB/s; bge-m3 in F16 is 1.15 GB.
    const Ledger ledger = ledgerOf(
        on("diy-1x3090"), {companion("bge-m3", CompanionRole::Embedding, Residence::Swapped)});
    REQUIRE(ledger.companions.size() == 1);
    const CompanionPlace& place = ledger.companions.front();
    CHECK(place.overLink->value == Approx(place.loaded.value / 32e9));
    const bool told = std::any_of(ledger.notes.begin(), ledger.notes.end(), [](const auto& note) {
        return note.find("is loaded when used") != std::string::npos;
    });
    CHECK(told);
}

TEST_CASE("A draft model follows the main model's context with a cache of its own",
          "[memory][pipeline][draft]") {
    // docs/memory.md 6.1: weights, its own KV at the same n_ctx, a compute buffer; one process.
    const std::vector<Companion> draft{
        companion("qwen3-0.6b", CompanionRole::Draft, Residence::Resident, "gguf-q8_0")};
    const auto placed = [&](double context, int slotCount) {
        MemoryRequest main = request("qwen3-32b", context, slotCount, false);
        main.cache.contextTotal = tokens(context * slotCount);
        return ledgerOf(main, draft).companions.front().device;
    };
    // Qwen3-0.6B: 28 layers, 8 KV heads of 128: 114,688 B a token at 16 bits, and 2 B of mask for
    // each of the 512 tokens of a ubatch.
    const double perToken = 28 * 2 * 8 * 128 * 2.0 + 512 * 2;
    CHECK((placed(32768, 1) - placed(16384, 1)).value == Approx(16384 * perToken).epsilon(0.02));
    CHECK((placed(16384, 2) - placed(16384, 1)).value >= 16384 * 28 * 2 * 8 * 128 * 2.0);

    MemoryRequest main = request("qwen3-32b", 16384);
    MemoryRequest alone = request("qwen3-0.6b", 16384);
    alone.weights = &format("gguf-q8_0");
    const DeviceLedger device = ledgerOf(alone, {}).devices.front();
    CHECK(placed(16384, 1).value ==
          Approx((device.used() - device.reserve - device.engine).value).epsilon(0.01));

    std::vector<Companion> own = draft;
    own.front().context = tokens(4096);
    CHECK(ledgerOf(main, own).companions.front().device < placed(16384, 1));
    // The longest context counts the draft model's cache too.
    Workload workload;
    main.devices = machine("diy-1x3090");
    CHECK(longestContext(main, workload, draft, seedCatalog()) <
          longestContext(main, workload, own, seedCatalog()));
}

TEST_CASE("A vision model brings its tower", "[memory][pipeline]") {
    const ModelSpec& gemma = model("gemma-3-4b");
    REQUIRE(gemma.parametersNonText > 0);
    const auto place = [&](CompanionRole role) {
        return ledgerOf(request("qwen3-30b-a3b", 8192),
                        {companion("gemma-3-4b", role, Residence::Resident)})
            .companions.front()
            .device;
    };
    CHECK((place(CompanionRole::Vision) - place(CompanionRole::Other)).value ==
          Approx(2 * gemma.parametersNonText));
}

TEST_CASE("A vector index by hnswlib's layout", "[memory][index][golden]") {
    // docs/memory.md 6.3: F32 numbers; 4 + 2 M x 4 B of links at the base and (4 + 4 M) / (M - 1)
    // above; label 8, pointer 8, level 4, lock 40, mark 2, look-up 40.
    const IndexEntry entry = indexEntry(index(1));
    CHECK(entry.vector == 4096);
    CHECK(entry.links == Approx(132 + 68.0 / 15));
    CHECK(entry.keeping == 102);
    // hnswlib, ALGO_PARAMS: roughly 8 to 10 B x M of links and label for each element.
    for (const int links : {8, 16, 32, 64}) {
        const double stated = indexEntry(index(1, 1024, VectorType::F32, links)).links + 8;
        CHECK(stated >= 8.0 * links);
        CHECK(stated <= 10.0 * links + 2);
    }
    // 10 million vectors of 1,024 numbers: 38.1 GiB of numbers, 2.2 GiB beside.
    CHECK(inGibibytes(indexBytes(index(10e6))) == Approx(40.37).margin(0.01));
    CHECK(indexEntry(index(1, 1024, VectorType::F16)).vector == 2048);
    CHECK(indexEntry(index(1, 1024, VectorType::Int8)).vector == 1024);
    CHECK(indexEntry(index(1, 1023, VectorType::Binary)).vector == 128);
    // A flat list: numbers and labels.
    CHECK(indexEntry(index(1, 768, VectorType::F32, 0)).bytes() == 4 * 768 + 8);
}

TEST_CASE("An index is linear in its vectors and monotone in the rest",
          "[memory][index][property]") {
    CHECK(indexBytes(index(0)) == Bytes{0});
    for (const VectorType type :
         {VectorType::F32, VectorType::F16, VectorType::Int8, VectorType::Binary}) {
        for (const int links : {0, 2, 16, 64}) {
            const Bytes one = indexBytes(index(1e6, 768, type, links));
            CHECK(indexBytes(index(7e6, 768, type, links)).value == Approx(7 * one.value));
            CHECK(indexBytes(index(1e6, 1536, type, links)) > one);
            CHECK(indexBytes(index(1e6, 768, type, links + 16)) > one);
        }
    }
}

TEST_CASE("The index is part of the one ledger and checked against host memory",
          "[memory][index]") {
    MemoryRequest main = on("diy-2x3090", "qwen3-8b");
    const Ledger without = ledgerOf(main, {});
    REQUIRE(without.hostMemory);
    main.index = index(1e6);
    const Ledger with = ledgerOf(main, {});
    CHECK(with.hostIndex == indexBytes(main.index));
    CHECK(with.total().used() == without.total().used());
    CHECK(with.hostUsed() == without.hostUsed() + with.hostIndex);
    CHECK(with.fits());
    main.index = index(*without.hostMemory / bytes(4000));
    const Ledger over = ledgerOf(main, {});
    CHECK_FALSE(over.fits());
    CHECK(*over.hostFree() < Bytes{0});

    main.index = index(1e6);
    main.index.place = IndexPlace::Device;
    const Ledger onDevice = ledgerOf(main, {});
    CHECK(onDevice.hostIndex == Bytes{0});
    CHECK(onDevice.total().index == indexBytes(main.index));
    // Unified memory is one space.
    MemoryRequest mac = on("mac-studio-m3ultra-256", "qwen3-8b");
    mac.index = index(1e6);
    CHECK(ledgerOf(mac, {}).total().index == indexBytes(mac.index));
    CHECK(ledgerOf(mac, {}).hostIndex == Bytes{0});
}
