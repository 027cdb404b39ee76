// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/row_inputs.h"

#include <algorithm>
#include <array>

namespace headroom {
namespace {

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += part;
    return text;
}

/// All of `wanted` in `text`, in order.
bool inOrder(const std::vector<std::string>& wanted, const std::vector<std::string>& text) {
    auto next = text.begin();
    for (const std::string& word : wanted) {
        next = std::find(next, text.end(), word);
        if (next == text.end()) return false;
        ++next;
    }
    return !wanted.empty();
}

/// Words of a checkpoint's name that tell no model apart.
bool isFiller(const std::string& word) {
    return word == "latest" || word == "instruct" || word == "it" || word == "chat" || word == "hf";
}

/// The only model whose id or name has all words in order and begins with the first.
const ModelSpec* onlyOne(const std::vector<std::string>& wanted, const Catalog& catalog,
                         std::string ModelSpec::*field) {
    const ModelSpec* meant = nullptr;
    for (const ModelSpec& model : catalog.models) {
        const std::vector<std::string> text = words(model.*field);
        if (text.empty() || text.front() != wanted.front() || !inOrder(wanted, text)) continue;
        if (meant) return nullptr;
        meant = &model;
    }
    return meant;
}

bool isMemory(const std::string& word) {
    return word.size() > 2 && word.ends_with("gb") && isDigit(word.front());
}

bool hasDigit(const std::string& word) {
    return std::any_of(word.begin(), word.end(), isDigit);
}

bool contains(const std::vector<std::string>& text, const std::string& word) {
    return std::find(text.begin(), text.end(), word) != text.end();
}

/// How well an accelerator's name fits; negative when its model number is not in the text.
double likeness(const std::vector<std::string>& name, const std::vector<std::string>& text) {
    constexpr double kMissing = 0.4;
    const auto number = std::find_if(name.begin(), name.end(), [](const std::string& word) {
        return hasDigit(word) && !isMemory(word);
    });
    if (number == name.end() || !contains(text, *number)) return -1;
    double score = 0;
    for (const std::string& word : name) {
        const bool said = contains(text, word);
        const bool denied =
            isMemory(word) && !said && std::any_of(text.begin(), text.end(), isMemory);
        score += said ? 1 : denied ? -1 : isMemory(word) ? 0 : -kMissing;
    }
    return std::max(0.0, score + 100);
}

}  // namespace

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> result;
    std::string word;
    for (const char c : text) {
        if (isLetter(c) || isDigit(c)) {
            word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        } else if (!word.empty()) {
            result.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) result.push_back(std::move(word));
    return result;
}

const ModelSpec* modelMeant(std::string_view text, const Catalog& catalog) {
    if (const ModelSpec* exact = catalog.model(std::string(text))) return exact;
    std::vector<std::string> wanted = words(text);
    std::erase_if(wanted, isFiller);
    if (wanted.empty()) return nullptr;
    const std::string letters = joined(wanted);
    for (const ModelSpec& model : catalog.models) {
        if (joined(words(model.id)) == letters) return &model;
    }
    if (const ModelSpec* meant = onlyOne(wanted, catalog, &ModelSpec::id)) return meant;
    return onlyOne(wanted, catalog, &ModelSpec::name);
}

MeantAccelerator acceleratorMeant(std::string_view text, const Catalog& catalog) {
    const std::vector<std::string> wanted = words(text);
    MeantAccelerator best;
    double bestScore = 0;
    for (const Accelerator& accelerator : catalog.accelerators) {
        const double score = likeness(words(accelerator.name), wanted);
        if (score < 0 || score < bestScore) continue;
        if (score == bestScore && best.accelerator) {
            best.settlesMemory &= accelerator.memory == best.accelerator->memory;
            if (!deviceFabric(accelerator) || deviceFabric(*best.accelerator)) continue;
            best.accelerator = &accelerator;
            continue;
        }
        best = {&accelerator, true};
        bestScore = score;
    }
    return best;
}

namespace {

/// What a word or a part of one says about a checkpoint, the most telling first.
struct Saying {
    std::string_view part;
    std::string_view formatId;
};
constexpr std::array kSayings{
    Saying{"nvfp4", "nvfp4"},          Saying{"mxfp4", "mxfp4"},
    Saying{"mxfp8", "mxfp8"},          Saying{"fp8-dynamic", "fp8-channel"},
    Saying{"w8a8", "fp8-channel"},     Saying{"fp8 (modelopt)", "fp8-per-tensor"},
    Saying{"fp8", "fp8-block128"},     Saying{"gptq-int8", "gptq-int8-g128"},
    Saying{"w8a16", "gptq-int8-g128"}, Saying{"awq", "awq-int4-g128"},
    Saying{"w4a16", "gptq-int4-g128"}, Saying{"gptq", "gptq-int4-g128"},
    Saying{"int4", "gptq-int4-g128"},  Saying{"float32", "fp32"},
};

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return result;
}

bool isSixteenBit(const std::string& quantization) {
    return quantization.find("bfloat16") != std::string::npos ||
           quantization.find("float16") != std::string::npos || quantization == "auto";
}

/// The format that the developer published the model in.
const WeightFormat* nativeFormat(const ModelSpec& model, const Catalog& catalog) {
    if (model.nativeFormat == "mxfp4") return catalog.format("mxfp4");
    if (model.nativeFormat == "fp8") return catalog.format("fp8-block128");
    if (model.nativeFormat == "int4") return catalog.format("int4-ct-g32");
    return catalog.format("bf16");
}

}  // namespace

const WeightFormat* formatMeant(std::string_view quantization, std::string_view checkpoint,
                                const ModelSpec& model, const Catalog& catalog) {
    const std::string said = lower(quantization);
    const std::string name = lower(checkpoint);
    const bool compressed = said == "compressed-tensors";
    const bool fourBit =
        name.find("4bit") != std::string::npos || name.find("awq") != std::string::npos;
    if (compressed && fourBit) return catalog.format("int4-ct-g32");
    // What the developer published in four bits is not quantised again.
    const bool native = model.nativeFormat == "int4" && said.find("int4") != std::string::npos;
    if (native) return nativeFormat(model, catalog);
    for (const bool inName : {false, true}) {
        // The name decides when the engine names a container, a 16-bit type or nothing.
        if (inName && !compressed && !isSixteenBit(said) && !said.empty()) break;
        for (const Saying& saying : kSayings) {
            const std::string& text = inName ? name : said;
            if (text.find(saying.part) == std::string::npos) continue;
            if (saying.formatId == "fp8-block128" && name.find("dynamic") != std::string::npos) {
                return catalog.format("fp8-channel");
            }
            return catalog.format(std::string(saying.formatId));
        }
    }
    if (isSixteenBit(said) || said.empty()) return nativeFormat(model, catalog);
    return nullptr;
}

const WeightFormat* cacheFormatMeant(std::string_view type, const WeightFormat* weights,
                                     const Catalog& catalog) {
    const std::string said = lower(type);
    if (said.find("fp8") != std::string::npos) return catalog.format("kv-vllm-fp8");
    const bool follows = said.empty() || said == "auto";
    const bool single = follows && weights && weights->family == "fp32";
    return catalog.format(single ? "kv-llamacpp-f32" : "kv-llamacpp-f16");
}

}  // namespace headroom
