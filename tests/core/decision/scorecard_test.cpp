// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Expected cells are worked out by hand from rows of database/seed/machines.csv and
// accelerators.csv.
#include "core/decision/scorecard.h"

#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

ScorecardRow seedRow(const char* id, const ScorecardThresholds& limits = {}) {
    return scorecardRow(*seedCatalog().machine(id), limits, seedCatalog());
}

/// "pass 273 GB/s": mark and value.
std::string text(const ScorecardRow& row, Criterion criterion) {
    const ScorecardCell& cell = row.cell(criterion);
    return std::string(markLabel(cell.mark)) + ": " + cell.value;
}

}  // namespace

TEST_CASE("DGX Spark fails by bandwidth alone", "[decision][scorecard]") {
    // 128 GiB, 273 GB/s, GB10 125 TFLOPS, 240 W peak, 95 W load, 40 dBA, ConnectX-7 200 Gb/s.
    const ScorecardRow row = seedRow("dgx-spark");
    CHECK(text(row, Criterion::Memory) == "pass: 128 GiB");
    CHECK(text(row, Criterion::Bandwidth) == "fail: 273 GB/s a device");
    CHECK(row.cell(Criterion::Bandwidth).threshold == "at least 400 GB/s a device");
    CHECK(row.cell(Criterion::Bandwidth).change == "Accept 273 GB/s a device.");
    CHECK(text(row, Criterion::Compute) == "pass: 125 TFLOPS a device");
    CHECK(text(row, Criterion::Circuit) == "pass: 240 W");
    // 120 V x 15 A x 80 %
    CHECK(row.cell(Criterion::Circuit).threshold == "peak at most 1,440 W (120 V / 15 A)");
    // 95 W x 3.412 BTU/h
    CHECK(text(row, Criterion::DecodePower) == "pass: 95 W, 324 BTU/h of heat");
    CHECK(text(row, Criterion::Noise) == "pass: 40 dBA");
    CHECK(row.cell(Criterion::Software).mark == Mark::Pass);
    CHECK(row.cell(Criterion::Expandability).mark == Mark::Pass);
    CHECK(row.cell(Criterion::Expandability).change.empty());
    CHECK(row.passes == 7);
}

TEST_CASE("A Mac Studio lacks matrix compute, vLLM and a fast network", "[decision][scorecard]") {
    // 256 GiB, 819 GB/s, M3 Ultra 21.2 TFLOPS, 270 W peak, 200 W load, LPDDR5, 10GbE, no noise.
    const ScorecardRow row = seedRow("mac-studio-m3ultra-256");
    CHECK(text(row, Criterion::Memory) == "pass: 256 GiB");
    CHECK(text(row, Criterion::Bandwidth) == "pass: 819 GB/s a device");
    CHECK(text(row, Criterion::Compute) == "fail: 21.2 TFLOPS a device");
    CHECK(text(row, Criterion::Circuit) == "pass: 270 W");
    CHECK(text(row, Criterion::DecodePower) == "pass: 200 W, 682 BTU/h of heat");
    CHECK(text(row, Criterion::Noise) == "not verified: not in the catalog");
    CHECK(row.cell(Criterion::Noise).change ==
          "Find its noise under load, then enter it in the catalog.");
    CHECK(row.cell(Criterion::Software).mark == Mark::Fail);
    CHECK(text(row, Criterion::Expandability) ==
          "fail: no accelerator slot known, network 10 Gb/s, memory soldered");
    CHECK(row.cell(Criterion::Expandability).change == "Accept a network of 10 Gb/s.");
    CHECK(row.passes == 4);
}

TEST_CASE("A tower with two RTX 4090 lacks memory and draws too much for a desk",
          "[decision][scorecard]") {
    // 2 x 24 GiB, 1,008 GB/s, 165.2 TFLOPS, 1,200 W peak, load not measured, 2 cards.
    const ScorecardRow row = seedRow("diy-2x4090");
    CHECK(text(row, Criterion::Memory) == "fail: 48 GiB");
    CHECK(row.cell(Criterion::Memory).change == "Accept 48 GiB.");
    CHECK(text(row, Criterion::Bandwidth) == "pass: 1,008 GB/s a device");
    CHECK(text(row, Criterion::Compute) == "pass: 165 TFLOPS a device");
    CHECK(text(row, Criterion::Circuit) == "pass: 1,200 W");
    // (2 x 450 W x 70 % + 100 W) / 92 % = 793.5 W, docs/hardware.md 1
    CHECK(text(row, Criterion::DecodePower) == "fail: about 793 W by rule, 2,707 BTU/h of heat");
    CHECK(row.cell(Criterion::DecodePower).change == "Allow 793 W.");
    CHECK(row.cell(Criterion::Noise).mark == Mark::NotVerified);
    CHECK(row.cell(Criterion::Software).mark == Mark::Pass);
    CHECK(text(row, Criterion::Expandability) == "pass: 2 accelerators in slots, network 10 Gb/s");
    CHECK(row.passes == 5);
}

TEST_CASE("The change named is the smallest that lets a machine pass", "[decision][scorecard]") {
    ScorecardThresholds limits;
    limits.memory = gibibytes(48);
    limits.decodePower = watts(794);
    const ScorecardRow tower = seedRow("diy-2x4090", limits);
    CHECK(tower.cell(Criterion::Memory).mark == Mark::Pass);
    limits.memory = gibibytes(48.1);
    CHECK(seedRow("diy-2x4090", limits).cell(Criterion::Memory).mark == Mark::Fail);
    // What the rule alone lets pass is not verified.
    CHECK(tower.cell(Criterion::DecodePower).mark == Mark::NotVerified);
    limits = {};
    limits.networkGigabitsPerSecond = 10;
    CHECK(seedRow("mac-studio-m3ultra-256", limits).cell(Criterion::Expandability).mark ==
          Mark::Pass);
}

TEST_CASE("A circuit must carry the peak and have the voltage", "[decision][scorecard]") {
    // 2,175 W and 240 V
    const ScorecardCell cell = seedRow("diy-4x4090").cell(Criterion::Circuit);
    CHECK(cell.mark == Mark::Fail);
    CHECK(cell.change == "240 V / 20 A (3,840 W) would carry it.");
    ScorecardThresholds limits;
    limits.circuitVolts = limits.circuitAmperes = std::nullopt;
    CHECK(seedRow("diy-4x4090", limits).cell(Criterion::Circuit).mark == Mark::Pass);
}

TEST_CASE("What the catalog does not know never passes", "[decision][scorecard]") {
    Machine machine;
    machine.id = machine.name = "unknown";
    machine.acceleratorId = "none";
    machine.unifiedMemory = true;
    const ScorecardRow row = scorecardRow(machine, {}, Catalog{});
    CHECK(row.passes == 0);
    for (const Criterion criterion :
         {Criterion::Compute, Criterion::Circuit, Criterion::DecodePower, Criterion::Noise,
          Criterion::Software, Criterion::Expandability}) {
        INFO(criterionLabel(criterion));
        CHECK(row.cell(criterion).mark == Mark::NotVerified);
        CHECK_FALSE(row.cell(criterion).change.empty());
    }
}

TEST_CASE("Of several kinds of cards the slowest counts", "[decision][scorecard]") {
    Machine machine = *seedCatalog().machine("diy-1x5090");
    machine.furtherAccelerators = {{"rtx-3090", 1}};
    const ScorecardRow row = scorecardRow(machine, {}, seedCatalog());
    CHECK(text(row, Criterion::Bandwidth) == "pass: 936 GB/s a device");
    CHECK(text(row, Criterion::Expandability).rfind("pass: 2 accelerators in slots", 0) == 0);
}

TEST_CASE("Thresholds of a place take its circuit, noise and software", "[decision][scorecard]") {
    Place place;
    place.circuitVolts = 230;
    place.circuitAmperes = 16;
    place.noiseLimitDba = 35;
    place.software = "mlx";
    const ScorecardThresholds limits = scorecardThresholds(place);
    CHECK(limits.circuitVolts == 230);
    CHECK(limits.noiseDba == 35);
    CHECK(seedRow("dgx-spark", limits).cell(Criterion::Noise).change == "Allow 40 dBA.");
    CHECK(seedRow("dgx-spark", limits).cell(Criterion::Software).mark == Mark::Fail);
    CHECK(seedRow("mac-studio-m3ultra-256", limits).cell(Criterion::Software).mark == Mark::Pass);
}

TEST_CASE("The fastest port of a network text is found", "[decision][scorecard]") {
    CHECK(fastestPort("2x QSFP ConnectX-7 200 Gb/s; 10GbE; Wi-Fi 7") == 200);
    CHECK(fastestPort("8x ConnectX-7 400G") == 400);
    CHECK(fastestPort("QSFP28 4x25GbE; 5GbE; Wi-Fi 6E") == 25);
    CHECK(fastestPort("2.5/10GbE") == 10);
    CHECK(fastestPort("ConnectX-8 up to 800 Gb/s; 2x 400GbE QSFP112") == 800);
    CHECK_FALSE(fastestPort("Wi-Fi 7"));
    CHECK_FALSE(fastestPort("64 GB cache"));
    CHECK_FALSE(fastestPort(""));
}

TEST_CASE("Every machine of the catalog has a row with every criterion", "[decision][scorecard]") {
    const std::vector<ScorecardRow> rows = scorecard(seedCatalog());
    REQUIRE(rows.size() == seedCatalog().machines.size());
    for (const ScorecardRow& row : rows) {
        INFO(row.machineId);
        REQUIRE(row.cells.size() == kScorecardCriteria.size());
        for (const Criterion criterion : kScorecardCriteria) {
            const ScorecardCell& cell = row.cell(criterion);
            CHECK(cell.criterion == criterion);
            CHECK_FALSE(cell.value.empty());
            CHECK(cell.change.empty() == (cell.mark == Mark::Pass));
        }
    }
}
