// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/step_times.h"

#include "core/serving/serving_setup.h"
#include "tests/core/memory/memory_support.h"
#include "tests/core/serving/serving_support.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

SpeedRequest speedOf(const MemoryRequest& memory) {
    SpeedRequest speed;
    speed.model = memory.model;
    speed.weights = memory.weights;
    speed.kv = memory.kv;
    speed.engine = memory.engine;
    speed.devices = memory.devices;
    speed.ubatch = memory.ubatch;
    return speed;
}

}  // namespace

TEST_CASE("An axis finds the interval of a value", "[serving]") {
    const StepAxis axis(10'000, 64, 2);
    const std::vector<double>& points = axis.points();
    CHECK(points[0] == 0);
    CHECK(points[1] == 32);
    CHECK(points[2] == 64);
    CHECK(points[3] == 128);
    CHECK(points.back() >= 10'000);
    for (const double value : {0.0, 1.0, 31.9, 32.0, 100.0, 511.0, 4096.0, 9999.0}) {
        const StepAxis::Place place = axis.find(value);
        CHECK(points[place.index] <= value);
        CHECK(value <= points[place.index + 1]);
        CHECK(std::lerp(points[place.index], points[place.index + 1], place.fraction) ==
              Approx(value));
    }
    CHECK(axis.find(1e9).fraction == 1);
    CHECK(axis.find(-5).fraction == 0);
}

TEST_CASE("The table agrees with the physics between its points", "[serving]") {
    const StepTimes steps = plausibleSteps(200);
    for (const int batch : {1, 7, 32, 45, 200}) {
        for (const double depth : {0.0, 77.0, 1500.0, 30'000.0}) {
            // Linear in both, as decodeStep is for dense models; bilinear beyond 32 streams.
            CHECK(steps.decodeSeconds(batch, depth) ==
                  Approx(8e-3 + 1e-4 * batch + 1e-8 * batch * depth));
        }
    }
    // 500 tokens with 20 others: a pass over 520 tokens and the caches of the 20.
    CHECK(steps.passSeconds(20, 1000, 500, 2000) ==
          Approx(8e-3 + 520 / 5000.0 + 1e-9 * 520 * 2000 + 1e-8 * 20 * 1000));
    // Never less than the decode step alone.
    CHECK(steps.passSeconds(32, 30'000, 1, 0) >= steps.decodeSeconds(32, 30'000));
}

TEST_CASE("Step times are those of the speed estimate", "[serving]") {
    for (const char* model : {"llama-3.1-8b", "gemma-3-27b", "qwen3-30b-a3b"}) {
        const MemoryRequest memory = request(model, 32768);
        SpeedRequest speed = speedOf(memory);
        speed.devices = devicesOf(*seedCatalog().accelerator("rtx-5090"), 1);
        const WeightBytes weights = weightBytes(*speed.model, *speed.weights, speed.engine);
        const StepTimes steps =
            stepTimes(speed, weights, seedCatalog(), {48, tokens(32768), tokens(2048)});
        for (const int batch : {1, 8, 40}) {
            for (const double depth : {500.0, 3000.0, 20'000.0}) {
                speed.batch = batch;
                speed.depth = tokens(depth);
                const SpeedEstimate asked = estimateSpeed(speed, weights, seedCatalog());
                // Sliding windows and experts bend the lines between the points of the table.
                CHECK(steps.decodeSeconds(batch, depth) ==
                      Approx(1 / asked.decodePerUser.likely.value).epsilon(0.03));
            }
        }
        speed.batch = 1;
        for (const double prompt : {100.0, 512.0, 2000.0}) {
            speed.prompt = tokens(prompt);
            speed.cached = tokens(4000);
            const SpeedEstimate asked = estimateSpeed(speed, weights, seedCatalog());
            CHECK(steps.passSeconds(0, 0, prompt, 4000) ==
                  Approx(prompt / asked.prefill.likely.value).epsilon(0.08));
        }
    }
}

TEST_CASE("Step times at the ends of the range are those of the ends of the estimate",
          "[serving]") {
    SpeedRequest speed = speedOf(request("llama-3.1-8b", 8192));
    speed.devices = devicesOf(*seedCatalog().accelerator("rtx-4090"), 1);
    speed.batch = 8;
    speed.depth = tokens(4096 - 64);  // a point of the table
    const WeightBytes weights = weightBytes(*speed.model, *speed.weights, speed.engine);
    const SpeedEstimate asked = estimateSpeed(speed, weights, seedCatalog());
    const auto at = [&](SpeedEnd end) {
        const StepLimits limits{8, tokens(8192), tokens(512)};
        return stepTimes(speed, weights, seedCatalog(), limits, end)
            .decodeSeconds(8, speed.depth.value);
    };
    CHECK(at(SpeedEnd::Slow) == Approx(1 / asked.decodePerUser.low.value));
    CHECK(at(SpeedEnd::Likely) == Approx(1 / asked.decodePerUser.likely.value));
    CHECK(at(SpeedEnd::Fast) == Approx(1 / asked.decodePerUser.high.value));
}

TEST_CASE("A setup follows the ledger", "[serving]") {
    MemoryRequest memory = request("llama-3.1-8b", 8192, 4);
    memory.devices = machine("diy-1x4090");
    const WeightBytes weights = weightBytes(*memory.model, *memory.weights, memory.engine);
    const Ledger ledger = memoryLedger(memory, weights, {}, seedCatalog());
    const ServingSetup slots =
        servingSetup(memory, weights, ledger, speedOf(memory), seedCatalog());
    CHECK(slots.scheme == CacheScheme::StaticSlots);
    CHECK(slots.maxRunning == 4);
    CHECK(slots.context.value == ledger.contextPerSequence.value);
    CHECK_FALSE(hasErrors(checkServing(slots, ServingLoad{}, {})));

    // The pool grows by what is free, at the bytes a token takes in the ledger.
    const DeviceLedger& device = ledger.devices.front();
    const double perToken = device.kv.value / ledger.contextTotal.value;
    CHECK(poolTokens(ledger).value ==
          Approx(ledger.contextTotal.value + device.free().value / perToken));
}
