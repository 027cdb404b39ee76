// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How slow kernels, usable memory and layers in host memory show in the window.
#include <QLabel>

#include "tests/support/ui_pages.h"
#include "ui/charts/text_table_view.h"
#include "ui/pages/answer_page_card.h"
#include "ui/pages/answer_page_text.h"
#include "ui/pages/compare_page_model.h"
#include "ui/pages/memory_page_ledger.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

Scenario asking(const char* model, const char* kv) {
    Scenario scenario;
    scenario.model.modelId = model;
    scenario.model.kvFormatId = kv;
    scenario.finance.apis = ApiComparison::SameWeights;
    scenario.privacy.placement = DataPlacement::OwnPremises;
    return scenario;
}

QStringList rowOf(const TextTable& table, const QString& label) {
    for (const QStringList& row : table.rows) {
        if (row.front() == label) return row;
    }
    return {};
}

}  // namespace

TEST_CASE("A card says what its option falls back to", "[answer][support]") {
    UiWindow ui;
    ui.start();
    ui.document().edit(asking("llama-3.1-8b", "kv-llamacpp-q5_1"), u"Ask"_s);
    bool marked = false;
    for (int i = 1; i <= 3; ++i) {
        auto& card = child<OptionCard>(*ui.window, u"optionCard%1"_s.arg(i));
        if (!card.isVisible()) continue;
        const OptionResult* result = nullptr;
        for (const OptionResult& option : ui.document().evaluation().options) {
            if (QString::fromStdString(option.option.id) == card.optionId()) result = &option;
        }
        REQUIRE(result != nullptr);
        const auto& aside = child<QLabel>(card, u"optionAside"_s);
        CHECK(aside.isVisible() == !result->cautions.empty());
        if (!result->cautions.empty()) {
            marked = true;
            CHECK(aside.text().toStdString() == result->cautions.front().reason);
        }
    }
    CHECK(marked);
}

TEST_CASE("The memory page goes from what was sold to what is usable", "[memory][support]") {
    UiWindow ui;
    ui.start();
    ui.document().edit(asking("llama-3.1-70b", "kv-llamacpp-f16"), u"Ask"_s);
    ui.window->showPage(PageId::Memory);
    ui.document().setFocusedOption(u"own/diy-1x4090"_s);
    const OptionResult* option = ui.document().focused();
    REQUIRE(option != nullptr);
    const TextTable table = ledgerTable(*option);
    const auto number = [&](const QString& label) { return rowOf(table, label).at(1).toDouble(); };
    CHECK(number(u"As sold"_s) == Approx(24));
    // docs/support.md 3.
    CHECK(number(u"Taken by a screen"_s) == Approx(0.75));
    CHECK(number(u"As sold"_s) - number(u"Kept by driver or system"_s) -
              number(u"Taken by a screen"_s) ==
          Approx(number(u"Usable by the engine"_s)).margin(0.02));
    CHECK(says(*ui.window, u"of 80 layers lie in host memory"_s));
    CHECK(says(*ui.window, u"A screen on the first device"_s));
}

TEST_CASE("The comparison names fallbacks and what an excluded option would come to",
          "[compare][support]") {
    UiWindow ui;
    ui.start();
    ui.document().edit(asking("llama-3.1-70b", "kv-llamacpp-q5_1"), u"Ask"_s);
    bool consequence = false;
    bool fallback = false;
    for (const CompareRow& row : compareRows(ui.document().evaluation())) {
        consequence = consequence || row.details.contains(u"lie in host memory"_s);
        fallback = fallback || row.details.contains(u"attention runs on the CPU"_s);
    }
    CHECK(consequence);
    CHECK(fallback);
}
