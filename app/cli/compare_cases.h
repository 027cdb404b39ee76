// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/program.h"

namespace headroom::cli {

/// `compare` with several scenarios: their answers side by side, and the inputs that differ. One
/// with errors shows its first one instead of figures. Throws FileError and UsageError.
ExitCode compareScenarios(const Arguments& arguments);

}  // namespace headroom::cli
