// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/migrations.h"

#include <QDir>
#include <QFile>

#include "database/errors.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

QStringList splitStatements(const QString& sql) {
    QStringList statements;
    QString current;
    for (const QString& line : sql.split(u'\n')) {
        if (line.trimmed() == u"-- statement") {
            statements.append(current.trimmed());
            current.clear();
        } else {
            current += line + u'\n';
        }
    }
    Q_ASSERT_X(current.trimmed().isEmpty(), "splitStatements", "text after the last marker");
    return statements;
}

const std::vector<Migration>& embeddedMigrations() {
    static const std::vector<Migration> migrations = [] {
        std::vector<Migration> all;
        const QDir folder(u":/database/schema"_s);
        for (const QString& name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly)) continue;
            all.push_back({name.section(u'_', 0, 0).toInt(), name,
                           splitStatements(QString::fromUtf8(file.readAll()))});
            Q_ASSERT(all.back().version == static_cast<int>(all.size()));
        }
        return all;
    }();
    return migrations;
}

SchemaVersion schemaVersion(const Connection& connection, int newest) {
    const int version = connection.value(u"PRAGMA user_version"_s).toInt();
    const int application = connection.value(u"PRAGMA application_id"_s).toInt();
    const int objects = connection.value(u"SELECT count(*) FROM sqlite_schema"_s).toInt();
    if (objects == 0 && version == 0 && application == 0) return {SchemaState::Empty, 0};
    if (application != kApplicationId || version < 1) return {SchemaState::Foreign, version};
    if (version > newest) return {SchemaState::Newer, version};
    return {version == newest ? SchemaState::Current : SchemaState::Older, version};
}

int migrate(const Connection& connection, const std::vector<Migration>& migrations,
            const std::function<void()>& afterwards) {
    Transaction transaction(connection);
    int version = connection.value(u"PRAGMA user_version"_s).toInt();
    if (version == 0) {
        connection.execute(u"PRAGMA application_id = %1"_s.arg(kApplicationId));
    }
    for (const Migration& step : migrations) {
        if (step.version <= version) continue;
        for (const QString& statement : step.statements) connection.execute(statement);
        version = step.version;
        connection.execute(u"PRAGMA user_version = %1"_s.arg(version));
    }
    if (afterwards) afterwards();
    transaction.commit();
    return version;
}

}  // namespace headroom
