// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QPushButton>
#include <QTableView>

#include "database/backups.h"
#include "tests/ui/catalog_import_fixture.h"

using namespace headroom;
using namespace headroom::tests;

TEST_CASE_METHOD(ImportFixture, "A table is previewed, picked from and undone in one step",
                 "[catalog][import]") {
    const Row spark = machine("dgx-spark");
    const double now = *spark.number("price_usd");
    const auto csv = "id,price_usd,price_date,price_source_url\ndgx-spark," +
                     std::to_string(now * 1.1) +
                     ",2026-11-20,https://example.com\n"
                     "diy-1x3090,99999,2026-11-20,https://example.com\n";
    ImportPlanDialog& dialog = preview(write(QByteArray::fromStdString(csv)));
    auto& apply = child<QPushButton>(dialog, u"importApplyButton"_s);
    // The second price is many times the former: it asks.
    CHECK(apply.text() == u"&Import 1 Row"_s);
    auto& filter = child<QComboBox>(dialog, u"importFilterComboBox"_s);
    filter.setFocus();
    QTest::keyClicks(&filter, u"Rows that"_s);
    auto& table = child<QTableView>(dialog, u"importPlanTable"_s);
    CHECK(table.model()->rowCount() == 1);
    QTest::mouseClick(&child<QPushButton>(dialog, u"takeAllButton"_s), Qt::LeftButton);
    CHECK(apply.text() == u"&Import 2 Rows"_s);
    QTest::mouseClick(&child<QPushButton>(dialog, u"leaveAllButton"_s), Qt::LeftButton);
    QTest::mouseClick(&apply, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return !session.importing(); }, kMostWait));
    CHECK(price(machine("dgx-spark")).toDouble() == Approx(now * 1.1));
    CHECK(machine("dgx-spark").text("changed_by") == "import");
    CHECK(price(machine("diy-1x3090")) != u"99999"_s);
    CHECK(message().contains(u"Imported 1 row from"_s));
    CHECK(backupsOf(session.store().path()).size() == 1);
    child<QAction>(window, u"undoAction"_s).trigger();
    CHECK(price(machine("dgx-spark")).toDouble() == Approx(now));
    CHECK(machine("dgx-spark").text("changed_by") == "seed");
}

TEST_CASE_METHOD(ImportFixture, "A file of no known kind is told, and nothing opens",
                 "[catalog][import]") {
    dialogs.fileNames.push_back(write("a,b\n1,2\n"));
    child<QAction>(window, u"importAction"_s).trigger();
    REQUIRE(QTest::qWaitFor([&] { return !window.importing(); }, kMostWait));
    CHECK(window.findChild<ImportPlanDialog*>() == nullptr);
    CHECK_FALSE(message().isEmpty());
}

TEST_CASE_METHOD(ImportFixture, "Texts of a file are shown as they are", "[catalog][import]") {
    const Row spark = machine("dgx-spark");
    ImportPlanDialog& dialog =
        preview(write("id,price_usd,price_date,price_source_url,notes\n"
                      "dgx-spark,,,,\"<b>bold</b> <img src='file:///etc/passwd'>\"\n"));
    auto& table = child<QTableView>(dialog, u"importPlanTable"_s);
    REQUIRE(table.model()->rowCount() == 1);
    const QModelIndex change = table.model()->index(0, ImportPlanModel::ChangeColumn);
    CHECK(change.data().toString().contains(u"<b>bold</b>"_s));
    CHECK_FALSE(change.data(Qt::ToolTipRole).toString().contains(u"<img"_s));
    dialog.reject();
    CHECK(machine("dgx-spark").text("notes") == spark.text("notes"));
}

TEST_CASE_METHOD(ImportFixture, "An edited row goes back to what is supplied",
                 "[catalog][import]") {
    const Row spark = machine("dgx-spark");
    Row edited = spark;
    edited.set("price_usd", "1");
    REQUIRE(session.edit(u"Change Price"_s, {{"machines", spark, edited}}).isEmpty());
    window.showTable("machines", "dgx-spark");
    child<QAction>(window, u"resetRowsAction"_s).trigger();
    CHECK(price(machine("dgx-spark")) == price(spark));
    CHECK(machine("dgx-spark").text("changed_by") == "seed");
    child<QAction>(window, u"resetRowsAction"_s).trigger();
    CHECK(message().contains(u"as Headroom supplies it"_s));
}

TEST_CASE_METHOD(ImportFixture, "A change by another program is noticed", "[catalog][import]") {
    {
        CatalogStore other(session.store().path());
        const Row spark = machine("dgx-spark");
        Row edited = spark;
        edited.set("price_usd", "4242");
        other.apply({{"machines", spark, edited}});
    }
    QSignalSpy changed(&session, &CatalogSession::changedElsewhere);
    CHECK((changed.count() > 0 || changed.wait(10'000)));
    CHECK(price(machine("dgx-spark")) == u"4242"_s);
    // Its own edits are none of another program.
    changed.clear();
    const Row spark = machine("dgx-spark");
    Row edited = spark;
    edited.set("price_usd", "4300");
    REQUIRE(session.edit(u"Change Price"_s, {{"machines", spark, edited}}).isEmpty());
    session.lookForChanges();
    CHECK(changed.count() == 0);
}

TEST_CASE_METHOD(ImportFixture, "This machine is asked of the driver's tool", "[catalog][import]") {
    // A tool of our own that prints the sample of tests/data/imports, in front of all others.
    const QString sample = QStringLiteral(HEADROOM_SOURCE_DIR "/tests/data/imports/nvidia_smi.xml");
    QFile tool(folder.filePath(u"nvidia-smi"_s));
    REQUIRE(tool.open(QIODevice::WriteOnly));
    tool.write("#!/bin/sh\ncat '" + sample.toUtf8() + "'\n");
    tool.close();
    REQUIRE(tool.setPermissions(tool.permissions() | QFile::ExeOwner | QFile::ExeUser));
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", folder.path().toUtf8() + ":/bin:/usr/bin");
    const std::size_t before = session.rows().at("machines").size();
    child<QAction>(window, u"detectMachineAction"_s).trigger();
    ImportPlanDialog* dialog = nullptr;
    CHECK(QTest::qWaitFor(
        [&] {
            dialog = window.findChild<ImportPlanDialog*>();
            return dialog != nullptr && dialog->isVisible();
        },
        kMostWait));
    qputenv("PATH", path);
    REQUIRE(dialog != nullptr);
    QTest::mouseClick(&child<QPushButton>(*dialog, u"importApplyButton"_s), Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return !session.importing(); }, kMostWait));
    CHECK(session.rows().at("machines").size() == before + 1);
    CHECK(session.rows().at("machines").back().text("kind") == "this-machine");
}

TEST_CASE_METHOD(ImportFixture, "Without a driver's tool the search says so", "[catalog][import]") {
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", folder.path().toUtf8());
    child<QAction>(window, u"detectMachineAction"_s).trigger();
    CHECK(QTest::qWaitFor([&] { return !window.importing(); }, kMostWait));
    qputenv("PATH", path);
    CHECK(message().contains(u"None of nvidia-smi"_s));
}

TEST_CASE_METHOD(ImportFixture, "An edit while an import is written is not lost",
                 "[catalog][import]") {
    const Row spark = machine("dgx-spark");
    const Row other = machine("diy-1x3090");
    Row imported = spark;
    imported.set("price_usd", "4242");
    Row edited = other;
    edited.set("price_usd", "1234");
    QString problem = u"not called"_s;
    session.importRows(u"Import"_s, {{"machines", spark, imported, ChangeAuthor::Import}},
                       [&](const QString& sentence) { problem = sentence; });
    CHECK(session.importing());
    // Waits for the other's lock where it must.
    REQUIRE(session.edit(u"Change Price"_s, {{"machines", other, edited}}).isEmpty());
    REQUIRE(QTest::qWaitFor([&] { return !session.importing(); }, kMostWait));
    CHECK(problem.isEmpty());
    CHECK(price(machine("dgx-spark")) == u"4242"_s);
    CHECK(price(machine("diy-1x3090")) == u"1234"_s);
    CHECK(session.undoStack().count() == 2);
    session.undoStack().undo();
    session.undoStack().undo();
    CHECK(price(machine("dgx-spark")) == price(spark));
    CHECK(price(machine("diy-1x3090")) == price(other));
}

TEST_CASE_METHOD(ImportFixture, "An import that is refused says why and changes nothing",
                 "[catalog][import]") {
    const Row spark = machine("dgx-spark");
    Row broken = spark;
    broken.set("accelerator_id", "no-such-card");
    QString problem;
    session.importRows(u"Import"_s, {{"machines", spark, broken, ChangeAuthor::Import}},
                       [&](const QString& sentence) { problem = sentence; });
    REQUIRE(QTest::qWaitFor([&] { return !session.importing(); }, kMostWait));
    CHECK(problem.contains(u"no-such-card"_s));
    CHECK(machine("dgx-spark") == spark);
    CHECK(session.undoStack().count() == 0);
}

TEST_CASE("The next session undoes what the last one edited", "[catalog][journal]") {
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"catalog.sqlite"_s);
    const auto spark = [](const CatalogSession& session) {
        for (const Row& row : session.rows().at("machines")) {
            if (row.text("id") == "dgx-spark") return row;
        }
        return Row();
    };
    std::string supplied;
    {
        CatalogSession session(std::make_unique<CatalogStore>(path));
        for (const char* value : {"4000", "5000"}) {
            const Row before = spark(session);
            if (supplied.empty()) supplied = before.text("price_usd");
            Row after = before;
            after.set("price_usd", value);
            REQUIRE(session.edit(u"Price "_s + QLatin1StringView(value),
                                 {{"machines", before, after}}) == QString());
        }
        session.undoStack().undo();
    }
    CatalogSession session(std::make_unique<CatalogStore>(path));
    CHECK(spark(session).text("price_usd") == "4000");
    REQUIRE(session.undoStack().canUndo());
    CHECK(session.undoStack().undoText() == u"Price 4000"_s);
    CHECK(session.undoStack().redoText() == u"Price 5000"_s);
    session.undoStack().redo();
    CHECK(spark(session).text("price_usd") == "5000");
    session.undoStack().undo();
    session.undoStack().undo();
    CHECK(spark(session).text("price_usd") == supplied);
    CHECK(spark(session).text("changed_by") == "seed");
    CHECK_FALSE(session.undoStack().canUndo());
}
