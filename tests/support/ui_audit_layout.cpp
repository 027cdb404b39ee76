// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where widgets lie.
#include <qcustomplot.h>

#include <QAbstractScrollArea>
#include <QLayout>
#include <QScrollArea>
#include <QScrollBar>

#include "tests/support/ui_audit.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The visible widgets that the layout of `parent` places, through the layouts inside it.
void collect(const QLayout& layout, std::vector<QWidget*>& widgets) {
    for (int i = 0; i < layout.count(); ++i) {
        QLayoutItem* const item = layout.itemAt(i);
        if (item->layout() != nullptr) collect(*item->layout(), widgets);
        QWidget* const widget = item->widget();
        if (widget != nullptr && widget->isVisible()) widgets.push_back(widget);
    }
}

std::vector<QWidget*> placedIn(const QWidget& parent) {
    std::vector<QWidget*> widgets;
    if (parent.layout() != nullptr) collect(*parent.layout(), widgets);
    return widgets;
}

template <class Visit>
void forEachParent(QWidget& root, const Visit& visit) {
    QList<QWidget*> parents = root.findChildren<QWidget*>();
    parents.prepend(&root);
    for (QWidget* const parent : parents) {
        if (parent->isVisible() && parent->window() == root.window()) visit(*parent);
    }
}

QString rectText(const QRect& rect) {
    return u"(%1, %2, %3 x %4)"_s.arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

void checkChart(const QCustomPlot& plot, QStringList& faults) {
    std::vector<const QCPItemText*> texts;
    for (int i = 0; i < plot.itemCount(); ++i) {
        const auto* const text = qobject_cast<const QCPItemText*>(plot.item(i));
        if (text != nullptr && text->visible()) texts.push_back(text);
    }
    const QRectF paper = QRectF(plot.viewport()).adjusted(-1, -1, 1, 1);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto box = [](const QCPItemText& text) {
            return QRectF(text.topLeft->pixelPosition(), text.bottomRight->pixelPosition());
        };
        const QRectF mine = box(*texts[i]);
        if (!paper.contains(mine)) {
            faults << u"“%1” leaves the chart: "_s.arg(texts[i]->text()) + placeOf(plot);
        }
        for (std::size_t j = 0; j < i; ++j) {
            const QRectF common = mine.intersected(box(*texts[j]));
            if (common.width() <= 1 || common.height() <= 1) continue;
            faults << u"“%1” covers “%2”: "_s.arg(texts[i]->text(), texts[j]->text()) +
                          placeOf(plot);
        }
    }
}

}  // namespace

QStringList overlaps(QWidget& root) {
    QStringList faults;
    forEachParent(root, [&](QWidget& parent) {
        if (const auto* plot = qobject_cast<QCustomPlot*>(&parent)) checkChart(*plot, faults);
        const std::vector<QWidget*> widgets = placedIn(parent);
        for (std::size_t i = 0; i < widgets.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const QRect common = widgets[i]->geometry().intersected(widgets[j]->geometry());
                if (common.isEmpty()) continue;
                faults << placeOf(*widgets[i]) + u" covers "_s + placeOf(*widgets[j]);
            }
        }
    });
    return faults;
}

QStringList escapes(QWidget& root) {
    QStringList faults;
    forEachParent(root, [&](QWidget& parent) {
        for (const QWidget* const widget : placedIn(parent)) {
            if (parent.rect().contains(widget->geometry())) continue;
            faults << rectText(widget->geometry()) + u" is beyond "_s + rectText(parent.rect()) +
                          u": "_s + placeOf(*widget);
        }
    });
    return faults;
}

QStringList sidewaysScrolls(QWidget& root, const QStringList& allowed) {
    QStringList faults;
    forEachParent(root, [&](QWidget& parent) {
        const auto* const area = qobject_cast<QAbstractScrollArea*>(&parent);
        if (area == nullptr || allowed.contains(area->objectName())) return;
        const int hidden = area->horizontalScrollBar()->maximum();
        if (hidden > 0) {
            faults << u"scrolls %1 px sideways: "_s.arg(hidden) + placeOf(*area);
        }
        // Without a bar what lies beyond cannot be seen at all.
        const auto* const page = qobject_cast<const QScrollArea*>(area);
        const bool cut = page != nullptr && page->widget() != nullptr && hidden == 0 &&
                         page->widget()->width() > page->viewport()->width();
        if (cut) faults << u"is cut at the right: "_s + placeOf(*area);
    });
    return faults;
}

}  // namespace headroom::tests
