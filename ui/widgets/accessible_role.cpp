// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessible_role.h"

#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QLineEdit>
#include <QToolButton>

#include "ui/widgets/card.h"

namespace headroom {

namespace {

constexpr auto kProperty = "accessibleRole";

class RoleInterface final : public QAccessibleWidget {
public:
    explicit RoleInterface(QWidget* widget) : QAccessibleWidget(widget) {}

    QAccessible::Role role() const override {
        return static_cast<QAccessible::Role>(widget()->property(kProperty).toInt());
    }
    QAccessible::State state() const override {
        QAccessible::State state = QAccessibleWidget::state();
        if (const Card* const card = clickableCard()) {
            state.selectable = true;
            state.selected = card->chosen();
        }
        return state;
    }
    QStringList actionNames() const override {
        QStringList names = QAccessibleWidget::actionNames();
        if (clickableCard()) names.prepend(pressAction());
        return names;
    }
    void doAction(const QString& name) override {
        Card* const card = clickableCard();
        if (card && name == pressAction()) {
            emit card->clicked();
        } else {
            QAccessibleWidget::doAction(name);
        }
    }

private:
    Card* clickableCard() const {
        return role() == QAccessible::Button ? qobject_cast<Card*>(widget()) : nullptr;
    }
};

QAccessibleInterface* createInterface(const QString&, QObject* object) {
    auto* const widget = qobject_cast<QWidget*>(object);
    const bool ours = widget && widget->property(kProperty).isValid();
    return ours ? new RoleInterface(widget) : nullptr;
}

}  // namespace

void setAccessibleRole(QWidget& widget, QAccessible::Role role) {
    static const bool installed = [] {
        QAccessible::installFactory(createInterface);
        return true;
    }();
    Q_UNUSED(installed)
    widget.setProperty(kProperty, static_cast<int>(role));
}

void nameClearButton(QLineEdit& edit) {
    for (QToolButton* const button : edit.findChildren<QToolButton*>()) {
        button->setAccessibleName(QCoreApplication::translate("AccessibleRole", "Clear"));
    }
}

}  // namespace headroom
