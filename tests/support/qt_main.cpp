// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Catch2 runner for tests with Qt: offscreen unless told otherwise, C locale, and a home of its
// own for each process, as tests that run side by side must not share settings or files.
#ifndef HEADROOM_CATCH3
#define CATCH_CONFIG_RUNNER
#endif
#include "tests/support/catch.h"

#include <QApplication>
#include <QLocale>
#include <QTemporaryDir>

int main(int argc, char* argv[]) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    for (const char* const folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                                     "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
        qputenv(folder, home.path().toLocal8Bit());
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("headroom-tests"));
    QApplication::setOrganizationName(QStringLiteral("headroom-tests"));
    QLocale::setDefault(QLocale::c());
    return Catch::Session().run(argc, argv);
}
