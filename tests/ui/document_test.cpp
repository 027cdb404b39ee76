// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ui_window.h"
#include "ui/document/autosave.h"
#include "ui/document/recent_files.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Scenario withContext(Scenario scenario, double context) {
    scenario.workload.context = tokens(context);
    return scenario;
}

/// Changes the price of one machine in the catalog.
void setMachinePrice(CatalogSession& session, const std::string& id, const std::string& price) {
    for (const Row& row : session.rows().at("machines")) {
        if (row.text("id") != id) continue;
        Row after = row;
        after.set("price_usd", price);
        CHECK(session.edit(u"Change Price"_s, {{"machines", row, after}}) == QString());
        return;
    }
    FAIL("no machine " << id);
}

std::string anyPricedMachine(const CatalogSession& session) {
    for (const Machine& machine : session.catalog()->machines) {
        if (machine.price) return machine.id;
    }
    return {};
}

struct DocumentFixture {
    QTemporaryDir folder;
    std::unique_ptr<CatalogSession> session = memorySession();
    Document document{*session};
};

}  // namespace

TEST_CASE_METHOD(DocumentFixture, "An edit that changes nothing leaves no trace", "[document]") {
    document.edit(document.scenario(), u"Change Nothing"_s);
    CHECK(document.undoStack().count() == 0);
    CHECK_FALSE(document.modified());
}

TEST_CASE_METHOD(DocumentFixture, "Edits of one typing session are one undo step", "[document]") {
    const Scenario before = document.scenario();
    document.edit(withContext(before, 1024), u"Change Context Length"_s, 7);
    document.edit(withContext(before, 10240), u"Change Context Length"_s, 7);
    CHECK(document.undoStack().count() == 1);
    document.edit(withContext(before, 20480), u"Change Context Length"_s, 8);
    CHECK(document.undoStack().count() == 2);
    document.undoStack().undo();
    document.undoStack().undo();
    CHECK(document.scenario() == before);
    document.undoStack().redo();
    CHECK(document.scenario().workload.context == tokens(10240));
}

TEST_CASE_METHOD(DocumentFixture, "A typing session that ends where it began leaves no undo step",
                 "[document]") {
    const Scenario before = document.scenario();
    document.edit(withContext(before, 1024), u"Change Context Length"_s, 7);
    document.edit(before, u"Change Context Length"_s, 7);
    CHECK(document.undoStack().count() == 0);
}

TEST_CASE_METHOD(DocumentFixture, "A wrong value keeps the last results and marks them stale",
                 "[document]") {
    const std::size_t options = document.evaluation().options.size();
    REQUIRE(options > 0);
    document.edit(withContext(document.scenario(), -5), u"Change Context Length"_s);
    CHECK(document.stale());
    CHECK(hasErrors(document.findings()));
    CHECK(document.evaluation().options.size() == options);
    document.undoStack().undo();
    CHECK_FALSE(document.stale());
}

TEST_CASE_METHOD(DocumentFixture, "Text that is no value is a finding until another value comes",
                 "[document]") {
    document.setInputProblem(u"workload.context_tokens"_s, u"\"x\" is not a number."_s);
    CHECK(document.stale());
    REQUIRE(document.findings().back().field == "workload.context_tokens");
    Scenario other = document.scenario();
    other.workload.concurrentUsers = 3;
    document.edit(other, u"Change Concurrent Users"_s);
    CHECK(document.stale());
    document.edit(withContext(document.scenario(), 2048), u"Change Context Length"_s);
    CHECK_FALSE(document.stale());
}

TEST_CASE_METHOD(DocumentFixture, "Saving and loading brings the same scenario and numbers back",
                 "[document]") {
    const QString path = folder.filePath(u"case.headroom"_s);
    document.edit(withContext(document.scenario(), 32768), u"Change Context Length"_s);
    document.save(path);
    CHECK_FALSE(document.modified());
    CHECK(document.undoStack().canUndo());

    Document other(*session);
    other.load(path);
    CHECK(other.scenario() == document.scenario());
    CHECK_FALSE(other.pricesAsSaved());
    REQUIRE(other.evaluation().options.size() == document.evaluation().options.size());
    CHECK(other.evaluation().options.front().presentValue ==
          document.evaluation().options.front().presentValue);
}

TEST_CASE_METHOD(DocumentFixture, "A file that cannot be read changes nothing", "[document]") {
    const QString path = folder.filePath(u"broken.headroom"_s);
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(R"({"format": "headroom-scenario", "version": 1, "scen)");
    file.close();
    document.edit(withContext(document.scenario(), 4096), u"Change Context Length"_s);
    const Scenario before = document.scenario();
    CHECK_THROWS_AS(document.load(path), FileError);
    CHECK_THROWS_AS(document.load(folder.filePath(u"missing.headroom"_s)), FileError);
    CHECK(document.scenario() == before);
    CHECK(document.modified());
    CHECK(document.undoStack().canUndo());
}

TEST_CASE_METHOD(DocumentFixture, "An old document keeps its prices until they are updated",
                 "[document]") {
    const QString path = folder.filePath(u"case.headroom"_s);
    document.save(path);
    const std::string machine = anyPricedMachine(*session);
    setMachinePrice(*session, machine, "1234567");
    // An open document follows the catalog; a saved one keeps what it was judged by.
    CHECK(document.catalog().machine(machine)->price->amount == 1234567);

    Document old(*session);
    old.load(path);
    REQUIRE(old.pricesAsSaved());
    CHECK(old.catalog().machine(machine)->price->amount != 1234567);
    REQUIRE(old.priceDifferences().size() == 1);
    CHECK(old.priceDifferences().front().current.contains(u"1234567"_s));

    old.updatePrices();
    CHECK_FALSE(old.pricesAsSaved());
    CHECK(old.catalog().machine(machine)->price->amount == 1234567);
    old.undoStack().undo();
    CHECK(old.pricesAsSaved());
    CHECK(old.catalog().machine(machine)->price->amount != 1234567);

    // Saving again keeps the old prices and their date.
    old.save(path);
    Document again(*session);
    again.load(path);
    CHECK(again.pricesAsSaved());
    CHECK(again.savedOn() == old.savedOn());
}

TEST_CASE_METHOD(DocumentFixture, "A catalog edit reaches the answer and can be undone",
                 "[document][catalog]") {
    const std::string machine = anyPricedMachine(*session);
    const double before = session->catalog()->machine(machine)->price->amount;
    int notices = 0;
    QObject::connect(&document, &Document::changed, [&] { ++notices; });
    setMachinePrice(*session, machine, "1234567");
    CHECK(notices == 1);
    session->undoStack().undo();
    CHECK(session->catalog()->machine(machine)->price->amount == before);
    session->undoStack().redo();
    CHECK(session->catalog()->machine(machine)->price->amount == 1234567);
}

TEST_CASE_METHOD(DocumentFixture, "A refused catalog edit is a sentence and no undo step",
                 "[document][catalog]") {
    const Row row = session->rows().at("machines").front();
    Row after = row;
    after.set("accelerator_id", "no-such-accelerator");
    CHECK(session->edit(u"Change Accelerator"_s, {{"machines", row, after}}) != QString());
    CHECK(session->undoStack().count() == 0);
    CHECK(session->rows().at("machines").front() == row);
}

TEST_CASE_METHOD(DocumentFixture,
                 "Autosave writes beside the file while there is something to lose",
                 "[document][autosave]") {
    const QString place = folder.filePath(u"autosave"_s);
    const auto copies = [&] { return QDir(place).entryList({u"*.headroom"_s}); };
    {
        Autosave autosave(document, place);
        autosave.update();
        CHECK(copies().isEmpty());
        document.edit(withContext(document.scenario(), 4096), u"Change Context Length"_s);
        autosave.update();
        REQUIRE(copies().size() == 1);
        // The window that wrote it is still open: nothing to recover.
        CHECK(recoverableDocuments(place).empty());
        document.save(folder.filePath(u"case.headroom"_s));
        autosave.update();
        CHECK(copies().isEmpty());
        document.edit(withContext(document.scenario(), 8000), u"Change Context Length"_s);
        autosave.update();
    }
    CHECK(copies().isEmpty());
}

TEST_CASE_METHOD(DocumentFixture, "What a crash left behind is offered and keeps its file name",
                 "[document][autosave]") {
    const QString place = folder.filePath(u"autosave"_s);
    const QString path = folder.filePath(u"case.headroom"_s);
    document.save(path);
    document.edit(withContext(document.scenario(), 4096), u"Change Context Length"_s);
    Autosave autosave(document, place);
    autosave.update();
    const QString copy = QDir(place).entryList({u"*.headroom"_s}).constFirst();
    // A crash leaves the file without a living owner: the same bytes under a name nobody locks.
    REQUIRE(QFile::copy(QDir(place).filePath(copy), QDir(place).filePath(u"left.headroom"_s)));

    const std::vector<Recoverable> left = recoverableDocuments(place);
    REQUIRE(left.size() == 1);
    CHECK(left.front().originalPath == path);
    Document recovered(*session);
    recovered.loadRecovered(left.front().path);
    CHECK(recovered.scenario() == document.scenario());
    CHECK(recovered.path() == path);
    CHECK(recovered.modified());
    discardRecoverable(left.front().path);
    CHECK(recoverableDocuments(place).empty());
}

TEST_CASE("Recent files keep the newest ten, newest first, without repeats", "[document]") {
    recent::clear();
    for (int i = 0; i < 12; ++i) recent::add(u"/cases/%1.headroom"_s.arg(i));
    recent::add(u"/cases/5.headroom"_s);
    REQUIRE(recent::files().size() == 10);
    CHECK(recent::files().constFirst() == u"/cases/5.headroom"_s);
    CHECK(recent::files().count(u"/cases/5.headroom"_s) == 1);
    recent::clear();
    CHECK(recent::files().isEmpty());
}
