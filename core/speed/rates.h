// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// The dense rate that an engine's matrix kernels can use for a weight format on a device
/// (docs/speed.md 10): llama.cpp multiplies quantised weights on the integer units of NVIDIA
/// cards and F16 weights with FP16 accumulation (twice the catalog's FP32-accumulate figure on
/// GeForce); vLLM uses FP8 and FP4 units where format and device have them and 16-bit ones
/// otherwise.
struct WeightPathRate {
    OperationsPerSecond rate;
    bool estimated{};  ///< the catalog lacks the rate; derived from bandwidth (see rates.cpp)
};
WeightPathRate weightPathRate(const Accelerator& accelerator, const WeightFormat& weights,
                              EngineChoice engine);

/// Operations that turning a block into numbers costs llama.cpp's vector kernels, as a share of the
/// multiplications of one token (docs/speed.md 10).
double unpackShare(const WeightFormat& weights);

/// The 16-bit rate that attention kernels use.
WeightPathRate attentionRate(const Accelerator& accelerator);

/// A link between devices. One all-reduce of `amount` over `count` devices moves 2 (count - 1) /
/// count * amount over every link, in 2 (count - 1) steps around a ring (Patarasuk and Yuan 2009)
/// or in 2 where every device reaches every other one directly.
struct Link {
    BytesPerSecond bandwidth;
    Seconds latency;  ///< of one step
    bool direct{};    ///< a switch or full mesh: steps do not grow with the devices
    Seconds start{};  ///< of one all-reduce, however many devices take part
    Bytes flagged{};  ///< the first bytes of an all-reduce cost twice: they carry flags
};
/// By the accelerator's interconnect column: `deviceFabric` at half its two-way figure, PCIe by
/// generation and lanes, Thunderbolt and Ethernet by name.
Link linkOf(const Accelerator& accelerator);
/// The link that `text` names ("PCIe 3.0 x16", "nvlink", "thunderbolt5"), for a device whose slot
/// is `pcie`; PCIe where it names none.
Link linkNamed(std::string_view text, std::string_view pcie);
/// The link between `count` devices of a kind: by `named` where the devices have no fabric and it
/// names one. GeForce cards copy over PCIe through the host's memory and share that path
/// (docs/speed.md 4).
Link linkBetween(const Accelerator& accelerator, std::string_view named, int count);
/// One direction of the PCIe slot, by generation and lanes; x16 of generation 3 where unknown.
BytesPerSecond pcieRate(const Accelerator& accelerator);
Seconds allReduceTime(const Link& link, Bytes amount, int count);

}  // namespace headroom
