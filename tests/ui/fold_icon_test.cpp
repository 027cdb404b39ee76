// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold_icon.h"

#include <QImage>
#include <QPixmap>

#include "tests/support/catch.h"

using namespace headroom;

TEST_CASE("A fold's triangle turns and is as sharp as the screen", "[form][icon]") {
    const QIcon icon = foldIcon();
    const QImage open = icon.pixmap(QSize(16, 16), 1, QIcon::Normal, QIcon::On).toImage();
    const QImage closed = icon.pixmap(QSize(16, 16), 1, QIcon::Normal, QIcon::Off).toImage();
    CHECK(open.pixelColor(8, 8).alpha() > 0);
    CHECK(open.pixelColor(0, 0).alpha() == 0);
    CHECK(open != closed);
    CHECK(icon.pixmap(QSize(16, 16), 2, QIcon::Normal, QIcon::On).size() == QSize(32, 32));
    // A button without room asks for a picture of nothing.
    CHECK(icon.pixmap(QSize(0, 16), 1, QIcon::Normal, QIcon::On).isNull());
}
