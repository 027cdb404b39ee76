// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/units/money.h"
#include "core/units/quantity.h"

namespace headroom {

/// Text of quantities in the C locale for messages, the command line and explanations. The window
/// and the report use the same functions, so that a number reads the same everywhere. `digits`
/// counts decimals; thousands are grouped with commas.
std::string formatNumber(double value, int digits = 0);
/// Three significant figures, no exponent between 0.001 and 1e15: "12.1", "131,072", "0.042".
std::string formatSignificant(double value);
std::string formatGib(Bytes amount);                      ///< "92.3 GiB"
std::string formatGb(Bytes amount);                       ///< "141 GB"
std::string formatTokens(Tokens amount);                  ///< "131,072 tokens"
std::string formatRate(TokensPerSecond rate);             ///< "12.1 tok/s"
std::string formatWatts(Watts power);                     ///< "1,440 W"
std::string formatDuration(Seconds time);                 ///< "4.3 s", "210 ms", "3.2 min", "5.1 h"
std::string formatMonths(double months);                  ///< "5.2 months"
std::string formatPercent(double share, int digits = 0);  ///< 0.22 -> "22 %"
/// "$23,480" from 100 major units up, "$11.40" below; other currencies as "EUR 1,234"; negative
/// "-$5".
std::string formatMoney(const Money& amount);
/// The number of `formatMoney` alone, for columns that name the currency: "1,234", "0.95",
/// "-12.50".
std::string formatAmount(const Money& amount);
std::string formatUnitPrice(const UnitPrice& price);  ///< "$0.0875", "$11.40"
/// Foreign text in quotation marks for a message: one line, at most 60 bytes, cut between UTF-8
/// characters and marked with an ellipsis.
std::string quotedText(std::string_view text);

}  // namespace headroom
