// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::tests {

/// Times the doctor over a large catalog.
void examination();
/// The decision over a catalog with a price list of 100,000 offers.
void longPriceList();

}  // namespace headroom::tests
