// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold_icon.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <algorithm>

#include "ui/theme/theme.h"

namespace headroom {

namespace {

class FoldIconEngine final : public QIconEngine {
public:
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State state) override {
        const QPointF middle = QRectF(rect).center();
        const double side = std::min(rect.width(), rect.height());
        const double across = side * 0.25;  // half of the base
        const double along = side * 0.14;   // half of the height
        const bool down = state == QIcon::On;
        const QPolygonF triangle =
            down ? QPolygonF({middle + QPointF(-across, -along), middle + QPointF(across, -along),
                              middle + QPointF(0, along)})
                 : QPolygonF({middle + QPointF(-along, -across), middle + QPointF(-along, across),
                              middle + QPointF(along, 0)});
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme::color(theme::Role::Muted));
        painter->drawPolygon(triangle);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        // A button that is squeezed to nothing has no room for one.
        if (size.isEmpty()) return {};
        QPixmap drawn(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return drawn;
    }
    QIconEngine* clone() const override { return new FoldIconEngine; }
};

}  // namespace

QIcon foldIcon() {
    return QIcon(new FoldIconEngine);
}

}  // namespace headroom
