// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a published claim is replayed; private to core/validation.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/validation/claims.h"

namespace headroom::claims {

/// By id. Shares are 0..1.
using Inputs = std::map<std::string, double, std::less<>>;
/// By id; nullopt = never, as of a break-even.
using Figures = std::map<std::string, std::optional<double>, std::less<>>;

struct Input {
    std::string id;
    std::string name;
    std::string unit;
    double value{};
};

struct Figure {
    std::string id;
    std::string name;
    std::string unit;
    std::optional<double> printed{};
    double tolerance{};
    FigureRule rule{FigureRule::Equal};
    /// On the other side of this value the claim is reversed; of a break-even `never` is.
    std::optional<double> turnsAt{};
};

/// Values for inputs, or what the catalog lacks.
struct Look {
    Inputs values;
    std::string origin;   ///< with its date
    std::string missing;  ///< "The catalog has no ..."; empty = found
};

/// One input, or inputs that only change together, such as the two prices of an API.
struct Change {
    std::string inputId;  ///< the one that is shown
    std::string figureId;
    std::function<Look(const Catalog&, const Inputs&)> look;
};

struct Case {
    Claim claim;
    std::vector<Input> inputs;
    std::vector<Figure> figures;
    std::function<Figures(const Inputs&, const Catalog&)> replay;
    std::vector<Change> changes{};
    /// Values of inputs that today's catalog decides; the claim cannot be checked without them.
    std::function<Look(const Catalog&)> fromCatalog{};
    std::string notPublished{};  ///< a sentence: which inputs the source keeps to itself
};

double at(const Inputs& inputs, std::string_view id);

/// By theme, each in the order of the page.
std::vector<Case> apiBreakEvenCases();
std::vector<Case> rentBreakEvenCases();
std::vector<Case> unitCostCases();
std::vector<Case> energyCases();
std::vector<Case> priceCases();
std::vector<Case> deskCases();

}  // namespace headroom::claims
