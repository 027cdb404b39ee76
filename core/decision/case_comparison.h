// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/decision/option.h"
#include "core/scenario/fields.h"

namespace headroom {

/// Scenarios side by side (docs/decision.md), the same rows for the window and the command line.

inline constexpr std::size_t kMostCases = 6;

/// Where the prices of a case come from.
enum class CasePrices {
    Current,  ///< the catalog as it is
    Saved,    ///< as saved in the scenario's file
    Kept,     ///< the catalog as it was when the case was kept
};

/// One scenario with what it was judged by and what came out. What it points to must outlive it.
struct ComparedCase {
    std::string name;
    const Scenario* scenario{};
    const Catalog* catalog{};
    const Verdict* verdict{};               ///< nullptr while there is none
    std::span<const OptionResult> options;  ///< ranked
    std::size_t feasibleCount{};
    const OptionResult* shown{};  ///< the option whose figures count; nullptr = none
    std::string problem;          ///< why there is no verdict, a sentence; empty = not judged yet
    CasePrices prices{};
    std::string pricesOf{};  ///< date of saved or kept prices; may be empty
};
/// The option with this id, or the best that meets the requirements where the id is empty.
const OptionResult* shownOption(std::span<const OptionResult> options, std::size_t feasibleCount,
                                std::string_view id);

/// `name`, or with a number behind it where another case has that name.
std::string distinctName(const std::string& name, std::span<const std::string> taken);

enum class CaseFact {
    Verdict,
    Option,
    Way,
    Feasible,
    MemoryFree,
    DecodePerUser,
    FirstToken,
    Prefill,
    WattsBusy,
    Upfront,
    PerMonth,
    Total,
    PresentValue,
    PerMillion,
    Rival,  ///< the cheapest feasible option of another way
    Even,   ///< month from which the machines, or else the option shown, have cost less
    Place,  ///< where the data goes
};

/// A figure of one case.
struct CaseFigure {
    std::string text;             ///< without its unit; empty = there is no such figure
    std::optional<double> value;  ///< in the unit of the row
    std::string detail;           ///< a sentence that explains it; may be empty
};

enum class Tendency { Neutral, Better, Worse };
/// A figure against that of the reference.
struct CaseDifference {
    std::string text;             ///< "+1,200 (+12 %) dearer", "same"; empty = not comparable
    std::optional<double> value;  ///< in the unit of the row
    std::optional<double> share;  ///< of the reference's figure, where that is above zero
    std::string word;             ///< "dearer", "same", "other way"
    Tendency tendency{};
};

struct CaseRow {
    CaseFact fact{};
    std::string label;
    std::string unit;                 ///< money: the currency, unless the cases have several
    std::vector<CaseFigure> figures;  ///< one for each case
    std::vector<CaseDifference> differences;  ///< one for each case, that of the reference empty
    std::string heading() const;              ///< "Memory free (GiB)"
};
/// Every fact of every case; differences are to the case at `reference`. Amounts in different
/// currencies are not subtracted.
std::vector<CaseRow> compareCases(std::span<const ComparedCase> cases, std::size_t reference);

/// An input that is not the same in all cases.
struct InputDifference {
    const Field* field{};
    /// One for each case; nullopt = the input cannot change that case's answer.
    std::vector<std::optional<FieldValue>> values;
};
struct InputDifferences {
    std::vector<InputDifference> differing;  ///< in the order of the form
    std::size_t same{};                      ///< further inputs that matter
};
/// Title, question and author are no inputs.
InputDifferences inputDifferences(std::span<const ComparedCase> cases);

/// "tokens", "USD a month": amounts are in the scenario's currency.
std::string inputUnit(const Field& field, const Scenario& scenario);
/// The value in words and with its unit: "131,072 tokens", the label of a choice, the name of a
/// catalog row, "no limit".
std::string inputText(const Field& field, const std::optional<FieldValue>& value,
                      const ComparedCase& compared);

/// Which cases are judged by other prices than the catalog's.
std::string pricesSentence(std::span<const ComparedCase> cases);
/// "12 further inputs are the same."
std::string sameInputsSentence(const InputDifferences& inputs);

/// A table as text in the C locale, for files.
struct CaseGrid {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
};
/// Figures of each case; beside every one but the reference its difference, the same in per cent
/// and the word for it.
CaseGrid resultsGrid(std::span<const CaseRow> rows, std::span<const ComparedCase> cases,
                     std::size_t reference);
CaseGrid inputsGrid(const InputDifferences& inputs, std::span<const ComparedCase> cases);

}  // namespace headroom
