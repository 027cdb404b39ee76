// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>

#include "core/scenario/validate.h"
#include "database/scenario_document.h"
#include "tests/database/catalog_fixture.h"
#include "tests/database/unprivileged.h"
#include "tests/support/full_disk.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

QString examplePath(const QString& name) {
    return QStringLiteral(HEADROOM_SOURCE_DIR) + u"/resources/examples/"_s + name + u".headroom"_s;
}

const QStringList kExamples{u"bursty-8b-chat"_s,  u"private-70b-assistant"_s, u"rag-30b-moe"_s,
                            u"weekly-lora-70b"_s, u"coding-agents-team"_s,    u"quiet-desk-120b"_s};

const CatalogStore& seeded() {
    static const CatalogStore store(u":memory:"_s);
    return store;
}

Scenario example(qsizetype index) {
    return loadScenario(examplePath(kExamples[index])).scenario;
}

/// A document with every saved row: the largest that Headroom writes.
QByteArray largeDocument() {
    ScenarioDocument document;
    document.snapshot = snapshotFor(document.scenario, seeded().rows());
    return scenarioToJson(document);
}

/// Opening the bytes gives a document or a sentence; anything else fails the test.
void openAnything(const QByteArray& json) {
    try {
        scenarioFromJson(json);
    } catch (const FileError& error) {
        CHECK_FALSE(error.text().isEmpty());
    }
}

void checkTruncated(const QByteArray& whole, qsizetype stride) {
    for (qsizetype size = 1; size <= whole.lastIndexOf('}'); size += stride) {
        INFO("the first " << size << " of " << whole.size() << " bytes");
        const QString sentence = refusal([&] { scenarioFromJson(whole.left(size)); });
        CHECK(sentence.contains(u"truncated or damaged at byte"_s));
        CHECK(sentence.contains(u"of %1"_s.arg(size)));
    }
}

struct FileFixture {
    QTemporaryDir folder;
    QString path = folder.filePath(u"case.headroom"_s);
    QStringList files() const {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
};

}  // namespace

TEST_CASE("The examples open without a word of complaint", "[document][examples]") {
    const QDir folder(QStringLiteral(HEADROOM_SOURCE_DIR) + u"/resources/examples"_s);
    CHECK(folder.entryList({u"*.headroom"_s}).size() == kExamples.size());
    for (const QString& name : kExamples) {
        INFO(name.toStdString());
        const ScenarioDocument document = loadScenario(examplePath(name));
        const std::vector<Finding> findings = validate(document.scenario, *seeded().load());
        INFO((findings.empty() ? std::string() : findings.front().message));
        CHECK(findings.empty());
        CHECK(document.unknown.isEmpty());
        // Examples follow the person's catalog.
        CHECK_FALSE(document.snapshot.has_value());
        CHECK_FALSE(document.scenario.title.empty());
        CHECK_FALSE(document.scenario.question.empty());
    }
}

TEST_CASE("The examples hold what their titles say", "[document][examples]") {
    const CatalogPointer catalog = seeded().load();
    const auto billions = [&](const Scenario& scenario) {
        return catalog->model(scenario.model.modelId)->parametersTotal / 1e9;
    };
    const Scenario bursty = example(0);
    CHECK(bursty.title == "Bursty 8B chat");
    CHECK(billions(bursty) == Approx(8).margin(0.5));
    // Half of the day's requests in one hour.
    CHECK(bursty.workload.peakHourShare == 0.5);
    const Scenario priv = example(1);
    CHECK(priv.title == "Private 70B assistant");
    CHECK(billions(priv) == Approx(70).margin(1));
    CHECK(priv.privacy.placement == DataPlacement::OwnPremises);
    CHECK(priv.workload.concurrentUsers == 4);
    CHECK(priv.workload.context == tokens(128 * 1024));
    CHECK(priv.place.circuitVolts == 120);
    const Scenario rag = example(2);
    CHECK(rag.title == "RAG on a 30B mixture of experts");
    CHECK(billions(rag) == Approx(30).margin(1));
    CHECK(catalog->model(rag.model.modelId)->parametersActive.has_value());
    CHECK(rag.workload.concurrentUsers == 20);
    CHECK(rag.model.companions.size() == 2);
    const Scenario lora = example(3);
    CHECK(lora.title == "Weekly LoRA of a 70B");
    CHECK(billions(lora) == Approx(70).margin(1));
    CHECK(lora.workload.fineTuning.method != FineTuneMethod::None);
    // 52 weeks in 12 months.
    CHECK(lora.workload.fineTuning.jobsPerMonth == Approx(52.0 / 12).margin(0.05));
    const Scenario coding = example(4);
    CHECK(coding.title == "Coding agents for ten developers");
    CHECK(coding.workload.requestsPerDay == 10 * 150);
    CHECK(coding.privacy.placement == DataPlacement::ContractedCloud);
    const Scenario desk = example(5);
    CHECK(desk.title == "A quiet desk for a 120B");
    CHECK(billions(desk) == Approx(120).margin(5));
    CHECK(desk.workload.concurrentUsers == 1);
    CHECK(desk.privacy.placement == DataPlacement::OwnPremises);
}

TEST_CASE("A document from before roles and sharding opens with the same meaning", "[document]") {
    const ScenarioDocument document = scenarioFromJson(R"({
        "format": "headroom-scenario", "version": 1, "scenario": {
            "model.companions": "bge-m3*2, qwen3-0.6b@gguf-q8_0:4096",
            "workload.fine_tune_method": "lora", "workload.fine_tune_rank": 8}})");
    const std::vector<Companion>& companions = document.scenario.model.companions;
    REQUIRE(companions.size() == 2);
    CHECK(companions[0] == Companion{"bge-m3", "gguf-f16", tokens(8192), 2});
    CHECK(companions[1].role == CompanionRole::Other);
    CHECK(companions[1].residence == Residence::Resident);
    // What version 1 assumed: F32 adapters on all linear layers, AdamW, checkpointing, ZeRO-3.
    const FineTuning& job = document.scenario.workload.fineTuning;
    CHECK(job.targets == AdapterTargets::AllLinear);
    CHECK(job.adapterType == AdapterType::F32);
    CHECK(job.optimiser == Optimiser::AdamW);
    CHECK(job.checkpointing);
    CHECK(job.sharding == Sharding::Weights);
    CHECK(document.scenario.model.index == VectorIndex{});
}

TEST_CASE("A truncated file is named with the byte, wherever it ends", "[document]") {
    for (const QString& name : kExamples) checkTruncated(bytesOf(examplePath(name)), 37);
    // Saved prices make it hundreds of times longer: forty places, of a prime distance.
    const QByteArray large = largeDocument();
    checkTruncated(large, large.size() / 40 | 1);
}

TEST_CASE("A damaged byte is a sentence or a document, never a crash", "[document]") {
    for (const QString& name : kExamples) {
        const QByteArray whole = bytesOf(examplePath(name));
        for (qsizetype at = 0; at < whole.size(); at += 37) {
            for (const char damage : {'\0', '"', '}', '9', '\xFF'}) {
                QByteArray bytes = whole;
                bytes[at] = damage;
                openAnything(bytes);
            }
        }
    }
    openAnything(QByteArray(100'000, '['));
    openAnything(QByteArray("{\"a\":").repeated(50'000));
}

TEST_CASE("A file that is no scenario says what it is instead", "[document]") {
    const auto say = [](const QByteArray& json) {
        return refusal([&] { scenarioFromJson(json); });
    };
    checkSays(say(""), {u"The file is empty"_s});
    checkSays(say(" \n"), {u"The file is empty"_s});
    checkSays(say("id,name\n1,2\n"), {u"not a scenario"_s});
    for (const char* json : {"[]", "{}", R"({"format": "gpx"})", R"({"format": 7})"}) {
        INFO(json);
        checkSays(say(json), {u"not a Headroom scenario"_s, u"headroom-scenario"_s,
                              u"Choose a .headroom file"_s});
    }
    checkSays(say(R"({"format": "headroom-scenario", "version": 1})"), {u"no “scenario” part"_s});
    for (const char* saved : {"5", "{}", R"({"tables": []})", R"({"tables": {"machines": 5}})",
                              R"({"tables": {"machines": [5]}})"}) {
        INFO(saved);
        checkSays(
            say(R"({"format": "headroom-scenario", "version": 1, "scenario": {}, "catalog": )" +
                QByteArray(saved) + '}'),
            {u"saved prices are damaged"_s, u"current prices"_s});
    }
}

TEST_CASE("A newer document is refused by its version, and none is none", "[document]") {
    const auto say = [](const QByteArray& version) {
        return refusal([&] {
            scenarioFromJson(R"({"format": "headroom-scenario", "scenario": {}, "version": )" +
                             version + '}');
        });
    };
    CHECK(say("1").isEmpty());
    checkSays(say("2"), {u"newer Headroom"_s, u"document version 2"_s, u"reads up to 1"_s,
                         u"Update Headroom"_s});
    checkSays(say("99"), {u"document version 99"_s});
    for (const char* none : {"0", "-1", "1.5", "\"1\"", "null", "[]", "1e300"}) {
        INFO(none);
        checkSays(say(none), {u"which is no version"_s});
    }
}

TEST_CASE_METHOD(FileFixture, "A file that cannot be read is named", "[document]") {
    checkSays(refusal([&] { loadScenario(path); }), {u"“case.headroom” cannot be opened"_s});
    checkSays(refusal([&] { loadScenario(folder.path()); }), {u"cannot be opened"_s});
    writeBytes(path, "{");
    checkSays(refusal([&] { loadScenario(path); }), {u"“case.headroom”"_s, u"at byte 1 of 1"_s});
    // One byte more than 64 MiB; the file has no blocks on the disk.
    QFile file(path);
    REQUIRE(file.resize(64 * 1024 * 1024 + 1));
    checkSays(refusal([&] { loadScenario(path); }), {u"“case.headroom” is larger"_s, u"67 MB"_s});
}

TEST_CASE_METHOD(FileFixture, "A saved file is read again and nothing stays beside it",
                 "[document]") {
    writeBytes(path, "something longer that was there before");
    ScenarioDocument document;
    document.scenario.title = "Second";
    saveScenario(path, document);
    CHECK(loadScenario(path).scenario.title == "Second");
    CHECK((bytesOf(path) == scenarioToJson(document)));
    CHECK(files() == QStringList{u"case.headroom"_s});
}

TEST_CASE_METHOD(FileFixture, "A save that fails leaves the old file", "[document]") {
    saveScenario(path, {});
    const QByteArray before = bytesOf(path);
    ScenarioDocument document;
    document.scenario.title = "Never written";
    const QStringList says{u"could not be saved"_s, u"What was there before is unchanged"_s};
#ifdef Q_OS_UNIX
    {
        const FullDisk disk(1000);
        checkSays(refusal([&] { saveScenario(path, document); }), says);
    }
    CHECK((bytesOf(path) == before));
    CHECK(files() == QStringList{u"case.headroom"_s});
#endif
    checkSays(refusal([&] { saveScenario(folder.filePath(u"no/such.headroom"_s), document); }),
              says);
    checkSays(refusal([&] { saveScenario(folder.path(), document); }), says);
    CHECK((bytesOf(path) == before));
}
