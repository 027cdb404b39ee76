// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/layer_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace headroom {

namespace {

template <class T>
using Numbers = std::pair<std::string_view, int T::*>;

constexpr std::array<std::pair<std::string_view, AttentionKind>, 3> kAttentionKinds{{
    {"full", AttentionKind::Full},
    {"window", AttentionKind::SlidingWindow},
    {"latent", AttentionKind::Latent},
}};
constexpr std::array<std::pair<std::string_view, RecurrentKind>, 7> kRecurrentKinds{{
    {"mamba1", RecurrentKind::Mamba1},
    {"mamba2", RecurrentKind::Mamba2},
    {"gdn", RecurrentKind::GatedDeltaNet},
    {"kda", RecurrentKind::KimiDelta},
    {"lightning", RecurrentKind::Lightning},
    {"shortconv", RecurrentKind::ShortConvolution},
    {"rwkv", RecurrentKind::Rwkv},
}};
constexpr std::array<std::pair<std::string_view, FeedForwardKind>, 2> kBlockKinds{{
    {"dense", FeedForwardKind::Dense},
    {"experts", FeedForwardKind::MixtureOfExperts},
}};

constexpr std::array<Numbers<Attention>, 11> kAttention{{
    {"heads", &Attention::heads},
    {"kv_heads", &Attention::kvHeads},
    {"key", &Attention::keyHeadSize},
    {"value", &Attention::valueHeadSize},
    {"window", &Attention::window},
    {"kv_rank", &Attention::kvLoraRank},
    {"rope", &Attention::ropeHeadSize},
    {"query_rank", &Attention::queryLoraRank},
    {"nope", &Attention::nopeHeadSize},
    {"index", &Attention::indexHeadSize},
    {"index_heads", &Attention::indexHeads},
}};
constexpr std::array<Numbers<Recurrence>, 7> kRecurrence{{
    {"inner", &Recurrence::innerSize},
    {"state", &Recurrence::stateSize},
    {"heads", &Recurrence::heads},
    {"head_size", &Recurrence::headSize},
    {"groups", &Recurrence::groups},
    {"convolution", &Recurrence::convolution},
    {"step_rank", &Recurrence::timeStepRank},
}};
constexpr std::array<Numbers<FeedForward>, 8> kBlock{{
    {"size", &FeedForward::size},
    {"matrices", &FeedForward::matrices},
    {"experts", &FeedForward::experts},
    {"used", &FeedForward::expertsUsed},
    {"expert_size", &FeedForward::expertSize},
    {"shared", &FeedForward::sharedExperts},
    {"shared_size", &FeedForward::sharedSize},
    {"latent", &FeedForward::latentSize},
}};

constexpr double kLargest = 1e9;

template <class Kind, std::size_t N>
std::string_view nameOf(const std::array<std::pair<std::string_view, Kind>, N>& kinds, Kind kind) {
    for (const auto& [name, known] : kinds) {
        if (known == kind) return name;
    }
    return {};
}

template <class T, std::size_t N>
void write(std::string& text, std::string_view kind, const std::array<Numbers<T>, N>& fields,
           const T& part, std::vector<std::pair<std::string_view, double>> more = {}) {
    std::string list;
    const auto add = [&](std::string_view name, double value) {
        if (value == 0) return;
        if (!list.empty()) list += ',';
        list += std::string(name) + '=' + plainNumber(value);
    };
    for (const auto& [name, member] : fields) add(name, part.*member);
    for (const auto& [name, value] : more) add(name, value);
    if (!text.empty()) text += '|';
    text += std::string(kind);
    if (!list.empty()) text += ':' + list;
}

[[noreturn]] void fail(std::string_view piece, const std::string& expected) {
    throw std::invalid_argument("layer groups: “" + std::string(piece.substr(0, 40)) + "” is not " +
                                expected);
}

double readNumber(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || !(value >= 0) || value > kLargest * 1e3) fail(text, "a number from 0 to 1e12");
    return value;
}

int readCount(std::string_view text) {
    const double value = readNumber(text);
    if (value > kLargest || value != double(static_cast<int>(value))) fail(text, "a whole number");
    return static_cast<int>(value);
}

/// Calls `use` for every piece between `separator`s.
template <class Use>
void eachPiece(std::string_view text, char separator, Use&& use) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        use(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

template <class T, std::size_t N, class Other>
void readPart(std::string_view list, const std::array<Numbers<T>, N>& fields, T& part,
              Other&& other) {
    eachPiece(list, ',', [&](std::string_view piece) {
        const std::size_t equals = piece.find('=');
        if (equals == std::string_view::npos) fail(piece, "name=number");
        const std::string_view name = piece.substr(0, equals);
        const std::string_view value = piece.substr(equals + 1);
        for (const auto& [known, member] : fields) {
            if (known != name) continue;
            part.*member = readCount(value);
            return;
        }
        if (!other(name, value)) fail(name, "a known name");
    });
}

void readPiece(std::string_view piece, LayerGroup& group) {
    const std::size_t colon = std::min(piece.find(':'), piece.size());
    const std::string_view kind = piece.substr(0, colon);
    const std::string_view list = piece.substr(std::min(colon + 1, piece.size()));
    for (const auto& [name, known] : kAttentionKinds) {
        if (name != kind) continue;
        group.attention.kind = known;
        readPart(list, kAttention, group.attention, [&](auto field, auto value) {
            if (field == "reuses_cache") group.attention.storesCache = readCount(value) == 0;
            if (field == "value_is_key") group.attention.valueIsKey = readCount(value) == 1;
            if (field == "expands") group.attention.expandsLatent = readCount(value) == 1;
            return field == "reuses_cache" || field == "value_is_key" || field == "expands";
        });
        return;
    }
    for (const auto& [name, known] : kRecurrentKinds) {
        if (name != kind) continue;
        group.recurrence.kind = known;
        readPart(list, kRecurrence, group.recurrence, [&](auto field, auto value) {
            if (field == "state_bytes") group.recurrence.stateBytes = bytes(readNumber(value));
            if (field == "state_f32") group.recurrence.stateInF32 = readCount(value) == 1;
            return field == "state_bytes" || field == "state_f32";
        });
        return;
    }
    for (const auto& [name, known] : kBlockKinds) {
        if (name != kind) continue;
        group.feedForward.kind = known;
        readPart(list, kBlock, group.feedForward, [](auto, auto) { return false; });
        return;
    }
    if (kind != "empty") fail(kind, "a kind of layer");
}

/// What mixes tokens and what follows it, joined by "|".
std::string groupText(const LayerGroup& group) {
    std::string text;
    const Attention& attention = group.attention;
    if (attention.kind != AttentionKind::None) {
        write(text, nameOf(kAttentionKinds, attention.kind), kAttention, attention,
              {{"reuses_cache", attention.storesCache ? 0 : 1},
               {"value_is_key", attention.valueIsKey ? 1 : 0},
               {"expands", attention.expandsLatent ? 1 : 0}});
    }
    if (group.recurrence.kind != RecurrentKind::None) {
        write(text, nameOf(kRecurrentKinds, group.recurrence.kind), kRecurrence, group.recurrence,
              {{"state_bytes", group.recurrence.stateBytes.value},
               {"state_f32", group.recurrence.stateInF32 ? 1 : 0}});
    }
    if (group.feedForward.kind != FeedForwardKind::None) {
        write(text, nameOf(kBlockKinds, group.feedForward.kind), kBlock, group.feedForward);
    }
    return text.empty() ? "empty" : text;
}

}  // namespace

std::string plainNumber(double value) {
    constexpr double kWhole = 1e15;
    std::array<char, 32> buffer{};
    char* const end = buffer.data() + buffer.size();
    const bool whole = std::abs(value) < kWhole && value == std::trunc(value);
    const auto written = whole ? std::to_chars(buffer.data(), end, static_cast<long long>(value))
                               : std::to_chars(buffer.data(), end, value);
    return std::string(buffer.data(), written.ptr);
}

std::string layersToText(const ModelSpec& model) {
    std::string text;
    for (int first = 0; first < model.layerCount;) {
        const LayerGroup& group = model.block(first);
        int next = first + 1;
        while (next < model.layerCount && &model.block(next) == &group) ++next;
        if (!text.empty()) text += ';';
        text += std::to_string(next - first) + ' ' + groupText(group);
        first = next;
    }
    return text;
}

std::vector<LayerGroup> layersFromText(std::string_view text, int most) {
    std::vector<LayerGroup> layers;
    eachPiece(text, ';', [&](std::string_view piece) {
        const std::size_t space = piece.find(' ');
        if (space == std::string_view::npos) fail(piece, "a count and a kind, “32 full:heads=32”");
        const int count = readCount(piece.substr(0, space));
        if (count < 1 || count > most - static_cast<int>(layers.size())) {
            fail(piece, "a count from 1 on that adds up to at most " + std::to_string(most));
        }
        LayerGroup group;
        group.count = 1;
        eachPiece(piece.substr(space + 1), '|',
                  [&](std::string_view part) { readPiece(part, group); });
        layers.insert(layers.end(), static_cast<std::size_t>(count), group);
    });
    return layers;
}

}  // namespace headroom
