// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace headroom {

/// Scrolls to whatever below `area` gets the focus by key or from elsewhere. Qt does so only for
/// steps inside an area, not for one that enters it from outside.
void followFocus(QScrollArea& area);

/// A page that scrolls as a whole. Its content grows to a readable measure, then centres. With the
/// focus on the page itself, the arrow keys scroll.
class PageScroll : public QScrollArea {
    Q_OBJECT
public:
    explicit PageScroll(QWidget* parent = nullptr);
    /// Where the page puts its cards, from top to bottom.
    QVBoxLayout* column() const { return m_column; }

private:
    QVBoxLayout* m_column{};
};

}  // namespace headroom
