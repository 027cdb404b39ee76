// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/modelfile/byte_source.h"
#include "core/modelfile/metadata.h"

namespace headroom {

struct GgufTensor {
    std::string name;
    std::array<std::uint64_t, 4> dims{1, 1, 1, 1};  ///< elements; the first is the row
    std::uint32_t type{};                           ///< number, see core/catalog/ggml_type.h
    std::uint64_t offset{};  ///< bytes from the start of the tensor data of its file
    std::uint64_t bytes{};   ///< without padding; exact where the type is known

    double elements() const { return double(dims[0]) * double(dims[1] * dims[2] * dims[3]); }
};

/// What a GGUF file says before its tensor data (docs/model_files.md 1).
struct GgufHeader {
    std::uint32_t version{};
    Metadata metadata;  ///< keys as in the file; long arrays and texts are left out
    std::map<std::string, std::uint64_t, std::less<>> arrayLengths;  ///< of all arrays
    std::vector<GgufTensor> tensors;
    std::uint64_t alignment{32};
    std::uint64_t dataOffset{};               ///< bytes before the tensor data
    std::uint64_t fileBytes{};                ///< what the file must have, padding included
    std::uint64_t foundBytes{};               ///< what it has: less after an interrupted download
    int splitCount{1};                        ///< files that make up the model
    int splitNumber{};                        ///< which of them this is, from 0
    std::vector<std::uint32_t> unknownTypes;  ///< their bytes follow from the offsets

    std::string architecture() const;  ///< empty when the file does not say
    double tensorBytes() const;
    double elements() const;
    const GgufTensor* tensor(std::string_view name) const;  ///< nullptr when there is none
};

/// Reads a GGUF header of version 2 or 3. Throws std::invalid_argument with a sentence that names
/// what is wrong, where, and what would help: no GGUF file, another version, big-endian, truncated,
/// counts and lengths beyond the file, repeated names, numbers that are not finite, sizes that do
/// not fit the format. Time and memory are bounded by the limits in gguf_header.cpp whatever the
/// counts in the file claim.
GgufHeader readGgufHeader(ByteSource& source);

/// One header from the parts of a split model, in any order: the metadata of the first part, all
/// tensors. Throws std::invalid_argument when parts are missing, double, or of different models.
GgufHeader mergeGgufParts(std::vector<GgufHeader> parts);

/// "model-00002-of-00003.gguf" taken apart; count 1 when the name is not of this kind.
struct GgufPartName {
    std::string stem;  ///< "model"
    int number{1};     ///< from 1
    int count{1};
};
GgufPartName ggufPartName(std::string_view fileName);
/// The file name of a part, `number` from 1.
std::string ggufPartFile(const GgufPartName& name, int number);

/// What a model reader looks keys up in: keys without their architecture prefix, "vocab_size" from
/// the token list or the embedding table when no key states it.
Metadata ggufModelMetadata(const GgufHeader& header);

/// The weight format of `general.file_type` ("gguf-q4_k_m"), else of the type that most bytes have;
/// empty when this version does not know it (docs/model_files.md 1.3).
std::string ggufWeightFormat(const GgufHeader& header);

}  // namespace headroom
