// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/label_placement.h"

#include <algorithm>
#include <limits>

namespace headroom {

QRectF placeLabel(QPointF anchor, QSizeF size, const QRectF& area,
                  const std::vector<QPointF>& points, const std::vector<QRectF>& taken) {
    constexpr double aside = 10;
    constexpr int rows = 4;
    QRectF best;
    double fewest = std::numeric_limits<double>::infinity();
    for (int row = 0; row < rows; ++row) {
        const double away = 6 + row * size.height();
        for (const double y : {anchor.y() + away, anchor.y() - away - size.height()}) {
            for (const double x : {anchor.x() + aside, anchor.x() - aside - size.width()}) {
                const QRectF box(QPointF(x, y), size);
                if (!area.contains(box)) continue;
                const auto hidden = std::count_if(points.begin(), points.end(),
                                                  [&](QPointF p) { return box.contains(p); });
                const bool occupied =
                    std::any_of(taken.begin(), taken.end(),
                                [&](const QRectF& other) { return other.intersects(box); });
                const double cost = static_cast<double>(hidden) + (occupied ? 1e6 : 0) + row * 0.1;
                if (cost >= fewest) continue;
                fewest = cost;
                best = box;
            }
        }
    }
    if (!best.isNull()) return best;
    return {QPointF(std::max(area.left(), area.right() - size.width()), area.top()), size};
}

}  // namespace headroom
