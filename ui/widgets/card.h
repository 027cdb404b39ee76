// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <optional>

#include "ui/theme/theme.h"

namespace headroom {

/// A surface with a hairline and round corners. Made clickable, it takes focus, answers Return and
/// Space, and shows whether it is the chosen one.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    /// A coloured top edge by meaning.
    void setEdge(std::optional<theme::Role> role);
    void setClickable(bool clickable);
    void setChosen(bool chosen);
    bool chosen() const { return m_chosen; }

signals:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    std::optional<theme::Role> m_edge;
    bool m_clickable{};
    bool m_chosen{};
    bool m_hovered{};
};

}  // namespace headroom
