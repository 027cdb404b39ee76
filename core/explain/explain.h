// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/evaluate.h"
#include "core/explain/inputs.h"

namespace headroom {

/// One line of working: what, how, with which numbers, from where.
struct ExplanationLine {
    std::string label;  ///< "KV cache"
    std::string
        formula;  ///< "layers x cells x kv heads x (head size x bytes K + head size x bytes V)"
    std::string numbers;  ///< "80 x 131,072 x 8 x (128 x 2 + 128 x 2) B"
    std::string result;   ///< "40.0 GiB"
    std::string source;   ///< document, URL, catalog row with date
    /// What it was computed from, the nearest first; none for what depends on no input, which the
    /// source then says.
    InputReferences inputs{};
};

/// The same lines for tooltip, pane, report and command line.
std::vector<ExplanationLine> explainMemory(const OptionResult& result, const Scenario& scenario,
                                           const Catalog& catalog);
std::vector<ExplanationLine> explainSpeed(const OptionResult& result, const Scenario& scenario,
                                          const Catalog& catalog);
std::vector<ExplanationLine> explainPower(const OptionResult& result, const Scenario& scenario,
                                          const Catalog& catalog);
std::vector<ExplanationLine> explainCost(const OptionResult& result, const Scenario& scenario,
                                         const Catalog& catalog);
/// Sections of the report: what the figures assume, and what they leave out, in sentences.
std::vector<std::string> assumptions(const Scenario& scenario, const Evaluation& evaluation,
                                     const Catalog& catalog);
std::vector<std::string> notIncluded(const Scenario& scenario);
/// Where the price of an option comes from: name, price (`result`), date (`numbers`), confidence
/// (`formula`) and source; the inputs are the option and the rows with its prices.
ExplanationLine priceSource(const OptionResult& result, const Catalog& catalog);
/// "Price sources" table: one line per option shown, name, price, date, source, confidence.
std::vector<ExplanationLine> priceSources(const Evaluation& evaluation,
                                          const std::vector<std::size_t>& options,
                                          const Catalog& catalog);

}  // namespace headroom
