// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names as SkyPilot, gpuhunt and the vendors' tools write them (docs/imports.md 2); ids of the
// seed.
#include "database/import/accelerator_names.h"
#include "database/import/provider_names.h"
#include "tests/database/import_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

using Ids = std::vector<std::string>;

struct Named {
    const char* name;
    std::vector<double> memory;
    const char* hint;
    Ids ids;
};

}  // namespace

TEST_CASE("Foreign names of accelerators find the catalog's device or none", "[import]") {
    const CatalogStore store(u":memory:"_s);
    const AcceleratorNames names(store.rows("accelerators"));
    const std::vector<Named> cases{
        {"RTX4090", {24}, "", {"rtx-4090"}},
        {"NVIDIA GeForce RTX 4090", {23.99}, "", {"rtx-4090"}},
        {"NVIDIA H100 80GB HBM3", {79.6}, "", {"h100-sxm-80gb"}},
        {"NVIDIA H100 PCIe", {79.6}, "", {"h100-pcie-80gb"}},
        {"H100-SXM", {}, "", {"h100-sxm-80gb"}},
        {"H100NVL", {94}, "", {"h100-nvl-94gb"}},
        {"H100", {93.6}, "1x-H100_NVL-32-65536", {"h100-nvl-94gb"}},
        {"NVIDIA A100-SXM4-80GB", {80}, "", {"a100-sxm-80gb"}},
        {"NVIDIA A100-PCIE-40GB", {40}, "", {"a100-pcie-40gb"}},
        {"A100", {40, 5}, "1x-A100_SXM4-32-65536", {"a100-sxm-40gb"}},
        {"V100-32GB", {}, "", {"v100-sxm2-32gb"}},
        {"L4", {22.5}, "", {"l4"}},
        {"L40", {48}, "", {"l40"}},
        {"L40S", {44.7}, "", {"l40s"}},
        {"T4", {16}, "", {"t4"}},
        {"A10G", {22.4}, "", {"a10g"}},
        {"A10", {24}, "", {"a10"}},
        {"RTXA6000", {48}, "", {"rtx-a6000"}},
        {"A6000", {48}, "", {"rtx-a6000"}},
        {"RTX6000Ada", {48}, "", {"rtx-6000-ada"}},
        {"NVIDIA RTX 6000 Ada Generation", {47.99}, "", {"rtx-6000-ada"}},
        {"NVIDIA RTX PRO 6000 Blackwell Workstation Edition",
         {95.6},
         "",
         {"rtx-pro-6000-blackwell-ws"}},
        {"NVIDIA RTX PRO 6000 Blackwell Server Edition",
         {95.6},
         "",
         {"rtx-pro-6000-blackwell-server"}},
        {"RTX4070TiSUPER", {16}, "", {"rtx-4070-ti-super"}},
        {"RTX4060", {16}, "1x-RTX_4060_Ti-32-65536", {"rtx-4060-ti-16gb"}},
        {"MI300X", {192}, "", {"mi300x"}},
        {"AMD Instinct MI300X OAM", {191.98}, "", {"mi300x"}},
        {"Radeon RX 7900 XTX", {23.98}, "", {"rx-7900-xtx"}},
        {"B200", {179}, "", {"b200-sxm"}},
        {"GH200", {96}, "", {"gh200-96gb"}},
        {"Apple M4 Max 40-core GPU", {}, "", {"m4-max-40c"}},
        {"Apple M3 Ultra 80-core GPU", {}, "", {"m3-ultra-80c"}},
        {"NVIDIA GB10", {}, "", {"gb10"}},
        // Names that leave it open.
        {"A100-80GB", {}, "", {"a100-pcie-80gb", "a100-sxm-80gb"}},
        {"H100", {80}, "", {"h100-pcie-80gb", "h100-sxm-80gb"}},
        {"Apple M4 Max", {}, "", {"m4-max-32c", "m4-max-40c"}},
        // Devices that the catalog does not have, however near.
        {"RTX4060", {8}, "", {}},
        {"RTX 4070 Ti SUPER", {12}, "", {}},
        {"GeForce RTX 4090 Laptop GPU", {16}, "", {}},
        {"A100X", {80}, "", {}},
        {"T4G", {16}, "", {}},
        {"K80", {12}, "", {}},
        {"Trainium", {}, "", {}},
        {"RTX6000", {}, "", {}},
        {"", {}, "", {}},
        {"\u0664\u0669", {}, "", {}},
    };
    for (const Named& named : cases) {
        INFO(named.name << " / " << named.hint);
        CHECK(names.find(QString::fromUtf8(named.name), named.memory, QString::fromUtf8(named.hint))
                  .ids == named.ids);
    }
}

TEST_CASE("A refused name says which devices come near or fit alike", "[import]") {
    const CatalogStore store(u":memory:"_s);
    const AcceleratorNames names(store.rows("accelerators"));
    const auto sentence = [&](const QString& name, const std::vector<double>& memory) {
        return acceleratorRefusal(name, names.find(name, memory), names);
    };
    checkSays(sentence(u"A100-80GB"_s, {}), {u"A100 PCIe 80GB"_s, u"A100 SXM4 80GB"_s});
    checkSays(sentence(u"RTX4070 Super"_s, {}), {u"GeForce RTX 4070"_s, u"Accelerators"_s});
    checkSays(sentence(u"RTX4090"_s, {48}), {u"memory"_s});
}

TEST_CASE("Each accelerator of the catalog is found by its own name", "[import]") {
    const CatalogStore store(u":memory:"_s);
    const std::vector<Row> rows = store.rows("accelerators");
    const AcceleratorNames names(rows);
    for (const Row& row : rows) {
        const Ids ids = names.find(QString::fromStdString(row.text("name"))).ids;
        INFO(row.text("name"));
        CHECK(ids == Ids{row.text("id")});
    }
}

TEST_CASE("Foreign names of providers find the catalog's", "[import]") {
    const CatalogStore store(u":memory:"_s);
    const ProviderNames clouds(store.rows("cloud_prices"));
    CHECK(clouds.match(u"aws"_s) == u"AWS"_s);
    CHECK(clouds.match(u"gcp"_s) == u"Google Cloud"_s);
    CHECK(clouds.match(u"lambdalabs"_s) == u"Lambda"_s);
    CHECK(clouds.match(u"vastai"_s) == u"Vast.ai"_s);
    CHECK(clouds.match(u"vast"_s) == u"Vast.ai"_s);
    CHECK(clouds.match(u"datacrunch"_s) == u"Verda (DataCrunch)"_s);
    CHECK(clouds.match(u"runpod"_s) == u"runpod"_s);
    CHECK(clouds.match(u"runpod"_s, u"1x_L4_SECURE"_s) == u"RunPod Secure"_s);
    CHECK(clouds.match(u"nowhere"_s) == u"nowhere"_s);
    const ProviderNames apis(store.rows("api_prices"));
    CHECK(apis.match(u"gemini"_s) == u"Google (Gemini API)"_s);
    CHECK(apis.match(u"together_ai"_s) == u"Together"_s);
    CHECK(apis.match(u"openai"_s) == u"OpenAI"_s);
    CHECK(apis.match(u"azure_openai"_s) == u"azure_openai"_s);
}
