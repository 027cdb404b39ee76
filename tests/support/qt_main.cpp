// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Catch2 runner for tests with Qt: offscreen unless told otherwise, C locale, and a home of its
// own for each process.
#ifndef HEADROOM_CATCH3
#define CATCH_CONFIG_RUNNER
#endif
#include "tests/support/catch.h"
#include "tests/support/own_home.h"

int main(int argc, char* argv[]) {
    headroom::tests::withoutScreen();
    const headroom::tests::OwnHome home;
    QApplication application(argc, argv);
    headroom::tests::nameApplication(QStringLiteral("headroom-tests"));
    return Catch::Session().run(argc, argv);
}
