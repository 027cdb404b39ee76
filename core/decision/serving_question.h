// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/decision/option.h"
#include "core/serving/capacity.h"
#include "core/serving/serving.h"

namespace headroom {

/// What the simulation is asked about one option of a scenario.
struct ServingQuestion {
    ServingSetup setup;  ///< the option's engine, memory and speed; as many replicas as units
    ServingLoad load;    ///< a day of the workload
    ServingSlo slo;      ///< the first token and the speed that the workload asks for
    /// Options that send elsewhere what finds every slot busy: nothing queues.
    OverflowRule overflow{};
};

/// Spread of prompt and answer lengths, standard deviation / mean, where nobody measured them:
/// chats and assistants lie between 0.8 and 1.5 (ShareGPT, LMSYS); chosen by us.
inline constexpr double kPromptVariation = 1.0;
inline constexpr double kAnswerVariation = 1.0;

/// At the likely speed or at an end of its range. nullopt where the option has no speed or does not
/// hold what is asked.
std::optional<ServingQuestion> servingQuestion(const OptionResult& result, const Scenario& scenario,
                                               const Catalog& catalog,
                                               SpeedEnd end = SpeedEnd::Likely);

}  // namespace headroom
