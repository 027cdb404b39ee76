// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

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
    /// Whether a hybrid or burst of this machine differs from owning it: one machine does not serve
    /// everybody, and it can serve somebody; a burst must hold all conversations at a time.
    bool canOverflow(const Option& option);
    /// Both in turn, from two feasible results; nullopt when the scenario leaves it out.
    std::optional<OptionResult> later(const OptionResult& rented, const OptionResult& own) const;

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
    /// What a device set can do for as many conversations as fit.
    struct FewerSlots {
        int slotCount{};
        Ledger ledger;
        std::optional<SpeedEstimate> speed;
    };
    using DeviceKey = std::tuple<const Accelerator*, int, bool, double, double, double, double,
                                 EngineChoice, std::vector<std::pair<const Accelerator*, double>>>;

    static DeviceKey keyOf(const DeviceSet& devices, EngineChoice engine);
    const Placement& placement(const DeviceSet& devices, EngineChoice engine);
    Placement place(const DeviceSet& devices, EngineChoice engine);
    /// With fewer conversations at a time, as many as fit; nullopt when all or none do.
    const std::optional<FewerSlots>& fewerSlots(const DeviceSet& devices, EngineChoice engine);
    /// nullopt when the catalog has no speed class at all.
    std::optional<SpeedEstimate> speedOn(const SpeedRequest& request);
    void addSpill(const MemoryRequest& request, Placement& placed);
    const WeightBytes& weightsOn(EngineChoice engine);

    void assessOwn(const Machine& machine, OptionResult& result);
    void assessHybrid(const Machine& machine, const ApiOffer& offer, OptionResult& result);
    void assessBurst(const Machine& machine, const CloudOffer& offer, OptionResult& result);
    void assessRented(const CloudOffer& offer, OptionResult& result);
    /// On demand, as bursts rent it.
    const OptionResult& instanceBeside(const CloudOffer& offer);
    void assessApi(const ApiOffer& offer, OptionResult& result) const;
    /// False, and excluded, when the catalog lacks an accelerator of a machine with several kinds.
    bool knowsFurther(const Machine& machine, OptionResult& result) const;
    /// Of weights and cache: the same for all offers of a device.
    struct FormatSupport {
        Support weights;
        Support cache;
    };
    const FormatSupport& supportOn(EngineChoice engine, const Host& host);
    /// False when an engine without kernels is excluded; slow and unknown ones are marked.
    bool judgeSupport(const Host& host, OptionResult& result);
    /// The same for every kind among the devices.
    bool judgeSupport(const Host& host, const DeviceSet& devices, OptionResult& result);
    /// Support, memory, speed, capacity and fine-tuning; nullptr when the engine cannot run there.
    const Placement* assessDevices(const Host& host, const DeviceSet& devices,
                                   OptionResult& result);
    void addRoundTrip(const CloudOffer& offer, OptionResult& result) const;
    CostFacts factsOf(const OptionResult& result, const Placement* placement) const;
    void addUnits(const CostFacts& facts, OptionResult& result) const;
    void addPower(const Machine& machine, const CostFacts& facts, OptionResult& result) const;
    void addRoom(const Machine& machine, OptionResult& result) const;
    void addApiNotes(const ApiOffer& offer, OptionResult& result) const;
    /// Kilograms for so many hours of an instance; nullopt where the grid or the power is unknown.
    std::optional<double> rentedCarbon(const CloudOffer& offer, double instanceHours) const;
    /// Excludes, and answers false, when a price is not known.
    bool isPriced(const Machine& machine, OptionResult& result) const;
    /// The number of machines with which the option costs least, the rest going elsewhere; 0 when
    /// one serves everybody.
    int unitsBesideOverflow(CostFacts& facts) const;
    void price(CostFacts facts, OptionResult& result) const;
    void setCash(OptionResult& result, CashFlow cash) const;

    const Scenario& m_scenario;
    const Catalog& m_catalog;
    /// By id: a price list may have 100,000, and every option asks.
    std::unordered_map<std::string_view, const CloudOffer*> m_cloudOffers;
    const ModelSpec* m_model{};
    const WeightFormat* m_weights{};
    const WeightFormat* m_kv{};
    double m_million{};         ///< tokens over the horizon
    double m_presentMillion{};  ///< discounted at the nominal rate
    double m_realMillion{};     ///< at the real rate
    std::map<DeviceKey, Placement> m_placements;
    std::map<DeviceKey, std::optional<FewerSlots>> m_fewer;
    std::map<EngineChoice, WeightBytes> m_weightBytes;
    /// By engine, accelerator and where the stacks of the machine stand.
    std::map<std::tuple<EngineChoice, const Accelerator*, const std::string*>, FormatSupport>
        m_support;
    std::optional<OptionResult> m_beside;  ///< of the offer asked for last
};

}  // namespace headroom
