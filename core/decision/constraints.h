// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/decision/option.h"

namespace headroom {

/// The hard rules, one function each: nullopt when the option passes. Reason and remedy are
/// sentences with the numbers in them.

/// Rented machines by `Privacy::placement`: only own hardware, or a provider with a BAA or SOC 2 in
/// the catalog, or any. Unknown counts as not verified.
std::optional<Exclusion> cloudPlacement(const CloudOffer& offer, const Privacy& privacy);
/// Hosted APIs: from ContractedCloud on with a BAA or SOC 2 statement of the provider, under
/// Anywhere without. EU only asks for a residency statement that names the EU.
std::optional<Exclusion> apiPlacement(const ApiOffer& offer, const Privacy& privacy,
                                      const Catalog& catalog);
/// `longest` is the longest context that fits with the same slots.
std::optional<Exclusion> memoryFit(const Ledger& ledger, Tokens longest);
/// What trying it all the same would come to: "4 of 40 layers (2.1 GiB) would lie in host memory:
/// about 9.1 tok/s for one user." Never a fit.
std::string spillConsequence(const HostSpill& spill, const std::optional<SpillSpeed>& speed);
/// Peak power of one machine against what the circuit carries continuously, and its voltage.
std::optional<Exclusion> circuit(const Machine& machine, Watts peak, const Place& place);
/// Heat given off while serving, of all machines, against what the room can take.
std::optional<Exclusion> heat(Watts served, const Place& place);
/// Machines that arrive later than they are needed.
std::optional<Exclusion> leadTime(const Place& place);
/// Software that the machine's row does not list; a row without a list counts as not verified.
std::optional<Exclusion> software(const Machine& machine, const Place& place);
/// Own machines in a data centre: not where data must stay on own premises.
std::optional<Exclusion> colocation(const Privacy& privacy);
/// An unknown noise level passes.
std::optional<Exclusion> noise(const Machine& machine, const Place& place);
/// Likely time to first token with everybody busy.
std::optional<Exclusion> firstToken(const SpeedEstimate& speed, const Workload& workload);
/// Likely decode speed of each user with everybody busy.
std::optional<Exclusion> speedFloor(const SpeedEstimate& speed, const Workload& workload);
/// `units` machines are needed to answer `perSecond` requests in the busiest hour.
std::optional<Exclusion> capacity(double units, double perSecond);
/// The same for the `units` that are there already.
std::optional<Exclusion> capacityOf(int units, double needed, double perSecond);
/// Fine-tuning that takes more hours than a month has.
std::optional<Exclusion> fineTuneTime(double hoursPerMonth, const Finance& finance);
/// A job that does not fit each device and host memory; the remedy is the smallest change.
std::optional<Exclusion> fineTuneMemory(const FineTuneLedger& needed, const DeviceSet& devices,
                                        const ModelSpec& model, const FineTuning& job);
std::optional<Exclusion> capital(const CashFlow& cash, const Finance& finance);
std::optional<Exclusion> monthly(const CashFlow& cash, const Finance& finance);
/// An API whose context window is shorter than the longest conversation; unknown passes.
std::optional<Exclusion> apiContext(const ApiOffer& offer, const Workload& workload);

/// The smallest common circuit that carries `peak`: "240 V / 20 A (3,840 W)".
std::string smallestCircuit(Watts peak, bool needs240V, const Place& place);

}  // namespace headroom
