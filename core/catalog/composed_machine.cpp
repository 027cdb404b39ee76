// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/composed_machine.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/catalog/power_rule.h"
#include "core/units/format.h"

namespace headroom {

namespace {

/// One kind of accelerator in the machine.
struct Devices {
    const Accelerator* accelerator;
    int count;
};

/// An RTX 5090 of 575 W reached 901 W for under a millisecond (docs/hardware.md 1). Cards do not
/// spike in step, so one spikes while the others draw their TDP.
constexpr double kSpike = 901.0 / 575.0;
/// A supply by ATX 3.0 stands this many times its rating for 0.1 ms (docs/catalog.md 4.3).
constexpr double kAtx3Excursion = 2.0;

/// As short as exact, C locale: what a catalog cell holds.
std::string cellText(double value) {
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return error == std::errc() ? std::string(buffer, end) : std::string();
}

class Composer {
public:
    Composer(const MachineParts& parts, const Catalog& catalog) : m_parts(parts) {
        setText("id", parts.id);
        for (const AcceleratorCount& kind : parts.accelerators) {
            const Accelerator* const known = catalog.accelerator(kind.id);
            if (known == nullptr) {
                note(CatalogSeverity::Error, "accelerator_id",
                     quotedText(kind.id) + " is not in accelerators.",
                     "Choose one of the catalog's accelerators, or add it there.");
            } else {
                m_devices.push_back({known, std::max(1, kind.count)});
            }
        }
        if (parts.accelerators.empty()) {
            note(CatalogSeverity::Error, "accelerator_id", "The machine has no accelerator.",
                 "Add at least one.");
        }
        m_complete = !parts.accelerators.empty() && m_devices.size() == parts.accelerators.size();
    }

    ComposedMachine compose() {
        describe();
        if (m_complete) {
            addMemory();
            addPower();
            checkSlots();
        }
        addPrice();
        return std::move(m_result);
    }

private:
    void describe();
    void addMemory();
    void addPower();
    void checkSupply(Watts output, Watts largestTdp);
    void checkSlots();
    void addPrice();
    std::vector<PricedPart> pricedParts() const;
    void checkDates(const std::vector<PricedPart>& priced);

    void setText(std::string column, const std::string& value) {
        if (!value.empty()) m_result.row.set(std::move(column), value);
    }
    void setNumber(std::string column, double value) {
        m_result.row.set(std::move(column), cellText(value));
    }
    void setNumber(std::string column, const std::optional<double>& value) {
        if (value) setNumber(std::move(column), *value);
    }
    void note(CatalogSeverity severity, std::string column, std::string message,
              std::string remedy) {
        m_result.findings.push_back({severity, "machines", m_parts.id, std::move(column),
                                     std::move(message), std::move(remedy)});
    }

    const MachineParts& m_parts;
    std::vector<Devices> m_devices;
    bool m_complete{};
    ComposedMachine m_result;
};

void Composer::describe() {
    const MachineHost& host = m_parts.host;
    setText("vendor", host.vendor.empty() ? std::string("own build") : host.vendor);
    setText("name", m_parts.name.empty() ? m_parts.id : m_parts.name);
    setText("kind", host.kind);
    setNumber("system_ram_gib", host.memoryGib);
    setNumber("system_ram_bandwidth_gb_s", host.memoryBandwidthGbPerSecond);
    setText("form_factor", host.formFactor);
    setText("network", host.network);
    setText("storage", host.storage);
    setNumber("noise_dba", host.noiseDba);
    setText("supported_stacks", host.stacks);
    setText("unified_memory", "0");
    std::string further;
    for (std::size_t i = 0; i < m_parts.accelerators.size(); ++i) {
        const AcceleratorCount& kind = m_parts.accelerators[i];
        if (i == 0) {
            setText("accelerator_id", kind.id);
            setNumber("accelerator_count", std::max(1, kind.count));
        } else {
            further +=
                (further.empty() ? "" : "; ") + kind.id + '*' + cellText(std::max(1, kind.count));
        }
    }
    setText("further_accelerators", further);
    setText("notes", "Composed of parts; memory, power and price are computed from them.");
}

void Composer::addMemory() {
    double gib = 0;
    std::string sources;
    for (const Devices& kind : m_devices) {
        const std::string& type = kind.accelerator->deviceClass;
        if (type == "apple-soc" || type == "apu") {
            note(CatalogSeverity::Error, "accelerator_id",
                 quotedText(kind.accelerator->id) + " is a part of a processor of the class " +
                     quotedText(type) + ", not a card.",
                 "Take the machine that is sold with it.");
        }
        gib += inGibibytes(kind.accelerator->memory) * kind.count;
        const std::string& source = kind.accelerator->specificationSource;
        if (source.empty() || sources.find(source) != std::string::npos) continue;
        sources += (sources.empty() ? "" : "; ") + source;
    }
    // What an engine cannot use of a card is taken off by the engine's rule (docs/hardware.md 0).
    setNumber("total_memory_gib", gib);
    setNumber("usable_for_gpu_gib", gib);
    setNumber("memory_bandwidth_gb_s", m_devices.front().accelerator->bandwidth.value / 1e9);
    setText("spec_source_url", sources);
}

/// Loads rise and efficiencies are shares of one, so that a typing error is not a power.
bool isUsable(const std::vector<EfficiencyPoint>& curve) {
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const bool share = curve[i].efficiency > 0 && curve[i].efficiency <= 1;
        if (!share || (i > 0 && !(curve[i].load > curve[i - 1].load))) return false;
    }
    return true;
}

void Composer::addPower() {
    if (!isUsable(m_parts.supply.curve)) {
        note(
            CatalogSeverity::Error, "peak_system_power_w",
            "The efficiency curve of the power supply is not one: loads rise, and efficiencies lie "
            "between 0 and 1.",
            "Correct the curve, or choose the supply's 80 PLUS certificate.");
        return;
    }
    Watts tdp = watts(0);
    Watts idle = watts(0);
    Watts largest = watts(0);
    for (const Devices& kind : m_devices) {
        if (!kind.accelerator->tdp) {
            note(CatalogSeverity::Warning, "peak_system_power_w",
                 "The TDP of " + quotedText(kind.accelerator->id) +
                     " is unknown, and so is the power of the machine.",
                 "Fill in tdp_w of the accelerator.");
            if (m_parts.host.needs240V) setText("requires_240v", "1");
            return;
        }
        tdp += *kind.accelerator->tdp * kind.count;
        idle += headroom::idlePower(*kind.accelerator) * kind.count;
        largest = std::max(largest, *kind.accelerator->tdp);
    }
    const MachineHost& host = m_parts.host;
    const Watts hostPeak = host.peak.value_or(kHostPeak);
    const Watts hostIdle = host.idle.value_or(std::min(kHostIdle, hostPeak));
    const auto atWall = [&](Watts output) {
        return std::round(wallPower(m_parts.supply, m_parts.supplyPart.count, output).value);
    };
    const double peak = atWall(tdp + hostPeak);
    setNumber("peak_system_power_w", peak);
    setNumber("typical_load_power_w",
              atWall(tdp * kDecodeShareOfTdp + hostPeak * kHostShareAtLoad));
    setNumber("idle_power_w", atWall(idle + hostIdle));
    setText("requires_240v", host.needs240V || watts(peak) > kOrdinaryCircuit ? "1" : "0");
    checkSupply(tdp + hostPeak, largest);
}

void Composer::checkSupply(Watts output, Watts largestTdp) {
    const Watts rated = m_parts.supply.rated * std::max(1, m_parts.supplyPart.count);
    if (!(rated > watts(0))) {
        note(CatalogSeverity::Advice, "peak_system_power_w",
             "The rating of the power supply is unknown; it has to carry " + formatWatts(output) +
                 '.',
             "Fill in its rated watts.");
        return;
    }
    if (output > rated) {
        note(CatalogSeverity::Error, "peak_system_power_w",
             "The parts draw " + formatWatts(output) + " at peak; the supply is rated " +
                 formatWatts(rated) + '.',
             "Take a larger supply, a second one, or cap the accelerators.");
        return;
    }
    const Watts spike = output + largestTdp * (kSpike - 1);
    const Watts bearable = m_parts.supply.atx3 ? rated * kAtx3Excursion : rated;
    if (spike <= bearable) return;
    note(CatalogSeverity::Warning, "peak_system_power_w",
         "A spike of one accelerator brings the parts to " + formatWatts(spike) +
             " for less than a millisecond; the supply is rated " + formatWatts(rated) +
             " and may switch off.",
         "Take a supply of at least " + formatWatts(spike) +
             ", or one that is built for such spikes (ATX 3.0 or later).");
}

/// Lanes of "4.0 x16"; 16 where the text names none.
int lanesOf(const Accelerator& accelerator) {
    const double perLane = pcieBandwidth(accelerator.pcie.substr(0, 1) + " x1").value;
    return static_cast<int>(std::lround(pcieBandwidth(accelerator.pcie).value / perLane));
}

void Composer::checkSlots() {
    // Counts that were typed may be of any size.
    double cards = 0;
    double lanes = 0;
    for (const Devices& kind : m_devices) {
        cards += kind.count;
        lanes += static_cast<double>(lanesOf(*kind.accelerator)) * kind.count;
    }
    const MachineHost& host = m_parts.host;
    if (host.pcieSlots && cards > *host.pcieSlots) {
        note(CatalogSeverity::Error, "accelerator_count",
             formatNumber(cards) + " accelerators; the host has " + formatNumber(*host.pcieSlots) +
                 (*host.pcieSlots == 1 ? " slot." : " slots."),
             "Take a host with more slots, or fewer accelerators.");
    }
    if (host.pcieLanes && lanes > *host.pcieLanes) {
        note(CatalogSeverity::Warning, "accelerator_count",
             "The accelerators have " + formatNumber(lanes) + " PCIe lanes; the processor has " +
                 formatNumber(*host.pcieLanes) + " for them.",
             "Each gets fewer lanes, which slows what crosses between them: take a processor with "
             "more, or count on narrower links.");
    }
}

std::vector<PricedPart> Composer::pricedParts() const {
    std::vector<PricedPart> all{m_parts.host.part, m_parts.supplyPart};
    for (const Devices& kind : m_devices) {
        const Accelerator& card = *kind.accelerator;
        PricedPart part{card.name, kind.count, std::nullopt, card.price.date, card.price.source};
        if (card.streetPrice) part.usd = card.streetPrice->amount;
        all.push_back(part);
    }
    all.insert(all.end(), m_parts.others.begin(), m_parts.others.end());
    return all;
}

void Composer::addPrice() {
    const std::vector<PricedPart> all = pricedParts();
    double sum = 0;
    bool known = m_complete;
    std::string sources;
    for (const PricedPart& part : all) {
        if (!part.usd) {
            known = false;
            note(CatalogSeverity::Advice, "price_usd",
                 "The price of " + quotedText(part.name) +
                     " is unknown, and so is that of the machine.",
                 "Fill in the price of the part; a launch price is not what it costs today.");
            continue;
        }
        sum += *part.usd * std::max(1, part.count);
        if (part.source.empty() || sources.find(part.source) != std::string::npos) continue;
        sources += (sources.empty() ? "" : "; ") + part.source;
    }
    if (!known) return;
    setNumber("price_usd", std::round(sum * 100) / 100);
    setText("price_source_url", sources);
    checkDates(all);
}

void Composer::checkDates(const std::vector<PricedPart>& priced) {
    const PricedPart* oldest = nullptr;
    const PricedPart* newest = nullptr;
    for (const PricedPart& part : priced) {
        if (part.usd == 0.0) continue;  // a part that is at hand costs nothing on any day
        const std::optional<CalendarDay> day = earliestDay(part.date);
        if (!day) {
            note(CatalogSeverity::Warning, "price_date",
                 "The price of " + quotedText(part.name) +
                     " has no date, so that of the machine has none.",
                 "Fill in when it was seen.");
            return;
        }
        if (oldest == nullptr || *day < *earliestDay(oldest->date)) oldest = &part;
        if (newest == nullptr || *day > *earliestDay(newest->date)) newest = &part;
    }
    if (oldest == nullptr) return;
    setText("price_date", oldest->date);
    const int apart = *earliestDay(newest->date) - *earliestDay(oldest->date);
    const int believed = ageRule("machines")->days;
    if (apart <= believed) return;
    note(CatalogSeverity::Warning, "price_date",
         "The price of " + quotedText(oldest->name) + " is " + formatNumber(apart) +
             " days older than that of " + quotedText(newest->name) +
             "; prices of hardware are believed for " + formatNumber(believed) + '.',
         "Check the older price.");
}

}  // namespace

ComposedMachine composeMachine(const MachineParts& parts, const Catalog& catalog) {
    return Composer(parts, catalog).compose();
}

}  // namespace headroom
