// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "tests/accuracy/measurement.h"

namespace headroom::accuracy {

/// |ln(predicted / measured)| of a group, sorted; 0.1 is about 10 %.
struct ErrorSummary {
    std::size_t count{};
    double median{};
    double ninetieth{};
    double bias{};  ///< mean of ln(predicted / measured)
};
ErrorSummary summarise(std::vector<double> logErrors);

/// Weight sizes by model, format and engine: many measurements share them.
class WeightCache {
public:
    const WeightBytes& of(const SpeedRequest& request);

private:
    std::map<std::string, WeightBytes> m_sizes;
};

/// ln(predicted / measured) per group "class | metric", with the parameters of `catalog`.
std::map<std::string, std::vector<double>> logErrors(const std::vector<Measurement>& rows,
                                                     const Catalog& catalog);

}  // namespace headroom::accuracy
