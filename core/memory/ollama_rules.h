// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/memory/ledger.h"

namespace headroom::memory {

/// Prompt tokens that Ollama has llama.cpp compute together where memory allows it (docs/memory.md
/// 2).
inline constexpr int kOllamaUbatch = 2048;

/// Ollama's context when none is set: 4,096 tokens below 24 GiB of device memory in all, 32,768
/// below 48, else 262,144 (docs/memory.md 2).
Tokens ollamaDefaultContext(const DeviceSet& devices);

}  // namespace headroom::memory
