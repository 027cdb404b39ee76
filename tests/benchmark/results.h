// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace headroom::benchmark {

/// Times of one piece, in its unit.
struct Result {
    std::string name;
    std::string unit;
    std::vector<double> times;  ///< of each run
    std::string note;

    double median() const;
    double p95() const;
};

/// "evaluate/assistant: median 1.2 ms, P95 1.4 ms of 21 runs (44 options)".
void print(const Result& result);

/// All results of one program, as text on the way and as JSON at the end.
class Results {
public:
    /// `clock` is "wall", or "processor" for processor time.
    explicit Results(std::string program, std::string clock = "wall")
        : m_program(std::move(program)), m_clock(std::move(clock)) {}
    void add(Result result);
    /// {"program", "version", "clock", "machine": {"cpu", "cores"}, "benchmarks": [{"name", "unit",
    /// "median", "p95", "runs", "note"}]}. Returns whether the file could be written.
    bool writeJson(const std::string& path) const;

private:
    std::string m_program;
    std::string m_clock;
    std::vector<Result> m_results;
};

/// Takes "--json FILE" out of the words; empty when it is not there.
std::string takeJsonPath(std::vector<std::string>& words);

/// A whole number above 0, or 0 for any other text.
int countOf(const std::string& text);

/// Says how the program is called; returns what it ends with.
int usage(const std::string& text);

}  // namespace headroom::benchmark
