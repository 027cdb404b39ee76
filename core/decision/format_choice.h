// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/decision/option.h"
#include "core/memory/solvers.h"

namespace headroom {

/// A weight format on the devices of one option: how large, how fast, how much is lost.
struct FormatChoice {
    FormatFit fit;
    bool chosen{};                       ///< the scenario's
    std::optional<SpeedEstimate> speed;  ///< nullopt where the option has none
};

/// Every format that the option's engine runs natively on its devices from the same kind of file as
/// the chosen one (GGUF or not), most bits first, each placed
/// and timed by the same functions as the option itself. Quality is what was published of the
/// format (`WeightFormat::perplexityDelta8b` and beside it), of Llama 3 8B: what it costs another
/// model is not known. Empty where the option has no ledger.
std::vector<FormatChoice> formatChoices(const OptionResult& result, const Scenario& scenario,
                                        const Catalog& catalog);

/// Those that no smaller file beats in published perplexity, and the chosen one; ascending.
std::vector<std::size_t> worthTheirBytes(const std::vector<FormatChoice>& choices);

}  // namespace headroom
