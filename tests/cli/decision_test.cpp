// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// compare, sensitivity, montecarlo, export, claims and scorecard as a person runs them.
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/cli/run_cli.h"
#include "tests/support/catch.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kScenario =
    QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/weekly-lora-70b.headroom");

QJsonObject jsonOf(const Run& result) {
    INFO(result.error.toStdString());
    REQUIRE(result.code == 0);
    return result.json();
}

}  // namespace

TEST_CASE("Draws of one seed agree with themselves and with the verdict", "[cli][risk]") {
    const Workshop shop;
    const QStringList command{u"montecarlo"_s, kScenario, u"--draws"_s,  u"400"_s,
                              u"--seed"_s,     u"7"_s,    u"--format"_s, u"json"_s};
    const Run first = shop.cli(command);
    const QJsonObject study = jsonOf(first);
    CHECK(shop.cli(command).out == first.out);
    CHECK(study[u"draws"_s].toInt() == 400);
    CHECK(study[u"seed"_s].toInt() == 7);
    double sum = 0;
    for (const QJsonValue& option : study[u"options"_s].toArray()) {
        sum += option.toObject()[u"cheapest_probability"_s].toDouble();
    }
    CHECK(sum == Approx(1));
    CHECK(study[u"tornado"_s].toArray().size() == study[u"inputs"_s].toArray().size());
}

TEST_CASE("A comparison adds its lines up to the totals", "[cli][risk]") {
    const Workshop shop;
    const QJsonObject compared =
        jsonOf(shop.cli({u"compare"_s, kScenario, u"--format"_s, u"json"_s}));
    const QJsonArray options = compared[u"options"_s].toArray();
    REQUIRE(options.size() >= 2);
    for (const QJsonValue& value : options) {
        const QJsonObject option = value.toObject();
        double sum = 0;
        const QJsonObject lines = option[u"lines"_s].toObject();
        for (auto line = lines.begin(); line != lines.end(); ++line) sum += line.value().toDouble();
        CHECK(sum == Approx(option[u"total"_s].toDouble()).margin(0.005));
    }
}

TEST_CASE("The tornado and its map answer for two options that are named", "[cli][risk]") {
    const Workshop shop;
    const QJsonObject bars =
        jsonOf(shop.cli({u"sensitivity"_s, kScenario, u"--format"_s, u"json"_s}));
    CHECK(bars[u"inputs"_s].toArray().size() >= 10);
    const QJsonObject map = jsonOf(shop.cli(
        {u"sensitivity"_s, kScenario, u"--map"_s,
         u"workload.requests_per_day,finance.rent_price_factor"_s, u"--format"_s, u"json"_s}));
    CHECK(map[u"x_values"_s].toArray().size() == map[u"tie_at_y"_s].toArray().size());
    const Run unknown = shop.cli({u"sensitivity"_s, kScenario, u"--map"_s, u"a,b"_s});
    CHECK(unknown.code != 0);
    CHECK(unknown.error.contains(u"--map"_s));
}

TEST_CASE("What is asked wrongly is refused with the nearest right", "[cli][risk]") {
    const Workshop shop;
    const auto refused = [&](const QStringList& words, const char* part) {
        const Run result = shop.cli(words);
        INFO(result.error.toStdString());
        CHECK(result.code != 0);
        CHECK(result.error.contains(QString::fromUtf8(part)));
    };
    refused({u"compare"_s, kScenario, u"--option"_s, u"own/dgx-sparc"_s}, "own/dgx-spark");
    refused({u"montecarlo"_s, kScenario, u"--draws"_s, u"5"_s}, "--draws");
    refused({u"montecarlo"_s, kScenario, u"--draws"_s, u"1000000"_s}, "100000");
    refused({u"export"_s, kScenario}, "--xlsx");
    refused({u"claims"_s, u"nobody"_s}, "nobody");
    refused(
        {u"evaluate"_s, kScenario, u"--set"_s, u"uncertainty.ranges=finance.residual_shar 1..2"_s},
        "finance.residual_share");
    refused({u"evaluate"_s, kScenario, u"--set"_s, u"finance.start=soon"_s}, "2026-12");
}

TEST_CASE("Cash flows go to a workbook and to CSV", "[cli][export]") {
    const Workshop shop;
    const QTemporaryDir folder;
    const QString workbook = folder.filePath(u"plan.xlsx"_s);
    const QString table = folder.filePath(u"months.csv"_s);
    const Run result = shop.cli({u"export"_s, kScenario, u"--xlsx"_s, workbook, u"--csv"_s, table});
    INFO(result.error.toStdString());
    REQUIRE(result.code == 0);
    QFile file(workbook);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.read(2) == "PK");
    QFile csv(table);
    REQUIRE(csv.open(QIODevice::ReadOnly));
    // A heading, 37 months and a sum.
    CHECK(csv.readAll().count('\n') == 39);
}

TEST_CASE("Claims are recomputed and machines marked", "[cli][claims]") {
    const Workshop shop;
    const QJsonObject claims = jsonOf(shop.cli({u"claims"_s, u"--format"_s, u"json"_s}));
    CHECK(claims[u"claims"_s].toArray().size() >= 25);
    const Run strict = shop.cli({u"scorecard"_s, u"--format"_s, u"csv"_s});
    const Run lenient =
        shop.cli({u"scorecard"_s, u"--set"_s, u"place.scorecard_bandwidth_gb_s=200"_s,
                  u"--format"_s, u"csv"_s});
    CHECK(lenient.out.count(",pass,") > strict.out.count(",pass,"));
}
