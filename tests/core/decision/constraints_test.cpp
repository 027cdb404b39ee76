// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/constraints.h"

#include "tests/core/cost/cost_cases.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

CloudOffer cloud(std::optional<bool> baa, std::optional<bool> soc2, std::optional<bool> eu) {
    CloudOffer offer;
    offer.provider = "Cirrus";
    offer.region = "north-1";
    offer.hipaaBaa = baa;
    offer.soc2 = soc2;
    offer.euRegion = eu;
    return offer;
}

Privacy privacyOf(DataPlacement placement, bool euOnly = false) {
    return {placement, euOnly};
}

Catalog statements() {
    Catalog catalog;
    catalog.apiStatements = {{"Signed", "baa", "on request", {}},
                             {"Audited", "certifications", "SOC 2 Type II", {}},
                             {"Certified", "certifications", "ISO 27001", {}},
                             {"Signed", "residency", "EU or US", {}},
                             {"Regional", "residency", "US only", {}}};
    return catalog;
}

ApiOffer api(const char* provider) {
    ApiOffer offer;
    offer.provider = provider;
    return offer;
}

Ledger ledgerOf(double usableGib, double weightsGib, double kvGib, int devices = 1) {
    Ledger ledger;
    for (int i = 0; i < devices; ++i) {
        DeviceLedger device;
        device.usable = gibibytes(usableGib);
        device.capacity = device.usable;
        device.weights = gibibytes(weightsGib);
        device.kv = gibibytes(i == 0 ? kvGib : 0);
        ledger.devices.push_back(device);
    }
    return ledger;
}

SpeedEstimate speedOf(double perUser, double busySeconds) {
    SpeedEstimate speed;
    speed.decodePerUser.likely = tokensPerSecond(perUser);
    speed.firstTokenBusy.likely = seconds(busySeconds);
    return speed;
}

}  // namespace

TEST_CASE("Own-only placements rule out every cloud and API", "[decision][privacy]") {
    for (const auto placement : {DataPlacement::OwnPremises, DataPlacement::OwnHardware}) {
        CHECK(cloudPlacement(cloud(true, true, true), privacyOf(placement)));
        CHECK(apiPlacement(api("Signed"), privacyOf(placement), statements()));
    }
    CHECK(cloudPlacement(cloud(true, true, true), privacyOf(DataPlacement::OwnPremises))->reason ==
          "Data must stay on own premises.");
}

TEST_CASE("A contracted cloud needs a verified BAA or SOC 2, unknown is not verified",
          "[decision][privacy]") {
    const Privacy contracted = privacyOf(DataPlacement::ContractedCloud);
    CHECK_FALSE(cloudPlacement(cloud(true, std::nullopt, false), contracted));
    CHECK_FALSE(cloudPlacement(cloud(std::nullopt, true, false), contracted));
    const auto unknown = cloudPlacement(cloud(std::nullopt, std::nullopt, false), contracted);
    REQUIRE(unknown);
    CHECK(unknown->reason == "No BAA or SOC 2 of Cirrus is verified.");
    CHECK(cloudPlacement(cloud(false, false, false), contracted));
    CHECK_FALSE(apiPlacement(api("Signed"), contracted, statements()));
    CHECK_FALSE(apiPlacement(api("Audited"), contracted, statements()));
    CHECK(apiPlacement(api("Certified"), contracted, statements()));
    CHECK(apiPlacement(api("Nobody"), contracted, statements()));
}

TEST_CASE("Any cloud admits every rented GPU but no further API", "[decision][privacy]") {
    const Privacy any = privacyOf(DataPlacement::AnyCloud);
    CHECK_FALSE(cloudPlacement(cloud(std::nullopt, std::nullopt, std::nullopt), any));
    CHECK_FALSE(apiPlacement(api("Signed"), any, statements()));
    CHECK(apiPlacement(api("Nobody"), any, statements()));
    CHECK_FALSE(apiPlacement(api("Nobody"), privacyOf(DataPlacement::Anywhere), statements()));
}

TEST_CASE("EU only asks for a verified EU region or statement", "[decision][privacy]") {
    const Privacy eu = privacyOf(DataPlacement::Anywhere, true);
    CHECK_FALSE(cloudPlacement(cloud(true, true, true), eu));
    CHECK(cloudPlacement(cloud(true, true, false), eu)->reason ==
          "Region north-1 is outside the EU.");
    CHECK(cloudPlacement(cloud(true, true, std::nullopt), eu));
    CHECK_FALSE(apiPlacement(api("Signed"), eu, statements()));
    CHECK(apiPlacement(api("Regional"), eu, statements()));
    CHECK(apiPlacement(api("Audited"), eu, statements()));
}

TEST_CASE("Memory says what is needed, what there is, and what would fit", "[decision][memory]") {
    CHECK_FALSE(memoryFit(ledgerOf(48, 40, 8), tokens(0)));
    const auto tooMuch = memoryFit(ledgerOf(48, 44, 60.8), tokens(9'216));
    REQUIRE(tooMuch);
    CHECK(tooMuch->reason == "Needs 104.8 GiB; 48.0 GiB is usable.");
    CHECK(tooMuch->remedy == "Fits up to 9,216 tokens.");
    const auto hopeless = memoryFit(ledgerOf(12, 40, 1), tokens(0));
    REQUIRE(hopeless);
    CHECK(hopeless->remedy == "No context fits; the weights must shrink.");
    // 18 GiB of weights would leave 6 of 24 for the caches of all users together.
    const auto crowded = memoryFit(ledgerOf(24, 18, 12), tokens(0));
    REQUIRE(crowded);
    CHECK(crowded->remedy ==
          "Fewer users at a time, shorter prompts and answers, or a smaller cache format would let "
          "it fit.");
    // 2 x 24 GiB hold 44 GiB in all, but the first device alone needs 26.
    const auto uneven = memoryFit(ledgerOf(24, 18, 8, 2), tokens(256));
    REQUIRE(uneven);
    CHECK(uneven->reason ==
          "The tightest device is 2.0 GiB short, although 48.0 GiB is usable in all.");
}

TEST_CASE("A circuit carries 80 % of its rating, and says which one would do",
          "[decision][power]") {
    Machine machine;
    Place place;  // 120 V x 15 A x 80 % = 1,440 W
    CHECK_FALSE(circuit(machine, watts(1'440), place));
    const auto over = circuit(machine, watts(1'720), place);
    REQUIRE(over);
    CHECK(over->reason == "1,720 W on a 1,440 W circuit.");
    CHECK(over->remedy == "120 V / 20 A (1,920 W) would carry it.");
    CHECK(circuit(machine, watts(2'175), place)->remedy ==
          "240 V / 20 A (3,840 W) would carry it.");
    machine.needs240V = true;
    CHECK(circuit(machine, watts(1'000), place)->reason == "Needs 240 V; the circuit has 120 V.");
    place.circuitVolts = 230.0;
    CHECK_FALSE(circuit(machine, watts(1'000), place));
    place.circuitVolts.reset();
    CHECK_FALSE(circuit(machine, watts(14'300), place));
}

TEST_CASE("Noise that is not known does not exclude", "[decision][noise]") {
    Machine machine;
    Place place;
    place.noiseLimitDba = 40;
    CHECK_FALSE(noise(machine, place));
    machine.noiseDba = 40;
    CHECK_FALSE(noise(machine, place));
    machine.noiseDba = 45;
    CHECK(noise(machine, place)->reason == "45 dBA; the limit is 40 dBA.");
    place.noiseLimitDba.reset();
    CHECK_FALSE(noise(machine, place));
}

TEST_CASE("Speed limits compare the likely value with everybody busy", "[decision][speed]") {
    Workload workload;
    workload.concurrentUsers = 4;
    CHECK_FALSE(speedFloor(speedOf(1, 99), workload));
    CHECK_FALSE(firstToken(speedOf(1, 99), workload));
    workload.minimumSpeed = tokensPerSecond(8);
    workload.firstTokenWithin = seconds(6);
    CHECK_FALSE(speedFloor(speedOf(8, 6), workload));
    CHECK_FALSE(firstToken(speedOf(8, 6), workload));
    CHECK(speedFloor(speedOf(4.4, 6), workload)->reason ==
          "4.4 tok/s a user with 4 busy; 8 tok/s is asked.");
    CHECK(firstToken(speedOf(8, 12.5), workload)->reason ==
          "First token after 12.5 s with everybody busy; 6 s is allowed.");
}

TEST_CASE("At most eight machines are combined", "[decision][capacity]") {
    CHECK_FALSE(capacity(8, 3));
    const auto over = capacity(9, 3.4);
    REQUIRE(over);
    CHECK(over->reason ==
          "Needs 9 of them for 3.4 requests a second in the busiest hour; at most 8 are "
          "considered.");
}

TEST_CASE("Budgets say by how much they are missed", "[decision][budget]") {
    const CashFlow cash = levelFlow(25'500, 300, 12);
    Finance finance;
    CHECK_FALSE(capital(cash, finance));
    CHECK_FALSE(monthly(cash, finance));
    finance.capitalLimit = 20'000;
    finance.monthlyLimit = 250;
    CHECK(capital(cash, finance)->reason == "$25,500 to buy; the limit is $20,000.");
    CHECK(capital(cash, finance)->remedy == "Raise the capital limit by $5,500.");
    CHECK(monthly(cash, finance)->remedy == "Raise the monthly limit by $50.");
    finance.capitalLimit = 25'500;
    finance.monthlyLimit = 300;
    CHECK_FALSE(capital(cash, finance));
    CHECK_FALSE(monthly(cash, finance));
}

TEST_CASE("An API's context must hold the longest conversation, unknown passes",
          "[decision][context]") {
    Workload workload;
    workload.context = tokens(131'072);
    ApiOffer offer;
    CHECK_FALSE(apiContext(offer, workload));
    offer.context = tokens(131'072);
    CHECK_FALSE(apiContext(offer, workload));
    offer.context = tokens(100'000);
    CHECK(apiContext(offer, workload)->reason ==
          "Takes 100,000 tokens; conversations reach 131,072 tokens.");
}

TEST_CASE("Fine-tuning that overflows is told the change that fits", "[decision][fine-tuning]") {
    const ModelSpec& model = *seedCatalog().model("llama-3.1-70b");
    FineTuning job;
    job.method = FineTuneMethod::Lora;
    DeviceSet devices;
    devices.count = 2;
    const FineTuneLedger needed = fineTuneLedger(model, job, 2);
    devices.usableEach = needed.each.used();
    CHECK_FALSE(fineTuneMemory(needed, devices, model, job));
    // 70.6 B x 2 B on two devices: 66 GiB each of frozen weights; NF4 needs a third.
    devices.usableEach = gibibytes(48);
    const auto over = fineTuneMemory(needed, devices, model, job);
    REQUIRE(over);
    CHECK(over->constraint == Constraint::FineTuning);
    CHECK(over->reason.find("on each of the 2 devices; 48.0 GiB is usable. The largest part is "
                            "the weights.") != std::string::npos);
    CHECK(over->remedy.find("Fits with QLoRA: ") == 0);
    devices.usableEach = gibibytes(8);
    CHECK(fineTuneMemory(needed, devices, model, job)->remedy ==
          "No setting fits; fine-tune a smaller model or on more memory.");
    CHECK(fineTuneTime(730, Finance{}) == std::nullopt);
    CHECK(fineTuneTime(731, Finance{}).has_value());
}
