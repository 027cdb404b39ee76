// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace headroom::theme {

/// By WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances, 1 to 21.
double contrast(const QColor& a, const QColor& b);
/// `colour` as that of a text on `ground`: mixed with the text colour until the contrast is 4.5:1
/// (WCAG 2.2, 1.4.3). Colours that stand for things are chosen for areas and lines.
QColor readable(const QColor& colour, const QColor& ground);

}  // namespace headroom::theme
