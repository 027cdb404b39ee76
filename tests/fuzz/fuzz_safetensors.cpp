// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes: a header or an index, or std::invalid_argument.
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "core/modelfile/safetensors_header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace headroom;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    MemorySource source(bytes);
    try {
        const SafetensorsHeader header = readSafetensorsHeader(source);
        if (!std::isfinite(header.tensorBytes()) || header.fileBytes < header.headerBytes) abort();
    } catch (const std::invalid_argument&) {
    }
    try {
        for (const std::string& file : readSafetensorsIndex(bytes).files) {
            if (file.find('/') != std::string::npos) abort();
        }
    } catch (const std::invalid_argument&) {
    }
    return 0;
}
