// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>

#include "core/decision/overflow_price.h"
#include "core/decision/serving_study.h"
#include "ui/charts/curve_chart.h"

namespace headroom {

/// What the closed form says before anything is simulated, one sentence.
QString outlineText(const ServingOutline& outline);
/// Mean and percentiles of waiting, first token, tokens and whole answers in the busiest hour.
TextTable latencyTable(const ServingResult& peak);
/// Queue, use, goodput, limits and overflow as sentences.
QStringList servingSentences(const ServingStudy& study, const ServingSlo& slo,
                             const std::optional<OverflowPrice>& overflow);

/// P50, P95 and P99 over the load, from an almost empty to an almost full house.
CurveChartData firstTokenByLoad(const ServingStudy& study, const ServingSlo& slo);
CurveChartData perTokenByLoad(const ServingStudy& study, const ServingSlo& slo);

}  // namespace headroom
