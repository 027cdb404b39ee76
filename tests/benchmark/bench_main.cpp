// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// headroom-bench [--list] [--only PREFIX] [--runs N] [--processor] [--json FILE] [--count NAME]:
// the pure core. Times are medians of many runs, by the clock on the wall or, with --processor, of
// processor time. --count runs one piece once inside a function that a profiler
// can switch on at (tests/benchmark/count.sh).
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include "tests/benchmark/pieces.h"
#include "tests/benchmark/results.h"

namespace {

using namespace headroom::benchmark;
using Clock = std::chrono::steady_clock;

/// Keeps the compiler from leaving out work whose result nobody reads.
volatile double g_sink = 0;

constexpr double kShortestRun = 2e-3;  // seconds, so that the clock does not count
constexpr double kLongestPiece = 4.0;  // seconds for all runs of a piece
constexpr int kFewestRuns = 5;

/// Processor time of all threads, where others keep the machine busy.
bool g_processor = false;

double now() {
    if (g_processor) return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

double secondsOf(const Piece::Work& work, int calls) {
    const double start = now();
    for (int i = 0; i < calls; ++i) g_sink = g_sink + work();
    return now() - start;
}

double factorOf(const std::string& unit) {
    return unit == "us" ? 1e6 : unit == "ms" ? 1e3 : 1;
}

Result timed(const Piece& piece, int runs) {
    Setup setup;
    const Piece::Work work = piece.prepare(setup);
    Result result{piece.name, piece.unit, {}, setup.note};
    int calls = 1;
    double once = secondsOf(work, 1);  // warms up, too
    while (once < kShortestRun) {
        calls *= 2;
        once = secondsOf(work, calls);
    }
    const int affordable = std::max(kFewestRuns, static_cast<int>(kLongestPiece / once));
    for (int run = 0; run < std::min(runs, affordable); ++run) {
        result.times.push_back(secondsOf(work, calls) / calls / setup.things *
                               factorOf(piece.unit));
    }
    return result;
}

}  // namespace

/// What count.sh tells the profiler to count.
#if defined(__GNUC__)
extern "C" __attribute__((noinline)) void headroom_counted_piece(const Piece::Work& work) {
#else
extern "C" void headroom_counted_piece(const Piece::Work& work) {
#endif
    g_sink = g_sink + work();
}

namespace {

int count(const std::vector<Piece>& pieces, const std::string& name) {
    for (const Piece& piece : pieces) {
        if (piece.name != name) continue;
        Setup setup;
        const Piece::Work work = piece.prepare(setup);
        headroom_counted_piece(work);
        std::cout << setup.things << ' ' << setup.note << '\n';
        return 0;
    }
    std::cerr << "There is no piece \"" << name << "\"; --list names them.\n";
    return 2;
}

/// The value behind an option, taken out of the words.
std::string take(std::vector<std::string>& words, const std::string& option) {
    const auto found = std::find(words.begin(), words.end(), option);
    if (found == words.end() || found + 1 == words.end()) return {};
    std::string value = *(found + 1);
    words.erase(found, found + 2);
    return value;
}

}  // namespace

int main(int argc, char* argv[]) {
    std::vector<std::string> words(argv + 1, argv + argc);
    const std::string json = takeJsonPath(words);
    const std::string only = take(words, "--only");
    const std::string counted = take(words, "--count");
    const std::string runsText = take(words, "--runs");
    const int runs = runsText.empty() ? 21 : std::max(1, std::atoi(runsText.c_str()));
    std::vector<Piece> pieces;
    addMemoryPieces(pieces);
    addEvaluationPieces(pieces);
    addCostPieces(pieces);
    addRiskPieces(pieces);
    addSamplingPieces(pieces);
    addServingPieces(pieces);
    g_processor = std::erase(words, "--processor") > 0;
    const bool list = words == std::vector<std::string>{"--list"};
    if (!words.empty() && !list) {
        return usage(
            "headroom-bench [--list] [--only PREFIX] [--runs N] [--processor] [--json FILE] "
            "[--count NAME]");
    }
    if (!counted.empty()) return count(pieces, counted);
    Results results("headroom-bench", g_processor ? "processor" : "wall");
    for (const Piece& piece : pieces) {
        if (!piece.name.starts_with(only)) continue;
        if (list) {
            std::cout << piece.name << '\n';
        } else {
            results.add(timed(piece, runs));
        }
    }
    if (!json.empty() && !results.writeJson(json)) {
        std::cerr << "cannot write " << json << '\n';
        return 1;
    }
    return 0;
}
