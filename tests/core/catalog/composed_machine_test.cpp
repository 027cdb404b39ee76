// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/composed_machine.h"

#include <cmath>
#include <iomanip>
#include <sstream>

#include "core/catalog/catalog_tables.h"
#include "core/catalog/power_rule.h"
#include "core/energy/power.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using Catch::Matchers::Contains;

namespace {

/// A card of 24 GiB, 450 W and 20 W idle, 16 lanes, $2,000 of 2026-09-05.
Catalog aCatalog() {
    Catalog catalog;
    Row row;
    for (const auto& [column, value] :
         std::map<std::string, std::string>{{"id", "card"},
                                            {"vendor", "NVIDIA"},
                                            {"name", "Card"},
                                            {"class", "consumer"},
                                            {"memory_gib", "24"},
                                            {"memory_bandwidth_gb_s", "1008"},
                                            {"tdp_w", "450"},
                                            {"idle_w", "20"},
                                            {"pcie_gen_lanes", "4.0 x16"},
                                            {"msrp_usd", "1599"},
                                            {"street_price_usd", "2000"},
                                            {"price_date", "2026-09-05"},
                                            {"price_source_url", "card shop"},
                                            {"spec_source_url", "card sheet"}}) {
        row.set(column, value);
    }
    addRow(catalog, "accelerators", row);
    return catalog;
}

/// Two cards, 1,600 W of Platinum, everything priced.
MachineParts twoCards() {
    MachineParts parts;
    parts.id = "mine";
    parts.name = "Mine";
    parts.host.part = {"board", 1, 1500, "2026-08-20", "board shop"};
    parts.host.memoryGib = 128;
    parts.host.idle = watts(50);
    parts.host.peak = watts(200);
    parts.host.formFactor = "ATX tower";
    parts.host.stacks = "llama.cpp;vllm";
    parts.accelerators = {{"card", 2}};
    parts.supply = {watts(1600), EightyPlus::Platinum, {}, true};
    parts.supplyPart = {"supply", 1, 400, "2026-09", "supply shop"};
    parts.others = {{"case", 1, 150.5, "2026-09-01", "board shop"}};
    return parts;
}

std::string toldOf(const MachineParts& parts, const Catalog& catalog = aCatalog()) {
    std::string lines;
    for (const CatalogFinding& finding : composeMachine(parts, catalog).findings) {
        CHECK(finding.table == "machines");
        CHECK(finding.key == parts.id);
        CHECK_FALSE(finding.remedy.empty());
        lines += std::string(severityWord(finding.severity)) + ' ' + finding.column + ": " +
                 finding.message + '\n';
    }
    return lines;
}

Row rowOf(const MachineParts& parts) {
    return composeMachine(parts, aCatalog()).row;
}

}  // namespace

TEST_CASE("Parts make a row that the catalog accepts", "[catalog][compose]") {
    CHECK(toldOf(twoCards()) == "");
    const Machine machine = machineFromRow(rowOf(twoCards()));
    CHECK(machine.acceleratorId == "card");
    CHECK(machine.acceleratorCount == 2);
    CHECK(inGibibytes(machine.totalMemory) == Approx(48));
    CHECK(inGibibytes(machine.usableForGpu) == Approx(48));
    CHECK(inGibibytes(*machine.systemMemory) == Approx(128));
    CHECK(machine.bandwidth.value == Approx(1008e9));
    CHECK_FALSE(machine.unifiedMemory);
    CHECK(machine.runs("vllm"));
    // docs/catalog.md 4: 900 + 200 W are 69 % of 1,600 W, where Platinum interpolates to
    // 0.92 - (0.6875 - 0.5) / 0.5 x 0.03 = 0.90875; 0.7 x 900 + 100 = 730 W at 46 %,
    // 0.90 + (0.45625 - 0.2) / 0.3 x 0.02 = 0.91708; 40 + 50 = 90 W below 20 %, 0.90.
    CHECK(machine.peakPower->value == std::round(1100 / 0.90875));
    CHECK(machine.loadPower->value == std::round(730 / 0.917083333));
    CHECK(machine.idlePower->value == 100);
    CHECK_FALSE(machine.needs240V);
    // 2 x 2,000 + 1,500 + 400 + 150.50; the oldest date; every shop once.
    CHECK(machine.price->amount == Approx(6050.5));
    CHECK(machine.priceProvenance.date == "2026-08-20");
    CHECK(machine.priceProvenance.source == "board shop; supply shop; card shop");
    CHECK(machine.specificationSource == "card sheet");
}

TEST_CASE("Unknown figures of the host follow the rule for machines", "[catalog][compose]") {
    MachineParts parts = twoCards();
    parts.host.idle.reset();
    parts.host.peak.reset();
    parts.supply = {};
    const Catalog catalog = aCatalog();
    const Machine machine = machineFromRow(composeMachine(parts, catalog).row);
    // docs/hardware.md 1, the rule that fills in rows without figures: the same watts.
    Machine bare = machine;
    bare.peakPower.reset();
    bare.loadPower.reset();
    bare.idlePower.reset();
    const PowerStates rule = powerStates(bare, catalog);
    CHECK(machine.peakPower->value == std::round(rule.peak.value));
    CHECK(machine.loadPower->value == std::round(rule.decode.value));
    CHECK(machine.idlePower->value == std::round(rule.idle.value));
    CHECK_THAT(toldOf(parts), Contains("advice peak_system_power_w: The rating of the power supply "
                                       "is unknown; it has to carry 1,100 W"));
}

TEST_CASE("A machine above an ordinary circuit needs 240 V", "[catalog][compose]") {
    // 120 V x 20 A x 0.8 = 1,920 W (docs/hardware.md 3), by an efficiency of one.
    MachineParts parts = twoCards();
    parts.supply = {watts(3000), {}, {{0.5, 1.0}}, true};
    parts.host.peak = watts(1020);
    CHECK(rowOf(parts).flag("requires_240v") == false);
    parts.host.peak = watts(1021);
    CHECK(rowOf(parts).flag("requires_240v") == true);
    parts.host.peak = watts(200);
    parts.host.needs240V = true;
    CHECK(rowOf(parts).flag("requires_240v") == true);
}

TEST_CASE("A supply carries the peak and the spike of one card", "[catalog][compose]") {
    MachineParts parts = twoCards();
    const auto toldBy = [&](double rated, bool atx3) {
        parts.supply.rated = watts(rated);
        parts.supply.atx3 = atx3;
        return toldOf(parts);
    };
    CHECK_THAT(toldBy(1099, true), Contains("error peak_system_power_w: The parts draw 1,100 W at "
                                            "peak; the supply is rated 1,099 W"));
    CHECK(toldBy(1100, true) == "");
    // 450 W x 901 / 575 = 705 W: 255 W more than its TDP (docs/hardware.md 1).
    CHECK_THAT(toldBy(1355, false), Contains("warning peak_system_power_w: A spike of one "
                                             "accelerator brings the parts to 1,355 W"));
    CHECK(toldBy(1356, false) == "");
    // Two supplies share the load.
    parts.supplyPart.count = 2;
    CHECK(toldBy(678, false) == "");
    CHECK_THAT(toldBy(549, true), Contains("rated 1,098 W"));
}

TEST_CASE("Cards need slots and lanes", "[catalog][compose]") {
    MachineParts parts = twoCards();
    parts.host.pcieSlots = 2;
    parts.host.pcieLanes = 32;
    CHECK(toldOf(parts) == "");
    parts.host.pcieLanes = 28;
    CHECK_THAT(toldOf(parts), Contains("warning accelerator_count: The accelerators have 32 PCIe "
                                       "lanes; the processor has 28"));
    parts.host.pcieSlots = 1;
    CHECK_THAT(toldOf(parts), Contains("error accelerator_count: 2 accelerators; the host has 1 "
                                       "slot."));
}

TEST_CASE("An unknown price makes the price of the machine unknown", "[catalog][compose]") {
    MachineParts parts = twoCards();
    parts.others[0].usd.reset();
    CHECK_FALSE(rowOf(parts).has("price_usd"));
    CHECK_FALSE(rowOf(parts).has("price_date"));
    CHECK_THAT(toldOf(parts), Contains("advice price_usd: The price of \"case\" is unknown"));
    // A launch price is no street price.
    Catalog launched = aCatalog();
    launched.accelerators[0].streetPrice.reset();
    CHECK_FALSE(composeMachine(twoCards(), launched).row.has("price_usd"));
}

TEST_CASE("Prices of different times are told, and an undated one undates the sum",
          "[catalog][compose]") {
    MachineParts parts = twoCards();
    // The newest is that of the card, 2026-09-05; 90 days before is 2026-06-07.
    parts.host.part.date = "2026-06-07";
    CHECK(toldOf(parts) == "");
    parts.host.part.date = "2026-06-06";
    CHECK_THAT(toldOf(parts),
               Contains("warning price_date: The price of \"board\" is 91 days older "
                        "than that of \"Card\""));
    CHECK(rowOf(parts).text("price_date") == "2026-06-06");
    parts.host.part.date.clear();
    CHECK(rowOf(parts).number("price_usd") == 6050.5);
    CHECK_FALSE(rowOf(parts).has("price_date"));
    CHECK_THAT(toldOf(parts), Contains("warning price_date: The price of \"board\" has no date"));
    // What is at hand costs nothing on any day.
    parts.host.part.usd = 0;
    CHECK(rowOf(parts).text("price_date") == "2026-09");
}

TEST_CASE("Parts that make no machine are errors", "[catalog][compose]") {
    MachineParts parts = twoCards();
    parts.accelerators = {{"card", 1}, {"rtx-9090", 1}};
    CHECK_THAT(toldOf(parts), Contains("error accelerator_id: \"rtx-9090\" is not in"));
    CHECK_FALSE(rowOf(parts).has("total_memory_gib"));
    CHECK_FALSE(rowOf(parts).has("price_usd"));
    parts.accelerators.clear();
    CHECK_THAT(toldOf(parts), Contains("The machine has no accelerator"));
    parts = twoCards();
    parts.supply.curve = {{0.5, 0.9}, {0.5, 0.8}};
    CHECK_THAT(toldOf(parts), Contains("efficiency curve"));
    CHECK_FALSE(rowOf(parts).has("peak_system_power_w"));
    Catalog soc = aCatalog();
    soc.accelerators[0].deviceClass = "apple-soc";
    CHECK_THAT(toldOf(twoCards(), soc), Contains("not a card"));
    Catalog unknown = aCatalog();
    unknown.accelerators[0].tdp.reset();
    CHECK_THAT(toldOf(twoCards(), unknown), Contains("The TDP of \"card\" is unknown"));
    CHECK_FALSE(composeMachine(twoCards(), unknown).row.has("idle_power_w"));
}

TEST_CASE("Cards of two kinds add up", "[catalog][compose]") {
    Catalog catalog = aCatalog();
    Accelerator second = catalog.accelerators[0];
    second.id = "small";
    second.name = "Small";
    second.memory = gibibytes(16);
    second.tdp = watts(150);
    second.bandwidth = gigabytesPerSecond(288);
    catalog.accelerators.push_back(second);
    MachineParts parts = twoCards();
    parts.accelerators = {{"card", 1}, {"small", 2}};
    const Row row = composeMachine(parts, catalog).row;
    const Machine machine = machineFromRow(row);
    CHECK(row.text("further_accelerators") == "small*2");
    CHECK(inGibibytes(machine.totalMemory) == Approx(24 + 2 * 16));
    CHECK(machine.bandwidth.value == Approx(1008e9));
    // 450 + 2 x 150 + 200 = 950 W at 59 % of 1,600 W: 0.92 - 0.09375 / 0.5 x 0.03.
    CHECK(machine.peakPower->value == std::round(950 / 0.914375));
}

TEST_CASE("Composed workstations are near the rows of the seed", "[catalog][compose][seed]") {
    // Rows of machines.csv that are so many cards in a tower or workstation, composed of an unknown
    // host and a Platinum supply of which the peak is 80 %. The rows' peaks are computed by nearly
    // the same rule, stated by makers or taken from the rating of the supplies; loads and idles are
    // measured, often with a power limit on the cards (docs/catalog.md 4.4).
    const Catalog& catalog = tests::seedCatalog();
    std::ostringstream table;
    double worstPeak = 0;
    double worstLoad = 0;
    double worstIdle = 0;
    int compared = 0;
    for (const Machine& known : catalog.machines) {
        const Accelerator* const card = catalog.accelerator(known.acceleratorId);
        if (known.unifiedMemory || known.kind == "server" || !card->tdp) continue;
        MachineParts parts;
        parts.id = "composed";
        parts.accelerators = {{known.acceleratorId, known.acceleratorCount}};
        const Watts output = *card->tdp * known.acceleratorCount + kHostPeak;
        parts.supply = {output / 0.8, EightyPlus::Platinum, {}, true};
        const Machine made = machineFromRow(composeMachine(parts, catalog).row);
        INFO(known.id);
        CHECK(inGibibytes(made.totalMemory) == Approx(inGibibytes(known.totalMemory)));
        CHECK(made.bandwidth.value == Approx(known.bandwidth.value));
        CHECK(made.needs240V == known.needs240V);
        const auto off = [&](const std::optional<Watts>& mine, const std::optional<Watts>& row,
                             double& worst) {
            if (!row) return std::string("-");
            const double share = mine->value / row->value - 1;
            worst = std::max(worst, std::fabs(share));
            std::ostringstream text;
            text << std::showpos << std::lround(share * 100) << " %";
            return text.str();
        };
        table << std::left << std::setw(30) << known.id << std::setw(8)
              << off(made.peakPower, known.peakPower, worstPeak) << std::setw(8)
              << off(made.loadPower, known.loadPower, worstLoad) << std::setw(8)
              << off(made.idlePower, known.idlePower, worstIdle) << '\n';
        ++compared;
    }
    WARN("composed against stated: peak, load, idle\n" << table.str());
    CHECK(compared >= 15);
    CHECK(worstPeak < 0.25);
    CHECK(worstLoad < 0.40);
    CHECK(worstIdle < 0.60);
}
