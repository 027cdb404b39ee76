// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/speed.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

using Cards = std::vector<std::pair<const Accelerator*, int>>;

const Accelerator* card(const std::string& id) {
    const Accelerator* found = seedCatalog().accelerator(id);
    REQUIRE(found);
    return found;
}

MemoryRequest asked(const std::string& modelId, EngineChoice engine, const DeviceSet& devices) {
    MemoryRequest result = request(modelId, 8192);
    result.engine = engine;
    result.devices = devices;
    result.cache = cacheRequest(Workload{}, engine);
    return result;
}

Ledger ledgerOf(const std::string& modelId, EngineChoice engine, const DeviceSet& devices) {
    return memoryLedger(asked(modelId, engine, devices), {}, seedCatalog());
}

}  // namespace

TEST_CASE("A list of one kind is the same as a count", "[memory][devices]") {
    for (const EngineChoice engine : {EngineChoice::LlamaCpp, EngineChoice::Vllm}) {
        const Ledger counted = ledgerOf("llama-3.3-70b", engine, devicesOf(*card("rtx-3090"), 3));
        const Ledger listed =
            ledgerOf("llama-3.3-70b", engine,
                     devicesOf(Cards{{card("rtx-3090"), 1}, {card("rtx-3090"), 2}}));
        REQUIRE(listed.devices.size() == 3);
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(listed.devices[i].weights == counted.devices[i].weights);
            CHECK(listed.devices[i].used() == counted.devices[i].used());
            CHECK(listed.devices[i].usable == counted.devices[i].usable);
        }
    }
}

TEST_CASE("Layers are dealt by free memory and none is lost", "[memory][devices][property]") {
    const DeviceSet mixed = devicesOf(Cards{{card("rtx-5090"), 1}, {card("rtx-3090"), 2}});
    CHECK(mixed.count == 3);
    const Ledger ledger = ledgerOf("llama-3.3-70b", EngineChoice::LlamaCpp, mixed);
    REQUIRE(ledger.devices.size() == 3);
    CHECK(ledger.devices[0].name.starts_with("GeForce RTX 5090"));
    CHECK(ledger.devices[2].name.starts_with("GeForce RTX 3090"));
    const Ledger one =
        ledgerOf("llama-3.3-70b", EngineChoice::LlamaCpp, devicesOf(*card("rtx-3090"), 1));
    const DeviceLedger all = ledger.total();
    CHECK(all.weights.value == Approx(one.total().weights.value));
    CHECK(all.kv.value == Approx(one.total().kv.value));
    // 81 layers with the output; 32 of 80 GB sold lie on the first card. One layer more or less is
    // the rounding of a split.
    const double share =
        ledger.devices[0].usable / (ledger.devices[0].usable + ledger.devices[1].usable * 2.0);
    CHECK(share == Approx(0.4).margin(0.01));
    CHECK(ledger.devices[0].kv / all.kv == Approx(share).margin(1.0 / 80));
}

TEST_CASE("A larger second card never makes a split fit worse", "[memory][devices][property]") {
    Bytes before{-1e18};
    for (const char* second : {"rtx-4060-ti-16gb", "rtx-3090", "rtx-5090"}) {
        const DeviceSet devices = devicesOf(Cards{{card("rtx-3090"), 1}, {card(second), 1}});
        const Bytes free = ledgerOf("qwen3-32b", EngineChoice::LlamaCpp, devices).total().free();
        INFO(second);
        CHECK(free > before);
        before = free;
    }
}

TEST_CASE("Equal parts of tensors make the smallest device decide", "[memory][devices]") {
    const Ledger mixed = ledgerOf("qwen3-32b", EngineChoice::Vllm,
                                  devicesOf(Cards{{card("rtx-5090"), 1}, {card("rtx-3090"), 1}}));
    const Ledger small = ledgerOf("qwen3-32b", EngineChoice::Vllm, devicesOf(*card("rtx-3090"), 2));
    CHECK(mixed.devices[0].weights == mixed.devices[1].weights);
    CHECK(mixed.devices[1].free() == small.devices[1].free());
    CHECK(mixed.headroom() == small.headroom());
    CHECK(mixed.devices[0].free() > mixed.devices[1].free());
}

TEST_CASE("The speed of a layer split lies between those of its kinds",
          "[memory][devices][speed]") {
    SpeedRequest request;
    request.model = &model("llama-3.3-70b");
    request.weights = &format("gguf-q4_k_m");
    request.kv = &format("kv-llamacpp-f16");
    request.depth = request.prompt = tokens(1024);
    const WeightBytes weights =
        weightBytes(*request.model, *request.weights, EngineChoice::LlamaCpp);
    const auto rate = [&](const DeviceSet& devices, EngineChoice engine) {
        request.devices = devices;
        request.engine = engine;
        return estimateSpeed(request, weights, seedCatalog()).decodeSingle.likely.value;
    };
    const DeviceSet fast = devicesOf(*card("rtx-5090"), 2);
    const DeviceSet slow = devicesOf(*card("rtx-3090"), 2);
    const DeviceSet mixed = devicesOf(Cards{{card("rtx-5090"), 1}, {card("rtx-3090"), 1}});
    const double layers = rate(mixed, EngineChoice::LlamaCpp);
    const double share =
        mixed.unequal[0].usable / (mixed.unequal[0].usable + mixed.unequal[1].usable);
    // Times add up: 1 / rate = share / fast + (1 - share) / slow.
    CHECK(1 / layers == Approx(share / rate(fast, EngineChoice::LlamaCpp) +
                               (1 - share) / rate(slow, EngineChoice::LlamaCpp)));
    CHECK(rate(mixed, EngineChoice::Vllm) == Approx(rate(slow, EngineChoice::Vllm)));
}
