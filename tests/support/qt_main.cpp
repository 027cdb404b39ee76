// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Catch2 runner for tests with Qt: offscreen unless told otherwise, C locale, private settings
// folders.
#ifndef HEADROOM_CATCH3
#define CATCH_CONFIG_RUNNER
#endif
#include "tests/support/catch.h"

#include <QApplication>
#include <QLocale>
#include <QStandardPaths>

int main(int argc, char* argv[]) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("headroom-tests"));
    QApplication::setOrganizationName(QStringLiteral("headroom-tests"));
    QLocale::setDefault(QLocale::c());
    return Catch::Session().run(argc, argv);
}
