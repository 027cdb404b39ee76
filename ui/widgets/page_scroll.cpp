// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_scroll.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {
/// Where a page stops growing, in widths of a digit of body text: about 1,500 px at 13 px.
constexpr int kMeasureInDigits = 190;
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
}

}  // namespace headroom
