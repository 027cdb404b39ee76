// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace headroom::benchmark {

/// What the preparation of a piece came to.
struct Setup {
    std::string note;  ///< "44 options"
    double things{1};  ///< that one call of the work does
};

/// One named piece of work. Names are stable: results of two versions are compared by them.
struct Piece {
    using Work = std::function<double()>;  ///< returns something to read

    std::string name;  ///< "evaluate/offers=1000"
    std::string unit;  ///< of one thing done: "us", "ms" or "s"
    /// Everything that is not timed.
    std::function<Work(Setup& setup)> prepare;
};

// Each adds its pieces. The aims stand in the sources.
void addMemoryPieces(std::vector<Piece>& pieces);
void addEvaluationPieces(std::vector<Piece>& pieces);
void addCostPieces(std::vector<Piece>& pieces);
void addRiskPieces(std::vector<Piece>& pieces);
void addSamplingPieces(std::vector<Piece>& pieces);
void addServingPieces(std::vector<Piece>& pieces);

}  // namespace headroom::benchmark
