// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace headroom::soak {

/// From now on warnings and worse of Qt and of the program are kept, with the step that they fell
/// in, and a crash says its step on standard error.
void watch(unsigned seed);
void nowIn(int step, const char* name);
/// What was warned of, once each.
const QStringList& warnings();

}  // namespace headroom::soak
