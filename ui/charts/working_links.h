// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "core/explain/inputs.h"

namespace headroom {

/// Inputs that a line of working names at once; the rest waits behind "and 5 more".
inline constexpr std::size_t kShownInputs = 4;

/// "from: Context length 8,192 tokens · RTX 4090 (catalog, 2025-11-02) and 5 more" as HTML with
/// links. The nth leads to `input:<line>/<n>`, the rest to `more:<line>`: names and ids, which may
/// be hostile, are text alone. Empty without inputs.
QString inputsHtml(const InputReferences& inputs, std::size_t line, bool all);

/// What a click on the input does, a sentence.
QString inputTip(const InputReference& input);

/// Line and input of a link; nullopt for any other.
struct InputLink {
    std::size_t line{};
    std::size_t input{};
};
std::optional<InputLink> inputLink(const QString& link);
/// The line whose inputs are all asked for.
std::optional<std::size_t> moreLink(const QString& link);

}  // namespace headroom
