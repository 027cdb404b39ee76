// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/quantity_edit.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QRegularExpression>
#include <QStyleOptionFrame>
#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto kTypingPause = std::chrono::milliseconds(300);

/// "131.072,5" in a German locale -> "131072.5". A separator counts as grouping only where it
/// groups by three, so that both decimal points are understood.
QString toCLocale(QString text) {
    const QLocale locale;
    const QString group = locale.groupSeparator();
    const QString decimal = locale.decimalPoint();
    const QRegularExpression grouped(u"^(\\s*[-+]?\\d{1,3})((?:%1\\d{3})+)(?!\\d)"_s.arg(
        group.trimmed().isEmpty() ? u"\\s"_s : QRegularExpression::escape(group)));
    if (const auto match = grouped.match(text); match.hasMatch()) {
        static const QRegularExpression notDigit(u"\\D"_s);
        text =
            match.captured(1) + match.captured(2).remove(notDigit) + text.mid(match.capturedEnd());
    }
    if (decimal != u"."_s) text.replace(decimal, u"."_s);
    return text;
}

}  // namespace

QuantityEdit::QuantityEdit(const Field& field, QWidget* parent)
    : QLineEdit(parent), m_field(field) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingPause);
    connect(&m_pause, &QTimer::timeout, this, &QuantityEdit::commit);
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_touched = true;
        m_pause.start();
    });
    connect(this, &QLineEdit::returnPressed, this, [this] {
        commit();
        tidy();
        selectAll();
    });
}

void QuantityEdit::setValue(const FieldValue& value) {
    m_value = value;
    try {
        if (m_touched && parseDisplay(m_field, text()) == value) return;
    } catch (const std::invalid_argument&) {
        // What was typed is no value, and another one has come from elsewhere: it goes.
    }
    m_touched = false;
    m_pause.stop();
    setText(displayText(m_field, value));
    setCursorPosition(0);
}

void QuantityEdit::setUnit(const QString& unit) {
    if (unit == m_unit) return;
    m_unit = unit;
    const int space =
        unit.isEmpty() ? 0 : fontMetrics().horizontalAdvance(unit) + theme::spacing(0);
    setTextMargins(0, 0, space, 0);
    update();
}

QSize QuantityEdit::sizeHint() const {
    const int digits = fontMetrics().horizontalAdvance(u"00,000"_s);
    return {digits + textMargins().right() + 2 * theme::spacing(2), QLineEdit::sizeHint().height()};
}

QString QuantityEdit::displayText(const Field& field, const FieldValue& value) {
    const double* const number = std::get_if<double>(&value);
    if (!number) return {};
    bool plain = false;
    const double shown = QString::fromStdString(fieldText(field, value)).toDouble(&plain);
    if (!plain) return QString::fromStdString(fieldText(field, value));
    return QLocale().toString(shown, 'f', QLocale::FloatingPointShortest);
}

FieldValue QuantityEdit::parseDisplay(const Field& field, const QString& text) {
    return parseField(field, toCLocale(text).toStdString());
}

bool QuantityEdit::event(QEvent* event) {
    // Undo and redo belong to the document: a line edit would keep the keys for its own text.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* const key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            commit();
            event->ignore();
            return false;
        }
    }
    return QLineEdit::event(event);
}

void QuantityEdit::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    if (m_unit.isEmpty()) return;
    QPainter painter(this);
    painter.setPen(theme::color(theme::Role::Muted));
    painter.drawText(rect().adjusted(0, 0, -theme::spacing(1) - 1, 0),
                     Qt::AlignRight | Qt::AlignVCenter, m_unit);
}

void QuantityEdit::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason) return;
    commit();
    tidy();
}

void QuantityEdit::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Up:
            step(+1);
            break;
        case Qt::Key_Down:
            step(-1);
            break;
        case Qt::Key_Escape:
            revert();
            break;
        default:
            QLineEdit::keyPressEvent(event);
    }
}

void QuantityEdit::commit() {
    m_pause.stop();
    if (!m_touched) return;
    try {
        const FieldValue value = parseDisplay(m_field, text());
        m_value = value;
        emit valueEdited(value);
    } catch (const std::invalid_argument& error) {
        emit refused(QString::fromUtf8(error.what()));
    }
}

void QuantityEdit::tidy() {
    try {
        if (!m_touched) return;
        const FieldValue value = parseDisplay(m_field, text());
        m_touched = false;
        setText(displayText(m_field, value));
    } catch (const std::invalid_argument&) {
        // It stays as typed; `commit` has said why.
    }
}

void QuantityEdit::revert() {
    if (!m_touched) return;
    m_pause.stop();
    m_touched = false;
    setText(displayText(m_field, m_value));
    emit valueEdited(m_value);
}

void QuantityEdit::step(int direction) {
    const double* const number = std::get_if<double>(&m_value);
    const double from = number ? *number : 0.0;
    const double next =
        std::clamp(from + direction * m_field.step, m_field.minimum, m_field.maximum);
    setText(displayText(m_field, next));
    m_touched = true;
    commit();
}

}  // namespace headroom
