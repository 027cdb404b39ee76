// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/fold_icon.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

Section::Section(const QString& title, Level level, QWidget* parent)
    : QWidget(parent), m_title(title) {
    const bool group = level == Level::Group;
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing(0));
    auto* const line = new QHBoxLayout;
    line->setSpacing(theme::spacing(1));
    m_header = new QToolButton;
    m_header->setProperty("header", true);
    m_header->setText(title);
    m_header->setFont(theme::font(theme::TextStyle::Body, group));
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setCheckable(true);
    m_header->setChecked(true);
    m_header->setIcon(foldIcon());
    m_header->setFocusPolicy(Qt::StrongFocus);
    m_header->setAutoRaise(true);
    setFocusProxy(m_header);
    m_summary = makeLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line->addWidget(m_header);
    line->addWidget(m_summary, 1);
    m_body = new QWidget;
    m_bodyLayout = new QVBoxLayout(m_body);
    m_bodyLayout->setContentsMargins(0, 0, 0, 0);
    m_bodyLayout->setSpacing(theme::spacing(0));
    layout->addLayout(line);
    layout->addWidget(m_body);
    connect(m_header, &QToolButton::toggled, this, &Section::setOpen);
}

void Section::setSummary(const QString& summary) {
    m_summary->setText(summary);
    nameHeader();
}

void Section::setContext(const QString& context) {
    m_context = context;
    nameHeader();
}

void Section::nameHeader() {
    QStringList parts;
    for (const QString& part : {m_context, m_title, m_summary->text()}) {
        if (!part.isEmpty()) parts << part;
    }
    m_header->setAccessibleName(parts.join(u", "_s));
}

QString Section::summary() const {
    return m_summary->text();
}

void Section::setOpen(bool open) {
    m_header->setChecked(open);
    if (m_body->isHidden() != open) return;
    m_body->setVisible(open);
    emit openChanged(open);
}

bool Section::isOpen() const {
    return m_header->isChecked();
}

}  // namespace headroom
