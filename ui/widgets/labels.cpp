// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

#include "ui/charts/chart_style.h"
#include "ui/theme/readable.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether a number and its percent sign meet at `at`.
bool beforeSign(const QString& text, qsizetype at) {
    return text[at] == u' ' && at > 0 && text[at - 1].isDigit() && at + 1 < text.size() &&
           text[at + 1] == u'%';
}

QString toneName(Tone tone) {
    switch (tone) {
        case Tone::Plain:
            return {};
        case Tone::Muted:
            return u"muted"_s;
        case Tone::Good:
            return u"good"_s;
        case Tone::Warn:
            return u"warn"_s;
        case Tone::Bad:
            return u"bad"_s;
    }
    Q_UNREACHABLE();
}

QLabel* prepared(QLabel* label, const QString& text, theme::TextStyle style, bool strong,
                 Tone tone) {
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setFont(theme::font(style, strong));
    label->setProperty("tone", toneName(tone));
    return label;
}

}  // namespace

QLabel* makeLabel(const QString& text, theme::TextStyle style, bool strong, Tone tone,
                  QWidget* parent) {
    return prepared(new QLabel(parent), text, style, strong, tone);
}

QLabel* makeWrappedLabel(const QString& text, theme::TextStyle style, bool strong, Tone tone,
                         QWidget* parent) {
    QLabel* const label = prepared(new WrappedLabel(parent), text, style, strong, tone);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void setTone(QLabel* label, Tone tone) {
    const QString name = toneName(tone);
    if (label->property("tone").toString() == name) return;
    label->setProperty("tone", name);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QString breakable(const QString& text) {
    constexpr int kLongestWord = 30;
    constexpr int kPart = 10;
    constexpr QChar kZeroWidthSpace(0x200B);
    QString result;
    qsizetype begin = 0;
    for (qsizetype end = 0; end <= text.size(); ++end) {
        // Lines break at blanks, and of themselves after these two.
        const bool gap =
            end < text.size() && (text[end].isSpace() || text[end] == u'-' || text[end] == u'/');
        if (end < text.size() && !gap) continue;
        const qsizetype length = end - begin;
        for (qsizetype i = 0; i < length; ++i) {
            const QChar c = text[begin + i];
            const bool place = length > kLongestWord && i > 0 && i % kPart == 0;
            if (place && !c.isLowSurrogate() && !c.isMark()) result += kZeroWidthSpace;
            result += c;
        }
        if (end < text.size()) {
            result += beforeSign(text, end) ? QChar(QChar::Nbsp) : text[end];
        }
        begin = end + 1;
    }
    return result;
}

int WrappedLabel::heightForWidth(int width) const {
    if (m_measured != text()) {
        m_measured = text();
        m_heights.clear();
    }
    const auto [known, isNew] = m_heights.try_emplace(width);
    if (isNew) known->second = QLabel::heightForWidth(width);
    return known->second;
}

void WrappedLabel::changeEvent(QEvent* event) {
    m_heights.clear();
    QLabel::changeEvent(event);
}

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setText(text);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text) {
    QLabel::setText(text);
    updateToolTip();
}

QSize ElidedLabel::minimumSizeHint() const {
    return {fontMetrics().horizontalAdvance(u"MMM…"_s), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(),
                          isEnabled(), shown, foregroundRole());
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    updateToolTip();
}

void ElidedLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange) updateToolTip();
}

void ElidedLabel::updateToolTip() {
    const bool elided = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    setToolTip(elided ? toolTipText(text()) : QString());
}

Badge::Badge(const QString& text, theme::Role role, Shape shape, QWidget* parent)
    : QLabel(parent), m_role(role), m_shape(shape) {
    setTextFormat(Qt::PlainText);
    setText(text);
    setFont(theme::font(theme::TextStyle::Caption, shape == Shape::Pill));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::set(const QString& text, theme::Role role) {
    m_role = role;
    setText(text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const {
    const int side = theme::spacing(m_shape == Shape::Pill ? 2 : 1);
    return {fontMetrics().horizontalAdvance(text()) + 2 * side,
            fontMetrics().height() + theme::spacing(0)};
}

void Badge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool neutral = m_role == theme::Role::Muted;
    const QColor colour = theme::color(m_role);
    const double tint = theme::dark() ? 0.22 : 0.13;
    const QColor ground = neutral ? theme::color(theme::Role::Free)
                                  : mix(theme::color(theme::Role::Surface), colour, tint);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    const double radius = m_shape == Shape::Pill ? height() / 2.0 : 4.0;
    painter.drawRoundedRect(rect(), radius, radius);
    painter.setPen(theme::readable(colour, ground));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

}  // namespace headroom
