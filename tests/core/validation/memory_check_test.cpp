// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/memory_check.h"

#include "core/validation/vllm_rows.h"
#include "tests/core/validation/rows_support.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

std::optional<MeasuredTable> shippedKind(const std::string& name) {
    return measuredTable(
        csvHeader(readFile(std::string(HEADROOM_SOURCE_DIR) + "/resources/validation/" + name)));
}

/// The shipped boots of vLLM, several times over.
std::vector<Row> manyBoots(int times) {
    const std::vector<Row> once = validationRows("vllm_memory.csv");
    std::vector<Row> rows;
    for (int i = 0; i < times; ++i) rows.insert(rows.end(), once.begin(), once.end());
    return rows;
}

}  // namespace

TEST_CASE("A table is known by its columns", "[validation]") {
    CHECK(shippedKind("llamacpp_memory.csv") == MeasuredTable::LlamaCpp);
    CHECK(shippedKind("vllm_memory.csv") == MeasuredTable::Vllm);
    CHECK(shippedKind("other_engines_memory.csv") == MeasuredTable::Engines);
    CHECK_FALSE(measuredTable({"model", "price"}));
    CHECK_FALSE(measuredTable({}));
}

TEST_CASE("A check in parts gives the figures and the row numbers of one in whole",
          "[validation]") {
    const std::vector<Row> rows = manyBoots(3);
    const Comparisons whole = compareVllmRows(rows, seedCatalog());
    const MemoryCheck check = checkMemory(MeasuredTable::Vllm, rows, {}, seedCatalog());
    REQUIRE(check.comparisons.figures.size() == whole.figures.size());
    for (std::size_t i = 0; i < whole.figures.size(); ++i) {
        CHECK(check.comparisons.figures[i].row == whole.figures[i].row);
        CHECK(check.comparisons.figures[i].predicted == whole.figures[i].predicted);
    }
    REQUIRE(check.comparisons.unpredicted.size() == whole.unpredicted.size());
    for (std::size_t i = 0; i < whole.unpredicted.size(); ++i) {
        CHECK(check.comparisons.unpredicted[i].row == whole.unpredicted[i].row);
    }
    CHECK(check.summaries.size() == summarise(whole.figures).size());
    CHECK(check.broken == brokenBounds(check.summaries, vllmBounds()));
}

TEST_CASE("A check stops when it is asked to", "[validation]") {
    const std::vector<Row> rows = manyBoots(4);
    int questions = 0;
    const MemoryCheck check =
        checkMemory(MeasuredTable::Vllm, rows, {}, seedCatalog(), [&] { return ++questions > 1; });
    CHECK(questions == 2);
    const MemoryCheck whole = checkMemory(MeasuredTable::Vllm, rows, {}, seedCatalog());
    CHECK(check.comparisons.figures.size() < whole.comparisons.figures.size());
    CHECK_FALSE(check.comparisons.figures.empty());
}
