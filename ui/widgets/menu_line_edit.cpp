// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/menu_line_edit.h"

#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>

#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

MenuLineEdit::MenuLineEdit(QWidget* parent) : QLineEdit(parent), m_button(new QToolButton(this)) {
    m_button->setText(u"+"_s);
    m_button->setObjectName(u"addButton"_s);
    m_button->setAccessibleName(tr("Add"));
    m_button->setToolTip(tr("Add a model"));
    m_button->setProperty("quiet", true);
    m_button->setFocusPolicy(Qt::NoFocus);  // Alt+Down does the same from the text
    m_button->setCursor(Qt::ArrowCursor);
    connect(m_button, &QToolButton::clicked, this, &MenuLineEdit::openMenu);
}

void MenuLineEdit::resizeEvent(QResizeEvent* event) {
    QLineEdit::resizeEvent(event);
    const QSize size = m_button->sizeHint().boundedTo(this->size());
    m_button->resize(size);
    m_button->move(width() - size.width() - theme::spacing(0), (height() - size.height()) / 2);
    setTextMargins(0, 0, size.width(), 0);
}

void MenuLineEdit::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier)) {
        openMenu();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void MenuLineEdit::openMenu() {
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"addMenu"_s);
    for (const ComboItem& item : m_items) {
        QString label = item.label;
        connect(menu->addAction(label.replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, id = item.id] { emit idPicked(id); });
    }
    if (m_items.empty()) {
        menu->addAction(tr("The catalog has nothing to add"))->setEnabled(false);
    }
    menu->popup(mapToGlobal(QPoint(0, height())));
}

}  // namespace headroom
