// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/provenance.h"
#include "core/units/money.h"
#include "core/units/quantity.h"

namespace headroom {

/// A GPU or system-on-chip. Tensor rates are dense; GeForce FP16 is with FP32 accumulation.
struct Accelerator {
    std::string id;
    std::string vendor;  ///< AMD, Apple, Intel, NVIDIA, Tenstorrent
    std::string name;
    std::string deviceClass;   ///< consumer, workstation, datacenter, apple-soc, apu
    std::string architecture;  ///< "Ada AD102", "Blackwell GB202", "M3" ...
    std::string target;        ///< compute capability "8.9", LLVM target "gfx1100", "M3"; see
                               ///< `computeTarget`
    int releaseYear{};
    Bytes memory;  ///< as sold
    std::string memoryType;
    BytesPerSecond bandwidth;
    std::optional<OperationsPerSecond> fp16;
    std::optional<OperationsPerSecond> bf16;
    std::optional<OperationsPerSecond> fp8;
    std::optional<OperationsPerSecond> int8;
    std::optional<OperationsPerSecond> fp4;
    std::optional<Watts> tdp;
    std::optional<Watts> idle;
    std::optional<Watts> idleModelLoaded;
    std::string interconnect;
    std::string pcie;
    std::string formFactor;
    std::optional<UnitPrice> launchPrice;
    std::optional<UnitPrice> streetPrice;
    Provenance price;
    std::string specificationSource;

    friend bool operator==(const Accelerator&, const Accelerator&) = default;
};

/// What a switch or full mesh (NVLink, Infinity Fabric) lets each device exchange with the others,
/// both directions together; nothing when the devices meet over PCIe, a network or a cable. Bridges
/// count as none: they are sold apart and join two cards, and links to a CPU ("nvlink-c2c") do not
/// join devices.
std::optional<BytesPerSecond> deviceFabric(const Accelerator& accelerator);

/// One direction of a slot such as "4.0 x16": 1 GB/s a lane at PCIe 3.0, doubling with each
/// generation (PCI-SIG); 16 lanes where the text names none.
BytesPerSecond pcieBandwidth(std::string_view generationAndLanes);

/// So many of one accelerator.
struct AcceleratorCount {
    std::string id;
    int count{1};
    friend bool operator==(const AcceleratorCount&, const AcceleratorCount&) = default;
};

/// A complete system one can buy.
struct Machine {
    std::string id;
    std::string vendor;
    std::string name;
    std::string kind;  ///< diy-tower, workstation, mini-pc, laptop, server
    std::string acceleratorId;
    int acceleratorCount{1};
    /// Accelerators of other kinds in the same machine, behind the first ones in order.
    std::vector<AcceleratorCount> furtherAccelerators;
    bool unifiedMemory{};
    Bytes totalMemory;   ///< on the GPU side, as sold, all devices
    Bytes usableForGpu;  ///< by the operating system's default, all devices
    std::optional<Bytes> systemMemory;
    std::optional<BytesPerSecond> systemBandwidth;  ///< of `systemMemory`, all channels
    BytesPerSecond bandwidth;                       ///< per device
    std::optional<Watts> peakPower;
    std::optional<Watts> loadPower;
    std::optional<Watts> idlePower;
    std::optional<double> noiseDba;
    std::string formFactor;
    std::string network;
    std::string storage;
    std::string hostLink;
    bool needs240V{};
    std::vector<std::string> stacks;  ///< llama.cpp, ollama, vllm, mlx, trt-llm, sglang ...
    std::optional<UnitPrice> price;
    Provenance priceProvenance;
    std::string specificationSource;

    bool runs(const std::string& stack) const;
    friend bool operator==(const Machine&, const Machine&) = default;
};

/// "rtx-3090*2" or "rtx-3090", 1 to 64 of them; nullopt when it is neither.
std::optional<AcceleratorCount> acceleratorCount(std::string_view text);

}  // namespace headroom
