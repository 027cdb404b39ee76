// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/gguf_header.h"

#include <cmath>
#include <set>
#include <stdexcept>

#include "core/catalog/ggml_type.h"
#include "core/modelfile/gguf_reader.h"
#include "core/units/format.h"

namespace headroom {

namespace {

// Limits: far above every published model, far below what would hurt.
constexpr std::uint64_t kLargestHeader = 128 << 20;  // token lists and merges reach some 20 MiB
constexpr std::uint64_t kMostKeys = 65'536;          // files have 20 to 80
constexpr std::uint64_t kMostTensors = 262'144;      // 384 experts x 61 layers x 3 are 70,272
constexpr std::uint64_t kLongestName = 65'535;       // the format's own limit of a key
constexpr std::uint64_t kLongestText = 65'536;       // longer texts (chat templates) are left out
constexpr std::uint64_t kLongestArray = 16'384;      // longer ones (tokens) are left out
constexpr std::uint64_t kLongestTextArray = 1'024;
constexpr std::uint64_t kMostElements = std::uint64_t{1} << 50;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 53;  // exact in a double

constexpr std::uint32_t kNewestVersion = 3;

enum ValueType : std::uint32_t {
    kUint8,
    kInt8,
    kUint16,
    kInt16,
    kUint32,
    kInt32,
    kFloat32,
    kBool,
    kString,
    kArray,
    kUint64,
    kInt64,
    kFloat64,
};

[[noreturn]] void fail(const std::string& sentence) {
    throw std::invalid_argument(sentence);
}

void checkMagic(ByteSource& source, GgufReader& reader, GgufHeader& header) {
    if (source.size() < 8) {
        fail("The file has " + std::to_string(source.size()) +
             " bytes, too few for a GGUF header. It is truncated; fetch it again.");
    }
    const auto magic = reader.number<std::uint32_t>("the mark of the format");
    if (magic != 0x46554747) {  // "GGUF"
        fail("The file does not begin with “GGUF”. Choose a GGUF file.");
    }
    header.version = reader.number<std::uint32_t>("the version");
    if ((header.version & 0xFFFF) == 0 && header.version != 0) {
        fail(
            "The file was written for big-endian machines, which Headroom does not read. Convert "
            "it with gguf_convert_endian.py of llama.cpp.");
    }
    if (header.version < 2 || header.version > kNewestVersion) {
        fail("The file has GGUF version " + std::to_string(header.version) +
             "; versions 2 and 3 are read. " +
             (header.version > kNewestVersion ? "Use a newer Headroom."
                                              : "Convert the model again with llama.cpp."));
    }
}

std::uint64_t count(GgufReader& reader, std::uint64_t most, std::uint64_t size,
                    std::string_view what) {
    const auto result = reader.number<std::uint64_t>("the number of " + std::string(what));
    reader.requireRoom(result, size, what);
    if (result > most) {
        fail("The file announces " + std::to_string(result) + " " + std::string(what) +
             "; at most " + std::to_string(most) + " are read. It is damaged or not a model.");
    }
    return result;
}

double finite(double value, const std::string& what) {
    if (!std::isfinite(value)) {
        fail("The value of " + what + " is not a finite number. The file is damaged.");
    }
    return value;
}

std::uint64_t sizeOf(std::uint32_t type, const std::string& what) {
    switch (type) {
        case kUint8:
        case kInt8:
        case kBool:
            return 1;
        case kUint16:
        case kInt16:
            return 2;
        case kUint32:
        case kInt32:
        case kFloat32:
            return 4;
        case kUint64:
        case kInt64:
        case kFloat64:
            return 8;
        default:
            fail("The value of " + what + " has the type " + std::to_string(type) +
                 ", which GGUF does not have. The file is damaged.");
    }
}

double scalar(GgufReader& reader, std::uint32_t type, const std::string& what) {
    switch (type) {
        case kUint8:
        case kBool:
            return reader.number<std::uint8_t>(what);
        case kInt8:
            return reader.number<std::int8_t>(what);
        case kUint16:
            return reader.number<std::uint16_t>(what);
        case kInt16:
            return reader.number<std::int16_t>(what);
        case kUint32:
            return reader.number<std::uint32_t>(what);
        case kInt32:
            return reader.number<std::int32_t>(what);
        case kFloat32:
            return finite(double(reader.number<float>(what)), what);
        case kUint64:
            return double(reader.number<std::uint64_t>(what));
        case kInt64:
            return double(reader.number<std::int64_t>(what));
        default:
            return finite(reader.number<double>(what), what);
    }
}

std::optional<MetadataValue> textArray(GgufReader& reader, std::uint64_t length,
                                       const std::string& what) {
    const bool kept = length <= kLongestTextArray;
    std::vector<std::string> texts;
    for (std::uint64_t i = 0; i < length; ++i) {
        std::optional<std::string> text = reader.shortText(kept ? kLongestText : 0, what);
        if (kept) texts.push_back(std::move(text).value_or(std::string()));
    }
    if (!kept) return std::nullopt;
    return MetadataValue(std::move(texts));
}

std::optional<MetadataValue> array(GgufReader& reader, const std::string& key,
                                   const std::string& what, GgufHeader& header) {
    const auto type = reader.number<std::uint32_t>(what);
    const auto length = reader.number<std::uint64_t>(what);
    if (type == kArray) {
        fail("The value of " + what + " is a list of lists, which no model file has.");
    }
    const std::uint64_t size = type == kString ? 8 : sizeOf(type, what);
    reader.requireRoom(length, size, "items of " + what);
    header.arrayLengths[key] = length;
    if (type == kString) return textArray(reader, length, what);
    if (length > kLongestArray) {
        reader.skip(length * size, what);
        return std::nullopt;
    }
    std::vector<double> numbers;
    numbers.reserve(static_cast<std::size_t>(length));
    for (std::uint64_t i = 0; i < length; ++i) numbers.push_back(scalar(reader, type, what));
    return MetadataValue(std::move(numbers));
}

void readKey(GgufReader& reader, std::set<std::string>& known, GgufHeader& header) {
    std::string key = reader.text(kLongestName, "the name of a key");
    const std::string what = "the key " + quotedText(key);
    if (!known.insert(key).second) {
        fail("There are two keys " + quotedText(key) + ". The file is damaged; fetch it again.");
    }
    const auto type = reader.number<std::uint32_t>(what);
    std::optional<MetadataValue> value;
    if (type == kString) {
        value = reader.shortText(kLongestText, what);
    } else if (type == kArray) {
        value = array(reader, key, what, header);
    } else if (sizeOf(type, what) == 1 && type == kBool) {
        value = scalar(reader, type, what) != 0;
    } else {
        value = scalar(reader, type, what);
    }
    if (value) header.metadata.set(std::move(key), std::move(*value));
}

void checkShape(GgufTensor& tensor, const std::string& what) {
    std::uint64_t elements = 1;
    for (const std::uint64_t dim : tensor.dims) {
        if (dim == 0 || dim > kMostElements / elements) {
            fail("The shape of " + what + " cannot be: a side of " + std::to_string(dim) +
                 " elements. The file is damaged; fetch it again.");
        }
        elements *= dim;
    }
    const GgmlType* const type = ggmlType(tensor.type);
    if (!type) return;
    const auto block = static_cast<std::uint64_t>(type->blockElements);
    if (tensor.dims[0] % block != 0) {
        fail("The rows of " + what + " have " + std::to_string(tensor.dims[0]) +
             " elements, no whole number of " + std::string(type->name) + " blocks of " +
             std::to_string(block) + ". The file is damaged; fetch it again.");
    }
    tensor.bytes = elements / block * static_cast<std::uint64_t>(type->blockBytes);
}

GgufTensor readTensor(GgufReader& reader) {
    GgufTensor tensor;
    tensor.name = reader.text(kLongestName, "the name of a tensor");
    const std::string what = "the tensor " + quotedText(tensor.name);
    const auto dimensions = reader.number<std::uint32_t>(what);
    if (dimensions > tensor.dims.size()) {
        fail("The shape of " + what + " has " + std::to_string(dimensions) +
             " dimensions; GGUF has at most 4. The file is damaged.");
    }
    for (std::uint32_t i = 0; i < dimensions; ++i) {
        tensor.dims[i] = reader.number<std::uint64_t>(what);
    }
    tensor.type = reader.number<std::uint32_t>(what);
    tensor.offset = reader.number<std::uint64_t>(what);
    checkShape(tensor, what);
    return tensor;
}

std::uint64_t padded(std::uint64_t bytes, std::uint64_t alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
}

std::uint64_t alignmentOf(const Metadata& metadata) {
    const double value = metadata.number("general.alignment").value_or(32);
    constexpr double kLargest = 1 << 20;
    if (!(value >= 1) || value > kLargest || value != std::floor(value) ||
        !std::has_single_bit(static_cast<std::uint64_t>(value))) {
        fail("The key “general.alignment” is no power of two up to 1048576. The file is damaged.");
    }
    return static_cast<std::uint64_t>(value);
}

/// Tensors follow one another in the order of their descriptions; llama.cpp loads no other file.
/// Where a type is unknown, the next offset tells how much it takes.
void place(GgufHeader& header) {
    std::uint64_t end = 0;
    std::set<std::uint32_t> unknown;
    for (std::size_t i = 0; i < header.tensors.size(); ++i) {
        GgufTensor& tensor = header.tensors[i];
        if (tensor.offset != padded(end, header.alignment)) {
            fail("The tensor " + quotedText(tensor.name) + " begins at byte " +
                 std::to_string(tensor.offset) + " of the data; " +
                 std::to_string(padded(end, header.alignment)) +
                 " was expected. The file is damaged; fetch it again.");
        }
        if (!ggmlType(tensor.type)) {
            unknown.insert(tensor.type);
            const bool last = i + 1 == header.tensors.size();
            const std::uint64_t found =
                header.foundBytes > header.dataOffset ? header.foundBytes - header.dataOffset : 0;
            const std::uint64_t next = last ? found : header.tensors[i + 1].offset;
            if (!last && next < tensor.offset) {
                fail("The tensor " + quotedText(header.tensors[i + 1].name) +
                     " lies before the one that precedes it. The file is damaged.");
            }
            tensor.bytes = next > tensor.offset ? next - tensor.offset : 0;
        }
        if (tensor.bytes > kMostBytes || tensor.offset > kMostBytes - tensor.bytes) {
            fail("The tensors up to " + quotedText(tensor.name) +
                 " take more bytes than any disk has. The file is damaged; fetch it again.");
        }
        end = tensor.offset + tensor.bytes;
    }
    header.fileBytes = header.dataOffset + end;
    header.unknownTypes.assign(unknown.begin(), unknown.end());
}

void readSplit(GgufHeader& header) {
    constexpr double kMostParts = 99'999;  // five digits in the file name
    const double parts = header.metadata.number("split.count").value_or(1);
    const double number = header.metadata.number("split.no").value_or(0);
    const bool whole = parts == std::floor(parts) && number == std::floor(number);
    if (!whole || parts < 0 || parts > kMostParts || number < 0 || number >= std::max(parts, 1.0)) {
        fail("The keys “split.no” and “split.count” do not fit together. The file is damaged.");
    }
    header.splitCount = std::max(1, static_cast<int>(parts));
    header.splitNumber = static_cast<int>(number);
}

}  // namespace

GgufHeader readGgufHeader(ByteSource& source) {
    GgufReader reader(source, kLargestHeader);
    GgufHeader header;
    header.foundBytes = source.size();
    checkMagic(source, reader, header);
    // The smallest description of a tensor: an empty name, no dimension, type and offset.
    const std::uint64_t tensors = count(reader, kMostTensors, 24, "tensors");
    const std::uint64_t keys = count(reader, kMostKeys, 13, "keys");
    std::set<std::string> known;
    for (std::uint64_t i = 0; i < keys; ++i) readKey(reader, known, header);
    header.alignment = alignmentOf(header.metadata);
    readSplit(header);
    known.clear();
    for (std::uint64_t i = 0; i < tensors; ++i) {
        header.tensors.push_back(readTensor(reader));
        const std::string& name = header.tensors.back().name;
        if (!known.insert(name).second) {
            fail("There are two tensors " + quotedText(name) +
                 ". The file is damaged; fetch it again.");
        }
    }
    header.dataOffset = padded(reader.position(), header.alignment);
    place(header);
    return header;
}

std::string GgufHeader::architecture() const {
    return metadata.text("general.architecture").value_or(std::string());
}

double GgufHeader::tensorBytes() const {
    double sum = 0;
    for (const GgufTensor& each : tensors) sum += double(each.bytes);
    return sum;
}

double GgufHeader::elements() const {
    double sum = 0;
    for (const GgufTensor& each : tensors) sum += each.elements();
    return sum;
}

const GgufTensor* GgufHeader::tensor(std::string_view name) const {
    for (const GgufTensor& each : tensors) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

}  // namespace headroom
