// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Times on this machine. Aims: a ledger in 2 us, a longest context in 50 us, an evaluation well
// within a frame.
#include <chrono>
#include <iostream>

#include "core/evaluate.h"
#include "core/memory/solvers.h"
#include "core/validation/llama_rows.h"
#include "tests/benchmark/catalog_benchmark.h"
#include "tests/benchmark/cost_benchmark.h"
#include "tests/benchmark/sampling_benchmark.h"
#include "tests/benchmark/serving_benchmark.h"
#include "tests/core/memory/memory_support.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

/// Keeps the compiler from leaving out work whose result nobody reads.
volatile double g_sink = 0;

/// Microseconds per call: the fastest of nine runs of about 20 ms each.
template <class Work>
double microseconds(Work work) {
    int calls = 1;
    for (;; calls *= 2) {
        const auto start = Clock::now();
        for (int i = 0; i < calls; ++i) g_sink = g_sink + work();
        if (seconds(Clock::now() - start) > 0.02) break;
    }
    double fastest = 1e9;
    for (int run = 0; run < 9; ++run) {
        const auto start = Clock::now();
        for (int i = 0; i < calls; ++i) g_sink = g_sink + work();
        fastest = std::min(fastest, seconds(Clock::now() - start) / calls);
    }
    return fastest * 1e6;
}

void print(const std::string& what, double time) {
    std::cout << what << ": " << time << " us\n";
}

Workload workloadOf(double context) {
    Workload workload;
    workload.context = tokens(context);
    return workload;
}

void sweep() {
    std::size_t ledgers = 0;
    const auto start = Clock::now();
    std::vector<DeviceSet> devices;
    for (const Machine& machine : seedCatalog().machines) {
        devices.push_back(devicesOf(machine, seedCatalog()));
    }
    for (const ModelSpec& model : seedCatalog().models) {
        for (const WeightFormat& format : seedCatalog().formats) {
            if (!format.family.starts_with("gguf")) continue;
            const WeightBytes weights = weightBytes(model, format, EngineChoice::LlamaCpp);
            MemoryRequest asked = request("llama-3.1-8b", 8192);
            asked.model = &model;
            asked.weights = &format;
            for (const DeviceSet& set : devices) {
                asked.devices = set;
                g_sink = g_sink + memoryLedger(asked, weights, {}, seedCatalog()).headroom().value;
                ++ledgers;
            }
        }
    }
    const double time = seconds(Clock::now() - start);
    std::cout << "all models x GGUF formats x machines: " << ledgers << " ledgers in " << time
              << " s, " << double(ledgers) / time << " per second on one core\n";
}

}  // namespace

int main() {
    for (const char* id : {"llama-3.1-8b", "gemma-3-27b", "qwen3-235b-a22b", "qwen3.5-27b"}) {
        MemoryRequest asked = request(id, 32768, 4);
        asked.devices = machine("diy-1x4090");
        const WeightBytes weights =
            weightBytes(*asked.model, *asked.weights, EngineChoice::LlamaCpp);
        print(std::string("weights, ") + id, microseconds([&] {
                  return weightBytes(*asked.model, *asked.weights, EngineChoice::LlamaCpp)
                      .device.value;
              }));
        print(std::string("ledger from known weights, ") + id, microseconds([&] {
                  return memoryLedger(asked, weights, {}, seedCatalog()).headroom().value;
              }));
        print(std::string("ledger from the model, ") + id, microseconds([&] {
                  return memoryLedger(asked, {}, seedCatalog()).headroom().value;
              }));
        print(std::string("longest context, ") + id, microseconds([&] {
                  return longestContext(asked, weights, workloadOf(32768), {}, seedCatalog()).value;
              }));
    }
    MemoryProblem tight;
    tight.request = request("qwen3-32b", 32768);
    tight.request.devices = machine("diy-1x4090");
    tight.workload = workloadOf(32768);
    print("every single remedy, qwen3-32b", microseconds([&] {
              return static_cast<double>(memoryRemedies(tight, seedCatalog()).size());
          }));
    print("all options of a scenario, evaluated", microseconds([] {
              return static_cast<double>(evaluate(Scenario{}, seedCatalog()).options.size());
          }));
    sweep();
    costs();
    examination();
    longPriceList();
    sampling();
    serving();
    return 0;
}
