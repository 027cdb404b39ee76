// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/weights.h"
#include "core/speed/speed.h"

namespace headroom {

/// What one decode step asks of the devices: seconds at datasheet rates, by cause, before the
/// class's shares. Times follow from it cheaply, which a fit of the shares needs (docs/speed.md 1).
struct DecodeWork {
    Seconds dense;           ///< weights without routed experts
    Seconds experts;         ///< the union of the experts picked
    Seconds cache;           ///< keys, values and state of all sequences
    Seconds unpack;          ///< turning quantised blocks into numbers, once a step
    Seconds denseProducts;   ///< multiplications of all sequences, without routed experts
    Seconds expertProducts;  ///< of routed experts
    Seconds
        tiles;  ///< the dense ones in full tiles of a matrix kernel; 0 = the engine has one kind
    double batch{1};  ///< sequences that each device multiplies together
    double layers{};
    Seconds host;  ///< of the processor, for every sequence
    Seconds links;
    Seconds draft;    ///< to propose tokens, which the work above checks
    double share{1};  ///< of the native rate that a slow fallback leaves
};
DecodeWork decodeWork(const SpeedRequest& request, const WeightBytes& weights);
DecodeStep stepTime(const DecodeWork& work, const SpeedClass& parameters);

/// The same for a prompt (docs/speed.md 2).
struct PrefillWork {
    Seconds dense;         ///< matrix products of all weights but routed experts
    Seconds experts;       ///< those of routed experts, in full tiles
    Seconds attention;     ///< scores and weighted values
    Seconds denseStream;   ///< reading the weights once a chunk
    Seconds expertStream;  ///< reading the experts that a chunk picks
    double layerPasses{};  ///< layers x chunks
    double chunks{1};      ///< passes that the prompt is read in
    Seconds links;
    double share{1};
};
PrefillWork prefillWork(const SpeedRequest& request, const WeightBytes& weights);
/// Of one prompt alone.
Seconds prefillTime(const PrefillWork& work, const SpeedClass& parameters);
/// What a further prompt adds to steps that run anyway: neither fixed costs nor weights are paid
/// again (chunked prefill, docs/serving.md 1).
Seconds addedPrefillTime(const PrefillWork& work, const SpeedClass& parameters);

}  // namespace headroom
