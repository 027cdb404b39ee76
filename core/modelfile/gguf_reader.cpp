// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/gguf_reader.h"

#include <stdexcept>

namespace headroom {

namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

}  // namespace

GgufReader::GgufReader(ByteSource& source, std::uint64_t limit)
    : m_source(source), m_end(std::min(source.size(), limit)), m_limited(source.size() > limit) {}

std::string GgufReader::text(std::uint64_t longest, std::string_view what) {
    const auto length = number<std::uint64_t>(what);
    if (length > left()) truncated(length, what);
    if (length > longest) {
        throw std::invalid_argument("At byte " + std::to_string(m_position) + ", " +
                                    std::string(what) + " has " + std::to_string(length) +
                                    " bytes; at most " + std::to_string(longest) +
                                    " are expected. The file is damaged or not a model.");
    }
    return body(length, what);
}

std::optional<std::string> GgufReader::shortText(std::uint64_t longest, std::string_view what) {
    const auto length = number<std::uint64_t>(what);
    if (length <= longest) return body(length, what);
    skip(length, what);
    return std::nullopt;
}

std::string GgufReader::body(std::uint64_t length, std::string_view what) {
    if (length > left()) truncated(length, what);
    std::string result;
    result.reserve(static_cast<std::size_t>(length));
    while (result.size() < length) {
        const auto piece =
            std::min<std::uint64_t>(length - result.size(), std::uint64_t{kBufferBytes});
        const char* const bytes = take(static_cast<std::size_t>(piece), what);
        result.append(bytes, static_cast<std::size_t>(piece));
    }
    return result;
}

void GgufReader::skip(std::uint64_t count, std::string_view what) {
    if (count > left()) truncated(count, what);
    m_position += count;
}

void GgufReader::requireRoom(std::uint64_t count, std::uint64_t size, std::string_view what) const {
    if (count <= left() / size) return;
    throw std::invalid_argument(
        "At byte " + std::to_string(m_position) + ", the file announces " + std::to_string(count) +
        " " + std::string(what) + ", more than the " + std::to_string(left()) +
        " bytes that are left can hold. The file is truncated or damaged; fetch it again.");
}

const char* GgufReader::take(std::size_t count, std::string_view what) {
    if (count > left()) truncated(count, what);
    const bool buffered =
        m_position >= m_bufferStart && m_position - m_bufferStart + count <= m_buffer.size();
    if (!buffered) {
        const auto wanted = std::min<std::uint64_t>(left(), kBufferBytes);
        m_buffer.resize(static_cast<std::size_t>(wanted));
        m_buffer.resize(m_source.read(m_position, m_buffer));
        m_bufferStart = m_position;
        // The file shrank while it was read.
        if (m_buffer.size() < count) truncated(count, what);
    }
    const char* const bytes = m_buffer.data() + (m_position - m_bufferStart);
    m_position += count;
    return bytes;
}

void GgufReader::truncated(std::uint64_t wanted, std::string_view what) const {
    std::string message = "At byte " + std::to_string(m_position) + ", " + std::string(what) +
                          " needs " + std::to_string(wanted) + " bytes, but ";
    message += m_limited ? "a header has at most " + std::to_string(m_end) +
                               " bytes. The file is damaged or not a model."
                         : "the file ends after " + std::to_string(m_end) +
                               ". It is truncated or damaged; fetch it again.";
    throw std::invalid_argument(message);
}

}  // namespace headroom
