// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <charconv>

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

constexpr std::array<std::string_view, 2> kSupportKinds{"weights", "kv"};
constexpr std::array<std::string_view, 5> kVerdicts{"native", "slow", "emulated", "unsupported",
                                                    "unknown"};

/// The enumerator whose word, in order, stands in the column.
template <class Enum, std::size_t N>
Enum chosen(const RowReader& reader, std::string_view column,
            const std::array<std::string_view, N>& words) {
    const std::string text = reader.requiredText(column);
    std::string known;
    for (std::size_t index = 0; index < N; ++index) {
        if (words[index] == text) return static_cast<Enum>(index);
        known += (index == 0 ? "" : ", ") + std::string(words[index]);
    }
    reader.fail(column, "one of " + known);
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
    result.target = reader.text("compute_target");
    if (result.target.empty()) result.target = computeTarget(result.vendor, result.architecture);
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

namespace {

/// "rtx-3090*2; rtx-5090".
std::vector<AcceleratorCount> furtherAccelerators(const RowReader& reader) {
    constexpr auto kColumn = "further_accelerators";
    std::vector<AcceleratorCount> all;
    for (const std::string& entry : separatedBySemicolons(reader.text(kColumn))) {
        const std::optional<AcceleratorCount> one = acceleratorCount(entry);
        if (!one) reader.fail(kColumn, "ids with counts, such as \"rtx-3090*2; rtx-5090\"");
        all.push_back(*one);
    }
    return all;
}

}  // namespace

std::optional<AcceleratorCount> acceleratorCount(std::string_view text) {
    constexpr int kMost = 64;
    const std::size_t star = text.find('*');
    const auto trimmed = [](std::string_view part) {
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
        return part;
    };
    AcceleratorCount result{std::string(trimmed(text.substr(0, star))), 1};
    if (result.id.empty()) return std::nullopt;
    if (star == std::string_view::npos) return result;
    const std::string_view number = trimmed(text.substr(star + 1));
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), result.count);
    const bool whole = error == std::errc() && end == number.data() + number.size();
    if (!whole || result.count < 1 || result.count > kMost) return std::nullopt;
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
    result.furtherAccelerators = furtherAccelerators(reader);
    result.unifiedMemory = reader.flag("unified_memory").value_or(false);
    if (result.unifiedMemory && !result.furtherAccelerators.empty()) {
        reader.fail("further_accelerators", "empty where CPU and GPU share the memory");
    }
    result.totalMemory = gibibytes(reader.requiredNumber("total_memory_gib", 0.001, 1e6));
    result.usableForGpu = gibibytes(reader.requiredNumber("usable_for_gpu_gib", 0.001, 1e6));
    if (result.usableForGpu > result.totalMemory) {
        reader.fail("usable_for_gpu_gib", "no more than total_memory_gib");
    }
    result.systemMemory = memory(reader.number("system_ram_gib"));
    if (const auto rate = reader.number("system_ram_bandwidth_gb_s", 0.001, 1e6)) {
        result.systemBandwidth = gigabytesPerSecond(*rate);
    }
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

EngineSupport engineSupportFromRow(const Row& row) {
    RowReader reader(row, "engine_support", "id");
    EngineSupport result;
    result.id = reader.requiredText("id");
    result.engine = reader.requiredText("engine");
    result.kind = chosen<SupportKind>(reader, "kind", kSupportKinds);
    result.device = reader.requiredText("device_family");
    result.targets = separatedBySemicolons(reader.text("compute_targets"));
    result.minimumCapability = reader.number("min_capability", 0, 1000);
    result.maximumCapability = reader.number("max_capability", 0, 1000);
    result.formats = separatedBySemicolons(reader.requiredText("formats"));
    result.verdict = chosen<SupportVerdict>(reader, "verdict", kVerdicts);
    result.decodeShare = reader.number("decode_share", 0.001, 1);
    result.prefillShare = reader.number("prefill_share", 0.001, 1);
    result.reason = reader.text("reason");
    if (result.verdict != SupportVerdict::Native && result.reason.empty()) {
        reader.fail("reason", "a sentence, as the verdict is not native");
    }
    result.remedy = reader.text("remedy");
    result.provenance = reader.provenance("source", "date");
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
    result.requestMicroseconds = reader.number("request_us", 0, 1e9).value_or(0);
    result.spread = reader.requiredNumber("spread", 0, 10);
    result.rows = reader.count("rows");
    result.provenance = reader.provenance("source", "date");
    return result;
}

}  // namespace headroom
