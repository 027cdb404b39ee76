// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/theme/theme.h"

namespace headroom {

/// The word for a role in class names and variables of the style sheet: "own", "muted".
QString htmlRole(theme::Role role);
/// The style sheet of the HTML report: light or dark as the reader's system, light on paper.
QString htmlReportStyle();

}  // namespace headroom
