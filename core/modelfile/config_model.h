// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/modelfile/gguf_model.h"
#include "core/modelfile/metadata.h"

namespace headroom {

/// A model from a Hugging Face `config.json`, flattened by `metadataFromJson`; also one whose text
/// model stands below "text_config" (docs/model_files.md 3). Parameters are not in such a file and
/// stay 0, as do id and name. What the file leaves to the program that loads it, and is not a
/// published default of its `model_type`, is in `gaps`. Throws std::invalid_argument naming key,
/// value and range.
ModelReading modelFromConfig(const Metadata& config);

/// The catalog's weight format of `quantization_config` or the data type: "fp8-block128",
/// "gptq-int4-g128", "bf16"; empty when the catalog has none like it.
std::string configWeightFormat(const Metadata& config);

}  // namespace headroom
