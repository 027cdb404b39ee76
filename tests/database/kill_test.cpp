// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that write to a catalog are killed at random moments. HEADROOM_KILL_RUNS sets how often;
// the default keeps the suite short.
#include <QProcess>
#include <QtTest/QtTest>
#include <random>
#include <set>

#include "database/backups.h"
#include "database/catalog_file.h"
#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr std::size_t kBatch = 40;  // as the writer's

int runs() {
    const int wanted = qEnvironmentVariableIntValue("HEADROOM_KILL_RUNS");
    return wanted > 0 ? wanted : 30;
}

/// The last number that the writer said was committed, by word.
struct Committed {
    int edit{};
    int import{};
    bool opened{};
};

/// Starts a writer and kills it after so many milliseconds, counted from its first word or from
/// its start.
Committed runAndKill(const QString& path, int seed, int milliseconds, bool fromStart) {
    QProcess writer;
    writer.start(QStringLiteral(HEADROOM_CATALOG_WRITER), {path, QString::number(seed)});
    REQUIRE(writer.waitForStarted());
    if (!fromStart) REQUIRE(writer.waitForReadyRead(60'000));
    QTest::qSleep(milliseconds);
    REQUIRE(writer.state() == QProcess::Running);
    writer.kill();
    REQUIRE(writer.waitForFinished());
    INFO(writer.readAllStandardError().toStdString());
    Committed said;
    for (const QByteArray& line : writer.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        // A line that was cut off was not said.
        if (words.size() != 2) continue;
        if (words[0] == "open") said.opened = true;
        if (words[0] == "edit") said.edit = words[1].toInt();
        if (words[0] == "import") said.import = words[1].toInt();
    }
    return said;
}

int sparkPrice(const CatalogStore& store) {
    for (const Row& row : store.rows("machines")) {
        if (row.text("id") == "dgx-spark") return static_cast<int>(*row.number("price_usd"));
    }
    return 0;
}

}  // namespace

TEST_CASE("Killing a writer loses nothing it said was committed, and leaves no half of an import",
          "[kill]") {
    QTemporaryDir folder;
    const QString path = folder.filePath(u"catalog.sqlite"_s);
    { const CatalogStore fresh(path); }
    std::mt19937 random(20261126);
    bool imported = false;
    int edits = 0;
    for (int run = 0; run < runs(); ++run) {
        const Committed said = runAndKill(path, run, static_cast<int>(random() % 120), false);
        CAPTURE(run, said.edit, said.import);
        // Opening asks SQLite whether the file is sound.
        const CatalogStore store(path);
        CHECK(store.outcome() == CatalogOutcome::Current);
        CHECK(sparkPrice(store) >= said.edit);
        edits += said.edit > 0 ? 1 : 0;
        std::set<std::string> notes;
        const std::vector<Row> offers = store.rows("cloud_prices");
        for (std::size_t i = 0; i < kBatch; ++i) notes.insert(offers[i].text("notes"));
        imported = imported || said.import > 0;
        if (imported) CHECK(notes.size() == 1);
        // Numbers begin anew with each writer: only its own can be compared.
        if (said.import > 0) CHECK(std::stoi(*notes.begin()) >= said.import);
        for (const Backup& copy : backupsOf(path)) CHECK(isSoundCatalog(copy.path));
        CHECK_NOTHROW(store.load());
    }
    CHECK(edits > runs() / 3);  // else the test kills before anything happens
}

TEST_CASE("Killing an upgrade leaves the old catalog or the new one, with every edit", "[kill]") {
    QTemporaryDir folder;
    std::vector<Migration> older = embeddedMigrations();
    older.pop_back();
    const QString old = folder.filePath(u"old.sqlite"_s);
    {
        const CatalogFile file = openCatalogFile(old, older);
        file.connection->execute(
            u"UPDATE machines SET price_usd = 777, changed_by = 'you' WHERE id = 'dgx-spark'"_s);
    }
    std::mt19937 random(20261127);
    for (int run = 0; run < runs(); ++run) {
        const QString path = folder.filePath(u"catalog-%1.sqlite"_s.arg(run));
        REQUIRE(QFile::copy(old, path));
        runAndKill(path, run, static_cast<int>(random() % 250), true);
        CAPTURE(run);
        const CatalogStore store(path);
        CHECK(store.schemaVersion() == embeddedMigrations().back().version);
        CHECK(sparkPrice(store) >= 777);
        CHECK_NOTHROW(store.load());
    }
}

TEST_CASE("A lock that nobody signed does not keep a catalog from its upgrade", "[kill][locks]") {
    QTemporaryDir folder;
    std::vector<Migration> older = embeddedMigrations();
    older.pop_back();
    const QString path = folder.filePath(u"catalog.sqlite"_s);
    openCatalogFile(path, older);
    // What a program leaves that is killed between making its lock and writing its number there.
    QFile lock(path + u".lock"_s);
    REQUIRE(lock.open(QIODevice::WriteOnly));
    lock.close();
    const CatalogStore store(path);
    CHECK(store.outcome() == CatalogOutcome::Upgraded);
    CHECK_FALSE(QFile::exists(path + u".lock"_s));
}
