// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/price_editor.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include "ui/catalog/column_editor.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

PriceEditor::PriceEditor(const ColumnInfo& price, const PriceProvenance& provenance,
                         QWidget* parent)
    : QFrame(parent), m_priceColumn(price), m_dateColumn(*provenance.date) {
    setObjectName(u"priceEditor"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    auto* layout = new QGridLayout(this);
    const int gap = theme::spacing(1);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(theme::spacing(0));
    m_price = addLine(layout, columnHeading(price), u"priceLineEdit"_s);
    m_price->setAlignment(Qt::AlignRight);
    m_date = addLine(layout, provenance.date->title, u"priceDateLineEdit"_s);
    if (provenance.source) {
        m_source = addLine(layout, provenance.source->title, u"priceSourceLineEdit"_s);
    }
    auto* hint = makeLabel(tr("Return saves · Tab moves on · Esc cancels"),
                           theme::TextStyle::Caption, false, Tone::Muted, this);
    layout->addWidget(hint, layout->rowCount(), 0, 1, 2);
    setFocusProxy(m_price);
    resume();
}

QLineEdit* PriceEditor::addLine(QGridLayout* layout, const QString& label,
                                const QString& objectName) {
    auto* line = new QLineEdit(this);
    line->setObjectName(objectName);
    line->setMinimumWidth(line->fontMetrics().averageCharWidth() * 48);
    line->installEventFilter(this);
    auto* caption = new QLabel(label, this);
    caption->setBuddy(line);
    line->setAccessibleName(label);
    const int row = layout->rowCount();
    layout->addWidget(caption, row, 0);
    layout->addWidget(line, row, 1);
    return line;
}

void PriceEditor::setEdit(const PriceEdit& edit) {
    m_price->setText(edit.price);
    m_price->selectAll();
    m_date->setText(edit.date);
    if (m_source) {
        m_source->setText(edit.source);
        m_source->setCursorPosition(0);
    }
}

PriceEdit PriceEditor::edit() const {
    return {m_price->text(), m_date->text(), m_source ? m_source->text() : QString()};
}

bool PriceEditor::isModified() const {
    return m_price->isModified() || m_date->isModified() || (m_source && m_source->isModified());
}

void PriceEditor::resume() {
    connect(qApp, &QApplication::focusChanged, this, &PriceEditor::focusMoved,
            Qt::UniqueConnection);
}

void PriceEditor::finish() {
    disconnect(qApp, &QApplication::focusChanged, this, &PriceEditor::focusMoved);
}

void PriceEditor::markFirstError() {
    const bool priceOk = parseText(m_priceColumn, m_price->text(), QLocale()).ok();
    const bool dateOk = parseText(m_dateColumn, m_date->text(), QLocale()).ok();
    markRefused(m_price, !priceOk);
    markRefused(m_date, !dateOk);
    QLineEdit* wrong = priceOk && !dateOk ? m_date : m_price;
    wrong->setFocus();
    wrong->selectAll();
}

bool PriceEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            emit committed();
            return true;
        }
        if (key == Qt::Key_Escape) {
            emit cancelled();
            return true;
        }
        QWidget* last = m_source ? m_source : m_date;
        if ((key == Qt::Key_Tab && watched == last) ||
            (key == Qt::Key_Backtab && watched == m_price)) {
            (key == Qt::Key_Tab ? m_price : last)->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void PriceEditor::focusMoved(QWidget* before, QWidget* now) {
    // Another window taking the focus is a look at the source, not the end of the edit.
    const bool was = before && isAncestorOf(before);
    const bool stays = !now || isAncestorOf(now) || now->window() != window();
    if (was && !stays) emit committed();
}

}  // namespace headroom
