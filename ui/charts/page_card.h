// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

class QVBoxLayout;
class QWidget;

namespace headroom {

class Card;

/// A card with the padding of every result page, its parts from top to bottom, added to `column`.
Card* addCard(QVBoxLayout& column, std::initializer_list<QWidget*> parts);

}  // namespace headroom
