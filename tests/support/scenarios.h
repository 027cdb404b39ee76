// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/scenario/scenario.h"

namespace headroom::tests {

/// Four people at an 8B on llama.cpp who want their first token within three seconds.
inline Scenario busyTeam() {
    Scenario scenario;
    scenario.model.weightFormatId = "gguf-q4_k_m";
    scenario.model.engine = EngineChoice::LlamaCpp;
    scenario.workload.concurrentUsers = 4;
    scenario.workload.requestsPerDay = 4'000;
    scenario.workload.firstTokenWithin = seconds(3);
    return scenario;
}

/// Four questions that the whole path is tried with.
inline Scenario assistant70b() {
    Scenario scenario;
    scenario.model.modelId = "llama-3.3-70b";
    scenario.workload.context = tokens(131'072);
    scenario.workload.concurrentUsers = 4;
    scenario.workload.requestsPerDay = 420;
    scenario.workload.prompt = tokens(3'800);
    scenario.workload.answer = tokens(650);
    scenario.workload.peakHourShare = 0.22;
    scenario.privacy.placement = DataPlacement::OwnPremises;
    return scenario;  // one 120 V / 15 A circuit by default
}

/// The same without a rule for the data, so that everything competes, over so many months.
inline Scenario overMonths(int months) {
    Scenario scenario = assistant70b();
    scenario.privacy.placement = DataPlacement::Anywhere;
    scenario.finance.horizonMonths = months;
    return scenario;
}

inline Scenario burstyChat8b() {
    Scenario scenario;
    scenario.workload.concurrentUsers = 3;
    scenario.workload.requestsPerDay = 60;
    scenario.workload.peakHourShare = 0.5;
    return scenario;
}

inline Scenario retrieval30b() {
    Scenario scenario;
    scenario.model.modelId = "qwen3-30b-a3b";
    scenario.model.companions = {{"bge-m3", "gguf-f16", tokens(8'192), 4},
                                 {"bge-reranker-v2-m3", "gguf-f16", tokens(8'192), 4}};
    scenario.workload.context = tokens(16'384);
    scenario.workload.concurrentUsers = 20;
    scenario.workload.requestsPerDay = 4'000;
    scenario.workload.prompt = tokens(6'000);
    scenario.workload.answer = tokens(500);
    scenario.privacy.placement = DataPlacement::ContractedCloud;
    scenario.privacy.euOnly = true;
    return scenario;
}

inline Scenario weeklyLora70b() {
    Scenario scenario;
    scenario.model.modelId = "llama-3.1-70b";
    scenario.workload.fineTuning.method = FineTuneMethod::Lora;
    scenario.workload.fineTuning.jobsPerMonth = 52 / 12.0;
    scenario.place.circuitVolts = 240.0;
    scenario.place.circuitAmperes = 50;
    return scenario;
}

inline std::vector<Scenario> exampleScenarios() {
    return {assistant70b(), burstyChat8b(), retrieval30b(), weeklyLora70b()};
}

}  // namespace headroom::tests
