// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace headroom::fuzz {

/// For targets that open a database. It lives to the end: Qt SQL of Qt 6.8 touches what is gone
/// already when an application is destroyed among the statics.
inline void needApplication() {
    static int count = 0;
    static char* names[] = {nullptr};
    static const auto* const application = new QCoreApplication(count, names);
    (void)application;
}

}  // namespace headroom::fuzz
