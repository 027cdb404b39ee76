// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes: a model whose catalog row reads back, or std::invalid_argument.
#include <cstdlib>
#include <stdexcept>

#include "core/catalog/row.h"
#include "core/modelfile/config_model.h"
#include "core/modelfile/json_metadata.h"

namespace {

void throughTheCatalog(headroom::ModelSpec model) {
    using namespace headroom;
    model.id = "x";
    model.name = "x";
    model.parametersTotal = 1e9;
    try {
        const ModelSpec back = modelFromRow(rowFromModel(model));
        if (back.layerCount != model.layerCount) abort();
    } catch (const std::invalid_argument&) {
        // Sizes that the catalog does not take.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace headroom;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const Metadata config = metadataFromJson(text);
        configWeightFormat(config);
        throughTheCatalog(modelFromConfig(config).model);
    } catch (const std::invalid_argument&) {
    }
    return 0;
}
