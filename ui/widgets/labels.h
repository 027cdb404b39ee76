// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <map>

#include "ui/theme/theme.h"

namespace headroom {

/// What a text says by its colour; the style sheet knows the names.
enum class Tone { Plain, Muted, Good, Warn, Bad };

/// A label that shows its text as it is: catalog and file texts are never read as markup.
QLabel* makeLabel(const QString& text, theme::TextStyle style = theme::TextStyle::Body,
                  bool strong = false, Tone tone = Tone::Plain, QWidget* parent = nullptr);
/// The same, wrapping at word boundaries.
QLabel* makeWrappedLabel(const QString& text, theme::TextStyle style = theme::TextStyle::Body,
                         bool strong = false, Tone tone = Tone::Plain, QWidget* parent = nullptr);
void setTone(QLabel* label, Tone tone);
/// Lets words that are longer than a narrow line break, as a name from the catalog may be one word,
/// and keeps a number and its percent sign on one line.
QString breakable(const QString& text);

/// A label that wraps and remembers how high it is: a layout asks for the same widths several times
/// at every change, and each answer lays the text out.
class WrappedLabel : public QLabel {
    Q_OBJECT
public:
    using QLabel::QLabel;
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    mutable QString m_measured;  ///< the text that `m_heights` are of
    mutable std::map<int, int> m_heights;
};

/// One line that ends in an ellipsis where there is no room; the tooltip then has the whole text.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);
    void setText(const QString& text);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void updateToolTip();
};

/// A word on a tinted ground: pill shaped for verdicts, square for the kind of an option.
class Badge : public QLabel {
    Q_OBJECT
public:
    enum class Shape { Pill, Chip };
    explicit Badge(const QString& text, theme::Role role = theme::Role::Muted,
                   Shape shape = Shape::Chip, QWidget* parent = nullptr);
    void set(const QString& text, theme::Role role);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    theme::Role m_role;
    Shape m_shape;
};

}  // namespace headroom
