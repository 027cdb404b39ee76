// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace headroom::recent {

/// The scenario files opened or saved last, newest first, at most ten; kept in the settings.
/// Missing files stay listed: a drive may be away for a day.
QStringList files();
void add(const QString& path);
void clear();

}  // namespace headroom::recent
