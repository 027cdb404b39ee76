// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalog/model_spec.h"
#include "core/memory/ledger.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// Itemised bytes of a fine-tuning job, on one device or all. All parts are >= 0.
struct FineTuneParts {
    Bytes weights;  ///< frozen base, adapters, compute copy and master weights
    Bytes gradients;
    Bytes optimiser;  ///< on the device; paged states lie in host memory
    Bytes activations;
    Bytes logits;   ///< output layer and loss
    Bytes buffers;  ///< gathered layers, buckets of gradients, a matrix taken out of NF4
    Bytes engine;   ///< CUDA, NCCL and fragmentation
    Bytes used() const {
        return weights + gradients + optimiser + activations + logits + buffers + engine;
    }
};

/// What a job needs on `devices` equal devices, each with a micro-batch of its own (docs/memory.md
/// 5).
struct FineTuneLedger {
    FineTuneParts each;
    int devices{};   ///< 0 without a method
    Bytes hostEach;  ///< paged optimiser states, per device
    double trainableParameters{};

    FineTuneParts total() const;
    Bytes used() const { return each.used() * devices; }
    Bytes host() const { return hostEach * devices; }
    /// "weights", "optimiser", "activations" ...: the largest part of a device.
    std::string bindingTerm() const;
};
FineTuneLedger fineTuneLedger(const ModelSpec& model, const FineTuning& job, int deviceCount);

/// Bytes free on each device, negative when the job does not fit. On unified memory paged states
/// stay where they are.
Bytes fineTuneHeadroom(const FineTuneLedger& ledger, const DeviceSet& devices);
/// Devices and, where its size is known, host memory hold the job.
bool fineTuneFits(const FineTuneLedger& ledger, const DeviceSet& devices);

/// A job that fits, and the changes that lead to it, as sentences without a full stop.
struct FineTuneRemedy {
    std::vector<std::string> changes;
    FineTuning job;
    FineTuneLedger ledger;
};
/// The smallest change with which a job fits `devices`: of the single changes the least harmful,
/// and if none is enough, as many as it takes in the order of harm (docs/memory.md 5.6). nullopt
/// when all together are not enough.
std::optional<FineTuneRemedy> fineTuneRemedy(const ModelSpec& model, const FineTuning& job,
                                             const DeviceSet& devices);

}  // namespace headroom
