// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/modelfile/byte_source.h"

namespace headroom {

/// Reads little-endian numbers and texts one after the other through a buffer. Every function
/// checks what is left before it reads or allocates, and throws std::invalid_argument naming `what`
/// and the byte where the file ends. Private to core/modelfile.
class GgufReader {
public:
    /// Nothing beyond `limit` bytes counts as header.
    GgufReader(ByteSource& source, std::uint64_t limit);

    std::uint64_t position() const { return m_position; }
    std::uint64_t left() const { return m_end - m_position; }

    template <class T>
    T number(std::string_view what) {
        std::uint64_t bits = 0;
        const char* const bytes = take(sizeof(T), what);
        for (std::size_t i = sizeof(T); i-- > 0;) {
            bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
        }
        if constexpr (sizeof(T) == 8) return std::bit_cast<T>(bits);
        if constexpr (sizeof(T) == 4) return std::bit_cast<T>(static_cast<std::uint32_t>(bits));
        if constexpr (sizeof(T) == 2) return std::bit_cast<T>(static_cast<std::uint16_t>(bits));
        if constexpr (sizeof(T) == 1) return std::bit_cast<T>(static_cast<std::uint8_t>(bits));
    }
    /// A text with its length before it; refuses more than `longest` bytes.
    std::string text(std::uint64_t longest, std::string_view what);
    /// The same, passing over a longer text: nullopt.
    std::optional<std::string> shortText(std::uint64_t longest, std::string_view what);
    /// Passes over `count` bytes without reading them.
    void skip(std::uint64_t count, std::string_view what);
    /// Throws when `count` items of at least `size` bytes each cannot follow.
    void requireRoom(std::uint64_t count, std::uint64_t size, std::string_view what) const;

private:
    std::string body(std::uint64_t length, std::string_view what);
    const char* take(std::size_t count, std::string_view what);
    [[noreturn]] void truncated(std::uint64_t wanted, std::string_view what) const;

    ByteSource& m_source;
    std::uint64_t m_position{};
    std::uint64_t m_end{};
    bool m_limited{};
    std::uint64_t m_bufferStart{};
    std::vector<char> m_buffer;
};

}  // namespace headroom
