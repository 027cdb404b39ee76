// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/file_names.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

QString fileNameFor(const QString& title, const QString& suffix) {
    QString name = title.simplified();
    for (QChar& c : name) {
        if (u"/\\:*?\"<>|"_s.contains(c) || !c.isPrint()) c = u'-';
    }
    return (name.isEmpty() ? u"scenario"_s : name.left(80)) + u'.' + suffix;
}

}  // namespace headroom
