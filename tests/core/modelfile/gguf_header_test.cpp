// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/gguf_header.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/support/catch.h"
#include "tests/support/model_file_builder.h"

using namespace headroom;
using headroom::tests::GgufBuilder;
using headroom::tests::smallLlama;
using headroom::tests::smallLlamaKeys;

namespace {

GgufHeader read(const std::string& bytes) {
    MemorySource source(bytes);
    return readGgufHeader(source);
}

/// The complaint about the file; fails when there is none.
std::string refusal(const std::string& bytes) {
    try {
        read(bytes);
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    FAIL("the file was accepted");
    return {};
}

void checkSays(const std::string& sentence, std::initializer_list<const char*> parts) {
    for (const char* const part : parts) {
        INFO(sentence << " | " << part);
        CHECK(sentence.find(part) != std::string::npos);
    }
}

/// A source that is large but only pretends to have bytes beyond the header, and counts what is
/// read.
class HugeSource final : public ByteSource {
public:
    explicit HugeSource(std::string header, std::uint64_t size)
        : m_header(std::move(header)), m_size(size) {}
    std::uint64_t size() const override { return m_size; }
    std::size_t read(std::uint64_t offset, std::span<char> into) override {
        bytesRead += into.size();
        MemorySource source(m_header);
        const std::size_t count = source.read(offset, into);
        std::fill(into.begin() + static_cast<std::ptrdiff_t>(count), into.end(), '\0');
        return into.size();
    }
    std::uint64_t bytesRead{};

private:
    std::string m_header;
    std::uint64_t m_size;
};

}  // namespace

TEST_CASE("A GGUF header gives keys, tensors and exact bytes", "[modelfile][gguf]") {
    const GgufBuilder builder = smallLlama();
    const GgufHeader header = read(builder.file());
    CHECK(header.version == 3);
    CHECK(header.architecture() == "llama");
    CHECK(header.metadata.number("llama.block_count") == 2);
    CHECK(header.metadata.text("general.name") == "Small Llama");
    CHECK(header.arrayLengths.at("tokenizer.ggml.tokens") == 512);
    CHECK(header.tensors.size() == 21);
    // Matrices: 2 tables of 131,072, per block 2 x 65,536 + 2 x 32,768 + 3 x 131,072 = 589,824;
    // norms: 5 x 256. By hand from the shapes in tests/support/model_file_builder.h.
    CHECK(header.elements() == 2 * 131'072 + 2 * 589'824 + 5 * 256);
    // Q4_K stores 256 elements in 144 B, Q6_K in 210 B, F32 in 4 B each (ggml type traits):
    // Q4_K 131,072 + 2 x 425,984 -... counted by type below.
    const double q4 = 131'072 + 2.0 * (2 * 65'536 + 32'768 + 2 * 131'072);
    const double q6 = 131'072 + 2.0 * (32'768 + 131'072);
    CHECK(header.tensorBytes() == q4 / 256 * 144 + q6 / 256 * 210 + 5 * 256 * 4);
    CHECK(header.fileBytes == header.foundBytes);
    CHECK(header.dataOffset % 32 == 0);
    CHECK(ggufWeightFormat(header) == "gguf-q4_k_m");
    const GgufTensor* const output = header.tensor("output.weight");
    REQUIRE(output);
    CHECK(output->bytes == 131'072 / 256 * 210);
    CHECK(header.tensor("nothing") == nullptr);
}

TEST_CASE("Version 2 reads like version 3", "[modelfile][gguf]") {
    GgufBuilder builder = smallLlama();
    builder.version = 2;
    CHECK(read(builder.file()).tensorBytes() == read(smallLlama().file()).tensorBytes());
}

TEST_CASE("Keys reach the model reader without their architecture", "[modelfile][gguf]") {
    const Metadata metadata = ggufModelMetadata(read(smallLlama().file()));
    CHECK(metadata.number("attention.head_count") == 4);
    CHECK(metadata.number("vocab_size") == 512);  // the length of the token list
    CHECK(metadata.text("general.architecture") == "llama");
    CHECK_FALSE(metadata.has("llama.block_count"));
}

TEST_CASE("Every kind of value is read", "[modelfile][gguf]") {
    GgufBuilder builder = smallLlama();
    builder.flag("yes", true)
        .numbers("heads", {4, 8})
        .texts("words", {"a", "b"})
        .pair("i8", 1, GgufBuilder::bits(0xFE, 1))
        .pair("u64", 10, GgufBuilder::bits(1ULL << 40, 8))
        .pair("i64", 11, GgufBuilder::bits(static_cast<std::uint64_t>(-3), 8))
        .pair("f64", 12, GgufBuilder::bits(std::bit_cast<std::uint64_t>(0.25), 8));
    // Tensor descriptions follow the keys, so build them again behind the new ones.
    const GgufHeader header = read(builder.file());
    CHECK(header.metadata.flag("yes") == true);
    CHECK(header.metadata.numbers("heads") == std::vector<double>{4, 8});
    CHECK(header.metadata.texts("words") == std::vector<std::string>{"a", "b"});
    CHECK(header.metadata.number("i8") == -2);
    CHECK(header.metadata.number("u64") == 1099511627776.0);
    CHECK(header.metadata.number("i64") == -3);
    CHECK(header.metadata.number("f64") == 0.25);
}

TEST_CASE("The header of a 300 GB file is read without the rest", "[modelfile][gguf]") {
    HugeSource source(smallLlama().header(), 300'000'000'000);
    const GgufHeader header = readGgufHeader(source);
    CHECK(header.tensors.size() == 21);
    CHECK(source.bytesRead < 1'000'000);
}

TEST_CASE("A long token list is passed over, its length kept", "[modelfile][gguf]") {
    GgufBuilder builder = smallLlamaKeys();
    builder.texts("many", std::vector<std::string>(5'000, "token"))
        .numbers("scores", std::vector<std::uint32_t>(20'000, 7))
        .text("tokenizer.chat_template", std::string(100'000, 'x'))
        .tensor("a", "F32", {8});
    const GgufHeader header = read(builder.file());
    CHECK_FALSE(header.metadata.has("many"));
    CHECK_FALSE(header.metadata.has("scores"));
    CHECK_FALSE(header.metadata.has("tokenizer.chat_template"));
    CHECK(header.arrayLengths.at("many") == 5'000);
    CHECK(header.arrayLengths.at("scores") == 20'000);
}

TEST_CASE("A file cut anywhere in its header is refused", "[modelfile][gguf]") {
    const std::string header = smallLlama().header();
    for (std::size_t size = 0; size < header.size(); ++size) {
        INFO(size << " of " << header.size() << " bytes");
        const std::string sentence = refusal(header.substr(0, size));
        CHECK(sentence.size() > 20);
    }
}

TEST_CASE("A download cut in its tensors is still read, and says how much is there",
          "[modelfile][gguf]") {
    const std::string whole = smallLlama().file();
    const GgufHeader header = read(whole.substr(0, whole.size() / 2));
    CHECK(header.fileBytes == whole.size());
    CHECK(header.foundBytes == whole.size() / 2);
    CHECK(header.tensorBytes() == read(whole).tensorBytes());
}

TEST_CASE("Other formats and versions are refused by name", "[modelfile][gguf]") {
    checkSays(refusal("PK\x03\x04 a zip file"), {"GGUF"});
    GgufBuilder old = smallLlama();
    old.version = 1;
    checkSays(refusal(old.file()), {"version 1", "Convert"});
    old.version = 4;
    checkSays(refusal(old.file()), {"version 4", "newer Headroom"});
    old.version = 0x03000000;
    checkSays(refusal(old.file()), {"big-endian", "gguf_convert_endian.py"});
}

TEST_CASE("Counts and lengths that lie are refused at once", "[modelfile][gguf]") {
    const GgufBuilder builder = smallLlama();
    const std::uint64_t huge = 1ULL << 63;
    checkSays(refusal(builder.header(huge, 1)), {"9223372036854775808 tensors"});
    checkSays(refusal(builder.header(1, huge)), {"9223372036854775808 keys"});
    checkSays(refusal(builder.header(~0ULL, ~0ULL)), {"18446744073709551615"});
    const auto pair = [](std::uint32_t type, const std::string& bytes) {
        return GgufBuilder().pair("key", type, bytes).header();
    };
    checkSays(refusal(pair(8, GgufBuilder::bits(huge, 8))), {"\"key\"", "truncated"});
    for (const std::uint32_t type : {0U, 4U, 8U, 12U}) {
        checkSays(refusal(pair(9, GgufBuilder::bits(type, 4) + GgufBuilder::bits(huge, 8))),
                  {"9223372036854775808 items"});
    }
    // Many keys or tensors, were the file long enough for them.
    HugeSource keys(GgufBuilder().header(0, 100'000), 1ULL << 40);
    CHECK_THROWS_AS(readGgufHeader(keys), std::invalid_argument);
    HugeSource tensors(GgufBuilder().header(1'000'000, 0), 1ULL << 40);
    CHECK_THROWS_AS(readGgufHeader(tensors), std::invalid_argument);
}

TEST_CASE("Values that cannot be are refused with their key", "[modelfile][gguf]") {
    const auto pair = [](std::uint32_t type, const std::string& bytes) {
        return refusal(GgufBuilder().pair("some.key", type, bytes).header());
    };
    const auto real = [](double value) {
        return GgufBuilder::bits(std::bit_cast<std::uint64_t>(value), 8);
    };
    checkSays(pair(12, real(std::nan(""))), {"some.key", "finite"});
    checkSays(pair(12, real(std::numeric_limits<double>::infinity())), {"some.key", "finite"});
    checkSays(pair(6, GgufBuilder::bits(0x7FC00000, 4)), {"some.key", "finite"});
    checkSays(pair(13, ""), {"some.key", "type 13"});
    checkSays(pair(9, GgufBuilder::bits(9, 4) + GgufBuilder::bits(1, 8)), {"list of lists"});
    checkSays(pair(9, GgufBuilder::bits(99, 4) + GgufBuilder::bits(1, 8)), {"type 99"});
    checkSays(refusal(GgufBuilder().number("a", 1).number("a", 2).header()), {"two keys", "\"a\""});
    checkSays(refusal(GgufBuilder().number("general.alignment", 3).header()), {"power of two"});
    checkSays(refusal(GgufBuilder().number("general.alignment", 0).header()), {"power of two"});
}

TEST_CASE("Tensors that cannot be are refused with their name", "[modelfile][gguf]") {
    const auto tensor = [](std::uint32_t type, const std::vector<std::uint64_t>& dims,
                           std::uint64_t offset = 0) {
        return refusal(GgufBuilder().tensorAt("t\x01x", type, dims, offset).header() +
                       std::string(64, '\0'));
    };
    checkSays(tensor(0, {0}), {"shape", "0 elements"});
    checkSays(tensor(0, {1ULL << 63, 2}), {"shape", "\"t x\""});  // the control character is gone
    checkSays(tensor(0, {1ULL << 32, 1ULL << 32}), {"shape"});
    checkSays(tensor(0, {1, 1, 1, 1, 1}), {"5 dimensions"});
    checkSays(tensor(12, {255}), {"Q4_K", "255"});
    checkSays(tensor(0, {8}, 32), {"begins at byte 32", "0 was expected"});
    checkSays(refusal(GgufBuilder().tensor("a", "F32", {8}).tensor("a", "F32", {8}).file()),
              {"two tensors"});
}

TEST_CASE("A tensor type of the future counts by its place", "[modelfile][gguf]") {
    GgufBuilder builder = smallLlamaKeys();
    builder.tensorAt("new", 99, {256}, 0).tensorAt("known", 0, {8}, 160);
    const GgufHeader header = read(builder.header() + std::string(256, '\0'));
    CHECK(header.tensors[0].bytes == 160);
    CHECK(header.unknownTypes == std::vector<std::uint32_t>{99});
}

TEST_CASE("Parts of a split model become one", "[modelfile][gguf]") {
    GgufBuilder first = smallLlamaKeys();
    first.small("split.no", 0).small("split.count", 2);
    first.tensor("token_embd.weight", "Q4_K", {256, 512});
    GgufBuilder second;
    second.small("split.no", 1).small("split.count", 2);
    tests::addSmallBlock(second, 0);
    const GgufHeader a = read(first.file());
    const GgufHeader b = read(second.file());
    CHECK(a.splitCount == 2);
    const GgufHeader whole = mergeGgufParts({b, a});
    CHECK(whole.tensors.size() == a.tensors.size() + b.tensors.size());
    CHECK(whole.tensorBytes() == a.tensorBytes() + b.tensorBytes());
    CHECK(whole.architecture() == "llama");
    CHECK_THROWS_AS(mergeGgufParts({a}), std::invalid_argument);
    CHECK_THROWS_AS(mergeGgufParts({b}), std::invalid_argument);
    CHECK_THROWS_AS(mergeGgufParts({a, a}), std::invalid_argument);
    CHECK_THROWS_AS(mergeGgufParts({}), std::invalid_argument);
    checkSays(refusal(GgufBuilder().small("split.no", 5).small("split.count", 2).header()),
              {"split.no"});
}

TEST_CASE("Names of parts are told apart from other names", "[modelfile][gguf]") {
    const GgufPartName name = ggufPartName("big-model-00002-of-00003.gguf");
    CHECK(name.stem == "big-model");
    CHECK(name.number == 2);
    CHECK(name.count == 3);
    CHECK(ggufPartFile(name, 3) == "big-model-00003-of-00003.gguf");
    for (const char* const other :
         {"model.gguf", "-00001-of-00002.gguf", "m-0001-of-0002.gguf", "m-00004-of-00003.gguf",
          "m-00000-of-00003.gguf", "m-0000x-of-00003.gguf", "m-00001-of-00003.bin"}) {
        INFO(other);
        CHECK(ggufPartName(other).count == 1);
    }
}
