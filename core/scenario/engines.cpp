// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/engines.h"

#include <algorithm>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

/// The rows that name the format most closely decide: one id may be refused where its family loads.
bool reads(std::string_view engine, const WeightFormat& format, const Catalog& catalog) {
    int closest = 0;
    bool loads = false;
    for (const EngineSupport& row : catalog.engineSupport) {
        if (row.engine != engine || row.kind != SupportKind::Weights) continue;
        const int match = formatMatch(row, format);
        if (match == 0 || match < closest) continue;
        if (match > closest) loads = false;
        closest = match;
        loads |= row.verdict != SupportVerdict::Unsupported;
    }
    return loads;
}

/// The choices that are an engine, in order.
std::span<const Choice> engines() {
    return choicesOf(EngineChoice::Automatic).subspan(1);
}

}  // namespace

std::string_view engineId(EngineChoice engine) {
    return choicesOf(engine)[static_cast<std::size_t>(engine)].id;
}

bool engineReads(EngineChoice engine, const WeightFormat& format, const Catalog& catalog) {
    if (engine != EngineChoice::Automatic) return reads(engineId(engine), format, catalog);
    return std::any_of(engines().begin(), engines().end(),
                       [&](const Choice& choice) { return reads(choice.id, format, catalog); });
}

std::string enginesReading(const WeightFormat& format, const Catalog& catalog) {
    std::vector<std::string_view> names;
    for (const Choice& choice : engines()) {
        if (reads(choice.id, format, catalog)) names.push_back(choice.label);
    }
    std::string text;
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (index > 0) text += index + 1 < names.size() ? ", " : " or ";
        text += names[index];
    }
    return text;
}

EngineChoice engineOfCacheFormat(std::string_view formatId) {
    if (formatId.starts_with("kv-llamacpp-")) return EngineChoice::LlamaCpp;
    if (formatId.starts_with("kv-vllm-")) return EngineChoice::Vllm;
    if (formatId.starts_with("kv-mlx-")) return EngineChoice::Mlx;
    return EngineChoice::Automatic;
}

EngineChoice engineFamily(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::Ollama:
            return EngineChoice::LlamaCpp;
        case EngineChoice::Sglang:
        case EngineChoice::TensorRtLlm:
            return EngineChoice::Vllm;
        case EngineChoice::Automatic:
        case EngineChoice::LlamaCpp:
        case EngineChoice::Vllm:
        case EngineChoice::Mlx:
            break;
    }
    return engine;
}

}  // namespace headroom
