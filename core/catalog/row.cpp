// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/row.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "core/catalog/row_reader.h"

namespace headroom {

namespace {

/// Room for a row as it is filled; most take less than twice as much.
constexpr std::size_t kUsualRowBytes = 240;

/// Before each cell: how long its column and its text are, then both without an end mark.
struct Lengths {
    std::uint32_t column{};
    std::uint32_t text{};

    std::size_t cell() const { return sizeof(Lengths) + column + text; }
};

bool isWithin(std::string_view part, std::string_view memory) {
    const std::less<const char*> before;
    return !before(part.data(), memory.data()) &&
           before(part.data(), memory.data() + memory.size());
}

Lengths lengthsAt(const char* at) {
    Lengths lengths;
    std::memcpy(&lengths, at, sizeof(lengths));
    return lengths;
}

Row::Cell cellAt(const char* at) {
    const Lengths lengths = lengthsAt(at);
    const char* const column = at + sizeof(lengths);
    return {{column, lengths.column}, {column + lengths.column, lengths.text}};
}

}  // namespace

Row::Cell Row::Cells::Iterator::operator*() const {
    return cellAt(m_at);
}

Row::Cells::Iterator& Row::Cells::Iterator::operator++() {
    m_at += lengthsAt(m_at).cell();
    return *this;
}

Row::Row(std::initializer_list<Cell> cells) {
    for (const Cell& cell : cells) set(cell.column, cell.text);
}

Row::Cells Row::values() const {
    return Cells(memory());
}

std::string& Row::own() {
    if (!m_memory) {
        m_memory = std::make_shared<std::string>();
    } else if (m_memory.use_count() > 1) {
        m_memory = std::make_shared<std::string>(*m_memory);
    } else {
        // The last other owner may have let go on another thread: its reading comes before ours.
        std::atomic_thread_fence(std::memory_order_acquire);
    }
    return *m_memory;
}

void Row::set(std::string_view column, std::string_view text) {
    if (std::max(column.size(), text.size()) > std::numeric_limits<std::uint32_t>::max()) {
        throw std::length_error("A cell of the catalog cannot hold four gigabytes.");
    }
    const Lengths lengths{static_cast<std::uint32_t>(column.size()),
                          static_cast<std::uint32_t>(text.size())};
    std::string& memory = own();
    if (isWithin(column, memory) || isWithin(text, memory)) {
        // A text of this row's own would move beneath us.
        set(std::string(column), std::string(text));
        return;
    }
    std::size_t place = 0;
    std::size_t replaced = 0;
    while (place < memory.size()) {
        const Cell here = cellAt(memory.data() + place);
        const std::size_t size = lengthsAt(memory.data() + place).cell();
        if (here.column == column) replaced = size;
        if (here.column >= column) break;
        place += size;
    }
    if (memory.empty()) memory.reserve(kUsualRowBytes);
    memory.replace(place, replaced, lengths.cell(), char());
    char* const at = memory.data() + place;
    std::memcpy(at, &lengths, sizeof(lengths));
    std::copy(column.begin(), column.end(), at + sizeof(lengths));
    std::copy(text.begin(), text.end(), at + sizeof(lengths) + column.size());
}

void Row::remove(std::string_view column) {
    const std::optional<std::string_view> text = find(column);
    if (!text) return;
    const auto behind = static_cast<std::size_t>(text->data() + text->size() - m_memory->data());
    const std::size_t size = sizeof(Lengths) + column.size() + text->size();
    own().erase(behind - size, size);
}

std::optional<std::string_view> Row::find(std::string_view column) const {
    const std::string_view cells = memory();
    for (std::size_t at = 0; at < cells.size();) {
        const Lengths lengths = lengthsAt(cells.data() + at);
        // Most names differ in their length, which saves the look at their letters.
        if (lengths.column == column.size()) {
            const Cell cell = cellAt(cells.data() + at);
            if (cell.column == column) return cell.text;
        }
        at += lengths.cell();
    }
    return std::nullopt;
}

std::string Row::text(std::string_view column) const {
    return std::string(view(column));
}

std::string_view Row::view(std::string_view column) const {
    return find(column).value_or(std::string_view());
}

std::optional<double> Row::number(std::string_view column) const {
    const std::optional<std::string_view> found = find(column);
    if (!found) return std::nullopt;
    double value{};
    const char* const end = found->data() + found->size();
    const auto [stop, error] = std::from_chars(found->data(), end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

int Row::integer(std::string_view column, int fallback) const {
    const std::optional<double> value = number(column);
    if (!value || *value != std::trunc(*value) || std::fabs(*value) > kLargestCount) {
        return fallback;
    }
    return static_cast<int>(*value);
}

std::optional<bool> Row::flag(std::string_view column) const {
    const std::string_view value = view(column);
    if (value == "1") return true;
    if (value == "0") return false;
    return std::nullopt;
}

}  // namespace headroom
