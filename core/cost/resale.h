// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom {

/// Share of its price that a machine sells for after `months`, when `shareAfter36` is left
/// after 36. Follows the published curves through 15, 30 and 55 % after three years, mixed so that
/// 36 months give the share asked for; straight lines between whole years, and the last year's
/// factor beyond five (docs/finance.md 3). The curves are contested: no source supports a single
/// one.
double resaleShare(double shareAfter36, double months);

}  // namespace headroom
