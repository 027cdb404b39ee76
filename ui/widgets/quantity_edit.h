// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QTimer>

#include "core/scenario/fields.h"

namespace headroom {

/// A number with its unit. Text becomes a value here and nowhere else: on Return, on leaving, and
/// after a short pause in typing. Text that is no value stays as typed and is reported.
class QuantityEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit QuantityEdit(const Field& field, QWidget* parent = nullptr);

    /// Shows `value` unless the text typed so far already means it.
    void setValue(const FieldValue& value);
    /// Shown muted at the right end.
    void setUnit(const QString& unit);
    QString unit() const { return m_unit; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// The value as the window shows it: grouped by the locale, percentages times 100.
    static QString displayText(const Field& field, const FieldValue& value);
    /// The reverse; also takes what `parseField` takes. Throws std::invalid_argument.
    static FieldValue parseDisplay(const Field& field, const QString& text);

signals:
    void valueEdited(const headroom::FieldValue& value);
    /// The text is no value; a sentence with the remedy.
    void refused(const QString& sentence);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void commit();
    void tidy();
    void revert();
    void step(int direction);

    const Field& m_field;
    FieldValue m_value;
    QString m_unit;
    QTimer m_pause;
    bool m_touched{};
};

}  // namespace headroom
