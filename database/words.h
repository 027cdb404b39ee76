// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace headroom {

/// Translation context of this room: stable when classes are renamed.
struct Database {
    Q_DECLARE_TR_FUNCTIONS(Database)
};

}  // namespace headroom
