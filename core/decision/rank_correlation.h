// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/ranks.h"
#include "core/decision/sampling.h"
#include "core/decision/square_matrix.h"

namespace headroom {

/// Standard normal quantile of a probability in (0, 1), to about 16 digits (Wichura 1988, algorithm
/// AS 241, PPND16).
double inverseNormal(double probability);

/// Rank correlations asked for, aimed at and reached.
struct RankCorrelation {
    SquareMatrix target;     ///< Spearman's, after a repair
    bool repaired{};         ///< no sample has what was asked: not positive definite
    double largestRepair{};  ///< greatest change of an entry by the repair
    SquareMatrix achieved;   ///< Spearman's, of the sample
    double largestMiss{};    ///< greatest difference of achieved and target
};

/// Reorders each column of a sample until its columns have the Spearman correlations asked for
/// (Iman and Conover 1982, with van der Waerden scores), repeated until none misses by more than
/// 0.01; at 2,000 draws of 20 inputs that takes one to three rounds. Values stay what they were, so
/// a hypercube stays one. A target that no sample can have is repaired by `positiveDefinite`.
/// Throws std::invalid_argument when the target is not as large as the sample has columns, not
/// symmetric, has a diagonal other than 1 or an entry outside -1 to 1, or when there are no more
/// draws than columns (docs/uncertainty.md 3).
RankCorrelation correlate(Draws& sample, const SquareMatrix& spearmanTarget);

}  // namespace headroom
