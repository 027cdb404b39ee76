// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace headroom {

/// Bytes that are fetched piece by piece, so that the header of a 300 GB file is read without the
/// rest.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    virtual std::uint64_t size() const = 0;
    /// Copies bytes from `offset` on; returns how many there were, at most `into.size()`.
    virtual std::size_t read(std::uint64_t offset, std::span<char> into) = 0;
};

/// Bytes that are in memory already; the text must outlive the source.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string_view bytes) : m_bytes(bytes) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    std::size_t read(std::uint64_t offset, std::span<char> into) override {
        if (offset >= m_bytes.size()) return 0;
        const std::string_view rest = m_bytes.substr(static_cast<std::size_t>(offset));
        const std::size_t count = std::min(rest.size(), into.size());
        std::copy_n(rest.begin(), count, into.begin());
        return count;
    }

private:
    std::string_view m_bytes;
};

}  // namespace headroom
