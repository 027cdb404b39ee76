// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_plot.h"

#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

#include "ui/widgets/accessible_role.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

ChartPlot::ChartPlot(QWidget* parent) : QCustomPlot(parent) {
    setMouseTracking(true);
    setAccessibleRole(*this, QAccessible::Chart);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChartPlot::setContent(const ChartContent& content) {
    m_content = content;
    setHover(std::nullopt);
    const QFontMetricsF metrics(theme::font(theme::TextStyle::Body));
    setFixedHeight(static_cast<int>(std::ceil(content.heightInLines * metrics.lineSpacing())));
    setAccessibleName(content.title);
    setAccessibleDescription(content.summary);
    redraw();
}

void ChartPlot::redraw() {
    if (m_content.empty() || width() < 1 || height() < 1) return;
    m_content.draw(*this, chartStyle(theme::dark()), size());
    replot(QCustomPlot::rpQueuedReplot);
}

void ChartPlot::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event);
    redraw();
}

void ChartPlot::paintEvent(QPaintEvent* event) {
    QCustomPlot::paintEvent(event);
    if (!m_hover) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::color(theme::Role::Text), 1.5));
    painter.setBrush(theme::color(theme::Role::Surface));
    painter.drawEllipse(m_hover->anchor, 4, 4);
}

void ChartPlot::setHover(std::optional<ChartHit> hit) {
    if (!hit && !m_hover) return;
    m_hover = std::move(hit);
    const bool clickable = m_hover && !m_hover->optionId.isEmpty();
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ChartPlot::mouseMoveEvent(QMouseEvent* event) {
    setHover(m_content.hit ? m_content.hit(*this, event->position()) : std::nullopt);
    if (m_hover) {
        QString text = m_hover->text.toHtmlEscaped();
        text.replace(u'\n', u"<br/>"_s);
        QToolTip::showText(event->globalPosition().toPoint(), u"<qt>"_s + text + u"</qt>"_s, this);
    } else {
        QToolTip::hideText();
    }
}

void ChartPlot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_content.hit) return;
    if (const auto hit = m_content.hit(*this, event->position())) {
        if (!hit->optionId.isEmpty()) emit optionClicked(hit->optionId);
    }
}

void ChartPlot::leaveEvent(QEvent* event) {
    setHover(std::nullopt);
    QCustomPlot::leaveEvent(event);
}

void ChartPlot::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

LegendRow::LegendRow(QWidget* parent) : QWidget(parent) {
    setAccessibleRole(*this, QAccessible::StaticText);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void LegendRow::setEntries(std::vector<LegendEntry> entries) {
    m_entries = std::move(entries);
    QStringList words;
    for (const LegendEntry& entry : m_entries) words << entry.text;
    setAccessibleName(tr("Legend: %1").arg(words.join(u", "_s)));
    setVisible(!m_entries.empty());
    updateGeometry();
    update();
}

int LegendRow::heightForWidth(int width) const {
    return static_cast<int>(
        std::ceil(drawLegend(nullptr, {}, width, m_entries, chartStyle(theme::dark()))));
}

QSize LegendRow::sizeHint() const {
    return {theme::spacing(5), heightForWidth(width())};
}

void LegendRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    drawLegend(&painter, {}, width(), m_entries, chartStyle(theme::dark()));
}

}  // namespace headroom
