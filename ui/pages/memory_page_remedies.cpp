// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/memory_page_remedies.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

RemedyCard::RemedyCard(QWidget* parent) : Card(parent) {
    auto* const column = new QVBoxLayout(this);
    const int margin = theme::spacing(3);
    column->setContentsMargins(margin, theme::spacing(2), margin, theme::spacing(2));
    column->setSpacing(theme::spacing(1));
    m_title = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    column->addWidget(m_title);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(theme::spacing(0));
    column->addLayout(m_rows);
}

void RemedyCard::setRemedies(const QString& optionName, std::vector<MemoryRemedy> remedies) {
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        // The button that was pressed may be one of them.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QString name = breakable(optionName);
    m_title->setText(remedies.empty() ? tr("No single change makes it fit on %1").arg(name)
                                      : tr("What alone would make it fit on %1").arg(name));
    for (const MemoryRemedy& remedy : remedies) m_rows->addWidget(rowOf(remedy));
    if (remedies.empty()) {
        m_rows->addWidget(makeWrappedLabel(
            tr("Change two settings together, choose a smaller model or a machine with more "
               "memory."),
            theme::TextStyle::Body, false, Tone::Muted));
    }
}

QWidget* RemedyCard::rowOf(const MemoryRemedy& remedy) {
    auto* const row = new QWidget;
    auto* const line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::spacing(2));
    const QString change = plainText(remedy.change);
    auto* const apply = new QToolButton;
    apply->setText(tr("Apply"));
    apply->setObjectName(u"applyRemedyButton"_s);
    apply->setProperty("quiet", true);
    apply->setFocusPolicy(Qt::StrongFocus);
    apply->setAccessibleName(tr("Apply: %1").arg(change));
    line->addWidget(makeWrappedLabel(change), 1);
    line->addWidget(makeLabel(tr("%1 to spare").arg(plainText(formatGib(remedy.headroom))),
                              theme::TextStyle::Body, false, Tone::Muted));
    line->addWidget(apply);
    connect(apply, &QToolButton::clicked, this, [this, remedy] { emit chosen(remedy); });
    return row;
}

}  // namespace headroom
