// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The first page: logo, question, verdict, the three options to look at.
#include <qcustomplot.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QSvgRenderer>
#include <algorithm>

#include "ui/report/report_layout.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kPadding = 12;
constexpr double kCardGap = 12;
constexpr QSizeF kLogoRoom(220, 54);

void paintLogo(ReportCanvas& canvas, const ReportLogo& logo) {
    if (logo.empty()) return;
    const QSizeF size = logo.size.scaled(kLogoRoom, Qt::KeepAspectRatio);
    const QRectF place(QPointF(0, canvas.y()), size);
    if (!canvas.frame().measuring) {
        if (canvas.frame().opaque) {
            canvas.painter().drawImage(place, logo.opaque());
        } else if (logo.svg.isEmpty()) {
            canvas.painter().drawImage(place, logo.image);
        } else {
            QSvgRenderer(logo.svg).render(&canvas.painter(), place);
        }
    }
    canvas.skip(size.height() + 18);
}

/// A word on a tinted ground.
void paintBadge(ReportCanvas& canvas, QPointF topLeft, const QString& text, Role role) {
    const QFont& font = canvas.fonts().strong;
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(text) + 18, metrics.height() + 6);
    QCPPainter& painter = canvas.painter();
    painter.setPen(Qt::NoPen);
    painter.setBrush(mix(canvas.color(Role::Surface), canvas.color(role), 0.14));
    painter.drawRoundedRect(QRectF(topLeft, size), size.height() / 2, size.height() / 2);
    canvas.textAt(topLeft + QPointF(9, 3), size.width(), text, font, role, 1);
}

void paintTitle(ReportCanvas& canvas, const QString& title, const ReportCover& cover) {
    const double width = canvas.area().width();
    const auto line = [&](const QString& text, const QFont& font, Role role, int most,
                          double below) {
        if (text.isEmpty()) return;
        canvas.skip(canvas.textAt({0, canvas.y()}, width, text, font, role, most) + below);
    };
    line(title, canvas.fonts().title, Role::Text, 3, 4);
    line(cover.question, canvas.fonts().lead, Role::Muted, 5, 4);
    line(cover.byline, canvas.fonts().body, Role::Muted, 3, 18);
}

void paintVerdict(ReportCanvas& canvas, const ReportCover& cover) {
    const double width = canvas.area().width() - 2 * kPadding;
    const ReportFonts& fonts = canvas.fonts();
    const double height = 2 * kPadding + 30 +
                          ReportCanvas::heightOf(cover.verdict, fonts.heading, width, 6) + 6 +
                          ReportCanvas::heightOf(cover.facts, fonts.body, width, 8);
    const double top = canvas.y();
    canvas.painter().setPen(QPen(canvas.color(Role::Line), 1));
    canvas.painter().setBrush(canvas.color(Role::Surface));
    canvas.painter().drawRoundedRect(QRectF(0.5, top, canvas.area().width() - 1, height), 8, 8);
    double y = top + kPadding;
    paintBadge(canvas, {kPadding, y}, cover.badge, cover.badgeRole);
    y += 30;
    y += canvas.textAt({kPadding, y}, width, cover.verdict, fonts.heading, Role::Text, 6) + 6;
    canvas.textAt({kPadding, y}, width, cover.facts, fonts.body, Role::Text, 8);
    canvas.moveTo(top + height + 12);
}

double paintFigures(ReportCanvas& canvas, const ReportCard& card, QPointF topLeft, double width) {
    double y = topLeft.y();
    for (const ReportCard::Figure& figure : card.figures) {
        const QFontMetricsF metrics(canvas.fonts().smallStrong);
        const double valueWidth =
            std::min(width * 0.55, metrics.horizontalAdvance(figure.value) + 2);
        const double labelHeight =
            canvas.textAt({topLeft.x(), y}, width - valueWidth - 6, figure.label,
                          canvas.fonts().small, Role::Muted, 2);
        const double valueHeight =
            canvas.textAt({topLeft.x() + width - valueWidth, y}, valueWidth, figure.value,
                          canvas.fonts().smallStrong, figure.role, 2, true);
        y += std::max(labelHeight, valueHeight) + 4;
    }
    return y;
}

/// Draws one card and returns its lower end.
double paintCard(ReportCanvas& canvas, const ReportCard& card, const QRectF& place) {
    const double x = place.left() + kPadding;
    const double width = place.width() - 2 * kPadding;
    const ReportFonts& fonts = canvas.fonts();
    canvas.painter().fillRect(QRectF(place.topLeft(), QSizeF(place.width(), 4)),
                              canvas.color(card.role));
    double y = place.top() + kPadding + 2;
    const auto line = [&](const QString& text, const QFont& font, Role role, int most,
                          double below) {
        if (text.isEmpty()) return;
        y += canvas.textAt({x, y}, width, text, font, role, most) + below;
    };
    line(card.standing, fonts.smallStrong, card.role, 1, 2);
    line(card.name, fonts.strong, Role::Text, 3, 2);
    line(card.price, fonts.small, Role::Muted, 3, 8);
    y = paintFigures(canvas, card, {x, y}, width);
    line(card.exclusion, fonts.small, Role::Bad, 4, 0);
    line(card.aside, fonts.small, card.asideRole, 6, 0);
    return y + kPadding;
}

void paintCards(ReportCanvas& canvas, const std::vector<ReportCard>& cards) {
    if (cards.empty()) return;
    const double width = (canvas.area().width() - 2 * kCardGap) / 3;
    const double top = canvas.y();
    double bottom = top;
    std::vector<QRectF> places;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        places.emplace_back(static_cast<double>(i) * (width + kCardGap), top, width, 0);
        bottom = std::max(bottom, paintCard(canvas, cards[i], places.back()));
    }
    canvas.painter().setPen(QPen(canvas.color(Role::Line), 1));
    canvas.painter().setBrush(Qt::NoBrush);
    for (const QRectF& place : places) {
        canvas.painter().drawRect(QRectF(place.topLeft(), QPointF(place.right(), bottom)));
    }
    canvas.moveTo(bottom + 14);
}

}  // namespace

void paintCover(ReportCanvas& canvas, const ReportDocument& document, const QString& title,
                const ReportCover& cover) {
    paintLogo(canvas, document.logo);
    paintTitle(canvas, title, cover);
    paintVerdict(canvas, cover);
    for (const QString& warning : cover.warnings) canvas.warning(warning);
    if (!cover.relaxations.isEmpty()) {
        canvas.subheading(QCoreApplication::translate(
                              "Report", "The smallest changes that would admit something"),
                          40);
        for (const QString& change : cover.relaxations) canvas.bullet(change);
    }
    canvas.skip(6);
    paintCards(canvas, cover.cards);
}

}  // namespace headroom
