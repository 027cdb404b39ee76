// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The refresh dialog against a server on this computer.
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

#include "tests/support/price_server.h"
#include "tests/ui/catalog_import_fixture.h"
#include "ui/catalog/refresh_dialog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct RefreshFixture : ImportFixture {
    PriceServer server;
    QTemporaryDir cache;
    RefreshDialog* dialog{};

    RefreshFixture() { window.setDownloadLimits(shortLimits(), cache.path()); }

    /// A source of one's own, as the dialog would have stored it.
    void source(const QString& id, const QString& path) {
        session.store().savePriceSource({id, id, server.address(path), {}, true, {}});
    }
    void open() {
        child<QAction>(window, u"refreshAction"_s).trigger();
        dialog = window.findChild<RefreshDialog*>();
        REQUIRE(dialog != nullptr);
    }
    QTableWidget& table() const { return child<QTableWidget>(*dialog, u"refreshTable"_s); }
    int rowOf(const QString& title) const {
        for (int row = 0; row < table().rowCount(); ++row) {
            if (table().item(row, 0)->text() == title) return row;
        }
        FAIL("no source");
        return -1;
    }
    void fetch() {
        QTest::mouseClick(&child<QPushButton>(*dialog, u"fetchButton"_s), Qt::LeftButton);
    }
    QString state(const QString& title) const { return table().item(rowOf(title), 3)->text(); }
    ImportPlanDialog* plan() const {
        for (auto* const each : window.findChildren<ImportPlanDialog*>()) {
            if (each->isVisible()) return each;
        }
        return nullptr;
    }
};

QByteArray sparkAt(const QByteArray& price) {
    return "id,price_usd,price_date\ndgx-spark," + price + ",2026-11-20\n";
}

}  // namespace

TEST_CASE_METHOD(RefreshFixture, "Nothing is asked before the person presses Fetch",
                 "[catalog][refresh]") {
    source(u"mine"_s, u"/prices.csv"_s);
    server.on(u"/prices.csv"_s, sparkAt("4800"));
    open();
    QTest::qWait(200);
    CHECK(server.heads.isEmpty());
    // Supplied sources start not chosen.
    CHECK(table().item(0, 0)->checkState() == Qt::Unchecked);
    dialog->reject();
    CHECK(server.heads.isEmpty());
}

TEST_CASE_METHOD(RefreshFixture, "A fetched list goes through the preview into the catalog",
                 "[catalog][refresh]") {
    source(u"mine"_s, u"/prices.csv"_s);
    server.on(u"/prices.csv"_s, sparkAt("4800"));
    open();
    fetch();
    REQUIRE(QTest::qWaitFor([&] { return plan() != nullptr; }, kMostWait));
    CHECK(price(machine("dgx-spark")) != u"4800"_s);
    QTest::mouseClick(&child<QPushButton>(*plan(), u"importApplyButton"_s), Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return !session.importing(); }, kMostWait));
    CHECK(price(machine("dgx-spark")) == u"4800"_s);
    CHECK(session.store().priceSources().back().fetchedOn == QDate(2026, 11, 27));
}

TEST_CASE_METHOD(RefreshFixture, "Several lists are shown one after the other",
                 "[catalog][refresh]") {
    source(u"a"_s, u"/a.csv"_s);
    source(u"b"_s, u"/b.csv"_s);
    source(u"c"_s, u"/missing.csv"_s);
    server.on(u"/a.csv"_s, sparkAt("4800"));
    server.on(u"/b.csv"_s, sparkAt("4900"));
    open();
    fetch();
    REQUIRE(QTest::qWaitFor([&] { return plan() != nullptr; }, kMostWait));
    // What failed stays to be read.
    CHECK(dialog->isVisible());
    CHECK(state(u"c"_s).contains(u"404"_s));
    ImportPlanDialog* const first = plan();
    first->reject();
    REQUIRE(QTest::qWaitFor([&] { return plan() != nullptr && plan() != first; }, kMostWait));
    plan()->reject();
    QTest::qWait(50);
    CHECK(plan() == nullptr);
}

TEST_CASE_METHOD(RefreshFixture, "A page that is no price list opens nothing",
                 "[catalog][refresh]") {
    source(u"mine"_s, u"/page"_s);
    server.on(u"/page"_s, QByteArray("<html><body onload=alert(1)>Sign in</body></html>"), "200 OK",
              "Content-Type: text/html\r\n");
    open();
    fetch();
    REQUIRE(QTest::qWaitFor([&] { return message().contains(u"in no format"_s); }, kMostWait));
    CHECK(plan() == nullptr);
}

TEST_CASE_METHOD(RefreshFixture, "An address is edited, refused and stored", "[catalog][refresh]") {
    open();
    const QString title = table().item(0, 0)->text();
    const QString supplied = table().item(0, 1)->text();
    table().item(0, 1)->setText(u"file:///etc/passwd"_s);
    CHECK(state(title).contains(u"is not asked"_s) | state(title).contains(u"no address"_s));
    CHECK(session.store().priceSources().front().address == supplied);
    table().item(0, 1)->setText(server.address(u"/own"_s));
    CHECK(state(title).isEmpty());
    CHECK(session.store().priceSources().front().address == server.address(u"/own"_s));
    table().setCurrentCell(0, 0);
    auto& remove = child<QPushButton>(*dialog, u"removeSourceButton"_s);
    CHECK(remove.text() == u"&Reset to Supplied"_s);
    QTest::mouseClick(&remove, Qt::LeftButton);
    CHECK(table().item(0, 1)->text() == supplied);
    const int rows = table().rowCount();
    QTest::mouseClick(&child<QPushButton>(*dialog, u"addSourceButton"_s), Qt::LeftButton);
    CHECK(table().rowCount() == rows + 1);
    CHECK(session.store().priceSources().back().own());
}

TEST_CASE_METHOD(RefreshFixture, "Close stops a download first", "[catalog][refresh]") {
    source(u"mine"_s, u"/silent"_s);
    server.on(u"/silent"_s, [](const QByteArray&, QTcpSocket&) {});
    open();
    fetch();
    CHECK_FALSE(child<QPushButton>(*dialog, u"fetchButton"_s).isEnabled());
    dialog->reject();
    CHECK(dialog->isVisible());
    CHECK(state(u"mine"_s) == u"Stopped"_s);
    CHECK(child<QPushButton>(*dialog, u"fetchButton"_s).isEnabled());
}
