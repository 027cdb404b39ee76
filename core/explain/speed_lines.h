// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/explain/lines.h"

namespace headroom {

std::string rangeText(const Range<TokensPerSecond>& range);  ///< "52.1 tok/s (44.6 to 60.9)"
std::string rangeText(const Range<Seconds>& range);          ///< "4.3 s (3.8 s to 4.9 s)"

/// How long, with how much energy and for how much money the fine-tuning jobs run; nothing when
/// none is asked.
void addTrainingLines(std::vector<ExplanationLine>& lines, const Explained& of);

}  // namespace headroom
