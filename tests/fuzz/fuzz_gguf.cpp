// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes: a header and a model, or std::invalid_argument.
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "core/modelfile/gguf_header.h"
#include "core/modelfile/gguf_model.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace headroom;
    MemorySource source(std::string_view(reinterpret_cast<const char*>(data), size));
    try {
        const GgufHeader header = readGgufHeader(source);
        if (!std::isfinite(header.tensorBytes()) || header.fileBytes < header.dataOffset) abort();
        ggufWeightFormat(header);
        modelFromGguf(header.architecture(), ggufModelMetadata(header), header.elements(),
                      [](const ModelSpec& model) { return double(model.hiddenSize); });
        mergeGgufParts({header});
    } catch (const std::invalid_argument&) {
    }
    return 0;
}
