// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/memory/ledger.h"

namespace headroom::memory {

/// The model of `request` alone, without what lives beside it.
Ledger placeModel(const MemoryRequest& request, const WeightBytes& weights);

/// The models and the vector index beside the main model. Weights are computed once, so that
/// `place` can be called for many contexts. The catalog must outlive it.
class Pipeline {
public:
    Pipeline(const MemoryRequest& main, const std::vector<Companion>& companions,
             const Catalog& catalog);

    /// Adds all to the ledger of the main model as `main` asks for it: index first, then resident
    /// models, then one slot for the swapped ones; the largest first, each to the device with most
    /// room (docs/memory.md 6).
    void place(const MemoryRequest& main, Ledger& ledger) const;

private:
    struct Member {
        Companion companion;
        const ModelSpec* model{};
        const WeightFormat* weights{};
        EngineChoice engine{};
        WeightBytes bytes;
    };
    CompanionPlace load(const Member& member, const MemoryRequest& main) const;
    void placeSwapped(std::vector<CompanionPlace> swapped, Ledger& ledger) const;

    std::vector<Member> m_members;
};

}  // namespace headroom::memory
