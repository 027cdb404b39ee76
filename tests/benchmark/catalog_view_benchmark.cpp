// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aims: with 100,000 cloud offers in the catalog a keystroke in the filter shows its rows within
// 50 ms, and a step of scrolling is painted within the 16 ms of a frame.
#include <QCoreApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <iostream>

#include "tests/benchmark/window_benchmark.h"
#include "ui/catalog/catalog_filter_model.h"
#include "ui/catalog/catalog_window.h"

namespace {

using namespace headroom;
using namespace headroom::benchmark;

/// Rows of some hundred instances in many regions, at prices that differ.
std::vector<RowChange> manyOffers(const Row& base, int count) {
    std::vector<RowChange> changes;
    for (int i = 0; i < count; ++i) {
        Row row = base;
        const std::string number = std::to_string(i);
        row.set("id", "offer-" + number);
        row.set("instance_type", "x" + std::to_string(i / 50) + ".large");
        row.set("region", "region-" + std::to_string(i % 50));
        row.set("price_on_demand_usd_h", std::to_string(1 + i % 997));
        changes.push_back({"cloud_prices", std::nullopt, row, ChangeAuthor::Import});
    }
    return changes;
}

void typeFilters(CatalogWindow& window, QLineEdit& filter) {
    std::vector<double> times;
    for (const QString& words :
         {QStringLiteral("region-17 large"), QStringLiteral("x1999"), QStringLiteral("l40s 997"),
          QStringLiteral("no such row"), QStringLiteral("offer-99999")}) {
        QString typed;
        for (const QChar letter : words) {
            typed += letter;
            times.push_back(timed(window, [&] { filter.setText(typed); }));
        }
        while (!typed.isEmpty()) {
            typed.chop(1);
            times.push_back(timed(window, [&] { filter.setText(typed); }));
        }
    }
    print("catalog/filter-keystroke", times);
}

void scrollThrough(CatalogWindow& window, QTableView& view) {
    std::vector<double> times;
    QScrollBar* const bar = view.verticalScrollBar();
    for (int step = 1; step <= 200; ++step) {
        times.push_back(timed(window, [&] { bar->setValue(step * bar->maximum() / 200); }));
    }
    print("catalog/scroll-step", times);
}

}  // namespace

namespace headroom::benchmark {

void catalogView(int count) {
    const QTemporaryDir folder;
    CatalogSession session(
        std::make_unique<CatalogStore>(folder.filePath(QStringLiteral("catalog.sqlite"))));
    const Row base = session.rows().at("cloud_prices").front();
    auto start = Clock::now();
    const QString problem = session.edit(QStringLiteral("Import"), manyOffers(base, count));
    if (!problem.isEmpty()) {
        std::cerr << problem.toStdString() << '\n';
        return;
    }
    print("catalog/store", {millisecondsSince(start)});
    CatalogWindow window(session);
    window.resize(1400, 900);
    window.show();
    print("catalog/show-table", {timed(window, [&] { window.showTable("cloud_prices"); })});
    auto& filter = *window.findChild<QLineEdit*>(QStringLiteral("filterLineEdit"));
    auto& view = *window.findChild<QTableView*>(QStringLiteral("catalogTableView"));
    start = Clock::now();
    filter.setText(QStringLiteral("zz"));
    print("catalog/first-filter", {millisecondsSince(start)});
    const auto& shown = *window.findChild<CatalogFilterModel*>();
    while (shown.isWaiting()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    print("catalog/first-filter-shown", {millisecondsSince(start)});
    filter.clear();
    typeFilters(window, filter);
    scrollThrough(window, view);
    print("catalog/sort", {timed(window, [&] { view.sortByColumn(14, Qt::AscendingOrder); })});
    start = Clock::now();
    const Row before = session.rows().at("machines").front();
    Row after = before;
    after.set("notes", "touched");
    session.edit(QStringLiteral("Edit"), {{"machines", before, after}});
    settle(window);
    print("catalog/edit-other-table", {millisecondsSince(start)});
    start = Clock::now();
    const Row offer = session.rows().at("cloud_prices").back();
    Row dearer = offer;
    dearer.set("notes", "touched");
    session.edit(QStringLiteral("Edit"), {{"cloud_prices", offer, dearer}});
    settle(window);
    print("catalog/edit-long-table", {millisecondsSince(start)});
}

}  // namespace headroom::benchmark
