// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that save files are killed at random moments: what stands there is the old file or the
// new one. HEADROOM_KILL_RUNS sets how often; the default keeps the suite short.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <random>

#include "database/scenario_document.h"
#include "tests/support/catch.h"
#include "tests/support/qt_strings.h"
#include "ui/document/autosave.h"

using namespace headroom;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLongestStart = 120'000;

int runs() {
    const int wanted = qEnvironmentVariableIntValue("HEADROOM_KILL_RUNS");
    return wanted > 0 ? wanted : 6;
}

/// Starts a writer, kills it so many milliseconds after its first word, and returns the number that
/// it said last; -1 when it said none.
int runAndKill(const QString& kind, const QString& path, int milliseconds) {
    QProcess writer;
    writer.start(QStringLiteral(HEADROOM_FILE_WRITER), {kind, path});
    REQUIRE(writer.waitForStarted());
    REQUIRE(writer.waitForReadyRead(kLongestStart));
    QTest::qSleep(milliseconds);
    REQUIRE(writer.state() == QProcess::Running);
    writer.kill();
    REQUIRE(writer.waitForFinished());
    INFO(writer.readAllStandardError().toStdString());
    int said = -1;
    const QByteArray output = writer.readAllStandardOutput();
    // What follows the last line end was not said to its end.
    for (const QByteArray& line : output.left(output.lastIndexOf('\n') + 1).split('\n')) {
        if (line.startsWith("saved ")) said = line.mid(6).toInt();
    }
    return said;
}

/// The number of a whole document: the fields at both ends and the length in between agree.
int numberOf(const Scenario& scenario) {
    const int number = std::stoi(scenario.title);
    CHECK(scenario.author == scenario.title);
    CHECK(scenario.question.size() == static_cast<std::size_t>(number % 7) * 3000);
    return number;
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

}  // namespace

TEST_CASE("Killing a save leaves the former scenario or the new one", "[kill]") {
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"mine.headroom"_s);
    std::mt19937 random(20261128);
    int saved = 0;
    for (int run = 0; run < runs(); ++run) {
        const int said = runAndKill(u"scenario"_s, path, static_cast<int>(random() % 400));
        CAPTURE(run, said);
        const ScenarioDocument document = loadScenario(path);
        CHECK(document.snapshot.has_value());
        CHECK(numberOf(document.scenario) >= said);
        saved += said > 1 ? 1 : 0;
    }
    CHECK(saved > runs() / 3);  // else the test kills before anything is written over
}

TEST_CASE("Killing the program leaves a copy to recover, the former one or the new one",
          "[kill][autosave]") {
    std::mt19937 random(20261129);
    for (int run = 0; run < runs(); ++run) {
        const QTemporaryDir folder;
        const int said = runAndKill(u"autosave"_s, folder.path(), static_cast<int>(random() % 400));
        CAPTURE(run, said);
        const std::vector<Recoverable> left = recoverableDocuments(folder.path());
        REQUIRE(left.size() == 1);
        CHECK(numberOf(loadScenario(left.front().path).scenario) >= said);
    }
}

TEST_CASE("Killing an export leaves the former file or the new one", "[kill][export]") {
    const QString kind = GENERATE(u"csv"_s, u"workbook"_s, u"pdf"_s, u"html"_s);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"export"_s);
    std::mt19937 random(20261130);
    for (int run = 0; run < runs(); ++run) {
        runAndKill(kind, path, static_cast<int>(random() % 400));
        CAPTURE(kind.toStdString(), run);
        const QByteArray first = bytesOf(path + u".version0"_s);
        const QByteArray second = bytesOf(path + u".version1"_s);
        REQUIRE_FALSE(first.isEmpty());
        REQUIRE(first != second);
        const QByteArray found = bytesOf(path);
        CHECK((found == first || found == second));
    }
}
