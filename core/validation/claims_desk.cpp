// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The claims of the argument that a desk machine breaks the ceiling of 24 GB cards.
#include <algorithm>
#include <set>

#include "core/decision/memory_question.h"
#include "core/energy/power.h"
#include "core/memory/usable_memory.h"
#include "core/validation/claim_plans.h"
#include "core/validation/claim_values.h"

namespace headroom::claims {
namespace {

const char* const kArgument =
    "The argument against 24 GB cards, of which this program checks each "
    "part";
constexpr double kUnifiedGib = 192;

/// A single machine with unified memory of this size; the first one of the catalog.
const Machine* unifiedMachine(double gib, const Catalog& catalog) {
    const auto found =
        std::find_if(catalog.machines.begin(), catalog.machines.end(), [&](const Machine& machine) {
            return machine.unifiedMemory && machine.acceleratorCount == 1 &&
                   machine.totalMemory == gibibytes(gib) &&
                   catalog.accelerator(machine.acceleratorId) != nullptr;
        });
    return found == catalog.machines.end() ? nullptr : &*found;
}

Scenario unquantised70b(double context) {
    Scenario scenario;
    scenario.model.modelId = "llama-3.3-70b";
    scenario.model.weightFormatId = "gguf-f16";
    scenario.workload.context = tokens(context);
    return scenario;
}

/// The question on the machine, with so much of its memory lent to the GPU.
MemoryProblem unifiedProblem(const Inputs& inputs, const Machine& machine, const Catalog& catalog) {
    const Scenario scenario = unquantised70b(at(inputs, "context"));
    DeviceSet devices = devicesOf(machine, catalog);
    devices.usableEach = gibibytes(at(inputs, "lent"));
    MemoryProblem problem;
    problem.request = memoryRequest(scenario, EngineChoice::LlamaCpp, devices, catalog);
    problem.workload = scenario.workload;
    return problem;
}

Figures unifiedFigures(const Inputs& inputs, const Catalog& catalog) {
    const Machine& machine = *unifiedMachine(kUnifiedGib, catalog);
    const MemoryProblem problem = unifiedProblem(inputs, machine, catalog);
    const Ledger ledger = memoryLedger(problem.request, {}, catalog);
    const Tokens longest = longestContext(problem.request, problem.workload, {}, catalog);
    return {{"weights", inGibibytes(ledger.total().weights)},
            {"needed", inGibibytes(ledger.total().used())},
            {"room", inGibibytes(ledger.headroom())},
            {"longest", longest.value}};
}

Look unifiedInputs(const Catalog& catalog) {
    const Scenario scenario = unquantised70b(0);
    for (const std::string& id : {scenario.model.weightFormatId, scenario.model.kvFormatId}) {
        if (catalog.format(id) == nullptr) return lacking("format " + id);
    }
    if (catalog.model(scenario.model.modelId) == nullptr) {
        return lacking("model " + scenario.model.modelId);
    }
    const Machine* machine = unifiedMachine(kUnifiedGib, catalog);
    if (machine == nullptr) return lacking("machine with 192 GiB of unified memory");
    return {{{"lent", inGibibytes(devicesOf(*machine, catalog).usableEach)}}, machine->name, {}};
}

Look raisedOf(const Catalog& catalog, const Inputs&) {
    const Machine& machine = *unifiedMachine(kUnifiedGib, catalog);
    const auto raised = raisedLimit(devicesOf(machine, catalog));
    if (!raised) return lacking("way to lend more of " + machine.name);
    return {
        {{"lent", inGibibytes(*raised)}}, machine.name + " with iogpu.wired_limit_mb raised", {}};
}

Look smallestOf(const Catalog& catalog, const Inputs& inputs) {
    const Machine& asked = *unifiedMachine(kUnifiedGib, catalog);
    const Machine* fits = smallestMachine(unifiedProblem(inputs, asked, catalog), catalog);
    if (fits == nullptr || !fits->unifiedMemory) {
        return lacking("machine with unified memory that holds it at its own limit");
    }
    return {{{"lent", inGibibytes(devicesOf(*fits, catalog).usableEach)}},
            fits->name + " at its own limit",
            {}};
}

Case unifiedMemory() {
    Case one;
    one.claim = {"desk-70b-fp16",
                 "An FP16 70B model in 192 GB of unified memory",
                 kArgument,
                 "",
                 "",
                 "An FP16 70B model fits 192 GB of unified memory with room for a context of 128k "
                 "tokens.",
                 "The operating system lends the GPU three quarters of the memory unless told "
                 "otherwise. llama.cpp, F16 weights and cache, one conversation.",
                 ClaimKind::Desk};
    one.inputs = {{"context", "Context", "tokens", 131072},
                  {"lent", "Memory lent to the GPU", "GiB", 0}};
    one.figures = {{"weights", "Weights on the GPU", "GiB"},
                   {"needed", "Memory needed in all", "GiB"},
                   {"room", "Room left", "GiB", 0, 0, FigureRule::AtLeast, 0.0},
                   {"longest", "Longest context that fits", "tokens", 131072, 0,
                    FigureRule::AtLeast, 131071.0}};
    one.replay = unifiedFigures;
    one.fromCatalog = unifiedInputs;
    one.changes = {{"lent", "room", raisedOf}, {"lent", "longest", smallestOf}};
    return one;
}

/// The machine without others beside it that has so many of one accelerator.
const Machine* machineWith(std::string_view accelerator, int count, const Catalog& catalog) {
    const auto found =
        std::find_if(catalog.machines.begin(), catalog.machines.end(), [&](const Machine& machine) {
            return machine.acceleratorId == accelerator && machine.acceleratorCount == count &&
                   machine.furtherAccelerators.empty();
        });
    return found == catalog.machines.end() ? nullptr : &*found;
}

/// Of the desk machines with 128 GiB or more of one vendor, and whose load was measured, the one
/// that draws most while serving.
const Machine* hungriest(std::string_view vendor, const Catalog& catalog) {
    const Machine* most = nullptr;
    for (const Machine& machine : catalog.machines) {
        const bool desk = machine.unifiedMemory && machine.acceleratorCount == 1 &&
                          machine.kind != "laptop" && machine.vendor == vendor &&
                          machine.totalMemory >= gibibytes(128) && machine.loadPower;
        if (desk && (!most || *machine.loadPower > *most->loadPower)) most = &machine;
    }
    return most;
}

Look powerInputs(const Catalog& catalog) {
    const Machine* tower = machineWith("rtx-4090", 2, catalog);
    const Machine* mac = hungriest("Apple", catalog);
    const Machine* spark = hungriest("NVIDIA", catalog);
    if (tower == nullptr) return lacking("machine with two RTX 4090");
    if (mac == nullptr || spark == nullptr) {
        return lacking("desk machine of 128 GiB with a measured load");
    }
    const PowerStates states = powerStates(*tower, catalog);
    return {{{"tower", states.peak.value},
             {"tower_decode", states.decode.value},
             {"mac", powerStates(*mac, catalog).decode.value},
             {"spark", powerStates(*spark, catalog).decode.value}},
            tower->name + ", " + mac->name + ", " + spark->name,
            {}};
}

Source peakOf(std::string inputId, std::string vendor) {
    return [=](const Catalog& catalog, const Inputs&) {
        const Machine& machine = *hungriest(vendor, catalog);
        return Look{{{inputId, powerStates(machine, catalog).peak.value}},
                    machine.name + " at its peak instead of while it decodes",
                    {}};
    };
}

Figures powerFigures(const Inputs& inputs, const Catalog&) {
    const double desk = std::max(at(inputs, "mac"), at(inputs, "spark"));
    return {{"tower", at(inputs, "tower")},
            {"tower_decode", at(inputs, "tower_decode")},
            {"spark", at(inputs, "spark")},
            {"mac", at(inputs, "mac")},
            {"ratio", at(inputs, "tower_decode") / desk}};
}

Case deskPower() {
    Case one;
    one.claim = {"desk-power",
                 "Two RTX 4090 against a desk machine",
                 kArgument,
                 "",
                 "",
                 "A machine with two RTX 4090 draws 900 W where a desk machine stays under 200 W.",
                 "900 W is what the two cards are rated at, without the rest of the machine and "
                 "its supply.",
                 ClaimKind::Desk};
    one.inputs = {{"tower", "Peak of the tower", "W", 0},
                  {"tower_decode", "Tower while it decodes", "W", 0},
                  {"spark", "DGX Spark class", "W", 0},
                  {"mac", "Hungriest Mac Studio", "W", 0}};
    one.figures = {
        {"tower", "Peak of the tower at the wall", "W", 900, 45},
        {"tower_decode", "The tower while it decodes", "W"},
        {"spark", "DGX Spark class", "W", 200, 0, FigureRule::AtMost, 200.0},
        {"mac", "Hungriest Mac Studio while it decodes", "W", 200, 0, FigureRule::AtMost, 200.0},
        {"ratio", "Tower over desk machine while they decode", "times", {}, 0, {}, 1.0}};
    one.replay = powerFigures;
    one.fromCatalog = powerInputs;
    one.changes = {{"spark", "spark", peakOf("spark", "NVIDIA")},
                   {"mac", "mac", peakOf("mac", "Apple")}};
    return one;
}

/// Median on-demand price of one A100 with 80 GB over the offers of the catalog, the upper of two.
std::optional<double> medianA100(const Catalog& catalog) {
    static const std::set<std::string, std::less<>> kCards{"a100-sxm-80gb", "a100-pcie-80gb"};
    std::vector<double> prices;
    for (const CloudOffer& offer : catalog.cloudOffers) {
        if (!kCards.contains(offer.acceleratorId) || !offer.onDemand) continue;
        if (offer.providerKind == "market-index") continue;  // nobody rents it out
        if (offer.onDemand->currency != Currency{"USD"} || offer.acceleratorCount < 1) continue;
        prices.push_back(offer.onDemand->amount / offer.acceleratorCount);
    }
    if (prices.empty()) return std::nullopt;
    const auto middle = prices.begin() + static_cast<std::ptrdiff_t>(prices.size() / 2);
    std::nth_element(prices.begin(), middle, prices.end());
    return *middle;
}

Case rentedA100() {
    constexpr double kThousands = 2000;  // the least that the plural can mean
    Case one;
    one.claim = {"desk-a100-rent",
                 "An A100 at $2 to $4 an hour",
                 kArgument,
                 "",
                 "",
                 "An A100 at $2 to $4 an hour costs thousands a month.",
                 "Only when it is kept up day and night; \"thousands\" is read as $2,000.",
                 ClaimKind::Desk};
    one.inputs = {{"low", "Low price", "$/h", 2},
                  {"high", "High price", "$/h", 4},
                  {"hours", "Hours kept up a month", "h", kHoursPerMonth},
                  {"median", "Median price of the catalog", "$/h", 0}};
    one.figures = {{"month_low", "A month at the low price", "$", kThousands, 0,
                    FigureRule::AtLeast, kThousands},
                   {"month_high", "A month at the high price", "$", kThousands, 0,
                    FigureRule::AtLeast, kThousands},
                   {"median_low", "Median price of the catalog", "$/h", 2, 0, FigureRule::AtLeast},
                   {"median_high", "Median price of the catalog", "$/h", 4, 0, FigureRule::AtMost},
                   {"month_median", "A month at the median price", "$", kThousands, 0,
                    FigureRule::AtLeast, kThousands}};
    one.replay = [](const Inputs& inputs, const Catalog&) {
        const auto month = [&](const char* price) {
            return rentedCost(at(inputs, price), at(inputs, "hours"), 1).total().amount();
        };
        return Figures{{"month_low", month("low")},
                       {"month_high", month("high")},
                       {"median_low", at(inputs, "median")},
                       {"median_high", at(inputs, "median")},
                       {"month_median", month("median")}};
    };
    one.fromCatalog = [](const Catalog& catalog) {
        const auto median = medianA100(catalog);
        return median ? Look{{{"median", *median}}, {}, {}} : lacking("price of an A100 80GB");
    };
    one.changes = {
        {"hours", "month_high", evidence("hours", kOfficeHours.value, kOfficeHours.origin)},
        {"high", "month_high", cheapestNode("high", "a100-sxm-80gb", 1)}};
    return one;
}

}  // namespace

std::vector<Case> deskCases() {
    return {unifiedMemory(), deskPower(), rentedA100()};
}

}  // namespace headroom::claims
