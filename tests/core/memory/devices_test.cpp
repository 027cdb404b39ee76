// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

double usableGib(const char* acceleratorId) {
    const Accelerator* accelerator = seedCatalog().accelerator(acceleratorId);
    if (!accelerator) throw std::runtime_error(acceleratorId);
    CloudOffer offer;
    offer.acceleratorId = acceleratorId;
    offer.memoryPerAccelerator = accelerator->memory;
    return inGibibytes(devicesOf(offer, seedCatalog()).usableEach);
}

}  // namespace

TEST_CASE("Discrete cards report a little less than was sold", "[memory][devices]") {
    // What CUDA and ROCm reported in engine logs: docs/vllm.md 1.
    CHECK(usableGib("rtx-3090") == Approx(23.56).margin(0.1));
    CHECK(usableGib("rtx-4090") == Approx(23.5).margin(0.1));
    CHECK(usableGib("rtx-5090") == Approx(31.4).margin(0.15));
    CHECK(usableGib("rtx-pro-6000-blackwell-ws") == Approx(95.0).margin(0.1));
    CHECK(usableGib("a100-sxm-40gb") == Approx(39.49).margin(0.1));
    CHECK(usableGib("h100-sxm-80gb") == Approx(79.18).margin(0.1));
    CHECK(usableGib("h200-sxm-141gb") == Approx(139.8).margin(0.15));
    CHECK(usableGib("mi300x") == Approx(191.69).margin(0.1));
    // Error correction inside GDDR6 takes one part in sixteen: 16 -> 15, then what CUDA withholds.
    CHECK(usableGib("t4") == Approx(14.65).margin(0.1));
}

TEST_CASE("Unified machines offer what the operating system allows", "[memory][devices]") {
    // macOS: 75 % of memory by default (docs/hardware.md 0).
    const DeviceSet mac = machine("mac-studio-m2ultra-192");
    CHECK(mac.unified);
    CHECK(mac.capacityEach == gibibytes(192));
    CHECK(mac.usableEach == gibibytes(144));
    CHECK_FALSE(mac.hostMemory.has_value());
    const DeviceSet pair = machine("dgx-spark-x2");
    CHECK(pair.count == 2);
    CHECK(pair.usableEach == gibibytes(119));
}

TEST_CASE("No machine offers more than it has", "[memory][devices][property]") {
    for (const Machine& m : seedCatalog().machines) {
        const DeviceSet devices = devicesOf(m, seedCatalog());
        INFO(m.id);
        CHECK(devices.accelerator != nullptr);
        CHECK(devices.usableEach <= devices.capacityEach);
        CHECK(devices.usableEach * devices.count <= m.usableForGpu * (1 + 1e-12));
        CHECK(devices.usableEach > Bytes{0});
    }
    for (const CloudOffer& offer : seedCatalog().cloudOffers) {
        const DeviceSet devices = devicesOf(offer, seedCatalog());
        INFO(offer.id);
        CHECK(devices.usableEach < devices.capacityEach);
        CHECK(devices.count >= 1);
    }
}
