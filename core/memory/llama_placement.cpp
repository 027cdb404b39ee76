// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/memory/compute_rules.h"
#include "core/memory/llama_rules.h"

namespace headroom::memory {
namespace {

/// Deals offloaded blocks to devices in order, the output as one more, in shares of the memory that
/// each device has free (docs/llama_cpp.md "Placement").
class Dealer {
public:
    explicit Dealer(const MemoryRequest& request)
        : m_first(firstOffloadedBlock(request)),
          m_offloaded(request.model->fileBlocks() + 1 - m_first),
          m_devices(request.devices.count) {
        if (request.devices.unequal.empty() && request.devices.display <= Bytes{0}) return;
        m_ends.reserve(static_cast<std::size_t>(m_devices));
        double sum = 0;
        for (int index = 0; index < m_devices; ++index) {
            sum += request.devices.freeAtStart(index).value;
            m_ends.push_back(sum);
        }
        if (sum <= 0) m_ends.clear();
    }

    /// -1 = host memory. `fileBlocks` stands for the output.
    int deviceOf(int block) const {
        if (block < m_first) return -1;
        const auto share = double(block - m_first) / std::max(1, m_offloaded);
        if (m_ends.empty()) return std::min(m_devices - 1, static_cast<int>(share * m_devices));
        const auto end = std::upper_bound(m_ends.begin(), m_ends.end(), share * m_ends.back());
        return std::min(m_devices - 1, static_cast<int>(end - m_ends.begin()));
    }

private:
    int m_first{};
    int m_offloaded{};
    int m_devices{};
    std::vector<double> m_ends;  ///< free memory up to and with each device; empty = all alike
};

/// Caches of one block of each group: blocks of a group are alike.
std::vector<BlockCache> groupCaches(const MemoryRequest& request) {
    std::vector<BlockCache> caches;
    caches.reserve(request.model->layers.size());
    for (const LayerGroup& group : request.model->layers) {
        caches.push_back(blockCache(request, group));
    }
    return caches;
}

void addBlock(const MemoryRequest& request, const WeightBytes& weights,
              const std::vector<BlockCache>& caches, int block, DeviceLedger* device,
              Ledger& ledger) {
    const auto place = static_cast<std::size_t>(block);
    const LayerGroup& group = request.model->block(block);
    const BlockCache& cache =
        caches[static_cast<std::size_t>(&group - request.model->layers.data())];
    const Bytes experts = request.llama.expertsOnHost ? weights.layerExperts[place] : bytes(0);
    if (!device) {
        ledger.hostWeights += weights.layers[place];
        ledger.hostCache += cache.sum();
        return;
    }
    device->weights += weights.layers[place] - experts;
    ledger.hostWeights += experts;
    device->kv += cache.full;
    device->kvWindow += cache.window;
    device->state += cache.state;
}

/// The prediction block has a cache and, as the last of the file, lies on the last device.
void addPredictionCache(const MemoryRequest& request, Ledger& ledger) {
    if (!request.model->mtpInFile) return;
    BlockCache sum = modelCache(request);
    for (const LayerGroup& group : request.model->layers) {
        const BlockCache one = blockCache(request, group);
        sum.full -= one.full * group.count;
        sum.window -= one.window * group.count;
    }
    ledger.devices.back().kv += sum.full;
    ledger.devices.back().kvWindow += sum.window;
}

void placeOnCpu(const MemoryRequest& request, const WeightBytes& weights, Ledger& ledger) {
    DeviceLedger& memory = ledger.devices.front();
    const std::vector<BlockCache> caches = groupCaches(request);
    for (int block = 0; block < request.model->layerCount; ++block) {
        addBlock(request, weights, caches, block, &memory, ledger);
    }
    addPredictionCache(request, ledger);
    // One copy of a tied table serves both ends.
    const Bytes copy = request.model->tiedEmbeddings ? weights.outputMatrix : bytes(0);
    memory.weights += weights.host + weights.output - copy;
    memory.compute = llamaCpuCompute(request);
    memory.output = llamaOutputBuffer(request);
}

}  // namespace

int firstOffloadedBlock(const MemoryRequest& request) {
    return std::max(0, request.model->fileBlocks() + 1 - std::max(0, request.llama.gpuLayers));
}

bool offloadsEverything(const MemoryRequest& request) {
    return firstOffloadedBlock(request) == 0 && !request.llama.expertsOnHost;
}

void placeLlama(const MemoryRequest& request, const WeightBytes& weights, Ledger& ledger) {
    if (request.llama.cpuOnly) {
        placeOnCpu(request, weights, ledger);
        return;
    }
    const Dealer dealer(request);
    const auto at = [&](int block) {
        const int device = dealer.deviceOf(block);
        return device < 0 ? nullptr : &ledger.devices[static_cast<std::size_t>(device)];
    };
    const int blocks = static_cast<int>(weights.layers.size());
    const std::vector<BlockCache> caches = groupCaches(request);
    for (int block = 0; block < blocks; ++block) {
        addBlock(request, weights, caches, block, at(block), ledger);
    }
    if (DeviceLedger* device = at(request.model->fileBlocks())) {
        device->weights += weights.output;
        addPredictionCache(request, ledger);
    } else {
        ledger.hostWeights +=
            weights.output - (request.model->tiedEmbeddings ? weights.outputMatrix : bytes(0));
    }
    ledger.hostWeights += weights.host;
    const bool everything = offloadsEverything(request);
    for (int index = 0; index < request.devices.count; ++index) {
        DeviceLedger& device = ledger.devices[static_cast<std::size_t>(index)];
        device.compute =
            everything ? llamaCompute(request, index) : llamaPartialCompute(request, weights);
    }
    ledger.hostCompute = llamaHostCompute(request);
    const Bytes output = llamaOutputBuffer(request);
    (request.devices.unified ? ledger.devices.back().output : ledger.hostOutput) += output;
}

}  // namespace headroom::memory
