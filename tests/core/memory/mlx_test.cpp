// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>

#include "tests/core/memory/memory_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

MemoryRequest mlxRequest(const std::string& modelId, const std::string& formatId, double context) {
    MemoryRequest r = request(modelId, context);
    r.engine = EngineChoice::Mlx;
    r.weights = &format(formatId);
    r.devices = machine("mac-studio-m3ultra-512");
    return r;
}

}  // namespace

// tests/data/memory/mlx_peaks.csv: peak memory that mlx-lm prints (decimal GB, Metal allocator).
TEST_CASE("Peak memory of mlx-lm on Apple machines", "[memory][mlx][golden]") {
    // o036, o037: mlx-lm gives Gemma 2 no window and no fused attention. o056: a build of February
    // 2025 that evaluated the whole prompt at once.
    const std::set<std::string> unlike{"o036", "o037", "o056"};
    std::vector<double> errors;
    for (const Row& row : dataRows("mlx_peaks.csv")) {
        const MemoryRequest r = mlxRequest(row.text("model_id"), row.text("format_id"),
                                           row.number("context_tokens").value());
        const DeviceLedger device = memoryLedger(r, {}, seedCatalog()).devices.front();
        const double peak = row.number("peak_gb").value();
        const double error = inGigabytes(device.used()) / peak - 1;
        INFO(row.text("id") << " " << row.text("model") << " " << row.text("format_id") << " ctx "
                            << row.text("context_tokens") << ": " << error * 100 << " %");
        if (unlike.count(row.text("id")) != 0) {
            WARN("not modelled: " << row.text("id") << " " << row.text("model") << " "
                                  << error * 100 << " %");
            continue;
        }
        CHECK(std::abs(error) < 0.05);
        errors.push_back(error * 100);
    }
    WARN("MLX peak, error in %:" << percentiles(errors) << "; rows " << errors.size());
    CHECK(errors.size() >= 15);
}

TEST_CASE("MLX keeps a window of exactly its length and grows in steps of 256",
          "[memory][mlx][kv]") {
    // Gemma 3 27B: 52 local layers x 1024, 10 global ones x 4096, 16 heads x 128 x 2 x 2 B.
    MemoryRequest r = mlxRequest("gemma-3-27b", "mlx-4bit-g64", 4000);
    const double row = 16 * 128 * 2 * 2;
    CHECK(kvBytes(r) == bytes((52.0 * 1024 + 10.0 * 4096) * row));
}

TEST_CASE("MLX's ledger says what it grows to and how to lend the GPU more", "[memory][mlx]") {
    MemoryRequest r = mlxRequest("llama-3.1-8b", "mlx-4bit-g64", 8192);
    const auto noted = [](const Ledger& ledger, const std::string& part) {
        return std::any_of(ledger.notes.begin(), ledger.notes.end(), [&](const std::string& note) {
            return note.find(part) != std::string::npos;
        });
    };
    const Ledger roomy = memoryLedger(r, {}, seedCatalog());
    CHECK(noted(roomy, "MLX reserves no cache"));
    CHECK_FALSE(noted(roomy, "lends enough"));
    CHECK_FALSE(roomy.takenEach);
    r.devices.capacityEach = gibibytes(8);
    r.devices.usableEach = gibibytes(5);
    CHECK(noted(memoryLedger(r, {}, seedCatalog()), "lends enough"));
}

TEST_CASE("The whole model is on the device with MLX", "[memory][mlx]") {
    const auto w = weightBytes(model("llama-3.1-8b"), format("mlx-4bit-g64"), EngineChoice::Mlx);
    CHECK(w.host == Bytes{0});
    CHECK(w.device == w.file);
    CHECK(w.readPerToken == w.device - w.input);  // one row of the input table is read, not all
    // 8.03 B x 4.5 bits
    CHECK(inGigabytes(w.file) == Approx(8.030261 * 4.5 / 8).epsilon(0.001));
}
