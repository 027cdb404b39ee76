// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <cmath>

#include "database/catalog_store.h"
#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kRow = u"rtx-3090-llama.cpp-cuda-measured"_s;

QString sample(const QString& name) {
    return QStringLiteral(HEADROOM_SOURCE_DIR) + u"/tests/data/bench/"_s + name;
}

QByteArray sampleText(const QString& name) {
    QFile file(sample(name));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

QByteArray speedOf(const Workshop& shop) {
    const Run run =
        shop.cli({u"speed"_s, u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s, u"q4_k_m"_s,
                  u"--accelerator"_s, u"rtx-3090"_s, u"--format"_s, u"json"_s});
    REQUIRE(run.code == 0);
    return run.out;
}

std::size_t rowsOf(const Workshop& shop) {
    return CatalogStore(shop.catalogPath()).rows("speed_classes").size();
}

}  // namespace

TEST_CASE("A measurement is shown first and changes nothing", "[cli][calibrate]") {
    const Workshop shop;
    const QByteArray before = speedOf(shop);
    const std::size_t rows = rowsOf(shop);
    const Run run = shop.cli({u"calibrate"_s, sample(u"llama_bench.md"_s)});
    INFO(run.error.toStdString());
    REQUIRE(run.code == 0);
    CHECK(run.out.contains("GeForce RTX 3090, llama.cpp (cuda)"));
    CHECK(run.out.contains("decode, answer 128, depth 4,096"));
    CHECK(run.out.contains(kRow.toUtf8()));
    CHECK(run.error.contains(u"Nothing was changed. --apply stores "_s + kRow));
    // Each row that is not used says why: on the processor, no number, a cell too few.
    CHECK(run.error.contains(u"Line 20 "_s));
    CHECK(run.error.contains(u"Line 21 "_s));
    CHECK(run.error.contains(u"Line 22 "_s));
    CHECK(rowsOf(shop) == rows);
    CHECK(speedOf(shop) == before);
}

TEST_CASE("A stored measurement is used and can be taken back", "[cli][calibrate]") {
    const Workshop shop;
    const QByteArray before = speedOf(shop);
    const std::size_t rows = rowsOf(shop);
    const QStringList apply{u"calibrate"_s, u"-"_s, u"--apply"_s};
    const QByteArray text = sampleText(u"llama_bench.md"_s);
    Run run = shop.cli(apply, text);
    INFO(run.error.toStdString());
    REQUIRE(run.code == 0);
    CHECK(run.error.contains(u"Stored "_s + kRow));
    CHECK(rowsOf(shop) == rows + 1);
    CHECK(speedOf(shop) != before);
    CHECK(speedOf(shop).contains(kRow.toUtf8()));
    const Run shown = shop.cli({u"catalog"_s, u"show"_s, u"speed_classes"_s, kRow});
    CHECK(shown.out.contains("Own measurement, llama-bench"));
    CHECK(shown.out.contains("predicted before"));
    // Again: the same row, from the same class.
    const QByteArray calibrated = speedOf(shop);
    REQUIRE(shop.cli(apply, text).code == 0);
    CHECK(rowsOf(shop) == rows + 1);
    CHECK(speedOf(shop) == calibrated);
    // A later measurement takes its place: 125 tok/s become 100.
    QByteArray slower = text;
    slower.replace("125.00", "100.00").replace("112.00", "90.00");
    REQUIRE(shop.cli(apply, slower).code == 0);
    CHECK(rowsOf(shop) == rows + 1);
    CHECK(speedOf(shop) != calibrated);

    const QStringList remove{u"calibrate"_s, u"--remove"_s, u"--accelerator"_s, u"rtx-3090"_s};
    run = shop.cli(remove);
    REQUIRE(run.code == 0);
    CHECK(run.out.contains(kRow.toUtf8()));
    CHECK(rowsOf(shop) == rows);
    CHECK(speedOf(shop) == before);
    run = shop.cli(remove);
    CHECK(run.code == 2);
    CHECK(run.error.contains(u"no measurement of “rtx-3090”"_s));
}

TEST_CASE("Measured, before and after are machine-readable", "[cli][calibrate]") {
    const Workshop shop;
    const Run run = shop.cli(
        {u"calibrate"_s, sample(u"llama_bench.md"_s), u"--format"_s, u"json"_s, u"--apply"_s});
    REQUIRE(run.code == 0);
    const QJsonObject json = run.json();
    CHECK(json[u"stored"_s].toBool());
    CHECK(json[u"questions"_s].toArray().isEmpty());
    CHECK(json[u"unusable"_s].toArray().size() == 3);
    const QJsonArray all = json[u"calibrations"_s].toArray();
    REQUIRE(all.size() == 1);
    const QJsonObject one = all[0].toObject();
    CHECK(one[u"id"_s].toString() == kRow);
    CHECK(one[u"class"_s].toString() == u"geforce-llama.cpp"_s);
    CHECK(one[u"rows_used"_s].toInt() == 4);
    CHECK(one[u"refusal"_s].isNull());
    const QJsonArray figures = one[u"figures"_s].toArray();
    REQUIRE(figures.size() == 5);
    const QJsonObject decode = figures[1].toObject();
    CHECK(decode[u"measured"_s].toDouble() == 125);
    CHECK(decode[u"line"_s].toInt() == 9);
    CHECK(std::abs(decode[u"error_after"_s].toDouble()) < 0.05);
    CHECK_FALSE(figures[2].toObject()[u"used"_s].toBool());
    const Run csv =
        shop.cli({u"calibrate"_s, sample(u"llama_bench.md"_s), u"--format"_s, u"csv"_s});
    CHECK(csv.out.count('\n') == 6);  // headings and five rows
}

TEST_CASE("What the output leaves open is asked for by option", "[cli][calibrate]") {
    const Workshop shop;
    const QString file = sample(u"vllm_serve.json"_s);
    const Run open = shop.cli({u"calibrate"_s, file});
    CHECK(open.code == 1);
    CHECK(open.error.contains(u"does not say which device"_s));
    CHECK(open.error.contains(u"Choose with --accelerator."_s));
    const Run named = shop.cli({u"calibrate"_s, file, u"--accelerator"_s, u"rtx-4090"_s});
    INFO(named.error.toStdString());
    CHECK(named.code == 0);
    CHECK(named.out.contains("rtx-4090-vllm-measured"));
    const Run batched =
        shop.cli({u"calibrate"_s, sample(u"batched_bench.md"_s), u"--accelerator"_s, u"rtx-3090"_s,
                  u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s, u"Q4_K_M"_s});
    INFO(batched.error.toStdString());
    CHECK(batched.code == 0);
    CHECK(batched.out.contains("batch 4"));
    const Run offline = shop.cli(
        {u"calibrate"_s, sample(u"vllm_throughput.json"_s), u"--accelerator"_s, u"h100-sxm-80gb"_s,
         u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s, u"bf16"_s, u"--prompt"_s, u"512"_s});
    INFO(offline.error.toStdString());
    CHECK(offline.code == 0);
}

TEST_CASE("A measurement that cannot be right is not stored", "[cli][calibrate]") {
    const Workshop shop;
    const std::size_t rows = rowsOf(shop);
    QByteArray text = sampleText(u"llama_bench.md"_s);
    text.replace("125.00", "925.00");
    const Run run = shop.cli({u"calibrate"_s, u"-"_s, u"--apply"_s}, text);
    CHECK(run.code == 1);
    CHECK(run.error.contains(u"model, weight format or device do not match"_s));
    CHECK(rowsOf(shop) == rows);
    for (const QByteArray& bad : {QByteArray(), QByteArray("hello"), QByteArray(20'000'000, 'x')}) {
        const Run refused = shop.cli({u"calibrate"_s, u"-"_s, u"--apply"_s}, bad);
        CHECK(refused.code == 3);
        CHECK(refused.out.isEmpty());
    }
    QByteArray red = sampleText(u"llama_bench.md"_s);
    red.replace("9.00 ", "\x1b[31m");
    const Run coloured = shop.cli({u"calibrate"_s, u"-"_s}, red);
    CHECK_FALSE(coloured.out.contains('\x1b'));
    CHECK_FALSE(coloured.error.contains(QChar(0x1b)));
    CHECK(rowsOf(shop) == rows);
}

TEST_CASE("A wrong call of calibrate says what was meant", "[cli][calibrate]") {
    const Workshop shop;
    const auto refused = [&](const QStringList& options, const QString& sentence) {
        const Run run = shop.cli(QStringList{u"calibrate"_s} + options);
        INFO(run.error.toStdString());
        CHECK(run.code == 2);
        CHECK(run.error.contains(sentence));
    };
    const QString file = sample(u"llama_bench.md"_s);
    refused({}, u"file is missing"_s);
    refused({u"--remove"_s}, u"needs one --accelerator"_s);
    refused({file, u"--remove"_s, u"--accelerator"_s, u"rtx-3090"_s}, u"neither a file"_s);
    refused({file, u"--accelerator"_s, u"rtx-3091"_s}, u"Did you mean \"rtx-3090\"?"_s);
    refused({file, u"--weights"_s, u"q4_k_mm"_s}, u"weight format"_s);
    refused({file, u"--engine"_s, u"vlm"_s}, u"Did you mean “vllm”?"_s);
    refused({file, u"--aply"_s}, u"Did you mean --apply?"_s);
    CHECK(shop.cli({u"calibrate"_s, shop.path(u"nowhere.md"_s)}).code == 3);
}
