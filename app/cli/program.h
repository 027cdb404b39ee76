// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::cli {

/// What the process returns.
enum class ExitCode { Ok = 0, ScenarioErrors = 1, Usage = 2, FileTrouble = 3 };

/// Finds the command, runs it and turns every failure into a sentence on standard error and an
/// exit code.
int runProgram(int argc, char* argv[]);

}  // namespace headroom::cli
