// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/row_reader.h"

namespace headroom {

CloudOffer cloudOfferFromRow(const Row& row) {
    RowReader reader(row, "cloud_prices", "id");
    CloudOffer result;
    result.id = reader.requiredText("id");
    result.provider = reader.requiredText("provider");
    result.providerKind = reader.requiredText("provider_kind");
    result.instanceType = reader.text("instance_type");
    result.acceleratorId = reader.requiredText("accelerator_id");
    result.acceleratorName = reader.text("accelerator_name");
    result.acceleratorCount = reader.requiredCount("accelerator_count");
    result.memoryPerAccelerator =
        gibibytes(reader.requiredNumber("memory_gib_per_accelerator", 0.001, 1e6));
    result.vcpus = reader.number("vcpus");
    if (const auto ram = reader.number("ram_gib")) result.hostMemory = gibibytes(*ram);
    result.region = reader.text("region");
    result.country = reader.text("country");
    result.onDemand = reader.usd("price_on_demand_usd_h");
    result.spot = reader.usd("price_spot_usd_h");
    result.reserved1Year = reader.usd("price_reserved_1y_usd_h");
    result.reserved3Years = reader.usd("price_reserved_3y_usd_h");
    result.hipaaBaa = reader.flag("hipaa_baa");
    result.soc2 = reader.flag("soc2");
    result.euRegion = reader.flag("eu_region");
    result.provenance = reader.provenance("source_url", "as_of_date");
    return result;
}

CloudExtra cloudExtraFromRow(const Row& row) {
    RowReader reader(row, "cloud_extras", "provider");
    CloudExtra result;
    result.provider = reader.requiredText("provider");
    result.item = reader.requiredText("item");
    result.price = reader.usd("price_usd");
    result.unit = reader.text("unit");
    result.provenance = reader.provenance("source_url", "as_of_date");
    return result;
}

ApiOffer apiOfferFromRow(const Row& row) {
    RowReader reader(row, "api_prices", "id");
    ApiOffer result;
    result.id = reader.requiredText("id");
    result.provider = reader.requiredText("provider");
    result.model = reader.requiredText("model");
    result.openWeightsEquivalent = reader.text("open_weights_equivalent");
    result.input = reader.requiredUsd("input_usd_per_mtok");
    result.output = reader.requiredUsd("output_usd_per_mtok");
    result.cachedInput = reader.usd("cached_input_usd_per_mtok");
    result.cacheWrite5Minutes = reader.usd("cache_write_5m_usd_per_mtok");
    result.cacheWrite1Hour = reader.usd("cache_write_1h_usd_per_mtok");
    result.batchDiscount = reader.number("batch_discount", 0, 1);
    if (const auto context = reader.number("context_tokens")) result.context = tokens(*context);
    if (const auto from = reader.number("long_prompt_from_tokens")) {
        result.longPromptFrom = tokens(*from);
    }
    result.longInput = reader.usd("long_input_usd_per_mtok");
    result.longCachedInput = reader.usd("long_cached_input_usd_per_mtok");
    result.longOutput = reader.usd("long_output_usd_per_mtok");
    result.provenance = reader.provenance("source_url", "as_of_date");
    return result;
}

ApiStatement apiStatementFromRow(const Row& row) {
    RowReader reader(row, "api_providers", "provider");
    ApiStatement result;
    result.provider = reader.requiredText("provider");
    result.item = reader.requiredText("item");
    result.value = reader.text("value");
    result.provenance = reader.provenance("source_url", "as_of_date");
    return result;
}

Tariff tariffFromRow(const Row& row) {
    RowReader reader(row, "electricity", "region");
    Tariff result;
    result.region = reader.requiredText("region");
    result.name = reader.requiredText("region_name");
    result.residential = reader.usd("usd_per_kwh_residential");
    result.commercial = reader.usd("usd_per_kwh_commercial");
    result.industrial = reader.usd("usd_per_kwh_industrial");
    result.carbonGramsPerKwh = reader.number("carbon_g_per_kwh");
    // The period is a description ("res 2023 annual; com+ind Jul 2025"), the closest to a date.
    result.provenance = reader.provenance("source_url", "period");
    return result;
}

ExchangeRate exchangeRateFromRow(const Row& row) {
    RowReader reader(row, "exchange_rates", "currency");
    ExchangeRate result;
    result.currency = Currency{reader.requiredText("currency")};
    if (!result.currency.valid()) reader.fail("currency", "an ISO 4217 code such as EUR");
    result.usdPerUnit = reader.requiredNumber("usd_per_unit", 1e-9, 1e9);
    result.provenance = reader.provenance("source_url", "as_of_date");
    return result;
}

ResalePoint resalePointFromRow(const Row& row) {
    RowReader reader(row, "resale", "item");
    ResalePoint result;
    result.item = reader.requiredText("item");
    result.ageMonths = reader.requiredNumber("age_months", 0, 1200);
    result.launchPrice = reader.usd("launch_price_usd");
    result.usedPrice = reader.usd("used_price_usd");
    result.ratio = reader.requiredNumber("ratio", 0, 1000);
    result.provenance = reader.provenance("source_url", "as_of_date");
    return result;
}

WeightFormat weightFormatFromRow(const Row& row) {
    RowReader reader(row, "weight_formats", "id");
    WeightFormat result;
    result.id = reader.requiredText("id");
    result.family = reader.requiredText("family");
    result.bitsPerWeight = reader.number("bits_per_weight_nominal", 0.01, 128);
    result.blockElements = row.number("block_size");
    if (!result.blockElements && row.has("block_size")) {
        reader.note("one scale per " + row.text("block_size"));
    }
    result.blockBytes = reader.number("bytes_per_block");
    result.baseTensorType = reader.text("base_tensor_type");
    result.fileBitsPerWeight8b = reader.number("typical_bpw_llama31_8b", 0.01, 128);
    if (!result.fileBitsPerWeight8b) {
        result.fileBitsPerWeight8b = reader.number("bpw_simulated_8b", 0.01, 128);
    }
    result.fileBitsPerWeight70b = reader.number("bpw_simulated_70b", 0.01, 128);
    result.outputTensorType = reader.text("output_tensor_type");
    result.embeddingTensorType = reader.text("token_embd_type");
    result.mixRule = reader.text("mix_rule");
    result.perplexityDelta8b = reader.number("ppl_delta_llama3_8b", -1e6);
    result.klDivergence8b = reader.number("kld_llama3_8b", -1e6);
    result.mmlu8b = reader.number("mmlu_llama3_8b", 0, 100);
    result.mmlu70b = reader.number("mmlu_llama3_70b", 0, 100);
    result.provenance = reader.provenance("source", "date");
    return result;
}

}  // namespace headroom
