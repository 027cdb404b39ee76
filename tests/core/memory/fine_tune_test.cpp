// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "core/memory/training_rules.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;
using memory::AdapterPrecision;

namespace {

FineTuning job(FineTuneMethod method, double sequence = 4096, int microBatch = 1) {
    FineTuning result;
    result.method = method;
    result.sequence = tokens(sequence);
    result.microBatch = microBatch;
    return result;
}

const ModelSpec& modelOf(const Row& row) {
    const std::string id = row.text("model");
    return model(id == "qwen2.5-1.5b-like" ? "qwen2.5-1.5b" : id);
}

}  // namespace

// tests/data/memory/finetune_activations.csv: bytes that torch 1.13 autograd saves on meta tensors
// for hand-written Llama layers (docs/llama_cpp.md "Fine-tuning").
TEST_CASE("Bytes saved for backward per token and layer", "[memory][finetune][golden]") {
    std::map<std::string, int> compared;
    for (const Row& row : dataRows("finetune_activations.csv")) {
        const ModelSpec& spec = modelOf(row);
        const LayerGroup& layer = spec.layers.front();
        const std::string mode = row.text("mode");
        const double expected = row.number("saved_bytes_per_token_per_layer").value();
        INFO(spec.id << " " << mode);
        double computed = 0;
        if (mode == "full_ft_bf16") {
            computed = memory::savedBytesPerToken(spec, layer, AdapterPrecision::None, 0);
        } else if (mode == "lora_r16_all_linear_bf16_adapters") {
            computed = memory::savedBytesPerToken(spec, layer, AdapterPrecision::Bf16, 16);
        } else if (mode == "lora_r16_all_linear_fp32_adapters") {
            computed = memory::savedBytesPerToken(spec, layer, AdapterPrecision::F32, 16);
        } else if (mode.ends_with("_ckpt")) {
            computed = memory::checkpointBytesPerToken(spec);
        } else {
            continue;  // expanded KV heads and adapters on q and v alone are not offered
        }
        // Random state and rotary angles: 5 to 16 bytes per token, by head count.
        CHECK(computed == Approx(expected).margin(16));
        // The frozen final norm of LoRA saves 4 d less; the larger figure is used for both.
        const double head = row.number("saved_head_bytes_per_token").value();
        CHECK(memory::headBytesPerToken(spec) == Approx(head).epsilon(0.05));
        ++compared[mode];
    }
    CHECK(compared["full_ft_bf16"] == 20);
    CHECK(compared["full_ft_bf16_ckpt"] == 20);
    CHECK(compared["lora_r16_all_linear_fp32_adapters"] == 8);
    CHECK(compared["lora_r16_all_linear_bf16_adapters"] == 8);
}

TEST_CASE("Rank-16 adapters on all linear layers", "[memory][finetune]") {
    // 32 x 16 x (8192 + 5120 + 5120 + 8192 + 3 x 18432) = 41,943,040 (docs/memory.md 5).
    CHECK(memory::adapterParameters(model("llama-3.1-8b"), 16) == 41943040);
    CHECK(memory::adapterParameters(model("llama-3.1-8b"), 32) == 2 * 41943040.0);
}

TEST_CASE("Full training takes 16 bytes per parameter before activations", "[memory][finetune]") {
    const auto ledger = fineTuneLedger(model("llama-3.1-8b"), job(FineTuneMethod::Full), 1);
    const double parameters = model("llama-3.1-8b").parametersTotal;
    const Bytes states = ledger.weights + ledger.gradients + ledger.optimiser;
    CHECK(states.value == Approx(16 * parameters));
    // 4096 tokens x (32 x 8208 + one live layer of 200,856)
    CHECK(ledger.activations.value == Approx(4096.0 * (32 * 8208.0 + 200856)));
    // 4096 x (6 V + 8 d)
    CHECK(ledger.logits.value == Approx(4096.0 * (6 * 128256.0 + 8 * 4096)));
}

TEST_CASE("QLoRA stores linear layers at 4.127 bits", "[memory][finetune]") {
    // bnb-nf4-dq over Llama 3.1 8B: 5.681 bits per weight in all (catalog), plus 16 B per adapter
    // parameter.
    const auto ledger = fineTuneLedger(model("llama-3.1-8b"), job(FineTuneMethod::QLora), 1);
    const double base = model("llama-3.1-8b").parametersTotal * 5.681 / 8;
    CHECK(ledger.weights.value == Approx(base + 41943040.0 * 4).epsilon(1e-3));
    CHECK((ledger.gradients + ledger.optimiser).value == Approx(41943040.0 * 12));
    CHECK(ledger.trainableParameters == 41943040);
}

TEST_CASE("LoRA on a 70B needs more than one 80 GB card, QLoRA does not", "[memory][finetune]") {
    const auto lora = fineTuneLedger(model("llama-3.1-70b"), job(FineTuneMethod::Lora), 1);
    const auto qlora = fineTuneLedger(model("llama-3.1-70b"), job(FineTuneMethod::QLora), 1);
    CHECK(lora.used() > gibibytes(131));  // frozen bf16 base alone is 141 GB
    CHECK(qlora.used() < gibibytes(79));
}

TEST_CASE("Fine-tuning needs grow with sequence, batch and devices",
          "[memory][finetune][property]") {
    for (const FineTuneMethod method :
         {FineTuneMethod::Lora, FineTuneMethod::QLora, FineTuneMethod::Full}) {
        for (const char* id : {"llama-3.1-8b", "qwen3-30b-a3b", "deepseek-v3", "falcon-h1-7b"}) {
            const auto base = fineTuneLedger(model(id), job(method), 1);
            INFO(id);
            CHECK(fineTuneLedger(model(id), job(method, 8192), 1).used() > base.used());
            CHECK(fineTuneLedger(model(id), job(method, 4096, 2), 1).activations.value ==
                  Approx(2 * base.activations.value));
            const auto sharded = fineTuneLedger(model(id), job(method), 4);
            CHECK(sharded.used() > base.used());
            CHECK(sharded.used() < base.used() * 4);
            CHECK(sharded.optimiser == base.optimiser);
        }
    }
}

TEST_CASE("Without a method nothing is trained", "[memory][finetune]") {
    CHECK(fineTuneLedger(model("llama-3.1-8b"), job(FineTuneMethod::None), 2).used() == Bytes{0});
}
