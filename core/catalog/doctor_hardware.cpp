// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <stdexcept>

#include "core/catalog/doctor_book.h"
#include "core/catalog/memory_type.h"
#include "core/catalog/peer_spread.h"
#include "core/units/format.h"

namespace headroom {

namespace {

std::string wattsText(double amount) {
    return formatWatts(watts(amount));
}

void checkBandwidth(DoctorBook& book, const Row& row) {
    const std::optional<double> memory = row.number("memory_gib");
    const std::optional<double> bandwidth = row.number("memory_bandwidth_gb_s");
    if (!memory || !bandwidth || !(*memory > 0)) return;
    const std::string type = row.text("memory_type");
    const std::optional<BandwidthRange> range = memoryBandwidthRange(type, gibibytes(*memory));
    if (!range) return;
    const BytesPerSecond rate = gigabytesPerSecond(*bandwidth);
    if (rate >= range->lowest && rate <= range->highest) return;
    book.warn("accelerators", row, "memory_bandwidth_gb_s",
              formatSignificant(*bandwidth) + " GB/s; " + formatSignificant(*memory) + " GiB of " +
                  quotedText(type) + " moves " + formatSignificant(range->lowest.value / 1e9) +
                  " to " + formatSignificant(range->highest.value / 1e9) + " GB/s.",
              "Check the unit, bytes not bits, the capacity and the memory type.");
}

/// Dense rates that no unit undercuts: a narrower number is never slower. INT8 is left out, as some
/// recent data-centre units keep little of it.
struct RateOrder {
    std::string_view narrower;
    std::string_view wider;
};
constexpr std::array kRateOrders{
    RateOrder{"fp4_tflops_dense", "fp8_tflops_dense"},
    RateOrder{"fp8_tflops_dense", "fp16_tensor_tflops_dense"},
    RateOrder{"fp8_tflops_dense", "bf16_tflops_dense"},
};

void checkRates(DoctorBook& book, const Row& row) {
    for (const RateOrder& order : kRateOrders) {
        const std::optional<double> narrower = row.number(order.narrower);
        const std::optional<double> wider = row.number(order.wider);
        if (!narrower || !wider || *narrower >= *wider) continue;
        book.warn("accelerators", row, order.narrower,
                  formatSignificant(*narrower) + " is less than " + formatSignificant(*wider) +
                      " of " + std::string(order.wider) + ".",
                  "Check both; the rates are dense, in 10^12 operations a second.");
    }
}

/// Two people who measure one card differ by about this much.
constexpr double kSameMeasurement = 0.9;

void checkIdle(DoctorBook& book, const Row& row) {
    const std::optional<double> tdp = row.number("tdp_w");
    const std::optional<double> idle = row.number("idle_w");
    const std::optional<double> loaded = row.number("idle_model_loaded_w");
    for (const auto& [value, column] :
         {std::pair{idle, std::string_view("idle_w")},
          std::pair{loaded, std::string_view("idle_model_loaded_w")}}) {
        if (!value || !tdp || *value < *tdp) continue;
        book.warn("accelerators", row, column,
                  wattsText(*value) + " idle is not less than " + wattsText(*tdp) + " of tdp_w.",
                  "Check whether the columns were exchanged.");
    }
    if (idle && loaded && *loaded < *idle * kSameMeasurement) {
        book.warn("accelerators", row, "idle_model_loaded_w",
                  wattsText(*loaded) + " with a model in memory is less than " + wattsText(*idle) +
                      " of idle_w, without one.",
                  "Two sources measured two states, such as with and without a screen; keep the "
                  "one that fits.");
    }
}

/// The family of "Ada AD102" is "Ada".
std::string familyOf(const Row& row) {
    const std::string architecture = row.text("architecture");
    return architecture.substr(0, architecture.find(' '));
}

void checkComputePerWatt(DoctorBook& book) {
    PeerComparison peers(kLoosePeers, kMixedPeers);
    for (const Row& row : book.rows("accelerators")) {
        const std::optional<double> rate = row.number("fp16_tensor_tflops_dense");
        const std::optional<double> tdp = row.number("tdp_w");
        if (!rate || !tdp || !(*tdp > 0)) continue;
        const std::string group = row.text("class");
        peers.add(row, "fp16_tensor_tflops_dense", *rate / *tdp, group + '\n' + familyOf(row),
                  group);
    }
    peers.outliers([&](const PeerComparison::Outlier& found) {
        const std::string family = found.narrow ? familyOf(*found.row) + ' ' : std::string();
        book.warn("accelerators", *found.row, found.column,
                  outlierSentence(
                      formatSignificant(found.value) + " TFLOPS per watt of tdp_w",
                      found.value / found.peers.median, formatSignificant(found.peers.median),
                      found.peers.count,
                      "accelerators of the class " + quotedText(family + found.row->text("class"))),
                  "Check the rate, dense and not sparse, and tdp_w.");
    });
}

/// $/GiB of `table`, among rows of the same `kind` column.
void checkPricePerMemory(DoctorBook& book, std::string_view table, std::string_view kind,
                         std::string_view priceColumn, std::string_view memoryColumn) {
    PeerComparison peers(kLoosePeers, kLoosePeers);
    for (const Row& row : book.rows(table)) {
        const std::optional<double> price = row.number(priceColumn);
        const std::optional<double> memory = row.number(memoryColumn);
        if (!price || !memory || !(*memory > 0)) continue;
        const std::string group = row.text(kind);
        peers.add(row, priceColumn, *price / *memory, group, group);
    }
    peers.outliers([&](const PeerComparison::Outlier& found) {
        book.warn(
            table, *found.row, found.column,
            outlierSentence(dollarText(found.value) + " per GiB", found.value / found.peers.median,
                            dollarText(found.peers.median), found.peers.count,
                            std::string(table) + " of the " + std::string(kind) + ' ' +
                                quotedText(found.row->text(kind))),
            "Check the price, its currency and the memory.");
    });
}

/// What the accelerators of one machine have together.
struct Devices {
    double memoryGib{};
    double bandwidth{};  ///< of the first kind, GB/s
    std::optional<double> tdp;
};

using RowsById = std::unordered_map<std::string, const Row*>;

std::optional<Devices> devicesOf(const Machine& machine, const RowsById& accelerators) {
    Devices all;
    all.tdp = 0;
    std::vector<AcceleratorCount> kinds{{machine.acceleratorId, machine.acceleratorCount}};
    kinds.insert(kinds.end(), machine.furtherAccelerators.begin(),
                 machine.furtherAccelerators.end());
    for (const AcceleratorCount& kind : kinds) {
        const auto found = accelerators.find(kind.id);
        if (found == accelerators.end()) return std::nullopt;
        const Row& row = *found->second;
        const std::optional<double> tdp = row.number("tdp_w");
        all.memoryGib += kind.count * row.number("memory_gib").value_or(0);
        if (all.bandwidth == 0) all.bandwidth = row.number("memory_bandwidth_gb_s").value_or(0);
        all.tdp = all.tdp && tdp ? std::optional(*all.tdp + kind.count * *tdp) : std::nullopt;
    }
    return all;
}

/// Capacity and rate are those of the accelerators, but for rounding.
constexpr double kSameFigure = 0.05;
/// Cards are often capped a little below their TDP; a machine far below it cannot run them.
constexpr double kLowestCap = 0.75;

void checkAgainstDevices(DoctorBook& book, const Row& row, const Machine& machine,
                         const Devices& devices) {
    const auto compare = [&](std::string_view column, double value, double sum,
                             std::string_view unit) {
        if (!(sum > 0) || std::fabs(value / sum - 1) <= kSameFigure) return;
        book.warn("machines", row, column,
                  formatSignificant(value) + ' ' + std::string(unit) + "; its accelerators have " +
                      formatSignificant(sum) + ' ' + std::string(unit) + '.',
                  "Correct the figure, or choose the accelerators that are in it.");
    };
    compare("memory_bandwidth_gb_s", machine.bandwidth.value / 1e9, devices.bandwidth, "GB/s");
    // Memory that the CPU shares comes in many sizes for one chip.
    if (machine.unifiedMemory) return;
    compare("total_memory_gib", inGibibytes(machine.totalMemory), devices.memoryGib, "GiB");
    if (machine.peakPower && devices.tdp && machine.peakPower->value < *devices.tdp * kLowestCap) {
        book.warn("machines", row, "peak_system_power_w",
                  wattsText(machine.peakPower->value) + " at peak; its accelerators may draw " +
                      wattsText(*devices.tdp) + " alone.",
                  "Check the peak and the number of accelerators.");
    }
}

void checkPowerOrder(DoctorBook& book, const Row& row) {
    constexpr std::array kColumns{std::string_view("idle_power_w"),
                                  std::string_view("typical_load_power_w"),
                                  std::string_view("peak_system_power_w")};
    std::string_view before;
    std::optional<double> lower;
    for (const std::string_view column : kColumns) {
        const std::optional<double> value = row.number(column);
        if (!value) continue;
        if (lower && *lower > *value) {
            book.warn("machines", row, before,
                      wattsText(*lower) + " is more than " + wattsText(*value) + " of " +
                          std::string(column) + '.',
                      "Check both; idle is the least and peak the most that it draws.");
        }
        before = column;
        lower = value;
    }
}

}  // namespace

void checkAccelerators(DoctorBook& book) {
    for (const Row& row : book.rows("accelerators")) {
        checkBandwidth(book, row);
        checkRates(book, row);
        checkIdle(book, row);
    }
    checkComputePerWatt(book);
    checkPricePerMemory(book, "accelerators", "class", "street_price_usd", "memory_gib");
}

void checkMachines(DoctorBook& book) {
    RowsById accelerators;
    for (const Row& row : book.rows("accelerators")) accelerators.emplace(row.text("id"), &row);
    for (const Row& row : book.rows("machines")) {
        checkPowerOrder(book, row);
        try {
            const Machine machine = machineFromRow(row);
            const std::optional<Devices> devices = devicesOf(machine, accelerators);
            if (devices) checkAgainstDevices(book, row, machine, *devices);
        } catch (const std::invalid_argument&) {
            // Told by `checkRowsAreAccepted`.
        }
    }
    checkPricePerMemory(book, "machines", "kind", "price_usd", "total_memory_gib");
}

}  // namespace headroom
