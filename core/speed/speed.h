// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/catalog/catalog.h"
#include "core/memory/ledger.h"
#include "core/scenario/scenario.h"
#include "core/speed/speculation.h"

namespace headroom {

/// The class whose parameters apply to a device, by family and specifications, never by model id:
/// "geforce", "workstation", "hbm-ampere", "hbm-hopper", "hbm-blackwell", "cdna", "radeon",
/// "apple", "gb10", "strix-halo", "arc", "other".
std::string speedClassKey(const Accelerator& accelerator);
/// Exact class and engine, else the class on any engine, else "other"; never null for a seeded
/// catalog.
const SpeedClass* speedClass(const Accelerator& accelerator, EngineChoice engine,
                             const Catalog& catalog, std::string_view backend = {});

/// How a model is divided over devices.
enum class DeviceSplit {
    ByEngine,  ///< llama.cpp by layer, the others by tensor
    Layers,
    Tensors,
};

struct SpeedRequest {
    const ModelSpec* model{};
    const WeightFormat* weights{};
    const WeightFormat* kv{};
    EngineChoice engine{EngineChoice::LlamaCpp};
    DeviceSet devices;
    int batch{1};   ///< sequences decoded together
    Tokens depth;   ///< tokens already in each sequence's cache while decoding
    Tokens cached;  ///< prompt tokens already in the prefix cache: attended to, not computed
    Tokens prompt;  ///< tokens to prefill (after the prefix cache)
    Tokens answer;  ///< of each request, for the wait of a full house; 0 = not known
    int ubatch{512};
    double decodeShare{1};   ///< of the native rate that a slow fallback leaves, 0..1
    double prefillShare{1};  ///< the same of prefill
    Speculation speculation;
    DeviceSplit split{DeviceSplit::ByEngine};
    std::string link;      ///< what joins the devices, "PCIe 3.0 x16"; empty = by the accelerator
    Seconds network;       ///< round trip between user and machine
    double powerShare{1};  ///< power cap / what the device draws by its specification, 0..1
};
bool splitsTensors(const SpeedRequest& request);

/// Seconds of one decode step for the whole batch, by cause; they add up. A step gives each
/// sequence `tokensPerStep(speculation)` tokens.
struct DecodeStep {
    Seconds weights;   ///< streaming active weights (expert union at this batch)
    Seconds cache;     ///< streaming keys, values and state
    Seconds compute;   ///< only what exceeds the streaming time (compute roof)
    Seconds layers;    ///< fixed cost per layer
    Seconds step;      ///< fixed cost per step
    Seconds links;     ///< tensor-parallel all-reduce or pipeline hops
    Seconds draft;     ///< proposing the tokens that the step checks
    Seconds fallback;  ///< what a slow fallback adds (docs/support.md 1)
    Seconds total() const {
        return weights + cache + compute + layers + step + links + draft + fallback;
    }
};
/// t = active_bytes / (bandwidth * e) + kv_bytes / (bandwidth * e_kv) + layers * tau + t0
/// (docs/speed.md 1, docs/llama_cpp.md "Speed"). llama.cpp on several devices splits layers: no
/// decode gain. vLLM splits tensors.
DecodeStep decodeStep(const SpeedRequest& request, const SpeedClass& parameters);
/// The same with the weights already sized, for callers that ask for many devices.
DecodeStep decodeStep(const SpeedRequest& request, const WeightBytes& weights,
                      const SpeedClass& parameters);

/// Four different numbers, never mixed, each with its P10-P90 range from the class's spread.
struct SpeedEstimate {
    Range<TokensPerSecond> decodeSingle;   ///< one stream alone
    Range<TokensPerSecond> decodePerUser;  ///< each of `batch` streams
    Range<TokensPerSecond> decodeTotal;    ///< all streams together
    Range<TokensPerSecond> prefill;        ///< prompt tokens per second, one prompt at a time
    Range<Seconds>
        firstToken;  ///< TTFT: prefill of one prompt plus one decode step, server otherwise idle
    /// TTFT in a full house under continuous batching (docs/serving.md 2); where the answer's
    /// length is not known, behind half of the other prompts.
    Range<Seconds> firstTokenBusy;
    Seconds network;  ///< round trip that both first tokens hold; 0 = none or not known
    DecodeStep step;
    std::string parametersId;  ///< SpeedClass::id
    std::string bound;  ///< "memory bandwidth", "compute", "fixed overhead", "links", "drafting",
                        ///< "a slow fallback"
};
SpeedEstimate estimateSpeed(const SpeedRequest& request, const Catalog& catalog);
/// Lets users wait for a network round trip too.
void addNetwork(SpeedEstimate& speed, Seconds roundTrip);
/// The same for devices that are alike.
SpeedEstimate estimateSpeed(const SpeedRequest& request, const WeightBytes& weights,
                            const SpeedClass& parameters);
/// The same with the weights already sized. Devices that differ: under a layer split each kind
/// takes its share of the time, under a tensor split all wait for the slowest (docs/speed.md 4).
SpeedEstimate estimateSpeed(const SpeedRequest& request, const WeightBytes& weights,
                            const Catalog& catalog);

/// Requests that one instance completes per second when prefill and decode share it: the reciprocal
/// of prefill time + answer tokens / speed of all (docs/serving.md 5). Closed form, which decides
/// about units; core/serving plays the queue through.
double requestsPerSecond(const SpeedEstimate& speed, const Workload& workload);

}  // namespace headroom
