// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/bench_match.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/scenario/engines.h"
#include "core/validation/row_inputs.h"

namespace headroom {
namespace {

using Words = std::vector<std::string>;

bool isIn(const Words& text, const std::string& word) {
    return std::find(text.begin(), text.end(), word) != text.end();
}

bool hasDigit(const std::string& word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Words of makers and product lines, which every device of theirs has.
bool isMakersWord(const std::string& word) {
    constexpr std::array kWords{"nvidia", "amd",      "ati",    "intel",    "apple",      "geforce",
                                "radeon", "tesla",    "quadro", "instinct", "rtx",        "rx",
                                "gpu",    "graphics", "r",      "tm",       "generation", "edition",
                                "series", "arc",      "w"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// Words of form factors, which programs leave out.
bool isFormWord(const std::string& word) {
    return word == "pcie" || word == "oam" || word == "hgx" || word == "nvl" ||
           word.starts_with("sxm");
}

/// Words of a chip's architecture, which programs leave out where the chip has a name of its own:
/// "GB10", "GH200".
bool isArchitectureWord(const std::string& word) {
    return word == "grace" || word == "hopper" || word == "blackwell" || word == "superchip";
}

/// "80gb"; the number alone is a model's.
bool isMemoryWord(const std::string& word) {
    return word.size() > 2 && word.ends_with("gb") && word[0] >= '0' && word[0] <= '9';
}

bool isMemoryType(const std::string& word) {
    return word.starts_with("hbm") || word.starts_with("gddr");
}

struct DeviceName {
    Words main;    ///< what tells devices apart
    Words beside;  ///< in brackets, and of the memory
};

DeviceName nameOf(const Accelerator& accelerator) {
    DeviceName name;
    const std::string_view text = accelerator.name;
    const std::size_t bracket = std::min(text.find('('), text.size());
    for (const std::string& word : words(text.substr(0, bracket))) {
        if (isMemoryWord(word)) {
            name.beside.push_back(word);
        } else if (!isMakersWord(word)) {
            name.main.push_back(word);
        }
    }
    for (const std::string& word : words(text.substr(bracket))) name.beside.push_back(word);
    for (const std::string& word : words(accelerator.memoryType)) name.beside.push_back(word);
    return name;
}

struct Likeness {
    const Accelerator* accelerator{};
    int lacking{};  ///< of its words, missing in the text
    int foreign{};  ///< of the text's words, not its own
    bool onlyForm{true};
    int cost() const { return lacking + 2 * foreign; }
};

std::optional<Likeness> likenessOf(const Accelerator& accelerator, const Words& text) {
    const DeviceName name = nameOf(accelerator);
    Likeness result{&accelerator, 0, 0, true};
    bool sharesNumber = false;
    bool sharesChip = false;
    bool allBeside = !text.empty();
    for (const std::string& word : text) {
        const bool own = isIn(name.main, word) || isIn(name.beside, word);
        sharesNumber |= own && hasDigit(word);
        sharesChip |= own && hasDigit(word) && !(word[0] >= '0' && word[0] <= '9');
        allBeside &= isIn(name.beside, word);
        if (!own) ++result.foreign;
    }
    if (!sharesNumber) return std::nullopt;
    if (allBeside) return result;  // another name of it, "Radeon 8060S"
    for (const std::string& word : name.main) {
        if (isIn(text, word)) continue;
        ++result.lacking;
        result.onlyForm &= isFormWord(word) || (sharesChip && isArchitectureWord(word));
    }
    return result;
}

/// Keeps those of `found` that `keep` holds for, if there are any.
template <class T, class Keep>
void narrow(std::vector<T>& found, const Keep& keep) {
    std::vector<T> kept;
    std::copy_if(found.begin(), found.end(), std::back_inserter(kept), keep);
    if (!kept.empty()) found = std::move(kept);
}

}  // namespace

Meanings<Accelerator> acceleratorsMeant(std::string_view name, const Catalog& catalog) {
    /// Two steps from the text: another variant, but no other device.
    constexpr int kDearest = 2;
    Words memory;
    Words types;
    Words text;
    for (const std::string& word : words(name)) {
        if (isMakersWord(word)) continue;
        (isMemoryWord(word) ? memory : isMemoryType(word) ? types : text).push_back(word);
    }
    std::vector<Likeness> found;
    for (const Accelerator& accelerator : catalog.accelerators) {
        const std::optional<Likeness> likeness = likenessOf(accelerator, text);
        if (likeness && likeness->cost() <= kDearest) found.push_back(*likeness);
    }
    for (const Words& variant : {memory, types}) {
        if (variant.empty()) continue;
        narrow(found, [&](const Likeness& one) {
            return isIn(nameOf(*one.accelerator).beside, variant.front());
        });
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Likeness& a, const Likeness& b) { return a.cost() < b.cost(); });
    Meanings<Accelerator> result;
    for (const Likeness& one : found) result.candidates.push_back(one.accelerator);
    if (found.empty()) return result;
    const bool onlyOne = found.size() == 1 || found[1].cost() > found[0].cost();
    result.settled = onlyOne && found[0].foreign == 0 && found[0].onlyForm;
    return result;
}

namespace {

/// Models whose memory traffic and operations are the same.
bool sameStructure(const ModelSpec& a, const ModelSpec& b) {
    return a.layers == b.layers && a.order == b.order && a.layerCount == b.layerCount &&
           a.hiddenSize == b.hiddenSize && a.vocabulary == b.vocabulary &&
           a.tiedEmbeddings == b.tiedEmbeddings && a.fileTensorBytes == b.fileTensorBytes;
}

void addUnlessSame(std::vector<const ModelSpec*>& models, const ModelSpec& model) {
    const bool known = std::any_of(models.begin(), models.end(), [&](const ModelSpec* one) {
        return sameStructure(*one, model);
    });
    if (!known) models.push_back(&model);
}

bool inOrder(const Words& wanted, const Words& text) {
    auto next = text.begin();
    for (const std::string& word : wanted) {
        next = std::find(next, text.end(), word);
        if (next == text.end()) return false;
        ++next;
    }
    return !wanted.empty();
}

/// Models whose id has all its words in `text`, those with most words.
std::vector<const ModelSpec*> namedIn(std::string_view text, const Catalog& catalog) {
    const Words said = words(text);
    std::vector<const ModelSpec*> found;
    std::size_t most = 1;
    for (const ModelSpec& model : catalog.models) {
        const Words id = words(model.id);
        if (id.size() < most || !inOrder(id, said)) continue;
        if (id.size() > most) found.clear();
        most = id.size();
        found.push_back(&model);
    }
    return found;
}

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return result;
}

/// The letters that an architecture's name begins with: "qwen3moe" -> "qwen".
std::string architectureStem(std::string_view model) {
    std::string stem;
    for (const char c : lowered(model)) {
        if (c < 'a' || c > 'z') break;
        stem += c;
    }
    return stem;
}

double countOf(const ModelSpec& model) {
    return model.parametersTotal - model.parametersNonText;
}

/// By the parameter count; exact ones of the architecture go before others.
Meanings<ModelSpec> modelsOfSize(const BenchRow& row, const Catalog& catalog) {
    constexpr double kExact = 0.0005;
    constexpr double kNear = 0.03;
    const std::string stem = architectureStem(row.model);
    std::array<std::vector<const ModelSpec*>, 4> tiers;
    for (const ModelSpec& model : catalog.models) {
        const double apart = std::fabs(countOf(model) - *row.parameters);
        if (apart > kNear * *row.parameters) continue;
        const bool exact = apart <= kExact * *row.parameters + row.parametersRounding;
        const std::string text = lowered(model.id + " " + model.name + " " + model.family);
        const bool named = !stem.empty() && text.find(stem) != std::string::npos;
        addUnlessSame(tiers[(exact ? 0 : 2) + (named ? 0 : 1)], model);
    }
    Meanings<ModelSpec> result;
    for (std::size_t tier = 0; tier < tiers.size(); ++tier) {
        if (result.candidates.empty() && tiers[tier].size() == 1) {
            // A count that is merely near and an architecture of another name prove nothing.
            result.settled = tier + 1 < tiers.size();
        }
        result.candidates.insert(result.candidates.end(), tiers[tier].begin(), tiers[tier].end());
    }
    return result;
}

}  // namespace

Meanings<ModelSpec> modelsMeant(const BenchRow& row, const Catalog& catalog) {
    Meanings<ModelSpec> result;
    const bool namesModel = engineFamily(row.engine) != EngineChoice::LlamaCpp;
    const std::string wanted = lowered(row.model);
    for (const ModelSpec& model : catalog.models) {
        const bool same = !wanted.empty() &&
                          (lowered(model.huggingFaceId) == wanted || lowered(model.id) == wanted);
        if (namesModel && same) return {{&model}, true};
    }
    if (!namesModel && row.parameters) result = modelsOfSize(row, catalog);
    const std::string text = namesModel ? row.model : row.modelFile;
    std::vector<const ModelSpec*> named;
    for (const ModelSpec* model : namedIn(text, catalog)) {
        // A file whose name and size disagree is another model.
        const bool sized =
            !row.parameters || std::fabs(countOf(*model) - *row.parameters) < 0.1 * *row.parameters;
        if (sized) addUnlessSame(named, *model);
    }
    if (named.empty()) return result;
    result.settled = named.size() == 1;
    std::erase_if(result.candidates, [&](const ModelSpec* model) {
        return std::find(named.begin(), named.end(), model) != named.end();
    });
    result.candidates.insert(result.candidates.begin(), named.begin(), named.end());
    return result;
}

namespace {

/// The id of llama.cpp's word for a file type: "llama 8B Q4_K - Medium" -> "gguf-q4_k_m"
/// (llama_model_ftype_name in llama-model-loader.cpp). Empty when it says none.
std::string ggufFormat(std::string_view model) {
    std::string type;
    bool mix = false;
    char size = 0;
    std::size_t begin = 0;
    const std::string text = lowered(model);
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        begin = end + 1;
        const bool quantised =
            (word.starts_with("q") || word.starts_with("iq") || word.starts_with("tq")) &&
            word.find('_') != std::string::npos;
        const bool plain = word == "f32" || word == "f16" || word == "bf16" ||
                           word.starts_with("mxfp4") || word.starts_with("nvfp4");
        if (quantised || plain) type = word;
        if (type.empty()) continue;
        if (word == "small" || word == "medium" || word == "large") size = word.front();
        mix |= word == "mix";
    }
    if (type == "mxfp4") type = "mxfp4_moe";
    // The mix between IQ3_S and its larger sister; Q2_K has no other size than small.
    if (type == "iq3_s" && mix) type = "iq3_m";
    if (size != 0 && !(type == "q2_k" && size == 'm')) type += std::string("_") + size;
    return type.empty() ? type : "gguf-" + type;
}

}  // namespace

Meanings<WeightFormat> formatsMeant(const BenchRow& row, const ModelSpec* model,
                                    const Catalog& catalog) {
    const WeightFormat* format = nullptr;
    if (engineFamily(row.engine) == EngineChoice::LlamaCpp) {
        format = catalog.format(ggufFormat(row.model));
    } else if (model) {
        format = formatMeant({}, row.model, *model, catalog);
    }
    if (!format) return {};
    return {{format}, true};
}

Meanings<WeightFormat> cachesMeant(const BenchRow& row, const Catalog& catalog) {
    // A column that is left out holds llama-bench's default.
    const std::string keys = row.cacheKeys.empty() ? "f16" : row.cacheKeys;
    const std::string values = row.cacheValues.empty() ? "f16" : row.cacheValues;
    if (keys != values) return {};
    const WeightFormat* format = catalog.format("kv-llamacpp-" + lowered(keys));
    if (!format) return {};
    return {{format}, true};
}

}  // namespace headroom
