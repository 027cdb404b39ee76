// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/vllm_rows.h"

#include <cmath>
#include <set>

#include "tests/core/validation/rows_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

// resources/validation/vllm_memory.csv: what public logs of vLLM v0.7 to v0.26 print. Bounds are
// those that the project sets itself; the figures reached stand in docs/vllm.md.
namespace {

const std::vector<Row>& boots() {
    static const std::vector<Row> rows = validationRows("vllm_memory.csv");
    return rows;
}

const Comparisons& predicted() {
    static const Comparisons all = compareVllmRows(boots(), seedCatalog());
    return all;
}

const Row& rowOf(const Comparison& one) {
    return boots()[one.row - 1];
}

}  // namespace

TEST_CASE("KV bytes per token are exact where the log's own arithmetic agrees",
          "[validation][vllm][golden]") {
    std::size_t count = 0;
    for (const Comparison& one : of(predicted(), "kv_bytes_per_token")) {
        const Row& row = rowOf(one);
        if (!row.text("bytes_check").starts_with("agree")) continue;
        INFO(row.text("id") << " " << one.label);
        CHECK(one.predicted == Approx(row.number("formula_bytes_per_token").value()).epsilon(1e-9));
        CHECK(errorOf(one) < 0.003);  // pools are printed in hundredths of a GiB
        ++count;
    }
    WARN(summary(predicted(), "kv_bytes_per_token"));
    CHECK(count > 90);
}

TEST_CASE("Sliding windows and recurrent state take the blocks that vLLM counts",
          "[validation][vllm][golden]") {
    // v140 was started with prefix caching of recurrent state; v158 and v189 (a fork) with a number
    // of batched tokens that no log line states.
    const std::set<std::string> unlogged{"v140", "v158", "v189"};
    std::size_t count = 0;
    for (const Comparison& one : of(predicted(), "max_concurrency_mixed")) {
        const Row& row = rowOf(one);
        INFO(row.text("id") << " " << one.label);
        if (unlogged.count(row.text("id")) != 0) continue;
        CHECK(errorOf(one) < 0.01);
        ++count;
    }
    WARN(summary(predicted(), "max_concurrency_mixed"));
    CHECK(count >= 30);
    CHECK(errorAt(of(predicted(), "max_concurrency"), 0.5) < 0.001);
}

TEST_CASE("The budget of the cache follows from its terms", "[validation][vllm][golden]") {
    const std::vector<Comparison> complete = of(predicted(), "kv_budget_all_terms");
    CHECK(complete.size() > 40);
    CHECK(errorAt(complete, 0.5) < 0.03);
    const std::vector<Comparison> all = of(predicted(), "kv_budget");
    CHECK(all.size() > 90);
    CHECK(errorAt(all, 0.5) < 0.03);
    for (const char* quantity : {"kv_budget_all_terms", "kv_budget", "max_concurrency_booted"}) {
        WARN(summary(predicted(), quantity));
    }
}

TEST_CASE("Weights, activation and the rest per device", "[validation][vllm][golden]") {
    CHECK(of(predicted(), "weights").size() > 100);
    CHECK(errorAt(of(predicted(), "weights"), 0.5) < 0.02);
    CHECK(errorAt(of(predicted(), "weights"), 0.9) < 0.06);
    CHECK(errorAt(of(predicted(), "activation"), 0.5) < 0.02);
    CHECK(errorAt(of(predicted(), "non_torch"), 0.5) < 0.05);
    // Graph pools differ by half between equal boots.
    CHECK(errorAt(of(predicted(), "cuda_graphs"), 0.5) < 0.40);
    for (const char* quantity :
         {"weights", "activation", "non_torch", "cuda_graphs", "cuda_graphs_estimated"}) {
        WARN(summary(predicted(), quantity));
    }
}

TEST_CASE("The bounds of vLLM's figures hold", "[validation][vllm][golden]") {
    CHECK(brokenBounds(summarise(predicted().figures), vllmBounds()).empty());
}

TEST_CASE("A prediction reads nothing that was measured", "[validation][vllm]") {
    std::vector<Row> altered = boots();
    for (Row& row : altered) {
        for (const char* column :
             {"weights_gib", "activation_peak_gib", "non_torch_gib", "cuda_graph_gib",
              "cuda_graph_estimated_gib", "kv_cache_gib", "kv_cache_tokens", "max_concurrency"}) {
            if (row.number(column).value_or(0) > 0) row.set(column, "17");
        }
        for (const char* column : {"id", "source", "notes", "date", "formula_bytes_per_token",
                                   "computed_bytes_per_token", "formula_max_concurrency",
                                   "residual_gib", "block_size", "gpu_blocks"}) {
            row.set(column, "17");
        }
    }
    const Comparisons again = compareVllmRows(altered, seedCatalog());
    REQUIRE(again.figures.size() == predicted().figures.size());
    for (std::size_t i = 0; i < again.figures.size(); ++i) {
        CHECK(again.figures[i].predicted == predicted().figures[i].predicted);
    }
}

TEST_CASE("Every row is compared or listed with a reason", "[validation][vllm]") {
    std::set<std::size_t> seen;
    for (const Comparison& one : predicted().figures) seen.insert(one.row);
    for (const Unpredicted& one : predicted().unpredicted) {
        CHECK_FALSE(one.reason.empty());
        seen.insert(one.row);
    }
    CHECK(seen.size() == boots().size());
}

TEST_CASE("Nonsense in a row does no harm", "[validation][vllm]") {
    for (const char* value : {"-1", "0", "1e308", "nan", "-inf", "abc", ""}) {
        for (const auto& [column, original] : boots().front().values()) {
            Row row = boots().front();
            row.set(column, value);
            for (const Comparison& one : compareVllmRows({row}, seedCatalog()).figures) {
                INFO(column << " = " << value << ": " << one.quantity);
                CHECK_FALSE(std::isnan(one.predicted));
            }
        }
    }
    CHECK(compareVllmRows({Row{}}, seedCatalog()).unpredicted.size() == 1);
    CHECK(compareVllmRows(boots(), Catalog{}).figures.empty());
}

TEST_CASE("A table is recognised by its columns", "[validation][vllm]") {
    CHECK(
        isVllmTable({"id", "gpu_memory_utilization", "max_num_batched_tokens", "kv_cache_tokens"}));
    CHECK_FALSE(isVllmTable({"id", "engine", "mem_fraction_static", "peak_or_size_gb"}));
    CHECK_FALSE(isVllmTable({}));
}
