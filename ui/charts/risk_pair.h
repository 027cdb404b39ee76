// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/decision/risk_study.h"
#include "core/evaluate.h"

namespace headroom {

/// The two options that a decision is between, as charts name and colour them. Differences are what
/// the first saves against the second: cost of the second less cost of the first.
struct RiskPairText {
    QString first;
    QString second;
    OptionKind firstKind{};
    OptionKind secondKind{};
    Currency currency;
    int horizonMonths{};

    QString amount(double value) const;  ///< "$1,204"
    /// "What A saves against B over 36 months, present value"
    QString saving() const;
};
RiskPairText riskPairText(const RiskPair& pair, const Evaluation& evaluation,
                          const Scenario& scenario);

/// The value of an input with its unit: "30 %", "420 requests".
QString inputValueText(const Field& field, double value);

}  // namespace headroom
