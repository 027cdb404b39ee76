// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/memory/ledger.h"

namespace headroom::memory {

/// Sentences on what is approximate and why this engine differs from another.
std::vector<std::string> ledgerNotes(const MemoryRequest& request, const WeightBytes& weights,
                                     const Ledger& ledger);

}  // namespace headroom::memory
