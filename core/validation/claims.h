// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Published claims about buying, renting and calling models, recomputed from their own inputs, and
// the single inputs that turn them (docs/cost.md f).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"

namespace headroom {

enum class ClaimKind { BreakEven, UnitCost, Hybrid, Energy, Reliability, PriceChange, Desk };
std::string_view claimKindLabel(ClaimKind kind);  ///< "break-even", "unit cost" ...

/// What somebody published. Texts are plain sentences.
struct Claim {
    std::string id;  ///< "lenovo2025-h100"
    std::string title;
    std::string source;
    std::string url;
    std::string date;  ///< ISO 8601, possibly only a year or year and month; empty = unknown
    std::string statement;
    std::string note;  ///< what the source leaves out, or has to be inferred to get its figures
    ClaimKind kind{};
};

/// Every claim in the order of the page; the same objects each time.
std::span<const Claim> publishedClaims();
const Claim* findClaim(std::string_view id);  ///< nullptr when there is none

/// What the figures are recomputed from: of the source, or of the catalog for what it leaves open.
struct ClaimInput {
    std::string name;
    std::string unit;  ///< as of a figure
    double value{};
};

/// How a printed figure is held against ours.
enum class FigureRule { Equal, AtLeast, AtMost };

struct ClaimFigure {
    std::string id;                    ///< "breakeven_hours"
    std::string name;                  ///< "Break-even against on-demand rent"
    std::string unit;                  ///< "months"; shares have none
    std::optional<double> printed;     ///< nullopt = follows from the inputs but was not printed
    std::optional<double> recomputed;  ///< nullopt = never, or the catalog lacks a row
    FigureRule rule{FigureRule::Equal};
    double tolerance{};  ///< absolute, of `Equal`
    bool follows{};      ///< always true of what was not printed
};

enum class FlipEffect {
    None,      ///< changes by less than a factor of two
    Halved,    ///< at most half or at least twice
    Reversed,  ///< the other side of what is claimed, such as a break-even that never comes
};
std::string_view flipEffectLabel(FlipEffect effect);  ///< "holds", "halves or doubles it" ...

/// One input of the claim at another value, everything else as published.
struct ClaimFlip {
    std::string input;  ///< "Hours of use a month"
    std::string unit;
    double from{};
    double to{};
    std::string origin;  ///< of `to`, with its date
    std::string figureId;
    std::optional<double> before;  ///< of the figure; nullopt = never
    std::optional<double> after;
    FlipEffect effect{};
    std::string sentence;  ///< all of it in words
};

enum class ClaimVerdict {
    Confirmed,           ///< every printed figure follows from the inputs
    Corrected,           ///< at least one does not
    CannotBeRecomputed,  ///< the source does not give the inputs
    CannotBeChecked,     ///< the catalog lacks a row
};
std::string_view claimVerdictLabel(ClaimVerdict verdict);  ///< "confirmed", "corrected" ...

struct ClaimCheck {
    Claim claim;
    ClaimVerdict verdict{};
    std::string finding;  ///< one or two sentences
    std::vector<ClaimInput> inputs;
    std::vector<ClaimFigure> figures;
    std::vector<ClaimFlip> flips;      ///< that reverse, halve or double a figure, strongest first
    std::vector<ClaimFlip> holds;      ///< that were tried and do less
    std::vector<std::string> missing;  ///< "The catalog has no ...": what could not be tried

    const ClaimFigure* figure(std::string_view id) const;
};

/// Recomputes a claim of `publishedClaims`; flips take their values from the catalog and from dated
/// evidence. Never throws for want of a row. Throws std::invalid_argument for an unknown claim.
ClaimCheck checkClaim(const Claim& claim, const Catalog& catalog);

}  // namespace headroom
