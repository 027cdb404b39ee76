// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/modelfile/byte_source.h"

namespace headroom {

struct SafetensorsTensor {
    std::string name;
    std::string type;  ///< "BF16", "F8_E4M3" ...
    std::vector<std::uint64_t> shape;
    std::uint64_t begin{};  ///< bytes from the start of the tensor data
    std::uint64_t bytes{};

    double elements() const;
};

/// What a safetensors file says before its tensor data (docs/model_files.md 2).
struct SafetensorsHeader {
    std::vector<SafetensorsTensor> tensors;
    std::uint64_t headerBytes{};
    std::uint64_t fileBytes{};   ///< what the file must have
    std::uint64_t foundBytes{};  ///< what it has: less after an interrupted download

    double tensorBytes() const;
    double elements() const;
};

/// Bits of one element; 0 for a type that this version does not know.
int safetensorsBits(std::string_view type);

/// Reads the header. Throws std::invalid_argument with a sentence: a length beyond the file or the
/// format's limit of 100 MB, JSON that `visitJson` refuses, entries without type, shape or place,
/// shapes that do not fit the bytes, tensors that overlap or leave gaps.
SafetensorsHeader readSafetensorsHeader(ByteSource& source);

/// `model.safetensors.index.json`: which file holds which tensor.
struct SafetensorsIndex {
    std::vector<std::string> files;  ///< each once, sorted; plain names without a folder
    std::size_t tensors{};
    double totalBytes{};  ///< `metadata.total_size`; 0 when it is missing
};
/// Throws std::invalid_argument: JSON that `visitJson` refuses, no file named, a name that leads
/// out of the folder.
SafetensorsIndex readSafetensorsIndex(std::string_view json);

}  // namespace headroom
