// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// headroom-accuracy [--rows]: how far predicted speeds are from published measurements, by device
// class or row by row.
#include <cmath>
#include <cstdio>
#include <exception>
#include <map>
#include <string_view>

#include "tests/accuracy/errors.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;

namespace {

void print(const char* name, const accuracy::ErrorSummary& summary) {
    const auto percent = [](double logError) { return 100.0 * std::expm1(logError); };
    std::printf("%-52s %5zu %6.1f %% %6.1f %% %+6.1f %%\n", name, summary.count,
                percent(summary.median), percent(summary.ninetieth), percent(summary.bias));
}

/// One line per measurement, tab-separated, for a spreadsheet.
void printRows(const accuracy::Measurements& measured) {
    const Catalog& catalog = tests::seedCatalog();
    accuracy::WeightCache sizes;
    for (const accuracy::Measurement& row : measured.rows) {
        const SpeedRequest& request = row.request;
        const SpeedClass* parameters =
            speedClass(*request.devices.accelerator, request.engine, catalog);
        const double predicted = predict(row, sizes.of(request), *parameters);
        std::printf("%s\t%s\t%s\t%s\t%d\t%s\t%s\t%d\t%.0f\t%.0f\t%.6g\t%.6g\t%.3f\n",
                    row.id.c_str(), parameters->id.c_str(), metricName(row.metric).c_str(),
                    request.devices.accelerator->id.c_str(), request.devices.count,
                    request.model->id.c_str(), request.weights->id.c_str(), request.batch,
                    request.prompt.value, request.depth.value, row.value, predicted,
                    std::log(predicted / row.value));
    }
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

int main(int argc, char* argv[]) try {
    const std::string folder = std::string(HEADROOM_SOURCE_DIR) + "/tests/data/speed/";
    const Catalog& catalog = tests::seedCatalog();
    const auto speed = accuracy::readSpeed(tests::readFile(folder + "speed.csv"), catalog);
    const auto serving = accuracy::readServing(tests::readFile(folder + "serving.csv"), catalog);
    if (argc > 1 && std::string_view(argv[1]) == "--rows") {
        std::printf(
            "id\tclass\tmetric\taccelerator\tcount\tmodel\tweights\tbatch\tprompt\tdepth\t"
            "measured\tpredicted\tln_ratio\n");
        printRows(speed);
        printRows(serving);
        return 0;
    }
    std::printf("Factor between predicted and measured tokens per second, minus one.\n");
    printGroups("Published benchmarks (speed.csv)", speed);
    printGroups("Serving under load (serving.csv)", serving);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "headroom-accuracy: %s\n", error.what());
    return 1;
}
