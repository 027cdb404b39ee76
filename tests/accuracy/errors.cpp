// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/accuracy/errors.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom::accuracy {

ErrorSummary summarise(std::vector<double> logErrors) {
    ErrorSummary result;
    result.count = logErrors.size();
    if (logErrors.empty()) return result;
    result.bias = std::accumulate(logErrors.begin(), logErrors.end(), 0.0) /
                  static_cast<double>(logErrors.size());
    for (double& error : logErrors) error = std::fabs(error);
    std::sort(logErrors.begin(), logErrors.end());
    result.median = logErrors[logErrors.size() / 2];
    result.ninetieth = logErrors[logErrors.size() * 9 / 10];
    return result;
}

const WeightBytes& WeightCache::of(const SpeedRequest& request) {
    const std::string key = request.model->id + '|' + request.weights->id + '|' +
                            std::to_string(static_cast<int>(request.engine));
    const auto found = m_sizes.find(key);
    if (found != m_sizes.end()) return found->second;
    return m_sizes.emplace(key, weightBytes(*request.model, *request.weights, request.engine))
        .first->second;
}

std::map<std::string, std::vector<double>> logErrors(const std::vector<Measurement>& rows,
                                                     const Catalog& catalog) {
    WeightCache sizes;
    std::map<std::string, std::vector<double>> groups;
    for (const Measurement& row : rows) {
        const SpeedClass* parameters =
            speedClass(*row.request.devices.accelerator, row.request.engine, catalog);
        const double predicted = predict(row, sizes.of(row.request), *parameters);
        groups[parameters->id + " | " + metricName(row.metric)].push_back(
            std::log(predicted / row.value));
    }
    return groups;
}

}  // namespace headroom::accuracy
