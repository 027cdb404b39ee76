// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace headroom {

/// The triangle of what folds, in the colours of the theme at the time of drawing: down when on, to
/// the right when off. Not the style's own arrow: under a style sheet every one that is drawn stays
/// in QPixmapCache under a key of its own, and Qt 6.4 never gives the keys back.
QIcon foldIcon();

}  // namespace headroom
