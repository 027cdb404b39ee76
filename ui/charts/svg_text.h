// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

namespace headroom {

/// What QSvgGenerator wrote, with every text as wide as it was measured in the family of
/// `measuredIn`, in whatever font the reader has: what stands right of a bar or ends at a line
/// stays there.
QString withMeasuredTexts(const QString& svg, const QFont& measuredIn);

}  // namespace headroom
