// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/memory/usable_memory.h"

#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

DeviceSet devices(const char* machine, DisplayUse display = DisplayUse::ByMachine) {
    return devicesOf(*seedCatalog().machine(machine), seedCatalog(), display);
}

std::string notes(const DeviceSet& set) {
    std::string all;
    for (const std::string& note : usableMemoryNotes(set)) all += note + '\n';
    return all;
}

}  // namespace

TEST_CASE("A screen takes memory of the first GPU of desktops, not of servers",
          "[memory][usable]") {
    // docs/support.md 3: 0.75 GiB.
    CHECK(devices("diy-2x3090").display == gibibytes(0.75));
    CHECK(devices("diy-2x3090", DisplayUse::None).display == Bytes{0});
    CHECK(devices("dgx-h100").display == Bytes{0});
    // Server boards have no outputs whatever is chosen; a rack with GeForce cards has.
    CHECK(devices("dgx-h100", DisplayUse::Attached).display == Bytes{0});
    CHECK(devices("tinybox-pro-v1").display == Bytes{0});
    CHECK(devices("tinybox-pro-v1", DisplayUse::Attached).display == gibibytes(0.75));
    // The operating system's limit of unified machines leaves room for it.
    CHECK(devices("mac-studio-m2ultra-192", DisplayUse::Attached).display == Bytes{0});
}

TEST_CASE("Only the first device pays for the screen", "[memory][usable]") {
    MemoryRequest asked = request("llama-3.1-8b", 8192);
    asked.devices = devices("diy-2x3090");
    const Ledger ledger = memoryLedger(asked, {}, seedCatalog());
    CHECK(ledger.devices[0].usable + gibibytes(0.75) == ledger.devices[1].usable);
    CHECK(ledger.devices[0].display == gibibytes(0.75));
    CHECK(ledger.devices[1].display == Bytes{0});
    CHECK(ledger.total().display == gibibytes(0.75));
}

TEST_CASE("vLLM's share of memory does not shrink with a screen", "[memory][usable]") {
    // gpu_memory_utilization is of all memory; what lies outside holds the screen's part.
    MemoryRequest asked = request("llama-3.1-8b", 8192);
    asked.engine = EngineChoice::Vllm;
    asked.weights = &format("awq-int4-g128");
    asked.devices = devices("diy-1x3090");
    const Ledger with = memoryLedger(asked, {}, seedCatalog());
    asked.devices = devices("diy-1x3090", DisplayUse::None);
    const Ledger without = memoryLedger(asked, {}, seedCatalog());
    CHECK(with.headroom().value == Approx(without.headroom().value));
}

TEST_CASE("Usable is never more than sold", "[memory][usable][property]") {
    for (const Machine& machine : seedCatalog().machines) {
        for (const DisplayUse display :
             {DisplayUse::ByMachine, DisplayUse::Attached, DisplayUse::None}) {
            MemoryRequest asked = request("llama-3.1-8b", 8192);
            asked.devices = devicesOf(machine, seedCatalog(), display);
            for (const DeviceLedger& device : memoryLedger(asked, {}, seedCatalog()).devices) {
                CAPTURE(machine.id);
                CHECK(device.usable + device.display <= device.capacity * (1 + 1e-12));
                CHECK(device.usable >= Bytes{0});
                CHECK(device.display >= Bytes{0});
            }
        }
    }
}

TEST_CASE("The limit of an operating system comes with the command that raises it",
          "[memory][usable]") {
    // 192 - 5 % (9.6, more than 8) = 182.4 GiB = 186,777 MiB; ml-explore.github.io/mlx,
    // set_wired_limit names the command.
    const std::string mac = notes(devices("mac-studio-m2ultra-192"));
    CHECK(mac.find("macOS lends the GPU 144.0 of 192.0 GiB.") != std::string::npos);
    CHECK(mac.find("iogpu.wired_limit_mb=186777\" raises that to 182.4 GiB") != std::string::npos);
    // 16 - 8 is less than the 12 GiB that macOS lends anyway: no advice.
    CHECK(notes(devices("macbook-pro14-m5")).find("sysctl") == std::string::npos);
    // 108 GiB of 4 KiB pages: rocm.docs.amd.com, Strix Halo system optimization.
    const std::string halo = notes(devices("framework-desktop-128"));
    CHECK(halo.find("108.0 of 128.0 GiB") != std::string::npos);
    CHECK(halo.find("about half, 64.0 GiB, by default") != std::string::npos);
    CHECK(halo.find("ttm.pages_limit=28311552") != std::string::npos);
    CHECK(notes(devices("dgx-spark")).find("The operating system sees 119.0 of 128.0 GiB") !=
          std::string::npos);
}

TEST_CASE("A discrete device says what the driver and the screen take", "[memory][usable]") {
    const std::string tower = notes(devices("diy-1x3090"));
    CHECK(tower.find("Each device reports 23.5 of 24.0 GiB to engines") != std::string::npos);
    CHECK(tower.find("A screen on the first device takes about 0.75 GiB") != std::string::npos);
    CHECK(notes(devices("diy-1x3090", DisplayUse::None)).find("screen") == std::string::npos);
    CHECK(usableMemoryNotes(roomyDevices()).empty());
}
