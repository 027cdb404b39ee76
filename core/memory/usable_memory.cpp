// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/usable_memory.h"

#include <algorithm>
#include <cmath>

#include "core/units/format.h"

namespace headroom {
namespace {

/// What macOS and its programs need beside a model: 5 % of memory and no less than 8 GiB. Chosen by
/// us; the oMLX server calls 95 % safe (docs/support.md 3).
constexpr double kMacShare = 0.05;
constexpr Bytes kMacLeast = gibibytes(8);
/// Linux lets a GPU in the processor map half of the memory unless told otherwise (docs/support.md
/// 3).
constexpr double kLinuxGttShare = 0.5;
constexpr double kPageBytes = 4096;

std::string ofSold(Bytes part, Bytes sold) {
    return formatNumber(inGibibytes(part), 1) + " of " + formatGib(sold);
}

std::string whole(double number) {
    std::string text = formatNumber(std::floor(number));
    text.erase(std::remove(text.begin(), text.end(), ','), text.end());
    return text;
}

bool isMac(const DeviceSet& devices) {
    return devices.unified && devices.accelerator && devices.accelerator->vendor == "Apple";
}

void addApple(const DeviceSet& devices, std::vector<std::string>& notes) {
    const Bytes sold = devices.capacityEach;
    std::string note = "macOS lends the GPU " + ofSold(devices.usableEach, sold) + ".";
    if (const std::optional<Bytes> most = raisedLimit(devices)) {
        const double megabytes = most->value / (1024 * 1024);
        note += " \"sudo sysctl iogpu.wired_limit_mb=" + whole(megabytes) + "\" raises that to " +
                formatGib(*most) + " until the next restart.";
    }
    notes.push_back(std::move(note));
}

void addMapped(const DeviceSet& devices, std::vector<std::string>& notes) {
    const Bytes sold = devices.capacityEach;
    const Bytes byDefault = sold * kLinuxGttShare;
    std::string note =
        "The GPU is counted with " + ofSold(devices.usableEach, sold) + " of shared memory.";
    if (devices.usableEach > byDefault) {
        const std::string pages = whole(devices.usableEach.value / kPageBytes);
        note += " Linux lets it map about half, " + formatGib(byDefault) +
                ", by default: the rest needs the kernel parameters ttm.pages_limit=" + pages +
                " ttm.page_pool_size=" + pages + ".";
    }
    notes.push_back(std::move(note));
}

void addUnified(const DeviceSet& devices, std::vector<std::string>& notes) {
    const std::string vendor = devices.accelerator ? devices.accelerator->vendor : "";
    if (isMac(devices)) {
        addApple(devices, notes);
    } else if (vendor == "AMD") {
        addMapped(devices, notes);
    } else if (devices.usableEach < devices.capacityEach) {
        notes.push_back("The operating system sees " +
                        ofSold(devices.usableEach, devices.capacityEach) +
                        ", shared by the GPU and every other program; no limit beyond that.");
    }
}

}  // namespace

std::optional<Bytes> raisedLimit(const DeviceSet& devices) {
    const Bytes sold = devices.capacityEach;
    const Bytes most = sold - std::max(kMacLeast, sold * kMacShare);
    if (!isMac(devices) || most <= devices.usableEach) return std::nullopt;
    return most;
}

std::vector<std::string> usableMemoryNotes(const DeviceSet& devices) {
    std::vector<std::string> notes;
    if (devices.unified) {
        addUnified(devices, notes);
    } else if (devices.unequal.empty() && devices.usableEach < devices.capacityEach) {
        notes.push_back(
            "Each device reports " + ofSold(devices.usableEach, devices.capacityEach) +
            " to engines: the driver, and error correction where it lies in the same memory, "
            "keep the rest.");
    }
    if (devices.display > Bytes{0}) {
        notes.push_back("A screen on the first device takes about " +
                        formatNumber(inGibibytes(devices.display), 2) +
                        " GiB of it; on another GPU, or without one, that is free.");
    }
    return notes;
}

}  // namespace headroom
