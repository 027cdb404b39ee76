// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/rates.h"

#include <algorithm>
#include <string_view>

#include "core/scenario/engines.h"
#include "core/speed/speed.h"

namespace headroom {
namespace {

bool isGeForce(const Accelerator& accelerator) {
    return accelerator.vendor == "NVIDIA" && accelerator.deviceClass == "consumer";
}

bool hasMatrixUnitsInGpu(const Accelerator& accelerator) {
    return accelerator.architecture == "M5" || accelerator.architecture == "M6";
}

/// Operations per byte of memory traffic, for devices whose rate the catalog does not know. Apple
/// M1 to M4: 26 to 35 in the rows that have both (10.4 TFLOPS at 400 GB/s ... 28.2 at 819); M5 with
/// matrix units in the GPU: about 70 (43 TFLOPS achieved at 614 GB/s, docs/hardware.md 0).
/// Others: 100, the low end of cards in the catalog.
double operationsPerByte(const Accelerator& accelerator) {
    if (accelerator.vendor != "Apple") return 100.0;
    return hasMatrixUnitsInGpu(accelerator) ? 70.0 : 34.0;
}

/// llama.cpp's integer kernels unpack blocks as they multiply and reach 0.08 to 0.22 of the INT8
/// rate where its F16 kernels reach 0.22 to 0.48 of theirs, on the same cards (docs/speed.md 10):
/// the ratio of the medians.
constexpr double kIntegerKernelShare = 0.45;

WeightPathRate known(OperationsPerSecond rate) {
    return {rate, false};
}

WeightPathRate sixteenBit(const Accelerator& accelerator) {
    if (accelerator.fp16) return known(*accelerator.fp16);
    if (accelerator.bf16) return known(*accelerator.bf16);
    return {OperationsPerSecond{accelerator.bandwidth.value * operationsPerByte(accelerator)},
            true};
}

bool isQuantised(const WeightFormat& weights) {
    return weights.family == "gguf";
}

WeightPathRate llamaCppRate(const Accelerator& accelerator, const WeightFormat& weights) {
    const WeightPathRate half = sixteenBit(accelerator);
    if (accelerator.vendor != "NVIDIA") return half;
    if (isQuantised(weights)) {
        if (accelerator.int8) return known(*accelerator.int8 * kIntegerKernelShare);
        // Dense INT8 is twice FP16 with FP16 accumulation on every tensor-core generation.
        return {half.rate * (kIntegerKernelShare * (isGeForce(accelerator) ? 4.0 : 2.0)),
                half.estimated};
    }
    return {half.rate * (isGeForce(accelerator) ? 2.0 : 1.0), half.estimated};
}

}  // namespace

WeightPathRate weightPathRate(const Accelerator& accelerator, const WeightFormat& weights,
                              EngineChoice engine) {
    const EngineChoice family = engineFamily(engine);
    if (family == EngineChoice::LlamaCpp) return llamaCppRate(accelerator, weights);
    const bool eightBit = weights.family == "fp8" || weights.id == "mxfp8";
    const bool fourBit = weights.family == "nvfp4" || weights.family == "mxfp4";
    if (family == EngineChoice::Vllm && eightBit && accelerator.fp8) return known(*accelerator.fp8);
    if (family == EngineChoice::Vllm && fourBit && accelerator.fp4) return known(*accelerator.fp4);
    return sixteenBit(accelerator);
}

double unpackShare(const WeightFormat& weights) {
    if (!isQuantised(weights)) return 0;
    const std::string_view type = weights.id;
    const auto has = [&](std::string_view part) { return type.find(part) != type.npos; };
    // One scale for 32 weights, against scales of scales and bits in two places.
    if (has("q8_0") || has("q4_0") || has("q5_0") || has("mxfp4")) return 0.25;
    return 1.0;
}

WeightPathRate attentionRate(const Accelerator& accelerator) {
    return sixteenBit(accelerator);
}

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

BytesPerSecond pcieRate(const Accelerator& accelerator) {
    return pcieBandwidth(accelerator.pcie);
}

namespace {

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return result;
}

/// Share of PCIe's nominal rate that an all-reduce among cards reaches (docs/speed.md 4).
constexpr double kPcieShare = 0.16;
/// Without peer-to-peer copies, which GeForce drivers do not offer, every byte goes into the host's
/// memory and out again: half of the slot's rate at best, and all cards share what the host copies.
/// Prefill of a 27B on RTX 3090 shows 5.3 GB/s between two cards, on PCIe 3.0 and on 4.0, and 2.5
/// among four (docs/speed.md 4).
constexpr double kStagedShare = 0.5;
constexpr double kHostCopies = 10.6;  ///< GB/s
/// Starting one all-reduce and waiting for it, and one step of it (docs/serving.md 3).
constexpr double kPcieStart = 20;  ///< us
constexpr double kPcieStep = 4;    ///< us
/// NCCL sends small messages with a flag beside every word of data ("LL").
constexpr double kFlagged = 160e3;

}  // namespace

Link linkNamed(std::string_view name, std::string_view pcie) {
    const std::string text = lowered(name);
    // An NVLink bridge of two RTX 3090: 112.5 GB/s both ways together (NVIDIA).
    const bool pcieNamed = contains(text, "pcie");
    if (contains(text, "nvlink") && !pcieNamed)
        return {gigabytesPerSecond(56), microseconds(5), true};
    if (contains(text, "connectx")) return {gigabytesPerSecond(25.0), microseconds(10)};
    // Metal hands each all-reduce to the CPU and back: one Mac against two and four lose 16 to 19
    // ms a token over the 64 all-reduces of a 32-layer model (docs/speed.md 4, MLX over
    // Thunderbolt 5). Cables join every pair, so two steps of half that.
    if (contains(text, "thunderbolt")) return {gigabytesPerSecond(10.0), microseconds(125), true};
    if (contains(text, "gbe")) return {gigabytesPerSecond(12.5), microseconds(10)};
    if (contains(text, "usb4")) return {gigabytesPerSecond(5.0), microseconds(30)};
    const std::size_t at = text.find("pcie ");
    const bool stated = at != std::string::npos && at + 5 < text.size() && text[at + 5] >= '1' &&
                        text[at + 5] <= '9';
    const std::string_view slot =
        stated ? std::string_view(text).substr(at + 5, text.find(',') - at - 5) : pcie;
    return {pcieBandwidth(slot) * kPcieShare, microseconds(kPcieStep), false,
            microseconds(kPcieStart), bytes(kFlagged)};
}

Link linkOf(const Accelerator& accelerator) {
    if (const auto fabric = deviceFabric(accelerator)) {
        return {*fabric / 2.0, microseconds(4), true};
    }
    // A bridge counts as none: it is sold apart.
    const bool bridge = contains(accelerator.interconnect, "nvlink");
    return linkNamed(bridge ? std::string_view{} : accelerator.interconnect, accelerator.pcie);
}

Link linkBetween(const Accelerator& accelerator, std::string_view named, int count) {
    const bool stated = !named.empty() && !deviceFabric(accelerator);
    Link link = stated ? linkNamed(named, accelerator.pcie) : linkOf(accelerator);
    const bool pcie = link.flagged.value > 0;
    if (pcie && isGeForce(accelerator)) {
        const BytesPerSecond slot = link.bandwidth / kPcieShare;
        link.bandwidth =
            std::min(slot * kStagedShare, gigabytesPerSecond(kHostCopies) / std::max(2, count));
    }
    return link;
}

Seconds allReduceTime(const Link& link, Bytes amount, int count) {
    if (count < 2) return seconds(0);
    const double share = 2.0 * (count - 1) / count;
    const double steps = link.direct ? 2.0 : 2.0 * (count - 1);
    const Bytes sent = amount + std::min(amount, link.flagged);
    return link.start + link.latency * steps + transferTime(sent * share, link.bandwidth);
}

}  // namespace headroom
