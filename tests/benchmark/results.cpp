// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmark/results.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <thread>

namespace headroom::benchmark {

namespace {

double quantile(std::vector<double> times, double share) {
    if (times.empty()) return 0;
    std::sort(times.begin(), times.end());
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1) + 0.5)];
}

/// As Linux names it.
std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) {
            return line.substr(colon + 2);
        }
    }
    return "unknown";
}

std::string quoted(const std::string& text) {
    std::string json = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') json += '\\';
        if (static_cast<unsigned char>(letter) >= ' ') json += letter;
    }
    return json + '"';
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

}  // namespace

double Result::median() const {
    return quantile(times, 0.5);
}

double Result::p95() const {
    return quantile(times, 0.95);
}

void print(const Result& result) {
    std::cout << result.name << ": median " << number(result.median()) << ' ' << result.unit
              << ", P95 " << number(result.p95()) << ' ' << result.unit << " of "
              << result.times.size() << " runs";
    if (!result.note.empty()) std::cout << " (" << result.note << ')';
    std::cout << std::endl;
}

void Results::add(Result result) {
    print(result);
    m_results.push_back(std::move(result));
}

bool Results::writeJson(const std::string& path) const {
    std::ofstream file(path);
    file << "{\"program\": " << quoted(m_program) << ",\n \"version\": " << quoted(HEADROOM_VERSION)
         << ",\n \"clock\": " << quoted(m_clock)
         << ",\n \"machine\": {\"cpu\": " << quoted(processor())
         << ", \"cores\": " << std::thread::hardware_concurrency() << "},\n \"benchmarks\": [";
    const char* separator = "\n";
    for (const Result& result : m_results) {
        file << separator << "  {\"name\": " << quoted(result.name)
             << ", \"unit\": " << quoted(result.unit) << ", \"median\": " << number(result.median())
             << ", \"p95\": " << number(result.p95()) << ", \"runs\": " << result.times.size()
             << ", \"note\": " << quoted(result.note) << '}';
        separator = ",\n";
    }
    file << "\n ]}\n";
    file.close();
    return file.good();
}

std::string takeJsonPath(std::vector<std::string>& words) {
    const auto option = std::find(words.begin(), words.end(), "--json");
    if (option == words.end() || option + 1 == words.end()) return {};
    std::string path = *(option + 1);
    words.erase(option, option + 2);
    return path;
}

int countOf(const std::string& text) {
    int count = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, count);
    return error == std::errc() && stop == end ? std::max(count, 0) : 0;
}

int usage(const std::string& text) {
    std::cerr << "usage: " << text << '\n';
    return 2;
}

}  // namespace headroom::benchmark
