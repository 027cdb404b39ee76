// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/label_placement.h"
#include "tests/support/catch.h"

using namespace headroom;

namespace {

const QRectF kArea(0, 0, 400, 200);
const QSizeF kSize(100, 12);

int hidden(const QRectF& box, const std::vector<QPointF>& points) {
    int count = 0;
    for (const QPointF& point : points) count += box.contains(point) ? 1 : 0;
    return count;
}

/// A line through (200, 100) that falls by `slope` pixels a pixel.
std::vector<QPointF> line(double slope) {
    std::vector<QPointF> points;
    for (int x = 0; x <= 400; x += 2) points.emplace_back(x, 100 - slope * (x - 200));
    return points;
}

}  // namespace

TEST_CASE("A label stands below right of its anchor when nothing is in the way", "[charts]") {
    const QRectF box = placeLabel({200, 100}, kSize, kArea, {}, {});
    CHECK(box.size() == kSize);
    CHECK(box.left() > 200);
    CHECK(box.top() > 100);
}

TEST_CASE("A label hides no line where it can stand beside it", "[charts]") {
    for (const double slope : {-1.0, -0.3, -0.05, 0.05, 0.3, 1.0}) {
        const std::vector<QPointF> points = line(slope);
        const QRectF box = placeLabel({200, 100}, kSize, kArea, points, {});
        INFO("slope " << slope);
        CHECK(hidden(box, points) == 0);
        CHECK(kArea.contains(box));
    }
}

TEST_CASE("Labels stay in the area and off each other", "[charts]") {
    std::vector<QRectF> taken;
    for (const QPointF anchor : {QPointF(0, 200), QPointF(400, 0), QPointF(399, 199),
                                 QPointF(398, 198), QPointF(397, 197)}) {
        const QRectF box = placeLabel(anchor, kSize, kArea, {}, taken);
        CHECK(kArea.contains(box));
        for (const QRectF& other : taken) CHECK_FALSE(other.intersects(box));
        taken.push_back(box);
    }
}

TEST_CASE("A label wider than the area still has a place", "[charts]") {
    const QRectF box = placeLabel({10, 10}, {500, 12}, kArea, {}, {});
    CHECK(box.left() == 0);
    CHECK(box.top() == 0);
}
