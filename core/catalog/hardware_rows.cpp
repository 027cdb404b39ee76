// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/row_reader.h"

namespace headroom {

namespace {

std::optional<OperationsPerSecond> tera(const std::optional<double>& value) {
    if (!value) return std::nullopt;
    return teraOperationsPerSecond(*value);
}

std::optional<Watts> power(const std::optional<double>& value) {
    if (!value) return std::nullopt;
    return watts(*value);
}

std::optional<Bytes> memory(const std::optional<double>& value) {
    if (!value) return std::nullopt;
    return gibibytes(*value);
}

std::vector<std::string> separatedBySemicolons(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(';', begin), text.size());
        if (end > begin) parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

}  // namespace

Accelerator acceleratorFromRow(const Row& row) {
    RowReader reader(row, "accelerators", "id");
    Accelerator result;
    result.id = reader.requiredText("id");
    result.vendor = reader.requiredText("vendor");
    result.name = reader.requiredText("name");
    result.deviceClass = reader.requiredText("class");
    result.architecture = reader.text("architecture");
    result.releaseYear = reader.count("release_year");
    result.memory = gibibytes(reader.requiredNumber("memory_gib", 0.001, 1e6));
    result.memoryType = reader.text("memory_type");
    result.bandwidth =
        gigabytesPerSecond(reader.requiredNumber("memory_bandwidth_gb_s", 0.001, 1e6));
    result.fp16 = tera(reader.number("fp16_tensor_tflops_dense"));
    result.bf16 = tera(reader.number("bf16_tflops_dense"));
    result.fp8 = tera(reader.number("fp8_tflops_dense"));
    result.int8 = tera(reader.number("int8_tops_dense"));
    result.fp4 = tera(reader.number("fp4_tflops_dense"));
    result.tdp = power(reader.number("tdp_w"));
    result.idle = power(reader.number("idle_w"));
    result.idleModelLoaded = power(reader.number("idle_model_loaded_w"));
    result.interconnect = reader.text("interconnect");
    result.pcie = reader.text("pcie_gen_lanes");
    result.formFactor = reader.text("form_factor");
    result.launchPrice = reader.usd("msrp_usd");
    result.streetPrice = reader.usd("street_price_usd");
    result.specificationSource = reader.text("spec_source_url");
    result.price = reader.provenance("price_source_url", "price_date");
    return result;
}

Machine machineFromRow(const Row& row) {
    RowReader reader(row, "machines", "id");
    Machine result;
    result.id = reader.requiredText("id");
    result.vendor = reader.requiredText("vendor");
    result.name = reader.requiredText("name");
    result.kind = reader.requiredText("kind");
    result.acceleratorId = reader.requiredText("accelerator_id");
    result.acceleratorCount = reader.requiredCount("accelerator_count");
    result.unifiedMemory = reader.flag("unified_memory").value_or(false);
    result.totalMemory = gibibytes(reader.requiredNumber("total_memory_gib", 0.001, 1e6));
    result.usableForGpu = gibibytes(reader.requiredNumber("usable_for_gpu_gib", 0.001, 1e6));
    if (result.usableForGpu > result.totalMemory) {
        reader.fail("usable_for_gpu_gib", "no more than total_memory_gib");
    }
    result.systemMemory = memory(reader.number("system_ram_gib"));
    result.bandwidth =
        gigabytesPerSecond(reader.requiredNumber("memory_bandwidth_gb_s", 0.001, 1e6));
    result.peakPower = power(reader.number("peak_system_power_w"));
    result.loadPower = power(reader.number("typical_load_power_w"));
    result.idlePower = power(reader.number("idle_power_w"));
    result.noiseDba = reader.number("noise_dba", 0, 200);
    result.formFactor = reader.text("form_factor");
    result.network = reader.text("network");
    result.storage = reader.text("storage");
    result.hostLink = reader.text("thunderbolt_usb4");
    result.needs240V = reader.flag("requires_240v").value_or(false);
    result.stacks = separatedBySemicolons(reader.text("supported_stacks"));
    result.price = reader.usd("price_usd");
    result.specificationSource = reader.text("spec_source_url");
    result.priceProvenance = reader.provenance("price_source_url", "price_date");
    return result;
}

SpeedClass speedClassFromRow(const Row& row) {
    RowReader reader(row, "speed_classes", "id");
    SpeedClass result;
    result.id = reader.requiredText("id");
    result.deviceClass = reader.requiredText("device_class");
    result.engine = reader.requiredText("engine");
    result.backend = reader.text("backend");
    result.weightEfficiency = reader.requiredNumber("weight_efficiency", 0.001, 2);
    result.expertEfficiency = reader.requiredNumber("expert_efficiency", 0.001, 2);
    result.cacheEfficiency = reader.requiredNumber("cache_efficiency", 0.001, 2);
    result.layerMicroseconds = reader.requiredNumber("layer_us", 0, 1e6);
    result.stepMicroseconds = reader.requiredNumber("step_us", 0, 1e9);
    result.prefillEfficiency = reader.requiredNumber("prefill_efficiency", 0.0001, 2);
    result.expertPrefillEfficiency = reader.requiredNumber("expert_prefill_efficiency", 0.0001, 2);
    result.attentionEfficiency = reader.requiredNumber("attention_efficiency", 0.0001, 2);
    result.batchEfficiency = reader.requiredNumber("batch_efficiency", 0.0001, 2);
    result.spread = reader.requiredNumber("spread", 0, 10);
    result.rows = reader.count("rows");
    result.provenance = reader.provenance("source", "date");
    return result;
}

}  // namespace headroom
