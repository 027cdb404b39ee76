// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdexcept>

#include "core/modelfile/gguf_model.h"
#include "tests/support/catch.h"

using namespace headroom;

TEST_CASE("Shared experts wider than any model are refused, not multiplied", "[modelfile][gguf]") {
    Metadata keys;
    keys.set("block_count", 1.0);
    keys.set("embedding_length", 64.0);
    keys.set("vocab_size", 9.0);
    keys.set("context_length", 9.0);
    keys.set("attention.head_count", 1.0);
    keys.set("expert_count", 8.0);
    keys.set("expert_used_count", 2.0);
    keys.set("expert_feed_forward_length", 1e7);
    keys.set("expert_shared_count", 1e7);  // each in range, the product beyond an int
    const auto count = [](const ModelSpec&) { return 1.0; };
    CHECK_THROWS_AS(modelFromGguf("qwen3moe", keys, 1, count), std::invalid_argument);
    keys.set("expert_shared_count", 1.0);
    CHECK_NOTHROW(modelFromGguf("qwen3moe", keys, 1, count));
}
