// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/evaluate.h"

namespace headroom {

/// Text as one word of a POSIX shell, quoted where needed and without control characters: ids come
/// from a catalog that anybody may have written.
std::string shellWord(const std::string& text);

/// A command line that measures what was predicted, for a POSIX shell.
struct MeasureCommand {
    std::string purpose;  ///< "Speed of one user", "Memory at the start", "Speed under load"
    std::string command;
};

/// What to run on the real thing to check the memory and speed of an option: the engine's own
/// server with the settings that were assumed, and its own benchmark with the workload's lengths
/// and users. `MODEL.gguf` stands for the file in the chosen format; other engines name the model
/// as Hugging Face does. Values from the catalog are quoted for the shell. Empty for hosted APIs.
std::vector<MeasureCommand> measureCommands(const OptionResult& result, const Scenario& scenario,
                                            const Catalog& catalog);

}  // namespace headroom
