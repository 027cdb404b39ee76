// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/engine_rows.h"

#include <set>

#include "tests/core/validation/rows_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

// resources/validation/other_engines_memory.csv: what public logs of SGLang and TensorRT-LLM,
// mlx-lm and `ollama ps` print. Figures are reported as they are; the bounds only keep them from
// growing.
namespace {

const std::vector<Row>& runs() {
    static const std::vector<Row> rows = validationRows("other_engines_memory.csv");
    return rows;
}

const Comparisons& predicted() {
    static const Comparisons all = compareEngineRows(runs(), seedCatalog());
    return all;
}

}  // namespace

TEST_CASE("SGLang's and TensorRT-LLM's bytes per token are exact", "[validation][pool][golden]") {
    for (const char* quantity : {"sglang_kv_bytes_per_token", "tensorrt-llm_kv_bytes_per_token"}) {
        const std::vector<Comparison> rows = of(predicted(), quantity);
        CHECK_FALSE(rows.empty());
        for (const Comparison& one : rows) {
            INFO(one.label);
            CHECK(errorOf(one) < 0.002);  // pools are printed in hundredths of a GiB
        }
        WARN(summary(predicted(), quantity));
    }
    CHECK(errorAt(of(predicted(), "sglang_weights"), 0.5) < 0.04);
    WARN(summary(predicted(), "sglang_weights"));
    WARN(summary(predicted(), "sglang_kv_pool"));
}

TEST_CASE("The bounds of the other engines' figures hold", "[validation][engines][golden]") {
    CHECK(brokenBounds(summarise(predicted().figures), engineBounds()).empty());
}

TEST_CASE("Peak memory of mlx-lm", "[validation][mlx][golden]") {
    CHECK(of(predicted(), "mlx_peak").size() >= 20);
    CHECK(errorAt(of(predicted(), "mlx_peak"), 0.5) < 0.03);
    WARN(summary(predicted(), "mlx_peak"));
}

TEST_CASE("The size that Ollama lists", "[validation][ollama][golden]") {
    CHECK(of(predicted(), "ollama_peak").size() >= 12);
    CHECK(errorAt(of(predicted(), "ollama_peak"), 0.5) < 0.20);
    WARN(summary(predicted(), "ollama_peak"));
}

TEST_CASE("Every run is compared or listed with a reason", "[validation][engines]") {
    std::set<std::size_t> seen;
    for (const Comparison& one : predicted().figures) seen.insert(one.row);
    for (const Unpredicted& one : predicted().unpredicted) {
        CHECK_FALSE(one.reason.empty());
        seen.insert(one.row);
    }
    CHECK(seen.size() == runs().size());
    CHECK(compareEngineRows({Row{}}, seedCatalog()).unpredicted.size() == 1);
    CHECK(compareEngineRows(runs(), Catalog{}).figures.empty());
}

TEST_CASE("Tables of several engines are recognised by their columns", "[validation][engines]") {
    CHECK(isEngineTable({"engine", "mem_fraction_static", "peak_or_size_gb"}));
    CHECK_FALSE(isEngineTable({"engine"}));
}
