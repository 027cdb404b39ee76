// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

CatalogMessageBar::CatalogMessageBar(QWidget* parent) : QFrame(parent) {
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::spacing(2), theme::spacing(1), theme::spacing(1),
                               theme::spacing(1));
    m_word = new QLabel(this);
    m_word->setFont(theme::font(theme::TextStyle::Body, true));
    m_text = new QLabel(this);
    m_text->setObjectName(u"messageText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close = new QToolButton(this);
    m_close->setObjectName(u"dismissMessageButton"_s);
    m_close->setText(tr("Dismiss"));
    m_close->setProperty("quiet", true);
    layout->addWidget(m_word, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &CatalogMessageBar::dismiss);
    hide();
}

void CatalogMessageBar::showMessage(Kind kind, const QString& sentence) {
    m_kind = kind;
    m_word->setText(kind == Kind::Refused ? tr("Not saved") : tr("Note"));
    m_text->setText(sentence);
    setAccessibleName(m_word->text() + u": "_s + sentence);
    restyle();
    show();
}

void CatalogMessageBar::setDismissable(bool dismissable) {
    m_close->setVisible(dismissable);
}

QString CatalogMessageBar::text() const {
    return isHidden() ? QString() : m_text->text();
}

void CatalogMessageBar::dismiss() {
    hide();
}

void CatalogMessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) restyle();
}

void CatalogMessageBar::restyle() {
    QPalette ground = palette();
    ground.setColor(QPalette::Window, theme::color(theme::Role::Line));
    setPalette(ground);
    QPalette word = m_word->palette();
    word.setColor(QPalette::WindowText,
                  theme::color(m_kind == Kind::Refused ? theme::Role::Bad : theme::Role::Text));
    m_word->setPalette(word);
}

}  // namespace headroom
