// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/config_model.h"

#include "core/catalog/layer_order.h"
#include "core/modelfile/config_keys.h"
#include "core/modelfile/config_layers.h"
#include "core/units/format.h"

namespace headroom {

namespace {

std::string architectureOf(const ConfigKeys& keys) {
    const std::vector<std::string> names = keys.texts("architectures");
    return names.empty() ? std::string() : names.front();
}

/// An encoder sees the whole text at once and keeps nothing: BERT and its kind have segment
/// embeddings, which decoders do not.
bool isEncoder(const ConfigKeys& keys) {
    return keys.has("type_vocab_size") && !keys.flag({"is_decoder"}).value_or(false);
}

Modality modalityOf(const ConfigKeys& keys) {
    const std::string name = architectureOf(keys);
    if (name.ends_with("ForSequenceClassification")) return Modality::Reranker;
    if (isEncoder(keys)) return Modality::Embedding;
    if (keys.hasSection("vision_config") || keys.hasSection("audio_config")) {
        return Modality::VisionText;
    }
    return Modality::Text;
}

void readContext(const ConfigKeys& keys, ModelReading& reading) {
    // What the catalog needs to hold the row; the gap says that it is no statement of the file.
    constexpr int kStandIn = 4'096;
    const auto context = keys.count({"max_position_embeddings", "n_positions", "max_seq_len",
                                     "max_sequence_length", "seq_length", "n_ctx"},
                                    kLargestConfigCount);
    reading.model.maxContext = tokens(context.value_or(0) > 0 ? *context : kStandIn);
    if (context.value_or(0) == 0) {
        reading.gaps.push_back(
            "The longest context is not stated; 4,096 tokens stand in for it. Correct it in the "
            "catalog.");
    }
}

void readTables(const ConfigKeys& keys, const ConfigDefaults& defaults, bool known,
                ModelReading& reading) {
    const auto tied = keys.flag({"tie_word_embeddings"});
    reading.model.tiedEmbeddings = tied.value_or(defaults.tied);
    if (!tied && !known) {
        reading.gaps.push_back(
            "Whether input and output share one table (“tie_word_embeddings”) is not stated: two "
            "tables are counted.");
    }
    const auto bias = keys.flag({"attention_bias", "qkv_bias", "use_qkv_bias", "add_qkv_bias"});
    reading.model.qkvBias = bias.value_or(defaults.qkvBias);
    reading.model.fusedQkv = defaults.fusedQkv;
    // Falcon states it, others never do.
    reading.model.parallelBlocks = keys.flag({"parallel_attn"}).value_or(defaults.parallelBlocks);
    reading.model.mtpLayers =
        keys.countOr({"num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_modules"},
                     kMostConfigLayers, 0);
}

std::string nativeFormatOf(const std::string& format) {
    // The catalog names the family of these: fp8, int4.
    if (format.starts_with("fp8")) return "fp8";
    if (format.starts_with("int4")) return "int4";
    return format;
}

void readFormat(const Metadata& config, const ConfigKeys& keys, ModelReading& reading) {
    reading.model.nativeFormat = nativeFormatOf(configWeightFormat(config));
    if (!reading.model.nativeFormat.empty()) return;
    const std::string method = keys.text("quantization_config.quant_method");
    reading.gaps.push_back(method.empty() ? "How the weights are stored is not stated."
                                          : "The catalog has no weight format like the file’s " +
                                                quotedText(method) + " quantization.");
}

void sayWhatIsUnknown(const std::string& type, ModelReading& reading) {
    if (!configDefaults(type)) {
        const std::string name =
            type.empty() ? "The file states no “model_type”"
                         : "The model type " + quotedText(type) + " is not known to this version";
        reading.gaps.insert(reading.gaps.begin(),
                            name +
                                ": it is read by the usual keys, as a decoder with gated "
                                "feed-forward blocks. Compare the result with its documentation.");
    }
}

}  // namespace

ModelReading modelFromConfig(const Metadata& config) {
    const ConfigKeys keys(config);
    const std::string type = keys.text("model_type");
    const ConfigDefaults* const known = configDefaults(type);
    const ConfigDefaults defaults = known ? *known : ConfigDefaults{};
    ModelReading reading;
    ModelSpec& model = reading.model;
    model.family = type;
    model.layerCount = keys.required({"num_hidden_layers", "n_layer", "n_layers", "num_layers"},
                                     kMostConfigLayers);
    model.hiddenSize =
        keys.required({"hidden_size", "n_embd", "d_model", "dim"}, kWidestConfigBlock);
    model.vocabulary = keys.required({"vocab_size"}, kLargestConfigCount);
    model.modality = modalityOf(keys);
    readContext(keys, reading);
    readTables(keys, defaults, known != nullptr, reading);
    std::vector<LayerGroup> layers =
        configMixers(keys, defaults, model.layerCount, model.hiddenSize, reading.gaps);
    addConfigBlocks(keys, defaults, layers, reading.gaps);
    if (isEncoder(keys)) {
        for (LayerGroup& layer : layers) layer.attention.storesCache = false;
    }
    setBlocks(model, layers);
    readFormat(config, keys, reading);
    sayWhatIsUnknown(type, reading);
    return reading;
}

}  // namespace headroom
