// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/json_metadata.h"

#include <stdexcept>

#include "tests/support/catch.h"

using namespace headroom;

namespace {

std::string refusal(std::string_view text) {
    try {
        metadataFromJson(text);
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    FAIL("the text was accepted");
    return {};
}

void checkSays(const std::string& sentence, std::initializer_list<const char*> parts) {
    for (const char* const part : parts) {
        INFO(sentence << " | " << part);
        CHECK(sentence.find(part) != std::string::npos);
    }
}

}  // namespace

TEST_CASE("Objects are flattened, lists of one kind stay together", "[modelfile][json]") {
    const Metadata data = metadataFromJson(R"({
        "a": 1, "b": {"c": "x", "d": {"e": true}}, "n": null,
        "numbers": [1, 2.5, -3], "words": ["p", "q"], "none": [],
        "mixed": [1, "x", null, {"y": 2}], "flags": [true, false], "big": 18446744073709551615})");
    CHECK(data.number("a") == 1);
    CHECK(data.text("b.c") == "x");
    CHECK(data.flag("b.d.e") == true);
    CHECK_FALSE(data.has("n"));
    CHECK(data.numbers("numbers") == std::vector<double>{1, 2.5, -3});
    CHECK(data.texts("words") == std::vector<std::string>{"p", "q"});
    CHECK(data.has("none"));
    CHECK(data.number("mixed.0") == 1);
    CHECK(data.text("mixed.1") == "x");
    CHECK_FALSE(data.has("mixed.2"));
    CHECK(data.number("mixed.3.y") == 2);
    CHECK(data.flag("flags.1") == false);
    CHECK(data.number("big") == 18446744073709551615.0);
}

TEST_CASE("JSON that is wrong is refused with its place", "[modelfile][json]") {
    checkSays(refusal("{\"a\": 1,\n \"a\": 2}"), {"Line 2", "\"a\"", "twice"});
    checkSays(refusal("{\"a\": {\"b\": 1, \"b\": 1}}"), {"\"b\"", "twice"});
    checkSays(refusal("{\"a\":\n\n NaN}"), {"Line 3", "NaN", "not a number"});
    checkSays(refusal("{\"a\": Infinity}"), {"Infinity"});
    checkSays(refusal("{\"a\": -Infinity}"), {"Infinity"});
    checkSays(refusal("{\"a\": 1e999}"), {"too large"});
    checkSays(refusal("{\"a\": 1"), {"ends too early"});
    checkSays(refusal(""), {"ends too early"});
    checkSays(refusal("[1]"), {"list", "object is expected"});
    checkSays(refusal("7"), {"object is expected"});
    checkSays(refusal("{\"a\": 01}"), {"not JSON"});
    checkSays(refusal("{\"a\": \"\xff\"}"), {"not JSON"});
    checkSays(refusal("{\"a\": 1} x"), {"not JSON"});
    checkSays(refusal(R"({"a.b": 1, "a": {"b": 2}})"), {"two ways"});
}

TEST_CASE("Deep nesting ends with a message, not with the stack", "[modelfile][json]") {
    const auto nested = [](std::size_t depth, const std::string& open, const std::string& close) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) text += open;
        text += "1";
        for (std::size_t i = 0; i < depth; ++i) text += close;
        return text;
    };
    CHECK(metadataFromJson(nested(64, "{\"a\":", "}")).size() == 1);
    checkSays(refusal(nested(65, "{\"a\":", "}")), {"64 levels"});
    checkSays(refusal(nested(1'000'000, "{\"a\":", "}")), {"64 levels"});
    checkSays(refusal("{\"a\":" + nested(1'000'000, "[", "]") + "}"), {"64 levels"});
}

TEST_CASE("Every cut of a text is refused", "[modelfile][json]") {
    const std::string text = R"({"a": [1, 2], "b": {"c": "déjà"}, "d": [1, "x"]})";
    for (std::size_t size = 0; size < text.size(); ++size) {
        INFO(size);
        CHECK_THROWS_AS(metadataFromJson(text.substr(0, size)), std::invalid_argument);
    }
}
