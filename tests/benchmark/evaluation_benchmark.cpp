// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aims: an edit is evaluated in 10 ms, and the doctor reads 100,000 cloud offers beside the seed in
// 1 s, on one core.
#include <memory>

#include "core/catalog/catalog_tables.h"
#include "core/catalog/doctor.h"
#include "core/evaluate.h"
#include "core/what_if.h"
#include "tests/benchmark/pieces.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

namespace headroom::benchmark {

namespace {

using namespace headroom::tests;

Piece::Work evaluating(const Scenario& scenario, std::shared_ptr<const Catalog> catalog,
                       Setup& setup) {
    setup.note = std::to_string(evaluate(scenario, *catalog).options.size()) + " options";
    return [scenario, catalog = std::move(catalog)] {
        return static_cast<double>(evaluate(scenario, *catalog).options.size());
    };
}

std::shared_ptr<const Catalog> seed() {
    return {std::shared_ptr<const Catalog>(), &seedCatalog()};
}

/// The seed with its cloud offers repeated to so many, in 20 regions, at up to ten times the price.
std::shared_ptr<const Catalog> withOffers(std::size_t count) {
    auto catalog = std::make_shared<Catalog>(seedCatalog());
    const std::vector<CloudOffer> offers = std::move(catalog->cloudOffers);
    catalog->cloudOffers.clear();
    for (std::size_t i = 0; i < count; ++i) {
        CloudOffer offer = offers[i % offers.size()];
        offer.id += '-' + std::to_string(i);
        offer.region += '-' + std::to_string(i / offers.size() % 20);
        for (auto* const price : {&offer.onDemand, &offer.spot}) {
            if (*price) (*price)->amount *= 1 + static_cast<double>(i % 97) / 10;
        }
        catalog->cloudOffers.push_back(std::move(offer));
    }
    return catalog;
}

/// The seed with its machines repeated to so many, each at a price of its own.
std::shared_ptr<const Catalog> withMachines(std::size_t count) {
    auto catalog = std::make_shared<Catalog>(seedCatalog());
    const std::vector<Machine> machines = std::move(catalog->machines);
    catalog->machines.clear();
    for (std::size_t i = 0; i < count; ++i) {
        Machine one = machines[i % machines.size()];
        if (i >= machines.size()) one.id += '-' + std::to_string(i);
        catalog->machines.push_back(std::move(one));
    }
    return catalog;
}

/// The seed's rows with its cloud offers repeated, each in a region of its own.
CatalogRows rowsWithOffers(std::size_t count) {
    CatalogRows rows;
    for (const std::string& table : catalogTables()) {
        rows[table] = parseCsv(
            readFile(std::string(HEADROOM_SOURCE_DIR) + "/database/seed/" + table + ".csv"));
    }
    std::vector<Row>& offers = rows["cloud_prices"];
    const std::vector<Row> seedRows = std::move(offers);
    offers.clear();
    for (std::size_t i = 0; i < count; ++i) {
        Row row = seedRows[i % seedRows.size()];
        const std::string tag = '-' + std::to_string(i);
        row.set("id", row.text("id") + tag);
        row.set("region", row.text("region") + tag);
        offers.push_back(std::move(row));
    }
    return rows;
}

void addCatalogSizes(std::vector<Piece>& pieces) {
    for (const std::size_t count : {100U, 1'000U, 10'000U, 100'000U}) {
        pieces.push_back({"evaluate/offers=" + std::to_string(count), "ms", [count](Setup& setup) {
                              return evaluating(overMonths(36), withOffers(count), setup);
                          }});
    }
    for (const std::size_t count : {10U, 40U, 160U, 640U}) {
        pieces.push_back(
            {"evaluate/machines=" + std::to_string(count), "ms", [count](Setup& setup) {
                 return evaluating(assistant70b(), withMachines(count), setup);
             }});
    }
    for (const std::size_t count : {100U, 1'000U, 10'000U, 100'000U}) {
        pieces.push_back(
            {"doctor/offers=" + std::to_string(count), "ms", [count](Setup& setup) -> Piece::Work {
                 const auto rows = std::make_shared<const CatalogRows>(rowsWithOffers(count));
                 const CalendarDay today = *earliestDay("2026-11-26");
                 setup.note = std::to_string(examineCatalog(*rows, today).size()) + " findings";
                 return [rows, today] {
                     return static_cast<double>(examineCatalog(*rows, today).size());
                 };
             }});
    }
}

}  // namespace

void addEvaluationPieces(std::vector<Piece>& pieces) {
    const auto add = [&](const std::string& name, const Scenario& scenario) {
        pieces.push_back({"evaluate/" + name, "ms", [scenario](Setup& setup) {
                              return evaluating(scenario, seed(), setup);
                          }});
    };
    add("default", Scenario{});
    add("assistant", assistant70b());
    add("chat", burstyChat8b());
    add("retrieval", retrieval30b());
    add("lora", weeklyLora70b());
    for (const int months : {12, 36, 60, 120}) {
        add("months=" + std::to_string(months), overMonths(months));
    }
    addCatalogSizes(pieces);
    pieces.push_back({"what-if/turns-of-one-input", "ms", [](Setup& setup) -> Piece::Work {
                          const Scenario scenario = overMonths(36);
                          const std::vector<WhatIfInput> inputs = whatIfInputs(scenario);
                          setup.note = inputs.front().field->id;
                          return [scenario, input = inputs.front()] {
                              WhatIfInput turned = input;
                              findTurns(turned, scenario, seedCatalog());
                              return turned.lowest;
                          };
                      }});
}

}  // namespace headroom::benchmark
