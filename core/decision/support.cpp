// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/support.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/scenario/engines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

/// Architecture prefixes in the catalog, most specific first. NVIDIA, "CUDA GPU Compute
/// Capability", https://developer.nvidia.com/cuda-gpus.
struct Capability {
    std::string_view prefix;
    double value;
};
constexpr std::array kCapabilities{
    Capability{"Volta", 7.0},
    Capability{"Turing", 7.5},
    Capability{"Ampere GA100", 8.0},
    Capability{"Ampere GA", 8.6},
    Capability{"Ampere", 8.7},  // Orin
    Capability{"Ada", 8.9},
    Capability{"Hopper", 9.0},
    Capability{"Blackwell Ultra", 10.3},
    Capability{"Blackwell GB100", 10.0},
    Capability{"Blackwell GB2", 12.0},
    Capability{"Blackwell SM121", 12.1},
    Capability{"Blackwell", 11.0},  // Thor
};

/// A family of formats on an engine. `minimumCapability` 0 = any NVIDIA GPU, kNone = no NVIDIA GPU
/// at all; `amd` lists architecture prefixes that have kernels ("" = all).
constexpr double kNone = 1e9;
struct Rule {
    EngineChoice engine;
    std::string_view family;
    double minimumCapability;
    std::string_view needs;  ///< generations in words
    std::span<const std::string_view> amd;
    bool gaudi;
    bool intelGpu;
    bool apple;
    bool tenstorrent;
};

constexpr std::array<std::string_view, 1> kAllAmd{""};
constexpr std::array<std::string_view, 4> kFp8Amd{"CDNA 3", "CDNA 4", "CDNA4", "RDNA 4"};
constexpr std::array<std::string_view, 3> kSglangAmd{"CDNA 3", "CDNA 4", "CDNA4"};
constexpr std::array<std::string_view, 3> kMx4Amd{"CDNA 3", "CDNA 4", "CDNA4"};
constexpr std::span<const std::string_view> kNoAmd{};

// Sources. llama.cpp: docs/build.md of ggml-org/llama.cpp (CUDA, HIP, Metal, Vulkan and SYCL
// backends; none for Gaudi or Tenstorrent). vLLM: "Supported Hardware" table,
// https://docs.vllm.ai/en/latest/features/quantization/ (AWQ from Turing, GPTQ from Volta, FP8 W8A8
// from Ada, Marlin MXFP4 from Ampere, neither AWQ nor GPTQ nor bitsandbytes on AMD), Gaudi from the
// vllm-gaudi plug-in, Tenstorrent from its fork, which serves BF16. NVFP4 tensor cores start with
// Blackwell (NVIDIA, CUDA programming guide). MLX: Apple silicon (ml-explore/mlx README). Ollama
// runs llama.cpp (docs/memory.md 2). SGLang: platforms and quantization pages of docs.sglang.ai.
// TensorRT-LLM: support matrix of nvidia.github.io/TensorRT-LLM.
constexpr std::array kRules{
    Rule{EngineChoice::LlamaCpp, "gguf", 0, "", kAllAmd, false, true, true, false},
    Rule{EngineChoice::LlamaCpp, "gguf-float", 0, "", kAllAmd, false, true, true, false},
    Rule{EngineChoice::LlamaCpp, "bf16", 0, "", kAllAmd, false, true, true, false},
    Rule{EngineChoice::LlamaCpp, "fp16", 0, "", kAllAmd, false, true, true, false},
    Rule{EngineChoice::LlamaCpp, "fp32", 0, "", kAllAmd, false, true, true, false},
    Rule{EngineChoice::Vllm, "bf16", 8.0, "Ampere or newer", kAllAmd, true, true, false, true},
    Rule{EngineChoice::Vllm, "fp16", 7.0, "Volta or newer", kAllAmd, true, true, false, false},
    Rule{EngineChoice::Vllm, "fp32", 7.0, "Volta or newer", kAllAmd, false, true, false, false},
    Rule{EngineChoice::Vllm, "awq", 7.5, "Turing or newer", kNoAmd, true, true, false, false},
    Rule{EngineChoice::Vllm, "gptq", 7.0, "Volta or newer", kNoAmd, true, true, false, false},
    Rule{EngineChoice::Vllm, "compressed-tensors", 8.0, "Ampere or newer", kNoAmd, false, false,
         false, false},
    Rule{EngineChoice::Vllm, "fp8", 8.9, "Ada, Hopper or newer", kFp8Amd, true, false, false,
         false},
    Rule{EngineChoice::Vllm, "mxfp4", 8.0, "Ampere or newer", kMx4Amd, false, false, false, false},
    Rule{EngineChoice::Vllm, "nvfp4", 10.0, "Blackwell or newer", kNoAmd, false, false, false,
         false},
    Rule{EngineChoice::Vllm, "bnb", 7.0, "Volta or newer", kNoAmd, false, false, false, false},
    Rule{EngineChoice::Mlx, "mlx", kNone, "", kNoAmd, false, false, true, false},
    Rule{EngineChoice::Mlx, "bf16", kNone, "", kNoAmd, false, false, true, false},
    Rule{EngineChoice::Mlx, "fp16", kNone, "", kNoAmd, false, false, true, false},
    Rule{EngineChoice::Ollama, "gguf", 0, "", kAllAmd, false, true, true, false},
    Rule{EngineChoice::Ollama, "gguf-float", 0, "", kAllAmd, false, true, true, false},
    Rule{EngineChoice::Sglang, "bf16", 8.0, "Ampere or newer", kSglangAmd, false, false, false,
         false},
    Rule{EngineChoice::Sglang, "fp16", 7.5, "Turing or newer", kSglangAmd, false, false, false,
         false},
    Rule{EngineChoice::Sglang, "awq", 7.5, "Turing or newer", kNoAmd, false, false, false, false},
    Rule{EngineChoice::Sglang, "gptq", 7.5, "Turing or newer", kNoAmd, false, false, false, false},
    Rule{EngineChoice::Sglang, "compressed-tensors", 8.0, "Ampere or newer", kNoAmd, false, false,
         false, false},
    Rule{EngineChoice::Sglang, "fp8", 8.9, "Ada, Hopper or newer", kSglangAmd, false, false, false,
         false},
    Rule{EngineChoice::Sglang, "mxfp4", 9.0, "Hopper or newer", kSglangAmd, false, false, false,
         false},
    Rule{EngineChoice::Sglang, "nvfp4", 10.0, "Blackwell or newer", kNoAmd, false, false, false,
         false},
    Rule{EngineChoice::Sglang, "bnb", 7.5, "Turing or newer", kNoAmd, false, false, false, false},
    Rule{EngineChoice::TensorRtLlm, "bf16", 8.0, "Ampere or newer", kNoAmd, false, false, false,
         false},
    Rule{EngineChoice::TensorRtLlm, "fp16", 8.0, "Ampere or newer", kNoAmd, false, false, false,
         false},
    Rule{EngineChoice::TensorRtLlm, "awq", 8.0, "Ampere or newer", kNoAmd, false, false, false,
         false},
    Rule{EngineChoice::TensorRtLlm, "gptq", 8.0, "Ampere or newer", kNoAmd, false, false, false,
         false},
    Rule{EngineChoice::TensorRtLlm, "fp8", 8.9, "Ada, Hopper or newer", kNoAmd, false, false, false,
         false},
    Rule{EngineChoice::TensorRtLlm, "mxfp4", 9.0, "Hopper or newer", kNoAmd, false, false, false,
         false},
    Rule{EngineChoice::TensorRtLlm, "nvfp4", 10.0, "Blackwell or newer", kNoAmd, false, false,
         false, false},
};

constexpr std::array kPreference{EngineChoice::Vllm, EngineChoice::Mlx, EngineChoice::LlamaCpp};

bool startsWith(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

const Rule* findRule(EngineChoice engine, std::string_view family) {
    const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const Rule& rule) {
        return rule.engine == engine && rule.family == family;
    });
    return found == kRules.end() ? nullptr : &*found;
}

std::string_view stackName(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::Vllm:
            return "vllm";
        case EngineChoice::Mlx:
            return "mlx";
        case EngineChoice::Ollama:
            return "ollama";
        case EngineChoice::Sglang:
            return "sglang";
        case EngineChoice::TensorRtLlm:
            return "trt-llm";
        case EngineChoice::LlamaCpp:
        case EngineChoice::Automatic:
            break;
    }
    return "llama.cpp";
}

bool runsOnAmd(const Rule& rule, std::string_view architecture) {
    return std::any_of(rule.amd.begin(), rule.amd.end(),
                       [&](std::string_view prefix) { return startsWith(architecture, prefix); });
}

bool isGaudi(const Accelerator& accelerator) {
    return startsWith(accelerator.architecture, "Gaudi");
}

bool runsOn(const Rule& rule, const Accelerator& accelerator) {
    if (accelerator.vendor == "AMD") return runsOnAmd(rule, accelerator.architecture);
    if (accelerator.vendor == "Apple") return rule.apple;
    if (accelerator.vendor == "Intel") {
        return isGaudi(accelerator) ? rule.gaudi : rule.intelGpu;
    }
    if (accelerator.vendor == "Tenstorrent") return rule.tenstorrent;
    return rule.minimumCapability < kNone;
}

Support unsupportedFormat(const WeightFormat& weights, EngineChoice engine) {
    const std::string engines = enginesReading(weights.family);
    if (engines.empty()) {
        return {"No engine in this program loads " + weightFormatName(weights) + " weights.",
                "Choose GGUF, AWQ, GPTQ, FP8 or MLX weights."};
    }
    return {std::string(engineName(engine)) + " does not load " + weightFormatName(weights) +
                " weights.",
            "Choose " + engines + "."};
}

}  // namespace

std::string_view engineName(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::Automatic:
            return "automatic";
        case EngineChoice::LlamaCpp:
            return "llama.cpp";
        case EngineChoice::Vllm:
            return "vLLM";
        case EngineChoice::Mlx:
            return "MLX";
        case EngineChoice::Ollama:
            return "Ollama";
        case EngineChoice::Sglang:
            return "SGLang";
        case EngineChoice::TensorRtLlm:
            return "TensorRT-LLM";
    }
    return "";
}

std::optional<double> computeCapability(const Accelerator& accelerator) {
    if (accelerator.vendor != "NVIDIA") return std::nullopt;
    for (const Capability& row : kCapabilities) {
        if (startsWith(accelerator.architecture, row.prefix)) return row.value;
    }
    return std::nullopt;
}

Support supportOf(const WeightFormat& weights, EngineChoice engine, const Host& host) {
    const Rule* rule = findRule(engine, weights.family);
    if (rule == nullptr) return unsupportedFormat(weights, engine);
    const std::string name(engineName(engine));
    if (host.accelerator == nullptr) return {"The accelerator is not in the catalog.", ""};
    const Accelerator& accelerator = *host.accelerator;
    if (!runsOn(*rule, accelerator)) {
        return {name + " has no " + weightFormatName(weights) + " kernels for " +
                    accelerator.vendor + " " + accelerator.architecture + ".",
                "Choose another weight format or engine."};
    }
    const std::optional<double> capability = computeCapability(accelerator);
    if (capability && *capability < rule->minimumCapability) {
        return {weightFormatName(weights) + " needs compute capability " +
                    formatNumber(rule->minimumCapability, 1) + " (" + std::string(rule->needs) +
                    "); " + accelerator.name + " has " + formatNumber(*capability, 1) + ".",
                "Choose GGUF, GPTQ or AWQ weights for this GPU."};
    }
    const std::string_view stack = stackName(engine);
    if (!host.stacks.empty() &&
        std::find(host.stacks.begin(), host.stacks.end(), stack) == host.stacks.end()) {
        return {"The catalog does not list " + name + " among what this machine runs.",
                "Choose another engine, or weights that suit one."};
    }
    return {};
}

EngineChoice resolveEngine(EngineChoice asked, const WeightFormat& weights, const Host& host) {
    if (asked != EngineChoice::Automatic) return asked;
    for (const EngineChoice engine : kPreference) {
        if (supportOf(weights, engine, host).ok()) return engine;
    }
    for (const EngineChoice engine : kPreference) {
        if (findRule(engine, weights.family) != nullptr) return engine;
    }
    return EngineChoice::LlamaCpp;
}

const WeightFormat* nearestCacheFormat(const WeightFormat& chosen, EngineChoice engine,
                                       const Catalog& catalog) {
    constexpr double kSixteenBits = 16.0;
    const double bits = chosen.bitsPerWeight.value_or(kSixteenBits);
    const auto belongs = [&](const WeightFormat& format) {
        if (format.family != "kv-cache" || !format.bitsPerWeight) return false;
        // Half precision is stored alike by every engine; the catalog names it once.
        if (*format.bitsPerWeight == kSixteenBits) return true;
        return engineOfCacheFormat(format.id) == engineFamily(engine);
    };
    if (belongs(chosen)) return &chosen;
    const WeightFormat* best = nullptr;
    for (const WeightFormat& format : catalog.formats) {
        if (!belongs(format)) continue;
        const double distance = std::abs(*format.bitsPerWeight - bits);
        if (best == nullptr || distance < std::abs(*best->bitsPerWeight - bits)) best = &format;
    }
    return best == nullptr ? &chosen : best;
}

}  // namespace headroom
