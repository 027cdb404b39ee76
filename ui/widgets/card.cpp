// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/widgets/accessible_role.h"

namespace headroom {

namespace {
constexpr double kRadius = 8.0;
constexpr int kEdgeHeight = 4;
/// The mark of focus lies inside the outline, which may have its colour.
constexpr double kFocusInset = 3.5;
}  // namespace

Card::Card(QWidget* parent) : QFrame(parent) {
    setFrameShape(QFrame::NoFrame);
    setAccessibleRole(*this, QAccessible::Grouping);
}

void Card::setEdge(std::optional<theme::Role> role) {
    m_edge = role;
    update();
}

void Card::setClickable(bool clickable) {
    m_clickable = clickable;
    setAccessibleRole(*this, clickable ? QAccessible::Button : QAccessible::Grouping);
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Card::setChosen(bool chosen) {
    m_chosen = chosen;
    update();
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.fillPath(outline, theme::color(theme::Role::Surface));
    if (m_edge) {
        painter.save();
        painter.setClipPath(outline);
        painter.fillRect(QRect(0, 0, width(), kEdgeHeight), theme::color(*m_edge));
        painter.restore();
    }
    QPen pen(theme::color(theme::Role::Line));
    if (m_clickable && m_hovered) pen.setColor(theme::color(theme::Role::Muted));
    if (m_chosen) pen = QPen(theme::color(m_edge.value_or(theme::Role::Accent)), 2.0);
    painter.setPen(pen);
    painter.drawPath(outline);
    if (!hasFocus()) return;
    painter.setPen(QPen(theme::color(theme::Role::Accent), 1.0));
    const QRectF inner =
        QRectF(rect()).adjusted(kFocusInset, kFocusInset, -kFocusInset, -kFocusInset);
    painter.drawRoundedRect(inner, kRadius - kFocusInset, kRadius - kFocusInset);
}

void Card::mouseReleaseEvent(QMouseEvent* event) {
    QFrame::mouseReleaseEvent(event);
    if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        emit clicked();
    }
}

void Card::keyPressEvent(QKeyEvent* event) {
    const bool activates = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                           event->key() == Qt::Key_Space;
    if (m_clickable && activates) {
        emit clicked();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void Card::enterEvent(QEnterEvent* event) {
    m_hovered = true;
    update();
    QFrame::enterEvent(event);
}

void Card::leaveEvent(QEvent* event) {
    m_hovered = false;
    update();
    QFrame::leaveEvent(event);
}

}  // namespace headroom
