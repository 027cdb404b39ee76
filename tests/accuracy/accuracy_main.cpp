// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// headroom-accuracy: how far predicted speeds are from published measurements, by device class.
#include <cmath>
#include <cstdio>
#include <exception>
#include <map>

#include "tests/accuracy/errors.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;

namespace {

void print(const char* name, const accuracy::ErrorSummary& summary) {
    const auto percent = [](double logError) { return 100.0 * std::expm1(logError); };
    std::printf("%-52s %5zu %6.1f %% %6.1f %% %+6.1f %%\n", name, summary.count,
                percent(summary.median), percent(summary.ninetieth), percent(summary.bias));
}

void printGroups(const char* title, const accuracy::Measurements& measured) {
    std::printf("\n%s: %zu rows, %zu left out\n", title, measured.rows.size(),
                measured.leftOut.size());
    std::map<std::string, int> reasons;
    for (const std::string& reason : measured.leftOut) ++reasons[reason];
    for (const auto& [reason, count] : reasons) std::printf("  %4d %s\n", count, reason.c_str());
    std::printf("\n%-52s %5s %8s %8s %8s\n", "class | metric", "rows", "median", "P90", "bias");
    std::vector<double> all;
    for (const auto& [name, errors] : accuracy::logErrors(measured.rows, tests::seedCatalog())) {
        print(name.c_str(), accuracy::summarise(errors));
        all.insert(all.end(), errors.begin(), errors.end());
    }
    print("all", accuracy::summarise(all));
}

}  // namespace

int main() try {
    const std::string folder = std::string(HEADROOM_SOURCE_DIR) + "/tests/data/speed/";
    std::printf("Factor between predicted and measured tokens per second, minus one.\n");
    printGroups("Published benchmarks (speed.csv)",
                accuracy::readSpeed(tests::readFile(folder + "speed.csv"), tests::seedCatalog()));
    printGroups(
        "Serving under load (serving.csv)",
        accuracy::readServing(tests::readFile(folder + "serving.csv"), tests::seedCatalog()));
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "headroom-accuracy: %s\n", error.what());
    return 1;
}
