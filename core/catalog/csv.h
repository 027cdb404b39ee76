// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Reads the records of a CSV text (RFC 4180; CRLF or LF, a UTF-8 BOM skipped), the header line
/// first, each with the line on which it begins, counted from 1. Ends when `record` returns false.
/// Empty lines are skipped. Throws std::invalid_argument naming the line for a quote that is never
/// closed or text behind a closing one.
void readCsvRecords(std::string_view text,
                    const std::function<bool(int line, std::vector<std::string>& fields)>& record);

}  // namespace headroom
