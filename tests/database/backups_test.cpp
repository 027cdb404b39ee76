// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/backups.h"

#include <QDir>
#include <cmath>
#include <set>

#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// A catalog with an edited price, and a copy that has it.
struct BackupFixture : CatalogFixture {
    BackupFixture() { store->apply({{"machines", spark(), with(spark(), "price_usd", "4321")}}); }
    QString copyNow(const QString& reason = u"import"_s) const {
        const Connection connection(path, OpenMode::ReadWrite);
        return backUp(connection, reason);
    }
    /// Overwrites the middle of the file.
    void damage(const QString& file) const {
        QByteArray bytes = bytesOf(file);
        bytes.replace(200, 4'000, QByteArray(4'000, 'x'));
        writeBytes(file, bytes);
    }
    void close() { store.reset(); }
};

}  // namespace

TEST_CASE_METHOD(BackupFixture, "A copy holds everything committed, and says when and why",
                 "[backups]") {
    const QString copy = copyNow();
    const std::vector<Backup> all = backupsOf(path);
    REQUIRE(all.size() == 1);
    CHECK(all.front().path == copy);
    CHECK(all.front().reason == u"import"_s);
    CHECK(std::abs(all.front().taken.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    CHECK(CatalogStore(copy).load()->machine("dgx-spark")->price->amount == 4321);
}

TEST_CASE_METHOD(BackupFixture, "The ten newest copies stay", "[backups]") {
    QStringList made;
    for (int n = 0; n < kBackupsKept + 3; ++n) made << copyNow();
    const std::vector<Backup> all = backupsOf(path);
    REQUIRE(all.size() == std::size_t(kBackupsKept));
    for (int n = 0; n < kBackupsKept; ++n) {
        CHECK(all[std::size_t(n)].path == made[made.size() - 1 - n]);
    }
    // Files of other people in that folder are not counted and not removed.
    writeBytes(backupFolder(path) + u"/notes.sqlite"_s, "mine");
    copyNow();
    CHECK(bytesOf(backupFolder(path) + u"/notes.sqlite"_s) == "mine");
    CHECK(backupsOf(path).size() == std::size_t(kBackupsKept));
}

TEST_CASE_METHOD(BackupFixture, "A damaged catalog is told from other failures, by its name",
                 "[backups]") {
    close();
    damage(path);
    bool told = false;
    try {
        const CatalogStore opened(path);
    } catch (const DamagedCatalog& error) {
        told = true;
        CHECK(error.path() == path);
        checkSays(error.text(), {path, u"damaged"_s, u"left untouched"_s});
    }
    CHECK(told);
    // A byte is no database, and must not be overwritten with a new one.
    const QString crumb = folder.filePath(u"crumb.sqlite"_s);
    writeBytes(crumb, "x");
    CHECK_THROWS_AS(CatalogStore(crumb), DamagedCatalog);
    CHECK(bytesOf(crumb) == "x");
}

TEST_CASE_METHOD(BackupFixture, "The newest sound copy comes back, the damaged file is kept",
                 "[backups]") {
    const QString good = copyNow();
    const QString bad = copyNow();
    close();
    damage(bad);
    damage(path);
    const QByteArray broken = bytesOf(path);
    const Backup newest = newestSoundBackup(path);
    CHECK(newest.path == good);
    restore(newest, path);
    CHECK(CatalogStore(path).load()->machine("dgx-spark")->price->amount == 4321);
    const QStringList aside =
        QDir(folder.path()).entryList({u"catalog.sqlite.damaged-*"_s}, QDir::Files);
    REQUIRE(aside.size() == 1);
    CHECK(bytesOf(folder.filePath(aside.front())) == broken);
    CHECK(bytesOf(good).size() > 0);
}

TEST_CASE_METHOD(BackupFixture, "Without a sound copy there is none to offer", "[backups]") {
    CHECK(newestSoundBackup(path).path.isEmpty());
    damage(copyNow());
    CHECK(newestSoundBackup(path).path.isEmpty());
}

TEST_CASE_METHOD(BackupFixture, "What SQLite keeps beside a damaged catalog goes with it",
                 "[backups]") {
    const Backup copy{copyNow(), {}, {}};
    close();
    writeBytes(path + u"-wal"_s, "left by a crash");
    restore(copy, path);
    CHECK_FALSE(QFile::exists(path + u"-wal"_s));
    CHECK(QDir(folder.path()).entryList({u"*damaged-*-wal"_s}, QDir::Files).size() == 1);
    CHECK(CatalogStore(path).load()->machine("dgx-spark")->price->amount == 4321);
}
