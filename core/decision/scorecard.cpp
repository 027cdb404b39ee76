// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/scorecard.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "core/decision/constraints.h"
#include "core/energy/power.h"
#include "core/scenario/number_text.h"
#include "core/units/format.h"

namespace headroom {
namespace {

ScorecardCell cellOf(Criterion criterion, std::string value, std::string threshold) {
    return {criterion, std::move(value), std::move(threshold), Mark::NotVerified, {}};
}

ScorecardCell unknownCell(Criterion criterion, std::string threshold, std::string find) {
    ScorecardCell cell = cellOf(criterion, "not in the catalog", std::move(threshold));
    cell.change = std::move(find);
    return cell;
}

/// Passes or fails by a known figure.
ScorecardCell judged(ScorecardCell cell, bool pass, std::string change) {
    cell.mark = pass ? Mark::Pass : Mark::Fail;
    if (!pass) cell.change = std::move(change);
    return cell;
}

/// Of every kind of accelerator in the machine the least; nullopt when one is unknown.
template <class Figure>
auto slowest(const Machine& machine, const Catalog& catalog, Figure figure)
    -> decltype(figure(Accelerator{})) {
    const Accelerator* first = catalog.accelerator(machine.acceleratorId);
    if (first == nullptr) return std::nullopt;
    auto least = figure(*first);
    for (const AcceleratorCount& further : machine.furtherAccelerators) {
        const Accelerator* other = catalog.accelerator(further.id);
        if (other == nullptr || !least || !figure(*other)) return std::nullopt;
        least = std::min(*least, *figure(*other));
    }
    return least;
}

int devicesIn(const Machine& machine) {
    int count = machine.acceleratorCount;
    for (const AcceleratorCount& further : machine.furtherAccelerators) count += further.count;
    return count;
}

std::string gibText(Bytes amount) {
    return formatNumber(inGibibytes(amount)) + " GiB";
}

std::string bandwidthText(BytesPerSecond rate) {
    return formatNumber(rate.value / 1e9) + " GB/s a device";
}

std::string computeText(OperationsPerSecond rate) {
    return formatSignificant(rate.value / 1e12) + " TFLOPS a device";
}

ScorecardCell memoryCell(const Machine& machine, const ScorecardThresholds& limits) {
    return judged(cellOf(Criterion::Memory, gibText(machine.totalMemory),
                         "at least " + gibText(limits.memory)),
                  machine.totalMemory >= limits.memory,
                  "Accept " + gibText(machine.totalMemory) + ".");
}

ScorecardCell bandwidthCell(const Machine& machine, const ScorecardThresholds& limits,
                            const Catalog& catalog) {
    BytesPerSecond rate = machine.bandwidth;
    if (!machine.furtherAccelerators.empty()) {
        const auto least = slowest(machine, catalog, [](const Accelerator& accelerator) {
            return std::optional(accelerator.bandwidth);
        });
        if (least) rate = std::min(rate, *least);
    }
    return judged(cellOf(Criterion::Bandwidth, bandwidthText(rate),
                         "at least " + bandwidthText(limits.bandwidth)),
                  rate >= limits.bandwidth, "Accept " + bandwidthText(rate) + ".");
}

ScorecardCell computeCell(const Machine& machine, const ScorecardThresholds& limits,
                          const Catalog& catalog) {
    const std::string threshold = "at least " + computeText(limits.fp16);
    const auto rate =
        slowest(machine, catalog, [](const Accelerator& accelerator) { return accelerator.fp16; });
    if (!rate) {
        return unknownCell(Criterion::Compute, threshold,
                           "Enter the accelerator's dense FP16 rate in the catalog.");
    }
    return judged(cellOf(Criterion::Compute, computeText(*rate), threshold), *rate >= limits.fp16,
                  "Accept " + computeText(*rate) + ".");
}

/// Watts of a state that the machine's row carries, or that the rule derives from a TDP.
struct KnownPower {
    Watts power;
    bool byRule{};

    std::string text() const {
        return byRule ? "about " + formatWatts(power) + " by rule" : formatWatts(power);
    }
};

/// The rule needs a figure of this very machine: likeness to its peers verifies nothing.
std::optional<KnownPower> knownPower(const std::optional<Watts>& row, Watts byRule,
                                     const Machine& machine, const Catalog& catalog) {
    if (row) return KnownPower{*row, false};
    const Accelerator* accelerator = catalog.accelerator(machine.acceleratorId);
    const bool hasFigure = machine.peakPower || machine.loadPower ||
                           (accelerator != nullptr && accelerator->tdp.has_value());
    if (!hasFigure) return std::nullopt;
    return KnownPower{byRule, true};
}

/// What a rule lets pass is not verified: unknown is never a pass.
ScorecardCell judgedPower(ScorecardCell cell, const KnownPower& known, bool pass,
                          std::string change) {
    cell = judged(std::move(cell), pass, std::move(change));
    if (pass && known.byRule) {
        cell.mark = Mark::NotVerified;
        cell.change = "Measure it at the wall, then enter it in the catalog.";
    }
    return cell;
}

Place placeOf(const ScorecardThresholds& limits) {
    Place place;
    place.circuitVolts = limits.circuitVolts;
    place.circuitAmperes = limits.circuitAmperes;
    place.continuousShare = limits.continuousShare;
    return place;
}

std::string circuitText(const Place& place) {
    const std::optional<Watts> limit = circuitLimit(place);
    if (!limit) return "no limit";
    return "peak at most " + formatWatts(*limit) + " (" + formatNumber(*place.circuitVolts) +
           " V / " + formatNumber(*place.circuitAmperes) + " A)";
}

ScorecardCell circuitCell(const Machine& machine, const ScorecardThresholds& limits,
                          const Catalog& catalog) {
    const Place place = placeOf(limits);
    const auto peak =
        knownPower(machine.peakPower, powerStates(machine, catalog).peak, machine, catalog);
    if (!peak) {
        return unknownCell(Criterion::Circuit, circuitText(place),
                           "Enter its peak power in the catalog.");
    }
    const std::optional<Exclusion> tooMuch = circuit(machine, peak->power, place);
    return judgedPower(cellOf(Criterion::Circuit, peak->text(), circuitText(place)), *peak,
                       !tooMuch, tooMuch ? tooMuch->remedy : std::string());
}

ScorecardCell decodeCell(const Machine& machine, const ScorecardThresholds& limits,
                         const Catalog& catalog) {
    const std::string threshold = "at most " + formatWatts(limits.decodePower);
    const auto decode =
        knownPower(machine.loadPower, powerStates(machine, catalog).decode, machine, catalog);
    if (!decode) {
        return unknownCell(Criterion::DecodePower, threshold,
                           "Measure it at the wall while it decodes, then enter it in the "
                           "catalog.");
    }
    const std::string heat =
        formatNumber(decode->power.value * kBtuPerHourPerWatt) + " BTU/h of heat";
    return judgedPower(cellOf(Criterion::DecodePower, decode->text() + ", " + heat, threshold),
                       *decode, decode->power <= limits.decodePower,
                       "Allow " + formatWatts(decode->power) + ".");
}

ScorecardCell noiseCell(const Machine& machine, const ScorecardThresholds& limits) {
    const auto dba = [](double value) { return formatSignificant(value) + " dBA"; };
    const std::string threshold = "at most " + dba(limits.noiseDba);
    if (!machine.noiseDba) {
        return unknownCell(Criterion::Noise, threshold,
                           "Find its noise under load, then enter it in the catalog.");
    }
    return judged(cellOf(Criterion::Noise, dba(*machine.noiseDba), threshold),
                  *machine.noiseDba <= limits.noiseDba, "Allow " + dba(*machine.noiseDba) + ".");
}

ScorecardCell softwareCell(const Machine& machine, const ScorecardThresholds& limits) {
    const std::string threshold =
        trimmed(limits.software).empty() ? "nothing asked" : "runs " + limits.software;
    if (machine.stacks.empty() && !trimmed(limits.software).empty()) {
        return unknownCell(Criterion::Software, threshold,
                           "Try it, then enter what runs in the catalog.");
    }
    Place place;
    place.software = limits.software;
    const std::optional<Exclusion> missing = software(machine, place);
    std::string listed;
    for (const std::string& stack : machine.stacks) listed += (listed.empty() ? "" : ", ") + stack;
    if (listed.empty()) listed = "nothing listed";
    return judged(cellOf(Criterion::Software, listed, threshold), !missing,
                  missing ? missing->reason + " " + missing->remedy : std::string());
}

/// "LPDDR" is soldered: the package has no form for a socket.
bool isSoldered(const Accelerator* accelerator, bool unified) {
    return unified && accelerator != nullptr && accelerator->memoryType.rfind("LPDDR", 0) == 0;
}

ScorecardCell expandabilityCell(const Machine& machine, const ScorecardThresholds& limits,
                                const Catalog& catalog) {
    const int slotted = machine.unifiedMemory ? 0 : devicesIn(machine);
    const std::optional<double> port = fastestPort(machine.network);
    const bool soldered =
        isSoldered(catalog.accelerator(machine.acceleratorId), machine.unifiedMemory);
    const auto gigabits = [](double rate) { return formatSignificant(rate) + " Gb/s"; };
    std::string value = slotted > 0
                            ? formatNumber(slotted) +
                                  (slotted == 1 ? " accelerator" : " accelerators") + " in slots"
                            : std::string("no accelerator slot known");
    value += port ? ", network " + gigabits(*port) : std::string(", network not in the catalog");
    if (soldered) value += ", memory soldered";
    ScorecardCell cell =
        cellOf(Criterion::Expandability, std::move(value),
               formatNumber(limits.accelerators) + " accelerators in slots, a network of " +
                   gigabits(limits.networkGigabitsPerSecond) + ", or memory that can be added");
    const bool links = port && *port >= limits.networkGigabitsPerSecond;
    if (slotted >= limits.accelerators || links) return judged(std::move(cell), true, {});
    if (soldered && port) {
        return judged(std::move(cell), false, "Accept a network of " + gigabits(*port) + ".");
    }
    cell.change = "Find out about free slots, memory and network, then enter them in the catalog.";
    return cell;
}

}  // namespace

std::string_view criterionLabel(Criterion criterion) {
    switch (criterion) {
        case Criterion::Memory:
            return "Memory";
        case Criterion::Bandwidth:
            return "Memory bandwidth";
        case Criterion::Compute:
            return "Matrix compute";
        case Criterion::Circuit:
            return "Circuit";
        case Criterion::DecodePower:
            return "Power and heat";
        case Criterion::Noise:
            return "Noise";
        case Criterion::Software:
            return "Software";
        case Criterion::Expandability:
            return "Expandability";
    }
    return "";
}

std::string_view markLabel(Mark mark) {
    switch (mark) {
        case Mark::Pass:
            return "pass";
        case Mark::Fail:
            return "fail";
        case Mark::NotVerified:
            return "not verified";
    }
    return "";
}

ScorecardThresholds scorecardThresholds(const Place& place) {
    ScorecardThresholds limits;
    limits.circuitVolts = place.circuitVolts;
    limits.circuitAmperes = place.circuitAmperes;
    limits.continuousShare = place.continuousShare;
    const Scorecard& asked = place.scorecard;
    limits.memory = gibibytes(asked.memoryGib);
    limits.bandwidth = gigabytesPerSecond(asked.bandwidthGbPerSecond);
    limits.fp16 = teraOperationsPerSecond(asked.fp16Tflops);
    limits.decodePower = watts(asked.decodeWatts);
    limits.noiseDba = asked.noiseDba;
    limits.accelerators = asked.accelerators;
    limits.networkGigabitsPerSecond = asked.networkGigabitsPerSecond;
    if (place.noiseLimitDba) limits.noiseDba = *place.noiseLimitDba;
    if (!trimmed(place.software).empty()) limits.software = place.software;
    return limits;
}

const ScorecardCell& ScorecardRow::cell(Criterion criterion) const {
    return cells.at(static_cast<std::size_t>(criterion));
}

ScorecardRow scorecardRow(const Machine& machine, const ScorecardThresholds& limits,
                          const Catalog& catalog) {
    ScorecardRow row{machine.id, machine.name, {}, 0};
    row.cells = {
        memoryCell(machine, limits),           bandwidthCell(machine, limits, catalog),
        computeCell(machine, limits, catalog), circuitCell(machine, limits, catalog),
        decodeCell(machine, limits, catalog),  noiseCell(machine, limits),
        softwareCell(machine, limits),         expandabilityCell(machine, limits, catalog)};
    row.passes = static_cast<int>(
        std::count_if(row.cells.begin(), row.cells.end(),
                      [](const ScorecardCell& cell) { return cell.mark == Mark::Pass; }));
    return row;
}

std::vector<ScorecardRow> scorecard(const Catalog& catalog, const ScorecardThresholds& thresholds) {
    std::vector<ScorecardRow> rows;
    rows.reserve(catalog.machines.size());
    for (const Machine& machine : catalog.machines) {
        rows.push_back(scorecardRow(machine, thresholds, catalog));
    }
    return rows;
}

std::optional<double> fastestPort(std::string_view network) {
    const auto isDigit = [&](std::size_t at) {
        return std::isdigit(static_cast<unsigned char>(network[at])) != 0;
    };
    const auto isNumeric = [&](std::size_t at) { return isDigit(at) || network[at] == '.'; };
    std::optional<double> fastest;
    for (std::size_t at = network.find('G'); at != std::string_view::npos;
         at = network.find('G', at + 1)) {
        const char next = at + 1 < network.size() ? network[at + 1] : ' ';
        const bool isRate = next == 'b' || std::isalnum(static_cast<unsigned char>(next)) == 0;
        std::size_t end = at;
        while (end > 0 && network[end - 1] == ' ') --end;
        std::size_t begin = end;
        while (begin > 0 && isNumeric(begin - 1)) --begin;
        double rate = 0.0;
        const auto read = std::from_chars(network.data() + begin, network.data() + end, rate);
        if (!isRate || begin == end || read.ec != std::errc()) continue;
        fastest = std::max(fastest.value_or(0.0), rate);
    }
    return fastest;
}

}  // namespace headroom
