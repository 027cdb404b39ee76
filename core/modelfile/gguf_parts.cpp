// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What several GGUF files, or the whole of one, say together.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "core/catalog/ggml_type.h"
#include "core/modelfile/gguf_header.h"
#include "core/units/format.h"

namespace headroom {

namespace {

constexpr int kDigits = 5;

bool isNumber(std::string_view text) {
    return text.size() == kDigits &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string fiveDigits(int number) {
    const std::string digits = std::to_string(number);
    return std::string(kDigits - std::min<std::size_t>(kDigits, digits.size()), '0') + digits;
}

// Numbers of llama.cpp's enum llama_ftype, docs/model_files.md 1.3.
constexpr std::array<std::pair<int, std::string_view>, 36> kFileTypes{{
    {0, "f32"},      {1, "f16"},      {2, "q4_0"},       {3, "q4_1"},    {7, "q8_0"},
    {8, "q5_0"},     {9, "q5_1"},     {10, "q2_k"},      {11, "q3_k_s"}, {12, "q3_k_m"},
    {13, "q3_k_l"},  {14, "q4_k_s"},  {15, "q4_k_m"},    {16, "q5_k_s"}, {17, "q5_k_m"},
    {18, "q6_k"},    {19, "iq2_xxs"}, {20, "iq2_xs"},    {21, "q2_k_s"}, {22, "iq3_xs"},
    {23, "iq3_xxs"}, {24, "iq1_s"},   {25, "iq4_nl"},    {26, "iq3_s"},  {27, "iq3_m"},
    {28, "iq2_s"},   {29, "iq2_m"},   {30, "iq4_xs"},    {31, "iq1_m"},  {32, "bf16"},
    {36, "tq1_0"},   {37, "tq2_0"},   {38, "mxfp4_moe"}, {39, "nvfp4"},  {40, "q1_0"},
    {41, "q2_0"},
}};

/// The format whose name is the type's own, for files that do not state theirs.
std::string formatOfMostBytes(const GgufHeader& header) {
    std::map<std::uint32_t, double> bytes;
    for (const GgufTensor& tensor : header.tensors) bytes[tensor.type] += double(tensor.bytes);
    const auto most =
        std::max_element(bytes.begin(), bytes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == bytes.end()) return {};
    const GgmlType* const type = ggmlType(most->first);
    if (!type) return {};
    std::string name(type->name);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    for (const auto& [id, known] : kFileTypes) {
        if (known == name) return "gguf-" + name;
    }
    return {};
}

}  // namespace

GgufPartName ggufPartName(std::string_view fileName) {
    // stem-NNNNN-of-NNNNN.gguf
    constexpr std::string_view kSuffix = ".gguf";
    constexpr std::string_view kOf = "-of-";
    constexpr std::size_t kTail = 1 + kDigits + 4 + kDigits + 5;
    GgufPartName whole{std::string(fileName), 1, 1};
    if (!fileName.ends_with(kSuffix) || fileName.size() <= kTail) return whole;
    const std::string_view tail = fileName.substr(fileName.size() - kTail);
    const std::string_view number = tail.substr(1, kDigits);
    const std::string_view count = tail.substr(1 + kDigits + kOf.size(), kDigits);
    if (tail[0] != '-' || tail.substr(1 + kDigits, kOf.size()) != kOf || !isNumber(number) ||
        !isNumber(count)) {
        return whole;
    }
    GgufPartName part{std::string(fileName.substr(0, fileName.size() - kTail)),
                      std::stoi(std::string(number)), std::stoi(std::string(count))};
    return part.number >= 1 && part.number <= part.count ? part : whole;
}

std::string ggufPartFile(const GgufPartName& name, int number) {
    if (name.count == 1) return name.stem;
    return name.stem + '-' + fiveDigits(number) + "-of-" + fiveDigits(name.count) + ".gguf";
}

GgufHeader mergeGgufParts(std::vector<GgufHeader> parts) {
    if (parts.empty()) throw std::invalid_argument("There is no part to read.");
    std::sort(parts.begin(), parts.end(), [](const GgufHeader& a, const GgufHeader& b) {
        return a.splitNumber < b.splitNumber;
    });
    const int count = parts.front().splitCount;
    std::set<std::string> names;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].splitCount != count || parts[i].splitNumber != static_cast<int>(i)) {
            throw std::invalid_argument(
                "Part " + std::to_string(i + 1) + " of " + std::to_string(count) +
                " is missing or belongs to another model. Put all parts of one model in one "
                "folder.");
        }
        for (const GgufTensor& tensor : parts[i].tensors) {
            if (!names.insert(tensor.name).second) {
                throw std::invalid_argument("The tensor " + quotedText(tensor.name) +
                                            " is in two parts. Fetch the model again.");
            }
        }
    }
    if (static_cast<int>(parts.size()) != count) {
        throw std::invalid_argument(
            "The model has " + std::to_string(count) + " parts, and " +
            std::to_string(parts.size()) +
            " are there. Put all of them in one folder and keep their names.");
    }
    GgufHeader result = std::move(parts.front());
    std::set<std::uint32_t> unknown(result.unknownTypes.begin(), result.unknownTypes.end());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        result.fileBytes += parts[i].fileBytes;
        result.foundBytes += parts[i].foundBytes;
        unknown.insert(parts[i].unknownTypes.begin(), parts[i].unknownTypes.end());
        std::move(parts[i].tensors.begin(), parts[i].tensors.end(),
                  std::back_inserter(result.tensors));
    }
    result.unknownTypes.assign(unknown.begin(), unknown.end());
    return result;
}

Metadata ggufModelMetadata(const GgufHeader& header) {
    const std::string prefix = header.architecture() + '.';
    Metadata result;
    for (const auto& [key, value] : header.metadata.values()) {
        if (key.starts_with(prefix)) {
            result.set(key.substr(prefix.size()), value);
        } else {
            result.set(key, value);
        }
    }
    if (!result.has("vocab_size")) {
        const auto tokens = header.arrayLengths.find("tokenizer.ggml.tokens");
        const GgufTensor* const table = header.tensor("token_embd.weight");
        if (tokens != header.arrayLengths.end()) {
            result.set("vocab_size", double(tokens->second));
        } else if (table) {
            result.set("vocab_size", double(table->dims[1]));
        }
    }
    return result;
}

std::string ggufWeightFormat(const GgufHeader& header) {
    if (const auto type = header.metadata.number("general.file_type")) {
        for (const auto& [number, name] : kFileTypes) {
            if (number == *type) return "gguf-" + std::string(name);
        }
    }
    return formatOfMostBytes(header);
}

}  // namespace headroom
