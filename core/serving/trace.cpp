// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/trace.h"

#include <array>
#include <string>

#include "core/units/format.h"

namespace headroom {
namespace {

using Columns = std::array<const char*, 3>;
constexpr Columns kOwn{"arrival_s", "prompt_tokens", "answer_tokens"};
constexpr Columns kBurstGpt{"Timestamp", "Request tokens", "Response tokens"};

}  // namespace

TraceTable traceTable(const std::vector<Row>& rows) {
    TraceTable table;
    if (rows.empty()) return table;
    const Columns& columns = rows.front().has(kBurstGpt[0]) ? kBurstGpt : kOwn;
    double first = 0;
    for (const Row& row : rows) {
        std::array<double, 3> values{};
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const std::optional<double> value = row.number(columns[column]);
            if (!value) {
                const std::string text = row.text(columns[column]);
                table.findings.push_back(
                    {Severity::Error, "trace",
                     "Trace row " + std::to_string(table.rows.size() + 1) + " has " +
                         (text.empty() ? std::string("nothing") : quotedText(text)) + " as " +
                         columns[column] + ".",
                     "Give numbers in the columns arrival_s, prompt_tokens and answer_tokens."});
                table.rows.clear();
                return table;
            }
            values[column] = *value;
        }
        if (table.rows.empty()) first = values[0];
        table.rows.push_back({seconds(values[0] - first), tokens(values[1]), tokens(values[2])});
    }
    return table;
}

}  // namespace headroom
