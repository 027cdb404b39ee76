// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Configurations hold the keys of the published files; expected parameters are the published counts
// in database/seed/models.csv, which were not made from these keys.
#include "core/modelfile/config_model.h"

#include <stdexcept>

#include "core/memory/weights.h"
#include "core/modelfile/json_metadata.h"
#include "tests/support/catch.h"
#include "tests/support/model_file_builder.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using headroom::tests::seedCatalog;

namespace {

ModelReading read(std::string_view json) {
    return modelFromConfig(metadataFromJson(json));
}

std::string format(std::string_view json) {
    return configWeightFormat(metadataFromJson(json));
}

std::string refusal(std::string_view json) {
    try {
        read(json);
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    FAIL("the configuration was accepted");
    return {};
}

bool hasGap(const ModelReading& reading, std::string_view part) {
    for (const std::string& gap : reading.gaps) {
        if (gap.find(part) != std::string::npos) return true;
    }
    return false;
}

int layersWith(const ModelSpec& model, AttentionKind kind) {
    int count = 0;
    for (const LayerGroup& group : model.layers) {
        if (group.attention.kind == kind) count += group.count;
    }
    return count;
}

const LayerGroup& firstWith(const ModelSpec& model, AttentionKind kind) {
    for (const LayerGroup& group : model.layers) {
        if (group.attention.kind == kind) return group;
    }
    throw std::runtime_error("no such layer");
}

/// Layers and tables give the published parameters of the catalog's model.
void checkParameters(const ModelReading& reading, std::string_view id) {
    const ModelSpec* const known = seedCatalog().model(id);
    REQUIRE(known);
    INFO(id);
    CHECK(countParameters(reading.model).total() ==
          Approx(known->parametersTotal - known->parametersNonText).epsilon(0.002));
    CHECK(reading.model.layerCount == known->layerCount);
}

}  // namespace

TEST_CASE("A Llama configuration is read whole", "[modelfile][config]") {
    const ModelReading reading = read(R"({
        "architectures": ["LlamaForCausalLM"], "attention_bias": false, "hidden_size": 4096,
        "intermediate_size": 14336, "max_position_embeddings": 131072, "model_type": "llama",
        "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8,
        "rope_scaling": {"factor": 8.0, "rope_type": "llama3"}, "tie_word_embeddings": false,
        "torch_dtype": "bfloat16", "vocab_size": 128256})");
    CHECK(reading.gaps.empty());
    checkParameters(reading, "llama-3.1-8b");
    REQUIRE(reading.model.layers.size() == 1);
    const Attention& attention = reading.model.layers[0].attention;
    CHECK(attention.keyHeadSize == 128);  // hidden / heads, as the file has no head_dim
    CHECK(attention.kvHeads == 8);
    CHECK(reading.model.maxContext == tokens(131'072));
    CHECK(reading.model.nativeFormat == "bf16");
    CHECK(reading.model.modality == Modality::Text);
}

TEST_CASE("Mixtures of experts with a latent cache are read", "[modelfile][config]") {
    const ModelReading reading = read(R"({
        "model_type": "deepseek_v3", "first_k_dense_replace": 3, "hidden_size": 7168,
        "intermediate_size": 18432, "kv_lora_rank": 512, "max_position_embeddings": 163840,
        "moe_intermediate_size": 2048, "moe_layer_freq": 1, "n_routed_experts": 256,
        "n_shared_experts": 1, "num_attention_heads": 128, "num_experts_per_tok": 8,
        "num_hidden_layers": 61, "num_key_value_heads": 128, "num_nextn_predict_layers": 1,
        "q_lora_rank": 1536, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128,
        "tie_word_embeddings": false, "vocab_size": 129280, "torch_dtype": "bfloat16",
        "quantization_config": {"quant_method": "fp8", "fmt": "e4m3",
                                "weight_block_size": [128, 128]}})");
    CHECK(reading.gaps.empty());
    checkParameters(reading, "deepseek-v3");
    CHECK(layersWith(reading.model, AttentionKind::Latent) == 61);
    CHECK(reading.model.mtpLayers == 1);
    CHECK(reading.model.nativeFormat == "fp8");
    int dense = 0;
    for (const LayerGroup& group : reading.model.layers) {
        if (group.feedForward.kind == FeedForwardKind::Dense) dense += group.count;
    }
    CHECK(dense == 3);
}

TEST_CASE("Layer types, windows and experts of gpt-oss are read", "[modelfile][config]") {
    std::string types;
    for (int i = 0; i < 24; ++i) {
        types += std::string(i ? "," : "") +
                 (i % 2 == 0 ? "\"sliding_attention\"" : "\"full_attention\"");
    }
    const ModelReading reading = read(
        R"({"model_type": "gpt_oss", "attention_bias": true, "head_dim": 64, "hidden_size": 2880,
            "intermediate_size": 2880, "max_position_embeddings": 131072,
            "num_attention_heads": 64, "num_experts_per_tok": 4, "num_hidden_layers": 24,
            "num_key_value_heads": 8, "num_local_experts": 32, "sliding_window": 128,
            "tie_word_embeddings": false, "vocab_size": 201088,
            "quantization_config": {"quant_method": "mxfp4"}, "layer_types": [)" +
        types + "]}");
    CHECK(reading.gaps.empty());
    checkParameters(reading, "gpt-oss-20b");
    CHECK(layersWith(reading.model, AttentionKind::SlidingWindow) == 12);
    CHECK(firstWith(reading.model, AttentionKind::SlidingWindow).attention.window == 128);
    CHECK(reading.model.nativeFormat == "mxfp4");
}

TEST_CASE("Hybrids with a gated delta net are read", "[modelfile][config]") {
    const ModelReading reading = read(R"({
        "model_type": "qwen3_next", "decoder_sparse_step": 1, "full_attention_interval": 4,
        "head_dim": 256, "hidden_size": 2048, "intermediate_size": 5120,
        "mamba_ssm_dtype": "float32", "linear_conv_kernel_dim": 4, "linear_key_head_dim": 128, "linear_num_key_heads": 16,
        "linear_num_value_heads": 32, "linear_value_head_dim": 128,
        "max_position_embeddings": 262144, "mlp_only_layers": [], "moe_intermediate_size": 512,
        "num_attention_heads": 16, "num_experts": 512, "num_experts_per_tok": 10,
        "num_hidden_layers": 48, "num_key_value_heads": 2,
        "shared_expert_intermediate_size": 512, "tie_word_embeddings": false,
        "torch_dtype": "bfloat16", "vocab_size": 151936})");
    CHECK(reading.gaps.empty());
    CHECK(layersWith(reading.model, AttentionKind::Full) == 12);
    CHECK(reading.model.layers[0].recurrence.stateInF32);
    double state = 0;
    for (const LayerGroup& group : reading.model.layers) {
        state += group.count * group.recurrence.stateBytes.value;
    }
    // docs/llama_cpp.md: 75.4 MiB per slot; 79,036,416 B in database/seed/models.csv.
    CHECK(state == 79'036'416);
    // The published 81.32 billion hold the prediction block of 1.65 billion, which is counted
    // apart.
    const ParameterCount count = countParameters(reading.model);
    CHECK(count.total() == Approx(79.67e9).epsilon(0.002));
}

TEST_CASE("Attention and recurrence side by side are read", "[modelfile][config]") {
    const ModelReading reading = read(R"({
        "model_type": "falcon_h1", "hidden_size": 3072, "intermediate_size": 12288,
        "mamba_d_conv": 4, "mamba_d_head": 128, "mamba_d_ssm": 3072, "mamba_d_state": 256,
        "mamba_n_groups": 1, "mamba_n_heads": 24, "num_attention_heads": 12, "head_dim": 128,
        "num_hidden_layers": 44, "num_key_value_heads": 2, "max_position_embeddings": 262144,
        "tie_word_embeddings": false, "torch_dtype": "bfloat16", "vocab_size": 130048})");
    checkParameters(reading, "falcon-h1-7b");
    REQUIRE(reading.model.layers.size() == 1);
    // docs/memory.md 7: 3,188,736 B a layer.
    CHECK(reading.model.layers[0].recurrence.stateBytes == bytes(3'188'736));
    CHECK(reading.model.layers[0].attention.kind == AttentionKind::Full);
}

TEST_CASE("Short convolutions and state-space layers are read", "[modelfile][config]") {
    const ModelReading lfm =
        read(R"({"model_type": "lfm2", "hidden_size": 2048, "vocab_size": 65536,
        "intermediate_size": 8192, "num_hidden_layers": 2, "num_attention_heads": 32,
        "num_key_value_heads": 8, "conv_L_cache": 3, "max_position_embeddings": 128000,
        "dtype": "bfloat16", "layer_types": ["conv", "full_attention"]})");
    // docs/memory.md 1.4: 2048 x (3 - 1) elements of 4 B.
    CHECK(lfm.model.layers[0].recurrence.stateBytes == bytes(16'384));
    CHECK(lfm.model.tiedEmbeddings);
    const ModelReading mamba = read(R"({"model_type": "mamba", "hidden_size": 2560,
        "num_hidden_layers": 64, "state_size": 16, "conv_kernel": 4, "expand": 2,
        "time_step_rank": 160, "vocab_size": 50280, "torch_dtype": "float32"})");
    CHECK(layersWith(mamba.model, AttentionKind::None) == 64);
    CHECK(mamba.model.layers[0].recurrence.innerSize == 5120);
    // 4 x (3 x 5120 + 5120 x 16).
    CHECK(mamba.model.layers[0].recurrence.stateBytes == bytes(389'120));
    CHECK(hasGap(mamba, "longest context"));
}

TEST_CASE("Letter patterns are read", "[modelfile][config]") {
    const ModelReading reading = read(R"({"model_type": "nemotron_h", "hidden_size": 4096,
        "num_hidden_layers": 5, "hybrid_override_pattern": "M-M*-", "intermediate_size": 21504,
        "num_attention_heads": 32, "num_key_value_heads": 8, "attention_head_dim": 128,
        "mamba_num_heads": 128, "mamba_head_dim": 64, "ssm_state_size": 128, "n_groups": 8,
        "conv_kernel": 4, "vocab_size": 131072, "max_position_embeddings": 8192,
        "torch_dtype": "bfloat16"})");
    CHECK(layersWith(reading.model, AttentionKind::Full) == 1);
    for (const LayerGroup& group : reading.model.layers) {
        const bool mixes = group.attention.kind != AttentionKind::None ||
                           group.recurrence.kind != RecurrentKind::None;
        CHECK(mixes != (group.feedForward.kind == FeedForwardKind::Dense));
        if (!mixes) CHECK(group.feedForward.matrices == 2);
    }
}

TEST_CASE("Window patterns follow the file, then the type's own rule", "[modelfile][config]") {
    const std::string common = R"("hidden_size": 256, "intermediate_size": 512, "vocab_size": 512,
        "num_attention_heads": 4, "num_hidden_layers": 12, "max_position_embeddings": 4096,
        "torch_dtype": "bfloat16", )";
    const auto windows = [&](const std::string& keys) {
        return layersWith(read("{" + common + keys + "}").model, AttentionKind::SlidingWindow);
    };
    CHECK(windows(R"("model_type": "gemma2", "sliding_window": 64)") == 6);
    CHECK(windows(R"("model_type": "gemma3_text", "sliding_window": 64)") == 10);
    CHECK(windows(R"("model_type": "gemma3_text", "sliding_window": 64,
                     "sliding_window_pattern": 4)") == 9);
    CHECK(windows(R"("model_type": "mistral", "sliding_window": 64)") == 12);
    CHECK(windows(R"("model_type": "mistral", "sliding_window": null)") == 0);
    CHECK(windows(R"("model_type": "qwen2", "sliding_window": 64, "use_sliding_window": false,
                     "max_window_layers": 8)") == 0);
    CHECK(windows(R"("model_type": "qwen2", "sliding_window": 64, "use_sliding_window": true,
                     "max_window_layers": 8)") == 4);
    CHECK(windows(R"("model_type": "llama4_text", "attention_chunk_size": 64)") == 9);
    CHECK(windows(R"("model_type": "llama4_text", "attention_chunk_size": 64,
                     "no_rope_layers": [1,1,0,1,1,0,1,1,0,1,1,0])") == 8);
}

TEST_CASE("The last layers of E-models reuse caches", "[modelfile][config]") {
    const ModelReading reading = read(R"({"model_type": "gemma3n", "text_config": {
        "model_type": "gemma3n_text", "hidden_size": 256, "intermediate_size": [512, 512, 512, 512],
        "num_attention_heads": 4, "num_hidden_layers": 4, "vocab_size": 512, "sliding_window": 64,
        "max_position_embeddings": 4096, "num_kv_shared_layers": 2, "dtype": "bfloat16",
        "layer_types": ["sliding_attention", "full_attention", "sliding_attention",
                        "full_attention"]},
        "vision_config": {"hidden_size": 99}})");
    int storing = 0;
    for (const LayerGroup& group : reading.model.layers) {
        if (group.attention.storesCache) storing += group.count;
        CHECK(group.feedForward.size == 512);
    }
    CHECK(storing == 2);
    CHECK(reading.model.hiddenSize == 256);
    CHECK(reading.model.modality == Modality::VisionText);
}

TEST_CASE("Encoders are told apart and keep no cache", "[modelfile][config]") {
    const std::string keys = R"("hidden_size": 1024, "intermediate_size": 4096,
        "num_attention_heads": 16, "num_hidden_layers": 24, "vocab_size": 250002,
        "type_vocab_size": 1, "max_position_embeddings": 8194, "torch_dtype": "float32",
        "model_type": "xlm-roberta", )";
    const ModelReading embedding = read("{" + keys + R"("architectures": ["XLMRobertaModel"]})");
    CHECK(embedding.model.modality == Modality::Embedding);
    CHECK_FALSE(embedding.model.layers[0].attention.storesCache);
    CHECK(countParameters(embedding.model).total() == Approx(0.5678e9).epsilon(0.02));  // bge-m3
    const ModelReading reranker =
        read("{" + keys + R"("architectures": ["XLMRobertaForSequenceClassification"]})");
    CHECK(reranker.model.modality == Modality::Reranker);
}

TEST_CASE("An unknown type is read by the usual keys and says so", "[modelfile][config]") {
    const ModelReading reading = read(R"({"model_type": "novel", "hidden_size": 256,
        "intermediate_size": 512, "num_attention_heads": 4, "num_hidden_layers": 2,
        "vocab_size": 512, "sliding_window": 64})");
    CHECK(reading.model.layers[0].attention.heads == 4);
    CHECK(hasGap(reading, "\"novel\" is not known"));
    CHECK(hasGap(reading, "which layers have it"));
    CHECK(hasGap(reading, "tie_word_embeddings"));
    CHECK(hasGap(reading, "longest context"));
    CHECK(hasGap(reading, "stored is not stated"));
}

TEST_CASE("Configurations that cannot be are refused with key and value", "[modelfile][config]") {
    const auto with = [](const std::string& key, const std::string& value) {
        std::string json = tests::smallLlamaConfig();
        const std::string name = '"' + key + "\": ";
        const std::size_t at = json.find(name);
        if (at == std::string::npos) return "{" + name + value + "," + json.substr(1);
        const std::size_t from = at + name.size();
        return json.replace(from, json.find_first_of(",\n}", from) - from, value);
    };
    const auto says = [&](const std::string& key, const std::string& value, const char* part) {
        const std::string sentence = refusal(with(key, value));
        INFO(sentence << " | " << part);
        CHECK(sentence.find(part) != std::string::npos);
    };
    says("num_hidden_layers", "0", "num_hidden_layers");
    says("num_hidden_layers", "1e9", "from 0 to 10000");
    says("num_hidden_layers", "-1", "from 0 to 10000");
    says("num_hidden_layers", "1.5", "1.5");
    says("num_hidden_layers", "9223372036854775808", "9223372036854775808");
    says("num_hidden_layers", "\"two\"", "is missing");
    says("hidden_size", "null", "hidden_size");
    says("num_attention_heads", "3", "no multiple");
    says("vocab_size", "0", "vocab_size");
    says("kv_lora_rank", "512", "qk_rope_head_dim");
    says("num_experts", "8", "num_experts_per_tok");
    says("layer_types", "[\"full_attention\"]", "1 layers");
    says("layer_types", "[\"magic\", \"magic\"]", "\"magic\"");
    says("layer_types", "[\"sliding_attention\", \"full_attention\"]", "sliding_window");
    CHECK(refusal(R"({"num_experts": 4, "num_experts_per_tok": 5, "num_hidden_layers": 1,
                      "hidden_size": 8, "num_attention_heads": 1, "vocab_size": 9,
                      "intermediate_size": 8})")
              .find("5, and there are 4") != std::string::npos);
}

TEST_CASE("Weight formats are named as the catalog names them", "[modelfile][config]") {
    const auto quantized = [](const std::string& keys) {
        return format(R"({"hidden_size": 1, "quantization_config": {)" + keys + "}}");
    };
    const std::vector<std::pair<std::string, std::string>> cases{
        {format(R"({"torch_dtype": "bfloat16"})"), "bf16"},
        {format(R"({"dtype": "float16"})"), "fp16"},
        {quantized(R"("quant_method": "gptq", "bits": 4, "group_size": 128)"), "gptq-int4-g128"},
        {quantized(R"("quant_method": "awq", "bits": 4, "group_size": 128)"), "awq-int4-g128"},
        {quantized(R"("quant_method": "fp8", "weight_block_size": [128, 128])"), "fp8-block128"},
        {quantized(R"("quant_method": "fp8")"), "fp8-per-tensor"},
        {quantized(R"("quant_method": "mxfp4")"), "mxfp4"},
        {quantized(R"("quant_method": "bitsandbytes", "load_in_4bit": true,
                      "bnb_4bit_quant_type": "nf4", "bnb_4bit_use_double_quant": true)"),
         "bnb-nf4-dq"},
        {quantized(R"("quant_method": "bitsandbytes", "load_in_8bit": true)"), "bnb-int8"},
        {quantized(R"("quant_method": "exl3", "bits": 3.5)"), "exl3-3.5"},
        {quantized(R"("quant_method": "compressed-tensors", "config_groups": {"group_0":
                      {"weights": {"num_bits": 4, "type": "int", "group_size": 32}}})"),
         "int4-ct-g32"},
        {quantized(R"("quant_method": "compressed-tensors", "config_groups": {"group_0":
                      {"weights": {"num_bits": 8, "type": "float", "strategy": "channel"}}})"),
         "fp8-channel"},
        {quantized(R"("quant_method": "modelopt", "quant_algo": "NVFP4")"), "nvfp4"},
        {format(R"({"quantization": {"bits": 4, "group_size": 64}})"), "mlx-4bit-g64"},
    };
    for (const auto& [found, expected] : cases) {
        CHECK(found == expected);
        CHECK(seedCatalog().format(expected) != nullptr);
    }
    CHECK(quantized(R"("quant_method": "new")").empty());
}

TEST_CASE("What Phi and Command R leave out of their configurations is known by their types",
          "[modelfile][config]") {
    // config.json of microsoft/phi-4.
    const ModelReading phi = read(R"({
        "architectures": ["Phi3ForCausalLM"], "attention_bias": false, "hidden_size": 5120,
        "intermediate_size": 17920, "max_position_embeddings": 16384, "model_type": "phi3",
        "num_attention_heads": 40, "num_hidden_layers": 40, "num_key_value_heads": 10,
        "sliding_window": null, "tie_word_embeddings": false, "torch_dtype": "bfloat16",
        "vocab_size": 100352})");
    checkParameters(phi, "phi-4");
    CHECK(phi.model.fusedQkv);
    CHECK_FALSE(phi.model.parallelBlocks);
    // config.json of CohereForAI/c4ai-command-r-08-2024.
    const ModelReading command = read(R"({
        "architectures": ["CohereForCausalLM"], "attention_bias": false, "hidden_size": 8192,
        "intermediate_size": 24576, "max_position_embeddings": 131072, "model_type": "cohere",
        "num_attention_heads": 64, "num_hidden_layers": 40, "num_key_value_heads": 8,
        "torch_dtype": "float16", "vocab_size": 256000})");
    checkParameters(command, "command-r-08-2024");
    CHECK(command.model.parallelBlocks);
    CHECK_FALSE(command.model.fusedQkv);
}
