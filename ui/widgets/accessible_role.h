// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

class QLineEdit;
class QWidget;

namespace headroom {

/// Says what a widget of our own is to assistive technology, where Qt would say "client area".
/// To be called in its constructor, before anything asks. A card with the role of a button can be
/// pressed from there.
void setAccessibleRole(QWidget& widget, QAccessible::Role role);

/// Qt leaves the button that clears a line of text without a name.
void nameClearButton(QLineEdit& edit);

}  // namespace headroom
