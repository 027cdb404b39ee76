// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QLocale>
#include <QTemporaryDir>

namespace headroom::tests {

/// A home that ends with the program: programs that run side by side must not share settings or
/// files. Make it before the QApplication.
class OwnHome {
public:
    OwnHome() {
        for (const char* const folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                                         "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
            qputenv(folder, m_folder.path().toLocal8Bit());
        }
    }

private:
    QTemporaryDir m_folder;
};

/// Without a screen unless told otherwise. Call it before the QApplication.
inline void withoutScreen() {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
}

/// Names the program for its settings; numbers are those of the C locale.
inline void nameApplication(const QString& name) {
    QApplication::setApplicationName(name);
    QApplication::setOrganizationName(name);
    QLocale::setDefault(QLocale::c());
}

}  // namespace headroom::tests
