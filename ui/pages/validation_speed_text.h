// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "core/validation/speed_check.h"
#include "ui/charts/scatter_chart.h"

namespace headroom {

/// A table of measured speeds that travels inside the program.
struct ShippedSpeeds {
    SpeedTable table{};
    QString id;        ///< for object and file names: "speed"
    QString name;      ///< "published benchmarks"
    QString rows;      ///< resource path
    QString measured;  ///< a sentence: what was measured and from where
};
/// In the order of the page.
std::vector<ShippedSpeeds> shippedSpeeds();

/// What a metric of core/validation is called on screen, and its unit.
struct MetricWords {
    QString name;
    QString unit;
};
MetricWords metricWords(const std::string& metric);

/// What is promised, with whether it holds, and one constant of the bandwidth on the same rows.
TextTable speedErrorTable(const SpeedCheck& check);
/// The errors by speed class and metric.
TextTable classErrorTable(const SpeedCheck& check);
std::vector<Unpredicted> unpredictedSpeeds(const SpeedCheck& check);

/// Metrics of the figures in order of appearance; each gets a chart of its own.
std::vector<std::string> speedMetrics(const SpeedCheck& check);
/// The figures of one metric, predicted against measured, by engine. The table shows those
/// farthest off.
ChartContent speedValidationChart(const ShippedSpeeds& shipped,
                                  std::shared_ptr<const SpeedCheck> check,
                                  const std::string& metric);

}  // namespace headroom
