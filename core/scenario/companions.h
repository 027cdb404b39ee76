// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/scenario.h"

namespace headroom {

/// The models that live beside the main one as one line of text, model@format*slots:context, less
/// the parts that have their usual values: "bge-m3*2, qwen3-0.6b@gguf-q8_0:4096".
std::string companionsText(const std::vector<Companion>& companions);

/// The reverse. Format, slots and context may be left out: gguf-f16, 1 and 8192 are taken. Parts
/// that are no numbers stay in the id in front of them, where `validate` reports them as unknown,
/// so that nothing typed is lost.
std::vector<Companion> parseCompanions(std::string_view text);

}  // namespace headroom
