// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace headroom {

/// Share of its price that a machine sells for after `months`, when `shareAfter36` is left
/// after 36. Follows the published curves through 15, 30 and 55 % after three years, mixed so that
/// 36 months give the share asked for; straight lines between whole years, and the last year's
/// factor beyond five (docs/finance.md 3). The curves are contested: no source supports a single
/// one.
double resaleShare(double shareAfter36, double months);
/// The same at a fixed age as a formula (`LineFactor::formula`) over the share that stands in
/// `input`, "{finance.residual_share}": straight lines that bend at the published curves.
std::string resaleShareFormula(const std::string& input, double months);
/// What is left `months` later of the share that is left at an age; nothing of nothing.
std::string resaleShareFormula(const std::string& input, double ageMonths, double months);

}  // namespace headroom
