// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>

#include "database/catalog_store.h"
#include "tests/cli/run_cli.h"
#include "tests/support/model_file_builder.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QString smallFile(const Workshop& shop) {
    return shop.write(u"small.gguf"_s, QByteArray::fromStdString(smallLlama().file()));
}

}  // namespace

TEST_CASE("A model file goes into the catalog and can be used at once", "[cli][import]") {
    const Workshop shop;
    const Run run = shop.cli({u"model"_s, u"import"_s, smallFile(shop)});
    INFO(run.error.toStdString());
    REQUIRE(run.code == 0);
    CHECK(run.out.contains("Small Llama"));
    CHECK(run.out.contains("GGUF version 3"));
    CHECK(run.error.contains(u"--model small-llama"_s));
    const Run memory = shop.cli({u"memory"_s, u"--model"_s, u"small-llama"_s, u"--weights"_s,
                                 u"q4_k_m"_s, u"--context"_s, u"4096"_s, u"--format"_s, u"json"_s});
    REQUIRE(memory.code == 0);
    // 2 layers x 4,096 cells x 2 KV heads x (64 + 64) x 2 B.
    CHECK(memory.json()[u"total"_s][u"kv_bytes"_s].toDouble() == 4'194'304);
}

TEST_CASE("A dry run shows everything and stores nothing", "[cli][import]") {
    const Workshop shop;
    const Run run = shop.cli({u"model"_s, u"import"_s, smallFile(shop), u"--dry-run"_s, u"--json"_s,
                              u"--name"_s, u"Mine"_s});
    INFO(run.error.toStdString());
    REQUIRE(run.code == 0);
    const QJsonObject json = run.json();
    CHECK(json[u"id"_s].toString() == u"mine"_s);
    CHECK(json[u"name"_s].toString() == u"Mine"_s);
    CHECK_FALSE(json[u"stored"_s].toBool());
    CHECK(json[u"weight_format"_s].toString() == u"gguf-q4_k_m"_s);
    CHECK(json[u"parameters"_s].toDouble() == 2 * 131'072 + 2 * 589'824 + 5 * 256);
    CHECK(json[u"gaps"_s].toArray().isEmpty());
    CHECK(CatalogStore(shop.catalogPath()).load()->model("mine") == nullptr);
}

TEST_CASE("A second import gets an id of its own and names the first", "[cli][import]") {
    const Workshop shop;
    const QString file = smallFile(shop);
    REQUIRE(shop.cli({u"model"_s, u"import"_s, file}).code == 0);
    const Run again = shop.cli({u"model"_s, u"import"_s, file, u"--format"_s, u"json"_s});
    REQUIRE(again.code == 0);
    CHECK(again.json()[u"id"_s].toString() == u"small-llama-2"_s);
    CHECK(again.error.contains(u"may be the same model: Small Llama"_s));
    const Run taken = shop.cli({u"model"_s, u"import"_s, file, u"--id"_s, u"small-llama"_s});
    CHECK(taken.code == 2);
    CHECK(taken.error.contains(u"small-llama-3"_s));
}

TEST_CASE("A hostile model file ends with a sentence and changes nothing", "[cli][import]") {
    const Workshop shop;
    GgufBuilder builder = smallLlama();
    const std::string lying = builder.header(1ULL << 63, 1ULL << 63);
    const std::string whole = builder.file();
    for (const std::string& bytes :
         {lying, whole.substr(0, 200), std::string("{\"a\":{\"a\":"), std::string()}) {
        const QString file = shop.write(u"bad.gguf"_s, QByteArray::fromStdString(bytes));
        const Run run = shop.cli({u"model"_s, u"import"_s, file});
        INFO(run.error.toStdString());
        CHECK(run.code == 3);
        CHECK(run.error.contains(u"bad.gguf"_s));
        CHECK(run.out.isEmpty());
    }
    CHECK(CatalogStore(shop.catalogPath()).rows("models").size() ==
          CatalogStore(u":memory:"_s).rows("models").size());
}

TEST_CASE("Names from a file do not steer the terminal", "[cli][import]") {
    const Workshop shop;
    std::string bytes = smallLlama().file();
    bytes.replace(bytes.find("Small Llama"), 5, "\x1b[31m");
    const QString file = shop.write(u"red.gguf"_s, QByteArray::fromStdString(bytes));
    const Run run = shop.cli({u"model"_s, u"import"_s, file, u"--dry-run"_s});
    CHECK(run.code == 0);
    CHECK_FALSE(run.out.contains('\x1b'));
    CHECK_FALSE(run.error.contains(QChar(0x1b)));
}
