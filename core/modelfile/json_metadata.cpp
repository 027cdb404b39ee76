// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/modelfile/json_metadata.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <unordered_set>

#include "core/units/format.h"

namespace headroom {

namespace {

constexpr std::size_t kDeepest = 64;            // configurations nest four or five levels
constexpr std::size_t kMostValues = 1'000'000;  // of a configuration: they have hundreds

/// Walks over the text and leaves its place where a message can find it.
class Cursor {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Cursor(const char* at, const char** place) : m_at(at), m_place(place) {}
    reference operator*() const { return *m_at; }
    Cursor& operator++() {
        *m_place = ++m_at;
        return *this;
    }
    Cursor operator++(int) {
        const Cursor before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const Cursor& a, const Cursor& b) { return a.m_at == b.m_at; }
    friend bool operator!=(const Cursor& a, const Cursor& b) { return a.m_at != b.m_at; }

private:
    const char* m_at;
    const char** m_place;
};

/// Receives the parser's events. The parser keeps its own stack on the heap, so depth costs no call
/// frames; a handler that returns false ends it.
class Handler final : public nlohmann::json_sax<nlohmann::json> {
public:
    Handler(std::string_view text, std::size_t mostValues,
            const std::function<void(const JsonPath&, MetadataValue)>& found)
        : m_text(text), m_place(text.data()), m_mostValues(mostValues), m_found(found) {}

    const char** place() { return &m_place; }

    bool null() override { return scalar(MetadataValue(false), true); }
    bool boolean(bool value) override { return scalar(MetadataValue(value)); }
    bool number_integer(std::int64_t value) override {
        return scalar(MetadataValue(double(value)));
    }
    bool number_unsigned(std::uint64_t value) override {
        return scalar(MetadataValue(double(value)));
    }
    bool number_float(double value, const std::string&) override {
        return scalar(MetadataValue(value));
    }
    bool string(std::string& value) override { return scalar(MetadataValue(std::move(value))); }
    bool binary(nlohmann::json::binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(false); }
    bool key(std::string& name) override {
        if (!m_levels.back().names.insert(name).second) {
            fail("the name " + quotedText(name) +
                 " stands twice in one object. Remove one of them.");
        }
        m_path.back() = std::move(name);
        return true;
    }
    bool end_object() override {
        close();
        return true;
    }
    bool start_array(std::size_t) override { return open(true); }
    bool end_array() override {
        Level& level = m_levels.back();
        const std::vector<MetadataValue> items = std::move(level.items);
        const bool plain = level.plain;
        close();
        if (plain) tellList(items);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::json::exception& error) override {
        constexpr int kNumberOverflow = 406;  // nlohmann-json's number for it
        if (error.id == kNumberOverflow) fail("a number is too large. Correct it.");
        // The parser stops at the letter that begins the word.
        std::string_view rest = m_text.substr(offset() > 0 ? offset() - 1 : 0);
        if (rest.starts_with("-")) rest.remove_prefix(1);
        for (const std::string_view word : {"NaN", "Infinity"}) {
            if (rest.starts_with(word)) {
                fail(quotedText(word) + " is not a number in JSON. Write a number or null.");
            }
        }
        if (position > m_text.size()) {  // the parser counts the end as a character
            fail("the text ends too early. It is truncated; fetch it again.");
        }
        fail("this is not JSON, near " + quotedText(rest.substr(0, 20)) + ". Correct it.");
    }

private:
    struct Level {
        bool list{};
        bool plain{true};                  ///< a list of numbers or of texts so far
        std::size_t count{};               ///< items of a list
        std::vector<MetadataValue> items;  ///< of a plain list
        std::unordered_set<std::string> names;
    };

    std::size_t offset() const { return static_cast<std::size_t>(m_place - m_text.data()); }

    [[noreturn]] void fail(const std::string& sentence) const {
        const std::string_view before = m_text.substr(0, offset());
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        throw std::invalid_argument("Line " + std::to_string(line) + ", byte " +
                                    std::to_string(offset()) + ": " + sentence);
    }

    bool open(bool list) {
        if (m_levels.empty() && list) fail("a list stands where an object is expected.");
        if (m_levels.size() == kDeepest) {
            fail("objects and lists are nested more than " + std::to_string(kDeepest) +
                 " levels deep. No model is described like this.");
        }
        enterItem();
        spill();
        m_levels.push_back({list, list, 0, {}, {}});
        m_path.emplace_back();
        return true;
    }

    void close() {
        m_levels.pop_back();
        m_path.pop_back();
    }

    /// Inside a list, names the item that begins.
    void enterItem() {
        if (m_levels.empty() || !m_levels.back().list) return;
        m_path.back() = std::to_string(m_levels.back().count++);
    }

    /// A list that turns out to be mixed: its items so far are told one by one.
    void spill() {
        if (m_levels.empty() || !m_levels.back().plain || !m_levels.back().list) return;
        Level& level = m_levels.back();
        level.plain = false;
        const std::string current = m_path.back();
        std::size_t number = 0;
        for (MetadataValue& item : level.items) {
            m_path.back() = std::to_string(number++);
            tell(std::move(item));
        }
        level.items.clear();
        m_path.back() = current;
    }

    bool scalar(MetadataValue value, bool missing = false) {
        if (m_levels.empty()) fail("an object is expected.");
        if (++m_values > m_mostValues) {
            fail("there are more than " + std::to_string(m_mostValues) +
                 " values. No model is described like this.");
        }
        enterItem();
        Level& level = m_levels.back();
        const bool listable =
            std::holds_alternative<double>(value) || std::holds_alternative<std::string>(value);
        const bool alike =
            level.items.empty() ? level.count <= 1 : level.items.front().index() == value.index();
        if (level.list && level.plain && listable && alike && !missing) {
            level.items.push_back(std::move(value));
            return true;
        }
        spill();
        if (!missing) tell(std::move(value));
        return true;
    }

    void tellList(const std::vector<MetadataValue>& items) {
        if (!items.empty() && std::holds_alternative<std::string>(items.front())) {
            std::vector<std::string> texts;
            for (const MetadataValue& item : items) texts.push_back(std::get<std::string>(item));
            tell(std::move(texts));
            return;
        }
        std::vector<double> numbers;
        for (const MetadataValue& item : items) numbers.push_back(std::get<double>(item));
        tell(std::move(numbers));
    }

    void tell(MetadataValue value) { m_found(m_path, std::move(value)); }

    std::string_view m_text;
    const char* m_place;
    std::size_t m_mostValues;
    std::size_t m_values{};
    const std::function<void(const JsonPath&, MetadataValue)>& m_found;
    std::vector<Level> m_levels;
    JsonPath m_path;
};

}  // namespace

void visitJson(std::string_view text, std::size_t mostValues,
               const std::function<void(const JsonPath&, MetadataValue)>& found) {
    Handler handler(text, mostValues, found);
    const Cursor begin(text.data(), handler.place());
    const Cursor end(text.data() + text.size(), handler.place());
    nlohmann::json::sax_parse(begin, end, &handler);
}

Metadata metadataFromJson(std::string_view text) {
    Metadata result;
    visitJson(text, kMostValues, [&](const JsonPath& path, MetadataValue value) {
        std::string key;
        for (const std::string& name : path) {
            if (!key.empty()) key += '.';
            key += name;
        }
        if (result.has(key)) {
            throw std::invalid_argument("The name " + quotedText(key) +
                                        " can be read in two ways. Rename one of them.");
        }
        result.set(std::move(key), std::move(value));
    });
    return result;
}

}  // namespace headroom
