// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace headroom::recent {

using namespace Qt::Literals::StringLiterals;

namespace {
const auto kKey = u"files/recent"_s;
constexpr qsizetype kMaximum = 10;
}  // namespace

QStringList files() {
    return QSettings().value(kKey).toStringList();
}

void add(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList list = files();
    list.removeAll(absolute);
    list.prepend(absolute);
    QSettings().setValue(kKey, list.mid(0, kMaximum));
}

void clear() {
    QSettings().remove(kKey);
}

}  // namespace headroom::recent
