// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/bench_fields.h"

#include <cmath>
#include <stdexcept>

#include "core/scenario/number_text.h"
#include "core/units/format.h"
#include "core/validation/row_inputs.h"

namespace headroom {
namespace {

constexpr double kLargest = 1e15;
constexpr double kLargestCount = 1e9;
/// llama.cpp's own limit on devices (GGML_CUDA_MAX_DEVICES 16) with room for Vulkan.
constexpr int kMostDevices = 64;

/// The text before the first of `ends`, without blanks around.
std::string_view before(std::string_view text, std::initializer_list<std::string_view> ends) {
    for (const std::string_view end : ends) text = text.substr(0, text.find(end));
    return trimmed(text);
}

/// The number at the beginning of `text`, which moves behind it.
std::optional<int> leadingCount(std::string_view& text) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9') {
        value = 10 * value + (text[digits++] - '0');
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

}  // namespace

std::string BenchFields::text(std::string_view name) const {
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::string() : found->second;
}

void BenchFields::fail(std::string_view name, const std::string& expectation) const {
    const std::string value = has(name) ? "holds " + quotedText(text(name)) : "is missing";
    throw std::invalid_argument("The field " + quotedText(name) + " " + value + "; " + expectation +
                                " is expected.");
}

std::optional<double> BenchFields::number(std::string_view name, double least) const {
    if (!has(name)) return std::nullopt;
    const std::optional<double> value = numberValue(text(name), 1);
    if (!value || *value < least || *value > kLargest) {
        fail(name, "a number from " + shortestText(least) + " to 1e15");
    }
    return value;
}

double BenchFields::above(std::string_view name, double least) const {
    const std::optional<double> value = has(name) ? numberValue(text(name), 1) : std::nullopt;
    if (!value || *value <= least || *value > kLargest) {
        fail(name, "a number above " + shortestText(least));
    }
    return *value;
}

int BenchFields::count(std::string_view name, int fallback) const {
    if (!has(name)) return fallback;
    const std::optional<double> value = numberValue(text(name), 1);
    if (!value || std::fabs(*value) > kLargestCount || *value != std::floor(*value)) {
        fail(name, "a whole number up to 1e9");
    }
    return static_cast<int>(*value);
}

bool BenchFields::flag(std::string_view name) const {
    const std::string value = text(name);
    if (value == "true") return true;
    const std::optional<double> number = numberValue(value, 1);
    return number && *number != 0;
}

void DeviceLog::add(int index, std::string_view name) {
    if (name.empty() || index < 0 || index >= kMostDevices) return;
    // A program that starts again numbers its devices from 0 again.
    if (index == 0) m_devices.clear();
    if (static_cast<std::size_t>(index) == m_devices.size()) m_devices.emplace_back(name);
}

void DeviceLog::read(std::string_view line) {
    line = trimmed(line);
    // CUDA and HIP: "Device 0: NVIDIA GeForce RTX 3090, compute capability 8.6, VMM: yes".
    if (take(line, "Device ")) {
        const std::optional<int> index = leadingCount(line);
        if (index && take(line, ":")) add(*index, before(line, {","}));
        return;
    }
    // "ggml_vulkan: 0 = AMD Radeon 8060S (RADV GFX1151) (radv) | uma: 1 | fp16: 1".
    if (take(line, "ggml_vulkan: ")) {
        const std::optional<int> index = leadingCount(line);
        if (index && take(line, " = ")) add(*index, before(line, {"|", " ("}));
        return;
    }
    // Metal has one device: "GPU name:   MTL0 (Apple M4)", "found device: Apple M3 Max".
    if (!line.starts_with("ggml_metal")) return;
    for (const std::string_view label : {"GPU name:", "found device:", "picking default device:"}) {
        const std::size_t at = line.find(label);
        if (at == std::string_view::npos) continue;
        std::string_view name = trimmed(line.substr(at + label.size()));
        const std::size_t inner = name.find('(');
        if (inner != std::string_view::npos) name = before(name.substr(inner + 1), {")"});
        add(0, name);
    }
}

std::string backendNamed(std::string_view text) {
    for (const std::string& word : words(text)) {
        if (word == "cuda" || word == "metal" || word == "rocm" || word == "vulkan" ||
            word == "sycl") {
            return word;
        }
        if (word == "mtl") return "metal";
        if (word == "hip") return "rocm";
    }
    return {};
}

}  // namespace headroom
