// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/validation/bench_output.h"

namespace headroom {

/// Names and values of one measurement, from JSON, CSV or a table, all as text. Getters throw
/// std::invalid_argument with a sentence that names the field and its value. Private to the readers
/// of benchmark output.
class BenchFields {
public:
    void set(std::string name, std::string value) {
        m_values.insert_or_assign(std::move(name), std::move(value));
    }
    bool has(std::string_view name) const { return m_values.find(name) != m_values.end(); }
    /// Empty when there is none.
    std::string text(std::string_view name) const;
    /// A finite number from `least` on; nullopt when there is none. Throws for anything else.
    std::optional<double> number(std::string_view name, double least = 0) const;
    /// Throws also when it is missing; `least` itself is refused.
    double above(std::string_view name, double least = 0) const;
    /// A whole number up to 10^9; `fallback` when there is none. Throws for anything else.
    int count(std::string_view name, int fallback) const;
    /// "true", "1" and numbers other than 0; false when there is none.
    bool flag(std::string_view name) const;

private:
    [[noreturn]] void fail(std::string_view name, const std::string& expectation) const;
    std::map<std::string, std::string, std::less<>> m_values;
};

/// The rows of an object or line; throws std::invalid_argument with a sentence. nullopt-like empty
/// vectors never come back: what holds no figure throws.
std::vector<BenchRow> rowsOfLlamaBench(const BenchFields& fields,
                                       const std::vector<std::string>& loggedDevices);
std::vector<BenchRow> rowsOfBatchedBench(const BenchFields& fields,
                                         const std::vector<std::string>& loggedDevices);
std::vector<BenchRow> rowsOfServing(const BenchFields& fields);
std::vector<BenchRow> rowsOfThroughput(const BenchFields& fields);

/// The names of llama-bench's JSON for those of its table: "ngl", "t/s", "pp512 @ d4096" ...
/// Throws std::invalid_argument for a cell that does not read.
BenchFields fieldsOfTable(const std::vector<std::string>& header,
                          const std::vector<std::string>& cells);

/// Devices that llama.cpp's backends log when they start, as far as the lines were seen.
class DeviceLog {
public:
    void read(std::string_view line);
    const std::vector<std::string>& devices() const { return m_devices; }

private:
    void add(int index, std::string_view name);
    std::vector<std::string> m_devices;
};

/// What llama.cpp calls a backend ("CUDA", "BLAS,MTL", "ROCm") as speed classes name it; empty when
/// it names none.
std::string backendNamed(std::string_view text);

}  // namespace headroom
