// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::tests {

/// Times the drawing of correlated inputs and the statistics of the costs they lead to.
void sampling();

}  // namespace headroom::tests
