// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/bench_setting.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "core/scenario/engines.h"
#include "core/scenario/nearest_id.h"
#include "core/scenario/number_text.h"
#include "core/speed/measured_class.h"
#include "core/units/format.h"
#include "core/validation/serving_rows.h"

namespace headroom {
namespace {

[[noreturn]] void refuse(const std::string& sentence) {
    throw std::invalid_argument(sentence);
}

template <class T>
void refuseUnknown(const std::vector<std::string>& chosen, const std::vector<T>& entries,
                   const char* what) {
    std::vector<std::string> ids;
    for (const T& entry : entries) ids.push_back(entry.id);
    for (const std::string& id : chosen) {
        if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
        const std::string near = nearestId(id, ids);
        refuse(std::string("The catalog has no ") + what + " " + quotedText(id) + "." +
               (near.empty() ? std::string() : " Did you mean " + quotedText(near) + "?"));
    }
}

template <class T>
const T* entryOf(const std::vector<T>& entries, const std::string& id) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const T& entry) { return entry.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

/// What the person chose for this row, else what the text settles; null = open.
template <class T>
const T* pick(const Meanings<T>& meant, const std::vector<std::string>& chosen,
              const std::vector<T>& entries, bool sameEverywhere) {
    if (chosen.size() == 1 && (sameEverywhere || meant.candidates.empty())) {
        return entryOf(entries, chosen.front());
    }
    const T* picked = nullptr;
    for (const T* candidate : meant.candidates) {
        if (std::find(chosen.begin(), chosen.end(), candidate->id) == chosen.end()) continue;
        if (picked) return nullptr;
        picked = candidate;
    }
    if (picked) return picked;
    return meant.settled ? meant.candidates.front() : nullptr;
}

template <class T>
[[noreturn]] void ask(BenchQuestion::About about, const std::string& text, const Meanings<T>& meant,
                      std::vector<BenchQuestion>& questions) {
    BenchQuestion question{about, text, {}};
    for (const T* candidate : meant.candidates) question.candidates.push_back(candidate->id);
    if (std::find(questions.begin(), questions.end(), question) == questions.end()) {
        questions.push_back(question);
    }
    refuse(questionText(question));
}

std::string modelText(const BenchRow& row) {
    return row.model.empty() ? row.modelFile : row.model;
}
std::string cacheText(const BenchRow& row) {
    return row.cacheKeys == row.cacheValues ? row.cacheKeys
                                            : row.cacheKeys + " and " + row.cacheValues;
}

bool isLlama(const BenchRow& row) {
    return engineFamily(row.engine) == EngineChoice::LlamaCpp;
}

}  // namespace

BenchMatcher::BenchMatcher(const BenchOutput& output, const BenchChoices& choices,
                           const Catalog& catalog)
    : m_choices(choices), m_catalog(catalog) {
    refuseUnknown(choices.accelerators, catalog.accelerators, "accelerator");
    refuseUnknown(choices.models, catalog.models, "model");
    refuseUnknown(choices.weights, catalog.formats, "weight format");
    refuseUnknown(choices.caches, catalog.formats, "cache format");
    std::set<std::vector<std::string>> devices;
    std::set<std::string> models;
    std::set<std::string> caches;
    for (const BenchRow& row : output.rows) {
        devices.insert(row.devices);
        models.insert(row.model + '\n' + row.modelFile);
        caches.insert(cacheText(row));
    }
    m_oneDevice = devices.size() == 1;
    m_oneModel = models.size() == 1;
    m_oneCache = caches.size() == 1;
}

const Accelerator* BenchMatcher::acceleratorOf(const BenchRow& row,
                                               std::vector<BenchQuestion>& questions,
                                               int& devices) const {
    using About = BenchQuestion::About;
    const Accelerator* found = nullptr;
    int alike = 0;
    for (const std::string& name : row.devices) {
        const Meanings<Accelerator> meant = acceleratorsMeant(name, m_catalog);
        const Accelerator* one =
            pick(meant, m_choices.accelerators, m_catalog.accelerators, m_oneDevice);
        if (!one) ask(About::Accelerator, name, meant, questions);
        if (found && one != found) {
            refuse("The devices " + quotedText(row.devices.front()) + " and " + quotedText(name) +
                   " took part together. Measure one kind alone.");
        }
        found = one;
        ++alike;
    }
    devices = m_choices.devices > 0 ? m_choices.devices : std::max(1, alike);
    return found;
}

BenchSetting BenchMatcher::settingOf(const BenchRow& row,
                                     std::vector<BenchQuestion>& questions) const {
    using About = BenchQuestion::About;
    BenchSetting setting;
    setting.engine = m_choices.engine && !isLlama(row) ? *m_choices.engine : row.engine;
    setting.accelerator = acceleratorOf(row, questions, setting.devices);
    const Meanings<ModelSpec> models = modelsMeant(row, m_catalog);
    setting.model = pick(models, m_choices.models, m_catalog.models, m_oneModel);
    if (!setting.model) ask(About::Model, modelText(row), models, questions);
    const Meanings<WeightFormat> formats = formatsMeant(row, setting.model, m_catalog);
    setting.weights = pick(formats, m_choices.weights, m_catalog.formats, m_oneModel);
    if (!setting.weights) ask(About::Weights, modelText(row), formats, questions);
    const Meanings<WeightFormat> caches = cachesMeant(row, m_catalog);
    setting.cache = pick(caches, m_choices.caches, m_catalog.formats, m_oneCache);
    if (!setting.cache) ask(About::Cache, cacheText(row), caches, questions);
    return setting;
}

std::string questionText(const BenchQuestion& question) {
    using About = BenchQuestion::About;
    const char* what = question.about == About::Accelerator ? "device"
                       : question.about == About::Model     ? "model"
                       : question.about == About::Weights   ? "weight format"
                                                            : "cache format";
    if (question.text.empty()) {
        return std::string("The output does not say which ") + what + " was measured. Choose it.";
    }
    const std::string named = std::string("The ") + what + " " + quotedText(question.text);
    if (question.candidates.empty()) {
        return named + " is like none of the catalog. Choose one, or add it to the catalog.";
    }
    constexpr std::size_t kShown = 6;
    const std::size_t count = std::min(kShown, question.candidates.size());
    std::string text = named + (count == 1 ? " may be " : " can be ");
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += i + 1 < question.candidates.size() ? ", " : " or ";
        text += question.candidates[i];
    }
    if (count < question.candidates.size()) text += " …";
    return text + ". Choose one.";
}

namespace {

/// llama.cpp's settings; everything that the program prints is stated here, so no row of a table
/// stands between.
SpeedRequest requestOf(const BenchRow& row, const BenchSetting& setting) {
    SpeedRequest request;
    request.model = setting.model;
    request.weights = setting.weights;
    request.kv = setting.cache;
    request.engine = setting.engine;
    request.devices.accelerator = setting.accelerator;
    request.devices.count = setting.devices;
    const bool tensors = row.split == "row" || row.split == "tensor";
    request.split = tensors ? DeviceSplit::Tensors : DeviceSplit::Layers;
    request.batch = row.batch;
    request.prompt = tokens(row.prompt);
    request.cached = tokens(row.depth);
    request.depth = tokens(row.depth + row.prompt + row.answer / 2);
    if (row.ubatch > 0) request.ubatch = row.ubatch;
    return request;
}

ObservedRow observedRun(const BenchRow& row, const BenchSetting& setting, WeightSizes& sizes) {
    if (row.layersOnDevice >= 0 && row.layersOnDevice <= setting.model->layerCount) {
        refuse("Only " + std::to_string(row.layersOnDevice) + " of " +
               std::to_string(setting.model->layerCount + 1) +
               " layers are on the device (ngl). Measure with -ngl 99.");
    }
    if (row.metric == BenchMetric::Prefill && row.batch > 1) {
        refuse("Prefill of " + std::to_string(row.batch) +
               " prompts together is not predicted. Measure with -npl 1.");
    }
    const SpeedRequest request = requestOf(row, setting);
    const WeightBytes& weights = sizes.of(request);
    ObservedRow result;
    SpeedObservation& seen = result.observation;
    seen.load.step = decodeWork(request, weights);
    seen.load.prompt = prefillWork(request, weights);
    seen.load.running = row.batch;
    seen.load.answer = std::max(1.0, row.answer);
    seen.promptTokens = row.prompt;
    seen.figure = row.metric == BenchMetric::Prefill  ? SpeedFigure::PrefillRate
                  : row.metric == BenchMetric::Decode ? SpeedFigure::DecodeRate
                                                      : SpeedFigure::WallRate;
    // The prediction counts answers alone.
    if (row.metric == BenchMetric::Both) result.toUnit = (row.prompt + row.answer) / row.answer;
    seen.measured = row.value / result.toUnit;
    return result;
}

/// The row of a table of servers (docs/serving.md) that says the same.
Row servingRow(const BenchRow& row, const BenchSetting& setting, double answer) {
    const auto number = [](double value) { return shortestText(value); };
    Row text;
    text.set("engine", std::string(speedEngineName(setting.engine)));
    if (!row.backend.empty()) text.set("backend", row.backend);
    text.set("accelerator_id", setting.accelerator->id);
    text.set("accelerator_count", std::to_string(setting.devices));
    text.set("tensor_parallel", std::to_string(setting.devices));
    text.set("model_id", setting.model->id);
    text.set("weight_format_id", setting.weights->id);
    if (setting.cache->id == "kv-vllm-fp8") text.set("kv_format", "fp8");
    text.set("input_tokens", number(row.prompt));
    text.set("output_tokens", number(answer));
    if (row.requestRate > 0) {
        text.set("request_rate", number(row.requestRate));
    } else {
        text.set("concurrency", std::to_string(row.batch));
    }
    const bool together = row.requestRate == 0 && row.batch >= row.requests;
    text.set("notes", number(std::round(row.requests)) + " requests" +
                          (together ? "; all requests sent at once" : ""));
    const bool tpot = row.metric == BenchMetric::TokenTime;
    const bool ttft = row.metric == BenchMetric::FirstToken;
    text.set(tpot   ? "tpot_ms_mean"
             : ttft ? "ttft_ms_mean"
                    : "output_tok_s_total",
             number(row.value));
    return text;
}

ObservedRow observedServer(BenchRow row, const BenchSetting& setting, double promptChoice,
                           const Catalog& catalog) {
    if (setting.cache->id.starts_with("kv-") && setting.cache->id != "kv-vllm-fp8" &&
        setting.cache->id != "kv-llamacpp-f16" && setting.cache->id != "kv-llamacpp-bf16") {
        refuse("Servers keep the cache in 16 bits or FP8, not " + quotedText(setting.cache->id) +
               ".");
    }
    ObservedRow result;
    double answer = row.answer;
    if (row.metric == BenchMetric::TotalRate) {
        if (promptChoice <= 0 || promptChoice >= row.prompt) {
            refuse("A request has " + formatSignificant(row.prompt) +
                   " tokens with its answer; the file does not say how many are the prompt's. "
                   "State the length of the prompt.");
        }
        answer = row.prompt - promptChoice;
        result.toUnit = row.prompt / answer;
        row.prompt = promptChoice;
        row.value /= result.toUnit;
    }
    const SpeedObservations seen = readServingRows({servingRow(row, setting, answer)}, catalog);
    if (seen.figures.empty()) refuse("Not predicted: " + seen.unpredicted.at(0).gap.reason + ".");
    result.observation = seen.figures.front();
    return result;
}

}  // namespace

ObservedRow observedRow(const BenchRow& row, const BenchSetting& setting, double promptChoice,
                        const Catalog& catalog, WeightSizes& sizes) {
    constexpr double kMostTokens = 1e8;
    if (row.prompt + row.answer + row.depth > kMostTokens) {
        refuse("The test has " + formatSignificant(row.prompt + row.answer + row.depth) +
               " tokens; at most 100 million are predicted. Correct the lengths.");
    }
    return isLlama(row) ? observedRun(row, setting, sizes)
                        : observedServer(row, setting, promptChoice, catalog);
}

std::string sizeWarning(const BenchRow& row, const BenchSetting& setting, WeightSizes& sizes) {
    constexpr double kAnotherModel = 0.25;
    constexpr double kAnotherMix = 0.08;
    if (!row.modelBytes || !isLlama(row)) return {};
    SpeedRequest request = requestOf(row, setting);
    const Bytes expected = sizes.of(request).file;
    const double apart = std::fabs(*row.modelBytes / expected - 1);
    const std::string sizesText = "The file has " + formatGib(*row.modelBytes) + ", " +
                                  setting.model->id + " in " + setting.weights->id + " has " +
                                  formatGib(expected);
    if (apart > kAnotherModel) refuse(sizesText + ": model or format do not match. Choose others.");
    if (apart <= kAnotherMix) return {};
    return sizesText + ": its types may be mixed by another rule.";
}

}  // namespace headroom
