// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/migrations.h"
#include "tests/database/catalog_fixture.h"

namespace headroom::tests {

constexpr int kReleased = 9;  // files in tests/data/catalogs

/// Puts the catalog of a released schema on disk, as tests/data/catalogs/README.md describes it.
inline void writeReleased(int version, const QString& path) {
    const QByteArray dump = bytesOf(QStringLiteral(HEADROOM_SOURCE_DIR) +
                                    u"/tests/data/catalogs/version-%1.sql"_s.arg(version));
    const Connection connection(path, OpenMode::ReadWrite);
    Transaction transaction(connection);
    for (const QString& statement : splitStatements(QString::fromUtf8(dump))) {
        connection.execute(statement);
    }
    transaction.commit();
}

}  // namespace headroom::tests
