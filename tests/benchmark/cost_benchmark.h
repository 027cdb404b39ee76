// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::tests {

/// Times cash flows, the tornado and the Monte Carlo study of a decision.
void costs();

}  // namespace headroom::tests
