// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kScenario =
    QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/rag-30b-moe.headroom");

}  // namespace

TEST_CASE("simulate says how long people wait, the same for the same seed", "[cli][simulate]") {
    const Workshop shop;
    const QStringList asked{u"simulate"_s, kScenario, u"--requests"_s, u"2000"_s};
    const Run text = shop.cli(asked);
    INFO(text.error.toStdString());
    REQUIRE(text.code == 0);
    CHECK(text.out.contains("2000 requests arrived"));
    CHECK(text.out.contains("first token"));
    const QStringList json = asked + QStringList{u"--format"_s, u"json"_s};
    const QJsonObject first = shop.cli(json).json();
    CHECK(first[u"arrived"_s].toInt() == 2000);
    CHECK(first[u"finished"_s].toInt() + first[u"refused"_s].toInt() == 2000);
    const QJsonObject latency = first[u"first_token"_s].toObject();
    CHECK(latency[u"p50_seconds"_s].toDouble() <= latency[u"p95_seconds"_s].toDouble());
    CHECK(latency[u"p95_seconds"_s].toDouble() <= latency[u"p99_seconds"_s].toDouble());
    CHECK(shop.cli(json).json() == first);
    CHECK(shop.cli(json + QStringList{u"--seed"_s, u"2"_s}).json() != first);
    CHECK(shop.cli(asked + QStringList{u"--format"_s, u"csv"_s}).out.startsWith("latency,"));
}

TEST_CASE("simulate takes a trace, and refuses what it cannot simulate with a remedy",
          "[cli][simulate]") {
    const Workshop shop;
    const auto withTrace = [&](const QByteArray& rows) {
        QFile file(shop.path(u"trace.csv"_s));
        REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("arrival_s,prompt_tokens,answer_tokens\n" + rows);
        file.close();
        return shop.cli(
            {u"simulate"_s, kScenario, u"--trace"_s, file.fileName(), u"--format"_s, u"json"_s});
    };
    CHECK(withTrace("0,500,100\n2.5,800,50\n").json()[u"finished"_s].toInt() == 2);
    CHECK(withTrace("5,500,100\n2.5,800,50\n").code == 2);  // out of order
    CHECK(withTrace("0,many,100\n").error.contains(u"prompt_tokens"_s));
    CHECK(withTrace("").error.contains(u"no rows"_s));
    CHECK(withTrace("nan,500,100\n").code == 2);
    const auto refused = [&](const QStringList& more, const QString& part) {
        const Run run = shop.cli(QStringList{u"simulate"_s, kScenario} + more);
        INFO(run.error.toStdString());
        CHECK(run.code == 2);
        CHECK(run.error.contains(part));
    };
    refused({u"--option"_s, u"own/nothing"_s}, u"own/nothing"_s);
    refused({u"--load"_s, u"pekk"_s}, u"peak"_s);
    refused({u"--requests"_s, u"0"_s}, u"--requests"_s);
    refused({u"--requests"_s, u"99999999"_s}, u"10000000"_s);
    CHECK(shop.cli({u"simulate"_s, kScenario, u"--trace"_s, u"absent.csv"_s}).code == 3);
}

TEST_CASE("simulate prices what overflows, and runs at both ends of the range", "[cli][simulate]") {
    const Workshop shop;
    const QStringList asked{
        u"simulate"_s, kScenario, u"--requests"_s, u"3000"_s,
        u"--format"_s, u"json"_s, u"--set"_s,      u"workload.requests_per_day=200000"_s};
    const auto overflow = [&](const char* seconds) {
        const Run run = shop.cli(asked + QStringList{u"--overflow"_s, QString::fromUtf8(seconds)});
        INFO(run.error.toStdString());
        REQUIRE(run.code == 0);
        return run.json()[u"overflow"_s].toObject();
    };
    const QJsonObject impatient = overflow("0.05");
    const QJsonObject patient = overflow("600");
    CHECK(impatient[u"share"_s].toDouble() > patient[u"share"_s].toDouble());
    CHECK(impatient[u"prompt_tokens_per_month"_s].toDouble() > 0);
    const auto firstToken = [&](const QString& end) {
        const Run run = shop.cli(asked + QStringList{u"--speed"_s, end});
        return run.json()[u"first_token"_s].toObject()[u"p50_seconds"_s].toDouble();
    };
    CHECK(firstToken(u"slow"_s) > firstToken(u"likely"_s));
    CHECK(firstToken(u"likely"_s) > firstToken(u"fast"_s));
    CHECK(shop.cli(asked + QStringList{u"--overflow"_s, u"-1"_s}).code == 2);
    CHECK(shop.cli(asked + QStringList{u"--overflow"_s, u"soon"_s}).error.contains(u"soon"_s));
    CHECK(shop.cli(asked + QStringList{u"--speed"_s, u"slo"_s}).error.contains(u"slow"_s));
}
