// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "tests/ui/catalog_import_fixture.h"
#include "ui/catalog/compose_dialog.h"
#include "ui/catalog/history_dialog.h"
#include "ui/charts/chart_frame.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct ComposeFixture : ImportFixture {
    ComposeDialog* dialog{};

    void open() {
        child<QAction>(window, u"composeAction"_s).trigger();
        dialog = window.findChild<ComposeDialog*>();
        REQUIRE(dialog != nullptr);
    }
    void type(const QString& part, const QString& text) {
        auto& editor = child<QWidget>(*dialog, u"part_"_s + part);
        auto* line = qobject_cast<QLineEdit*>(&editor);
        if (auto* const box = qobject_cast<QComboBox*>(&editor)) line = box->lineEdit();
        REQUIRE(line != nullptr);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    QString figure(const QString& name) const {
        return child<QLabel>(*dialog, u"figure_"_s + name).text();
    }
    QPushButton& accept() const { return child<QPushButton>(*dialog, u"composeAddButton"_s); }
    bool says(const QString& words) const {
        for (const QLabel* const label :
             child<QWidget>(*dialog, u"composeResult"_s).findChildren<QLabel*>()) {
            if (label->text().contains(words)) return true;
        }
        return false;
    }
};

}  // namespace

TEST_CASE_METHOD(ComposeFixture, "A machine composed of parts joins the catalog in one step",
                 "[catalog][compose]") {
    open();
    CHECK_FALSE(accept().isEnabled());
    type(u"name"_s, u"Two cards"_s);
    type(u"accelerator"_s, u"rtx-3090"_s);
    type(u"count"_s, u"2"_s);
    type(u"host_price"_s, u"1500"_s);
    // 24 GiB each (database/seed/accelerators.csv).
    CHECK(figure(u"total_memory_gib"_s).endsWith(u"48"_s));
    CHECK(figure(u"requires_240v"_s).endsWith(u"no"_s));
    REQUIRE(accept().isEnabled());
    QTest::mouseClick(&accept(), Qt::LeftButton);
    const Row row = machine("two-cards");
    CHECK(row.text("name") == "Two cards");
    CHECK(row.text("accelerator_count") == "2");
    CHECK(row.text("total_memory_gib") == "48");
    CHECK(row.text("changed_by") == "you");
    session.undoStack().undo();
    for (const Row& each : session.rows().at("machines")) CHECK(each.text("id") != "two-cards");
}

TEST_CASE_METHOD(ComposeFixture, "What does not fit together is said while typing",
                 "[catalog][compose]") {
    open();
    type(u"accelerator"_s, u"rtx-5090"_s);
    type(u"count"_s, u"4"_s);
    type(u"rated"_s, u"1000"_s);
    // Four cards of 575 W and a host of 200 W on 1,000 W.
    CHECK(says(u"1,000 W"_s) | says(u"1000 W"_s));
    CHECK_FALSE(accept().isEnabled());
    type(u"rated"_s, u"3000"_s);
    CHECK(accept().isEnabled());
    // More than an ordinary circuit gives (docs/catalog.md 4.2).
    CHECK(figure(u"requires_240v"_s).endsWith(u"yes"_s));
    type(u"accelerator"_s, u"no-such-card"_s);
    CHECK_FALSE(accept().isEnabled());
}

TEST_CASE_METHOD(ComposeFixture, "Texts that are no figures keep the machine out",
                 "[catalog][compose]") {
    open();
    type(u"accelerator"_s, u"rtx-3090"_s);
    for (const char* bad : {"abc", "-5", "1e999", "nan"}) {
        INFO(bad);
        type(u"host_price"_s, QString::fromLatin1(bad));
        CHECK_FALSE(accept().isEnabled());
    }
    type(u"host_price"_s, QString());
    CHECK(accept().isEnabled());
    type(u"name"_s, QString());
    CHECK_FALSE(accept().isEnabled());
    // The id of a machine that is there.
    type(u"name"_s, u"DGX Spark"_s);
    QTest::mouseClick(&accept(), Qt::LeftButton);
    CHECK(child<QLabel>(*dialog, u"composeProblemLabel"_s).text().contains(u"already"_s));
}

TEST_CASE_METHOD(ComposeFixture, "A price's course is drawn and told", "[catalog][history]") {
    const auto change = [&](const char* price, const char* date) {
        const Row before = machine("dgx-spark");
        Row after = before;
        after.set("price_usd", price);
        after.set("price_date", date);
        REQUIRE(session.edit(u"Change Price"_s, {{"machines", before, after}}).isEmpty());
    };
    // 4,699 USD on 2026-09-08 in the seed.
    change("5000", "2026-10-01");
    change("5600", "2026-11-20");
    window.showTable("machines", "dgx-spark");
    child<QAction>(window, u"historyAction"_s).trigger();
    auto* const history = window.findChild<HistoryDialog*>();
    REQUIRE(history != nullptr);
    auto& chart = child<ChartFrame>(*history, u"historyChart"_s);
    const TextTable& table = chart.content().table;
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0][1] == u"4699"_s);
    CHECK(table.rows[0][2] == u"2026-09-08"_s);
    CHECK(table.rows[2][3] == u"today"_s);
    // 5,600 / 4,699 = 1.19
    CHECK(chart.content().summary.contains(u"+19"_s));
    CHECK_FALSE(chart.content().empty());
}

TEST_CASE_METHOD(ComposeFixture, "A table without prices has no history", "[catalog][history]") {
    window.showTable("models");
    CHECK_FALSE(child<QAction>(window, u"historyAction"_s).isEnabled());
}
