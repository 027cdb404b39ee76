// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "ui/charts/why.h"

class QModelIndex;
class QPoint;
class QWidget;

namespace headroom {

/// Offers "Why?" on numbers: on cells of tables and on labels of cards that carry a `WhyTarget`.
class WhyMenu : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Answers context menus on the tables and cards below `pages`.
    void watch(QWidget& pages);
    /// Leads to the working of the number that has the focus; where a row or a card has several, a
    /// menu asks which. False where there is none.
    bool ask(QWidget* focus);

signals:
    void requested(const headroom::WhyTarget& target);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool offer(QWidget& at, const std::vector<WhyTarget>& targets, const QPoint& place);
};

}  // namespace headroom
