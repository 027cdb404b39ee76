// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/table_words.h"

#include <algorithm>

#include "database/words.h"

namespace headroom {

namespace {

const std::vector<TableWords>& allTables() {
    static const std::vector<TableWords> tables{
        {"weight_formats",
         QT_TRANSLATE_NOOP("Database", "Weight Formats"),
         QT_TRANSLATE_NOOP("Database", "weight format"),
         {"id"},
         {"id", "family", "bits_per_weight_nominal", "typical_bpw_llama31_8b", "base_tensor_type",
          "kld_llama3_8b", "confidence"},
         {},
         "source"},
        {"models",
         QT_TRANSLATE_NOOP("Database", "Models"),
         QT_TRANSLATE_NOOP("Database", "model"),
         {"id"},
         {"name", "developer", "release", "params_total_b", "params_active_b", "n_layers",
          "attention_kind", "max_context", "native_dtype", "modality", "license", "confidence"},
         {},
         "source"},
        {"accelerators",
         QT_TRANSLATE_NOOP("Database", "Accelerators"),
         QT_TRANSLATE_NOOP("Database", "accelerator"),
         {"id"},
         {"name", "street_price_usd", "price_date", "memory_gib", "memory_bandwidth_gb_s",
          "fp16_tensor_tflops_dense", "tdp_w", "vendor", "class", "release_year"},
         "price_date",
         "price_source_url"},
        {"machines",
         QT_TRANSLATE_NOOP("Database", "Machines"),
         QT_TRANSLATE_NOOP("Database", "machine"),
         {"id"},
         {"name", "price_usd", "price_date", "total_memory_gib", "usable_for_gpu_gib",
          "memory_bandwidth_gb_s", "typical_load_power_w", "accelerator_id", "accelerator_count",
          "vendor", "kind"},
         "price_date",
         "price_source_url"},
        {"cloud_prices",
         QT_TRANSLATE_NOOP("Database", "Cloud Prices"),
         QT_TRANSLATE_NOOP("Database", "cloud offer"),
         {"id"},
         {"provider", "instance_type", "accelerator_name", "accelerator_count",
          "price_on_demand_usd_h", "price_spot_usd_h", "price_reserved_1y_usd_h", "as_of_date",
          "region", "hipaa_baa", "soc2"},
         "as_of_date",
         "source_url"},
        {"cloud_extras",
         QT_TRANSLATE_NOOP("Database", "Cloud Extras"),
         QT_TRANSLATE_NOOP("Database", "cloud extra"),
         {"provider", "item", "unit"},
         {"provider", "item", "price_usd", "unit", "as_of_date"},
         "as_of_date",
         "source_url"},
        {"api_prices",
         QT_TRANSLATE_NOOP("Database", "API Prices"),
         QT_TRANSLATE_NOOP("Database", "API offer"),
         {"id"},
         {"provider", "model", "open_weights_equivalent", "input_usd_per_mtok",
          "cached_input_usd_per_mtok", "output_usd_per_mtok", "context_tokens", "as_of_date"},
         "as_of_date",
         "source_url"},
        {"api_providers",
         QT_TRANSLATE_NOOP("Database", "API Providers"),
         QT_TRANSLATE_NOOP("Database", "provider statement"),
         {"provider", "item"},
         {"provider", "item", "value", "as_of_date", "confidence"},
         "as_of_date",
         "source_url"},
        {"electricity",
         QT_TRANSLATE_NOOP("Database", "Electricity"),
         QT_TRANSLATE_NOOP("Database", "electricity tariff"),
         {"region"},
         {"region", "region_name", "usd_per_kwh_residential", "usd_per_kwh_commercial",
          "usd_per_kwh_industrial", "carbon_g_per_kwh", "period"},
         "period",
         "source_url"},
        {"exchange_rates",
         QT_TRANSLATE_NOOP("Database", "Exchange Rates"),
         QT_TRANSLATE_NOOP("Database", "exchange rate"),
         {"currency"},
         {"currency", "usd_per_unit", "as_of_date", "source_url"},
         "as_of_date",
         "source_url"},
        {"resale",
         QT_TRANSLATE_NOOP("Database", "Resale"),
         QT_TRANSLATE_NOOP("Database", "resale observation"),
         {"item", "age_months", "as_of_date"},
         {"item", "age_months", "launch_price_usd", "used_price_usd", "ratio", "as_of_date"},
         "as_of_date",
         "source_url"},
        {"speed_classes",
         QT_TRANSLATE_NOOP("Database", "Speed Classes"),
         QT_TRANSLATE_NOOP("Database", "speed class"),
         {"id"},
         {"device_class", "engine", "backend", "weight_efficiency", "cache_efficiency", "layer_us",
          "prefill_efficiency", "spread", "rows", "date"},
         {},
         "source"},
        {"engine_support",
         QT_TRANSLATE_NOOP("Database", "Engine Support"),
         QT_TRANSLATE_NOOP("Database", "support rule"),
         {"id"},
         {"engine", "kind", "device_family", "compute_targets", "min_capability", "max_capability",
          "formats", "verdict", "reason", "date"},
         {},
         "source"},
    };
    return tables;
}

}  // namespace

const TableWords* tableWords(std::string_view table) {
    const auto& tables = allTables();
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const TableWords& words) { return words.name == table; });
    return found == tables.end() ? nullptr : &*found;
}

QString columnTitle(std::string_view column) {
    const ColumnWords* const words = columnWords(column);
    if (words) return Database::tr(words->title);
    return QString::fromUtf8(column.data(), static_cast<qsizetype>(column.size()));
}

std::string rowKey(std::string_view table, const Row& row) {
    std::string key;
    const TableWords* const words = tableWords(table);
    if (!words) return key;
    for (const std::string& column : words->keyColumns) {
        if (!key.empty()) key += " / ";
        key += row.text(column);
    }
    return key;
}

QString rowName(std::string_view table, const Row& row) {
    std::string name;
    for (const char* column : {"name", "model", "instance_type", "region_name"}) {
        if (name.empty()) name = row.text(column);
    }
    if (name.empty()) return QString::fromStdString(rowKey(table, row));
    if (row.has("provider")) name = row.text("provider") + ' ' + name;
    if (table == "cloud_prices" && row.has("region")) name += ", " + row.text("region");
    return QString::fromStdString(name);
}

}  // namespace headroom
