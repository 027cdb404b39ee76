// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/catalog/doctor.h"
#include "tests/support/catch.h"

namespace headroom::tests {

using Cells = std::initializer_list<Row::Cell>;

/// `base` with some cells changed; an empty text takes the cell away.
inline Row with(const Row& base, const Cells& changes) {
    Row row = base;
    for (const auto& [column, value] : changes) {
        if (value.empty()) {
            row.remove(column);
        } else {
            row.set(column, value);
        }
    }
    return row;
}

/// Rows that the doctor has nothing to say about on 2026-11-24.
inline Row soundCard() {
    return Row({{"id", "card"},
                {"vendor", "NVIDIA"},
                {"name", "Card"},
                {"class", "consumer"},
                {"architecture", "Ampere GA102"},
                {"memory_gib", "24"},
                {"memory_type", "GDDR6X"},
                {"memory_bandwidth_gb_s", "936"},
                {"fp16_tensor_tflops_dense", "71"},
                {"tdp_w", "350"},
                {"price_source_url", "a page"}});
}

inline Row soundMachine() {
    return Row({{"id", "box"},
                {"vendor", "Maker"},
                {"name", "Box"},
                {"kind", "diy-tower"},
                {"accelerator_id", "card"},
                {"accelerator_count", "2"},
                {"total_memory_gib", "48"},
                {"usable_for_gpu_gib", "48"},
                {"memory_bandwidth_gb_s", "936"},
                {"price_usd", "4000"},
                {"price_date", "2026-11-01"},
                {"price_source_url", "a page"}});
}

inline Row soundOffer() {
    return Row({{"id", "offer"},
                {"provider", "Cloud"},
                {"provider_kind", "gpu-cloud"},
                {"instance_type", "2x card"},
                {"accelerator_id", "card"},
                {"accelerator_count", "2"},
                {"memory_gib_per_accelerator", "24"},
                {"region", "eu"},
                {"price_on_demand_usd_h", "2"},
                {"as_of_date", "2026-11-01"},
                {"source_url", "a page"}});
}

inline Row soundApi() {
    return Row({{"id", "api"},
                {"provider", "Host"},
                {"model", "small"},
                {"input_usd_per_mtok", "1"},
                {"output_usd_per_mtok", "3"},
                {"as_of_date", "2026-11-01"},
                {"source_url", "a page"}});
}

inline std::vector<CatalogFinding> examined(const CatalogRows& rows) {
    return examineCatalog(rows, *earliestDay("2026-11-24"));
}

/// "error card idle_w: 30 W ..." of each finding, a line each.
inline std::string told(const CatalogRows& rows) {
    std::string lines;
    for (const CatalogFinding& finding : examined(rows)) {
        CHECK_FALSE(finding.message.empty());
        CHECK_FALSE(finding.remedy.empty());
        lines += std::string(severityWord(finding.severity)) + ' ' + finding.key + ' ' +
                 finding.column + ": " + finding.message + '\n';
    }
    return lines;
}

/// `count` rows like `base` with ids and names of their own.
inline std::vector<Row> copies(const Row& base, int count, const std::string& apart = "region") {
    std::vector<Row> rows;
    for (int i = 0; i < count; ++i) {
        const std::string tag = "peer" + std::string(static_cast<std::size_t>(i) + 1, 'x');
        rows.push_back(with(base, {{"id", tag}, {apart, tag}}));
    }
    return rows;
}

}  // namespace headroom::tests
