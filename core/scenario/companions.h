// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/scenario.h"

namespace headroom {

/// The models beside the main one as one line of text, role=model@format*slots:context/swapped,
/// less the parts that have their usual values: "bge-m3*2, draft=qwen3-0.6b@gguf-q8_0:4096".
std::string companionsText(const std::vector<Companion>& companions);

/// The reverse. All parts but the model may be left out: no role, gguf-f16, 1 slot, 8192 tokens of
/// context (a draft model: that of the main model) and resident are taken. Parts that cannot be
/// read stay in the id beside them, where `validate` reports them as unknown, so that nothing typed
/// is lost.
std::vector<Companion> parseCompanions(std::string_view text);

}  // namespace headroom
