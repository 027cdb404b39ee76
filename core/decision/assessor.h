// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <tuple>

#include "core/decision/option.h"
#include "core/decision/support.h"

namespace headroom {

/// Judges options of one scenario. Memory and speed depend on the devices alone, so they are worked
/// out once per distinct device set and shared by all offers and tiers that use it. The scenario
/// must be free of errors and, like the catalog, outlive the assessor.
class Assessor {
public:
    Assessor(const Scenario& scenario, const Catalog& catalog);
    OptionResult assess(const Option& option);

private:
    /// What a device set can do with the model.
    struct Placement {
        Ledger ledger;
        Tokens longest;  ///< meaningful only when the ledger does not fit
        std::optional<SpeedEstimate> speed;
        std::optional<HostSpill> spill;
        std::optional<SpillSpeed> spillSpeed;
        double requestsPerSecond{};
        std::optional<FineTuneLedger> fineTune;
        std::optional<TrainingTime> training;
        std::optional<Exclusion> fineTuneExclusion;  ///< for want of memory
    };
    using DeviceKey = std::tuple<const Accelerator*, int, bool, double, double, double, double,
                                 EngineChoice, std::vector<std::pair<const Accelerator*, double>>>;

    const Placement& placement(const DeviceSet& devices, EngineChoice engine);
    Placement place(const DeviceSet& devices, EngineChoice engine);
    /// nullopt when the catalog has no speed class at all.
    std::optional<SpeedEstimate> speedOn(const SpeedRequest& request);
    void addSpill(const MemoryRequest& request, Placement& placed);
    const WeightBytes& weightsOn(EngineChoice engine);

    void assessOwn(const Machine& machine, OptionResult& result);
    void assessRented(const CloudOffer& offer, OptionResult& result);
    void assessApi(const ApiOffer& offer, OptionResult& result) const;
    /// False, and excluded, when the catalog lacks an accelerator of a machine with several kinds.
    bool knowsFurther(const Machine& machine, OptionResult& result) const;
    /// False when an engine without kernels is excluded; slow and unknown ones are marked.
    bool judgeSupport(const Host& host, OptionResult& result) const;
    /// The same for every kind among the devices.
    bool judgeSupport(const Host& host, const DeviceSet& devices, OptionResult& result) const;
    /// Support, memory, speed, capacity and fine-tuning; nullptr when the engine cannot run there.
    const Placement* assessDevices(const Host& host, const DeviceSet& devices,
                                   OptionResult& result);
    void addRoundTrip(const CloudOffer& offer, OptionResult& result) const;
    Consumption consumption() const;
    void addUnits(const Placement* placement, Consumption& use, OptionResult& result) const;
    void addEnergy(const Machine& machine, const Placement* placement, Consumption& use,
                   OptionResult& result) const;
    void price(CashFlow cash, OptionResult& result) const;
    double busyShare(const Placement* placement, double requestsPerMonth, int units) const;

    const Scenario& m_scenario;
    const Catalog& m_catalog;
    const ModelSpec* m_model{};
    const WeightFormat* m_weights{};
    const WeightFormat* m_kv{};
    double m_presentMillionTokens{};
    std::map<DeviceKey, Placement> m_placements;
    std::map<EngineChoice, WeightBytes> m_weightBytes;
};

}  // namespace headroom
