// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/decision/speed_question.h"
#include "core/explain/speed_lines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

const SpeedClass* findClass(const std::string& id, const Catalog& catalog) {
    const auto found = std::find_if(catalog.speedClasses.begin(), catalog.speedClasses.end(),
                                    [&](const SpeedClass& row) { return row.id == id; });
    return found == catalog.speedClasses.end() ? nullptr : &*found;
}

/// "1,008 GB/s", or that of each kind: "1,008 / 936 GB/s".
std::string bandwidthText(const DeviceSet& devices) {
    std::string text;
    const Accelerator* last = nullptr;
    for (int index = 0; index < devices.count; ++index) {
        const Accelerator* accelerator = devices.device(index).accelerator;
        if (accelerator == last) continue;
        last = accelerator;
        text += (text.empty() ? "" : " / ") + formatNumber(accelerator->bandwidth.value / 1e9);
    }
    return text + " GB/s";
}

std::string drafterText(const Speculation& speculation, const Scenario& scenario,
                        const Catalog& catalog) {
    if (speculation.draft != nullptr) return speculation.draft->name;
    const ModelSpec* model = catalog.model(scenario.model.modelId);
    return model != nullptr && model->mtpLayers > 0 ? "the model's prediction blocks"
                                                    : "a search in the prompt";
}

/// How many tokens a step gives each user; nothing without speculation.
void addTokensLine(std::vector<ExplanationLine>& lines, const Explained& of) {
    const Scenario& scenario = of.scenario;
    const Catalog& catalog = of.catalog;
    if (!scenario.model.draftTokens) return;
    const Speculation speculation = speculationOf(scenario.model, catalog);
    lines.push_back({"Tokens a step", "(1 - a^(n + 1)) / (1 - a)",
                     "a = " + formatPercent(speculation.acceptance) +
                         ", n = " + formatNumber(speculation.draftTokens),
                     formatNumber(tokensPerStep(speculation), 2),
                     "Leviathan et al. 2023, docs/speed.md 12", inputs::speculation(of)});
}

void addStepLines(std::vector<ExplanationLine>& lines, const SpeedEstimate& speed,
                  const SpeedClass& parameters, const DeviceSet& devices, const WeightBytes& sizes,
                  const Explained& of) {
    const Scenario& scenario = of.scenario;
    const Catalog& catalog = of.catalog;
    const InputReferences all = inputs::step(of);
    const std::string bandwidth = bandwidthText(devices);
    const std::string source =
        "speed class " + parameters.id + ", " + sourceText(parameters.provenance);
    const auto add = [&](std::string label, std::string formula, std::string numbers, Seconds time,
                         InputReferences from) {
        lines.push_back({std::move(label), std::move(formula), std::move(numbers),
                         formatDuration(time), source, std::move(from)});
    };
    add("Streaming weights", "bytes read per step / (bandwidth x efficiency), and unpacking",
        formatGb(sizes.readPerToken) + " a token alone, " +
            formatNumber(scenario.workload.concurrentUsers) + " together; " + bandwidth + " x " +
            formatSignificant(parameters.weightEfficiency),
        speed.step.weights, inputs::weightStreaming(of));
    add("Streaming the cache",
        "keys, values and state of every conversation / (bandwidth x "
        "efficiency)",
        bandwidth + " x " + formatSignificant(parameters.cacheEfficiency), speed.step.cache,
        inputs::cacheStreaming(of));
    add("Fixed per layer", "layers x fixed time",
        formatSignificant(parameters.layerMicroseconds) + " µs a layer", speed.step.layers,
        inputs::fixedTimes(of));
    add("Fixed per step", "fixed time", formatSignificant(parameters.stepMicroseconds) + " µs",
        speed.step.step, inputs::fixedTimes(of));
    if (speed.step.compute.value > 0.0) {
        add("Compute beyond streaming",
            "operations / (dense rate x efficiency), less what streaming hides",
            formatSignificant(parameters.batchEfficiency) + " of the dense rate",
            speed.step.compute, all);
    }
    if (speed.step.links.value > 0.0) {
        add("Links between devices", "all-reduce or hand-over per layer", devicesText(devices),
            speed.step.links, all);
    }
    if (scenario.model.draftTokens) {
        const Speculation speculation = speculationOf(scenario.model, catalog);
        add("Drafting", "drafted tokens x step of what drafts",
            formatNumber(speculation.draftTokens) + " drafted by " +
                drafterText(speculation, scenario, catalog),
            speed.step.draft, all);
    }
    if (speed.step.fallback.value > 0.0) {
        add("Slow fallback", "sum of the above x (1 / share of the native speed - 1)",
            "no kernels of its own for weights or cache", speed.step.fallback,
            InputList(of).with(inputs::support(of)).with(all).take());
    }
    add("Decode step", "sum of the above; bound by", speed.bound, speed.step.total(), all);
}

}  // namespace

std::string rangeText(const Range<TokensPerSecond>& range) {
    return formatRate(range.likely) + " (" + formatSignificant(range.low.value) + " to " +
           formatSignificant(range.high.value) + ")";
}

std::string rangeText(const Range<Seconds>& range) {
    return formatDuration(range.likely) + " (" + formatDuration(range.low) + " to " +
           formatDuration(range.high) + ")";
}

std::vector<ExplanationLine> explainSpeed(const OptionResult& result, const Scenario& scenario,
                                          const Catalog& catalog) {
    std::vector<ExplanationLine> lines;
    const std::optional<DeviceSet> devices = devicesOf(result.option, scenario, catalog);
    const ModelSpec* model = catalog.model(scenario.model.modelId);
    const WeightFormat* weights = catalog.format(scenario.model.weightFormatId);
    if (!result.speed || !devices || !model || !weights) return lines;
    const Explained of{result, scenario, catalog};
    const InputReferences step = inputs::step(of);
    const SpeedEstimate& speed = *result.speed;
    const Workload& workload = scenario.workload;
    const SpeedClass* parameters = findClass(speed.parametersId, catalog);
    if (parameters != nullptr) {
        addStepLines(lines, speed, *parameters, *devices,
                     weightBytes(*model, *weights, result.option.engine), of);
    }
    addTokensLine(lines, of);
    const std::string users = formatNumber(workload.concurrentUsers);
    const InputReferences usersFirst = InputList(of).with(inputs::users(of)).with(step).take();
    const std::string spread =
        parameters == nullptr
            ? std::string{}
            : "range from " + formatNumber(parameters->rows) + " measurements of this class";
    lines.push_back({"One user alone", "1 / decode step at batch 1", "",
                     rangeText(speed.decodeSingle), spread, step});
    lines.push_back({"Each user, everybody busy", "1 / decode step at batch " + users,
                     "1 / " + formatDuration(speed.step.total()), rangeText(speed.decodePerUser),
                     spread, usersFirst});
    lines.push_back({"All users together", "users x speed of each",
                     users + " x " + formatRate(speed.decodePerUser.likely),
                     rangeText(speed.decodeTotal), spread, usersFirst});
    const Tokens fresh = workload.prompt * (1.0 - workload.cachedPromptShare);
    lines.push_back({"Prefill", "prompt tokens / time, one prompt at a time", "",
                     rangeText(speed.prefill), "docs/speed.md", inputs::prefill(of)});
    if (result.roundTrip) {
        const bool given = scenario.place.networkMilliseconds.has_value();
        lines.push_back(
            {"Network round trip",
             given ? "as given" : "10 ms + 2.3 x light along the great circle, both ways", "",
             formatDuration(*result.roundTrip), given ? "" : "docs/serving.md 2",
             inputs::network(of)});
    }
    lines.push_back({"First token, server idle", "network + request + prompt / prefill + one step",
                     formatTokens(fresh) + " / " + formatRate(speed.prefill.likely) + " + one step",
                     rangeText(speed.firstToken), "docs/speed.md", inputs::service(of)});
    lines.push_back({"First token, everybody busy", "the same and the wait behind other prompts",
                     users + " users", rangeText(speed.firstTokenBusy), "docs/speed.md",
                     inputs::service(of)});
    addTrainingLines(lines, of);
    return lines;
}

std::vector<ExplanationLine> explainPower(const OptionResult& result, const Scenario& scenario,
                                          const Catalog& catalog) {
    std::vector<ExplanationLine> lines;
    if (!result.power) return lines;
    const Explained of{result, scenario, catalog};
    const PowerEstimate& power = *result.power;
    const InputReferences watts =
        InputList(of).with(inputs::machinePower(of)).with(inputs::units(of)).take();
    const InputReferences average = InputList(of).with(watts).with(inputs::busyShare(of)).take();
    const InputReferences energy = inputs::energy(of);
    const PowerStates& states = power.states;
    const Machine* machine = catalog.machine(result.option.catalogId);
    const std::string source = states.measured && machine != nullptr
                                   ? machine->specificationSource
                                   : "estimated from TDP, docs/hardware.md 1";
    lines.push_back(
        {"Idle", "model loaded, no request", "", formatWatts(states.idle), source, watts});
    lines.push_back({"Decode", "writing answers", "", formatWatts(states.decode), source, watts});
    lines.push_back({"Prefill", "reading prompts", "", formatWatts(states.prefill), source, watts});
    lines.push_back(
        {"Peak", "what the circuit must carry", "", formatWatts(states.peak), source, watts});
    if (const std::optional<Watts> limit = circuitLimit(scenario.place)) {
        lines.push_back(
            {"Circuit", "volts x amperes x continuous share",
             formatNumber(scenario.place.circuitVolts.value_or(0.0)) + " V x " +
                 formatNumber(scenario.place.circuitAmperes.value_or(0.0)) + " A x " +
                 formatPercent(scenario.place.continuousShare),
             formatWatts(*limit), "NEC 210.20: 80 % for continuous loads",
             InputList(of)
                 .fields({"place.circuit_volts", "place.circuit_amperes", "place.continuous_share"})
                 .take()});
    }
    lines.push_back({"Busy share", "1 - e^-(arrivals x service time)", "requests at random times",
                     formatPercent(power.busyShare, 1), "M/G/infinity queue",
                     inputs::busyShare(of)});
    lines.push_back({"Average", "idle and busy power by their share of the month", "",
                     formatWatts(power.average), "", average});
    lines.push_back({"Energy a month", "average x hours x PUE",
                     formatWatts(power.average) + " x " + formatNumber(kHoursPerMonth) + " h x " +
                         formatNumber(scenario.place.pue, 2),
                     formatNumber(power.perMonth.value, 1) + " kWh", "", energy});
    lines.push_back({"Heat", "1 W = 3.412 BTU/h", formatWatts(states.decode),
                     formatNumber(power.heatBtuPerHour) + " BTU/h", "", watts});
    if (power.carbonKilogramsPerMonth) {
        const Tariff* tariff = catalog.tariff(scenario.place.tariffRegion);
        lines.push_back({"Carbon a month", "energy x grid intensity", scenario.place.tariffRegion,
                         formatNumber(*power.carbonKilogramsPerMonth, 1) + " kg",
                         tariff == nullptr ? std::string{} : sourceText(tariff->provenance),
                         InputList(of)
                             .fields({"place.tariff_region"})
                             .row("electricity", scenario.place.tariffRegion)
                             .with(energy)
                             .take()});
    }
    return lines;
}

}  // namespace headroom
