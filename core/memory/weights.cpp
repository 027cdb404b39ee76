// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/weights.h"

#include <algorithm>
#include <cmath>

#include "core/memory/quant_mix.h"
#include "core/memory/tensor_type.h"
#include "core/memory/tensors.h"
#include "core/scenario/engines.h"

namespace headroom {

using memory::QuantMix;
using memory::Tensor;
using memory::TensorPart;
using memory::TensorRole;

namespace {

/// Bytes of one tensor in a weight format. GGUF types follow QuantMix; other formats store linear
/// layers in blocks and leave the rest in 16 bits (docs/memory.md 1.1, 4, 5 and `mix_rule` in the
/// catalog).
class Encoder {
public:
    Encoder(const WeightFormat& format, const ModelSpec& model)
        : m_gguf(format.family.starts_with("gguf")), m_mix(format, model) {
        const double elements = format.blockElements.value_or(0);
        m_bytesPerElement = elements > 0 && format.blockBytes
                                ? *format.blockBytes / elements
                                : format.bitsPerWeight.value_or(16) / 8;
        m_smallBytes = m_gguf || format.family == "fp32" ? 4 : 2;
        m_tables = format.family == "mlx" || m_bytesPerElement >= 2 || isExl(format);
        const bool expertsOnly = format.family == "mxfp4" || format.family == "compressed-tensors";
        m_expertsOnly = expertsOnly && model.isMixtureOfExperts();
        m_headBytes = isExl(format) ? std::min(1.0, std::max(0.75, m_bytesPerElement)) : 0;
    }

    double bytes(const Tensor& tensor, int layer) const {
        if (m_gguf) {
            return memory::tensorBytes(m_mix.typeOf(tensor, layer), tensor.columns, tensor.rows);
        }
        return tensor.elements() * perElement(tensor);
    }
    double smallBytes() const { return m_smallBytes; }
    /// Blocks of one kind with equal patterns have equal sizes.
    int patternOf(int layer) const { return m_gguf ? m_mix.patternOf(layer) : 0; }
    /// GGUF and MLX files hold the text model alone.
    bool textOnly() const { return m_gguf; }

private:
    static bool isExl(const WeightFormat& format) {
        return format.family == "exl2" || format.family == "exl3";
    }
    double perElement(const Tensor& tensor) const {
        switch (tensor.role) {
            case TensorRole::Small:
                return m_smallBytes;
            case TensorRole::Embedding:
            case TensorRole::LayerEmbedding:
                return m_tables && m_headBytes == 0 ? m_bytesPerElement : 2;
            case TensorRole::Output:
                if (m_headBytes > 0) return m_headBytes;
                return m_tables ? m_bytesPerElement : 2;
            default:
                return m_expertsOnly && tensor.part != TensorPart::Experts ? 2 : m_bytesPerElement;
        }
    }

    bool m_gguf{};
    QuantMix m_mix;
    double m_bytesPerElement{};
    double m_smallBytes{};
    double m_headBytes{};
    bool m_tables{};
    bool m_expertsOnly{};
};

struct LayerSums {
    double all{};
    double experts{};
    double expertsUsed{};
    double replicated{};
    double largest{};  ///< matrix
    double gate{};     ///< gate or up matrix
};

/// Sums over the tensors of a block, computed once per group and pattern of the mix.
class LayerSummer {
public:
    LayerSummer(const ModelSpec& model, const Encoder& encoder)
        : m_model(model), m_encoder(encoder) {
        m_known.reserve(2 * model.layers.size());
    }

    LayerSums at(int layer) {
        const LayerGroup& group = m_model.block(layer);
        const int pattern = m_encoder.patternOf(layer);
        // There are few kinds, and neighbours are often alike.
        const auto known = std::find_if(m_known.rbegin(), m_known.rend(), [&](const Known& one) {
            return one.group == &group && one.pattern == pattern;
        });
        if (known != m_known.rend()) return known->sums;
        m_known.push_back({&group, pattern, compute(group, layer)});
        return m_known.back().sums;
    }

private:
    struct Known {
        const LayerGroup* group{};
        int pattern{};
        LayerSums sums;
    };
    LayerSums compute(const LayerGroup& group, int layer) const {
        LayerSums sums;
        const FeedForward& block = group.feedForward;
        const double used = block.experts > 0 ? double(block.expertsUsed) / block.experts : 0;
        memory::visitTensors(m_model, group, [&](const Tensor& tensor) {
            const double amount = m_encoder.bytes(tensor, layer);
            sums.all += amount;
            sums.largest = std::max(sums.largest, amount);
            if (tensor.role == TensorRole::Up) sums.gate = std::max(sums.gate, amount);
            if (tensor.part == TensorPart::Experts) {
                sums.experts += amount;
                sums.expertsUsed += amount * used;
            }
            if (tensor.role == TensorRole::Small || tensor.role == TensorRole::LatentDown) {
                sums.replicated += amount;
            }
        });
        return sums;
    }

    const ModelSpec& m_model;
    const Encoder& m_encoder;
    std::vector<Known> m_known;
};

/// Groups may be incomplete (pruned models with a width per layer, Gemma 4 E2B): beyond this
/// deviation the published total is trusted more than the recount.
constexpr double kTrustedDeviation = 0.02;
/// Biases, attention sinks and learned scales that no group lists never exceed this share; they are
/// stored unquantised.
constexpr double kUnlistedShare = 5e-4;
/// Encoders bring tables of positions and token types besides, unquantised too.
constexpr double kPositionShare = kTrustedDeviation;

struct Completion {
    double scale{1};    ///< factor on every block
    double unlisted{};  ///< parameters kept in the small type
};

Completion completionOf(const ModelSpec& model, const ParameterCount& count) {
    const double counted = count.total();
    const bool published = model.mtpLayers == 0 && model.parametersTotal > 0;
    if (!published) return {};
    const double missing = model.parametersTotal - counted;
    if (std::abs(missing) > kTrustedDeviation * model.parametersTotal) {
        const double beside = count.embedding + count.output + count.nonText;
        const double blocks = counted - beside;
        if (blocks <= 0 || model.parametersTotal <= beside) return {};
        return {(model.parametersTotal - beside) / blocks, 0};
    }
    const double share = memory::isEncoder(model) ? kPositionShare : kUnlistedShare;
    const bool plausible = missing > 0 && missing <= share * model.parametersTotal;
    return {1, plausible ? missing : 0};
}

double usedShare(const ModelSpec& model) {
    for (const LayerGroup& group : model.layers) {
        const FeedForward& block = group.feedForward;
        if (block.experts > 0) return double(block.expertsUsed) / block.experts;
    }
    return 1;
}

/// Tables beside the blocks.
struct Tables {
    double embedding{};
    double layerEmbedding{};
    double positions{};  ///< of encoders
    double output{};
    double norm{};
    double lookups() const { return embedding + layerEmbedding + positions; }
};

Tables tablesOf(const ModelSpec& model, const ParameterCount& count, const Completion& completion,
                const Encoder& encoder) {
    const double hidden = model.hiddenSize;
    const double vocabulary = model.vocabulary;
    const auto table = [&](TensorRole role, double columns) {
        return encoder.bytes(Tensor{role, TensorPart::Small, columns, vocabulary}, 0);
    };
    Tables tables;
    tables.embedding = table(TensorRole::Embedding, hidden);
    if (memory::sharesCaches(model)) {
        tables.layerEmbedding =
            table(TensorRole::LayerEmbedding, memory::kLayerEmbeddingWidth * model.layerCount);
    }
    if (memory::isEncoder(model)) tables.positions = completion.unlisted * encoder.smallBytes();
    if (count.output > 0) tables.output = table(TensorRole::Output, hidden);
    tables.norm = hidden * encoder.smallBytes();
    return tables;
}

bool reusesTable(const ModelSpec& model) {
    return model.tiedEmbeddings && memory::hasOutputMatrix(model);
}

/// Where the tables go. llama.cpp looks tokens up in host memory and keeps a second copy of a tied
/// table on the device as output matrix; the other engines hold one copy on the device.
void placeTables(const ModelSpec& model, const Tables& tables, EngineChoice engine,
                 WeightBytes& result) {
    const bool shared = reusesTable(model);
    result.outputMatrix = bytes(tables.output + (shared ? tables.embedding : 0));
    result.output = bytes(tables.norm) + result.outputMatrix;
    if (engineFamily(engine) == EngineChoice::LlamaCpp) {
        result.host = bytes(tables.lookups());
        return;
    }
    result.host = bytes(0);
    result.input = bytes(shared ? tables.layerEmbedding : tables.lookups());
}

/// What the file's tensors really have, instead of what the format's rule says.
void scaleToFile(const ModelSpec& model, const WeightFormat& format, WeightBytes& result) {
    const bool own = model.fileTensorBytes && format.id == model.fileFormat;
    if (!own || result.file <= Bytes{0} || *model.fileTensorBytes <= Bytes{0}) return;
    const double factor = *model.fileTensorBytes / result.file;
    for (Bytes* part :
         {&result.file, &result.device, &result.host, &result.readPerToken, &result.expertsPerToken,
          &result.expertsTotal, &result.largestMatrix, &result.gateMatrix, &result.outputMatrix,
          &result.output, &result.input, &result.beside, &result.replicated}) {
        *part = *part * factor;
    }
    for (Bytes& layer : result.layers) layer = layer * factor;
    for (Bytes& layer : result.layerExperts) layer = layer * factor;
    result.bitsPerWeight *= factor;
    result.fromFile = true;
}

}  // namespace

WeightBytes weightBytes(const ModelSpec& model, const WeightFormat& format, EngineChoice engine) {
    const Encoder encoder(format, model);
    const ParameterCount count = countParameters(model);
    const Completion completion = completionOf(model, count);
    LayerSummer summer(model, encoder);
    WeightBytes result;
    result.scaled = completion.scale != 1;
    const int blocks = model.layerCount;
    const bool inBlocks = blocks > 0 && !memory::isEncoder(model);
    const double unlisted = inBlocks ? completion.unlisted * encoder.smallBytes() / blocks : 0;
    // With experts they are the experts' biases (gpt-oss), read with the expert.
    const double unlistedExperts = model.isMixtureOfExperts() ? unlisted : 0;
    result.layers.reserve(static_cast<std::size_t>(std::max(0, blocks)));
    result.layerExperts.reserve(result.layers.capacity());
    LayerSums sums;
    for (int layer = 0; layer < blocks; ++layer) {
        const LayerSums one = summer.at(layer);
        const double amount = one.all * completion.scale + unlisted;
        result.layers.push_back(bytes(amount));
        const double experts = one.experts * completion.scale + unlistedExperts;
        result.layerExperts.push_back(bytes(experts));
        result.largestMatrix = std::max(result.largestMatrix, bytes(one.largest));
        result.gateMatrix = std::max(result.gateMatrix, bytes(one.gate));
        sums.all += amount;
        sums.experts += experts;
        sums.expertsUsed += one.expertsUsed * completion.scale + unlistedExperts * usedShare(model);
        sums.replicated += one.replicated * completion.scale;
    }
    const Tables tables = tablesOf(model, count, completion, encoder);
    placeTables(model, tables, engine, result);
    const bool textOnly = encoder.textOnly() || engineFamily(engine) != EngineChoice::Vllm;
    const double nonText = textOnly ? 0 : count.nonText * 2;
    result.replicated = bytes(sums.replicated + tables.norm + nonText);
    result.beside = bytes(nonText);
    result.device = bytes(sums.all) + result.output + result.input + result.beside;
    result.expertsTotal = bytes(sums.experts);
    result.expertsPerToken = bytes(sums.expertsUsed);
    result.readPerToken = bytes(sums.all - sums.experts + sums.expertsUsed) + result.output;
    const double text = sums.all + tables.lookups() + tables.output + tables.norm;
    const double tableParameters = count.embedding + count.output;
    const double parameters =
        std::max(1.0, (count.total() - count.nonText - tableParameters) * completion.scale +
                          tableParameters + completion.unlisted);
    // Prediction blocks are in the file and stay there; they are stored like the rest of it.
    result.file = bytes(text + count.mtp * (text / parameters) + nonText);
    result.bitsPerWeight = text * 8 / parameters;
    scaleToFile(model, format, result);
    return result;
}

}  // namespace headroom
