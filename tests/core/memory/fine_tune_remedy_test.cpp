// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/fine_tune.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

DeviceSet devicesOf(double gibibytesEach, int count = 1) {
    DeviceSet devices = roomyDevices(count);
    devices.usableEach = gibibytes(gibibytesEach);
    return devices;
}

/// What is free with `job` when each device has `gibibytesEach`.
Bytes shortBy(const FineTuning& job, const DeviceSet& devices) {
    return -fineTuneHeadroom(fineTuneLedger(model("llama-3.1-8b"), job, devices.count), devices);
}

FineTuning lora() {
    FineTuning job;
    job.method = FineTuneMethod::Lora;
    return job;
}

std::vector<std::string> changesFor(const FineTuning& job, const DeviceSet& devices) {
    const auto remedy = fineTuneRemedy(model("llama-3.1-8b"), job, devices);
    REQUIRE(remedy);
    CHECK(fineTuneFits(remedy->ledger, devices));
    CHECK(remedy->ledger.each.used() ==
          fineTuneLedger(model("llama-3.1-8b"), remedy->job, devices.count).each.used());
    return remedy->changes;
}

using Changes = std::vector<std::string>;

}  // namespace

// The order of docs/memory.md 5.6; the amounts by which a job is short follow from the ledger.
TEST_CASE("The least harmful single change is named", "[memory][finetune][remedy]") {
    FineTuning job = lora();
    // LoRA of an 8B, 4096 tokens: 24 GiB; a fused loss takes almost 5 of them away.
    CHECK(shortBy(job, devicesOf(22)) > Bytes{0});
    CHECK(changesFor(job, devicesOf(22)) == Changes{"fused cross-entropy"});
    job.fusedLoss = true;
    job.microBatch = 16;
    CHECK(changesFor(job, devicesOf(30)) ==
          Changes{"a micro-batch of 5 with accumulated gradients"});
    job.microBatch = 1;
    job.checkpointing = false;
    CHECK(changesFor(job, devicesOf(24)) == Changes{"gradient checkpointing"});
    job.checkpointing = true;
    CHECK(changesFor(job, devicesOf(18)) == Changes{"QLoRA"});

    FineTuning full = lora();
    full.method = FineTuneMethod::Full;
    full.fusedLoss = true;
    full.sharding = Sharding::Replicated;
    CHECK(changesFor(full, devicesOf(80, 8)) == Changes{"ZeRO-1"});
    CHECK(changesFor(full, devicesOf(24, 8)) == Changes{"ZeRO-3"});
    full.sharding = Sharding::Weights;
    CHECK(changesFor(full, devicesOf(90)) == Changes{"the 8-bit optimiser"});
    CHECK(changesFor(full, devicesOf(79)) == Changes{"the paged 8-bit optimiser"});
    CHECK(changesFor(full, devicesOf(24)) == Changes{"LoRA"});
    CHECK(changesFor(full, devicesOf(16)) == Changes{"QLoRA"});
}

TEST_CASE("Several changes are made in the order of harm", "[memory][finetune][remedy]") {
    FineTuning job = lora();
    job.microBatch = 8;
    const Changes changes = changesFor(job, devicesOf(12));
    CHECK(changes == Changes{"fused cross-entropy", "a micro-batch of 1 with accumulated gradients",
                             "the 8-bit optimiser", "the paged 8-bit optimiser", "bf16 adapters",
                             "QLoRA"});
    // Nothing makes the frozen base of NF4 smaller.
    CHECK_FALSE(fineTuneRemedy(model("llama-3.1-8b"), job, devicesOf(5)));
}

TEST_CASE("Examples are cut last", "[memory][finetune][remedy]") {
    FineTuning job = lora();
    job.method = FineTuneMethod::QLora;
    job.adapterType = AdapterType::Bf16;
    job.optimiser = Optimiser::PagedAdamW8Bit;
    job.fusedLoss = true;
    job.sequence = tokens(65536);
    const auto remedy = fineTuneRemedy(model("llama-3.1-8b"), job, devicesOf(23));
    REQUIRE(remedy);
    REQUIRE(remedy->changes.size() == 1);
    CHECK(remedy->changes.front().starts_with("sequences of "));
    FineTuning longer = remedy->job;
    longer.sequence = longer.sequence + tokens(256);
    CHECK_FALSE(fineTuneFits(fineTuneLedger(model("llama-3.1-8b"), longer, 1), devicesOf(23)));
}

TEST_CASE("Paged states need host memory, or stay on unified memory",
          "[memory][finetune][remedy]") {
    FineTuning full = lora();
    full.method = FineTuneMethod::Full;
    full.optimiser = Optimiser::PagedAdamW8Bit;
    const FineTuneLedger ledger = fineTuneLedger(model("llama-3.1-8b"), full, 1);
    CHECK(ledger.each.optimiser == Bytes{0});
    // 2.03125 B for each parameter, 8 B for those of the table of embeddings.
    CHECK(ledger.host() > gibibytes(18));
    DeviceSet devices = devicesOf(100);
    devices.hostMemory = gibibytes(16);
    CHECK_FALSE(fineTuneFits(ledger, devices));
    devices.hostMemory = gibibytes(64);
    CHECK(fineTuneFits(ledger, devices));
    const Bytes beside = fineTuneHeadroom(ledger, devices);
    devices.unified = true;
    CHECK(fineTuneHeadroom(ledger, devices).value == Approx((beside - ledger.hostEach).value));
}
