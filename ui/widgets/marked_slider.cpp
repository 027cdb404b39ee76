// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/marked_slider.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>
#include <cmath>

#include "ui/theme/theme.h"

namespace headroom {

namespace {

constexpr int kSteps = 1000;

}  // namespace

MarkedSlider::MarkedSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {
    setRange(0, kSteps);
    setSingleStep(kSteps / 100);
    setPageStep(kSteps / 10);
    connect(this, &QSlider::valueChanged, this, [this] { emit shareMoved(share()); });
}

double MarkedSlider::share() const {
    return static_cast<double>(value()) / kSteps;
}

void MarkedSlider::setShare(double share) {
    const QSignalBlocker blocker(this);
    setValue(static_cast<int>(std::lround(share * kSteps)));
}

void MarkedSlider::setHome(double share) {
    m_home = share;
    update();
}

void MarkedSlider::setTurns(std::vector<double> shares) {
    m_turns = std::move(shares);
    update();
}

QSize MarkedSlider::sizeHint() const {
    // Room for the ticks above and below the groove.
    const QSize base = QSlider::sizeHint();
    return {theme::scaled(160), std::max(base.height(), theme::scaled(24))};
}

int MarkedSlider::positionOf(double share) const {
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove =
        style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, this);
    const int handle =
        style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this).width();
    const double way = groove.width() - handle;
    return groove.left() + handle / 2 + static_cast<int>(std::lround(share * way));
}

void MarkedSlider::paintEvent(QPaintEvent* event) {
    QSlider::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    const double reach = theme::scaled(10);
    painter.setPen(QPen(theme::color(theme::Role::Warn), theme::scaled(2)));
    for (const double turn : m_turns) {
        const int x = positionOf(turn);
        painter.drawLine(QPointF(x, middle - reach), QPointF(x, middle + reach));
    }
    const int home = positionOf(m_home);
    if (std::abs(home - positionOf(share())) <= theme::scaled(6)) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::color(theme::Role::Muted));
    const double radius = theme::scaled(3);
    painter.drawEllipse(QPointF(home, middle), radius, radius);
}

void MarkedSlider::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Backspace) {
        setValue(static_cast<int>(std::lround(m_home * kSteps)));
        return;
    }
    QSlider::keyPressEvent(event);
}

void MarkedSlider::mouseDoubleClickEvent(QMouseEvent*) {
    setValue(static_cast<int>(std::lround(m_home * kSteps)));
}

}  // namespace headroom
