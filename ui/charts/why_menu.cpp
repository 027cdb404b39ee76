// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/why_menu.h"

#include <QAbstractItemView>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <algorithm>

#include "ui/widgets/card.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<WhyTarget> targetOf(const QVariant& value) {
    if (!value.canConvert<WhyTarget>()) return std::nullopt;
    return value.value<WhyTarget>();
}

/// Of the cell; where it has none, as the name of a row, those of the row.
std::vector<WhyTarget> targetsOf(const QModelIndex& index) {
    if (!index.isValid()) return {};
    if (const auto one = targetOf(index.data(kWhyRole))) return {*one};
    std::vector<WhyTarget> all;
    for (int column = 0; column < index.model()->columnCount(); ++column) {
        const auto one = targetOf(index.siblingAtColumn(column).data(kWhyRole));
        const bool known = one && std::any_of(all.begin(), all.end(), [&](const WhyTarget& other) {
                               return other.line == one->line && other.optionId == one->optionId;
                           });
        if (one && !known) all.push_back(*one);
    }
    return all;
}

/// Of the label at `place`; elsewhere on the card those of all its numbers.
std::vector<WhyTarget> targetsOf(const Card& card, const std::optional<QPoint>& place) {
    const QWidget* const under = place ? card.childAt(*place) : nullptr;
    if (under != nullptr) {
        if (const auto one = targetOf(under->property(kWhyProperty))) return {*one};
    }
    std::vector<WhyTarget> all;
    for (const QLabel* const label : card.findChildren<QLabel*>()) {
        const auto one = targetOf(label->property(kWhyProperty));
        const bool known = one && std::any_of(all.begin(), all.end(), [&](const WhyTarget& other) {
                               return other.title == one->title;
                           });
        if (one && label->isVisibleTo(&card) && !known) all.push_back(*one);
    }
    return all;
}

}  // namespace

void WhyMenu::watch(QWidget& pages) {
    for (QAbstractItemView* const view : pages.findChildren<QAbstractItemView*>()) {
        if (view->contextMenuPolicy() != Qt::DefaultContextMenu) continue;
        view->installEventFilter(this);
        view->viewport()->installEventFilter(this);
    }
    for (Card* const card : pages.findChildren<Card*>()) card->installEventFilter(this);
}

bool WhyMenu::ask(QWidget* focus) {
    std::vector<WhyTarget> targets;
    QPoint place;
    if (const auto* const view = qobject_cast<QAbstractItemView*>(focus)) {
        targets = targetsOf(view->currentIndex());
        place = view->viewport()->mapToGlobal(view->visualRect(view->currentIndex()).bottomLeft());
    } else if (const auto* const card = qobject_cast<Card*>(focus)) {
        targets = targetsOf(*card, std::nullopt);
        place = card->mapToGlobal(card->rect().center());
    }
    if (targets.empty()) return false;
    if (targets.size() == 1) {
        emit requested(targets.front());
        return true;
    }
    return offer(*focus, targets, place);
}

bool WhyMenu::offer(QWidget& at, const std::vector<WhyTarget>& targets, const QPoint& place) {
    if (targets.empty()) return false;
    auto* const menu = new QMenu(&at);
    menu->setObjectName(u"whyMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const WhyTarget& target : targets) {
        QString title = target.title;
        QAction* const action = menu->addAction(
            title.isEmpty() ? tr("Why?") : tr("Why This %1?").arg(title.replace(u"&"_s, u"&&"_s)));
        connect(action, &QAction::triggered, this, [this, target] { emit requested(target); });
    }
    menu->popup(place);
    menu->setActiveAction(menu->actions().constFirst());
    return true;
}

bool WhyMenu::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ContextMenu) return QObject::eventFilter(watched, event);
    const auto& asked = *static_cast<QContextMenuEvent*>(event);
    const bool byMouse = asked.reason() == QContextMenuEvent::Mouse;
    if (auto* const card = qobject_cast<Card*>(watched)) {
        return offer(*card, targetsOf(*card, byMouse ? std::optional(asked.pos()) : std::nullopt),
                     asked.globalPos());
    }
    auto* const widget = static_cast<QWidget*>(watched);
    auto* view = qobject_cast<QAbstractItemView*>(widget);
    if (view == nullptr) view = qobject_cast<QAbstractItemView*>(widget->parentWidget());
    if (view == nullptr) return false;
    const bool onCell = byMouse && widget == view->viewport();
    const QModelIndex index = onCell ? view->indexAt(asked.pos()) : view->currentIndex();
    const QPoint place = onCell
                             ? asked.globalPos()
                             : view->viewport()->mapToGlobal(view->visualRect(index).bottomLeft());
    return offer(*view, targetsOf(index), place);
}

}  // namespace headroom
