// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "ui/widgets/accessible_role.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

MessageBar::MessageBar(QWidget* parent) : QFrame(parent) {
    setAccessibleRole(*this, QAccessible::AlertMessage);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::spacing(3), theme::spacing(1), theme::spacing(1),
                               theme::spacing(1));
    m_text = makeWrappedLabel({});
    m_text->setObjectName(u"messageText"_s);
    m_action = new QToolButton;
    m_action->setObjectName(u"messageActionButton"_s);
    m_action->setProperty("button", true);
    m_action->setFocusPolicy(Qt::StrongFocus);
    auto* const close = new QToolButton;
    close->setObjectName(u"messageCloseButton"_s);
    close->setProperty("quiet", true);
    close->setText(u"✕"_s);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close message"));
    close->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QToolButton::clicked, this, [this] {
        hide();
        if (m_do) m_do();
    });
    hide();
}

void MessageBar::showMessage(theme::Role role, const QString& text, const QString& actionText,
                             std::function<void()> action) {
    m_role = role;
    m_text->setText(text);
    setAccessibleName(text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    m_do = std::move(action);
    show();
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString MessageBar::text() const {
    return m_text->text();
}

void MessageBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor role = theme::color(m_role);
    QColor ground = role;
    ground.setAlphaF(0.10F);
    painter.fillRect(rect(), theme::color(theme::Role::Surface));
    painter.fillRect(rect(), ground);
    painter.fillRect(QRect(0, 0, theme::spacing(0), height()), role);
}

}  // namespace headroom
