// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <stdexcept>

#include "core/catalog/catalog_tables.h"
#include "core/catalog/row.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

namespace headroom {

namespace {

using Catch::Matchers::Contains;
using tests::seedCatalog;

Row row(std::initializer_list<Row::Cell> values) {
    return Row(values);
}

Row without(Row complete, const std::string& column) {
    complete.remove(column);
    return complete;
}

Row with(Row complete, const std::string& column, const std::string& value) {
    complete.set(column, value);
    return complete;
}

Row anAccelerator() {
    return row({{"id", "card"},
                {"vendor", "NVIDIA"},
                {"name", "Card"},
                {"class", "consumer"},
                {"memory_gib", "24"},
                {"memory_bandwidth_gb_s", "936.2"}});
}

Row aMachine() {
    return row({{"id", "box"},
                {"vendor", "Maker"},
                {"name", "Box"},
                {"kind", "mini-pc"},
                {"accelerator_id", "card"},
                {"accelerator_count", "1"},
                {"total_memory_gib", "128"},
                {"usable_for_gpu_gib", "119"},
                {"memory_bandwidth_gb_s", "273"}});
}

Row aModel() {
    return row({{"id", "small"},
                {"name", "Small"},
                {"modality", "text"},
                {"params_total_b", "8.030261"},
                {"n_layers", "32"},
                {"hidden_size", "4096"},
                {"n_heads", "32"},
                {"n_kv_heads", "8"},
                {"head_dim", "128"},
                {"ffn_dim", "14336"},
                {"vocab_size", "128256"},
                {"n_full_layers", "32"},
                {"max_context", "131072"},
                {"kv_full_bytes_per_token_f16", "131072"}});
}

}  // namespace

TEST_CASE("The seed catalog is read completely", "[catalog][seed]") {
    // Row counts of the seed files: lines less the header, quoted line breaks excepted.
    const Catalog& catalog = seedCatalog();
    CHECK(catalog.models.size() == 191);
    CHECK(catalog.formats.size() == 93);
    CHECK(catalog.accelerators.size() == 92);
    CHECK(catalog.machines.size() == 72);
    CHECK(catalog.cloudOffers.size() == 384);
    CHECK(catalog.cloudExtras.size() == 22);
    CHECK(catalog.apiOffers.size() == 167);
    CHECK(catalog.apiStatements.size() == 11);
    CHECK(catalog.tariffs.size() == 93);
    CHECK(catalog.exchangeRates.size() == 29);
    CHECK(catalog.resale.size() == 27);
}

TEST_CASE("References between seed tables resolve", "[catalog][seed]") {
    const Catalog& catalog = seedCatalog();
    for (const Machine& machine : catalog.machines) {
        CAPTURE(machine.id);
        CHECK(catalog.accelerator(machine.acceleratorId) != nullptr);
    }
    for (const CloudOffer& offer : catalog.cloudOffers) {
        CAPTURE(offer.id);
        CHECK(catalog.accelerator(offer.acceleratorId) != nullptr);
    }
    for (const ApiOffer& offer : catalog.apiOffers) {
        CAPTURE(offer.id);
        CHECK((offer.openWeightsEquivalent.empty() ||
               catalog.model(offer.openWeightsEquivalent) != nullptr));
    }
}

TEST_CASE("Ids are unique within their table", "[catalog][seed]") {
    const Catalog& catalog = seedCatalog();
    // The look-up returns the first match, so a second row with the same id would not find itself.
    for (const ModelSpec& entry : catalog.models) CHECK(catalog.model(entry.id) == &entry);
    for (const WeightFormat& entry : catalog.formats) CHECK(catalog.format(entry.id) == &entry);
    for (const Accelerator& entry : catalog.accelerators) {
        CHECK(catalog.accelerator(entry.id) == &entry);
    }
    for (const Machine& entry : catalog.machines) CHECK(catalog.machine(entry.id) == &entry);
    for (const CloudOffer& entry : catalog.cloudOffers) {
        CHECK(catalog.cloudOffer(entry.id) == &entry);
    }
    for (const ApiOffer& entry : catalog.apiOffers) CHECK(catalog.apiOffer(entry.id) == &entry);
    for (const Tariff& entry : catalog.tariffs) CHECK(catalog.tariff(entry.region) == &entry);
}

TEST_CASE("A known row arrives with its units", "[catalog][seed]") {
    // database/seed/accelerators.csv, rtx-3090: 24 GiB, 936.2 GB/s, 71.2 TFLOPS, 350 W, 1275 USD.
    const Accelerator& card = *seedCatalog().accelerator("rtx-3090");
    CHECK(card.memory == gibibytes(24));
    CHECK(card.bandwidth == gigabytesPerSecond(936.2));
    CHECK(card.fp16 == teraOperationsPerSecond(71.2));
    CHECK_FALSE(card.fp8.has_value());
    CHECK(card.tdp == watts(350));
    CHECK(card.idleModelLoaded == watts(9));
    CHECK(card.streetPrice == UnitPrice{1275, Currency{"USD"}});
    CHECK(card.price.date == "2026-08");
    CHECK(card.price.changedBy == "seed");

    // database/seed/machines.csv, dgx-spark: 128 GiB unified, 119 usable, 4699 USD on 2026-09-08.
    const Machine& machine = *seedCatalog().machine("dgx-spark");
    CHECK(machine.unifiedMemory);
    CHECK(machine.usableForGpu == gibibytes(119));
    CHECK(machine.runs("vllm"));
    CHECK_FALSE(machine.runs("mlx"));
    CHECK(machine.price == UnitPrice{4699, Currency{"USD"}});
    CHECK(machine.priceProvenance.date == "2026-09-08");
}

TEST_CASE("Prices by tier and customer class stay unknown when the seed has none",
          "[catalog][seed]") {
    // database/seed/cloud_prices.csv, aws-p4d-24xlarge-ap-south-1: no spot price.
    const CloudOffer& offer = *seedCatalog().cloudOffer("aws-p4d-24xlarge-ap-south-1");
    CHECK(offer.price(RentTier::OnDemand) == UnitPrice{26.3444});
    CHECK_FALSE(offer.price(RentTier::Spot).has_value());
    CHECK(offer.price(RentTier::Reserved1Year) == UnitPrice{17.0257});
    CHECK(offer.price(RentTier::Reserved3Years) == UnitPrice{14.175});
    CHECK(offer.hipaaBaa == true);
    CHECK(offer.euRegion == false);
    // database/seed/electricity.csv, NZ: residential only.
    const Tariff& tariff = *seedCatalog().tariff("NZ");
    CHECK(tariff.price(CustomerClass::Residential) == UnitPrice{0.2348});
    CHECK_FALSE(tariff.price(CustomerClass::Commercial).has_value());
    CHECK_FALSE(tariff.price(CustomerClass::Industrial).has_value());
}

TEST_CASE("Look-ups of unknown ids find nothing", "[catalog]") {
    const Catalog& catalog = seedCatalog();
    CHECK(catalog.model("") == nullptr);
    CHECK(catalog.model("no-such-model") == nullptr);
    CHECK(catalog.exchangeRate(Currency{"XXX"}) == nullptr);
}

TEST_CASE("Words in number columns stay unknown and are noted", "[catalog][rows]") {
    const Accelerator card = acceleratorFromRow(with(anAccelerator(), "tdp_w", "(clear)"));
    CHECK_FALSE(card.tdp.has_value());
    CHECK_THAT(card.price.notes, Contains("tdp_w") && Contains("(clear)"));
    const WeightFormat format = weightFormatFromRow(
        row({{"id", "f"}, {"family", "fp8"}, {"block_size", "tensor"}, {"notes", "old"}}));
    CHECK_FALSE(format.blockElements.has_value());
    CHECK(format.provenance.notes == "old; one scale per tensor");
}

TEST_CASE("A row without a required column is refused by id and column", "[catalog][rows]") {
    for (const char* column : {"vendor", "name", "class", "memory_gib", "memory_bandwidth_gb_s"}) {
        CAPTURE(column);
        CHECK_THROWS_WITH(acceleratorFromRow(without(anAccelerator(), column)),
                          Contains("card") && Contains(column) && Contains("missing"));
    }
    CHECK_THROWS_WITH(acceleratorFromRow(without(anAccelerator(), "id")), Contains("no id"));
    CHECK_THROWS_AS(modelFromRow(without(aModel(), "n_layers")), std::invalid_argument);
}

TEST_CASE("A machine lists accelerators of other kinds with their counts", "[catalog][rows]") {
    const Row mixed = with(aMachine(), "unified_memory", "0");
    const Machine machine =
        machineFromRow(with(mixed, "further_accelerators", "rtx-3090*2; rtx-5090"));
    CHECK(machine.furtherAccelerators ==
          std::vector<AcceleratorCount>{{"rtx-3090", 2}, {"rtx-5090", 1}});
    CHECK(machineFromRow(mixed).furtherAccelerators.empty());
    for (const char* wrong :
         {"rtx-3090*0", "rtx-3090*two", "*2", "rtx-3090*1.5", "a*99999999999"}) {
        CHECK_THROWS_WITH(machineFromRow(with(mixed, "further_accelerators", wrong)),
                          Contains("further_accelerators") && Contains(wrong));
    }
    CHECK_THROWS_WITH(machineFromRow(with(with(aMachine(), "unified_memory", "1"),
                                          "further_accelerators", "rtx-3090")),
                      Contains("share"));
}

TEST_CASE("A row with an impossible number is refused with the value", "[catalog][rows]") {
    CHECK_THROWS_WITH(acceleratorFromRow(with(anAccelerator(), "memory_gib", "-24")),
                      Contains("card") && Contains("memory_gib") && Contains("-24"));
    CHECK_THROWS_WITH(acceleratorFromRow(with(anAccelerator(), "memory_gib", "lots")),
                      Contains("\"lots\""));
    CHECK_THROWS_WITH(acceleratorFromRow(with(anAccelerator(), "tdp_w", "-1")), Contains("-1"));
    CHECK_THROWS_WITH(machineFromRow(with(aMachine(), "usable_for_gpu_gib", "129")),
                      Contains("total_memory_gib"));
    CHECK_THROWS_WITH(machineFromRow(with(aMachine(), "accelerator_count", "1.5")),
                      Contains("whole number"));
    CHECK_THROWS_WITH(machineFromRow(with(aMachine(), "accelerator_count", "0")),
                      Contains("\"0\""));
    CHECK_THROWS_WITH(machineFromRow(with(aMachine(), "unified_memory", "maybe")),
                      Contains("0 or 1"));
    CHECK_THROWS_WITH(exchangeRateFromRow(row({{"currency", "euro"}, {"usd_per_unit", "1"}})),
                      Contains("ISO 4217"));
}

TEST_CASE("Contradicting layer counts are refused", "[catalog][rows]") {
    CHECK_THROWS_WITH(modelFromRow(with(aModel(), "n_full_layers", "33")), Contains("n_layers"));
    CHECK_THROWS_WITH(modelFromRow(with(aModel(), "n_moe_layers", "40")), Contains("n_moe_layers"));
    CHECK_THROWS_WITH(modelFromRow(with(aModel(), "n_kv_full_layers", "40")),
                      Contains("n_kv_full_layers"));
    CHECK_THROWS_WITH(
        modelFromRow(with(with(aModel(), "n_full_layers", "16"), "n_swa_layers", "16")),
        Contains("sliding_window"));
    CHECK_THROWS_WITH(
        modelFromRow(with(with(aModel(), "n_full_layers", "16"), "n_recurrent_layers", "16")),
        Contains("ssm_type"));
    CHECK_THROWS_WITH(modelFromRow(with(aModel(), "modality", "smell")), Contains("smell"));
}

TEST_CASE("Parameter counts are whole numbers", "[catalog][rows]") {
    // 8.030261 * 1e9 is no whole number in binary.
    CHECK(modelFromRow(aModel()).parametersTotal == 8'030'261'000.0);
}

TEST_CASE("Rows go to the vector of their table", "[catalog][rows]") {
    Catalog catalog;
    addRow(catalog, "accelerators", anAccelerator());
    addRow(catalog, "machines", aMachine());
    CHECK(catalog.accelerators.size() == 1);
    CHECK(catalog.machines.size() == 1);
    CHECK_THROWS_WITH(addRow(catalog, "motorcycles", anAccelerator()), Contains("motorcycles"));
    CHECK_THROWS_AS(buildCatalog({{"machines", {anAccelerator()}}}), std::invalid_argument);
}

TEST_CASE("Tables come before the tables that refer to them", "[catalog]") {
    const std::vector<std::string>& tables = catalogTables();
    const auto position = [&](const char* table) {
        return std::find(tables.begin(), tables.end(), table) - tables.begin();
    };
    CHECK(tables.size() == 13);
    CHECK(position("models") < position("api_prices"));
    CHECK(position("accelerators") < position("machines"));
    CHECK(position("accelerators") < position("cloud_prices"));
    CHECK(position("speed_classes") < 12);
}

TEST_CASE("A device's target comes from its row, else from its architecture", "[catalog][rows]") {
    // https://developer.nvidia.com/cuda-gpus, rocm.docs.amd.com GPU architecture specifications.
    CHECK(computeTarget("NVIDIA", "Ampere GA102") == "8.6");
    CHECK(computeTarget("NVIDIA", "Blackwell SM121 + Arm") == "12.1");
    CHECK(computeTarget("AMD", "RDNA 3.5 40 CU") == "gfx1151");
    CHECK(computeTarget("AMD", "RDNA 3 Navi 31") == "gfx1100");
    CHECK(computeTarget("Apple", "M5") == "M5");
    CHECK(computeTarget("Intel", "Gaudi 3") == "Gaudi 3");
    CHECK(computeTarget("NVIDIA", "Rubin") == "");
    Row card = anAccelerator();
    card.set("vendor", "NVIDIA");
    card.set("architecture", "Ada AD102");
    CHECK(acceleratorFromRow(card).target == "8.9");
    card.set("compute_target", "8.91");
    CHECK(acceleratorFromRow(card).target == "8.91");
    // The column of the seed and the names agree, so that documents without it mean the same.
    for (const Accelerator& accelerator : seedCatalog().accelerators) {
        CAPTURE(accelerator.id);
        CHECK(accelerator.target == computeTarget(accelerator.vendor, accelerator.architecture));
        CHECK_FALSE(accelerator.target.empty());
    }
}

TEST_CASE("A support row is refused with the words it may hold", "[catalog][rows]") {
    const Row good = row({{"id", "x"},
                          {"engine", "vllm"},
                          {"kind", "kv"},
                          {"device_family", "nvidia"},
                          {"formats", "kv-vllm-fp8;kv-cache"},
                          {"verdict", "slow"},
                          {"decode_share", "0.5"},
                          {"reason", "Slow."}});
    const EngineSupport read = engineSupportFromRow(good);
    CHECK(read.kind == SupportKind::Cache);
    CHECK(read.verdict == SupportVerdict::Slow);
    CHECK(read.formats.size() == 2);
    CHECK(read.decodeShare == 0.5);
    CHECK_FALSE(read.minimumCapability);
    CHECK_THROWS_WITH(engineSupportFromRow(with(good, "verdict", "maybe")),
                      Contains("verdict is \"maybe\"") && Contains("native, slow, emulated"));
    CHECK_THROWS_WITH(engineSupportFromRow(with(good, "kind", "both")), Contains("weights, kv"));
    CHECK_THROWS_WITH(engineSupportFromRow(with(good, "decode_share", "1.5")),
                      Contains("decode_share"));
    CHECK_THROWS_WITH(engineSupportFromRow(row({{"id", "x"},
                                                {"engine", "vllm"},
                                                {"kind", "kv"},
                                                {"device_family", "nvidia"},
                                                {"formats", "*"},
                                                {"verdict", "unsupported"}})),
                      Contains("reason is missing"));
}

TEST_CASE("Money converts by the catalog's dated rates", "[catalog]") {
    const Catalog& catalog = seedCatalog();
    // database/seed/exchange_rates.csv of 2026-10-05: EUR 1.1204 USD, GBP 1.32247 USD.
    CHECK(convert({112.04}, Currency{"EUR"}, catalog).amount == Approx(100));
    CHECK(convert({100, Currency{"EUR"}}, Currency{"USD"}, catalog).amount == Approx(112.04));
    // 100 * 1.1204 / 1.32247.
    const UnitPrice pounds = convert({100, Currency{"EUR"}}, Currency{"GBP"}, catalog);
    CHECK(pounds.amount == Approx(84.72).epsilon(1e-4));
    CHECK(pounds.currency == Currency{"GBP"});
    CHECK(convert({5, Currency{"EUR"}}, Currency{"EUR"}, Catalog{}) ==
          UnitPrice{5, Currency{"EUR"}});
    CHECK_THROWS_AS(convert({5}, Currency{"XXX"}, catalog), std::out_of_range);
}

TEST_CASE("Converting there and back returns the amount", "[catalog]") {
    const Catalog& catalog = seedCatalog();
    for (const ExchangeRate& rate : catalog.exchangeRates) {
        CAPTURE(rate.currency.code());
        const UnitPrice there = convert({1234.5}, rate.currency, catalog);
        CHECK(convert(there, Currency{"USD"}, catalog).amount == Approx(1234.5).epsilon(1e-12));
    }
}

TEST_CASE("Only a switch or mesh counts as a fabric between devices", "[catalog][links]") {
    const auto fabric = [](const std::string& interconnect) {
        Accelerator accelerator;
        accelerator.interconnect = interconnect;
        const std::optional<BytesPerSecond> rate = deviceFabric(accelerator);
        return rate ? rate->value / 1e9 : 0.0;
    };
    CHECK(fabric("nvlink4 900 GB/s") == Approx(900));
    CHECK(fabric("NVLink4 900 GB/s") == Approx(900));
    CHECK(fabric("infinity fabric 896 GB/s") == Approx(896));
    CHECK(fabric("nvlink-c2c 900 GB/s; nvlink5 1800 GB/s") == Approx(1800));
    CHECK(fabric("nvlink3-bridge 112.5 GB/s (2 cards)") == 0.0);
    CHECK(fabric("nvlink-c2c 600 GB/s; ConnectX-7 200 Gb/s") == 0.0);
    CHECK(fabric("pcie") == 0.0);
    CHECK(fabric("") == 0.0);
    // NVLink 3 (600 GB/s) where a person's own row states no rate, or none that is a number.
    CHECK(fabric("nvlink") == Approx(600));
    CHECK(fabric("nvlink ?? GB/s") == Approx(600));
    CHECK(fabric("nvlink GB/s") == Approx(600));
}

TEST_CASE("Weight formats carry the names people use", "[catalog][format]") {
    const auto name = [](const std::string& id) {
        WeightFormat format;
        format.id = id;
        return weightFormatName(format);
    };
    CHECK(name("gguf-q4_k_m") == "Q4_K_M");
    CHECK(name("kv-llamacpp-q8_0") == "q8_0");
    CHECK(name("kv-vllm-fp8") == "fp8 (vLLM)");
    CHECK(name("mlx-4bit-g64") == "4bit-g64 (MLX)");
    CHECK(name("awq-int4-g128") == "awq-int4-g128");
    CHECK(name("") == "");
}

}  // namespace headroom
