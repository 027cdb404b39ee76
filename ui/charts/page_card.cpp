// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/page_card.h"

#include <QVBoxLayout>

#include "ui/widgets/card.h"

namespace headroom {

Card* addCard(QVBoxLayout& column, std::initializer_list<QWidget*> parts) {
    auto* const card = new Card;
    auto* const layout = new QVBoxLayout(card);
    const int margin = theme::spacing(3);
    layout->setContentsMargins(margin, theme::spacing(2), margin, theme::spacing(2));
    layout->setSpacing(theme::spacing(1));
    for (QWidget* part : parts) layout->addWidget(part);
    column.addWidget(card);
    return card;
}

}  // namespace headroom
