// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "database/errors.h"

namespace headroom {

/// Puts a whole file in place or leaves what was there before. Throws FileError.
void saveFile(const QString& path, const QByteArray& bytes);

}  // namespace headroom
