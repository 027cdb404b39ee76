// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::tests {

/// Times the serving simulation and prints requests a minute.
void serving();

}  // namespace headroom::tests
