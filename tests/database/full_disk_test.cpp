// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that writes, on a disk with less and less room and on media that can only be read:
// a failure is a sentence, nothing is lost or left behind, and the same program then goes on.
#include <QDir>

#include "core/evaluate.h"
#include "database/backups.h"
#include "database/cash_flow_csv.h"
#include "database/catalog_file.h"
#include "database/row_sql.h"
#include "database/scenario_document.h"
#include "database/workbook.h"
#include "tests/database/released_catalogs.h"
#include "tests/database/unprivileged.h"
#include "tests/support/scenarios.h"
#include "tests/support/small_disk.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Bytes left on the disk: none, a page, and so on to more than the work needs.
constexpr qint64 kRooms[] = {0, 4'096, 16'384, 65'536, 262'144, 524'288, 1'048'576, 8'388'608};

struct DiskFixture {
    SmallDisk disk{32};
    QString path = disk.path(u"catalog.sqlite"_s);

    QStringList names(const QString& folder) const {
        QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
        names.removeAll(u"ballast"_s);
        return names;
    }
    /// Sound, without half of a change, and with nothing unfinished beside it.
    void checkWhole(const CatalogRows& before, const CatalogRows& after) const {
        {
            const CatalogStore store(path);
            const CatalogRows rows = store.rows();
            CHECK((sameRows(rows, before) || sameRows(rows, after)));
            const Connection connection(path, OpenMode::ReadWrite);
            CHECK(connection.value(u"PRAGMA integrity_check"_s) == u"ok"_s);
            CHECK_FALSE(connection.execute(u"PRAGMA foreign_key_check"_s).next());
        }
        CHECK(names(disk.path()) == QStringList{u"catalog.sqlite"_s});
        for (const QString& name : names(backupFolder(path))) {
            CHECK(name.endsWith(u".sqlite"_s));
            CHECK(isSoundCatalog(backupFolder(path) + u'/' + name));
        }
    }
};

std::vector<RowChange> editOf(const CatalogStore& store) {
    for (const Row& row : store.rows("machines")) {
        if (row.text("id") == "dgx-spark") {
            return {{"machines", row, with(row, "notes", std::string(9'000, 'n'))}};
        }
    }
    return {};
}

/// More than a megabyte in one step, with a former price for each row.
std::vector<RowChange> importOf(const CatalogStore& store) {
    std::vector<RowChange> changes;
    for (const Row& row : store.rows("cloud_prices")) {
        if (!row.number("price_on_demand_usd_h")) continue;
        Row after = with(row, "notes", std::string(4'000, 'n'));
        after.set("price_on_demand_usd_h", "7.25");
        changes.push_back({"cloud_prices", row, after, ChangeAuthor::Import});
    }
    return changes;
}

/// Tries `changes` with ever more room until they succeed, which they must.
void tryChanges(const DiskFixture& fixture,
                const std::function<std::vector<RowChange>(const CatalogStore&)>& changes,
                bool copies) {
    { const CatalogStore fresh(fixture.path); }
    const QByteArray bytes = bytesOf(fixture.path);
    bool failed = false;
    for (const qint64 room : kRooms) {
        CAPTURE(room);
        writeBytes(fixture.path, bytes);
        CatalogRows before;
        CatalogRows after;
        {
            CatalogStore store(fixture.path);
            before = store.rows();
            const std::vector<RowChange> planned = changes(store);
            fixture.disk.fill(room);
            const auto apply = [&] {
                if (copies) store.backUp(u"import"_s);
                store.apply(planned);
            };
            const QString sentence = refusal(apply);
            if (!sentence.isEmpty()) {
                failed = true;
                checkSays(sentence, {fixture.path, u"disk is full"_s, u"Free some space"_s});
                CHECK(sameRows(store.rows(), before));
                fixture.disk.empty();
                // The same program goes on.
                CHECK(refusal(apply) == QString());
            }
            after = store.rows();
            CHECK_FALSE(sameRows(after, before));
        }
        fixture.disk.empty();
        fixture.checkWhole(after, after);
        QDir(backupFolder(fixture.path)).removeRecursively();
    }
    CHECK(failed);
}

ScenarioDocument documentOf(const QString& title) {
    ScenarioDocument document;
    document.scenario = assistant70b();
    document.scenario.title = title.toStdString();
    return document;
}

/// Each writer of a whole file, given its path.
struct Writer {
    const char* name;
    std::function<void(const QString&)> write;
};

std::vector<Writer> writers() {
    static const Catalog catalog = *CatalogStore(u":memory:"_s).load();
    static const Scenario scenario = burstyChat8b();
    static const Evaluation evaluation = evaluate(scenario, catalog);
    static const std::vector<const OptionResult*> options{&evaluation.options.front()};
    return {
        {"document",
         [](const QString& path) { saveScenario(path, documentOf(QString(20'000, u'x'))); }},
        {"months as CSV", [](const QString& path) { writeCashFlowCsv(path, options, scenario); }},
        {"workbook",
         [](const QString& path) {
             writeWorkbook(path, {scenario, catalog, options, QDateTime::currentDateTimeUtc()});
         }},
    };
}

}  // namespace

TEST_CASE_METHOD(DiskFixture, "An edit on a full disk is refused whole", "[full_disk]") {
    if (!disk.mounted()) return;
    tryChanges(*this, editOf, false);
}

TEST_CASE_METHOD(DiskFixture, "An import on a full disk is refused whole", "[full_disk]") {
    if (!disk.mounted()) return;
    tryChanges(*this, importOf, true);
}

TEST_CASE_METHOD(DiskFixture, "Newer rows that find no room wait for the next start",
                 "[full_disk]") {
    if (!disk.mounted()) return;
    bool failed = false;
    for (const qint64 room : kRooms) {
        CAPTURE(room);
        QFile::remove(path);
        writeReleased(kReleased, path);
        // Brought to this version, and not yet to its rows.
        openCatalogFile(path, embeddedMigrations());
        QDir(backupFolder(path)).removeRecursively();
        CatalogRows before;
        {
            const Connection connection(path, OpenMode::ReadWrite);
            for (const TableInfo& table : describeTables(connection)) {
                before[table.name] = readRows(connection, table);
            }
        }
        disk.fill(room);
        {
            const CatalogStore store(path);
            CHECK(isOpen(store.outcome()));
            const QString problem = store.seedMerge().problem;
            if (!problem.isEmpty()) {
                failed = true;
                checkSays(problem, {path, u"were not taken over"_s, u"Free some space"_s});
                CHECK(sameRows(store.rows(), before));
            }
        }
        disk.empty();
        const CatalogStore store(path);
        CHECK(store.seedMerge().problem == QString());
        // machines.csv and the person's own one
        CHECK(store.rows("machines").size() == 73);
        for (const Backup& copy : backupsOf(path)) CHECK(isSoundCatalog(copy.path));
        QDir(backupFolder(path)).removeRecursively();
    }
    CHECK(failed);
}

TEST_CASE_METHOD(DiskFixture, "A full disk does not keep the catalog from being read",
                 "[full_disk]") {
    if (!disk.mounted()) return;
    { const CatalogStore fresh(path); }
    disk.fill();
    {
        CatalogStore store(path);
        CHECK(store.outcome() == CatalogOutcome::CurrentReadOnly);
        checkSays(store.outcomeText(), {path, u"free space on its disk"_s});
        // machines.csv
        CHECK(store.load()->machines.size() == 72);
        checkSays(refusal([&] { store.apply(editOf(store)); }),
                  {path, u"nothing was changed"_s, u"free space"_s});
    }
    disk.empty();
    CHECK(CatalogStore(path).outcome() == CatalogOutcome::Current);
    CHECK(names(disk.path()) == QStringList{u"catalog.sqlite"_s});
}

TEST_CASE_METHOD(DiskFixture, "A copy that finds no room is not left as a half one",
                 "[full_disk]") {
    if (!disk.mounted()) return;
    const CatalogStore store(path);
    bool failed = false;
    for (const qint64 room : kRooms) {
        CAPTURE(room);
        disk.fill(room);
        const QString sentence = refusal([&] { store.backUp(u"import"_s); });
        if (!sentence.isEmpty()) {
            failed = true;
            checkSays(sentence, {path, u"disk is full"_s});
            CHECK(names(backupFolder(path)) == QStringList());
        } else {
            REQUIRE(backupsOf(path).size() == 1);
            CHECK(isSoundCatalog(backupsOf(path).front().path));
        }
        QDir(backupFolder(path)).removeRecursively();
    }
    CHECK(failed);
    disk.empty();
}

TEST_CASE_METHOD(DiskFixture, "A copy that cannot be restored leaves the catalog that is there",
                 "[full_disk]") {
    if (!disk.mounted()) return;
    {
        CatalogStore store(path);
        store.backUp(u"import"_s);
        store.apply(editOf(store));
    }
    const Backup copy = backupsOf(path).front();
    const QByteArray bytes = bytesOf(path);
    for (const qint64 room :
         {qint64(0), qint64(4'096), qint64(65'536), QFileInfo(copy.path).size() - 4'096}) {
        CAPTURE(room);
        disk.fill(room);
        checkSays(refusal([&] { restore(copy, path); }),
                  {copy.path, path, u"nothing was changed"_s, u"free space"_s});
        CHECK((bytesOf(path) == bytes));
        CHECK(names(disk.path()) == QStringList{u"catalog.sqlite"_s});
    }
    disk.empty();
    restore(copy, path);
    CHECK(CatalogStore(path).rows("machines").size() == 72);
    CHECK(isSoundCatalog(copy.path));
}

TEST_CASE_METHOD(DiskFixture, "A file that finds no room leaves the former one", "[full_disk]") {
    if (!disk.mounted()) return;
    const QString file = disk.path(u"plan"_s);
    for (const Writer& writer : writers()) {
        CAPTURE(writer.name);
        writeBytes(file, "what was there before");
        for (const qint64 room : {qint64(0), qint64(4'096)}) {
            CAPTURE(room);
            disk.fill(room);
            // A table of months fits into one page.
            const QString sentence = refusal([&] { writer.write(file); });
            if (room == 0 || !sentence.isEmpty()) {
                checkSays(sentence, {file, u"could not be saved"_s, u"free space"_s});
                CHECK(bytesOf(file) == "what was there before");
            }
            CHECK(names(disk.path()) == QStringList{u"plan"_s});
        }
        disk.empty();
        writer.write(file);
        CHECK(bytesOf(file) != "what was there before");
    }
}

TEST_CASE_METHOD(DiskFixture, "On read-only media every writer says so and nothing changes",
                 "[full_disk][read_only]") {
    if (!disk.mounted()) return;
    const QString file = disk.path(u"plan"_s);
    writeBytes(file, "what was there before");
    {
        CatalogStore store(path);
        store.backUp(u"import"_s);
    }
    const Backup copy = backupsOf(path).front();
    const QByteArray bytes = bytesOf(path);
    disk.setReadOnly(true);
    {
        CatalogStore store(path);
        CHECK(store.outcome() == CatalogOutcome::CurrentReadOnly);
        checkSays(refusal([&] { store.apply(editOf(store)); }),
                  {path, u"can only be read; nothing was changed"_s, u"write permission"_s});
        checkSays(refusal([&] { store.apply(importOf(store)); }), {path, u"can only be read"_s});
        checkSays(refusal([&] { store.backUp(u"import"_s); }),
                  {path, u"nothing was changed"_s, u"write permission"_s});
        CHECK(refusal([&] { store.declineSuppliedOffers(); }) == QString());
        checkSays(refusal([&] { restore(copy, path); }),
                  {copy.path, path, u"nothing was changed"_s, u"you may write"_s});
        for (const Writer& writer : writers()) {
            CAPTURE(writer.name);
            checkSays(refusal([&] { writer.write(file); }),
                      {file, u"could not be saved"_s, u"your rights"_s});
            CHECK(bytesOf(file) == "what was there before");
        }
        // machines.csv: the program goes on with what it can read.
        CHECK(store.load()->machines.size() == 72);
    }
    CHECK((bytesOf(path) == bytes));
    CHECK(names(disk.path()) == QStringList{u"catalog.sqlite"_s, u"plan"_s});
    disk.setReadOnly(false);
}

TEST_CASE_METHOD(DiskFixture, "Without the right to write every writer says so",
                 "[full_disk][read_only]") {
    QTemporaryDir folder;
    path = folder.filePath(u"catalog.sqlite"_s);
    const QString file = folder.filePath(u"plan"_s);
    writeBytes(file, "what was there before");
    {
        const CatalogStore store(path);
        store.backUp(u"import"_s);
    }
    const Backup copy = backupsOf(path).front();
    const QFileDevice::Permissions readable =
        QFileDevice::ReadOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;
    const QFileDevice::Permissions enterable =
        readable | QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    for (const QString& name : {path, file, copy.path}) QFile::setPermissions(name, readable);
    for (const QString& name : {backupFolder(path), folder.path()}) {
        QFile::setPermissions(name, enterable);
    }
    const std::vector<Writer> all = writers();
    {
        const Unprivileged user;
        CatalogStore store(path);
        CHECK(store.outcome() == CatalogOutcome::CurrentReadOnly);
        checkSays(refusal([&] { store.apply(editOf(store)); }), {path, u"can only be read"_s});
        CHECK_FALSE(refusal([&] { store.backUp(u"import"_s); }).isEmpty());
        checkSays(refusal([&] { restore(copy, path); }),
                  {copy.path, path, u"nothing was changed"_s, u"you may write"_s});
        for (const Writer& writer : all) {
            CAPTURE(writer.name);
            checkSays(refusal([&] { writer.write(file); }), {file, u"could not be saved"_s});
            CHECK(bytesOf(file) == "what was there before");
        }
    }
    CHECK(names(folder.path()) == QStringList{u"catalog.sqlite"_s, u"plan"_s});
    for (const QString& name : {folder.path(), backupFolder(path)}) {
        QFile::setPermissions(name, enterable | QFileDevice::WriteOwner);
    }
}
