// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connection.h"
#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

struct JournalFixture : CatalogFixture {
    void reopen() {
        store.reset();
        store = std::make_unique<CatalogStore>(path);
    }
    qint64 setPrice(const char* price) {
        const Row before = spark();
        return store->apply(u"Price %1"_s.arg(QLatin1StringView(price)),
                            {{"machines", before, with(before, "price_usd", price)}});
    }
    QStringList titles() const {
        QStringList all;
        for (const JournalEntry& entry : store->journal()) {
            all << (entry.undone ? u"("_s + entry.title + u')' : entry.title);
        }
        return all;
    }
    void undo(qint64 id) {
        std::vector<RowChange> back;
        for (const RowChange& change : store->journalChanges(id)) back.push_back(change.reversed());
        store->applyAgain(id, true, back);
    }
};

}  // namespace

TEST_CASE("Edits are written down with what stood there before", "[catalog][journal]") {
    JournalFixture f;
    const CatalogRows before = f.store->rows();
    const qint64 first = f.setPrice("4000");
    const qint64 second = f.setPrice("5000");
    f.reopen();
    CHECK(f.titles() == QStringList{u"Price 4000"_s, u"Price 5000"_s});
    f.undo(second);
    CHECK(f.spark().text("price_usd") == "4000");
    f.reopen();
    CHECK(f.titles() == QStringList{u"Price 4000"_s, u"(Price 5000)"_s});
    f.undo(first);
    CHECK(sameRows(f.store->rows(), before));
    f.store->applyAgain(first, false, f.store->journalChanges(first));
    CHECK(f.spark().text("price_usd") == "4000");
    CHECK(f.titles() == QStringList{u"Price 4000"_s, u"(Price 5000)"_s});
}

TEST_CASE("Rows that come, go and hold hostile text are written down whole", "[catalog][journal]") {
    JournalFixture f;
    Row own = without(with(f.spark(), "id", "own-box"), "notes");
    own.set("name", "<b>\"Box\"</b> \\ \xE2\x80\xAE =1+1\n\x1b[2J");
    const qint64 added = f.store->apply(u"Add"_s, {{"machines", std::nullopt, own}});
    const Row stored = f.row("machines", "id", "own-box");
    const qint64 removed = f.store->apply(u"Delete"_s, {{"machines", stored, std::nullopt}});
    f.reopen();
    f.undo(removed);
    CHECK(f.row("machines", "id", "own-box") == stored);
    f.undo(added);
    for (const Row& row : f.store->rows("machines")) CHECK(row.text("id") != "own-box");
}

TEST_CASE("A refused edit is not written down, and its undoing takes no other's change",
          "[catalog][journal]") {
    JournalFixture f;
    const Row before = f.spark();
    CHECK_THROWS_AS(
        f.store->apply(u"Break"_s, {{"machines", before, with(before, "price_usd", "-1")}}),
        FileError);
    CHECK(f.store->journal().empty());
    const qint64 mine = f.setPrice("4000");
    // Past the journal, as another program would.
    const Row now = f.spark();
    f.store->apply({{"machines", now, with(now, "price_usd", "4444")}});
    CHECK_THROWS_AS(f.undo(mine), FileError);
    CHECK(f.spark().text("price_usd") == "4444");
    CHECK(f.titles() == QStringList{u"Price 4000"_s});
}

TEST_CASE("The journal forgets what was undone before an edit, and all but the last hundred",
          "[catalog][journal]") {
    JournalFixture f;
    const qint64 first = f.setPrice("4000");
    f.undo(first);
    f.setPrice("5000");
    CHECK(f.titles() == QStringList{u"Price 5000"_s});
    checkSays(refusal([&] { f.store->journalChanges(first); }), {u"no longer in"_s});
    for (int i = 0; i < 120; ++i) f.setPrice(std::to_string(6000 + i).c_str());
    const auto journal = f.store->journal();
    CHECK(journal.size() == 100);
    CHECK(journal.back().title == u"Price 6119");
}

TEST_CASE("A journal of somebody else changes no table that is not there", "[catalog][journal]") {
    for (const char* changes :
         {R"([{"table":"x","after":{}}])", R"([{"table":"machines","after":{"no_such":"1"}}])",
          R"([{"table":"machines"}])", R"([{"table":"edit_journal","after":{"id":"1"}}])", "[]",
          "not JSON"}) {
        INFO(changes);
        JournalFixture f;
        const qint64 id = f.setPrice("4000");
        f.store.reset();
        Connection(f.path, OpenMode::ReadWrite)
            .execute(u"UPDATE edit_journal SET changes = ?"_s, {QString::fromLatin1(changes)});
        f.store = std::make_unique<CatalogStore>(f.path);
        const CatalogRows before = f.store->rows();
        checkSays(refusal([&] { f.undo(id); }), {u"cannot be read"_s});
        CHECK(sameRows(f.store->rows(), before));
    }
}
