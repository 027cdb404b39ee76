// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QTableView>

#include "database/backups.h"
#include "tests/support/ui_window.h"
#include "ui/catalog/catalog_window.h"
#include "ui/catalog/import_plan_dialog.h"
#include "ui/widgets/message_bar.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr int kMostWait = 60'000;

struct ImportFixture {
    QTemporaryDir folder;
    FakeDialogs dialogs;
    CatalogSession session{std::make_unique<CatalogStore>(folder.filePath(u"catalog.sqlite"_s))};
    CatalogWindow window{session};

    ImportFixture() {
        theme::apply(*qApp, theme::Mode::Light);
        window.setToday([] { return QDate(2026, 11, 27); });
        window.show();
        REQUIRE(QTest::qWaitForWindowActive(&window));
    }
    Row machine(const std::string& id) const {
        for (const Row& row : session.rows().at("machines")) {
            if (row.text("id") == id) return row;
        }
        FAIL("no machine " << id);
        return {};
    }
    QString write(const QByteArray& text) const {
        const QString path = folder.filePath(u"prices.csv"_s);
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path;
    }
    /// Chooses the file in the menu, as a person does, and waits for the preview.
    ImportPlanDialog& preview(const QString& path) {
        dialogs.fileNames.push_back(path);
        child<QAction>(window, u"importAction"_s).trigger();
        ImportPlanDialog* dialog = nullptr;
        REQUIRE(QTest::qWaitFor(
            [&] {
                dialog = window.findChild<ImportPlanDialog*>();
                return dialog != nullptr && dialog->isVisible();
            },
            kMostWait));
        return *dialog;
    }
    QString message() const { return child<MessageBar>(window, u"messageBar"_s).text(); }
};

QString price(const Row& row) {
    return QString::fromStdString(row.text("price_usd"));
}

}  // namespace

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
    CHECK(price(machine("dgx-spark")).toDouble() == Approx(now * 1.1));
    CHECK(machine("dgx-spark").text("changed_by") == "import");
    CHECK(price(machine("diy-1x3090")) != u"99999"_s);
    CHECK(message().contains(u"Imported 1 rows"_s));
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
