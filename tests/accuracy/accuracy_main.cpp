// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// headroom-accuracy [--rows | --held-out]: how far predicted speeds are from published
// measurements, by group; row by row; or with every device and every model left out of the fit in
// turn.
#include <cstdio>
#include <exception>
#include <map>
#include <string_view>

#include "tests/accuracy/measured.h"

using namespace headroom;

namespace {

void print(const std::vector<ErrorGroup>& groups, std::string_view by = {}) {
    for (const ErrorGroup& group : groups) {
        if (!by.empty() && group.by != by) continue;
        std::printf("%-52s %5zu %7.1f %% %7.1f %% %+7.1f %% %6.2f %5zu\n", group.name.c_str(),
                    group.count, 100 * group.medianAbsoluteError, 100 * group.p90AbsoluteError,
                    100 * group.bias, group.medianFactor, group.unpredicted);
    }
}

void heading(const char* title) {
    std::printf("\n%s\n%-52s %5s %9s %9s %9s %6s %5s\n", title, "", "count", "median", "P90",
                "bias", "factor", "none");
}

void printCheck(const char* title, const SpeedCheck& check) {
    std::printf("\n%s: %zu figures, %zu rows without a prediction\n", title,
                check.observations.figures.size(), check.observations.unpredicted.size());
    std::map<std::string, int> reasons;
    for (const SpeedGap& gap : check.observations.unpredicted) ++reasons[gap.gap.reason];
    for (const auto& [reason, count] : reasons) std::printf("  %4d %s\n", count, reason.c_str());
    heading("What is promised");
    print(check.promised);
    for (const std::string& sentence : check.broken)
        std::printf("NOT KEPT: %s\n", sentence.c_str());
    for (const char* by : {"metric", "engine", "parallelism", "class"}) {
        heading(by);
        print(check.groups, by);
    }
    heading("0.55 x bandwidth / bytes, same rows");
    print(check.oneConstant);
    heading("Rows that users submitted, not in the above");
    print(check.submitted);
}

/// One line per figure, tab-separated, for a spreadsheet.
void printRows(const SpeedCheck& check) {
    for (std::size_t i = 0; i < check.predicted.size(); ++i) {
        const SpeedObservation& figure = check.observations.figures[i];
        std::printf("%zu\t%s\t%s\t%s\t%s\t%.6g\t%.6g\n", figure.row, figure.label.c_str(),
                    figure.classId.c_str(), figure.metric.c_str(), figure.parallelism.c_str(),
                    figure.measured, check.predicted[i]);
    }
}

void printHeldOut() {
    const tests::HeldOut& held = tests::heldOut();
    heading("Each device predicted by classes fitted without it");
    print(promisedGroups(held.all, held.deviceOut));
    heading("Each model predicted by classes fitted without it");
    print(promisedGroups(held.all, held.modelOut));
    std::printf(
        "\nP10 to P90 of the seed hold %.0f %% of the figures with their device left out, "
        "%.0f %% with their model\n",
        100 * tests::shareInRange(held.all.figures, held.deviceOut),
        100 * tests::shareInRange(held.all.figures, held.modelOut));
}

}  // namespace

int main(int argc, char* argv[]) try {
    const std::string_view wish = argc > 1 ? argv[1] : "";
    if (wish == "--held-out") {
        printHeldOut();
        return 0;
    }
    const Catalog& catalog = tests::seedCatalog();
    const SpeedCheck speed =
        checkSpeed(SpeedTable::Speed, tests::measuredRows("speed.csv"), catalog);
    const SpeedCheck serving =
        checkSpeed(SpeedTable::Serving, tests::measuredRows("serving.csv"), catalog);
    if (wish == "--rows") {
        std::printf("row\tlabel\tclass\tmetric\tparallelism\tmeasured\tpredicted\n");
        printRows(speed);
        printRows(serving);
        return 0;
    }
    printCheck("Published benchmarks (speed.csv)", speed);
    printCheck("Serving under load (serving.csv)", serving);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "headroom-accuracy: %s\n", error.what());
    return 1;
}
