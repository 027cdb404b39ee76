// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aim: 100,000 cloud rows read from their file, planned and applied in 3 s together, whether they
// are new or all change. headroom-bench-import [ROWS] [--json FILE].
#include <QCoreApplication>
#include <QTemporaryDir>
#include <chrono>
#include <string>
#include <vector>

#include "database/import/import_format.h"
#include "database/import/import_plan.h"
#include "tests/benchmark/results.h"

namespace {

using namespace headroom;

/// As a person waits.
double seconds() {
    using namespace std::chrono;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

constexpr int kRows = 100'000;

/// As asked on the command line, for runs under a profiler.
int rows = kRows;

benchmark::Results& results() {
    static benchmark::Results all("headroom-bench-import");
    return all;
}

double since(double start) {
    return seconds() - start;
}

/// A list in SkyPilot's columns, all prices at `price` USD/h.
QByteArray list(const char* price) {
    QByteArray text =
        "InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,"
        "GpuInfo,SpotPrice\n";
    for (int i = 0; i < rows; ++i) {
        text += "x" + QByteArray::number(i / 50) + ".large,L40S,1.0,16.0,128.0," + price +
                ",region-" + QByteArray::number(i % 50) +
                ",\"{'Gpus': [{'Name': 'L40S', 'Count': 1, 'MemoryInfo': {'SizeInMiB': 46068}}]}\","
                "1.25\n";
    }
    return text;
}

void import(CatalogStore& store, const std::string& what, const char* price) {
    const QByteArray bytes = list(price);
    auto start = seconds();
    const CatalogRows stored = store.rows();
    const double loaded = since(start);
    start = seconds();
    const ImportContext context{stored, store.tables(), QDate(2026, 11, 26), {}, {}, {}};
    ImportSource source = readImport(bytes, QStringLiteral("catalogs/v8/aws/vms.csv"), context);
    const double read = since(start);
    start = seconds();
    ImportPlan plan = planImport(std::move(source), stored, store.tables());
    const double planned = since(start);
    const std::size_t taken = plan.count(PlannedKind::Added) + plan.count(PlannedKind::Changed);
    start = seconds();
    store.apply(changesOf(std::move(plan)));
    const double applied = since(start);
    const std::string note = std::to_string(rows) + " rows, " + std::to_string(taken) + " taken";
    results().add({"import/" + what + "/catalog-read", "s", {loaded}, note});
    results().add({"import/" + what + "/file-read", "s", {read}, note});
    results().add({"import/" + what + "/plan", "s", {planned}, note});
    results().add({"import/" + what + "/apply", "s", {applied}, note});
    results().add({"import/" + what, "s", {read + planned + applied}, note});
}

}  // namespace

int main(int argc, char* argv[]) {
    const QCoreApplication application(argc, argv);
    std::vector<std::string> words(argv + 1, argv + argc);
    const std::string json = benchmark::takeJsonPath(words);
    if (!words.empty()) rows = benchmark::countOf(words[0]);
    if (rows == 0 || words.size() > 1) {
        return benchmark::usage("headroom-bench-import [ROWS] [--json FILE]");
    }
    const QTemporaryDir folder;
    CatalogStore store(folder.filePath(QStringLiteral("catalog.sqlite")));
    import(store, "new", "2.5");
    import(store, "changed", "2.75");
    import(store, "unchanged", "2.75");
    return json.empty() || results().writeJson(json) ? 0 : 1;
}
