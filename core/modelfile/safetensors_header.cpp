// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/safetensors_header.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <stdexcept>
#include <utility>

#include "core/modelfile/json_metadata.h"
#include "core/units/format.h"

namespace headroom {

namespace {

// The reference reader refuses more: safetensors/src/tensor.rs, MAX_HEADER_SIZE.
constexpr std::uint64_t kLargestHeader = 100'000'000;
constexpr std::size_t kMostValues = 4 * 262'144;  // as many tensors as a GGUF header may have
constexpr std::size_t kMostDimensions = 16;
constexpr double kLargestSize = 9007199254740992.0;  // 2^53: exact in a double

// docs/model_files.md 2.1.
constexpr std::array<std::pair<std::string_view, int>, 21> kTypes{{
    {"F4", 4},      {"F6_E2M3", 6},     {"F6_E3M2", 6},     {"F8_E5M2", 8}, {"F8_E4M3", 8},
    {"F8_E8M0", 8}, {"F8_E4M3FNUZ", 8}, {"F8_E5M2FNUZ", 8}, {"BOOL", 8},    {"U8", 8},
    {"I8", 8},      {"U16", 16},        {"I16", 16},        {"F16", 16},    {"BF16", 16},
    {"U32", 32},    {"I32", 32},        {"F32", 32},        {"U64", 64},    {"I64", 64},
    {"F64", 64},
}};

[[noreturn]] void fail(const std::string& sentence) {
    throw std::invalid_argument(sentence);
}

/// One entry while its parts come in.
struct Entry {
    SafetensorsTensor tensor;
    bool hasShape{};
    std::vector<double> place;
};

std::uint64_t wholeNumber(double value, const std::string& what) {
    if (!(value >= 0) || value > kLargestSize || value != std::floor(value)) {
        fail(what + " has a size that is no whole number from 0 to 2^53. The file is damaged.");
    }
    return static_cast<std::uint64_t>(value);
}

void take(Entry& entry, const std::string& part, MetadataValue value) {
    const std::string what = "The tensor " + quotedText(entry.tensor.name);
    if (part == "dtype") {
        if (const auto* const text = std::get_if<std::string>(&value)) entry.tensor.type = *text;
    } else if (part == "shape" || part == "data_offsets") {
        const auto* const numbers = std::get_if<std::vector<double>>(&value);
        if (!numbers) fail(what + ": “" + part + "” is no list of numbers. The file is damaged.");
        if (part == "data_offsets") {
            entry.place = *numbers;
            return;
        }
        if (numbers->size() > kMostDimensions) {
            fail(what + " has " + std::to_string(numbers->size()) +
                 " dimensions. The file is damaged.");
        }
        entry.hasShape = true;
        for (const double side : *numbers) {
            entry.tensor.shape.push_back(wholeNumber(side, what));
        }
    }
}

SafetensorsTensor finished(Entry entry) {
    const std::string what = "The tensor " + quotedText(entry.tensor.name);
    if (entry.tensor.type.empty() || !entry.hasShape || entry.place.size() != 2) {
        fail(what +
             " lacks its type, its shape or its place. The file is damaged; fetch it again.");
    }
    const std::uint64_t begin = wholeNumber(entry.place[0], what);
    const std::uint64_t end = wholeNumber(entry.place[1], what);
    if (end < begin) fail(what + " ends before it begins. The file is damaged; fetch it again.");
    entry.tensor.begin = begin;
    entry.tensor.bytes = end - begin;
    const int bits = safetensorsBits(entry.tensor.type);
    const double needed = entry.tensor.elements() * bits / 8;
    if (bits > 0 && needed != double(entry.tensor.bytes)) {
        fail(what + " has " + std::to_string(entry.tensor.bytes) +
             " bytes, but its shape and the type " + quotedText(entry.tensor.type) +
             " give another size. The file is damaged; fetch it again.");
    }
    return std::move(entry.tensor);
}

std::vector<SafetensorsTensor> tensorsOf(std::string_view json) {
    std::vector<Entry> entries;
    visitJson(json, kMostValues, [&](const JsonPath& path, MetadataValue value) {
        if (path.front() == "__metadata__") return;
        if (path.size() != 2) {
            fail("The entry " + quotedText(path.front()) +
                 " does not describe a tensor. The file is damaged or no safetensors file.");
        }
        if (entries.empty() || entries.back().tensor.name != path.front()) {
            entries.push_back({});
            entries.back().tensor.name = path.front();
        }
        take(entries.back(), path.back(), std::move(value));
    });
    std::vector<SafetensorsTensor> tensors;
    tensors.reserve(entries.size());
    for (Entry& entry : entries) tensors.push_back(finished(std::move(entry)));
    return tensors;
}

/// The format allows neither overlaps nor gaps (docs/model_files.md 2).
std::uint64_t checkPlaces(const std::vector<SafetensorsTensor>& tensors) {
    std::vector<const SafetensorsTensor*> sorted;
    for (const SafetensorsTensor& tensor : tensors) sorted.push_back(&tensor);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
        return std::pair(a->begin, a->bytes) < std::pair(b->begin, b->bytes);
    });
    std::uint64_t end = 0;
    for (const SafetensorsTensor* const tensor : sorted) {
        if (tensor->begin != end) {
            fail("The tensor " + quotedText(tensor->name) + " begins at byte " +
                 std::to_string(tensor->begin) + " of the data; " + std::to_string(end) +
                 " was expected. The file is damaged; fetch it again.");
        }
        end += tensor->bytes;
    }
    return end;
}

std::string headerText(ByteSource& source) {
    std::array<char, 8> bytes{};
    if (source.read(0, bytes) < bytes.size()) {
        fail("The file has fewer than 8 bytes. It is truncated; fetch it again.");
    }
    std::uint64_t length = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        length = length << 8 | static_cast<unsigned char>(bytes[i]);
    }
    if (length > kLargestHeader) {
        fail("The file announces a header of " + std::to_string(length) +
             " bytes; a safetensors file has at most 100000000. Choose a safetensors file.");
    }
    const std::uint64_t left = source.size() > 8 ? source.size() - 8 : 0;
    if (length > left) {
        fail("The file announces a header of " + std::to_string(length) + " bytes, and " +
             std::to_string(left) + " follow. It is truncated; fetch it again.");
    }
    std::string text(static_cast<std::size_t>(length), '\0');
    if (source.read(8, text) < text.size()) {
        fail("The file became shorter while it was read. Fetch it again.");
    }
    return text;
}

}  // namespace

double SafetensorsTensor::elements() const {
    double product = 1;
    for (const std::uint64_t side : shape) product *= double(side);
    return product;
}

double SafetensorsHeader::tensorBytes() const {
    double sum = 0;
    for (const SafetensorsTensor& tensor : tensors) sum += double(tensor.bytes);
    return sum;
}

double SafetensorsHeader::elements() const {
    double sum = 0;
    for (const SafetensorsTensor& tensor : tensors) sum += tensor.elements();
    return sum;
}

int safetensorsBits(std::string_view type) {
    const auto known = std::find_if(kTypes.begin(), kTypes.end(),
                                    [&](const auto& entry) { return entry.first == type; });
    return known == kTypes.end() ? 0 : known->second;
}

SafetensorsHeader readSafetensorsHeader(ByteSource& source) {
    const std::string text = headerText(source);
    SafetensorsHeader header;
    header.tensors = tensorsOf(text);
    header.headerBytes = 8 + text.size();
    header.fileBytes = header.headerBytes + checkPlaces(header.tensors);
    header.foundBytes = source.size();
    return header;
}

SafetensorsIndex readSafetensorsIndex(std::string_view json) {
    SafetensorsIndex index;
    std::set<std::string> files;
    visitJson(json, kMostValues, [&](const JsonPath& path, MetadataValue value) {
        if (path == JsonPath{"metadata", "total_size"}) {
            const auto* const size = std::get_if<double>(&value);
            if (!size) fail("“metadata.total_size” is not a number. Correct it.");
            index.totalBytes = double(wholeNumber(*size, "“metadata.total_size”"));
        }
        if (path.size() != 2 || path.front() != "weight_map") return;
        const auto* const file = std::get_if<std::string>(&value);
        if (!file || file->empty() || file->find_first_of("/\\:") != std::string::npos ||
            file->front() == '.') {
            fail("The tensor " + quotedText(path.back()) + " lies in " +
                 quotedText(file ? *file : std::string()) +
                 ", which is no plain file name. Correct the index.");
        }
        ++index.tensors;
        files.insert(*file);
    });
    if (files.empty()) {
        fail(
            "The index names no file: “weight_map” is missing or empty. Choose a "
            "model.safetensors.index.json.");
    }
    index.files.assign(files.begin(), files.end());
    return index;
}

}  // namespace headroom
