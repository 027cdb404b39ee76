// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aims: a ledger in a microsecond where the weights are known; every model x format x machine in a
// second.
#include <memory>

#include "core/memory/solvers.h"
#include "tests/benchmark/pieces.h"
#include "tests/core/memory/memory_support.h"

namespace headroom::benchmark {

namespace {

using namespace headroom::tests;

struct Asked {
    MemoryRequest request;
    WeightBytes weights;
};

Asked ask(const std::string& model) {
    Asked asked;
    asked.request = request(model, 32768, 4);
    asked.request.devices = machine("diy-1x4090");
    asked.weights =
        weightBytes(*asked.request.model, *asked.request.weights, EngineChoice::LlamaCpp);
    return asked;
}

Workload longWorkload() {
    Workload workload;
    workload.context = tokens(32768);
    return workload;
}

void addModel(std::vector<Piece>& pieces, const std::string& model) {
    pieces.push_back({"weights/" + model, "us", [model](Setup&) -> Piece::Work {
                          return [asked = ask(model)] {
                              return weightBytes(*asked.request.model, *asked.request.weights,
                                                 EngineChoice::LlamaCpp)
                                  .device.value;
                          };
                      }});
    pieces.push_back({"ledger/" + model, "us", [model](Setup&) -> Piece::Work {
                          return [asked = ask(model)] {
                              return memoryLedger(asked.request, asked.weights, {}, seedCatalog())
                                  .headroom()
                                  .value;
                          };
                      }});
    pieces.push_back({"solver/longest-context/" + model, "us", [model](Setup&) -> Piece::Work {
                          return [asked = ask(model)] {
                              return longestContext(asked.request, asked.weights, longWorkload(),
                                                    {}, seedCatalog())
                                  .value;
                          };
                      }});
}

Piece::Work remedies(Setup& setup) {
    MemoryProblem tight;
    tight.request = request("qwen3-32b", 32768);
    tight.request.devices = machine("diy-1x4090");
    tight.workload = longWorkload();
    setup.note = std::to_string(memoryRemedies(tight, seedCatalog()).size()) + " remedies";
    return [tight] { return static_cast<double>(memoryRemedies(tight, seedCatalog()).size()); };
}

/// Every model in every GGUF format on every machine; returns the number of ledgers.
std::size_t sweep(double& sum) {
    std::size_t ledgers = 0;
    std::vector<DeviceSet> devices;
    for (const Machine& one : seedCatalog().machines) {
        devices.push_back(devicesOf(one, seedCatalog()));
    }
    MemoryRequest asked = request("llama-3.1-8b", 8192);
    for (const ModelSpec& model : seedCatalog().models) {
        for (const WeightFormat& format : seedCatalog().formats) {
            if (!format.family.starts_with("gguf")) continue;
            const WeightBytes weights = weightBytes(model, format, EngineChoice::LlamaCpp);
            asked.model = &model;
            asked.weights = &format;
            for (const DeviceSet& set : devices) {
                asked.devices = set;
                sum += memoryLedger(asked, weights, {}, seedCatalog()).headroom().value;
                ++ledgers;
            }
        }
    }
    return ledgers;
}

}  // namespace

void addMemoryPieces(std::vector<Piece>& pieces) {
    for (const char* const model :
         {"llama-3.1-8b", "gemma-3-27b", "qwen3-235b-a22b", "qwen3.5-27b"}) {
        addModel(pieces, model);
    }
    pieces.push_back({"solver/remedies", "us", remedies});
    pieces.push_back({"sweep/every-model-format-machine", "ms", [](Setup& setup) {
                          double first = 0;
                          setup.note = std::to_string(sweep(first)) + " ledgers";
                          return [] {
                              double sum = 0;
                              sweep(sum);
                              return sum;
                          };
                      }});
}

}  // namespace headroom::benchmark
