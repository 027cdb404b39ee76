// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/catalog_file.h"

#include <QDir>

#include "database/backups.h"
#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

std::vector<Migration> migrationsUpTo(int version) {
    std::vector<Migration> some = embeddedMigrations();
    REQUIRE(some.size() >= static_cast<std::size_t>(version));
    some.resize(static_cast<std::size_t>(version));
    return some;
}

/// The version that the files in database/schema end with.
int newest() {
    return embeddedMigrations().back().version;
}

/// What the program knows and one step more.
std::vector<Migration> migrationsAnd(const QStringList& statements) {
    std::vector<Migration> more = embeddedMigrations();
    const int version = more.back().version + 1;
    more.push_back({version, u"next.sql"_s, statements});
    return more;
}

struct FolderFixture {
    QTemporaryDir folder;
    QString path = folder.filePath(u"catalog.sqlite"_s);

    QStringList files() const {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void create(const std::vector<Migration>& migrations = embeddedMigrations()) const {
        REQUIRE(openCatalogFile(path, migrations).outcome == CatalogOutcome::Created);
    }
    /// Runs statements as another program would.
    void runElsewhere(const QStringList& statements) const {
        const Connection connection(path, OpenMode::ReadWrite);
        for (const QString& statement : statements) connection.execute(statement);
    }
    /// What opening says, and that it changed no byte and left nothing beside the file.
    QString refusedToOpen(const std::vector<Migration>& migrations = embeddedMigrations()) const {
        const QByteArray before = bytesOf(path);
        const QStringList filesBefore = files();
        const QString sentence = refusal([&] { openCatalogFile(path, migrations); });
        CHECK((bytesOf(path) == before));
        CHECK(files() == filesBefore);
        return sentence;
    }
};

const QString kNoCatalog = u"is not a Headroom catalog or is damaged; it was left untouched"_s;

}  // namespace

TEST_CASE_METHOD(FolderFixture, "A missing catalog is created, and found again as it was",
                 "[catalog_file]") {
    {
        const CatalogStore created(path);
        CHECK(created.outcome() == CatalogOutcome::Created);
        CHECK_FALSE(created.readOnly());
        CHECK(created.path() == path);
        // The newest of database/schema.
        CHECK(created.schemaVersion() == newest());
    }
    const QByteArray bytes = bytesOf(path);
    // Nothing but the catalog stays behind: no journal, no lock, no copy.
    CHECK(files() == QStringList{u"catalog.sqlite"_s});
    {
        const CatalogStore again(path);
        CHECK(again.outcome() == CatalogOutcome::Current);
        CHECK(again.schemaVersion() == newest());
        // machines.csv
        CHECK(again.load()->machines.size() == 72);
    }
    CHECK((bytesOf(path) == bytes));
}

TEST_CASE_METHOD(FolderFixture, "An empty file becomes a catalog", "[catalog_file]") {
    writeBytes(path, {});
    const CatalogStore store(path);
    CHECK(store.outcome() == CatalogOutcome::Created);
    CHECK(store.rows("machines").size() == 72);
}

TEST_CASE_METHOD(FolderFixture, "The catalog carries the mark of Headroom and its version",
                 "[catalog_file]") {
    create();
    const QByteArray header = bytesOf(path).left(100);
    // https://www.sqlite.org/fileformat.html: user version at byte 60, application id at 68.
    CHECK(header.mid(60, 4) == QByteArray(3, '\0') + static_cast<char>(newest()));
    CHECK(header.mid(68, 4) == QByteArray("HDRM"));
}

TEST_CASE_METHOD(FolderFixture, "A catalog of an older Headroom is upgraded beside a copy",
                 "[catalog_file]") {
    create(migrationsUpTo(1));
    runElsewhere(
        {u"UPDATE machines SET price_usd = 12345, changed_by = 'you' WHERE id = "
         "'dgx-spark'"_s});
    {
        const CatalogStore store(path);
        CHECK(store.outcome() == CatalogOutcome::Upgraded);
        CHECK(store.schemaVersion() == newest());
        CHECK(store.load()->machine("dgx-spark")->price->amount == 12345);
        CHECK(store.priceHistory("machines", store.rows("machines").front()).empty());
    }
    CHECK(CatalogStore(path).outcome() == CatalogOutcome::Current);
    const std::vector<Backup> copies = backupsOf(path);
    REQUIRE(copies.size() == 1);
    CHECK(copies.front().reason == u"upgrade"_s);
    const QString copy = copies.front().path;
    CHECK(files() == QStringList{u"catalog.sqlite"_s});
    // The copy is the catalog as it was: version 1, with the person's price.
    const CatalogFile old = openCatalogFile(copy, migrationsUpTo(1));
    CHECK(old.outcome == CatalogOutcome::Current);
    CHECK(old.version == 1);
    CHECK(
        old.connection->value(u"SELECT price_usd FROM machines WHERE id = 'dgx-spark'"_s).toInt() ==
        12345);
}

TEST_CASE_METHOD(FolderFixture, "An upgrade brings the rows and cells that the newer schema added",
                 "[catalog_file]") {
    // Version 2 is from before the support table.
    create(migrationsUpTo(2));
    runElsewhere({u"DELETE FROM resale"_s,
                  u"UPDATE accelerators SET architecture = 'mine', changed_by = 'you' WHERE id = "
                  "'rtx-3090'"_s,
                  u"INSERT INTO accelerators (id, vendor, name, class, architecture, memory_gib, "
                  "memory_bandwidth_gb_s, changed_by) VALUES ('own', 'NVIDIA', 'Own', 'consumer', "
                  "'Ada AD102', 24, 1000, 'you')"_s});
    const CatalogStore store(path);
    CHECK(store.outcome() == CatalogOutcome::Upgraded);
    const CatalogPointer catalog = store.load();
    // engine_support.csv
    CHECK(catalog->engineSupport.size() == 138);
    CHECK(catalog->accelerator("rx-7900-xtx")->target == "gfx1100");
    // machines.csv
    REQUIRE(catalog->machine("dgx-h100")->systemBandwidth);
    CHECK(catalog->machine("dgx-h100")->systemBandwidth->value == Approx(614.4e9));
    // What a person did stays: rows deleted, changed and added; the target of an own row is told
    // from its architecture.
    CHECK(store.rows("resale").empty());
    CHECK(catalog->accelerator("rtx-3090")->architecture == "mine");
    CHECK(catalog->accelerator("own")->target == "8.9");
}

TEST_CASE_METHOD(FolderFixture, "A new step reaches a catalog with everything in it",
                 "[catalog_file]") {
    create();
    const CatalogRows before = CatalogStore(path).rows();
    const CatalogFile file = openCatalogFile(
        path, migrationsAnd({u"CREATE TABLE wishes (id INTEGER PRIMARY KEY) STRICT"_s,
                             u"INSERT INTO wishes (id) VALUES (7)"_s}));
    CHECK(file.outcome == CatalogOutcome::Upgraded);
    CHECK(file.version == newest() + 1);
    CHECK(file.connection->value(u"SELECT id FROM wishes"_s).toInt() == 7);
    CHECK(file.connection->value(u"SELECT count(*) FROM models"_s).toULongLong() ==
          before.at("models").size());
}

TEST_CASE_METHOD(FolderFixture, "A step that fails half-way leaves the former version",
                 "[catalog_file]") {
    create();
    const QByteArray before = bytesOf(path);
    // The first statements succeed, so that there is something to take back.
    const QString sentence = refusal([&] {
        openCatalogFile(path, migrationsAnd({u"CREATE TABLE wishes (id INTEGER) STRICT"_s,
                                             u"DELETE FROM resale"_s, u"DROP TABLE no_such"_s}));
    });
    checkSays(sentence, {u"unfinished changes were undone"_s});
    CHECK((bytesOf(path) == before));
    const CatalogStore store(path);
    CHECK(store.outcome() == CatalogOutcome::Current);
    CHECK(store.schemaVersion() == newest());
    // resale.csv
    CHECK(store.rows("resale").size() == 27);
}

TEST_CASE_METHOD(FolderFixture, "A creation that fails leaves no half catalog", "[catalog_file]") {
    CHECK_FALSE(refusal([&] { openCatalogFile(path, migrationsAnd({u"nonsense"_s})); }).isEmpty());
    // The next start begins anew.
    const CatalogStore store(path);
    CHECK(store.outcome() == CatalogOutcome::Created);
    CHECK(store.rows("machines").size() == 72);
}

TEST_CASE_METHOD(FolderFixture, "A newer catalog is refused by its version", "[catalog_file]") {
    create();
    runElsewhere({u"PRAGMA user_version = %1"_s.arg(newest() + 1)});
    checkSays(refusedToOpen(),
              {path, u"newer Headroom"_s, u"catalog version %1"_s.arg(newest() + 1),
               u"this one reads up to %1"_s.arg(newest()), u"Use a newer version"_s});
}

TEST_CASE_METHOD(FolderFixture, "A file that is no database is refused", "[catalog_file]") {
    const QByteArray text = "id,name\ndgx-spark,DGX Spark\n";
    for (const QByteArray& bytes :
         {text, QByteArray("xy"), QByteArray(5000, '\0'), QByteArray("SQLite format 3\0", 16)}) {
        INFO(bytes.size() << " bytes");
        writeBytes(path, bytes);
        checkSays(refusedToOpen(), {path, kNoCatalog, u"--catalog NEW.sqlite"_s});
    }
}

TEST_CASE_METHOD(FolderFixture, "A truncated catalog is refused wherever it ends",
                 "[catalog_file]") {
    create();
    const QByteArray whole = bytesOf(path);
    REQUIRE(whole.size() > 400'000);
    for (const qsizetype size : {qsizetype(2), qsizetype(99), qsizetype(100), qsizetype(2048),
                                 qsizetype(4096), whole.size() / 2, whole.size() - 1}) {
        INFO(size << " of " << whole.size() << " bytes");
        writeBytes(path, whole.left(size));
        checkSays(refusedToOpen(), {path, kNoCatalog, u"restore a copy"_s});
    }
}

TEST_CASE_METHOD(FolderFixture, "A catalog with a page overwritten is refused", "[catalog_file]") {
    create();
    QByteArray bytes = bytesOf(path);
    // SQLite's usual page is 4096 bytes; the third one holds rows or their index.
    bytes.replace(2 * 4096, 4096, QByteArray(4096, '\xA5'));
    writeBytes(path, bytes);
    checkSays(refusedToOpen(), {path, kNoCatalog});
}

TEST_CASE_METHOD(FolderFixture, "A database of another program is refused", "[catalog_file]") {
    const QString foreign = u"is an SQLite database of another program"_s;
    SECTION("with tables and no mark") {
        runElsewhere({u"CREATE TABLE songs (title TEXT)"_s});
        checkSays(refusedToOpen(), {path, foreign, u"--catalog NEW.sqlite"_s});
    }
    SECTION("with tables named like ours and a version like ours") {
        runElsewhere({u"CREATE TABLE machines (id TEXT)"_s, u"PRAGMA user_version = 4"_s});
        checkSays(refusedToOpen(), {path, foreign});
    }
    SECTION("with a mark of its own") {
        create();
        runElsewhere({u"PRAGMA application_id = 1196444487"_s});
        checkSays(refusedToOpen(), {path, foreign});
    }
    SECTION("still without tables") {
        runElsewhere({u"PRAGMA application_id = 1196444487"_s});
        checkSays(refusedToOpen(), {path, foreign});
    }
}

TEST_CASE_METHOD(FolderFixture, "A catalog that another program keeps to itself is refused",
                 "[catalog_file]") {
    create();
    const Connection other(path, OpenMode::ReadWrite);
    // Outside write-ahead mode a writer keeps readers out, too.
    other.execute(u"PRAGMA journal_mode = DELETE"_s);
    other.execute(u"BEGIN EXCLUSIVE"_s);
    checkSays(refusal([&] { CatalogStore{path}; }),
              {path, u"Another program is writing"_s, u"try again in a moment"_s});
    other.execute(u"ROLLBACK"_s);
    CHECK(CatalogStore(path).outcome() == CatalogOutcome::Current);
}

TEST_CASE_METHOD(FolderFixture, "A place where no catalog can be is named with the remedy",
                 "[catalog_file]") {
    const QString missing = folder.filePath(u"no/such/folder"_s);
    checkSays(refusal([&] { CatalogStore{missing + u"/catalog.sqlite"_s}; }),
              {missing, u"does not exist"_s, u"Create it"_s});
    // A folder is only made where the person's own catalog lives.
    CHECK_FALSE(QDir(folder.filePath(u"no"_s)).exists());
    checkSays(refusal([&] { CatalogStore{folder.path()}; }),
              {folder.path(), u"is a folder, not a catalog"_s});
    CHECK(files().isEmpty());
}

TEST_CASE("The person's own catalog gets its folder on the first start", "[catalog_file]") {
    const QString path = CatalogStore::defaultPath();
    const QString folder = QFileInfo(path).absolutePath();
    // qt_main.cpp gives each process a home of its own: this is not the person's folder.
    REQUIRE(folder.startsWith(qEnvironmentVariable("XDG_DATA_HOME") + u'/'));
    QDir(folder).removeRecursively();
    CHECK(CatalogStore(path).outcome() == CatalogOutcome::Created);
    CHECK(CatalogStore(path).outcome() == CatalogOutcome::Current);
    QDir(folder).removeRecursively();
}
