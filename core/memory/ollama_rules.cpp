// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/ollama_rules.h"

namespace headroom::memory {

Tokens ollamaDefaultContext(const DeviceSet& devices) {
    // Cards report a little less than they were sold with; the thresholds mean what is sold.
    const Bytes all = devices.capacityEach * devices.count;
    if (all < gibibytes(24)) return tokens(4096);
    return tokens(all < gibibytes(48) ? 32768 : 262144);
}

}  // namespace headroom::memory
