// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/scenario_document.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include "core/scenario/fields.h"
#include "core/scenario/validate.h"
#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// A document with one field as JSON text, `json` written as it stands.
QByteArray documentWith(const QByteArray& fieldId, const QByteArray& json) {
    return R"({"format": "headroom-scenario", "version": 1, "scenario": {")" + fieldId +
           "\": " + json + "}}";
}

/// A small document with everything a document can hold.
ScenarioDocument fullDocument() {
    ScenarioDocument document;
    document.scenario.title = "Case \"7\" \\ <b>\xC3\xA4\xF0\x9F\x9A\x80</b>\n";
    document.scenario.workload.minimumSpeed = TokensPerSecond{7.25};
    document.scenario.model.companions = {{"bge-m3", "gguf-f16", tokens(4096), 3}};
    document.snapshot = CatalogRows{
        {"machines",
         {Row({{"id", "one"}, {"price_usd", "0.1"}, {"notes", "a \"b\"\\\n\xC2\xB5"}})}},
        {"api_prices", {}}};
    document.savedOn = u"2026-11-20"_s;
    return document;
}

std::vector<FieldValue> numbersFor(const Field& field) {
    std::vector<FieldValue> values{field.minimum, field.maximum, field.minimum + field.step,
                                   field.minimum + (field.maximum - field.minimum) / 3};
    // The double next to a tenth and one of full length: every digit must survive.
    if (field.kind != FieldKind::Integer)
        values.insert(values.end(), {0.1, 1.0 / 3, 5e-324, -0.07});
    return values;
}

/// Values of the field's kind: limits, every choice, texts that files get wrong, and no value.
std::vector<FieldValue> valuesFor(const Field& field) {
    using Values = std::vector<FieldValue>;
    Values values;
    if (field.optional) values.push_back(std::monostate{});
    for (const Choice& choice : field.choices) values.push_back(std::string(choice.id));
    if (!field.choices.empty()) return values;
    switch (field.kind) {
        case FieldKind::Flag:
            return Values{true, false};
        case FieldKind::Text:
        case FieldKind::CatalogChoice:
            if (field.id == "model.companions") {
                return Values{std::string(), std::string("bge-m3@gguf-f16*2:8192, x@y*1:256")};
            }
            for (const char* text : {"", "plain", "\"quoted\" \\ / {}", "two\nlines\ttab\x01",
                                     "\xC3\xA4\xF0\x9F\x9A\x80", "<script>", "null", "1e5"}) {
                values.push_back(std::string(text));
            }
            return values;
        default:
            for (const FieldValue& number : numbersFor(field)) values.push_back(number);
            return values;
    }
}

}  // namespace

TEST_CASE("Every field comes back from a file with every value it can have",
          "[document][property]") {
    int roundTrips = 0;
    for (const Field& field : fields()) {
        for (const FieldValue& value : valuesFor(field)) {
            INFO(field.id << " = " << fieldText(field, value));
            ScenarioDocument document;
            field.set(document.scenario, value);
            const QByteArray json = scenarioToJson(document);
            const ScenarioDocument again = scenarioFromJson(json);
            CHECK((again.scenario == document.scenario));
            CHECK((scenarioToJson(again) == json));
            ++roundTrips;
        }
    }
    // At least two values each.
    CHECK(roundTrips > 2 * static_cast<int>(fields().size()));
}

TEST_CASE("Everything else of a document comes back, too", "[document]") {
    const ScenarioDocument document = fullDocument();
    const ScenarioDocument again = scenarioFromJson(scenarioToJson(document));
    CHECK((again.scenario == document.scenario));
    REQUIRE(again.snapshot.has_value());
    CHECK(sameRows(*again.snapshot, *document.snapshot));
    CHECK(again.savedOn == document.savedOn);
    CHECK(again.unknown.isEmpty());
    CHECK_FALSE(scenarioFromJson(scenarioToJson({})).snapshot.has_value());
}

TEST_CASE("A document is written the same, byte by byte, in every language", "[document]") {
    const QByteArray bytes = scenarioToJson(fullDocument());
    CHECK((scenarioToJson(fullDocument()) == bytes));
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QByteArray german = scenarioToJson(fullDocument());
    const ScenarioDocument read = scenarioFromJson(bytes);
    QLocale::setDefault(QLocale::c());
    CHECK((german == bytes));
    CHECK((read.scenario == fullDocument().scenario));
    CHECK(bytes.contains(R"("workload.minimum_speed_tokens_per_second": 7.25)"));
    CHECK(bytes.endsWith("}\n"));
}

TEST_CASE("A field that the file leaves out has its default", "[document]") {
    const ScenarioDocument document = scenarioFromJson(documentWith("place.pue", "1.5"));
    Scenario expected;
    expected.place.pue = 1.5;
    CHECK((document.scenario == expected));
}

TEST_CASE("Keys of a later program are kept where they stood", "[document]") {
    const QByteArray json = R"({"format": "headroom-scenario", "version": 1,
        "window": {"x": 1, "list": [1, null, "a"]},
        "scenario": {"place.pue": 1.5, "place.altitude_m": 1200, "model": {"deep": true}},
        "catalog": {"saved_on": "2026-11-20", "origin": "shop",
                    "tables": {"machines": [{"id": "one", "colour": "green"}]}}})";
    ScenarioDocument document = scenarioFromJson(json);
    document.scenario.place.pue = 1.25;
    const QJsonObject written = QJsonDocument::fromJson(scenarioToJson(document)).object();
    CHECK(written[u"window"_s] == QJsonDocument::fromJson(json)[u"window"_s]);
    const QJsonObject scenario = written[u"scenario"_s].toObject();
    CHECK(scenario[u"place.pue"_s] == 1.25);
    CHECK(scenario[u"place.altitude_m"_s] == 1200);
    CHECK(scenario[u"model"_s].toObject()[u"deep"_s] == true);
    const QJsonObject catalog = written[u"catalog"_s].toObject();
    CHECK(catalog[u"origin"_s] == u"shop"_s);
    CHECK(catalog[u"tables"_s][u"machines"_s][0][u"colour"_s] == u"green"_s);
    // Without saved prices there is no catalog part that could be read without them.
    document.snapshot.reset();
    CHECK_FALSE(QJsonDocument::fromJson(scenarioToJson(document)).object().contains(u"catalog"_s));
}

TEST_CASE("A saved cell that is null or empty is unknown, and a number is its text", "[document]") {
    const ScenarioDocument document = scenarioFromJson(
        R"({"format": "headroom-scenario", "version": 1, "scenario": {}, "catalog": {"tables":
        {"machines": [{"id": "one", "price_usd": null, "notes": "", "noise_dba": 40.5}]}}})");
    const Row& row = document.snapshot->at("machines").front();
    CHECK_FALSE(row.has("price_usd"));
    CHECK_FALSE(row.has("notes"));
    CHECK(row.text("noise_dba") == "40.5");
}

TEST_CASE("A value of the wrong kind is refused by field, value and remedy", "[document]") {
    for (const char* json : {R"("NaN")", R"("8192")", "true", "[1]", "{}", "null"}) {
        INFO(json);
        checkSays(refusal([&] { scenarioFromJson(documentWith("workload.context_tokens", json)); }),
                  {u"workload.context_tokens"_s, u"Context length"_s, QLatin1String(json),
                   u"a number is expected"_s, u"Correct or remove it"_s});
    }
    checkSays(refusal([&] { scenarioFromJson(documentWith("privacy.eu_only", "1")); }),
              {u"true or false is expected"_s});
    checkSays(refusal([&] { scenarioFromJson(documentWith("model.id", "7")); }),
              {u"text in quotes is expected"_s});
    checkSays(refusal([&] { scenarioFromJson(documentWith("privacy.placement", "\"mars\"")); }),
              {u"privacy.placement"_s, u"mars"_s});
    const QByteArray longText = '"' + QByteArray(100'000, 'x') + '"';
    CHECK(refusal([&] { scenarioFromJson(documentWith("place.pue", longText)); }).size() < 300);
}

TEST_CASE("A number beyond all limits opens and is reported, never computed with", "[document]") {
    static const CatalogStore store(u":memory:"_s);
    const CatalogPointer catalog = store.load();
    for (const Field& field : fields()) {
        if (field.maximum == field.minimum) continue;
        for (const char* json : {"1e308", "-1e308", "9007199254740993"}) {
            INFO(field.id << " = " << json);
            const QByteArray id(field.id.data(), static_cast<qsizetype>(field.id.size()));
            const Scenario scenario = scenarioFromJson(documentWith(id, json)).scenario;
            bool reported = false;
            for (const Finding& finding : validate(scenario, *catalog)) {
                reported =
                    reported || (finding.severity == Severity::Error && finding.field == field.id);
            }
            CHECK(reported);
        }
    }
    // What JSON cannot say is damage.
    for (const char* json : {"NaN", "Infinity", "1e999", "0x10", "1,5", "--1"}) {
        checkSays(refusal([&] { scenarioFromJson(documentWith("place.pue", json)); }),
                  {u"damaged at byte"_s});
    }
}
