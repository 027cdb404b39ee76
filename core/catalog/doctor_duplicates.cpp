// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <deque>
#include <unordered_map>
#include <unordered_set>

#include "core/catalog/doctor_book.h"
#include "core/units/format.h"

namespace headroom {

namespace {

using FirstRows = std::unordered_map<std::string, const Row*>;

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool isAlphanumeric(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// Lower case without blanks at the ends, runs of blanks as one: how people compare cells.
void appendFolded(std::string& key, std::string_view cell) {
    const std::size_t begin = key.size();
    for (const char c : cell) {
        const bool blank = c == ' ' || c == '\t';
        if (blank && (key.size() == begin || key.back() == ' ')) continue;
        key += blank ? ' ' : lower(c);
    }
    if (key.size() > begin && key.back() == ' ') key.pop_back();
    key += '\n';
}

template <std::size_t N>
std::string foldedCells(const Row& row, const std::array<std::string_view, N>& columns) {
    std::string key;
    key.reserve(96);
    for (const std::string_view column : columns) appendFolded(key, row.view(column));
    return key;
}

void checkKeys(DoctorBook& book) {
    for (const auto& [table, rows] : book.tables()) {
        const std::vector<std::string>& columns = catalogKeyColumns(table);
        std::deque<std::string> joined;
        std::unordered_set<std::string_view> known;
        known.reserve(rows.size());
        for (const Row& row : rows) {
            std::string_view key = row.view(columns.front());
            if (columns.size() > 1) key = joined.emplace_back(catalogKey(table, row));
            if (known.insert(key).second) continue;
            book.error(table, row, columns.front(),
                       "The key " + quotedText(key) + " stands in two rows.",
                       "Remove one of them, or give it a key of its own.");
        }
    }
}

/// Rows with the same `columns` under two keys. `says` ends the sentence "<says> as <key>."
template <std::size_t N>
void checkSameCells(DoctorBook& book, std::string_view table,
                    const std::array<std::string_view, N>& columns, std::string_view needed,
                    std::string_view says, std::string_view remedy) {
    FirstRows first;
    first.reserve(book.rows(table).size());
    for (const Row& row : book.rows(table)) {
        if (!row.has(needed)) continue;
        const auto [place, isNew] = first.emplace(foldedCells(row, columns), &row);
        if (isNew) continue;
        const std::string other = catalogKey(table, *place->second);
        if (other == catalogKey(table, row)) continue;
        book.warn(table, row, columns.back(), std::string(says) + " as " + quotedText(other) + '.',
                  std::string(remedy));
    }
}

constexpr std::array<std::string_view, 5> kOfferColumns{"provider", "region", "accelerator_id",
                                                        "accelerator_count", "instance_type"};
constexpr std::array<std::string_view, 2> kApiColumns{"provider", "model"};
constexpr std::array<std::string_view, 8> kAcceleratorColumns{
    "vendor", "architecture", "memory_gib", "memory_bandwidth_gb_s", "fp16_tensor_tflops_dense",
    "tdp_w",  "form_factor",  "memory_type"};
constexpr std::array<std::string_view, 1> kRepository{"hf_id"};
constexpr std::array<std::string_view, 15> kShapeColumns{
    "params_total_b", "n_layers",       "hidden_size",  "vocab_size",   "n_heads",
    "n_kv_heads",     "head_dim",       "ffn_dim",      "n_experts",    "n_experts_used",
    "moe_ffn_dim",    "sliding_window", "kv_lora_rank", "layer_groups", "modality"};

/// "NVIDIA GeForce RTX-4090" by NVIDIA -> "geforcertx4090": letters and digits without the maker's
/// words; points and plus signs stay, as 2.5 is not 25.
std::string plainName(const std::string& name, const std::string& maker) {
    const auto words = [](const std::string& text) {
        std::vector<std::string> all(1);
        for (const char c : text) {
            if (isAlphanumeric(c) || c == '.' || c == '+') {
                all.back() += lower(c);
            } else if (!all.back().empty()) {
                all.emplace_back();
            }
        }
        return all;
    };
    const std::vector<std::string> makers = words(maker);
    std::string plain;
    for (const std::string& word : words(name)) {
        if (std::find(makers.begin(), makers.end(), word) == makers.end()) plain += word;
    }
    return plain;
}

void checkNames(DoctorBook& book, std::string_view table, std::string_view maker) {
    FirstRows first;
    for (const Row& row : book.rows(table)) {
        const std::string plain = plainName(row.text("name"), row.text(maker));
        if (plain.empty()) continue;
        const auto [place, isNew] = first.emplace(plain, &row);
        if (isNew) continue;
        const std::string other = catalogKey(table, *place->second);
        if (other == catalogKey(table, row)) continue;
        book.warn(table, row, "name",
                  quotedText(row.text("name")) + " is the name of " + quotedText(other) + " too, " +
                      quotedText(place->second->text("name")) + '.',
                  "Keep one of the two, or name what tells them apart.");
    }
}

/// One letter more, less or other, and no digit touched: "Lama 3.1 8B" for "Llama 3.1 8B", but not
/// "Llama 3.3 8B".
bool isOneSlip(const std::string& a, const std::string& b) {
    const std::string& shorter = a.size() <= b.size() ? a : b;
    const std::string& longer = a.size() <= b.size() ? b : a;
    if (longer.size() - shorter.size() > 1) return false;
    const auto [left, right] = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
    if (right == longer.end()) return false;
    const bool replaced = shorter.size() == longer.size();
    const auto isLetter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    if (!isLetter(*right) || (replaced && !isLetter(*left))) return false;
    return std::equal(replaced ? left + 1 : left, shorter.end(), right + 1, longer.end());
}

/// Fine-tunes share the shape of their base model, so a shape alone proves nothing; a shape and a
/// name with a slip do.
void checkShapes(DoctorBook& book) {
    std::unordered_map<std::string, std::vector<const Row*>> byShape;
    for (const Row& row : book.rows("models")) {
        std::vector<const Row*>& same = byShape[foldedCells(row, kShapeColumns)];
        const std::string name = plainName(row.text("name"), row.text("developer"));
        // A shape with hundreds of fine-tunes is not compared pair by pair.
        constexpr std::size_t kMostCompared = 100;
        for (std::size_t i = 0; i < std::min(same.size(), kMostCompared); ++i) {
            const Row& other = *same[i];
            if (!isOneSlip(name, plainName(other.text("name"), other.text("developer")))) continue;
            book.warn("models", row, "name",
                      quotedText(row.text("name")) + " has the shape and parameters of " +
                          quotedText(other.text("id")) + " and nearly its name, " +
                          quotedText(other.text("name")) + '.',
                      "Keep one of the two.");
            break;
        }
        same.push_back(&row);
    }
}

}  // namespace

void checkDuplicates(DoctorBook& book) {
    checkKeys(book);
    checkSameCells(book, "cloud_prices", kOfferColumns, "instance_type",
                   "The same provider, instance, accelerators and region",
                   "Keep the newer of the two.");
    checkSameCells(book, "api_prices", kApiColumns, "model", "The same provider and model",
                   "Keep the newer of the two.");
    checkSameCells(book, "accelerators", kAcceleratorColumns, "fp16_tensor_tflops_dense",
                   "The same maker, chip, memory, rates and form", "Keep one of the two.");
    checkSameCells(book, "models", kRepository, "hf_id", "The same repository",
                   "Keep one of the two.");
    checkNames(book, "accelerators", "vendor");
    checkNames(book, "machines", "vendor");
    checkNames(book, "models", "developer");
    checkShapes(book);
}

}  // namespace headroom
