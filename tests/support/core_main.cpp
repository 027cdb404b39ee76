// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Catch2 runner for tests without Qt, compiled once.
#ifndef HEADROOM_CATCH3
#define CATCH_CONFIG_RUNNER
#endif
#include "tests/support/catch.h"

int main(int argc, char* argv[]) {
    return Catch::Session().run(argc, argv);
}
