// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/risk_study.h"
#include "core/evaluate.h"
#include "ui/charts/chart_table.h"
#include "ui/widgets/combo_boxes.h"

namespace headroom {

/// How each option that was followed fares over all draws.
TextTable oddsTable(const RiskStudy& study, const Evaluation& evaluation, Currency currency);
/// What knowing each input beforehand is worth at most, and how to learn it.
TextTable worthTable(const RiskStudy& study, Currency currency);
/// "Knowing everything beforehand would save $310 on average ..."
QString worthSentence(const RiskStudy& study, Currency currency);

/// Inputs that a map can move quickly, by label.
std::vector<ComboItem> mapInputs(const RiskStudy& study);
/// The pair of inputs that tells most at first: how much is used and what the other side charges;
/// otherwise the two that move the difference most.
std::pair<QString, QString> firstMapInputs(const RiskStudy& study, const Evaluation& evaluation);

}  // namespace headroom
