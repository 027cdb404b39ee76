// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the weights beside a configuration are stored, docs/model_files.md 3.5.
#include "core/modelfile/config_keys.h"
#include "core/modelfile/config_model.h"

namespace headroom {

namespace {

/// Keys of a quantisation section, "quantization_config" or "quantization" (MLX).
class Section {
public:
    Section(const ConfigKeys& keys, std::string name) : m_keys(keys), m_name(std::move(name)) {}
    std::string text(std::string_view key) const { return m_keys.text(path(key)); }
    int count(std::string_view key) const {
        const auto value = m_keys.number(path(key));
        return value && *value >= 0 && *value <= 1024 ? static_cast<int>(*value) : 0;
    }
    bool flag(std::string_view key) const {
        const std::string whole = path(key);
        return m_keys.flag({whole}).value_or(false);
    }
    bool has(std::string_view key) const { return m_keys.has(path(key)); }

private:
    std::string path(std::string_view key) const { return m_name + '.' + std::string(key); }
    const ConfigKeys& m_keys;
    std::string m_name;
};

std::string groupedInteger(const std::string& method, const Section& section) {
    const int bits = section.count("bits") > 0 ? section.count("bits") : section.count("w_bit");
    const int group = section.count("group_size") > 0 ? section.count("group_size")
                                                      : section.count("q_group_size");
    if (bits == 0 || group == 0) return {};
    return method + "-int" + std::to_string(bits) + "-g" + std::to_string(group);
}

std::string bitsAndBytes(const Section& section) {
    if (section.flag("load_in_8bit")) return "bnb-int8";
    if (!section.flag("load_in_4bit")) return {};
    if (section.text("bnb_4bit_quant_type") == "fp4") return "bnb-fp4";
    return section.flag("bnb_4bit_use_double_quant") ? "bnb-nf4-dq" : "bnb-nf4";
}

std::string compressedTensors(const Section& section) {
    const std::string weights = "config_groups.group_0.weights.";
    const int bits = section.count(weights + "num_bits");
    const std::string type = section.text(weights + "type");
    const int group = section.count(weights + "group_size");
    if (section.text("format") == "nvfp4-pack-quantized") return "nvfp4";
    if (type == "float" && bits == 8) {
        const std::string strategy = section.text(weights + "strategy");
        if (strategy == "block") return "fp8-block128";
        return strategy == "tensor" ? "fp8-per-tensor" : "fp8-channel";
    }
    if (type == "int" && bits == 4 && group == 32) return "int4-ct-g32";
    return {};
}

std::string oneDecimal(double bits) {
    const int tenths = static_cast<int>(bits * 10 + 0.5);
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

std::string quantized(const ConfigKeys& keys, const std::string& method, const Section& section) {
    if (method == "gptq" || method == "awq") return groupedInteger(method, section);
    if (method == "fp8") {
        return section.has("weight_block_size") ? "fp8-block128" : "fp8-per-tensor";
    }
    if (method == "fbgemm_fp8") return "fp8-channel";
    if (method == "mxfp4") return "mxfp4";
    if (method == "bitsandbytes") return bitsAndBytes(section);
    if (method == "compressed-tensors") return compressedTensors(section);
    if (method == "modelopt") {
        const std::string algorithm = section.text("quant_algo");
        if (algorithm == "NVFP4") return "nvfp4";
        if (algorithm == "FP8") return "fp8-per-tensor";
    }
    if (method == "exl2" || method == "exl3") {
        const double bits = keys.number("quantization_config.bits").value_or(0);
        return bits > 0 && bits <= 16 ? method + '-' + oneDecimal(bits) : std::string();
    }
    return {};
}

}  // namespace

std::string configWeightFormat(const Metadata& config) {
    const ConfigKeys keys(config);
    if (keys.hasSection("quantization_config")) {
        const Section section(keys, "quantization_config");
        const std::string method = section.text("quant_method");
        if (!method.empty()) return quantized(keys, method, section);
    }
    if (keys.hasSection("quantization")) {  // MLX
        const Section section(keys, "quantization");
        const std::string mode = section.text("mode");
        if (mode == "mxfp4" || mode == "nvfp4" || mode == "mxfp8") return "mlx-" + mode;
        const int bits = section.count("bits");
        const int group = section.count("group_size");
        if (bits == 0 || group == 0) return {};
        return "mlx-" + std::to_string(bits) + "bit-g" + std::to_string(group);
    }
    std::string type = keys.text("dtype");
    if (type.empty()) type = keys.text("torch_dtype");
    if (type == "bfloat16") return "bf16";
    if (type == "float16") return "fp16";
    if (type == "float32") return "fp32";
    return {};
}

}  // namespace headroom
