// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/catalog_outcome.h"

#include <QDir>
#include <QFileInfo>

#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// %1 is the file, %2 its version, %3 this program's version, %4 the folder, %5 the copy.
QString outcomePattern(CatalogOutcome outcome) {
    switch (outcome) {
        case CatalogOutcome::Created:
            return Database::tr("The catalog “%1” was created with the rows that Headroom brings.");
        case CatalogOutcome::Current:
            return Database::tr("The catalog “%1” is up to date (version %3).");
        case CatalogOutcome::CurrentReadOnly:
            return Database::tr(
                "The catalog “%1” can only be read. To change it, give yourself write permission, "
                "free space on its disk, or start with --catalog and a copy.");
        case CatalogOutcome::Upgraded:
            return Database::tr(
                "The catalog “%1” was brought from version %2 to %3; a copy from before is “%5”.");
        case CatalogOutcome::Newer:
            return Database::tr(
                "The catalog “%1” was written by a newer Headroom (catalog version %2; this one "
                "reads up to %3); it was left untouched. Use a newer version or start with "
                "--catalog FILE.");
        case CatalogOutcome::Foreign:
            return Database::tr(
                "“%1” is an SQLite database of another program, not a Headroom catalog; it was "
                "left untouched. Start with --catalog NEW.sqlite.");
        case CatalogOutcome::Damaged:
            return Database::tr(
                "“%1” is not a Headroom catalog or is damaged; it was left untouched. Start with "
                "--catalog NEW.sqlite or restore a copy.");
        case CatalogOutcome::OlderReadOnly:
            return Database::tr(
                "The catalog “%1” comes from an older Headroom and can only be read, so it could "
                "not be brought up to date. Give yourself write permission, free space on its "
                "disk, "
                "or start with --catalog and a copy.");
        case CatalogOutcome::LoggedReadOnly:
            return Database::tr(
                "The last changes of the catalog “%1” are still in “%1-wal” beside it and can only "
                "be taken up where they can be written. Copy both files to a folder of yours and "
                "start with --catalog and the copy.");
        case CatalogOutcome::EmptyReadOnly:
            return Database::tr(
                "The catalog “%1” is empty and cannot be written to. Give yourself write "
                "permission or name another file with --catalog.");
        case CatalogOutcome::Locked:
            return Database::tr(
                "Another program is writing to the catalog “%1”; nothing was changed. Close it or "
                "try again in a moment.");
        case CatalogOutcome::FolderMissing:
            return Database::tr(
                "The folder “%4” does not exist. Create it, or name another file with --catalog.");
        case CatalogOutcome::FolderReadOnly:
            return Database::tr(
                "Nothing can be written in the folder “%4”, so the catalog “%1” could not be "
                "prepared. Give yourself write permission or name another file with --catalog.");
        case CatalogOutcome::IsFolder:
            return Database::tr(
                "“%1” is a folder, not a catalog. Name a file, such as --catalog "
                "%1/catalog.sqlite.");
        case CatalogOutcome::Unreadable:
            return Database::tr(
                "The catalog “%1” could not be opened. Check that you may read it, or start with "
                "--catalog FILE.");
        case CatalogOutcome::DiskFull:
            return Database::tr(
                "The disk is full, so the catalog “%1” was left as it was. Free some space and try "
                "again.");
        case CatalogOutcome::DiskFailed:
            return Database::tr(
                "The disk failed while the catalog “%1” was used; unfinished changes were undone. "
                "Check the disk, then try again.");
        case CatalogOutcome::UpgradeFailed:
            break;
    }
    return Database::tr(
        "The catalog “%1” could not be brought up to version %3; unfinished changes were undone. "
        "Use the Headroom that wrote it, or start with --catalog NEW.sqlite.");
}

/// One pass: a path may itself hold a percent sign and a number.
QString filled(const QString& pattern, const QStringList& values) {
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int number = pattern[i] == u'%' ? pattern.mid(i + 1, 1).toInt() : 0;
        if (number > 0 && number <= values.size()) {
            text += values[number - 1];
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace

bool isOpen(CatalogOutcome outcome) {
    return outcome == CatalogOutcome::Created || outcome == CatalogOutcome::Current ||
           outcome == CatalogOutcome::CurrentReadOnly || outcome == CatalogOutcome::Upgraded;
}

QString outcomeText(CatalogOutcome outcome, const CatalogOpening& opening) {
    return filled(outcomePattern(outcome),
                  {QDir::toNativeSeparators(opening.path), QString::number(opening.version),
                   QString::number(opening.newest),
                   QDir::toNativeSeparators(QFileInfo(opening.path).absolutePath()),
                   QDir::toNativeSeparators(opening.copy)});
}

}  // namespace headroom
