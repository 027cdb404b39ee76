// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QWidget>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

#include "tests/benchmark/results.h"

namespace headroom::benchmark {

using Clock = std::chrono::steady_clock;

inline double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Where the programs of the window put their times.
inline Results& results() {
    static Results all("headroom-bench-window");
    return all;
}

inline void print(const std::string& name, std::vector<double> times) {
    if (!times.empty()) results().add({name, "ms", std::move(times), {}});
}

/// Until everything is drawn.
inline void settle(QWidget& window) {
    QCoreApplication::processEvents();
    window.repaint();
    QCoreApplication::processEvents();
}

template <class Step>
double timed(QWidget& window, Step step) {
    const auto start = Clock::now();
    step();
    settle(window);
    return millisecondsSince(start);
}

/// Filter, scroll, sort and edit the catalog window with `count` cloud offers.
void catalogView(int count);
/// Start, keystrokes on every page or on the one of this title, the report: with the supplied
/// catalog.
void pages(Clock::time_point programStart, const std::string& onlyPage);

}  // namespace headroom::benchmark
