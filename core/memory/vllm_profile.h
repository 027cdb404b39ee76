// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/ledger.h"
#include "core/memory/vllm_settings.h"

namespace headroom::memory {

/// The newest release of vLLM with a profile: v0.28.
inline constexpr int kNewestVllm = 28;

/// How one release of vLLM uses memory. Releases between two rows behave like the older one
/// (docs/vllm.md, the sections named).
struct VllmProfile {
    int since{};                   ///< first release, minor number
    double utilisation{0.9};       ///< default of --gpu-memory-utilization (1)
    bool graphsInBudget{};         ///< an estimate of the graph pool is deducted (1)
    double samplerCopies{};        ///< F32 copies of the logits in the profile run (3)
    double nonTorch{};             ///< GiB on one device (4)
    double fabricCollectives{};    ///< GiB more on two devices joined by a fabric (4)
    double latentMultiple{1};      ///< rows of latent attention are padded to this (6)
    bool windowsShrink{true};      ///< sliding windows keep fewer blocks than full attention (6)
    bool tokensOfRequests{};       ///< "GPU KV cache size" is concurrency x max_model_len (6)
    double inFlightSteps{1};       ///< batches of tokens in flight beside a window (6)
    bool cachesStatePrefixes{};    ///< prefix caching is on for recurrent models (6)
    bool wideExperts{};            ///< MXFP4 experts are padded in both directions (2)
    bool keepsExpertWorkspace{};   ///< buffers of fused experts outlive the forward pass (3)
    double largestBatchFrom{1e9};  ///< GiB from which 16384 tokens are batched (3)
};

/// The profile of a release (minor number; 19 is v0.19).
const VllmProfile& vllmProfile(int release);

/// A server's settings with nothing left open.
struct VllmPlan {
    const VllmProfile* profile{};
    double utilisation{};
    double sequences{};
    double batchedTokens{};
    bool eager{};
    bool firstEngine{};
    double draftedTokens{};
    double statesPerSequence{1};  ///< pages of recurrent state that a request holds (6)
};
/// Fills what `request.vllm` leaves open with what Headroom advises: slots, at least 64, as
/// sequences.
VllmPlan vllmPlan(const MemoryRequest& request);

/// vLLM's own default for --max-num-batched-tokens and --max-num-seqs of a server (docs/vllm.md 3):
/// by device memory, A100 counting as small; 16384 tokens from 160 GiB on since v0.28.
double vllmDefaultBatchedTokens(const DeviceSet& devices, const VllmProfile& profile);
double vllmDefaultSequences(const DeviceSet& devices);

}  // namespace headroom::memory
