// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite_version.h"

#include "database/connection.h"

namespace headroom {

QString sqliteVersion() {
    try {
        const Connection connection(QStringLiteral(":memory:"), OpenMode::ReadWrite);
        QSqlQuery query(connection.database());
        const bool known = query.exec(QStringLiteral("SELECT sqlite_version()")) && query.next();
        return known ? query.value(0).toString() : QString();
    } catch (const FileError&) {
        return {};
    }
}

}  // namespace headroom
