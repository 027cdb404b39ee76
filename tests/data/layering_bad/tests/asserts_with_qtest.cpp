// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"

TEST_CASE("It waits for nothing") {
    QTRY_VERIFY(false);
}
