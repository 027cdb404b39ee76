// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/memory/tensors.h"
#include "core/memory/vllm_rules.h"

namespace headroom::memory {
namespace {

constexpr double kHalf = 2;
constexpr double kSingle = 4;
/// One row of `fp8_ds_mla`: 512 fp8, 4 F32 scales, 64 bf16 (docs/memory.md 3).
constexpr double kLatentFp8Row = 656;
/// The sparse-attention indexer of DSA models: 128 fp8 and one scale (docs/vllm.md 6).
constexpr double kIndexRow = 132;

}  // namespace

double pagedTokenBytes(const Attention& attention, const WeightFormat& kv, int ranks,
                       double latentMultiple) {
    const double element = cacheElementBytes(kv, EngineChoice::Vllm);
    const bool indexed = attention.indexHeadSize > 0;
    const double index = indexed ? kIndexRow : 0;
    if (attention.kind == AttentionKind::Latent) {
        // Sparse attention reads eight-bit rows in a layout of its own.
        const bool packed = kv.blockBytes == kLatentFp8Row || (indexed && element == 1);
        const double row = padded(attention.kvLoraRank + attention.ropeHeadSize, latentMultiple);
        return (packed ? kLatentFp8Row : row * element) + index;
    }
    const double heads = std::ceil(double(attention.kvHeads) / ranks);
    return heads * (attention.keyHeadSize + attention.valueHeadSize) * element + index;
}

double pagedStateBytes(const Recurrence& recurrence, int ranks, double drafted) {
    const double elements = recurrence.stateBytes.value / kSingle;
    const double taps = recurrence.convolution - 1;
    double channels = 0;
    double element = recurrence.stateInF32 ? kSingle : kHalf;
    switch (recurrence.kind) {
        case RecurrentKind::None:
        case RecurrentKind::Rwkv:
            break;
        case RecurrentKind::Mamba1:
            channels = recurrence.innerSize;
            break;
        case RecurrentKind::Mamba2:
        case RecurrentKind::GatedDeltaNet:
            channels = recurrence.innerSize + 2.0 * recurrence.groups * recurrence.stateSize;
            break;
        case RecurrentKind::KimiDelta:
            channels = 3.0 * recurrence.heads * recurrence.headSize;
            element = kSingle;
            break;
        case RecurrentKind::Lightning:
            element = kSingle;
            break;
        case RecurrentKind::ShortConvolution:
            channels = taps > 0 ? elements / taps : 0;
            break;
    }
    const double convolution = std::min(elements, std::max(0.0, taps) * channels);
    const double state = elements - convolution;
    return (kHalf * (convolution + drafted * channels) + element * state) / ranks;
}

namespace {

/// How the hybrid cache manager divides layers: `size` layers share a block of `page` bytes each
/// (docs/vllm.md 6).
class Groups {
public:
    explicit Groups(const MemoryRequest& request) : m_request(request), m_plan(vllmPlan(request)) {
        for (const LayerGroup& group : request.model->layers) count(group);
        if (m_plan.draftedTokens > 0 && request.model->mtpLayers > 0) {
            count(predictionBlock(*request.model));
        }
        const int size = groupSize();
        m_fullGroups = groupsOf(m_full, size);
        m_windowGroups = groupsOf(m_window, size);
        m_stateGroups = groupsOf(m_state, size);
        m_size = size;
        m_blockTokens = m_token > 0 ? padded(std::max(kVllmBlockTokens, m_statePage / m_token),
                                             kVllmBlockTokens)
                                    : kVllmBlockTokens;
        m_page = std::max(m_token * m_blockTokens, m_statePage);
    }

    /// Bytes of all blocks of one request of `length` tokens, by kind of layer.
    KvBytes attention(double length) const {
        KvBytes sum;
        if (m_full > 0) sum.full = bytes(m_fullGroups * m_size * m_page * fullBlocks(length));
        if (m_window > 0) {
            sum.window = bytes(m_windowGroups * m_size * m_page * windowBlocks(length));
        }
        return sum;
    }
    Bytes state() const {
        return bytes(m_stateGroups * m_size * m_page * m_plan.statesPerSequence);
    }
    /// A block of each group, per token of a block.
    double tokenOfEveryGroup() const {
        return (m_fullGroups + m_windowGroups + m_stateGroups) * m_size * m_page / m_blockTokens;
    }

private:
    void count(const LayerGroup& group) {
        if (storesCache(group)) {
            const Attention& attention = group.attention;
            const double token = pagedTokenBytes(attention, *m_request.kv, m_request.devices.count,
                                                 m_plan.profile->latentMultiple);
            const bool window =
                isWindow(attention) && m_plan.profile->windowsShrink && !m_plan.firstEngine;
            (window ? m_window : m_full) += group.count;
            double& ofKind = window ? m_windowToken : m_fullToken;
            ofKind = std::max(ofKind, token);
            m_token = std::max(m_token, token);
            if (window) m_reach = std::max<double>(m_reach, attention.window);
        }
        if (group.recurrence.kind != RecurrentKind::None) {
            m_state += group.count;
            m_statePage = std::max(
                m_statePage,
                pagedStateBytes(group.recurrence, m_request.devices.count, m_plan.draftedTokens));
        }
    }
    /// The layers of the rarest kind; nearly equal kinds are padded up to the larger one instead.
    int groupSize() const {
        int smallest = 0;
        int largest = 0;
        for (const int layers : {m_full, m_window, m_state}) {
            if (layers == 0) continue;
            smallest = smallest == 0 ? layers : std::min(smallest, layers);
            largest = std::max(largest, layers);
        }
        return std::max(1, largest < 1.5 * smallest ? largest : smallest);
    }
    static double groupsOf(int layers, int size) { return std::ceil(double(layers) / size); }
    /// Narrower layers put more tokens into a page.
    double tokensPerPage(double token) const {
        return token > 0 ? std::max(kVllmBlockTokens, std::floor(m_page / token)) : m_blockTokens;
    }
    double fullBlocks(double length) const {
        return std::ceil(length / tokensPerPage(m_fullToken));
    }
    double windowBlocks(double length) const {
        const double inFlight = m_plan.profile->inFlightSteps * m_plan.batchedTokens;
        const double kept = std::min(m_reach - 1 + inFlight, length);
        return std::ceil(kept / tokensPerPage(m_windowToken)) + 1;
    }

    const MemoryRequest& m_request;
    VllmPlan m_plan;
    int m_full{};
    int m_window{};
    int m_state{};
    double m_fullToken{};
    double m_windowToken{};
    double m_token{};
    double m_statePage{};
    double m_reach{};
    double m_fullGroups{};
    double m_windowGroups{};
    double m_stateGroups{};
    double m_size{1};
    double m_blockTokens{kVllmBlockTokens};
    double m_page{};
};

}  // namespace

KvBytes vllmKvBytes(const MemoryRequest& request) {
    const KvBytes one = Groups(request).attention(sequenceTokens(request.cache));
    const double sequences = std::max(1, request.cache.slotCount);
    return {one.full * sequences, one.window * sequences};
}

Bytes vllmStateBytes(const MemoryRequest& request) {
    return Groups(request).state() * std::max(1, request.cache.slotCount);
}

Bytes vllmSequenceBytes(const MemoryRequest& request) {
    const Groups groups(request);
    return groups.attention(request.cache.contextPerSequence.value).sum() + groups.state();
}

double vllmLoggedTokenBytes(const MemoryRequest& request) {
    if (!vllmPlan(request).profile->tokensOfRequests) return Groups(request).tokenOfEveryGroup();
    const double length = std::max(1.0, request.cache.contextPerSequence.value);
    return vllmSequenceBytes(request).value / length;
}

}  // namespace headroom::memory
