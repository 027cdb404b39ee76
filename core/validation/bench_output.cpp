// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/bench_output.h"

#include <algorithm>
#include <stdexcept>

#include "core/catalog/row.h"
#include "core/modelfile/json_metadata.h"
#include "core/scenario/number_text.h"
#include "core/units/format.h"
#include "core/validation/bench_fields.h"

namespace headroom {
namespace {

constexpr std::size_t kLargestText = 16u << 20;
constexpr std::size_t kMostJsonValues = 2'000'000;
constexpr std::size_t kShownBytes = 120;
/// Each one reads to the end of the text in vain.
constexpr int kMostUnclosed = 20;

/// Where the object that begins at `from` ends (behind its brace); npos when it does not.
std::size_t objectEnd(std::string_view text, std::size_t from) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

BenchFields fieldsOfObject(std::string_view object) {
    BenchFields fields;
    visitJson(object, kMostJsonValues, [&](const JsonPath& path, MetadataValue value) {
        if (path.size() != 1) return;
        if (const bool* flag = std::get_if<bool>(&value)) {
            fields.set(path.front(), *flag ? "true" : "false");
        } else if (const double* number = std::get_if<double>(&value)) {
            fields.set(path.front(), shortestText(*number));
        } else if (std::string* text = std::get_if<std::string>(&value)) {
            fields.set(path.front(), std::move(*text));
        }
    });
    return fields;
}

std::vector<std::string> cellsOf(std::string_view line) {
    line = trimmed(line);
    if (line.starts_with('|')) line.remove_prefix(1);
    if (line.ends_with('|')) line.remove_suffix(1);
    std::vector<std::string> cells;
    while (true) {
        const std::size_t bar = line.find('|');
        cells.emplace_back(trimmed(line.substr(0, bar)));
        if (bar == std::string_view::npos) return cells;
        line.remove_prefix(bar + 1);
    }
}

bool isRuler(const std::vector<std::string>& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
        return cell.find_first_not_of("-: ") == std::string::npos;
    });
}

bool names(const std::vector<std::string>& header, std::string_view heading) {
    return std::find(header.begin(), header.end(), heading) != header.end();
}

bool isLlamaTable(const std::vector<std::string>& cells) {
    return names(cells, "test") && names(cells, "t/s");
}
bool isBatchedTable(const std::vector<std::string>& cells) {
    return names(cells, "B") && names(cells, "S_TG t/s");
}

/// Walks over the text line by line; JSON objects may span lines.
class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    BenchOutput read() {
        while (m_at < m_text.size()) {
            const std::size_t end = std::min(m_text.find('\n', m_at), m_text.size());
            const std::string_view line = m_text.substr(m_at, end - m_at);
            if (readObject(line)) continue;
            readLine(line);
            m_at = end + 1;
            ++m_line;
        }
        return std::move(m_result);
    }

private:
    void gap(std::string_view text, std::string reason) {
        m_result.unusable.push_back(
            {m_line, std::string(trimmed(text).substr(0, kShownBytes)), std::move(reason)});
    }

    template <class Rows>
    void add(std::string_view text, const Rows& rowsOf) {
        try {
            for (BenchRow& row : rowsOf()) {
                row.line = m_line;
                m_result.rows.push_back(std::move(row));
            }
        } catch (const std::invalid_argument& problem) {
            gap(text, problem.what());
        }
    }

    /// Reads the first object that begins on the line and moves behind it; false when there is
    /// none.
    bool readObject(std::string_view line) {
        for (std::size_t brace = line.find('{'); brace != std::string_view::npos;
             brace = line.find('{', brace + 1)) {
            const std::size_t from = m_at + brace;
            const std::size_t next = m_text.find_first_not_of(" \t\r\n", from + 1);
            if (next == std::string_view::npos || m_text[next] != '"') continue;
            if (m_unclosed == kMostUnclosed) return false;
            const std::size_t end = objectEnd(m_text, from);
            if (end == std::string_view::npos) {
                ++m_unclosed;
                gap(m_text.substr(from, kShownBytes),
                    "The object that begins here has no end. The text is truncated: copy it "
                    "whole.");
                continue;
            }
            const std::string_view object = m_text.substr(from, end - from);
            add(object, [&] { return rowsOfObject(object); });
            m_line += static_cast<std::size_t>(
                std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_at),
                           m_text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
            m_at = end;
            m_csvHeader.clear();
            return true;
        }
        return false;
    }

    std::vector<BenchRow> rowsOfObject(std::string_view object) const {
        BenchFields fields;
        try {
            fields = fieldsOfObject(object);
        } catch (const std::invalid_argument& problem) {
            throw std::invalid_argument(std::string("Within the object, ") + problem.what());
        }
        if (fields.has("avg_ts")) return rowsOfLlamaBench(fields, m_log.devices());
        if (fields.has("speed_tg")) return rowsOfBatchedBench(fields, m_log.devices());
        if (fields.has("total_output_tokens")) return rowsOfServing(fields);
        if (fields.has("tokens_per_second")) return rowsOfThroughput(fields);
        throw std::invalid_argument(
            "The object has none of the fields avg_ts, speed_tg, total_output_tokens and "
            "tokens_per_second. Use what llama-bench -o json or vllm bench serve --save-result "
            "writes.");
    }

    void readLine(std::string_view line) {
        const std::string_view text = trimmed(line);
        if (text.starts_with('|')) {
            readTableLine(text);
        } else if (text.find("avg_ts") != std::string_view::npos &&
                   text.find("n_prompt") != std::string_view::npos &&
                   text.find(',') != std::string_view::npos && !text.starts_with("INSERT")) {
            m_csvHeader = std::string(text);
        } else if (!m_csvHeader.empty() && text.starts_with('"')) {
            readCsvLine(text);
        } else if (text.starts_with("INSERT INTO llama_bench")) {
            gap(text, "SQL is not read. Use llama-bench -o json.");
        } else if (text.starts_with("build: ")) {
            nameBuild(std::string(text.substr(7)));
        } else {
            m_log.read(text);
        }
    }

    void readTableLine(std::string_view text) {
        const std::vector<std::string> cells = cellsOf(text);
        if (isLlamaTable(cells) || isBatchedTable(cells)) {
            m_header = cells;
            m_tableBegin = m_result.rows.size();
            return;
        }
        if (isRuler(cells)) return;
        const bool looksMeasured = text.find("\xC2\xB1") != std::string_view::npos;
        if (m_header.empty()) {
            if (looksMeasured) {
                gap(text, "No line with headings stands above. Copy the table with its headings.");
            }
            return;
        }
        if (cells.size() != m_header.size()) {
            gap(text, "The line has " + std::to_string(cells.size()) +
                          " cells where the headings are " + std::to_string(m_header.size()) +
                          ". Copy the table whole.");
            return;
        }
        add(text, [&] {
            const BenchFields fields = fieldsOfTable(m_header, cells);
            return isLlamaTable(m_header) ? rowsOfLlamaBench(fields, m_log.devices())
                                          : rowsOfBatchedBench(fields, m_log.devices());
        });
    }

    void readCsvLine(std::string_view text) {
        add(text, [&] {
            const std::vector<Row> rows = parseCsv(m_csvHeader + "\n" + std::string(text));
            // A quote that the headings leave open swallows the line.
            if (rows.size() != 1) {
                throw std::invalid_argument(
                    "The line with headings above it leaves a quote open. Copy the lines whole.");
            }
            BenchFields fields;
            for (const auto& [name, value] : rows.front().values())
                fields.set(std::string(name), std::string(value));
            return rowsOfLlamaBench(fields, m_log.devices());
        });
    }

    /// llama-bench prints its build below the table.
    void nameBuild(const std::string& build) {
        for (std::size_t i = m_tableBegin; i < m_result.rows.size(); ++i) {
            if (m_result.rows[i].build.empty()) m_result.rows[i].build = build;
        }
    }

    std::string_view m_text;
    std::size_t m_at{};
    std::size_t m_line{1};
    int m_unclosed{};
    std::vector<std::string> m_header;
    std::size_t m_tableBegin{};
    std::string m_csvHeader;
    DeviceLog m_log;
    BenchOutput m_result;
};

constexpr const char* kRemedy =
    " Give what llama-bench prints (-o md, json, jsonl or csv) or what vllm bench serve "
    "--save-result writes.";

}  // namespace

std::string_view benchMetricName(BenchMetric metric) {
    switch (metric) {
        case BenchMetric::Decode:
            return "decode";
        case BenchMetric::Prefill:
            return "prefill";
        case BenchMetric::Both:
            return "prefill and decode";
        case BenchMetric::TokenTime:
            return "TPOT";
        case BenchMetric::FirstToken:
            return "TTFT";
        case BenchMetric::OutputRate:
            return "output rate";
        case BenchMetric::TotalRate:
            return "total rate";
    }
    return {};
}

std::string_view benchMetricUnit(BenchMetric metric) {
    const bool time = metric == BenchMetric::TokenTime || metric == BenchMetric::FirstToken;
    return time ? "ms" : "tok/s";
}

std::string benchTestName(const BenchRow& row) {
    std::string text(benchMetricName(row.metric));
    const auto count = [](double tokens) { return formatNumber(tokens); };
    const bool served = row.requests > 0;
    if (row.prompt > 0) text += ", prompt " + count(row.prompt);
    if (row.answer > 0) text += ", answer " + count(row.answer);
    if (row.depth > 0) text += ", depth " + count(row.depth);
    if (row.requestRate > 0) {
        text += ", " + formatSignificant(row.requestRate) + " requests/s";
    } else if (served) {
        text += ", " + count(row.batch) + (row.batch == 1 ? " client" : " clients");
    } else if (row.batch > 1) {
        text += ", batch " + count(row.batch);
    }
    return text;
}

BenchOutput readBenchOutput(std::string_view text) {
    if (text.size() > kLargestText) {
        throw std::invalid_argument(
            "The text has " +
            formatSignificant(inMebibytes(bytes(static_cast<double>(text.size())))) +
            " MiB; at most 16 MiB are read. Leave out --save-detailed.");
    }
    if (trimmed(text).empty()) {
        throw std::invalid_argument(std::string("The text is empty.") + kRemedy);
    }
    BenchOutput result = Reader(text).read();
    if (result.rows.empty() && result.unusable.empty()) {
        throw std::invalid_argument("No measurement was found in the text, which begins with " +
                                    quotedText(trimmed(text)) + "." + kRemedy);
    }
    return result;
}

}  // namespace headroom
