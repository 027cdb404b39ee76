// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each sample in tests/data/imports: sample -> plan -> rows as expected -> nothing left to change.
// Expected prices are those of the samples.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "database/spreadsheet_text.h"
#include "tests/database/import_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Applies the plan of a sample, asks included, and checks that a second one finds all as it is.
ImportPlan importTwice(ImportFixture& fixture, const QString& name) {
    ImportPlan plan = fixture.sample(name);
    INFO(refusals(plan).toStdString());
    chooseAsking(plan);
    fixture.store->apply(changesOf(plan));
    const ImportPlan again = fixture.sample(name);
    CHECK(again.count(PlannedKind::Added) == 0);
    CHECK(again.count(PlannedKind::Changed) == 0);
    CHECK(again.count(PlannedKind::Refused) == plan.count(PlannedKind::Refused));
    CHECK(again.count(PlannedKind::Unchanged) == plan.count(PlannedKind::Added) +
                                                     plan.count(PlannedKind::Changed) +
                                                     plan.count(PlannedKind::Unchanged));
    CHECK_NOTHROW(fixture.store->load());
    return plan;
}

}  // namespace

TEST_CASE("SkyPilot's list updates the offers it knows and adds regions", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"catalogs/v8/aws/vms.csv"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{2, 1, 0, 3});
    const Row known = fixture.row("cloud_prices", "id", "aws-p4d-24xlarge-us-east-1");
    CHECK(known.text("price_on_demand_usd_h") == "22.5");
    // Zones at 7, 9 and 7.5: the median.
    CHECK(known.text("price_spot_usd_h") == "7.5");
    CHECK(known.text("price_reserved_1y_usd_h") == "13.9211");
    CHECK(known.text("as_of_date") == "2026-11-26");
    CHECK(known.text("source_url") == "imported from vms.csv (SkyPilot catalog)");
    CHECK(changeOf(plan, known.text("id")).notes.size() == 1);
    const Row fresh = fixture.row("cloud_prices", "id", "aws-p4d-24xlarge-eu-south-9");
    CHECK(fresh.text("provider") == "AWS");
    CHECK(fresh.text("provider_kind") == "hyperscaler");
    // PCIe or SXM: the catalog's other rows of this instance decide.
    CHECK(fresh.text("accelerator_id") == "a100-sxm-40gb");
    CHECK(fresh.text("memory_gib_per_accelerator") == "40");
    CHECK(fresh.text("changed_by") == "import");
    CHECK_FALSE(fresh.has("price_spot_usd_h"));
    CHECK_FALSE(fresh.has("country"));
    checkSays(refusals(plan),
              {u"A100 PCIe 80GB, A100 SXM4 80GB"_s, u"“Trainium”"_s, u"negative"_s});
    REQUIRE(plan.remarks.size() == 1);
    CHECK(plan.remarks[0].startsWith(u"1 lines"_s));
}

TEST_CASE("A provider that the catalog splits is told by the instance", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"catalogs/v8/runpod/vms.csv"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{2, 0, 0, 0});
    const Row secure = fixture.row("cloud_prices", "instance_type", "2x_A100-80GB_SECURE");
    CHECK(secure.text("provider") == "RunPod Secure");
    CHECK(secure.text("accelerator_id") == "a100-pcie-80gb");
    CHECK(secure.text("accelerator_count") == "2");
    // A list's price of 0 means that there is no such offer.
    const Row community = fixture.row("cloud_prices", "instance_type", "1x_H100-SXM_COMMUNITY");
    CHECK(community.text("provider") == "RunPod Community");
    CHECK_FALSE(community.has("price_spot_usd_h"));
}

TEST_CASE("A list without its folder asks for the provider", "[import]") {
    ImportFixture fixture;
    const QByteArray bytes = bytesOf(ImportFixture::samplePath(u"catalogs/v8/aws/vms.csv"_s));
    checkSays(refusal([&] { fixture.plan(bytes, u"vms.csv"_s); }), {u"vms.csv"_s, u"--provider"_s});
    fixture.provider = u"AWS"_s;
    CHECK(counts(fixture.plan(bytes, u"vms.csv"_s)) == std::vector<std::size_t>{2, 1, 0, 3});
}

TEST_CASE("gpuhunt's on-demand and spot lines become one offer", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"gpuhunt.csv"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{2, 0, 0, 3});
    const Row azure =
        fixture.row("cloud_prices", "id", "azure-standard-nc40ads-h100-v5-middleland");
    CHECK(azure.text("accelerator_id") == "h100-nvl-94gb");
    CHECK(azure.text("price_on_demand_usd_h") == "6.75");
    CHECK(azure.text("price_spot_usd_h") == "2.5");
    CHECK(fixture.row("cloud_prices", "instance_type", "gpu_1x_a10_x").text("provider") ==
          "Lambda");
    checkSays(refusals(plan), {u"unheardcloud"_s, u"runpod"_s, u"A100"_s});
}

TEST_CASE("genai-prices: tiers, dated prices and what has no output", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"genai_prices.json"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{2, 1, 0, 1});
    const Row known = fixture.row("api_prices", "id", "anthropic-claude-sonnet-4-5");
    CHECK(known.text("input_usd_per_mtok") == "3.5");
    CHECK(known.text("cached_input_usd_per_mtok") == "0.35");
    CHECK(known.text("cache_write_5m_usd_per_mtok") == "4");
    CHECK(known.text("cache_write_1h_usd_per_mtok") == "6");
    CHECK(known.text("long_prompt_from_tokens") == "200000");
    CHECK(known.text("long_input_usd_per_mtok") == "7");
    CHECK(known.text("long_output_usd_per_mtok") == "24");
    CHECK(known.text("source_url") == "https://prices.example/anthropic");
    const Row fresh = fixture.row("api_prices", "model", "claude-invented-9");
    // The price from March 2026 on; the one of 2099 is not yet one.
    CHECK(fresh.text("input_usd_per_mtok") == "1.5");
    CHECK(fresh.text("context_tokens") == "64000");
    const Row night = fixture.row("api_prices", "model", "night-model");
    CHECK(night.text("input_usd_per_mtok") == "0.5");
    CHECK(changeOf(plan, night.text("id")).notes.size() == 1);
    checkSays(refusals(plan), {u"embed-invented-1"_s, u"output"_s});
}

TEST_CASE("LiteLLM: per token becomes per million, tiers and batches included", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"litellm.json"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{1, 1, 0, 3});
    const Row known = fixture.row("api_prices", "id", "openai-gpt-5");
    CHECK(known.text("input_usd_per_mtok") == "1.35");
    CHECK(known.text("cached_input_usd_per_mtok") == "0.15");
    CHECK(known.text("output_usd_per_mtok") == "11");
    CHECK(known.text("batch_discount") == "0.5");
    CHECK(known.text("context_tokens") == "272000");
    const Row fresh = fixture.row("api_prices", "model", "gemini-invented-9");
    CHECK(fresh.text("provider") == "Google (Gemini API)");
    CHECK(fresh.text("long_prompt_from_tokens") == "200000");
    CHECK(fresh.text("long_input_usd_per_mtok") == "6");
    CHECK(fresh.text("long_cached_input_usd_per_mtok") == "0.6");
    CHECK(fresh.text("long_output_usd_per_mtok") == "18");
    CHECK(fresh.text("cache_write_1h_usd_per_mtok") == "6");
    checkSays(refusals(plan), {u"invented/free"_s, u"invented/huge"_s, u"invented/negative"_s});
}

TEST_CASE("A provider picks its rows from a list of many", "[import]") {
    ImportFixture fixture;
    fixture.provider = u"Anthropic"_s;
    CHECK(fixture.sample(u"genai_prices.json"_s).changes.size() == 3);
    fixture.provider = u"openai"_s;
    CHECK(fixture.sample(u"litellm.json"_s).changes.size() == 1);
}

TEST_CASE("nvidia-smi: this machine from the rows of its accelerators", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"nvidia_smi.xml"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{1, 0, 0, 0});
    const Row machine = fixture.row("machines", "id", "this-machine-2x-rtx-3090-1x-rtx-5090");
    CHECK(machine.text("accelerator_id") == "rtx-3090");
    CHECK(machine.text("accelerator_count") == "2");
    CHECK(machine.text("further_accelerators") == "rtx-5090*1");
    CHECK(machine.text("total_memory_gib") == "80");  // 2 x 24 + 32, as sold
    // 2 x 350 W and the TDP of the third, whose limit is "N/A": below 1,440 W.
    CHECK(machine.text("requires_240v") == "0");
    CHECK_FALSE(machine.has("price_usd"));
    CHECK_FALSE(machine.has("system_ram_gib"));
}

TEST_CASE("rocm-smi: both spellings of a card's members", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"rocm_smi.json"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{1, 0, 0, 0});
    const Row machine = fixture.row("machines", "id", "this-machine-2x-mi300x");
    CHECK(machine.text("total_memory_gib") == "384");
    CHECK(machine.text("requires_240v") == "1");  // 2 x 750 W
}

TEST_CASE("system_profiler: a Mac by chip, cores and memory", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"system_profiler.json"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{1, 0, 0, 0});
    const Row machine = fixture.row("machines", "id", "this-machine-1x-m4-max-40c-64gib");
    CHECK(machine.text("usable_for_gpu_gib") == "48");  // docs/hardware.md 0: 75 %
    CHECK(machine.text("unified_memory") == "1");
    CHECK(machine.text("vendor") == "Apple");
    CHECK(machine.text("kind") == "workstation");
    QByteArray known = bytesOf(ImportFixture::samplePath(u"system_profiler.json"_s));
    known.replace("64 GB", "128 GB");
    const ImportPlan same = fixture.plan(known, u"system_profiler.json"_s);
    CHECK(counts(same) == std::vector<std::size_t>{0, 0, 1, 0});
    CHECK(same.remarks.back().contains(u"Mac Studio M4 Max 128GB"_s));
}

TEST_CASE("A device that no row describes is refused with what is missing", "[import]") {
    ImportFixture fixture;
    QByteArray bytes = bytesOf(ImportFixture::samplePath(u"nvidia_smi.xml"_s));
    bytes.replace("RTX 5090", "RTX 9999");
    const ImportPlan plan = fixture.plan(bytes, u"nvidia_smi.xml"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{0, 0, 0, 2});
    checkSays(refusals(plan),
              {u"NVIDIA GeForce RTX 9999"_s, u"Memory bandwidth"_s, u"Class"_s, u"import again"_s});
}

TEST_CASE("Every table of ours comes back from CSV and JSON unchanged", "[import]") {
    ImportFixture fixture;
    for (const TableInfo& table : fixture.store->tables()) {
        INFO(table.name);
        QStringList names;
        for (const ColumnInfo& column : table.columns) {
            names << QString::fromStdString(column.name);
        }
        QString csv = csvLine(names);
        QJsonArray array;
        for (const Row& row : fixture.store->rows(table.name)) {
            QStringList line;
            QJsonObject object;
            for (const ColumnInfo& column : table.columns) {
                const QString name = QString::fromStdString(column.name);
                line << QString::fromStdString(row.text(column.name));
                const auto number = row.number(column.name);
                const bool numeric =
                    column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer;
                object[name] = !row.has(column.name) ? QJsonValue(QJsonValue::Null)
                               : numeric && number   ? QJsonValue(*number)
                                                     : QJsonValue(line.back());
            }
            csv += csvLine(line);
            array << object;
        }
        const std::size_t rows = fixture.store->rows(table.name).size();
        const std::vector<std::size_t> allUnchanged{0, 0, rows, 0};
        CHECK(counts(fixture.plan(csv.toUtf8(), u"table.csv"_s)) == allUnchanged);
        const QJsonObject json{{u"table"_s, QString::fromStdString(table.name)},
                               {u"rows"_s, array}};
        CHECK(counts(fixture.plan(QJsonDocument(json).toJson(), u"table.json"_s)) == allUnchanged);
    }
}

TEST_CASE("Some columns of ours change those alone", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = importTwice(fixture, u"cloud_prices.csv"_s);
    CHECK(counts(plan) == std::vector<std::size_t>{0, 1, 0, 0});
    const Row row = fixture.row("cloud_prices", "id", "aws-p4d-24xlarge-us-east-1");
    CHECK(row.text("price_on_demand_usd_h") == "20.5");
    CHECK(row.text("as_of_date") == "2026-11-01");  // the file dates its price itself
    CHECK(row.text("price_spot_usd_h") == "8.0001");
}

TEST_CASE("Columns that fit no table or several are named", "[import]") {
    ImportFixture fixture;
    const auto sentence = [&](const char* text) {
        return refusal([&] { fixture.plan(text, u"mine.csv"_s); });
    };
    checkSays(sentence("id,notes\na,b\n"), {u"mine.csv"_s, u"several tables"_s, u"machines"_s});
    checkSays(sentence("id,price_on_demand_usd_h,colour\na,1,red\n"), {u"colour"_s});
    checkSays(sentence("colour,taste\nred,sweet\n"), {u"colour, taste"_s});
    checkSays(sentence("id,id\na,b\n"), {u"twice"_s});
    fixture.table = u"machines"_s;
    CHECK(fixture.plan("id,notes\ndgx-spark,mine\n", u"mine.csv"_s).count(PlannedKind::Changed) ==
          1);
    fixture.table = u"machine"_s;
    checkSays(sentence("id,notes\na,b\n"), {u"machine"_s, u"accelerators"_s});
}

TEST_CASE("An unknown, damaged or hostile file is a sentence", "[import]") {
    ImportFixture fixture;
    const auto sentence = [&](const QByteArray& bytes) {
        return refusal([&] { fixture.plan(bytes, u"x.dat"_s); });
    };
    checkSays(sentence(""), {u"x.dat"_s, u"empty"_s});
    checkSays(sentence("<html><body>404</body></html>"), {u"SkyPilot"_s, u"nvidia-smi"_s});
    checkSays(sentence("{\"hello\": 1}"), {u"LiteLLM"_s});
    checkSays(sentence("[1, 2]"), {u"genai-prices"_s});
    checkSays(sentence("just words"), {u"no format"_s});
    checkSays(sentence(QByteArray("a,b\n\0,1\n", 8)), {u"no format"_s});
    checkSays(sentence("\xFF\xFEi\0d\0"), {u"UTF-16"_s});
    checkSays(sentence("id,notes\nx,\xC3\x28\n"), {u"UTF-8"_s});
    checkSays(sentence("id,price_on_demand_usd_h\nx,\"never closed\n"), {u"line 2"_s});
    checkSays(sentence("id,price_on_demand_usd_h\nx,y,z\n"), {u"line 2"_s});
    checkSays(sentence(QByteArray(100'000, '[')), {u"byte"_s});
    checkSays(sentence("<nvidia_smi_log>" + QByteArray("<a>").repeated(5000)), {u"nvidia-smi"_s});
    const QByteArray bomb =
        "<!DOCTYPE nvidia_smi_log [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">"
        "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
        "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><nvidia_smi_log><gpu><product_name>&d;"
        "</product_name></gpu></nvidia_smi_log>";
    checkSays(sentence(bomb), {u"nvidia-smi"_s});
}

TEST_CASE("A file that is cut off is a sentence, or a table of whole lines", "[import]") {
    ImportFixture fixture;
    for (const QString& name :
         {u"catalogs/v8/aws/vms.csv"_s, u"gpuhunt.csv"_s, u"genai_prices.json"_s, u"litellm.json"_s,
          u"nvidia_smi.xml"_s, u"rocm_smi.json"_s, u"system_profiler.json"_s}) {
        const QByteArray whole = bytesOf(ImportFixture::samplePath(name)).trimmed();
        const ImportPlan full = fixture.sample(name);
        for (qsizetype size = 0; size < whole.size(); size += 97) {
            INFO(name.toStdString() << " cut to " << size);
            try {
                const ImportPlan cut =
                    fixture.plan(whole.left(size), ImportFixture::samplePath(name));
                // Only a table can be read in part.
                CHECK(name.endsWith(u".csv"_s));
                CHECK(cut.changes.size() <= full.changes.size() + 1);
            } catch (const FileError& error) {
                CHECK_FALSE(error.text().isEmpty());
            }
        }
    }
    const QByteArray cut = "id,price_on_demand_usd_h,as_of_date,source_url\nx,2";
    checkSays(refusals(fixture.plan(cut, u"cut.csv"_s)), {u"cut off"_s, u"2 of 4"_s});
}

TEST_CASE("Formulas that an export disarmed come back as they were", "[import]") {
    ImportFixture fixture;
    const ImportPlan plan = fixture.plan(
        "id,notes,price_on_demand_usd_h\naws-p4d-24xlarge-us-east-1,'=cmd|calc,\n", u"x.csv"_s);
    CHECK(plan.changes.front().change.after->text("notes") == "=cmd|calc");
}
