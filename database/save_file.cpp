// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/save_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

namespace headroom {

void saveFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    // commit() does not notice a full disk while it flushes, and would put half a file in place.
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() &&
        file.commit()) {
        return;
    }
    throw FileError(
        QCoreApplication::translate("SaveFile",
                                    "“%1” could not be saved. What was there before is unchanged. "
                                    "Choose another folder, or check the free space and your "
                                    "rights.")
            .arg(QDir::toNativeSeparators(path)),
        file.errorString());
}

}  // namespace headroom
