// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/companions.h"

#include "tests/support/catch.h"

namespace headroom {

TEST_CASE("Companions are one line of text", "[scenario][companions]") {
    const auto companions = parseCompanions("bge-m3@gguf-f16*2:8192, reranker@gguf-q8_0*1:4k");
    REQUIRE(companions.size() == 2);
    CHECK(companions[0] == Companion{"bge-m3", "gguf-f16", tokens(8192), 2});
    CHECK(companions[1] == Companion{"reranker", "gguf-q8_0", tokens(4096), 1});
    CHECK(companionsText(companions) == "bge-m3*2, reranker@gguf-q8_0:4096");
    CHECK(parseCompanions(companionsText(companions)) == companions);
    CHECK(parseCompanions("").empty());
    CHECK(parseCompanions(" , ,").empty());
    CHECK(companionsText({}).empty());
}

TEST_CASE("Parts of a companion may be left out", "[scenario][companions]") {
    CHECK(parseCompanions("bge-m3").at(0) == Companion{"bge-m3", "gguf-f16", tokens(8192), 1});
    CHECK(parseCompanions("bge-m3*4").at(0).slotCount == 4);
    CHECK(parseCompanions("bge-m3:512").at(0).context == tokens(512));
    CHECK(parseCompanions(" bge-m3 @ fp16 * 3 : 1,024 ").size() == 2);  // commas separate
}

TEST_CASE("Roles and residence are written around a companion", "[scenario][companions]") {
    const auto companions = parseCompanions(
        "draft=qwen3-0.6b@gguf-q8_0, embedding=bge-m3*2/swapped, reranker=r:512 / swapped, "
        "vision=v/resident");
    REQUIRE(companions.size() == 4);
    // A draft model follows the context of the main model.
    CHECK(companions[0] ==
          Companion{"qwen3-0.6b", "gguf-q8_0", tokens(0), 1, CompanionRole::Draft});
    CHECK(companions[1] == Companion{"bge-m3", "gguf-f16", tokens(8192), 2,
                                     CompanionRole::Embedding, Residence::Swapped});
    CHECK(companions[2].context == tokens(512));
    CHECK(companions[2].residence == Residence::Swapped);
    CHECK(companions[3].role == CompanionRole::Vision);
    CHECK(companions[3].residence == Residence::Resident);
    CHECK(companionsText(companions) ==
          "draft=qwen3-0.6b@gguf-q8_0, embedding=bge-m3*2/swapped, reranker=r:512/swapped, "
          "vision=v");
    CHECK(parseCompanions(companionsText(companions)) == companions);
    CHECK(parseCompanions("draft=a:4096").at(0).context == tokens(4096));
}

TEST_CASE("Whatever is typed for companions keeps its meaning", "[scenario][companions]") {
    for (const char* text : {"@",
                             "*",
                             ":",
                             "@@",
                             "a@b*c:d",
                             "a:b",
                             "a*x:8192",
                             "a@b*-3:8192",
                             "a@b*1e300:1e300",
                             "a@b*1:nan",
                             "qwen3:8b",
                             "a@b*1.5:7.25",
                             "<script>@\"'*1:1",
                             "a@b*1:",
                             "ü@ß*2:9",
                             "a@b*99999999999999:1",
                             "=",
                             "draft=",
                             "draft=a:0",
                             "boss=a",
                             "a=b=c",
                             "a/b",
                             "a/swapped/swapped",
                             "/swapped",
                             "draft=a@b*2:8192/swapped",
                             "other=a",
                             "a/",
                             "draft=embedding=a"}) {
        CAPTURE(text);
        const auto once = parseCompanions(text);
        CHECK(once.size() == 1);
        CHECK(parseCompanions(companionsText(once)) == once);
    }
    // Not a number: kept in the id, so that validation can name it.
    CHECK(parseCompanions("qwen3:8b").at(0).modelId == "qwen3:8b");
    CHECK(parseCompanions("a@b*two:8192").at(0).weightFormatId == "b*two");
    CHECK(parseCompanions("boss=a").at(0).modelId == "boss=a");
    CHECK(parseCompanions("a/sometimes").at(0).modelId == "a/sometimes");
}

}  // namespace headroom
