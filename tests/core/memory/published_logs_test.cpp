// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/compute_rules.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

double contextMib(const MemoryRequest& r) {
    return inMebibytes(kvBytes(r) + stateBytes(r));
}

}  // namespace

// Readings from real GPUs that users and projects published; builds of 2026 unless stated.
TEST_CASE("Qwen3 32B on an Intel Arc B390", "[memory][golden][logs]") {
    // Vulkan log, n_ctx 123392, f16: weights 18423, KV 30848, compute 306, host 417 and 140 MiB.
    const MemoryRequest r = request("qwen3-32b", 123392);
    const Ledger ledger = memoryLedger(r, {}, seedCatalog());
    CHECK(inMebibytes(ledger.devices.front().weights) == Approx(18423).margin(1));
    CHECK(inMebibytes(ledger.devices.front().kv) == 30848);
    CHECK(inMebibytes(ledger.devices.front().compute) == Approx(306).margin(1));
    CHECK(inMebibytes(ledger.hostWeights) == Approx(417).margin(1));
    CHECK(inMebibytes(ledger.hostCompute) == Approx(140).margin(1));
}

TEST_CASE("Hybrid models on RTX 50 cards", "[memory][golden][logs]") {
    // RTX 5090: 98304 tokens f16 one sequence 6293; 131072 q8_0 four slots 4950 MiB.
    CHECK(contextMib(request("qwen3.6-27b", 98304)) == Approx(6293).margin(1));
    CHECK(contextMib(withKv(request("qwen3.6-27b", 131072, 4), "kv-llamacpp-q8_0")) ==
          Approx(4950).margin(1));
    // Qwen3-Coder-Next, four slots: 397 at 4096, 2647 at 100096.
    CHECK(contextMib(request("qwen3-coder-next", 4096, 4)) == Approx(397).margin(1));
    CHECK(contextMib(request("qwen3-coder-next", 100096, 4)) == Approx(2647).margin(1));
    // Qwen3.5 35B-A3B, RTX 5070 Ti, 48000 tokens q8_0, four slots: 750.
    CHECK(contextMib(withKv(request("qwen3.5-35b-a3b", 48000, 4), "kv-llamacpp-q8_0")) ==
          Approx(750).margin(1));
}

TEST_CASE("Command-R 35B keeps full heads", "[memory][golden][logs]") {
    // llama.cpp pull request 6122 (2024): KV 5120 MiB at 4096, token table 1640.62 MiB on the host.
    const Ledger ledger = memoryLedger(request("command-r-v01", 4096), {}, seedCatalog());
    CHECK(ledger.devices.front().kv == mebibytes(5120));
    CHECK(inMebibytes(ledger.hostWeights) == Approx(1640.62).margin(0.01));
}

TEST_CASE("Qwen3 0.6B under Ollama on an H100", "[memory][golden][logs]") {
    // ollama 0.32.15, ubatch 2048, n_ctx 40960, Q8_0: KV 4480, compute 264.04, weights 604.15 MiB;
    // nvidia-smi showed 5942: 594 MiB of CUDA context.
    MemoryRequest r = request("qwen3-0.6b", 40960);
    r.weights = &format("gguf-q8_0");
    r.ubatch = 2048;
    const DeviceLedger device = memoryLedger(r, {}, seedCatalog()).devices.front();
    CHECK(device.cache() == mebibytes(4480));
    CHECK(inMebibytes(device.compute) == Approx(264.04).margin(0.1));
    CHECK(inMebibytes(device.weights) == Approx(604.15).margin(0.1));
    CHECK(inMebibytes(device.used() - device.reserve) == Approx(5942).margin(10));
}

TEST_CASE("Llama 3 8B with 512 tokens", "[memory][golden][logs]") {
    // llama-cpp-python log of 2024: 4403.49 on the device, 281.81 on the host, KV 64 MiB.
    const Ledger ledger = memoryLedger(request("llama-3.1-8b", 512), {}, seedCatalog());
    CHECK(inMebibytes(ledger.devices.front().weights) == Approx(4403.49).margin(0.01));
    CHECK(inMebibytes(ledger.hostWeights) == Approx(281.81).margin(0.01));
    CHECK(ledger.devices.front().kv == mebibytes(64));
}
