// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/memory/ledger.h"

namespace headroom {

/// What one command lets the GPU of a machine with unified memory take, where that is more than by
/// default: macOS's wired limit (docs/support.md 3). nullopt elsewhere.
std::optional<Bytes> raisedLimit(const DeviceSet& devices);

/// Why an engine may use less memory than was sold, one sentence a cause: what the driver or the
/// operating system keeps, what a screen takes, and the command that raises a limit, with its
/// number (docs/support.md 3). Empty when everything sold is usable.
std::vector<std::string> usableMemoryNotes(const DeviceSet& devices);

}  // namespace headroom
