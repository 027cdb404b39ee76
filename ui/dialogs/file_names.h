// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace headroom {

/// A file name from a title: what no file system takes is replaced.
QString fileNameFor(const QString& title, const QString& suffix);

}  // namespace headroom
