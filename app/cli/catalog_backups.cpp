// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Dated copies of the catalog; neither command opens the catalog, which may be damaged.
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "database/backups.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString catalogPath(const Arguments& arguments) {
    return arguments.has(u"catalog"_s) ? arguments.value(u"catalog"_s)
                                       : CatalogStore::defaultPath();
}

QStringList cellsOf(const Backup& backup) {
    return {backup.taken.toString(Qt::ISODate), backup.reason,
            QString::number(QFileInfo(backup.path).size()), backup.path};
}

}  // namespace

ExitCode runCatalogBackups(const QStringList& words) {
    Arguments arguments(u"catalog"_s,
                        u"backups: the dated copies of the catalog, newest first, with what was "
                        "about to happen when each was made."_s,
                        {{u"action"_s, u"backups."_s}}, {formatOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const std::vector<Backup> backups = backupsOf(catalogPath(arguments));
    TextTable table(
        {{u"Taken (UTC)"_s}, {u"Before"_s}, {u"Bytes"_s, true}, {u"File"_s, false, 200}});
    QString csv = csvLine({u"taken"_s, u"before"_s, u"bytes"_s, u"file"_s});
    QJsonArray list;
    for (const Backup& backup : backups) {
        const QStringList cells = cellsOf(backup);
        table.add(cells);
        csv += csvLine(cells);
        list << QJsonObject{{u"taken"_s, cells[0]},
                            {u"before"_s, cells[1]},
                            {u"bytes"_s, QFileInfo(backup.path).size()},
                            {u"file"_s, cells[3]}};
    }
    switch (arguments.format()) {
        case Format::Json:
            writeJson({{u"backups"_s, list}});
            break;
        case Format::Csv:
            writeRaw(csv.toUtf8());
            break;
        case Format::Text:
            if (backups.empty()) {
                write(u"There are no copies yet; they are made before upgrades and imports."_s);
            } else {
                table.print();
            }
    }
    return ExitCode::Ok;
}

ExitCode runCatalogRestore(const QStringList& words) {
    Arguments arguments(
        u"catalog"_s,
        u"restore [file]: puts a copy of the catalog back, the newest sound one unless a file is "
        "named. The catalog that is there is kept beside it."_s,
        {{u"action"_s, u"restore."_s},
         {u"file"_s, u"Copy to restore, as “catalog backups” lists it."_s, true}},
        {});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const QString path = catalogPath(arguments);
    const QString named = arguments.position(1);
    if (!named.isEmpty() && !isSoundCatalog(named)) {
        throw FileError(
            u"“%1” is no sound Headroom catalog; nothing was changed. “headroom-cli "
            "catalog backups” lists the copies."_s.arg(QDir::toNativeSeparators(named)));
    }
    const Backup backup = named.isEmpty() ? newestSoundBackup(path) : Backup{named, {}, {}};
    if (backup.path.isEmpty()) {
        throw FileError(
            u"There is no sound copy of “%1”; nothing was changed. Start with --catalog "
            "NEW.sqlite."_s.arg(QDir::toNativeSeparators(path)));
    }
    restore(backup, path);
    writeError(u"Restored “%1” from “%2”; the former catalog is beside it."_s.arg(
        QDir::toNativeSeparators(path), QDir::toNativeSeparators(backup.path)));
    return ExitCode::Ok;
}

}  // namespace headroom::cli
