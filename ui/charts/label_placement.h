// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <vector>

namespace headroom {

/// A place in `area` beside `anchor` for a label of `size`, in pixels: the nearest that hides the
/// fewest of `points`, below right first, and none of the boxes `taken` if there is any. Without
/// room beside the anchor it is the upper right corner of the area.
QRectF placeLabel(QPointF anchor, QSizeF size, const QRectF& area,
                  const std::vector<QPointF>& points, const std::vector<QRectF>& taken);

}  // namespace headroom
