// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_scroll.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {
/// Where a page stops growing, in widths of a digit of body text: about 1,500 px at 13 px.
constexpr int kMeasureInDigits = 190;
/// Pause after a change until parts out of sight are refreshed, in milliseconds: the picture of
/// what is in sight comes first, and a held key or a dragged slider is not held up.
constexpr int kRestMilliseconds = 40;
}  // namespace

void followFocus(QScrollArea& area) {
    QObject::connect(qApp, &QApplication::focusChanged, &area, [&area](QWidget*, QWidget* now) {
        const bool inside = now && area.widget() && area.widget()->isAncestorOf(now);
        // Under a pressed button nothing may move, or its release would miss.
        if (inside && QApplication::mouseButtons() == Qt::NoButton) area.ensureWidgetVisible(now);
    });
}

PageScroll::PageScroll(QWidget* parent) : QScrollArea(parent) {
    setProperty("page", true);
    setFocusPolicy(Qt::TabFocus);  // its frame marks the focus, which a click does not ask for
    followFocus(*this);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const outer = new QWidget;
    auto* const centring = new QHBoxLayout(outer);
    centring->setContentsMargins(0, 0, 0, 0);
    auto* const content = new QWidget;
    const QFontMetrics metrics(theme::font(theme::TextStyle::Body));
    content->setMaximumWidth(kMeasureInDigits * metrics.horizontalAdvance(u'0'));
    content->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_column = new QVBoxLayout(content);
    const int margin = theme::spacing(3);
    m_column->setContentsMargins(margin, margin, margin, margin);
    m_column->setSpacing(theme::spacing(2));
    centring->addWidget(content);
    setWidget(outer);
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &PageScroll::refreshNext);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PageScroll::refreshInSight);
}

void PageScroll::addPart(QWidget* part, std::function<void()> refresh) {
    m_parts.push_back({.widget = part, .refresh = std::move(refresh), .outdated = true});
}

void PageScroll::refreshParts() {
    for (Part& part : m_parts) part.outdated = true;
    refreshInSight();
}

void PageScroll::finishParts() {
    if (!isVisible()) return;
    m_rest.stop();
    for (Part& part : m_parts) refreshPart(part);
}

bool PageScroll::outdated() const {
    return std::any_of(m_parts.begin(), m_parts.end(),
                       [](const Part& one) { return one.outdated; });
}

void PageScroll::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    refreshInSight();
}

bool PageScroll::inSight(std::size_t index) const {
    const auto yOf = [this](const QWidget& part, int y) {
        return part.mapTo(viewport(), QPoint(0, y)).y();
    };
    const QWidget& part = *m_parts[index].widget;
    const int bottom = viewport()->height();
    if (part.isVisibleTo(this)) return yOf(part, 0) < bottom && yOf(part, part.height()) > 0;
    // A hidden part would come below the last shown one before it.
    for (std::size_t before = index; before-- > 0;) {
        const QWidget& shown = *m_parts[before].widget;
        if (!shown.isVisibleTo(this)) continue;
        const int end = yOf(shown, shown.height());
        return end >= 0 && end < bottom;
    }
    return true;
}

void PageScroll::refreshPart(Part& part) {
    if (!part.outdated) return;
    part.outdated = false;  // first: it may scroll the page, which asks for the parts in sight
    part.refresh();
}

void PageScroll::refreshInSight() {
    if (!isVisible() || !outdated()) return;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].outdated && inSight(i)) refreshPart(m_parts[i]);
    }
    if (outdated()) m_rest.start(kRestMilliseconds);
}

void PageScroll::refreshNext() {
    if (!isVisible()) return;  // when it is shown
    const auto next = std::find_if(m_parts.begin(), m_parts.end(),
                                   [](const Part& part) { return part.outdated; });
    if (next == m_parts.end()) return;
    refreshPart(*next);
    // One by one, so that a key between two of them is served.
    if (outdated()) m_rest.start(0);
}

}  // namespace headroom
