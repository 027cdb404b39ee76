// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Map, formats and devices of the Memory page.
#include <QPushButton>
#include <QToolButton>

#include "core/decision/format_choice.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/text_table_view.h"
#include "ui/pages/memory_page_formats.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const ChartContent& chart(UiWindow& ui, const QString& name) {
    return child<ChartFrame>(*ui.window, name).content();
}

int rowOf(const TextTable& table, const QString& name) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (table.rows[i].front() == name) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace

TEST_CASE("The map's table gives the longest context for each number of people", "[memory][map]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Memory);
    const TextTable& table = chart(ui, u"fitMapChart"_s).table;
    REQUIRE(table.rows.size() >= 5);
    CHECK(rowOf(table, u"4"_s) >= 0);  // what was asked for
    // Four people with the context that the example asks for: the best option was chosen to hold
    // it.
    const QStringList& asked = table.rows[static_cast<std::size_t>(rowOf(table, u"4"_s))];
    CHECK(QLocale::c().toDouble(asked[1]) >= 131'072);
    CHECK(chart(ui, u"fitMapChart"_s).summary.contains(u"at once"_s));
    for (const QSize size : {QSize(420, 300), QSize(1000, 420), QSize(2200, 600)}) {
        const DrawnChart drawn(chart(ui, u"fitMapChart"_s), size, chartStyle(true));
        CHECK(drawn.finite());
        CHECK(drawn.textTrouble() == QStringList());
    }
}

TEST_CASE("A format is taken with the button, and Undo brings the former one back",
          "[memory][formats]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Memory);
    auto& card = child<FormatCard>(*ui.window, u"formatCard"_s);
    auto& table = child<TextTableView>(card, u"formatTable"_s);
    auto& use = child<QPushButton>(card, u"useFormatButton"_s);
    const int few = static_cast<int>(table.table().rows.size());
    CHECK_FALSE(use.isEnabled());
    CHECK(table.table().emphasised == std::vector<int>{rowOf(table.table(), u"Q4_K_M"_s)});

    child<QToolButton>(card, u"allFormatsButton"_s).click();
    CHECK(static_cast<int>(table.table().rows.size()) > few);
    const int row = rowOf(table.table(), u"Q3_K_M"_s);
    REQUIRE(row >= 0);
    table.setFocus();
    table.selectRow(row);
    QTest::keyClick(&table, Qt::Key_Return);
    CHECK(use.text().contains(u"Q3_K_M"_s));
    CHECK(ui.document().scenario().model.weightFormatId == "gguf-q4_k_m");  // not yet
    QTest::keyClick(&use, Qt::Key_Space);
    CHECK(ui.document().scenario().model.weightFormatId == "gguf-q3_k_m");
    ui.document().undoStack().undo();
    CHECK(ui.document().scenario().model.weightFormatId == "gguf-q4_k_m");
}

TEST_CASE("Models beside the main one are drawn on the devices they lie on", "[memory][devices]") {
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Memory);
    const ChartContent& devices = chart(ui, u"deviceChart"_s);
    const OptionResult& option = *ui.document().focused();
    REQUIRE(option.ledger);
    CHECK(devices.table.rows.size() == option.ledger->devices.size());
    CHECK(child<ChartFrame>(*ui.window, u"deviceChart"_s).isVisible());
    const DrawnChart drawn(devices, {1000, 300}, chartStyle(false));
    int named = 0;
    for (const QCPItemText* const text : drawn.items<QCPItemText>()) {
        if (text->text().contains(u"bge-m3"_s)) ++named;
    }
    CHECK(named == 1);
    CHECK(drawn.textTrouble() == QStringList());

    // One model on one device says nothing new.
    Scenario alone = ui.document().scenario();
    alone.model.companions.clear();
    ui.document().edit(alone, u"Alone"_s);
    CHECK(child<ChartFrame>(*ui.window, u"deviceChart"_s).isVisible() ==
          (ui.document().focused()->ledger->devices.size() > 1));
}
