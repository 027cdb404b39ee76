// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/hardware.h"
#include "core/catalog/provenance.h"
#include "core/catalog/weight_format.h"

namespace headroom {

/// How an engine treats a format on a device (docs/support.md 1).
enum class SupportVerdict {
    Native,       ///< kernels that use the format as it is
    Slow,         ///< runs on a path that costs speed
    Emulated,     ///< stored in the format, computed in another one
    Unsupported,  ///< does not load or stops with an error
    Unknown,      ///< nobody documents it
};

enum class SupportKind { Weights, Cache };

/// One rule of the support table: an engine, a part of the devices, a part of the formats. Rows
/// live in `database/seed/engine_support.csv`.
struct EngineSupport {
    std::string id;
    std::string engine;  ///< "llama.cpp", "ollama", "vllm", "sglang", "tensorrt-llm", "mlx"
    SupportKind kind{};
    std::string device;                       ///< a `deviceFamily`, or "*" for all
    std::vector<std::string> targets;         ///< of `Accelerator::target`; empty = every one
    std::optional<double> minimumCapability;  ///< CUDA compute capability, inclusive
    std::optional<double> maximumCapability;  ///< inclusive
    std::vector<std::string> formats;         ///< ids or families of weight formats, or "*"
    SupportVerdict verdict{SupportVerdict::Unknown};
    std::optional<double> decodeShare;   ///< of the native decode rate that remains; 0..1
    std::optional<double> prefillShare;  ///< of the native prefill rate that remains; 0..1
    /// A sentence for everything but Native; {engine}, {format}, {device} and {target} are
    /// replaced.
    std::string reason;
    std::string remedy;
    Provenance provenance;

    friend bool operator==(const EngineSupport&, const EngineSupport&) = default;
};

/// "nvidia", "amd", "apple", "intel", "gaudi", "tenstorrent"; the vendor in lower case otherwise.
std::string deviceFamily(const Accelerator& accelerator);

/// What compilers call the device: the CUDA compute capability of NVIDIA ("8.9"), the LLVM target
/// of AMD ("gfx1100"), the chip generation of Apple ("M3"), the GPU generation of Intel ("Xe2",
/// "Gaudi 3"). Derived from the architecture's name for rows without one, as documents of older
/// versions have; empty when neither tells (docs/support.md 2).
std::string computeTarget(std::string_view vendor, std::string_view architecture);

/// CUDA compute capability from `Accelerator::target`; nullopt for other vendors and where unknown.
std::optional<double> computeCapability(const Accelerator& accelerator);

/// How closely a row names a format: 3 by id, 2 by family, 1 by "*", 0 not at all. A closer row
/// outranks a wider one.
int formatMatch(const EngineSupport& row, const WeightFormat& format);

/// Whether a row is about the device; a row with a range of compute capabilities is not about a
/// device whose capability is unknown.
bool coversDevice(const EngineSupport& row, const Accelerator& accelerator);

}  // namespace headroom
