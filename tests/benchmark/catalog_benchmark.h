// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::tests {

/// Times the doctor over a large catalog.
void examination();

}  // namespace headroom::tests
