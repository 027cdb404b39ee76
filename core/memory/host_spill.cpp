// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/host_spill.h"

#include <algorithm>

#include "core/scenario/engines.h"

namespace headroom {
namespace {

/// What each device has left for layers, from the last device, which also holds the output.
std::vector<Bytes> roomForLayers(const Ledger& ledger) {
    std::vector<Bytes> rooms;
    for (auto device = ledger.devices.rbegin(); device != ledger.devices.rend(); ++device) {
        const Bytes fixed = device->compute + device->output + device->engine + device->companions +
                            device->index + device->reserve;
        rooms.push_back(std::max(Bytes{0}, device->usable - fixed));
    }
    return rooms;
}

/// Deals items in order; a device that cannot take the next one is full.
class Dealer {
public:
    explicit Dealer(std::vector<Bytes> rooms) : m_rooms(std::move(rooms)) {}
    bool take(Bytes amount) {
        while (m_device < m_rooms.size() && m_rooms[m_device] < amount) ++m_device;
        if (m_device == m_rooms.size()) return false;
        m_rooms[m_device] -= amount;
        m_taken += amount;
        return true;
    }
    Bytes taken() const { return m_taken; }

private:
    std::vector<Bytes> m_rooms;
    std::size_t m_device{};
    Bytes m_taken;
};

bool splitsWithHost(const MemoryRequest& request) {
    return engineFamily(request.engine) == EngineChoice::LlamaCpp && !request.devices.unified;
}

}  // namespace

std::optional<HostSpill> hostSpill(const MemoryRequest& request, const WeightBytes& weights,
                                   const Ledger& ledger) {
    const int layers = static_cast<int>(weights.layers.size());
    if (!splitsWithHost(request) || ledger.fits() || !ledger.hostMemory || layers == 0) {
        return std::nullopt;
    }
    const DeviceLedger total = ledger.total();
    const Bytes cacheEach = (total.cache() + total.state) / layers;
    Dealer dealer(roomForLayers(ledger));
    const bool output = dealer.take(weights.output + weights.input + weights.beside);
    int kept = 0;
    Bytes keptWeights;
    while (output && kept < layers) {
        const Bytes layer = weights.layers[static_cast<std::size_t>(layers - 1 - kept)];
        if (!dealer.take(layer + cacheEach)) break;
        keptWeights += layer;
        ++kept;
    }
    if (kept == layers) return std::nullopt;

    HostSpill spill;
    spill.layers = layers;
    spill.hostLayers = layers - kept;
    spill.cacheShare = double(spill.hostLayers) / layers;
    const Bytes offDevice = total.weights + total.cache() + total.state - dealer.taken();
    spill.host = ledger.hostUsed() + offDevice;
    spill.device = dealer.taken() + total.compute + total.output + total.engine + total.companions +
                   total.index;
    if (spill.host > *ledger.hostMemory) return std::nullopt;
    const Bytes hostWeights =
        total.weights - keptWeights - (output ? weights.output + weights.input : Bytes{0});
    spill.weightShare =
        total.weights > Bytes{0} ? std::clamp(hostWeights / total.weights, 0.0, 1.0) : 0.0;
    return spill;
}

}  // namespace headroom
