// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace headroom {

/// Of the SQLite library that the driver brings, such as "3.40.1"; empty when the driver is
/// missing.
QString sqliteVersion();

}  // namespace headroom
