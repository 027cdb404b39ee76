// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/support.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/scenario/engines.h"

namespace headroom {
namespace {

constexpr std::array kPreference{EngineChoice::Vllm, EngineChoice::Mlx, EngineChoice::LlamaCpp};

/// What `Machine::stacks` call an engine, where that is not its id.
constexpr std::array<std::pair<std::string_view, std::string_view>, 1> kStackNames{
    {{"tensorrt-llm", "trt-llm"}}};

std::string_view stackName(EngineChoice engine) {
    const std::string_view id = engineId(engine);
    for (const auto& [name, stack] : kStackNames) {
        if (name == id) return stack;
    }
    return id;
}

std::string replaced(std::string text, std::string_view mark, std::string_view value) {
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + value.size())) {
        text.replace(at, mark.size(), value);
    }
    return text;
}

/// The marks of a row's sentences filled in.
std::string filled(const std::string& text, const WeightFormat& format, EngineChoice engine,
                   const Accelerator& accelerator) {
    const std::string target = accelerator.target.empty() ? "unknown" : accelerator.target;
    std::string result = replaced(text, "{format}", weightFormatName(format));
    result = replaced(std::move(result), "{engine}", engineName(engine));
    result = replaced(std::move(result), "{device}", accelerator.name);
    return replaced(std::move(result), "{target}", target);
}

/// Rank of a row for a format on a device: the closer the format the better, then the device's own
/// family before "*", its own targets before the whole family; 0 = not about them.
int rankOf(const EngineSupport& row, const WeightFormat& format, const Accelerator& accelerator) {
    const int match = formatMatch(row, format);
    if (match == 0 || !coversDevice(row, accelerator)) return 0;
    return 4 * match + (row.device == "*" ? 0 : 2) + (row.targets.empty() ? 0 : 1);
}

const EngineSupport* decidingRow(const WeightFormat& format, SupportKind kind, EngineChoice engine,
                                 const Accelerator& accelerator, const Catalog& catalog) {
    const EngineSupport* best = nullptr;
    int bestRank = 0;
    const std::string_view id = engineId(engine);
    for (const EngineSupport& row : catalog.engineSupport) {
        if (row.kind != kind || row.engine != id) continue;
        const int rank = rankOf(row, format, accelerator);
        if (rank <= bestRank) continue;
        best = &row;
        bestRank = rank;
    }
    return best;
}

Support unsupported(std::string reason, std::string remedy) {
    Support support;
    support.verdict = SupportVerdict::Unsupported;
    support.reason = std::move(reason);
    support.remedy = std::move(remedy);
    return support;
}

Support unreadable(const WeightFormat& weights, EngineChoice engine, const Catalog& catalog) {
    const std::string engines = enginesReading(weights, catalog);
    if (engines.empty()) {
        return unsupported(
            "No engine in this program loads " + weightFormatName(weights) + " weights.",
            "Choose GGUF, AWQ, GPTQ, FP8 or MLX weights.");
    }
    return unsupported(std::string(engineName(engine)) + " does not load " +
                           weightFormatName(weights) + " weights.",
                       "Choose " + engines + ".");
}

Support byTable(const WeightFormat& format, SupportKind kind, EngineChoice engine,
                const Accelerator& accelerator, const Catalog& catalog) {
    Support support;
    const EngineSupport* row = decidingRow(format, kind, engine, accelerator, catalog);
    if (row == nullptr) {
        support.verdict = SupportVerdict::Unknown;
        support.reason = "The support table does not say whether " +
                         std::string(engineName(engine)) + " runs " + weightFormatName(format) +
                         (kind == SupportKind::Cache ? " caches" : " weights") + " on " +
                         accelerator.name + ".";
        support.remedy = "Add a row to Engine Support in the catalog once you know.";
        return support;
    }
    support.verdict = row->verdict;
    support.reason = filled(row->reason, format, engine, accelerator);
    support.remedy = filled(row->remedy, format, engine, accelerator);
    support.decodeShare = row->decodeShare;
    support.prefillShare = row->prefillShare;
    support.source = row->provenance;
    return support;
}

/// The worst verdict that still lets an engine be taken, from the best on.
constexpr std::array kWillingness{SupportVerdict::Native, SupportVerdict::Emulated,
                                  SupportVerdict::Slow, SupportVerdict::Unknown};

}  // namespace

std::string Support::caution() const {
    if (native()) return {};
    std::string text = reason;
    const bool costs = verdict == SupportVerdict::Slow || verdict == SupportVerdict::Emulated;
    if (costs && !decodeShare && !prefillShare) text += " By how much that is slower is unknown.";
    if (!remedy.empty()) text += ' ' + remedy;
    return text;
}

std::string_view engineName(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::Automatic:
            return "automatic";
        case EngineChoice::LlamaCpp:
            return "llama.cpp";
        case EngineChoice::Vllm:
            return "vLLM";
        case EngineChoice::Mlx:
            return "MLX";
        case EngineChoice::Ollama:
            return "Ollama";
        case EngineChoice::Sglang:
            return "SGLang";
        case EngineChoice::TensorRtLlm:
            return "TensorRT-LLM";
    }
    return "";
}

Support supportOf(const WeightFormat& weights, EngineChoice engine, const Host& host,
                  const Catalog& catalog) {
    if (!engineReads(engine, weights, catalog)) return unreadable(weights, engine, catalog);
    if (host.accelerator == nullptr) {
        return unsupported("The accelerator is not in the catalog.", "");
    }
    Support support = byTable(weights, SupportKind::Weights, engine, *host.accelerator, catalog);
    const std::string_view stack = stackName(engine);
    const bool listed = host.stacks.empty() || std::find(host.stacks.begin(), host.stacks.end(),
                                                         stack) != host.stacks.end();
    if (support.ok() && !listed) {
        return unsupported("The catalog does not list " + std::string(engineName(engine)) +
                               " among what this machine runs.",
                           "Choose another engine, or weights that suit one.");
    }
    return support;
}

Support cacheSupportOf(const WeightFormat& kv, EngineChoice engine, const Host& host,
                       const Catalog& catalog) {
    if (host.accelerator == nullptr) return {};
    return byTable(kv, SupportKind::Cache, engine, *host.accelerator, catalog);
}

EngineChoice resolveEngine(EngineChoice asked, const WeightFormat& weights, const Host& host,
                           const Catalog& catalog) {
    if (asked != EngineChoice::Automatic) return asked;
    std::array<SupportVerdict, kPreference.size()> verdicts{};
    for (std::size_t index = 0; index < kPreference.size(); ++index) {
        const EngineChoice engine = kPreference[index];
        // Why an engine does not load the weights is not asked here, and costs sentences.
        verdicts[index] = engineReads(engine, weights, catalog)
                              ? supportOf(weights, engine, host, catalog).verdict
                              : SupportVerdict::Unsupported;
        if (verdicts[index] == kWillingness.front()) return engine;
    }
    for (const SupportVerdict willing : kWillingness) {
        const auto found = std::find(verdicts.begin(), verdicts.end(), willing);
        if (found != verdicts.end()) {
            return kPreference[static_cast<std::size_t>(found - verdicts.begin())];
        }
    }
    for (const EngineChoice engine : kPreference) {
        if (engineReads(engine, weights, catalog)) return engine;
    }
    return EngineChoice::LlamaCpp;
}

const WeightFormat* nearestCacheFormat(const WeightFormat& chosen, EngineChoice engine,
                                       const Catalog& catalog) {
    constexpr double kSixteenBits = 16.0;
    const double bits = chosen.bitsPerWeight.value_or(kSixteenBits);
    const auto belongs = [&](const WeightFormat& format) {
        if (format.family != "kv-cache" || !format.bitsPerWeight) return false;
        // Half precision is stored alike by every engine; the catalog names it once.
        if (*format.bitsPerWeight == kSixteenBits) return true;
        return engineOfCacheFormat(format.id) == engineFamily(engine);
    };
    if (belongs(chosen)) return &chosen;
    const WeightFormat* best = nullptr;
    for (const WeightFormat& format : catalog.formats) {
        if (!belongs(format)) continue;
        const double distance = std::abs(*format.bitsPerWeight - bits);
        if (best == nullptr || distance < std::abs(*best->bitsPerWeight - bits)) best = &format;
    }
    return best == nullptr ? &chosen : best;
}

}  // namespace headroom
