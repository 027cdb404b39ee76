// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "database/import/import_source.h"

namespace headroom {

/// One accelerator as a vendor's tool tells it.
struct DetectedDevice {
    QString name;
    QString vendor;
    std::optional<double> memoryGib;   ///< of the device itself; unknown where it shares memory
    std::optional<double> powerWatts;  ///< its limit
};

/// What a vendor's tool says about the computer that it ran on.
struct DetectedMachine {
    QString tool;    ///< "nvidia-smi"
    QString vendor;  ///< of the computer; empty when the tool does not tell
    QString model;   ///< "Mac Studio"; empty when the tool does not tell
    std::vector<DetectedDevice> devices;
    std::optional<double> sharedMemoryGib;  ///< of CPU and GPU together
};

/// Adds rows for the machine, and for accelerators that the catalog does not know, to `source`.
/// What the tool does not tell comes from the accelerator's row or stays unknown; a row that lacks
/// what the table needs is refused and names the columns (docs/imports.md 5).
void proposeMachine(ImportSource& source, const DetectedMachine& machine,
                    const ImportContext& context);

}  // namespace headroom
