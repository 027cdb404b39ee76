// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>
#include <sstream>

#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct Buffers {
    double weights{};
    double context{};
    double compute{};
};

/// "CUDA0:20038.81/1312.00/312.04 CUDA1:..." -> MiB of weights, context and compute per device.
std::vector<Buffers> perDevice(const std::string& text) {
    std::vector<Buffers> result;
    std::istringstream words(text);
    std::string word;
    while (words >> word) {
        const auto colon = word.find(':');
        if (word.compare(0, 4, "CUDA") != 0 || word.compare(0, 9, "CUDA_Host") == 0) continue;
        Buffers buffers;
        char slash{};
        std::istringstream numbers(word.substr(colon + 1));
        numbers >> buffers.weights >> slash >> buffers.context >> slash >> buffers.compute;
        result.push_back(buffers);
    }
    return result;
}

MemoryRequest requestOf(const Row& row) {
    MemoryRequest r = request(row.text("model_id"), row.number("n_ctx_requested").value(),
                              row.integer("n_parallel"), row.flag("kv_unified").value());
    r.weights = &format(row.text("format_id"));
    r.kv = &format("kv-llamacpp-" + row.text("type_k"));
    r.ubatch = row.integer("n_ubatch");
    r.devices = roomyDevices(row.integer("n_devices"));
    return r;
}

std::string nameOf(const Row& row) {
    return row.text("model_id") + " " + row.text("format_id") + " devices " +
           row.text("n_devices") + " ctx " + row.text("n_ctx_requested") + " slots " +
           row.text("n_parallel") + " unified " + row.text("kv_unified") + " " +
           row.text("type_k") + " ubatch " + row.text("n_ubatch");
}

}  // namespace

// tests/data/memory/llamacpp_ledgers.csv: what llama.cpp b10587 (2026-08-22) allocates with its
// CUDA back end on a stub device, server mode; 324 of 2,561 such rows, stratified over 20
// architectures, 1 to 8 devices, cache types, slots and ubatch.
TEST_CASE("Ledgers against llama.cpp's own allocation sizes", "[memory][ledger][golden]") {
    const auto rows = dataRows("llamacpp_ledgers.csv");
    std::vector<double> totals;
    std::vector<double> computes;
    std::map<std::string, std::vector<double>> byModel;
    for (const Row& row : rows) {
        if (!seedCatalog().model(row.text("model_id"))) {
            WARN("not in the catalog: " << row.text("model"));
            continue;
        }
        INFO(nameOf(row));
        const Ledger ledger = memoryLedger(requestOf(row), {}, seedCatalog());
        const DeviceLedger total = ledger.total();
        const double kv = row.number("kv_mib").value() + row.number("swa_kv_mib").value();
        // The log rounds to 0.01 MiB per buffer.
        CHECK(inMebibytes(total.cache()) == Approx(kv).margin(0.02));
        CHECK(inMebibytes(total.state) == Approx(row.number("recurrent_mib").value()).margin(0.02));
        const double weights = inMebibytes(total.weights) / row.number("weights_mib").value() - 1;
        CHECK(std::abs(weights) < 0.001);
        CHECK(inMebibytes(ledger.hostWeights) ==
              Approx(row.number("host_weights_mib").value()).margin(0.1));

        const double compute = inMebibytes(total.compute) - row.number("compute_mib").value();
        const double sum = inMebibytes(total.weights + total.cache() + total.state + total.compute);
        const double relative = sum / row.number("total_mib").value() - 1;
        computes.push_back(compute);
        totals.push_back(relative * 100);
        byModel[row.text("model_id")].push_back(relative * 100);
        CHECK(std::abs(relative) < 0.01);
    }
    for (const auto& [id, errors] : byModel) {
        WARN(id << ": device total, error in %, rows " << errors.size() << percentiles(errors));
    }
    WARN("all: device total, error in %:" << percentiles(totals));
    WARN("all: compute buffers, error in MiB:" << percentiles(computes));
    CHECK(totals.size() == 324);
    CHECK(percentile(totals, 0.05) > -0.6);
    CHECK(percentile(totals, 0.95) < 0.2);
    CHECK(std::abs(percentile(totals, 0.5)) < 0.01);
}

TEST_CASE("Layers land on the devices where llama.cpp puts them", "[memory][ledger][golden]") {
    int compared = 0;
    for (const Row& row : dataRows("llamacpp_ledgers.csv")) {
        if (row.integer("n_devices") == 1) continue;
        INFO(nameOf(row));
        const auto expected = perDevice(row.text("per_device"));
        const Ledger ledger = memoryLedger(requestOf(row), {}, seedCatalog());
        REQUIRE(expected.size() == ledger.devices.size());
        for (std::size_t index = 0; index < expected.size(); ++index) {
            const DeviceLedger& device = ledger.devices[index];
            CHECK(inMebibytes(device.weights) ==
                  Approx(expected[index].weights).epsilon(0.002).margin(0.1));
            CHECK(inMebibytes(device.cache() + device.state) ==
                  Approx(expected[index].context).margin(0.05));
            CHECK(inMebibytes(device.compute) == Approx(expected[index].compute).epsilon(0.25));
        }
        ++compared;
    }
    CHECK(compared == 72);
}

TEST_CASE("Host buffers without cache types that fall back to the CPU",
          "[memory][ledger][golden]") {
    for (const Row& row : dataRows("llamacpp_ledgers.csv")) {
        if (row.text("type_k") == "q5_1") continue;  // attention and its buffers move to the host
        INFO(nameOf(row));
        const Ledger ledger = memoryLedger(requestOf(row), {}, seedCatalog());
        CHECK(inMebibytes(ledger.hostCompute) ==
              Approx(row.number("host_compute_mib").value()).margin(0.6));
    }
}
