// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/catalog/provenance.h"

namespace headroom {

/// Speed parameters of a class of devices under one engine and backend. All of them live in
/// `database/seed/speed_classes.csv`; see `core/speed/speed.h` for the formulas that use them.
struct SpeedClass {
    std::string id;
    std::string deviceClass;  ///< what `speedClassKey(accelerator)` returns: geforce, workstation,
                              ///< hbm-hopper, apple ...
    std::string engine;       ///< llama.cpp, vllm, mlx
    std::string backend;      ///< cuda, metal, rocm, vulkan
    double weightEfficiency{};   ///< share of datasheet bandwidth when streaming weights, 0..1
    double expertEfficiency{};   ///< the same for mixture-of-experts weights
    double cacheEfficiency{};    ///< the same for the KV cache
    double layerMicroseconds{};  ///< fixed cost per layer and step
    double stepMicroseconds{};   ///< fixed cost per step
    double prefillEfficiency{};  ///< share of the dense rate the weight path uses, dense models
    double expertPrefillEfficiency{};
    double attentionEfficiency{};  ///< share of the FP16 rate in the quadratic part of prefill
    double
        batchEfficiency{};  ///< share of the dense rate when a decode batch becomes compute bound
    double requestMicroseconds{};  ///< fixed cost of a request before its prompt is read: taking it
                                   ///< in, turning text into tokens, scheduling
    double spread{};               ///< one standard deviation of ln(measured / predicted)
    int rows{};                    ///< how many measured rows stand behind the values
    Provenance provenance;         ///< how they were obtained

    friend bool operator==(const SpeedClass&, const SpeedClass&) = default;
};

}  // namespace headroom
