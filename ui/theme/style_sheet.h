// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace headroom::theme {

/// The one style sheet, with the colours and spacings of the mode in force filled in.
QString styleSheet();

}  // namespace headroom::theme
