// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/validation/bench_match.h"
#include "core/validation/calibration.h"

namespace headroom {

/// A row of a benchmark with the catalog's entries for its names. Private to the calibration.
struct BenchSetting {
    const Accelerator* accelerator{};
    const ModelSpec* model{};
    const WeightFormat* weights{};
    const WeightFormat* cache{};
    EngineChoice engine{};
    int devices{1};
};

/// Finds entries for the rows of one output.
class BenchMatcher {
public:
    /// Throws std::invalid_argument for a choice that the catalog lacks.
    BenchMatcher(const BenchOutput& output, const BenchChoices& choices, const Catalog& catalog);

    /// Throws std::invalid_argument with a sentence; a question is added where a choice would help.
    BenchSetting settingOf(const BenchRow& row, std::vector<BenchQuestion>& questions) const;

private:
    const Accelerator* acceleratorOf(const BenchRow& row, std::vector<BenchQuestion>& questions,
                                     int& devices) const;

    const BenchChoices& m_choices;
    const Catalog& m_catalog;
    bool m_oneDevice{};  ///< all rows name the same
    bool m_oneModel{};
    bool m_oneCache{};
};

/// The row as a figure that can be predicted. Throws std::invalid_argument with a sentence for a
/// setting that is not predicted. `toUnit` turns the prediction into the row's unit.
struct ObservedRow {
    SpeedObservation observation;
    double toUnit{1};
};
ObservedRow observedRow(const BenchRow& row, const BenchSetting& setting, double promptChoice,
                        const Catalog& catalog, WeightSizes& sizes);

/// A sentence when the file's size is not that of the model in this format; empty when it is, or
/// is not known. Throws std::invalid_argument when it is another model's.
std::string sizeWarning(const BenchRow& row, const BenchSetting& setting, WeightSizes& sizes);

}  // namespace headroom
