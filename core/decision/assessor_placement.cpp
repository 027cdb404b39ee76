// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a device set can do with the model: worked out once for every option that uses it.
#include "core/decision/assessor.h"
#include "core/decision/constraints.h"
#include "core/decision/memory_question.h"
#include "core/decision/speed_question.h"
#include "core/memory/solvers.h"

namespace headroom {

Assessor::DeviceKey Assessor::keyOf(const DeviceSet& devices, EngineChoice engine) {
    DeviceKey key{devices.accelerator,
                  devices.count,
                  devices.unified,
                  devices.usableEach.value,
                  devices.display.value,
                  devices.hostMemory ? devices.hostMemory->value : -1.0,
                  devices.hostBandwidth ? devices.hostBandwidth->value : -1.0,
                  engine,
                  {}};
    for (const Device& device : devices.unequal) {
        std::get<std::vector<std::pair<const Accelerator*, double>>>(key).emplace_back(
            device.accelerator, device.usable.value);
    }
    return key;
}

const Assessor::Placement& Assessor::placement(const DeviceSet& devices, EngineChoice engine) {
    const DeviceKey key = keyOf(devices, engine);
    const auto found = m_placements.find(key);
    if (found != m_placements.end()) return found->second;
    return m_placements.emplace(key, place(devices, engine)).first->second;
}

Assessor::Placement Assessor::place(const DeviceSet& devices, EngineChoice engine) {
    const ModelChoice& choice = m_scenario.model;
    const MemoryRequest request = memoryRequest(m_scenario, engine, devices, m_catalog);
    const WeightBytes& weights = weightsOn(engine);
    Placement placed;
    placed.ledger = memoryLedger(request, weights, choice.companions, m_catalog);
    const bool fits = placed.ledger.fits();
    if (!fits) {
        placed.longest =
            longestContext(request, weights, m_scenario.workload, choice.companions, m_catalog);
        addSpill(request, placed);
    }
    if (fits || placed.longest.value > 0.0) {
        placed.speed = speedOn(speedRequest(m_scenario, engine, devices, m_catalog));
        if (placed.speed) {
            placed.requestsPerSecond = requestsPerSecond(*placed.speed, m_scenario.workload);
        }
    }
    const FineTuning& job = m_scenario.workload.fineTuning;
    if (job.method != FineTuneMethod::None) {
        placed.fineTune = fineTuneLedger(*m_model, job, devices.count);
        placed.fineTuneExclusion = fineTuneMemory(*placed.fineTune, devices, *m_model, job);
        placed.training = trainingTime(*m_model, job, devices, m_catalog);
    }
    return placed;
}

const std::optional<Assessor::FewerSlots>& Assessor::fewerSlots(const DeviceSet& devices,
                                                                EngineChoice engine) {
    const DeviceKey key = keyOf(devices, engine);
    const auto found = m_fewer.find(key);
    if (found != m_fewer.end()) return found->second;
    const int users = m_scenario.workload.concurrentUsers;
    Scenario fewer = m_scenario;
    const auto request = [&] { return memoryRequest(fewer, engine, devices, m_catalog); };
    std::optional<FewerSlots> result;
    if (const Placement& all = placement(devices, engine); all.ledger.fits()) {
        result = FewerSlots{users, all.ledger, all.speed};
    } else {
        const MemoryProblem problem{request(), fewer.workload, fewer.model.companions};
        const int slots = std::min(mostSlots(problem, m_catalog), users);
        if (slots > 0) {
            fewer.workload.concurrentUsers = slots;
            result = FewerSlots{
                slots,
                memoryLedger(request(), weightsOn(engine), fewer.model.companions, m_catalog),
                speedOn(speedRequest(fewer, engine, devices, m_catalog))};
        }
    }
    return m_fewer.emplace(key, std::move(result)).first->second;
}

bool Assessor::canOverflow(const Option& option) {
    const Machine& machine = *m_catalog.machine(option.catalogId);
    const Accelerator* accelerator = m_catalog.accelerator(machine.acceleratorId);
    if (accelerator == nullptr) return false;
    for (const AcceleratorCount& further : machine.furtherAccelerators) {
        if (m_catalog.accelerator(further.id) == nullptr) return false;
    }
    const Host host{accelerator, machine.stacks};
    OptionResult judged;
    judged.option = option;
    const DeviceSet devices = devicesOf(machine, m_catalog, m_scenario.place.display);
    if (!judgeSupport(host, devices, judged)) return false;
    const Placement& all = placement(devices, option.engine);
    if (!all.ledger.fits()) {
        return option.kind == OptionKind::Hybrid && fewerSlots(devices, option.engine).has_value();
    }
    CostFacts facts;
    facts.requestsPerSecond = all.requestsPerSecond;
    const double growth =
        growthFactor(m_scenario.workload, std::max(1, m_scenario.finance.horizonMonths));
    return unitsFor(facts, peakRequestsPerSecond(m_scenario.workload) * std::max(1.0, growth)) >
           1.0;
}

void Assessor::addSpill(const MemoryRequest& request, Placement& placed) {
    placed.spill = hostSpill(request, weightsOn(request.engine), placed.ledger);
    const SpeedClass* parameters =
        speedClass(*request.devices.accelerator, request.engine, m_catalog);
    if (!placed.spill || parameters == nullptr) return;
    placed.spillSpeed =
        spillSpeed(speedRequest(m_scenario, request.engine, request.devices, m_catalog),
                   weightsOn(request.engine), *parameters, *placed.spill);
}

std::optional<SpeedEstimate> Assessor::speedOn(const SpeedRequest& request) {
    // A person may have deleted classes: one device without any leaves the speed unknown.
    for (int index = 0; index < request.devices.count; ++index) {
        const Accelerator& accelerator = *request.devices.device(index).accelerator;
        if (speedClass(accelerator, request.engine, m_catalog) == nullptr) return std::nullopt;
        if (request.devices.unequal.empty()) break;
    }
    return estimateSpeed(request, weightsOn(request.engine), m_catalog);
}

const WeightBytes& Assessor::weightsOn(EngineChoice engine) {
    const auto found = m_weightBytes.find(engine);
    if (found != m_weightBytes.end()) return found->second;
    return m_weightBytes.emplace(engine, weightBytes(*m_model, *m_weights, engine)).first->second;
}

}  // namespace headroom
