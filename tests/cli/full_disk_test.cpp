// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that write a file or the catalog, on a full disk and on media that can only be read.
#include <QDir>
#include <QFile>

#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"
#include "tests/support/small_disk.h"

using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kFileTrouble = 3;  // docs of headroom-cli: a file or the catalog is in trouble

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// Every way to write one file; %1 is where it goes.
std::vector<QStringList> exportsOf(const Workshop& workshop) {
    const QString scenario = workshop.scenario();
    return {{u"export"_s, scenario, u"--csv"_s},
            {u"export"_s, scenario, u"--xlsx"_s},
            {u"report"_s, scenario, u"--pdf"_s},
            {u"catalog"_s, u"export"_s, u"machines"_s, u"--csv"_s}};
}

void checkRefused(const Run& run, const QString& file) {
    INFO(run.error.toStdString());
    CHECK(run.code == kFileTrouble);
    CHECK(run.error.contains(file));
    CHECK(run.error.contains(u"What was there before is unchanged"_s));
    CHECK(run.error.contains(u"free space"_s));
}

}  // namespace

TEST_CASE("A command that cannot write its file says so and keeps the former one",
          "[cli][full_disk]") {
    const SmallDisk disk(2);
    if (!disk.mounted()) return;
    const Workshop workshop;
    const QString file = disk.path(u"plan"_s);
    QFile former(file);
    REQUIRE(former.open(QIODevice::WriteOnly));
    former.write("before");
    former.close();
    for (const QStringList& arguments : exportsOf(workshop)) {
        CAPTURE(arguments);
        disk.fill();
        checkRefused(workshop.cli(arguments + QStringList{file}), file);
        disk.empty();
        disk.setReadOnly(true);
        checkRefused(workshop.cli(arguments + QStringList{file}), file);
        disk.setReadOnly(false);
        CHECK(bytesOf(file) == "before");
        CHECK(QDir(disk.path()).entryList(QDir::Files | QDir::Hidden) == QStringList{u"plan"_s});
    }
    CHECK(workshop.cli(exportsOf(workshop).back() + QStringList{file}).code == 0);
    CHECK(bytesOf(file).startsWith("id,vendor,name"));
}

TEST_CASE("Answers are given from a catalog on a full disk, and an import is refused whole",
          "[cli][full_disk]") {
    const SmallDisk disk(8);
    if (!disk.mounted()) return;
    const Workshop workshop;
    const QString catalog = disk.path(u"catalog.sqlite"_s);
    const QString cli = QStringLiteral(HEADROOM_CLI);
    const auto run = [&](const QStringList& arguments) {
        return runProgram(cli, QStringList{u"--catalog"_s, catalog} + arguments);
    };
    REQUIRE(run({u"catalog"_s, u"list"_s, u"machines"_s}).code == 0);
    const QByteArray before = run({u"catalog"_s, u"export"_s, u"machines"_s}).out;
    const QString prices =
        workshop.write(u"machines.csv"_s, "id,notes\ndgx-spark," + QByteArray(9'000, 'n') + "\n");
    disk.fill();
    CHECK(run({u"evaluate"_s, workshop.scenario()}).code == 0);
    const Run import =
        run({u"catalog"_s, u"import"_s, prices, u"--table"_s, u"machines"_s, u"--apply"_s});
    INFO(import.error.toStdString());
    CHECK(import.code == kFileTrouble);
    CHECK(import.error.contains(catalog));
    CHECK(import.error.contains(u"space"_s));
    CHECK(run({u"catalog"_s, u"export"_s, u"machines"_s}).out == before);
    disk.empty();
    const Run again =
        run({u"catalog"_s, u"import"_s, prices, u"--table"_s, u"machines"_s, u"--apply"_s});
    CHECK(again.code == 0);
    // A copy from before the import.
    CHECK(run({u"catalog"_s, u"backups"_s}).out.contains("import"));
}
