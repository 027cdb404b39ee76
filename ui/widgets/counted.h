// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/units/format.h"

namespace headroom {

/// `one` for a count of one, else `many` with the count at %1. `tr` with a count would show "%n"
/// texts as they are written as long as there is no translation into English.
inline QString counted(qlonglong count, const QString& one, const QString& many) {
    return count == 1 ? one
                      : many.arg(QString::fromStdString(formatNumber(static_cast<double>(count))));
}

}  // namespace headroom
