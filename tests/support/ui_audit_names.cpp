// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tree that assistive technology walks.
#include <qcustomplot.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMap>
#include <QScrollBar>
#include <QSet>
#include <QTextBrowser>

#include "tests/support/ui_audit.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Parts that Qt puts into a control and that speak through it.
bool isInnerPart(const QWidget& widget) {
    const QWidget* const parent = widget.parentWidget();
    const bool scroller = qobject_cast<const QScrollBar*>(&widget) != nullptr;
    const bool heading = qobject_cast<const QHeaderView*>(&widget) != nullptr;
    const bool inCombo = qobject_cast<const QComboBox*>(parent) != nullptr;
    const bool viewport = widget.objectName() == u"qt_scrollarea_viewport";
    return scroller || heading || inCombo || viewport || widget.focusProxy() != nullptr;
}

bool isPlainRole(QAccessible::Role role) {
    switch (role) {
        case QAccessible::NoRole:
        case QAccessible::Client:
        case QAccessible::Border:
        case QAccessible::Grouping:
        case QAccessible::Whitespace:
        case QAccessible::Window:
        case QAccessible::StaticText:
            return true;
        default:
            return false;
    }
}

template <class Visit>
void walk(QAccessibleInterface* interface, const Visit& visit) {
    if (interface == nullptr || !interface->isValid()) return;
    const auto* const widget = qobject_cast<QWidget*>(interface->object());
    if (widget != nullptr && !widget->isVisible()) return;
    visit(*interface, widget);
    // The children of a table are its cells, whose texts are the model's.
    if (qobject_cast<const QAbstractItemView*>(widget) != nullptr) return;
    for (int i = 0; i < interface->childCount(); ++i) walk(interface->child(i), visit);
}

/// On Unix Qt gives the chosen text of a combo box as its name and leaves the name to the relation
/// with its label.
QString nameOf(QAccessibleInterface& interface, const QWidget& widget) {
    if (qobject_cast<const QComboBox*>(&widget) == nullptr) {
        return interface.text(QAccessible::Name).trimmed();
    }
    if (!widget.accessibleName().isEmpty()) return widget.accessibleName();
    for (const auto& [label, relation] : interface.relations(QAccessible::Label)) {
        return label->text(QAccessible::Name);
    }
    return {};
}

void checkControl(QAccessibleInterface& interface, const QWidget& widget, QStringList& faults) {
    const QAccessible::Role role = interface.role();
    // A page that scrolls takes focus for the arrow keys; it is a place, nothing to press.
    // Neither is a text to read.
    const bool place = qobject_cast<const QScrollArea*>(&widget) != nullptr ||
                       qobject_cast<const QTextBrowser*>(&widget) != nullptr;
    if (nameOf(interface, widget).isEmpty()) {
        faults << u"no name: "_s + placeOf(widget);
    }
    if (isPlainRole(role) && !place) {
        faults << u"role %1: "_s.arg(static_cast<int>(role)) + placeOf(widget);
    }
    if (role != QAccessible::Button || !widget.isEnabled()) return;
    QAccessibleActionInterface* const actions = interface.actionInterface();
    if (actions == nullptr || actions->actionNames().isEmpty()) {
        faults << u"a button without an action: "_s + placeOf(widget);
    }
}

void checkChart(QAccessibleInterface& interface, const QWidget& chart, QStringList& faults) {
    if (interface.text(QAccessible::Name).isEmpty()) {
        faults << u"no name: "_s + placeOf(chart);
    }
    if (interface.text(QAccessible::Description).isEmpty()) {
        faults << u"a chart without a summary: "_s + placeOf(chart);
    }
    const QAccessible::Role role = interface.role();
    if (role != QAccessible::Chart && role != QAccessible::Graphic) {
        faults << u"a chart with role %1: "_s.arg(static_cast<int>(role)) + placeOf(chart);
    }
}

}  // namespace

QString placeOf(const QWidget& widget) {
    QString place = QString::fromLatin1(widget.metaObject()->className()).section(u"::"_s, -1);
    if (!widget.objectName().isEmpty()) place += u" "_s + widget.objectName();
    for (const char* const property : {"text", "accessibleName", "title"}) {
        const QString text = widget.property(property).toString();
        if (text.isEmpty()) continue;
        place += u" “"_s + text.left(60) + u"”"_s;
        break;
    }
    for (const QWidget* up = widget.parentWidget(); up != nullptr; up = up->parentWidget()) {
        const bool named = !up->objectName().isEmpty() && !up->objectName().startsWith(u"qt_");
        if (named) place += u" in "_s + up->objectName();
    }
    return place;
}

bool isControl(const QWidget& widget) {
    if (isInnerPart(widget)) return false;
    // Labels take focus on a click, for their text to be selected.
    if ((widget.focusPolicy() & ~Qt::ClickFocus) != 0) return true;
    const bool slider = qobject_cast<const QAbstractSlider*>(&widget) != nullptr;
    const bool button = qobject_cast<const QAbstractButton*>(&widget) != nullptr;
    const bool hand =
        widget.testAttribute(Qt::WA_SetCursor) && widget.cursor().shape() == Qt::PointingHandCursor;
    return button || slider || hand;
}

QStringList unnamedControls(QWidget& root) {
    QStringList faults;
    QSet<const QWidget*> met;
    walk(QAccessible::queryAccessibleInterface(&root),
         [&](QAccessibleInterface& interface, const QWidget* widget) {
             if (widget == nullptr) {
                 const QAccessible::Role role = interface.role();
                 const bool named = role == QAccessible::PageTab || role == QAccessible::MenuItem;
                 if (named && interface.text(QAccessible::Name).isEmpty()) {
                     faults << u"a tab or menu item without a name below "_s + placeOf(root);
                 }
                 return;
             }
             met.insert(widget);
             if (qobject_cast<const QCustomPlot*>(widget) != nullptr) {
                 checkChart(interface, *widget, faults);
             } else if (widget != &root && isControl(*widget)) {
                 checkControl(interface, *widget, faults);
             }
         });
    for (const QWidget* const widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != root.window()) continue;
        if (isControl(*widget) && !met.contains(widget)) {
            faults << u"not in the tree: "_s + placeOf(*widget);
        }
    }
    return faults;
}

QStringList confusableControls(QWidget& root) {
    QMap<std::pair<int, QString>, QStringList> places;
    walk(QAccessible::queryAccessibleInterface(&root),
         [&](QAccessibleInterface& interface, const QWidget* widget) {
             if (widget == nullptr || widget == &root || !isControl(*widget)) return;
             const QString name = nameOf(interface, *widget);
             places[{static_cast<int>(interface.role()), name}] << placeOf(*widget);
         });
    QStringList faults;
    for (auto it = places.cbegin(); it != places.cend(); ++it) {
        if (it.value().size() < 2 || it.key().second.isEmpty()) continue;
        faults << u"%1 times “%2”: "_s.arg(it.value().size()).arg(it.key().second) +
                      it.value().join(u" | "_s);
    }
    return faults;
}

}  // namespace headroom::tests
