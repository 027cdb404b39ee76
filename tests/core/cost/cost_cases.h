// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/cost/cash_flow.h"
#include "tests/support/seed_catalog.h"

namespace headroom::tests {

/// A figure that a publication prints. `matches` says whether it follows from its own inputs; those
/// that do not are kept so that nobody tunes a formula to a misprint.
struct PublishedFigure {
    double value{};
    double tolerance{};
    bool matches{};
    std::optional<double> recomputed{};  ///< from the inputs, apart from this program
};

/// One published worked example; `tests/data/cost_cases.csv` names source and address per row.
struct PublishedCase {
    std::string id;
    std::map<std::string, std::vector<double>> inputs;
    std::map<std::string, PublishedFigure> outputs;

    double input(const std::string& name) const { return inputs.at(name).front(); }
    const PublishedFigure& output(const std::string& name) const { return outputs.at(name); }
};

inline std::vector<double> numbersIn(const std::string& text) {
    std::vector<double> numbers;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ';');) numbers.push_back(std::stod(part));
    return numbers;
}

inline const std::vector<PublishedCase>& publishedCases() {
    static const std::vector<PublishedCase> cases = [] {
        std::vector<PublishedCase> read;
        for (const Row& row :
             parseCsv(readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/cost_cases.csv"))) {
            if (read.empty() || read.back().id != row.text("case")) {
                read.push_back({row.text("case"), {}, {}});
            }
            const std::string name = row.text("name");
            if (row.text("kind") == "input") {
                read.back().inputs[name] = numbersIn(row.text("value"));
                continue;
            }
            const double value = row.number("value").value();
            const double tolerance = row.number("tolerance").value();
            const bool relative = row.text("tolerance_kind") == "rel";
            read.back().outputs[name] = {value, relative ? tolerance * std::abs(value) : tolerance,
                                         row.flag("matches").value(), row.number("recomputed")};
        }
        return read;
    }();
    return cases;
}

inline const PublishedCase& publishedCase(const std::string& id) {
    for (const PublishedCase& example : publishedCases()) {
        if (example.id == id) return example;
    }
    throw std::invalid_argument("no published case " + id);
}

/// Whether `computed` agrees with what was printed; a misprint must not be agreed with.
inline bool agrees(double computed, const PublishedFigure& printed) {
    const bool close = std::abs(computed - printed.value) <= printed.tolerance;
    return close == printed.matches;
}

/// A cash flow with one outlay at month 0 and the same running cost every month.
inline CashFlow levelFlow(double upfront, double monthly, int months,
                          CostComponent running = CostComponent::Rent) {
    CashFlow cash;
    cash.horizonMonths = months;
    CashLine purchase{CostComponent::Hardware, "", {money(upfront)}};
    CashLine cost{running, "", {money(0)}};
    for (int n = 1; n <= months; ++n) {
        purchase.months.push_back(money(0));
        cost.months.push_back(money(monthly));
    }
    cash.lines = {purchase, cost};
    return cash;
}

}  // namespace headroom::tests
