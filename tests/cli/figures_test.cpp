// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>
#include <set>

#include "core/catalog/row.h"
#include "core/evaluate.h"
#include "core/scenario/fields.h"
#include "database/catalog_store.h"
#include "database/scenario_document.h"
#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

Evaluation evaluatedHere(const Workshop& shop, const QString& scenario) {
    const CatalogStore store(shop.catalogPath());
    return evaluate(loadScenario(scenario).scenario, *store.load());
}

const QStringList kSeventyB{u"memory"_s, u"--model"_s, u"llama-3.1-70b"_s, u"--weights"_s,
                            u"gguf-f16"_s};

}  // namespace

TEST_CASE("JSON carries the core's numbers to the last digit", "[cli]") {
    const Workshop shop;
    const QString scenario = shop.scenario();
    const Run run = shop.cli({u"evaluate"_s, scenario, u"--format"_s, u"json"_s});
    REQUIRE(run.code == 0);
    const QJsonObject json = run.json();
    const Evaluation expected = evaluatedHere(shop, scenario);
    const QJsonArray options = json[u"options"_s].toArray();
    REQUIRE(options.size() == static_cast<qsizetype>(expected.options.size()));
    CHECK(json[u"currency"_s].toString() == u"USD"_s);
    CHECK(json[u"feasible_count"_s].toInt() == static_cast<int>(expected.feasibleCount));
    CHECK(json[u"verdict"_s][u"sentence"_s].toString().toStdString() == expected.verdict.sentence);
    for (std::size_t i = 0; i < expected.options.size(); ++i) {
        const OptionResult& result = expected.options[i];
        const QJsonObject option = options[static_cast<qsizetype>(i)].toObject();
        INFO(result.option.id);
        REQUIRE(option[u"id"_s].toString().toStdString() == result.option.id);
        if (result.cash) {
            CHECK(option[u"present_value_usd"_s].toDouble() == result.presentValue.amount());
            CHECK(option[u"cost_per_million_tokens_usd"_s].toDouble() ==
                  result.costPerMillionTokens);
        } else {
            CHECK(option[u"present_value_usd"_s].isNull());
        }
        if (result.ledger) {
            const QJsonValue total = option[u"memory"_s][u"total"_s];
            CHECK(total[u"weights_bytes"_s].toDouble() == result.ledger->total().weights.value);
            CHECK(total[u"kv_bytes"_s].toDouble() == result.ledger->total().kv.value);
        }
        if (result.speed) {
            CHECK(option[u"speed"_s][u"decode_tokens_per_second"_s][u"likely"_s].toDouble() ==
                  result.speed->decodeSingle.likely.value);
        }
    }
}

TEST_CASE("JSON names the inputs of every line of the cash flow", "[cli]") {
    const Workshop shop;
    const Run run =
        shop.cli({u"evaluate"_s, shop.scenario(), u"--format"_s, u"json"_s, u"--limit"_s, u"2"_s});
    REQUIRE(run.code == 0);
    int lines = 0;
    for (const QJsonValue option : run.json()[u"options"_s].toArray()) {
        for (const QJsonValue line : option[u"cash_flow"_s][u"lines"_s].toArray()) {
            ++lines;
            const QJsonArray inputs = line[u"inputs"_s].toArray();
            CHECK_FALSE(inputs.isEmpty());
            for (const QJsonValue input : inputs) {
                const std::string id = input.toString().toStdString();
                CAPTURE(id);
                // A field, as --set takes it, or a row of a table.
                CHECK((findField(id) != nullptr || id.find('/') != std::string::npos));
            }
        }
    }
    CHECK(lines >= 4);
}

TEST_CASE("The CSV of an evaluation has one line per option", "[cli]") {
    const Workshop shop;
    const QString scenario = shop.scenario();
    const Run run = shop.cli({u"evaluate"_s, scenario, u"--format"_s, u"csv"_s});
    const Evaluation expected = evaluatedHere(shop, scenario);
    const std::vector<Row> rows = parseCsv(run.out.toStdString());
    REQUIRE(rows.size() == expected.options.size());
    CHECK(rows.front().text("id") == expected.options.front().option.id);
    CHECK(rows.front().number("present_value_usd") ==
          expected.options.front().presentValue.amount());
    CHECK(run.out.contains("\r\n"));
}

TEST_CASE("A scenario from standard input gives the same answer as its file", "[cli]") {
    const Workshop shop;
    const QString path = shop.scenario();
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const Run piped = shop.cli({u"evaluate"_s, u"-"_s}, file.readAll());
    CHECK(piped.code == 0);
    CHECK(piped.out == shop.cli({u"evaluate"_s, path}).out);
}

TEST_CASE("A field can be set for one run, and the number of options limited", "[cli]") {
    const Workshop shop;
    const QString scenario = shop.scenario();
    const Run run = shop.cli({u"evaluate"_s, scenario, u"--format"_s, u"json"_s, u"--limit"_s,
                              u"3"_s, u"--set"_s, u"finance.horizon_months=12"_s});
    CHECK(run.json()[u"horizon_months"_s].toInt() == 12);
    CHECK(run.json()[u"options"_s].toArray().size() == 3);
    const Run text = shop.cli({u"evaluate"_s, scenario});
    CHECK(text.out.contains("over 24 months"));
}

TEST_CASE("Nonsense in a field is a finding or a usage error, never a number", "[cli]") {
    const Workshop shop;
    const QString scenario = shop.scenario();
    const auto run = [&](const QString& value) {
        return shop.cli(
            {u"evaluate"_s, scenario, u"--set"_s, u"workload.context_tokens="_s + value});
    };
    for (const QString& value : {u"1e308"_s, u"-5"_s, u"0"_s, u"10000000000"_s}) {
        const Run result = run(value);
        INFO(value.toStdString());
        CHECK(result.code == 1);
        CHECK(result.out.isEmpty());
        CHECK(result.error.contains(u"error: workload.context_tokens:"_s));
    }
    for (const QString& value : {u"NaN"_s, u"inf"_s, u"12 apples"_s, QString()}) {
        const Run result = run(value);
        INFO(value.toStdString());
        CHECK(result.code == 2);
        CHECK(result.error.contains(u"is not a number"_s));
    }
    const Run zeroUsers =
        shop.cli({u"evaluate"_s, scenario, u"--set"_s, u"workload.concurrent_users=0"_s});
    CHECK(zeroUsers.code == 1);
    const Run noModel = shop.cli({u"evaluate"_s, scenario, u"--set"_s, u"model.id=llama-9"_s});
    CHECK(noModel.code == 1);
    CHECK(noModel.error.contains(u"llama-9"_s));
}

TEST_CASE("With errors JSON still parses and holds the findings", "[cli]") {
    const Workshop shop;
    const Run run = shop.cli({u"evaluate"_s, shop.scenario(), u"--format"_s, u"json"_s, u"--set"_s,
                              u"model.id=llama-9"_s});
    CHECK(run.code == 1);
    CHECK(run.json()[u"options"_s].toArray().isEmpty());
    CHECK_FALSE(run.json()[u"findings"_s].toArray().isEmpty());
}

TEST_CASE("The cache of Llama 3.1 70B is 10, 20 and 40 GiB at 32k, 64k and 128k", "[cli]") {
    // 80 layers x 8 KV heads x (128 + 128) elements x 2 B = 327,680 B a token;
    // x 32,768 tokens = 10 GiB, and twice that for each doubling.
    const Workshop shop;
    for (const auto& [context, gib] :
         {std::pair(u"32k"_s, 10.0), std::pair(u"64k"_s, 20.0), std::pair(u"128k"_s, 40.0)}) {
        const Run run =
            shop.cli(kSeventyB + QStringList{u"--context"_s, context, u"--format"_s, u"json"_s});
        INFO(run.error.toStdString());
        REQUIRE(run.code == 0);
        CHECK(run.json()[u"total"_s][u"kv_bytes"_s].toDouble() == gib * 1024 * 1024 * 1024);
        // 70,553,706,496 parameters x 2 B = 141.1 GB; the embedding table (128,256 x 8,192 x 2 B =
        // 2.1 GB) stays in host memory.
        const double weights = run.json()[u"total"_s][u"weights_bytes"_s].toDouble() +
                               run.json()[u"host_weights_bytes"_s].toDouble();
        CHECK(weights == Approx(141.1e9).epsilon(0.001));
        CHECK(run.json()[u"fits"_s].isNull());
    }
}

TEST_CASE("The ledger of a device adds up", "[cli]") {
    const Workshop shop;
    const Run run = shop.cli({u"memory"_s, u"--model"_s, u"llama-3.1-70b"_s, u"--weights"_s,
                              u"q4_k_m"_s, u"--accelerator"_s, u"rtx-3090"_s, u"--count"_s, u"2"_s,
                              u"--context"_s, u"4096"_s, u"--format"_s, u"json"_s});
    REQUIRE(run.code == 0);
    const QJsonObject json = run.json();
    CHECK(json[u"fits"_s].toBool());
    REQUIRE(json[u"devices"_s].toArray().size() == 2);
    for (const QJsonValue& device : json[u"devices"_s].toArray()) {
        double used = 0;
        for (const QString& part : {u"weights"_s, u"kv"_s, u"state"_s, u"compute"_s, u"engine"_s,
                                    u"companions"_s, u"index"_s, u"reserve"_s}) {
            used += device[part + u"_bytes"_s].toDouble();
        }
        CHECK(device[u"used_bytes"_s].toDouble() == Approx(used));
        CHECK(device[u"free_bytes"_s].toDouble() ==
              Approx(device[u"usable_bytes"_s].toDouble() - used));
    }
}

TEST_CASE("Models and an index beside the model are part of the ledger", "[cli]") {
    const Workshop shop;
    const Run run = shop.cli(
        {u"memory"_s, u"--model"_s, u"qwen3-8b"_s, u"--weights"_s, u"q4_k_m"_s, u"--machine"_s,
         u"diy-1x3090"_s, u"--also"_s, u"embedding=bge-m3*2, reranker=bge-reranker-v2-m3/swapped"_s,
         u"--vectors"_s, u"1M"_s, u"--vector-type"_s, u"int8"_s, u"--format"_s, u"json"_s});
    REQUIRE(run.code == 0);
    const QJsonObject json = run.json();
    // 1024 int8 numbers, 136.5 B of links, 102 B beside (docs/memory.md 6.3).
    CHECK(json[u"host_index_bytes"_s].toDouble() == Approx(1e6 * (1024 + 132 + 68.0 / 15 + 102)));
    const QJsonArray companions = json[u"companions"_s].toArray();
    REQUIRE(companions.size() == 2);
    CHECK(companions[0][u"role"_s].toString() == u"embedding"_s);
    CHECK_FALSE(companions[0][u"swapped"_s].toBool());
    CHECK(companions[0][u"load_seconds_from_disk_at_least"_s].isNull());
    CHECK(companions[1][u"swapped"_s].toBool());
    CHECK(companions[1][u"load_seconds_from_disk_at_least"_s].toDouble() > 0);
    const Run wrong = shop.cli({u"memory"_s, u"--model"_s, u"qwen3-8b"_s, u"--weights"_s,
                                u"q4_k_m"_s, u"--also"_s, u"embedding=bge-m4"_s});
    CHECK(wrong.code == 2);
    CHECK(wrong.error.contains(u"Did you mean \"bge-m3\"?"_s));
}

TEST_CASE("Speed is told as a range with the device's own class", "[cli]") {
    const Workshop shop;
    const Run run =
        shop.cli({u"speed"_s, u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s, u"q4_k_m"_s,
                  u"--accelerator"_s, u"rtx-3090"_s, u"--format"_s, u"json"_s});
    REQUIRE(run.code == 0);
    const QJsonValue decode = run.json()[u"decode_tokens_per_second"_s];
    CHECK(decode[u"p10"_s].toDouble() < decode[u"likely"_s].toDouble());
    CHECK(decode[u"likely"_s].toDouble() < decode[u"p90"_s].toDouble());
    // No faster than its bandwidth allows: 936.2 GB/s over the 4.9 GB of a Q4_K_M 8B.
    CHECK(decode[u"likely"_s].toDouble() < 936.2 / 4.6);
}

TEST_CASE("The report is a PDF with the title in it, without a display", "[cli]") {
    const Workshop shop;
    const QString pdf = shop.path(u"report.pdf"_s);
    for (const QString& page : {u"a4"_s, u"letter"_s}) {
        const Run run =
            shop.cli({u"report"_s, shop.scenario(), u"--pdf"_s, pdf, u"--page-size"_s, page});
        INFO(run.error.toStdString());
        REQUIRE(run.code == 0);
        QFile file(pdf);
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK(file.read(5) == "%PDF-");
    }
    const QString reader = QStandardPaths::findExecutable(u"pdftotext"_s);
    REQUIRE_FALSE(reader.isEmpty());  // poppler-utils
    const Run text = runProgram(reader, {pdf, u"-"_s});
    CHECK(text.out.contains("Small chat"));
}

TEST_CASE("The same report is the same file in every run of the program", "[cli]") {
    // Each process hashes with a seed of its own, by which Qt orders fonts.
    const Workshop shop;
    std::set<QByteArray> different;
    for (int i = 0; i < 4; ++i) {
        const QString pdf = shop.path(u"report-%1.pdf"_s.arg(i));
        REQUIRE(shop.cli({u"report"_s, shop.scenario(), u"--pdf"_s, pdf}).code == 0);
        QFile file(pdf);
        REQUIRE(file.open(QIODevice::ReadOnly));
        different.insert(file.readAll());
    }
    CHECK(different.size() == 1);
}

TEST_CASE("One run writes the report as PDF/A and as HTML, with what was chosen", "[cli]") {
    const Workshop shop;
    const QString pdf = shop.path(u"report.pdf"_s);
    const QString html = shop.path(u"report.html"_s);
    const Run run = shop.cli({u"report"_s, shop.scenario(), u"--pdf"_s, pdf, u"--html"_s, html,
                              u"--pdfa"_s, u"--sections"_s, u"cost, memory"_s, u"--company"_s,
                              u"Acme & Sons"_s, u"--author"_s, u"R. Eader"_s});
    INFO(run.error.toStdString());
    REQUIRE(run.code == 0);
    const auto contents = [](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    CHECK(contents(pdf).contains("<pdfaid:part>1</pdfaid:part>"));
    const QByteArray page = contents(html);
    CHECK(page.contains("Acme &amp; Sons"));
    CHECK(page.contains("R. Eader"));
    CHECK(page.contains("<section id=\"memory\">"));
    CHECK_FALSE(page.contains("<section id=\"risk\">"));
}

TEST_CASE("The catalog is listed, shown and exported as it is stored", "[cli]") {
    const Workshop shop;
    CHECK(shop.cli({u"catalog"_s, u"list"_s}).out == golden(u"catalog_list.txt"_s));
    const QJsonObject spark =
        shop.cli({u"catalog"_s, u"show"_s, u"machines"_s, u"dgx-spark"_s, u"--format"_s, u"json"_s})
            .json();
    CHECK(spark[u"price_usd"_s].toDouble() == 4699);  // database/seed/machines.csv
    CHECK(spark[u"system_ram_gib"_s].isNull());
    const Run text = shop.cli({u"catalog"_s, u"show"_s, u"machines"_s, u"dgx-spark"_s});
    CHECK(text.out.contains("unknown"));
    const Run csv = shop.cli({u"catalog"_s, u"export"_s, u"machines"_s});
    const CatalogStore store(shop.catalogPath());
    const std::vector<Row> exported = parseCsv(csv.out.toStdString());
    const std::vector<Row> stored = store.rows("machines");
    REQUIRE(exported.size() == stored.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
        CHECK(exported[i] == stored[i]);
    }
    const Run folder = shop.cli({u"catalog"_s, u"export"_s, u"--csv"_s, shop.path(u"all"_s)});
    CHECK(folder.code == 0);
    for (const TableInfo& table : store.tables()) {
        CHECK(QFile::exists(shop.path(u"all/"_s + QString::fromStdString(table.name) + u".csv"_s)));
    }
}

TEST_CASE("Text from the catalog neither steers the terminal nor becomes a formula", "[cli]") {
    const Workshop shop;
    {
        CatalogStore store(shop.catalogPath());
        for (const Row& row : store.rows("machines")) {
            if (row.text("id") != "dgx-spark") continue;
            Row hostile = row;
            hostile.set("name", "\x1b[31mred\u202e");
            hostile.set("notes", "=cmd|' /C calc'!A0");
            store.apply({{"machines", row, hostile}});
        }
    }
    const Run text = shop.cli({u"catalog"_s, u"show"_s, u"machines"_s, u"dgx-spark"_s});
    CHECK_FALSE(text.out.contains('\x1b'));
    CHECK(text.out.contains("\\x1b[31mred\\u{202e}"));
    const Run csv = shop.cli({u"catalog"_s, u"export"_s, u"machines"_s});
    CHECK(csv.out.contains("'=cmd"));
    CHECK_FALSE(csv.out.contains(",=cmd"));
}

TEST_CASE("memory says what alone would fit, or how far each setting could go", "[cli][memory]") {
    const Workshop shop;
    const QStringList tight{u"memory"_s,    u"--model"_s,       u"qwen3-32b"_s,
                            u"--weights"_s, u"q4_k_m"_s,        u"--context"_s,
                            u"20480"_s,     u"--accelerator"_s, u"rtx-3090"_s};
    const Run text = shop.cli(tight);
    CHECK(text.code == 0);
    CHECK(text.out.contains("Would fit: Store the KV cache as q8_0"));
    const QJsonObject room =
        shop.cli(tight + QStringList{u"--format"_s, u"json"_s}).json()[u"room"_s].toObject();
    const QJsonArray remedies = room[u"remedies"_s].toArray();
    REQUIRE_FALSE(remedies.isEmpty());
    for (const QJsonValue& remedy : remedies) {
        CHECK(remedy[u"headroom_bytes"_s].toDouble() >= 0);
    }
    const double longest = room[u"longest_context_tokens"_s].toDouble();
    CHECK(longest > 0);
    CHECK(longest < 20480);
    QStringList fitting = tight;
    fitting[6] = QString::number(longest);
    CHECK(shop.cli(fitting).out.contains("Everything else as asked, it fits up to"));
    const QJsonObject anywhere = shop.cli(tight.mid(0, 7) + QStringList{u"--format"_s, u"json"_s})
                                     .json()[u"room"_s]
                                     .toObject();
    CHECK_FALSE(anywhere[u"smallest_machine"_s].toString().isEmpty());
}

TEST_CASE("memory and speed take accelerators of several kinds", "[cli][memory][speed]") {
    const Workshop shop;
    const QStringList asked{u"--model"_s, u"qwen3-32b"_s, u"--weights"_s, u"q4_k_m"_s,
                            u"--accelerator"_s};
    const QStringList json{u"--format"_s, u"json"_s};
    const Run memory =
        shop.cli(QStringList{u"memory"_s} + asked + QStringList{u"rtx-5090, rtx-3090*2"_s} + json);
    INFO(memory.error.toStdString());
    const QJsonArray devices = memory.json()[u"devices"_s].toArray();
    REQUIRE(devices.size() == 3);
    CHECK(devices[0][u"weights_bytes"_s].toDouble() > devices[1][u"weights_bytes"_s].toDouble());
    CHECK(shop.cli(QStringList{u"speed"_s} + asked + QStringList{u"rtx-5090,rtx-3090"_s}).code ==
          0);
    for (const QString& wrong :
         {u"rtx-5090,rtx-3090*0"_s, u"rtx-5090,nonsense"_s, u"rtx-5090,"_s}) {
        const Run run = shop.cli(QStringList{u"memory"_s} + asked + QStringList{wrong});
        INFO(wrong.toStdString() << run.error.toStdString());
        CHECK(run.code == 2);
        CHECK(run.error.contains(u"--accelerator"_s));
    }
    const Run shared =
        shop.cli(QStringList{u"memory"_s} + asked + QStringList{u"rtx-5090,m4-max-40c"_s});
    CHECK(shared.error.contains(u"--machine"_s));
    const Run counted = shop.cli(QStringList{u"memory"_s} + asked +
                                 QStringList{u"rtx-5090,rtx-3090"_s, u"--count"_s, u"2"_s});
    CHECK(counted.error.contains(u"rtx-4090,rtx-3090*2"_s));
}
