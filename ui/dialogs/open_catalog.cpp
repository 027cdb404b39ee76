// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open_catalog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include "database/backups.h"
#include "ui/dialogs/dialogs.h"

namespace headroom {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("OpenCatalog", text);
}

bool restoreCopy(QWidget* parent, const QString& path) {
    const Backup copy = newestSoundBackup(path);
    if (copy.path.isEmpty()) {
        if (!dialogs().confirm(
                parent, tr("Damaged Catalog"),
                tr("Your catalog “%1” is damaged, and there is no copy of it. Headroom can start "
                   "with the catalog it comes with; the damaged file is kept beside it.")
                    .arg(QDir::toNativeSeparators(path)),
                tr("Start Anew"))) {
            return false;
        }
        setAside(path);
        return true;
    }
    const QString taken = QLocale().toString(copy.taken.toLocalTime(), QLocale::ShortFormat);
    if (!dialogs().confirm(
            parent, tr("Damaged Catalog"),
            tr("Your catalog “%1” is damaged. The newest sound copy is of %2; what was changed "
               "later is only in the damaged file, which is kept beside it.")
                .arg(QDir::toNativeSeparators(path), taken),
            tr("Restore Copy"))) {
        return false;
    }
    restore(copy, path);
    return true;
}

}  // namespace

std::unique_ptr<CatalogStore> openCatalogOrCopy(QWidget* parent, const QString& path) {
    try {
        return std::make_unique<CatalogStore>(path);
    } catch (const DamagedCatalog&) {
        if (!restoreCopy(parent, path)) throw;
    }
    return std::make_unique<CatalogStore>(path);
}

}  // namespace headroom
