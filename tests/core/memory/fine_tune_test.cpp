// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "core/memory/fine_tune.h"
#include "core/memory/training_rules.h"
#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

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

/// The settings of a measured row.
FineTuning jobOf(const Row& row) {
    const std::string mode = row.text("mode");
    const bool full = mode.starts_with("full_ft");
    FineTuning result = job(full ? FineTuneMethod::Full : FineTuneMethod::Lora,
                            row.number("seq").value(), int(row.number("batch").value()));
    result.checkpointing = mode.ends_with("_ckpt");
    if (mode.ends_with("_repeat_kv")) result.attention = TrainingAttention::RepeatedKv;
    if (mode.find("_qv_") != std::string::npos) result.targets = AdapterTargets::QueryValue;
    if (mode.find("bf16_adapters") != std::string::npos) result.adapterType = AdapterType::Bf16;
    return result;
}

/// Bytes per parameter of a job before activations, less the F32 states of the embedding table.
double bytesPerParameter(TrainingPrecision precision, Optimiser optimiser) {
    FineTuning full = job(FineTuneMethod::Full);
    full.precision = precision;
    full.optimiser = optimiser;
    const memory::StateBytes states = memory::stateBytesPerParameter(full);
    return states.copy + states.master + states.gradient + states.optimiser;
}

double statesOf(const FineTuneLedger& ledger) {
    return (ledger.each.weights + ledger.each.gradients + ledger.each.optimiser).value;
}

}  // namespace

// tests/data/memory/finetune_activations.csv: bytes that torch 1.13 autograd saves on meta tensors
// for hand-written Llama layers (docs/llama_cpp.md "Fine-tuning").
TEST_CASE("Every measured row of saved bytes is met to the byte", "[memory][finetune][golden]") {
    std::map<std::string, int> compared;
    for (const Row& row : dataRows("finetune_activations.csv")) {
        const ModelSpec& spec = modelOf(row);
        const FineTuning settings = jobOf(row);
        INFO(spec.id << " " << row.text("mode") << " " << row.text("batch") << " x "
                     << row.text("seq"));
        const double perLayer = settings.checkpointing ? memory::checkpointBytesPerToken(spec)
                                                       : memory::savedBytesPerToken(
                                                             spec, spec.layers.front(), settings);
        const double tokenCount = settings.sequence.value * settings.microBatch;
        const double angles = memory::rotaryBytes(spec, settings) / tokenCount / spec.layerCount;
        // A few bytes a sequence: lengths and random state of the attention kernel.
        CHECK(perLayer + angles ==
              Approx(row.number("saved_bytes_per_token_per_layer").value()).margin(0.1));
        CHECK(memory::headBytesPerToken(spec, settings) ==
              Approx(row.number("saved_head_bytes_per_token").value()).margin(0.1));
        const double trainable = row.number("trainable").value();
        const FineTuneLedger ledger = fineTuneLedger(spec, settings, 1);
        if (settings.method == FineTuneMethod::Lora) {
            CHECK(ledger.trainableParameters == trainable);
        } else {
            // The hand-written layers have no query biases, which Qwen2.5 has.
            CHECK(ledger.trainableParameters == Approx(trainable).epsilon(1e-3));
        }
        ++compared[row.text("mode")];
    }
    CHECK(compared.size() == 7);
    CHECK(compared["full_ft_bf16"] == 20);
    CHECK(compared["full_ft_bf16_repeat_kv"] == 20);
    CHECK(compared["full_ft_bf16_ckpt"] == 20);
    CHECK(compared["lora_r16_all_linear_fp32_adapters"] == 8);
    CHECK(compared["lora_r16_all_linear_bf16_adapters"] == 8);
    CHECK(compared["lora_r16_all_linear_ckpt"] == 7);
    CHECK(compared["lora_r16_qv_fp32_adapters"] == 7);
}

TEST_CASE("Adapters on the matrices that are named", "[memory][finetune]") {
    FineTuning lora = job(FineTuneMethod::Lora);
    const ModelSpec& llama = model("llama-3.1-8b");
    // docs/memory.md 5.2: 32 x 16 x (8192 + 5120 + 5120 + 8192 + 3 x 18432) = 41,943,040.
    CHECK(memory::adapterParameters(llama, lora) == 41943040);
    // Dense models have no experts.
    lora.targets = AdapterTargets::Experts;
    CHECK(memory::adapterParameters(llama, lora) == 41943040);
    lora.targets = AdapterTargets::Attention;
    CHECK(memory::adapterParameters(llama, lora) == 32 * 16 * (8192 + 5120 + 5120 + 8192.0));
    lora.targets = AdapterTargets::QueryValue;
    CHECK(memory::adapterParameters(llama, lora) == 32 * 16 * (8192 + 5120.0));
    // Two tables, 128256 x 4096.
    lora.targets = AdapterTargets::Embeddings;
    CHECK(memory::adapterParameters(llama, lora) == 41943040 + 2 * 16 * (128256 + 4096.0));
    lora.targets = AdapterTargets::AllLinear;
    lora.rank = 32;
    CHECK(memory::adapterParameters(llama, lora) == 2 * 41943040.0);

    // Qwen3-30B-A3B: 48 layers, d 2048, 32 heads of 128 with 4 KV heads, 128 experts of 768.
    FineTuning experts = job(FineTuneMethod::Lora);
    const double attention = (2048 + 4096) + 2 * (2048 + 512) + (4096 + 2048);
    CHECK(memory::adapterParameters(model("qwen3-30b-a3b"), experts) == 48 * 16 * attention);
    experts.targets = AdapterTargets::Experts;
    CHECK(memory::adapterParameters(model("qwen3-30b-a3b"), experts) ==
          48 * 16 * (attention + 128 * 3 * (2048 + 768.0)));
}

TEST_CASE("Adapters of MLA follow the projections of its checkpoint", "[memory][finetune]") {
    // DeepSeek-V3: d 7168, 128 heads of 128 + 64 and values of 128, ranks 1536 and 512
    // (configuration file): q_a, q_b, kv_a, kv_b, o.
    FineTuning lora = job(FineTuneMethod::Lora);
    lora.targets = AdapterTargets::Attention;
    const double projections =
        (7168 + 1536) + (1536 + 128 * 192) + (7168 + 576) + (512 + 128 * 256) + (128 * 128 + 7168);
    CHECK(memory::adapterParameters(model("deepseek-v3"), lora) == 61 * 16 * projections);
}

TEST_CASE("Bytes per parameter of the usual recipes", "[memory][finetune][golden]") {
    using P = TrainingPrecision;
    // docs/memory.md 5.1; the maxima of 8-bit blocks add 1/32 byte.
    CHECK(bytesPerParameter(P::MasterGradients, Optimiser::AdamW) == 18);
    CHECK(bytesPerParameter(P::MasterWeights, Optimiser::AdamW) == 16);
    CHECK(bytesPerParameter(P::MasterGradients, Optimiser::AdamW8Bit) == 12 + 1.0 / 32);
    CHECK(bytesPerParameter(P::MasterWeights, Optimiser::AdamW8Bit) == 10 + 1.0 / 32);
    CHECK(bytesPerParameter(P::PureBf16, Optimiser::AdamW) == 8);
    CHECK(bytesPerParameter(P::MasterWeights, Optimiser::SgdMomentum) == 12);
    CHECK(bytesPerParameter(P::MasterWeights, Optimiser::Adafactor) == 8);
}

TEST_CASE("Full training of an 8B on one device", "[memory][finetune]") {
    const ModelSpec& llama = model("llama-3.1-8b");
    const double parameters = llama.parametersTotal;
    const auto ledger = fineTuneLedger(llama, job(FineTuneMethod::Full), 1);
    CHECK(statesOf(ledger) == Approx(16 * parameters));
    // 4096 x (32 layer inputs of 8192 B + one live layer of 200,840 B + 512 B of angles)
    CHECK(ledger.each.activations.value == Approx(4096.0 * (32 * 8192 + 200840 + 512)));
    // 4096 x (10 V + 8 d + 12)
    CHECK(ledger.each.logits.value == Approx(4096.0 * (10 * 128256.0 + 8 * 4096 + 12)));
    CHECK(ledger.each.buffers == Bytes{0});
    CHECK(ledger.bindingTerm() == "optimiser");

    FineTuning eight = job(FineTuneMethod::Full);
    eight.optimiser = Optimiser::AdamW8Bit;
    // The table of embeddings keeps F32 states: 525,336,576 parameters.
    const double table = 128256.0 * 4096;
    CHECK(fineTuneLedger(llama, eight, 1).each.optimiser.value ==
          Approx(2.03125 * (parameters - table) + 8 * table));
    eight.optimiser = Optimiser::Adafactor;
    // Per layer q, k, v, o, gate, up, down: rows + columns, as for adapters of rank 1.
    const double sums = 41943040 / 16.0 + 2 * (128256.0 + 4096);
    CHECK(fineTuneLedger(llama, eight, 1).each.optimiser.value == Approx(4 * sums));
}

TEST_CASE("QLoRA stores linear layers at 4.127 bits", "[memory][finetune]") {
    // bnb-nf4-dq over Llama 3.1 8B: 5.681 bits per weight in all (catalog), plus 16 B per adapter
    // parameter.
    const auto ledger = fineTuneLedger(model("llama-3.1-8b"), job(FineTuneMethod::QLora), 1);
    const double base = model("llama-3.1-8b").parametersTotal * 5.681 / 8;
    CHECK(ledger.each.weights.value == Approx(base + 41943040.0 * 4).epsilon(1e-3));
    CHECK((ledger.each.gradients + ledger.each.optimiser).value == Approx(41943040.0 * 12));
    CHECK(ledger.trainableParameters == 41943040);
    // The widest matrix, 4096 x 14336, as bf16.
    CHECK(ledger.each.buffers.value == 2 * 4096 * 14336.0);

    FineTuning half = job(FineTuneMethod::QLora);
    half.adapterType = AdapterType::Bf16;
    const auto smaller = fineTuneLedger(model("llama-3.1-8b"), half, 1);
    CHECK((smaller.each.gradients + smaller.each.optimiser).value == Approx(41943040.0 * 6));
    CHECK(smaller.each.activations < ledger.each.activations);
}

TEST_CASE("ZeRO stages divide what they name", "[memory][finetune][golden]") {
    // docs/memory.md 5.5: (2 + 2 + 12/N), (2 + 14/N) and 16/N bytes a parameter, arXiv 1910.02054.
    const ModelSpec& llama = model("llama-3.1-8b");
    const double p = llama.parametersTotal;
    FineTuning full = job(FineTuneMethod::Full);
    for (const int n : {2, 4, 8}) {
        full.sharding = Sharding::Replicated;
        CHECK(statesOf(fineTuneLedger(llama, full, n)) == Approx(16 * p));
        // DDP's buckets are as large as the gradients.
        CHECK(fineTuneLedger(llama, full, n).each.buffers.value == Approx(2 * p));
        full.sharding = Sharding::Optimiser;
        CHECK(statesOf(fineTuneLedger(llama, full, n)) == Approx((4 + 12.0 / n) * p));
        CHECK(fineTuneLedger(llama, full, n).each.buffers == Bytes{0});
        full.sharding = Sharding::Gradients;
        CHECK(statesOf(fineTuneLedger(llama, full, n)) == Approx((2 + 14.0 / n) * p));
        full.sharding = Sharding::Weights;
        CHECK(statesOf(fineTuneLedger(llama, full, n)) == Approx(16.0 / n * p));
        // One layer (218,112,000 with two norms), the output matrix, and its gradient.
        const double layer = 2 * 4096.0 * 4096 + 2 * 4096.0 * 1024 + 3 * 4096.0 * 14336 + 8192;
        const double output = 128256.0 * 4096;
        CHECK(fineTuneLedger(llama, full, n).each.buffers.value ==
              Approx(2 * layer + 2 * output + 2 * output));
    }
}

TEST_CASE("Dividing states over devices never loses a byte", "[memory][finetune][property]") {
    for (const FineTuneMethod method :
         {FineTuneMethod::Lora, FineTuneMethod::QLora, FineTuneMethod::Full}) {
        for (const char* id : {"llama-3.1-8b", "qwen3-30b-a3b", "deepseek-v3", "falcon-h1-7b"}) {
            for (const Optimiser optimiser : {Optimiser::AdamW, Optimiser::PagedAdamW8Bit}) {
                INFO(id);
                FineTuning settings = job(method);
                settings.optimiser = optimiser;
                const auto base = fineTuneLedger(model(id), settings, 1);
                for (const int devices : {2, 3, 8}) {
                    const auto sharded = fineTuneLedger(model(id), settings, devices);
                    const FineTuneParts sum = sharded.total();
                    CHECK(sum.weights.value == Approx(base.each.weights.value));
                    CHECK(sum.gradients.value == Approx(base.each.gradients.value));
                    CHECK(sum.optimiser.value == Approx(base.each.optimiser.value));
                    CHECK(sharded.host().value == Approx(base.host().value));
                    CHECK(sharded.each.activations == base.each.activations);
                    CHECK(sharded.used().value == Approx(sum.used().value));
                }
                // Every stage needs less than the one before, on each device.
                Bytes before = gibibytes(1e9);
                for (const Sharding stage :
                     {Sharding::Replicated, Sharding::Optimiser, Sharding::Gradients}) {
                    settings.sharding = stage;
                    const Bytes used = fineTuneLedger(model(id), settings, 4).each.used();
                    CHECK(used <= before);
                    before = used;
                }
            }
        }
    }
}

TEST_CASE("Fine-tuning needs grow with sequence, batch and rank", "[memory][finetune][property]") {
    for (const FineTuneMethod method :
         {FineTuneMethod::Lora, FineTuneMethod::QLora, FineTuneMethod::Full}) {
        for (const char* id : {"llama-3.1-8b", "qwen3-30b-a3b", "deepseek-v3", "falcon-h1-7b"}) {
            INFO(id);
            const auto base = fineTuneLedger(model(id), job(method), 1);
            CHECK(fineTuneLedger(model(id), job(method, 8192), 1).each.activations.value ==
                  Approx(2 * base.each.activations.value));
            const auto wide = fineTuneLedger(model(id), job(method, 4096, 2), 1);
            // Sequences of a batch share their rotary angles.
            CHECK(wide.each.activations.value ==
                  Approx(2 * base.each.activations.value).epsilon(2e-3));
            CHECK(wide.each.logits.value == Approx(2 * base.each.logits.value));
            FineTuning open = job(method);
            open.checkpointing = false;
            CHECK(fineTuneLedger(model(id), open, 1).each.activations > base.each.activations);
            FineTuning more = job(method);
            more.rank = 64;
            const Bytes used = fineTuneLedger(model(id), more, 1).each.used();
            CHECK((method == FineTuneMethod::Full ? used == base.each.used()
                                                  : used > base.each.used()));
        }
    }
}

TEST_CASE("A fused loss holds one chunk of logits", "[memory][finetune]") {
    // Liger Kernel: ceil(128256 / 4096) = 32 chunks of 128 of 4096 tokens, bf16.
    FineTuning fused = job(FineTuneMethod::Full);
    fused.fusedLoss = true;
    const ModelSpec& llama = model("llama-3.1-8b");
    CHECK(memory::lossBytes(llama, fused) ==
          Approx(4096.0 * (10 * 4096 + 12) + 128 * 2 * 128256.0));
    // 5000 / 32 = 157 rows, rounded up to 256.
    fused.sequence = tokens(5000);
    CHECK(memory::lossBytes(llama, fused) ==
          Approx(5000.0 * (10 * 4096 + 12) + 256 * 2 * 128256.0));
    // Gemma 2 2B, 8192 tokens: 28 GB for the head without it, less 1.1 GB of gradients of the
    // weights and with two more copies of the logits for its cap (arXiv 2411.09009, table 1).
    const FineTuning gemma = job(FineTuneMethod::Full, 8192);
    const double measured = 28000.0 * 1024 * 1024 - 2 * 256000 * 2304.0;
    const double copies = 8192 * 4 * 256000.0;
    CHECK(memory::lossBytes(model("gemma-2-2b"), gemma) == Approx(measured - copies).epsilon(0.08));
}

TEST_CASE("LoRA on a 70B needs more than one 80 GB card, QLoRA does not", "[memory][finetune]") {
    const auto lora = fineTuneLedger(model("llama-3.1-70b"), job(FineTuneMethod::Lora), 1);
    const auto qlora = fineTuneLedger(model("llama-3.1-70b"), job(FineTuneMethod::QLora), 1);
    CHECK(lora.used() > gibibytes(131));  // frozen bf16 base alone is 141 GB
    CHECK(qlora.used() < gibibytes(79));
}

TEST_CASE("Without a method nothing is trained", "[memory][finetune]") {
    CHECK(fineTuneLedger(model("llama-3.1-8b"), job(FineTuneMethod::None), 2).used() == Bytes{0});
}
