// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>

#include "ui/theme/theme.h"

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace headroom {

/// One sentence above the pages that needs no answer: saved, out of date, to be corrected. It can
/// carry one action, and can be closed.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    /// `role` is Good, Warn or Bad, Muted for plain news. An empty `actionText` shows no button.
    void showMessage(theme::Role role, const QString& text, const QString& actionText = {},
                     std::function<void()> action = {});
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    theme::Role m_role{theme::Role::Muted};
    QLabel* m_text{};
    QToolButton* m_action{};
    std::function<void()> m_do;
};

}  // namespace headroom
