// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>

#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QString source(const char* path) {
    return QStringLiteral(HEADROOM_SOURCE_DIR) + u'/' + QString::fromUtf8(path);
}

QString models() {
    return source("resources/validation/llamacpp_models.json");
}

QByteArray shippedTable() {
    QFile file(source("resources/validation/llamacpp_memory.csv"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// The header and the first row that names the 8B model.
QList<QByteArray> headerAndRow() {
    const QList<QByteArray> lines = shippedTable().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("llama-3.1-8b,Q4_K_M")) return {lines.first(), line};
    }
    FAIL("no such row");
    return {};
}

double errorOf(const QJsonObject& json, const char* quantity, const char* which) {
    return json[u"quantities"_s][QLatin1String(quantity)][QLatin1String(which)].toDouble(-1);
}

}  // namespace

// The bounds that the program promises (docs/llama_cpp.md "Compute buffers"), on every shipped row.
TEST_CASE("Predictions keep their bounds on llama.cpp's own allocations", "[cli][check]") {
    const Workshop shop;
    const QString report = shop.path(u"rows.csv"_s);
    const Run run =
        shop.cli({u"check"_s, u"memory"_s, source("resources/validation/llamacpp_memory.csv"),
                  u"--models"_s, models(), u"--report"_s, report, u"--format"_s, u"json"_s});
    INFO(run.error.toStdString());
    REQUIRE(run.code == 0);
    const QJsonObject json = run.json();
    CHECK(json[u"bounds_hold"_s].toBool());
    CHECK(json[u"unpredicted_rows"_s].toInt() == 0);
    CHECK(errorOf(json, "total", "count") == 9720);
    CHECK(errorOf(json, "total", "median_absolute_error") < 0.005);
    CHECK(errorOf(json, "total", "p95_absolute_error") < 0.02);
    CHECK(errorOf(json, "total", "under_estimates") == 0);
    CHECK(errorOf(json, "weights", "worst_absolute_error") < 0.005);
    CHECK(errorOf(json, "compute", "median_absolute_error") < 0.05);
    CHECK(errorOf(json, "compute", "p95_absolute_error") < 0.15);
    for (const char* exact : {"kv", "sliding_kv", "state"}) {
        // The figures are printed with two decimals.
        CHECK(errorOf(json, exact, "worst_absolute_error") < 0.001);
    }
    QFile rows(report);
    REQUIRE(rows.open(QIODevice::ReadOnly));
    // Six quantities a row and the heading.
    CHECK(rows.readAll().count('\n') == 6 * 9720 + 1);
}

TEST_CASE("A measurement that does not fit the prediction breaks a bound", "[cli][check]") {
    const Workshop shop;
    QList<QByteArray> lines = headerAndRow();
    QList<QByteArray> cells = lines[1].split(',');
    const auto weights = lines[0].split(',').indexOf("weights_mib");
    cells[weights] = QByteArray::number(cells[weights].toDouble() * 1.02, 'f', 2);
    const QString table = shop.write(u"wrong.csv"_s, lines[0] + '\n' + cells.join(',') + '\n');
    const Run run = shop.cli({u"check"_s, u"memory"_s, table, u"--models"_s, models()});
    CHECK(run.code == 1);
    CHECK(run.out.contains("Not kept: weights"));
}

TEST_CASE("What cannot be predicted is named", "[cli][check]") {
    const Workshop shop;
    SECTION("a model that nobody describes") {
        QList<QByteArray> lines = headerAndRow();
        lines[1].replace("llama-3.1-8b", "mystery");
        const QString table = shop.write(u"other.csv"_s, lines.join('\n'));
        const Run run = shop.cli({u"check"_s, u"memory"_s, table, u"--models"_s, models()});
        CHECK(run.code == 1);
        CHECK(run.error.contains(u"mystery"_s));
    }
    SECTION("a table of something else") {
        const QString table = shop.write(u"else.csv"_s, "a,b\n1,2\n");
        const Run run = shop.cli({u"check"_s, u"memory"_s, table});
        CHECK(run.code == 2);
        CHECK(run.error.contains(u"compute_mib"_s));
    }
    SECTION("no models") {
        const Run run =
            shop.cli({u"check"_s, u"memory"_s, source("resources/validation/llamacpp_memory.csv")});
        CHECK(run.code == 2);
        CHECK(run.error.contains(u"--models"_s));
    }
    SECTION("models that are no JSON") {
        const QString broken = shop.write(u"models.json"_s, "{\"a\": ");
        const Run run =
            shop.cli({u"check"_s, u"memory"_s, source("resources/validation/llamacpp_memory.csv"),
                      u"--models"_s, broken});
        CHECK(run.code == 3);
        CHECK(run.error.contains(u"models.json"_s));
    }
    SECTION("something that is not checked") {
        CHECK(shop.cli({u"check"_s, u"memmory"_s, u"x.csv"_s}).error.contains(u"memory"_s));
    }
}

TEST_CASE("vLLM's boots and other engines' runs are checked by the same command", "[cli][check]") {
    const Workshop shop;
    for (const char* table : {"resources/validation/vllm_memory.csv",
                              "resources/validation/other_engines_memory.csv"}) {
        const Run run =
            shop.cli({u"check"_s, u"memory"_s, source(table), u"--format"_s, u"json"_s});
        INFO(table << run.error.toStdString());
        CHECK(run.code == 0);
        CHECK(run.json()[u"bounds_hold"_s].toBool());
    }
}
