// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aim: the doctor reads 100,000 cloud offers beside the seed in 1 s on one core.
#include "tests/benchmark/catalog_benchmark.h"

#include <algorithm>
#include <chrono>
#include <iostream>

#include "core/catalog/doctor.h"
#include "core/evaluate.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

namespace headroom::tests {
namespace {

/// The seed with its cloud offers repeated, each in regions of its own.
CatalogRows largeCatalog(std::size_t offers) {
    CatalogRows rows;
    for (const std::string& table : catalogTables()) {
        rows[table] = parseCsv(
            readFile(std::string(HEADROOM_SOURCE_DIR) + "/database/seed/" + table + ".csv"));
    }
    const std::vector<Row> seed = rows["cloud_prices"];
    std::vector<Row>& many = rows["cloud_prices"];
    many.clear();
    many.reserve(offers);
    for (std::size_t i = 0; i < offers; ++i) {
        Row row = seed[i % seed.size()];
        const std::string tag = '-' + std::to_string(i);
        row.set("id", row.text("id") + tag);
        row.set("region", row.text("region") + tag);
        many.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void examination() {
    using Clock = std::chrono::steady_clock;
    const CatalogRows rows = largeCatalog(100'000);
    const CalendarDay today = *earliestDay("2026-11-26");
    double best = 1e9;
    std::size_t findings = 0;
    for (int run = 0; run < 3; ++run) {
        const auto start = Clock::now();
        findings = examineCatalog(rows, today).size();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::cout << "doctor, 100,000 cloud offers: " << best << " s, " << findings << " findings\n";
}

void longPriceList() {
    using Clock = std::chrono::steady_clock;
    Catalog catalog = seedCatalog();
    const std::vector<CloudOffer> seed = catalog.cloudOffers;
    // Each offer some 260 times, in 20 regions, at up to ten times its price.
    for (std::size_t i = 0; catalog.cloudOffers.size() < 100'000; ++i) {
        CloudOffer offer = seed[i % seed.size()];
        offer.id += '-' + std::to_string(i);
        offer.region += '-' + std::to_string(i / seed.size() % 20);
        for (auto* const price : {&offer.onDemand, &offer.spot}) {
            if (*price) (*price)->amount *= 1 + static_cast<double>(i % 97) / 10;
        }
        catalog.cloudOffers.push_back(std::move(offer));
    }
    const Scenario scenario = assistant70b();
    double best = 1e9;
    std::size_t options = 0;
    for (int run = 0; run < 3; ++run) {
        const auto start = Clock::now();
        options = evaluate(scenario, catalog).options.size();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::cout << "evaluate, 100,000 cloud offers: " << best << " s, " << options << " options\n";
}

}  // namespace headroom::tests
