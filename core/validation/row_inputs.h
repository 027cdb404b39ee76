// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"

namespace headroom {

/// Lower-case runs of letters and digits: "H100-80GB" -> "h100", "80gb".
std::vector<std::string> words(std::string_view text);

/// The model that `text` means: a catalog id; else the id that is equal but for punctuation
/// ("gemma3:12b"); else the only id, then the only name, that has all words of the text in order
/// and begins with the same ("mistral-7b" -> "mistral-7b-v0.3"). Null when there is none or
/// several. Words such as "instruct" and the tag "latest" are left out.
const ModelSpec* modelMeant(std::string_view text, const Catalog& catalog);

/// The accelerator that `text` means, and whether the text settles its memory.
struct MeantAccelerator {
    const Accelerator* accelerator{};
    bool settlesMemory{};
};
/// The accelerator whose model number the text has and whose name shares most words with it; among
/// equals one with a fabric, as in servers.
MeantAccelerator acceleratorMeant(std::string_view text, const Catalog& catalog);

/// The weight format of a checkpoint from the engine's word for it and the checkpoint's name:
/// "compressed-tensors" of "Qwen3-14B-FP8-dynamic". Null when the words mean no format of the
/// catalog.
const WeightFormat* formatMeant(std::string_view quantization, std::string_view checkpoint,
                                const ModelSpec& model, const Catalog& catalog);

/// The cache format: 8 bits when the text says fp8, 4 bytes when the weights are F32 and the cache
/// follows them, else 16 bits. Null when the catalog has no such format.
const WeightFormat* cacheFormatMeant(std::string_view type, const WeightFormat* weights,
                                     const Catalog& catalog);

}  // namespace headroom
