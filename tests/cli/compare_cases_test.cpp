// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// compare with several scenarios, as a person runs it.
#include <QJsonArray>

#include "database/catalog_store.h"
#include "database/scenario_document.h"
#include "tests/cli/run_cli.h"
#include "tests/support/hostile_text.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray scenarioJson(const QByteArray& title, const QByteArray& moreFields = {}) {
    return R"({"format": "headroom-scenario", "version": 1, "scenario": {"document.title": ")" +
           title + R"(", "model.id": "llama-3.1-8b", "finance.horizon_months": 24)" + moreFields +
           "}}";
}

/// Two that differ in three inputs.
QStringList pair(const Workshop& shop) {
    return {
        shop.write(u"a.headroom"_s, scenarioJson("Plan A")),
        shop.write(u"b.headroom"_s, scenarioJson("Plan B", R"(, "workload.context_tokens": 32768,
                                    "workload.requests_per_day": 1500,
                                    "place.noise_limit_dba": 40)"))};
}

QJsonObject figure(const QJsonObject& comparison, const QString& name) {
    for (const QJsonValue& row : comparison[u"results"_s].toArray()) {
        if (row.toObject()[u"figure"_s] == name) return row.toObject();
    }
    FAIL("no figure " << name.toStdString());
    return {};
}

}  // namespace

TEST_CASE("Two scenarios are printed side by side with the inputs that differ", "[cli][cases]") {
    const Workshop shop;
    const Run run = shop.cli(QStringList{u"compare"_s} + pair(shop));
    INFO(run.error.toStdString());
    REQUIRE(run.code == 0);
    const QStringList lines = QString::fromUtf8(run.out).split(u'\n');
    CHECK(lines[0].simplified() == u"Plan A Plan B difference"_s);
    CHECK(lines[1].startsWith(u"Verdict "_s));
    const qsizetype inputs = lines.indexOf(u"Inputs that differ  Plan A        Plan B"_s);
    REQUIRE(inputs > 10);
    CHECK(lines.mid(inputs + 1, 5) ==
          QStringList{u"Workload"_s, u"  Context length    8,192 tokens  32,768 tokens"_s,
                      u"  Requests          100 per day   1,500 per day"_s, u"Power and place"_s,
                      u"  Noise limit       no limit      40 dBA"_s});
    CHECK(lines[inputs + 6].endsWith(u" further inputs are the same."_s));
    CHECK(lines[inputs + 7] == u"Every case is judged with the catalog’s current prices."_s);
}

TEST_CASE("The comparison as JSON agrees with the evaluation of each scenario", "[cli][cases]") {
    const Workshop shop;
    const QStringList files = pair(shop);
    const Run run =
        shop.cli(QStringList{u"compare"_s} + files + QStringList{u"--format"_s, u"json"_s});
    REQUIRE(run.code == 0);
    const QJsonObject comparison = run.json();
    REQUIRE(comparison[u"cases"_s].toArray().size() == 2);
    const QJsonArray values = figure(comparison, u"Present value"_s)[u"cases"_s].toArray();
    std::vector<double> costs;
    for (int i = 0; i < 2; ++i) {
        const QJsonObject own =
            shop.cli({u"evaluate"_s, files[i], u"--format"_s, u"json"_s, u"--limit"_s, u"1"_s})
                .json();
        const QJsonObject best = own[u"options"_s].toArray().first().toObject();
        costs.push_back(best[u"present_value_usd"_s].toDouble());
        CHECK(values[i].toObject()[u"value"_s].toDouble() == Approx(costs.back()));
        const QJsonObject named = comparison[u"cases"_s].toArray()[i].toObject();
        CHECK(named[u"option"_s] == best[u"id"_s]);
        CHECK(named[u"sentence"_s] == own[u"verdict"_s].toObject()[u"sentence"_s]);
    }
    CHECK(values[1].toObject()[u"difference"_s].toDouble() == Approx(costs[1] - costs[0]));
    CHECK_FALSE(values[0].toObject().contains(u"difference"_s));
    const QJsonArray inputs = comparison[u"inputs"_s].toArray();
    REQUIRE(inputs.size() == 3);
    CHECK(inputs[0].toObject()[u"field"_s] == u"workload.context_tokens"_s);
    CHECK(inputs[0].toObject()[u"values"_s].toArray()[1] == u"32768"_s);
}

TEST_CASE(
    "The comparison as CSV holds both tables, and one scenario compares its options as before",
    "[cli][cases]") {
    const Workshop shop;
    const QStringList files = pair(shop);
    const Run run =
        shop.cli(QStringList{u"compare"_s} + files + QStringList{u"--format"_s, u"csv"_s});
    REQUIRE(run.code == 0);
    const QStringList tables = QString::fromUtf8(run.out).split(u"\r\n\r\n"_s);
    REQUIRE(tables.size() == 2);
    CHECK(tables[0].startsWith(u"Figure,Unit,Plan A,Plan B,Plan B: difference to Plan A,"_s));
    CHECK(tables[1].startsWith(u"Group,Input,Field,Plan A,Plan B\r\n"_s));
    CHECK(tables[1].contains(u"workload.context_tokens,\"8,192 tokens\",\"32,768 tokens\""_s));
    const QJsonObject one = shop.cli({u"compare"_s, files[0], u"--format"_s, u"json"_s}).json();
    CHECK(one.contains(u"break_even"_s));
    CHECK(one[u"options"_s].toArray().size() >= 2);
}

TEST_CASE("An option is followed through all scenarios, what is asked wrongly is refused",
          "[cli][cases]") {
    const Workshop shop;
    const QStringList compare = QStringList{u"compare"_s} + pair(shop);
    const QString option = u"own/dgx-spark"_s;
    const Run run =
        shop.cli(compare + QStringList{u"--format"_s, u"json"_s, u"--option"_s, option});
    INFO(run.error.toStdString());
    REQUIRE(run.code == 0);
    for (const QJsonValue& each : run.json()[u"cases"_s].toArray()) {
        CHECK(each.toObject()[u"option"_s] == option);
    }
    const auto refused = [&](const QStringList& words, int code, const char* part) {
        const Run wrong = shop.cli(words);
        INFO(wrong.error.toStdString());
        CHECK(wrong.code == code);
        CHECK(wrong.error.contains(QString::fromUtf8(part)));
        CHECK(wrong.out.isEmpty());
    };
    refused(compare + QStringList{u"--option"_s, u"own/dgx-sparc"_s}, 2, "own/dgx-sparc");
    refused(compare + QStringList{u"--option"_s, option, u"--option"_s, option}, 2, "only one");
    const QStringList six = compare + pair(shop) + pair(shop);
    CHECK(shop.cli(six).code == 0);
    refused(six + QStringList{compare.last()}, 2, "one argument too many");
    refused(compare + QStringList{shop.path(u"missing.headroom"_s)}, 3, "missing.headroom");
}

TEST_CASE("A scenario with errors shows the first one beside the figures of the other",
          "[cli][cases]") {
    const Workshop shop;
    const QStringList files = pair(shop);
    const QString wrong = shop.write(u"wrong.headroom"_s,
                                     scenarioJson("Wrong", R"(, "workload.concurrent_users": 0)"));
    const Run run = shop.cli({u"compare"_s, files[0], wrong});
    CHECK(run.code == 1);
    const QString text = QString::fromUtf8(run.out);
    CHECK(text.contains(u"cannot be judged"_s));
    CHECK(text.contains(u"“Wrong” cannot be judged: Concurrent users"_s));
    CHECK(text.contains(u"Present value (USD)"_s));
}

TEST_CASE("Prices saved in a file are used and named, unless live ones are asked for",
          "[cli][cases]") {
    const Workshop shop;
    const QStringList files = pair(shop);
    {
        CatalogStore store(shop.catalogPath());
        ScenarioDocument document = loadScenario(files[1]);
        document.snapshot = snapshotFor(document.scenario, store.rows());
        document.savedOn = u"2026-09-22"_s;
        for (Row& machine : document.snapshot->at("machines")) {
            if (machine.has("price_usd")) machine.set("price_usd", "123456");
        }
        saveScenario(files[1], document);
    }
    const QStringList compare{u"compare"_s, files[0], files[1]};
    const QString saved = QString::fromUtf8(shop.cli(compare).out);
    CHECK(
        saved.contains(u"“Plan B” is judged with the prices saved in its file of 2026-09-22; the "
                       "others with the catalog’s current prices."_s));
    CHECK(QString::fromUtf8(shop.cli(compare + QStringList{u"--live-prices"_s}).out)
              .contains(u"Every case is judged with the catalog’s current prices."_s));
}

TEST_CASE("Hostile titles steer neither terminal nor spreadsheet", "[cli][cases][hostile]") {
    const Workshop shop;
    const QString plain = pair(shop).front();
    QStringList files;
    for (const std::string& text : hostileTexts()) {
        ScenarioDocument document = loadScenario(plain);
        document.scenario.title = text + std::string(300, 'n');
        document.scenario.uncertainty.draws = 100;
        files << shop.path(u"hostile%1.headroom"_s.arg(files.size()));
        saveScenario(files.last(), document);
    }
    for (qsizetype first = 0; first < files.size(); first += 5) {
        for (const QString& format : {u"text"_s, u"json"_s, u"csv"_s}) {
            CAPTURE(first, format);
            const Run run = shop.cli(QStringList{u"compare"_s, plain} + files.mid(first, 5) +
                                     QStringList{u"--format"_s, format});
            CHECK(run.code == 0);
            CHECK(steering(run.out, format == u"csv"_s) == QString());
            CHECK(steering(run.error.toUtf8()) == QString());
        }
    }
}
