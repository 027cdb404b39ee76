// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/vllm_profile.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::memory {
namespace {

constexpr VllmProfile kFirst{.since = 0,
                             .samplerCopies = 9.58,
                             .nonTorch = 0.1,
                             .fabricCollectives = 0.42,
                             .latentMultiple = 128,
                             .windowsShrink = false};
constexpr VllmProfile v8 = [] {
    VllmProfile profile = kFirst;
    profile.since = 8;
    profile.latentMultiple = 1;
    return profile;
}();
constexpr VllmProfile v10 = [] {
    VllmProfile profile = v8;
    profile.since = 10;
    profile.nonTorch = 0.13;
    profile.windowsShrink = true;
    profile.keepsExpertWorkspace = true;
    return profile;
}();
constexpr VllmProfile v12 = [] {
    VllmProfile profile = v10;
    profile.since = 12;
    profile.wideExperts = true;
    return profile;
}();
constexpr VllmProfile v17 = [] {
    VllmProfile profile = v12;
    profile.since = 17;
    profile.samplerCopies = 3.72;
    return profile;
}();
constexpr VllmProfile v18 = [] {
    VllmProfile profile = v17;
    profile.since = 18;
    profile.nonTorch = 0.25;
    profile.fabricCollectives = 1.82;
    return profile;
}();
constexpr VllmProfile v20 = [] {
    VllmProfile profile = v18;
    profile.since = 20;
    profile.utilisation = 0.92;
    return profile;
}();
constexpr VllmProfile v21 = [] {
    VllmProfile profile = v20;
    profile.since = 21;
    profile.graphsInBudget = true;
    profile.tokensOfRequests = true;
    return profile;
}();
constexpr VllmProfile v26 = [] {
    VllmProfile profile = v21;
    profile.since = 26;
    profile.inFlightSteps = 2;
    return profile;
}();
constexpr VllmProfile v28 = [] {
    VllmProfile profile = v26;
    profile.since = 28;
    profile.cachesStatePrefixes = true;
    profile.largestBatchFrom = 160;
    return profile;
}();

/// Oldest first.
constexpr std::array kProfiles{kFirst, v8, v10, v12, v17, v18, v20, v21, v26, v28};

constexpr double kLargeDevice = 70;  ///< GiB
constexpr double kSmallestSampler = 64;

bool hasLargeDefaults(const DeviceSet& devices) {
    const bool a100 =
        devices.accelerator && devices.accelerator->name.find("A100") != std::string::npos;
    return devices.usableEach >= gibibytes(kLargeDevice) && !a100;
}

}  // namespace

const VllmProfile& vllmProfile(int release) {
    const auto later = std::find_if(kProfiles.begin(), kProfiles.end(),
                                    [&](const VllmProfile& row) { return row.since > release; });
    return later == kProfiles.begin() ? kProfiles.front() : *(later - 1);
}

double vllmDefaultBatchedTokens(const DeviceSet& devices, const VllmProfile& profile) {
    if (!hasLargeDefaults(devices)) return 2048;
    return devices.usableEach >= gibibytes(profile.largestBatchFrom) ? 16384 : 8192;
}

double vllmDefaultSequences(const DeviceSet& devices) {
    return hasLargeDefaults(devices) ? 1024 : 256;
}

VllmPlan vllmPlan(const MemoryRequest& request) {
    const VllmSettings& settings = request.vllm;
    VllmPlan plan;
    plan.profile = &vllmProfile(settings.release.value_or(kNewestVllm));
    plan.utilisation = settings.utilisation.value_or(plan.profile->utilisation);
    plan.sequences = settings.sequences
                         ? *settings.sequences
                         : std::max<double>(kSmallestSampler, request.cache.slotCount);
    plan.batchedTokens = settings.batchedTokens
                             ? *settings.batchedTokens
                             : vllmDefaultBatchedTokens(request.devices, *plan.profile);
    plan.eager = settings.eager;
    plan.firstEngine = settings.firstEngine;
    plan.draftedTokens = settings.draftedTokens;
    // One page for the running state, one for the last block boundary that prefix caching may
    // resume from, one for each drafted token.
    const bool aligned = settings.cachesPrefixes.value_or(plan.profile->cachesStatePrefixes ||
                                                          settings.draftedTokens > 0);
    plan.statesPerSequence = 1 + (aligned ? 1 : 0) + settings.draftedTokens;
    return plan;
}

}  // namespace headroom::memory
