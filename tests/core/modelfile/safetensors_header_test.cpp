// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/safetensors_header.h"

#include <stdexcept>

#include "tests/support/catch.h"
#include "tests/support/model_file_builder.h"

using namespace headroom;
using headroom::tests::GgufBuilder;
using headroom::tests::SafetensorsBuilder;
using headroom::tests::safetensorsFile;

namespace {

SafetensorsHeader read(const std::string& bytes) {
    MemorySource source(bytes);
    return readSafetensorsHeader(source);
}

template <class Action>
std::string refusal(Action&& action) {
    try {
        action();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    FAIL("the file was accepted");
    return {};
}

void checkRefused(std::string_view json, const char* part) {
    const std::string sentence = refusal([&] { read(safetensorsFile(json, 64)); });
    INFO(sentence << " | " << part);
    CHECK(sentence.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("A safetensors header gives bytes and elements", "[modelfile][safetensors]") {
    const std::string file = SafetensorsBuilder()
                                 .tensor("model.embed_tokens.weight", "BF16", 2, {512, 256})
                                 .tensor("model.norm.weight", "F32", 4, {256})
                                 .tensor("scalar", "I64", 8, {})
                                 .file();
    const SafetensorsHeader header = read(file);
    REQUIRE(header.tensors.size() == 3);
    CHECK(header.tensors[0].type == "BF16");
    CHECK(header.tensors[0].bytes == 262'144);  // 512 x 256 x 2
    CHECK(header.elements() == 512 * 256 + 256 + 1);
    CHECK(header.tensorBytes() == 262'144 + 1'024 + 8);
    CHECK(header.fileBytes == file.size());
    CHECK(header.foundBytes == file.size());
}

TEST_CASE("Comments and types of the future do not matter", "[modelfile][safetensors]") {
    const SafetensorsHeader header = read(safetensorsFile(
        R"({"__metadata__": {"format": "pt"},
            "a": {"dtype": "X9", "shape": [3], "data_offsets": [0, 5]}})",
        5));
    CHECK(header.tensorBytes() == 5);
    CHECK(safetensorsBits("X9") == 0);
    CHECK(safetensorsBits("F8_E4M3") == 8);
    CHECK(safetensorsBits("F4") == 4);
}

TEST_CASE("A safetensors file that lies is refused", "[modelfile][safetensors]") {
    for (const std::uint64_t length :
         {std::uint64_t(200), std::uint64_t(100'000'001), std::uint64_t(1) << 63}) {
        INFO(length);
        const std::string sentence = refusal([&] { read(GgufBuilder::bits(length, 8) + "{}"); });
        CHECK(sentence.find(std::to_string(length)) != std::string::npos);
    }
    CHECK_FALSE(refusal([] { read("1234567"); }).empty());
    checkRefused(R"({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}})",
                 "another size");
    checkRefused(R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [8, 4]}})", "ends before");
    checkRefused(R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}})",
                 "0 was expected");
    checkRefused(R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
                     "b": {"dtype": "F32", "shape": [1], "data_offsets": [2, 6]}})",
                 "4 was expected");
    checkRefused(R"({"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}})",
                 "whole number");
    checkRefused(R"({"a": {"dtype": "F32", "shape": [0.5], "data_offsets": [0, 2]}})",
                 "whole number");
    checkRefused(R"({"a": {"dtype": "F32", "shape": [1e300, 1e300], "data_offsets": [0, 4]}})",
                 "whole number");
    checkRefused(R"({"a": {"dtype": "F32", "shape": "x", "data_offsets": [0, 4]}})", "no list");
    checkRefused(R"({"a": {"dtype": "F32", "data_offsets": [0, 4]}})", "lacks");
    checkRefused(R"({"a": {"shape": [1], "data_offsets": [0, 4]}})", "lacks");
    checkRefused(R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0]}})", "lacks");
    checkRefused(R"({"a": 1})", "does not describe");
    checkRefused(R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
                     "a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}})",
                 "twice");
    checkRefused("not json", "not JSON");
}

TEST_CASE("A safetensors download cut in its tensors says so", "[modelfile][safetensors]") {
    const std::string file = SafetensorsBuilder().tensor("a", "F16", 2, {100}).file();
    const SafetensorsHeader header = read(file.substr(0, file.size() - 50));
    CHECK(header.fileBytes == file.size());
    CHECK(header.foundBytes == file.size() - 50);
}

TEST_CASE("An index names its files once each", "[modelfile][safetensors]") {
    const SafetensorsIndex index = readSafetensorsIndex(
        R"({"metadata": {"total_size": 1000},
            "weight_map": {"b": "m-2.safetensors", "a": "m-1.safetensors", "c": "m-1.safetensors"}})");
    CHECK(index.files == std::vector<std::string>{"m-1.safetensors", "m-2.safetensors"});
    CHECK(index.tensors == 3);
    CHECK(index.totalBytes == 1000);
}

TEST_CASE("An index that leads out of its folder is refused", "[modelfile][safetensors]") {
    for (const char* const name : {"../secret", "/etc/passwd", "a\\\\b", "C:x", ".hidden", ""}) {
        INFO(name);
        const std::string json = std::string(R"({"weight_map": {"a": ")") + name + "\"}}";
        CHECK(refusal([&] { readSafetensorsIndex(json); }).find("no plain file name") !=
              std::string::npos);
    }
    CHECK_FALSE(refusal([] { readSafetensorsIndex("{}"); }).empty());
    CHECK_FALSE(refusal([] { readSafetensorsIndex(R"({"weight_map": {"a": 1}})"); }).empty());
    CHECK_FALSE(refusal([] {
                    readSafetensorsIndex(
                        R"({"metadata": {"total_size": -1}, "weight_map": {"a": "b"}})");
                }).empty());
}
