// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// What a workstation is judged by (docs/decision.md).
enum class Criterion {
    Memory,       ///< for accelerators, as sold, all devices together
    Bandwidth,    ///< of memory, per device, the slowest one
    Compute,      ///< dense FP16 matrix operations, per device, the slowest one
    Circuit,      ///< peak power against what the circuit carries continuously, and its voltage
    DecodePower,  ///< at the wall while decoding: power and heat of a desk around the clock
    Noise,
    Software,
    Expandability,
};
inline constexpr std::array kScorecardCriteria{
    Criterion::Memory,      Criterion::Bandwidth, Criterion::Compute,  Criterion::Circuit,
    Criterion::DecodePower, Criterion::Noise,     Criterion::Software, Criterion::Expandability,
};
std::string_view criterionLabel(Criterion criterion);  ///< "Memory", "Matrix compute" ...

/// Chosen by us for one workstation on a desk that runs models of 70 B parameters around the clock.
struct ScorecardThresholds {
    Bytes memory{gibibytes(128)};                            ///< at least
    BytesPerSecond bandwidth{gigabytesPerSecond(400)};       ///< at least
    OperationsPerSecond fp16{teraOperationsPerSecond(100)};  ///< at least
    std::optional<double> circuitVolts{120.0};               ///< nullopt = no limit
    std::optional<double> circuitAmperes{15.0};
    double continuousShare{0.8};              ///< of the breaker, for continuous loads
    Watts decodePower{watts(500)};            ///< at most
    double noiseDba{45};                      ///< at most
    std::string software{"llama.cpp, vllm"};  ///< that must run, separated by commas
    int accelerators{2};                      ///< at least, in slots of one machine
    double networkGigabitsPerSecond{100};     ///< at least, of one port, to link several
};
/// Those of a place: its scorecard, its circuit, and its noise limit and software where it has any.
ScorecardThresholds scorecardThresholds(const Place& place);

enum class Mark {
    Pass,
    Fail,
    NotVerified,  ///< unknown, or known by a rule alone that would let it pass
};
std::string_view markLabel(Mark mark);  ///< "pass", "fail", "not verified"

struct ScorecardCell {
    Criterion criterion{};
    std::string value;      ///< "273 GB/s a device"
    std::string threshold;  ///< "at least 400 GB/s a device"
    Mark mark{Mark::NotVerified};
    /// Failed: the smallest change of the threshold that would let it pass. Not verified: what to
    /// find out. Empty when passed.
    std::string change;
};

struct ScorecardRow {
    std::string machineId;
    std::string name;
    std::vector<ScorecardCell> cells;  ///< one for each criterion, in order
    int passes{};

    const ScorecardCell& cell(Criterion criterion) const;
};

ScorecardRow scorecardRow(const Machine& machine, const ScorecardThresholds& thresholds,
                          const Catalog& catalog);
/// Every machine, in the catalog's order.
std::vector<ScorecardRow> scorecard(const Catalog& catalog,
                                    const ScorecardThresholds& thresholds = {});

/// The fastest port in a text such as "2x QSFP ConnectX-7 200 Gb/s; 10GbE; Wi-Fi 7", in Gb/s: a
/// number before "G", "GbE" or "Gb/s". "4x25GbE" counts as 25. nullopt when it names none.
std::optional<double> fastestPort(std::string_view network);

}  // namespace headroom
