// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way of the Tab key.
#include <QAbstractScrollArea>
#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QPointer>
#include <QTextBrowser>
#include <QWindow>
#include <QtTest/QtTest>
#include <algorithm>

#include "tests/support/ui_audit.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostStops = 500;
/// A mark of focus is at least that many pixels that change noticeably: two sides of a small
/// button. A blinking text cursor alone is less.
constexpr int kFewestChangedPixels = 36;
constexpr double kNoticeable = 1.4;

/// Where the keys go: the current cell of a table, the cursor of a text, else the whole.
QRect aimOf(const QWidget& widget) {
    const QRect cursor = widget.inputMethodQuery(Qt::ImCursorRectangle).toRect();
    const QRect none = widget.QWidget::inputMethodQuery(Qt::ImCursorRectangle).toRect();
    const bool edit = qobject_cast<const QLineEdit*>(&widget) != nullptr;
    return cursor == none || edit ? widget.rect() : cursor;
}

bool isInSight(const QWidget& widget) {
    const QRect aim = aimOf(widget);
    for (const QWidget* up = widget.parentWidget(); up != nullptr; up = up->parentWidget()) {
        const auto* const area = qobject_cast<const QAbstractScrollArea*>(up);
        const bool inside = area != nullptr && area->viewport()->isAncestorOf(&widget);
        if (!inside && !up->isWindow()) continue;
        const QWidget* const frame = inside ? area->viewport() : up;
        const QRect mine(widget.mapTo(frame, aim.topLeft()), aim.size());
        const QRect seen = mine.intersected(frame->rect());
        // Of what is taller than the frame a half of the frame must be seen.
        if (seen.height() < std::min(mine.height(), frame->height() / 2)) return false;
        if (seen.width() < std::min(mine.width(), frame->width() / 2)) return false;
        if (up->isWindow()) break;
    }
    return true;
}

int changedPixels(const QImage& before, const QImage& after) {
    if (before.size() != after.size()) return kFewestChangedPixels;
    int changed = 0;
    for (int y = 0; y < before.height(); ++y) {
        const auto* const a = reinterpret_cast<const QRgb*>(before.constScanLine(y));
        const auto* const b = reinterpret_cast<const QRgb*>(after.constScanLine(y));
        for (int x = 0; x < before.width(); ++x) {
            if (a[x] != b[x] && contrast(a[x], b[x]) >= kNoticeable) ++changed;
        }
        if (changed >= kFewestChangedPixels) break;
    }
    return changed;
}

QImage picture(QWidget& widget) {
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

bool isStop(const QWidget& widget, const QWidget& window) {
    return widget.window() == &window && widget.isVisible() && widget.isEnabled() &&
           (widget.focusPolicy() & Qt::TabFocus) != 0 && widget.focusProxy() == nullptr;
}

/// A text with links is left after its last one: as long as each press goes on to another.
template <class Press>
void leaveLinks(const QWidget& window, const QPointer<QWidget>& left, Press press) {
    const auto* const text = qobject_cast<QTextBrowser*>(left);
    int before = -1;
    while (text && window.focusWidget() == text && text->textCursor().hasSelection() &&
           text->textCursor().position() != before) {
        before = text->textCursor().position();
        press();
    }
}

}  // namespace

TabWalk walkByTab(QWidget& window, bool backwards) {
    TabWalk walk;
    const auto press = [&] {
        QTest::keyClick(window.windowHandle(), backwards ? Qt::Key_Backtab : Qt::Key_Tab,
                        backwards ? Qt::ShiftModifier : Qt::NoModifier);
        QCoreApplication::processEvents();
    };
    QCoreApplication::processEvents();
    if (window.focusWidget() == nullptr) press();
    QWidget* const first = window.focusWidget();
    QWidget* current = first;
    do {
        if (current == nullptr) {
            walk.faults << u"nothing is in focus after "_s +
                               (walk.stops.empty() ? u"the start"_s : placeOf(*walk.stops.back()));
            return walk;
        }
        walk.stops.push_back(current);
        if (!current->isVisible() || !isInSight(*current)) {
            walk.faults << u"out of sight: "_s + placeOf(*current);
        }
        const QImage focused = picture(*current);
        QPointer<QWidget> left = current;
        press();
        leaveLinks(window, left, press);
        current = window.focusWidget();
        if (current == left) {
            walk.faults << u"Tab does not leave "_s + placeOf(*current);
            return walk;
        }
        if (left && changedPixels(focused, picture(*left)) < kFewestChangedPixels) {
            walk.faults << u"no mark of focus: "_s + placeOf(*left);
        }
    } while (current != first && walk.stops.size() < kMostStops);
    if (current != first) walk.faults << u"the way never comes round"_s;
    for (QWidget* const widget : window.findChildren<QWidget*>()) {
        const auto& stops = walk.stops;
        if (!isStop(*widget, window)) continue;
        if (std::find(stops.begin(), stops.end(), widget) == stops.end()) {
            walk.faults << u"never reached: "_s + placeOf(*widget);
        }
    }
    return walk;
}

}  // namespace headroom::tests
