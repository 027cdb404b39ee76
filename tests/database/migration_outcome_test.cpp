// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the opening of a catalog can end: one test for each value of CatalogOutcome, and each catalog
// of a released schema in tests/data/catalogs brought to today's.
#include <QDir>
#include <QSqlRecord>
#include <map>

#include "core/catalog/doctor.h"
#include "core/evaluate.h"
#include "core/scenario/validate.h"
#include "database/backups.h"
#include "database/catalog_file.h"
#include "database/row_sql.h"
#include "tests/database/released_catalogs.h"
#include "tests/database/unprivileged.h"
#include "tests/support/full_disk.h"
#include "tests/support/small_disk.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

int newest() {
    return embeddedMigrations().back().version;
}

struct OutcomeFixture {
    QTemporaryDir folder;
    QString path = folder.filePath(u"catalog.sqlite"_s);

    /// How opening ended; `sentence` is what it says.
    CatalogOutcome open(const std::vector<Migration>& migrations = embeddedMigrations()) {
        try {
            const CatalogFile file = openCatalogFile(path, migrations);
            CHECK(isOpen(file.outcome));
            sentence = outcomeText(file.outcome, file.opening);
            return file.outcome;
        } catch (const CatalogRefused& refused) {
            CHECK_FALSE(isOpen(refused.outcome()));
            CHECK(refused.path() == path);
            sentence = refused.text();
            return refused.outcome();
        }
    }
    /// The same for an outcome that must leave the file and its folder as they are.
    CatalogOutcome openUntouched(const std::vector<Migration>& migrations = embeddedMigrations()) {
        const QByteArray bytes = bytesOf(path);
        const QStringList files = names();
        const CatalogOutcome outcome = open(migrations);
        CHECK((bytesOf(path) == bytes));
        CHECK(names() == files);
        return outcome;
    }
    QStringList names() const {
        return QDir(QFileInfo(path).path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void run(const QString& statement) const {
        Connection(path, OpenMode::ReadWrite).execute(statement);
    }
    QString sentence;
};

/// What the next release might bring.
std::vector<Migration> migrationsAnd(const QString& statement) {
    std::vector<Migration> more = embeddedMigrations();
    more.push_back({newest() + 1, u"next.sql"_s, {statement}});
    return more;
}

using Cells = std::map<QString, QVariant>;

/// All rows of a table that the program did not bring, by their key columns.
std::map<QString, Cells> ownRows(const Connection& connection, const QString& table,
                                 const QString& condition) {
    std::map<QString, Cells> rows;
    QStringList keys;
    QSqlQuery columns = connection.execute(u"PRAGMA table_info(%1)"_s.arg(table));
    while (columns.next()) {
        if (columns.value(5).toInt() > 0) keys.append(columns.value(1).toString());
    }
    QSqlQuery query = connection.execute(u"SELECT * FROM %1 WHERE %2"_s.arg(table, condition));
    while (query.next()) {
        Cells cells;
        const QSqlRecord record = query.record();
        for (int i = 0; i < record.count(); ++i) cells[record.fieldName(i)] = record.value(i);
        QString key;
        for (const QString& column : keys) key += cells[column].toString() + u'/';
        rows[key] = cells;
    }
    return rows;
}

/// Cells that were there are as they were; columns may have come.
void checkKept(const Connection& before, const Connection& after, const QString& table,
               const QString& condition, std::size_t expected) {
    INFO(table.toStdString());
    const auto old = ownRows(before, table, condition);
    const auto now = ownRows(after, table, condition);
    CHECK(old.size() == expected);
    REQUIRE(now.size() == old.size());
    for (const auto& [key, cells] : old) {
        REQUIRE(now.count(key) == 1);
        for (const auto& [column, value] : cells) {
            INFO(key.toStdString() << ' ' << column.toStdString());
            CHECK(now.at(key).at(column) == value);
        }
    }
}

}  // namespace

TEST_CASE_METHOD(OutcomeFixture, "Every released catalog opens today with all that was typed",
                 "[outcome][catalogs]") {
    for (int version = 1; version <= kReleased; ++version) {
        DYNAMIC_SECTION("version " << version) {
            writeReleased(version, path);
            const QString former = folder.filePath(u"former.sqlite"_s);
            REQUIRE(QFile::copy(path, former));
            {
                const CatalogStore store(path);
                CHECK(store.outcome() ==
                      (version < newest() ? CatalogOutcome::Upgraded : CatalogOutcome::Current));
                CHECK(store.schemaVersion() == newest());
                const CatalogPointer catalog = store.load();
                // The figures that README.md says were typed.
                CHECK(catalog->machine("dgx-spark")->price->amount == 4321.5);
                CHECK(catalog->machine("own-box")->price->amount == 1234.56);
                for (const CatalogFinding& finding :
                     examineCatalog(store.rows(), calendarDay(QDate(2026, 11, 27)))) {
                    INFO(finding.table << ' ' << finding.key << ": " << finding.message);
                    CHECK(finding.severity != CatalogSeverity::Error);
                }
                Scenario scenario;
                scenario.model.modelId = "llama-3.1-8b";
                scenario.place.tariffRegion = "US";
                for (const Finding& finding : validate(scenario, *catalog)) {
                    INFO(finding.message);
                    CHECK(finding.severity != Severity::Error);
                }
                const Evaluation evaluation = evaluate(scenario, *catalog);
                CHECK(std::any_of(evaluation.options.begin(), evaluation.options.end(),
                                  [](const OptionResult& result) { return result.feasible; }));
            }
            const Connection before(former, OpenMode::ReadWrite);
            const Connection after(path, OpenMode::ReadWrite);
            const QString typed = u"changed_by <> 'seed'"_s;
            checkKept(before, after, u"accelerators"_s, typed, 1);
            checkKept(before, after, u"machines"_s, typed, 2);
            checkKept(before, after, u"electricity"_s, typed, 1);
            checkKept(before, after, u"cloud_prices"_s, typed, 1);
            if (version >= 2) {
                checkKept(before, after, u"price_history"_s,
                          u"row_key IN ('dgx-spark', 'own-offer')"_s, 2);
            }
            // The first resale point stays deleted: RTX 3090 of 2026-01 in resale.csv.
            CHECK(after.value(u"SELECT count(*) FROM resale WHERE as_of_date = '2026-01' AND item "
                              "= 'RTX 3090'"_s) == 0);
            CHECK(after.value(u"PRAGMA integrity_check"_s) == u"ok"_s);
            CHECK_FALSE(after.execute(u"PRAGMA foreign_key_check"_s).next());
            // The oldest copy is the catalog as it was.
            const std::vector<Backup> copies = backupsOf(path);
            REQUIRE_FALSE(copies.empty());
            CHECK(copies.back().reason == (version < newest() ? u"upgrade"_s : u"prices"_s));
            const Connection copy(copies.back().path, OpenMode::Immutable);
            CHECK(copy.value(u"PRAGMA user_version"_s).toInt() == version);
            CHECK(ownRows(copy, u"machines"_s, u"true"_s) ==
                  ownRows(before, u"machines"_s, u"true"_s));
        }
    }
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome Created: there was no catalog", "[outcome]") {
    CHECK(open() == CatalogOutcome::Created);
    checkSays(sentence, {path, u"was created"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome Current: the catalog is of this version", "[outcome]") {
    open();
    CHECK(openUntouched() == CatalogOutcome::Current);
    checkSays(sentence, {path, u"up to date (version %1)"_s.arg(newest())});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome Upgraded: the sentence names versions and copy",
                 "[outcome]") {
    writeReleased(1, path);
    CHECK(open() == CatalogOutcome::Upgraded);
    REQUIRE(backupsOf(path).size() == 1);
    checkSays(sentence,
              {path, u"from version 1 to %1"_s.arg(newest()), backupsOf(path).front().path});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome Newer: the catalog is of a later release", "[outcome]") {
    open();
    run(u"PRAGMA user_version = %1"_s.arg(newest() + 1));
    CHECK(openUntouched() == CatalogOutcome::Newer);
    checkSays(sentence,
              {path, u"catalog version %1"_s.arg(newest() + 1), u"Use a newer version"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome Foreign: a database of another program", "[outcome]") {
    run(u"CREATE TABLE songs (title TEXT)"_s);
    CHECK(openUntouched() == CatalogOutcome::Foreign);
    checkSays(sentence, {path, u"of another program"_s, u"--catalog NEW.sqlite"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome Damaged: each released catalog cut in half",
                 "[outcome]") {
    const int version = GENERATE(range(1, kReleased + 1));
    writeReleased(version, path);
    const QByteArray whole = bytesOf(path);
    writeBytes(path, whole.left(whole.size() / 2));
    CHECK(openUntouched() == CatalogOutcome::Damaged);
    checkSays(sentence, {path, u"is damaged; it was left untouched"_s, u"restore a copy"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome Locked: another program keeps the file", "[outcome]") {
    open();
    const Connection other(path, OpenMode::ReadWrite);
    // Outside write-ahead mode a writer keeps readers out, too.
    other.execute(u"PRAGMA journal_mode = DELETE"_s);
    other.execute(u"BEGIN EXCLUSIVE"_s);
    CHECK(open() == CatalogOutcome::Locked);
    checkSays(sentence, {path, u"Another program is writing"_s, u"try again"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome FolderMissing: no folder is made unasked", "[outcome]") {
    path = folder.filePath(u"no/such/catalog.sqlite"_s);
    CHECK(open() == CatalogOutcome::FolderMissing);
    checkSays(sentence, {folder.filePath(u"no/such"_s), u"does not exist"_s, u"Create it"_s});
    CHECK_FALSE(QFile::exists(folder.filePath(u"no"_s)));
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome IsFolder: a folder is named for a file", "[outcome]") {
    path = folder.path();
    CHECK(open() == CatalogOutcome::IsFolder);
    checkSays(sentence, {path, u"is a folder"_s, path + u"/catalog.sqlite"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome Unreadable: the file may not be read", "[outcome]") {
    open();
    QFile::setPermissions(folder.path(), QFile::permissions(folder.path()) |
                                             QFileDevice::ReadOther | QFileDevice::ExeOther);
    QFile::setPermissions(path, {});
    {
        const Unprivileged user;
        if (QFile(path).open(QIODevice::ReadOnly)) {
            WARN("this user may read every file; nothing was tested");
            return;
        }
        CHECK(open() == CatalogOutcome::Unreadable);
    }
    checkSays(sentence, {path, u"could not be opened"_s, u"you may read it"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome UpgradeFailed: a step that fails is undone",
                 "[outcome]") {
    const int version = GENERATE(0, 1, kReleased);
    if (version > 0) writeReleased(version, path);
    const auto broken = migrationsAnd(u"DROP TABLE no_such"_s);
    if (version == 0) {
        CHECK(open(broken) == CatalogOutcome::UpgradeFailed);
        CHECK(names() == QStringList());
    } else {
        CHECK(openUntouched(broken) == CatalogOutcome::UpgradeFailed);
    }
    checkSays(sentence, {path, u"could not be brought up to version %1"_s.arg(newest() + 1),
                         u"unfinished changes were undone"_s, u"Use the Headroom that wrote it"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome DiskFailed: the disk refuses to write", "[outcome]") {
    // SQLite takes every failure of a write but a full disk for one of the disk.
    const FullDisk disk(100'000);
    CHECK(open() == CatalogOutcome::DiskFailed);
    CHECK(names() == QStringList());
    checkSays(sentence, {path, u"The disk failed"_s, u"Check the disk"_s});
}

TEST_CASE_METHOD(OutcomeFixture, "Outcome DiskFull: no room to create or upgrade", "[outcome]") {
    const SmallDisk disk(8);
    if (!disk.mounted()) return;
    path = disk.path(u"catalog.sqlite"_s);
    SECTION("to create") {
        disk.fill(100'000);
        CHECK(open() == CatalogOutcome::DiskFull);
        disk.empty();
        CHECK(names() == QStringList());
        CHECK(open() == CatalogOutcome::Created);
    }
    SECTION("to upgrade") {
        writeReleased(1, path);
        disk.fill(40'000);
        CHECK(openUntouched() == CatalogOutcome::DiskFull);
        CHECK(backupsOf(path).empty());
        disk.empty();
        CHECK(open() == CatalogOutcome::Upgraded);
    }
    SECTION("wherever the room ends") {
        bool upgraded = false;
        // The copy of version 1 takes some 200 kB, the steps to the newest about as much again.
        for (qint64 left = 0; left < 1'500'000 && !upgraded; left += 49'152) {
            CAPTURE(left);
            QFile::remove(path);
            disk.empty();
            writeReleased(1, path);
            const QByteArray bytes = bytesOf(path);
            disk.fill(left);
            const CatalogOutcome outcome = open();
            upgraded = outcome == CatalogOutcome::Upgraded;
            if (upgraded) continue;
            CHECK(outcome == CatalogOutcome::DiskFull);
            CHECK((bytesOf(path) == bytes));
            CHECK(names() == QStringList{u"ballast"_s, u"catalog.sqlite"_s});
            for (const Backup& copy : backupsOf(path)) CHECK(isSoundCatalog(copy.path));
            QDir(backupFolder(path)).removeRecursively();
        }
        CHECK(upgraded);
    }
    SECTION("at all") {
        writeReleased(1, path);
        disk.fill();
        CHECK(openUntouched() == CatalogOutcome::DiskFull);
        checkSays(sentence, {path, u"The disk is full"_s, u"Free some space"_s});
    }
}

TEST_CASE_METHOD(OutcomeFixture, "Outcomes of media that can only be read", "[outcome]") {
    const SmallDisk disk(8);
    if (!disk.mounted()) return;
    path = disk.path(u"catalog.sqlite"_s);
    SECTION("CurrentReadOnly") {
        open();
        disk.setReadOnly(true);
        CHECK(openUntouched() == CatalogOutcome::CurrentReadOnly);
        checkSays(sentence, {path, u"can only be read"_s, u"give yourself write permission"_s});
        // machines.csv
        CHECK(CatalogStore(path).load()->machines.size() == 72);
    }
    SECTION("OlderReadOnly") {
        writeReleased(GENERATE(1, 8), path);
        disk.setReadOnly(true);
        CHECK(openUntouched() == CatalogOutcome::OlderReadOnly);
        checkSays(sentence, {path, u"comes from an older Headroom"_s, u"write permission"_s});
    }
    SECTION("LoggedReadOnly") {
        {
            const CatalogStore store(path);
            const Connection other(path, OpenMode::ReadWrite);
            other.execute(u"UPDATE machines SET price_usd = 4321 WHERE id = 'dgx-spark'"_s);
            // As after a crash: the log is there, the file is without it.
            REQUIRE(QFile::copy(path, disk.path(u"crashed.sqlite"_s)));
            REQUIRE(QFile::copy(path + u"-wal"_s, disk.path(u"crashed.sqlite-wal"_s)));
        }
        path = disk.path(u"crashed.sqlite"_s);
        disk.setReadOnly(true);
        CHECK(openUntouched() == CatalogOutcome::LoggedReadOnly);
        checkSays(sentence, {path + u"-wal"_s, u"Copy both files"_s});
        disk.setReadOnly(false);
        CHECK(open() == CatalogOutcome::Current);
        CHECK(CatalogStore(path).load()->machine("dgx-spark")->price->amount == 4321);
    }
    SECTION("EmptyReadOnly") {
        writeBytes(path, {});
        disk.setReadOnly(true);
        CHECK(openUntouched() == CatalogOutcome::EmptyReadOnly);
        checkSays(sentence, {path, u"is empty"_s, u"write permission"_s});
    }
    SECTION("FolderReadOnly") {
        disk.setReadOnly(true);
        CHECK(open() == CatalogOutcome::FolderReadOnly);
        checkSays(sentence, {path, disk.path(), u"Nothing can be written in the folder"_s});
    }
    disk.setReadOnly(false);
}
