// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/layer_order.h"

#include <algorithm>
#include <numeric>

namespace headroom {
namespace {

bool sameKind(const LayerGroup& a, const LayerGroup& b) {
    return a.attention == b.attention && a.recurrence == b.recurrence &&
           a.feedForward == b.feedForward;
}

}  // namespace

void setBlocks(ModelSpec& model, const std::vector<LayerGroup>& blocks) {
    model.layers.clear();
    model.order.clear();
    model.order.reserve(blocks.size());
    for (const LayerGroup& block : blocks) {
        auto group = std::find_if(model.layers.begin(), model.layers.end(),
                                  [&](const LayerGroup& known) { return sameKind(known, block); });
        if (group == model.layers.end()) {
            model.layers.push_back(block);
            group = std::prev(model.layers.end());
            group->count = 0;
        }
        ++group->count;
        model.order.push_back(static_cast<std::uint16_t>(group - model.layers.begin()));
    }
    model.layerCount = static_cast<int>(blocks.size());
}

std::vector<std::size_t> spreadEvenly(const std::vector<int>& counts) {
    const int places = std::accumulate(counts.begin(), counts.end(), 0);
    std::vector<std::size_t> result;
    result.reserve(static_cast<std::size_t>(places));
    std::vector<int> placed(counts.size(), 0);
    for (int place = 0; place < places; ++place) {
        std::size_t most = 0;
        double furthestBehind = -1;
        for (std::size_t kind = 0; kind < counts.size(); ++kind) {
            const double due = double(counts[kind]) * (place + 1) / places - placed[kind];
            if (placed[kind] < counts[kind] && due > furthestBehind) {
                furthestBehind = due;
                most = kind;
            }
        }
        ++placed[most];
        result.push_back(most);
    }
    return result;
}

std::vector<bool> endOfPeriods(int count, int places) {
    std::vector<bool> result(static_cast<std::size_t>(places), false);
    if (count <= 0) return result;
    if (2 * count > places) {
        const std::vector<std::size_t> kinds = spreadEvenly({count, places - count});
        std::transform(kinds.begin(), kinds.end(), result.begin(),
                       [](std::size_t kind) { return kind == 0; });
        return result;
    }
    const int period = places / count;
    for (int index = 0; index < count; ++index) {
        result[static_cast<std::size_t>((index + 1) * period - 1)] = true;
    }
    return result;
}

}  // namespace headroom
