// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/catalog/catalog.h"
#include "core/memory/ledger.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// Operations of one trained token; multiply-adds count two (docs/serving.md 4).
struct TrainingOperations {
    double dense{};      ///< matrices of one forward pass, without routed experts
    double experts{};    ///< routed experts of one forward pass
    double attention{};  ///< scores and weighted values of one forward pass
    /// Forward, once more under gradient checkpointing, and backward: once for the inputs, once
    /// more where the weights themselves are trained.
    double matrixPasses{};
    double attentionPasses{};  ///< the same; backward takes five products where forward takes two
    double total() const { return (dense + experts) * matrixPasses + attention * attentionPasses; }
};
TrainingOperations trainingOperations(const ModelSpec& model, const FineTuning& job);

/// Seconds of one step, a micro-batch on each device, by cause.
struct TrainingStep {
    Seconds compute;   ///< matrices and attention
    Seconds unpack;    ///< QLoRA: turning 4-bit weights into 16-bit ones before every product
    Seconds exchange;  ///< only what weights and gradients on the links take beyond the rest
    Seconds total() const { return compute + unpack + exchange; }
};

/// How long fine-tuning takes on `devices`, each with a micro-batch of its own.
struct TrainingTime {
    TrainingOperations perToken;
    TrainingStep step;
    double tokensPerStep{};    ///< of all devices
    double denseShare{};       ///< of the 16-bit rate that dense products reach, 0..1
    double expertShare{};      ///< the same of routed experts
    OperationsPerSecond rate;  ///< dense 16-bit rate of one device
    bool rateEstimated{};      ///< the catalog lacks it; from the memory bandwidth
    Range<Seconds> perJob;
    double jobsPerMonth{};
    std::string parametersId;  ///< SpeedClass::id

    Range<Seconds> perMonth() const;
    TokensPerSecond speed() const { return tokensPerSecond(tokensPerStep / step.total().value); }
};
/// nullopt without a method or a class for the devices. Devices that differ all wait for the
/// slowest.
std::optional<TrainingTime> trainingTime(const ModelSpec& model, const FineTuning& job,
                                         const DeviceSet& devices, const Catalog& catalog);

}  // namespace headroom
