// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"

using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

TEST_CASE("Help is printed to the letter without a display", "[cli]") {
    const QString program = QStringLiteral(HEADROOM_CLI);
    CHECK(runProgram(program, {u"--help"_s}).out == golden(u"help.txt"_s));
    CHECK(runProgram(program, {u"evaluate"_s, u"--help"_s}).out == golden(u"evaluate_help.txt"_s));
    for (const QString& command : {u"evaluate"_s, u"report"_s, u"memory"_s, u"speed"_s, u"model"_s,
                                   u"catalog"_s, u"calibrate"_s}) {
        const Run run = runProgram(program, {command, u"--help"_s});
        INFO(command.toStdString());
        CHECK(run.code == 0);
        CHECK(run.out.startsWith("Usage: "));
        CHECK(run.out.contains("--catalog"));
        CHECK(run.error.isEmpty());
    }
}

TEST_CASE("Both programs tell their version and help without a display", "[cli]") {
    const Run cli = runProgram(QStringLiteral(HEADROOM_CLI), {u"--version"_s});
    CHECK(cli.code == 0);
    CHECK(cli.out.startsWith("headroom-cli "));
    for (const QString& option : {u"--version"_s, u"--help"_s}) {
        const Run app = runProgram(QStringLiteral(HEADROOM_APP), {option});
        INFO(app.error.toStdString());
        CHECK(app.code == 0);
        CHECK(app.out.contains("headroom"));
    }
}

TEST_CASE("A wrong command line says what was meant and ends with 2", "[cli]") {
    const Workshop shop;
    const QString scenario = shop.scenario();
    const auto refused = [&](const QStringList& arguments, const QString& sentence) {
        const Run run = shop.cli(arguments);
        INFO(arguments.join(u' ').toStdString() << ": " << run.error.toStdString());
        CHECK(run.code == 2);
        CHECK(run.error.contains(sentence));
        CHECK(run.out.isEmpty());
    };
    refused({u"evalute"_s}, u"Did you mean “evaluate”?"_s);
    refused({}, u"A command is missing"_s);
    refused({u"evaluate"_s}, u"scenario is missing"_s);
    refused({u"evaluate"_s, scenario, scenario}, u"one argument too many"_s);
    refused({u"evaluate"_s, scenario, u"--fromat"_s, u"json"_s}, u"Did you mean --format?"_s);
    refused({u"evaluate"_s, scenario, u"--format"_s, u"jsn"_s}, u"Did you mean “json”?"_s);
    refused({u"evaluate"_s, scenario, u"--limit"_s, u"0"_s}, u"whole number from 1 on"_s);
    refused({u"evaluate"_s, scenario, u"--set"_s, u"24"_s}, u"is not field=value"_s);
    refused({u"evaluate"_s, scenario, u"--set"_s, u"workload.contxt_tokens=1"_s},
            u"Did you mean “workload.context_tokens”?"_s);
    refused({u"report"_s, scenario}, u"--pdf file or --html file is missing"_s);
    refused({u"report"_s, scenario, u"--pdf"_s, shop.path(u"r.pdf"_s), u"--page-size"_s, u"a5"_s},
            u"not one of a4, letter"_s);
    refused({u"report"_s, scenario, u"--pdf"_s, shop.path(u"r.pdf"_s), u"--sections"_s,
             u"cost,memry"_s},
            u"Did you mean “memory”?"_s);
    refused({u"report"_s, scenario, u"--html"_s, shop.path(u"r.html"_s), u"--pdfa"_s},
            u"--pdfa needs --pdf file"_s);
    refused({u"memory"_s, u"--model"_s, u"llama-3.1-7b"_s, u"--weights"_s, u"q4_k_m"_s},
            u"Did you mean “llama-3.1-8b”?"_s);
    refused({u"memory"_s, u"--weights"_s, u"q4_k_m"_s}, u"--model is missing"_s);
    refused({u"speed"_s, u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s, u"q4_k_m"_s},
            u"depends on the device"_s);
    refused({u"catalog"_s, u"show"_s, u"machines"_s, u"dgx-sparc"_s}, u"“dgx-spark”"_s);
    refused({u"catalog"_s, u"list"_s, u"machine"_s}, u"Did you mean “machines”?"_s);
    refused({u"model"_s, u"imprt"_s, u"x.gguf"_s}, u"Did you mean “import”?"_s);
    refused({u"model"_s, u"import"_s}, u"file is missing"_s);
    refused({u"catalog"_s, u"lst"_s}, u"Did you mean “list”?"_s);
}

TEST_CASE("An accelerator with shared memory asks for its machine", "[cli]") {
    const Run run = Workshop().cli({u"memory"_s, u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s,
                                    u"q4_k_m"_s, u"--accelerator"_s, u"m4-max-40c"_s});
    CHECK(run.code == 2);
    CHECK(run.error.contains(u"--machine"_s));
}

TEST_CASE("A file or catalog in trouble ends with 3 and stays as it was", "[cli]") {
    const Workshop shop;
    const Run missing = shop.cli({u"evaluate"_s, shop.path(u"nowhere.headroom"_s)});
    CHECK(missing.code == 3);
    CHECK(missing.error.contains(u"nowhere.headroom"_s));

    const QByteArray whole = R"({"format": "headroom-scenario", "version": 1, "scenario": {}})";
    const QString cut = shop.write(u"cut.headroom"_s, whole.left(40));
    CHECK(shop.cli({u"evaluate"_s, cut}).code == 3);
    const QString newer = shop.write(
        u"newer.headroom"_s, R"({"format": "headroom-scenario", "version": 99, "scenario": {}})");
    CHECK(shop.cli({u"evaluate"_s, newer}).code == 3);

    const QByteArray garbage(4096, 'x');
    const QString corrupt = shop.write(u"corrupt.sqlite"_s, garbage);
    const Run broken = runProgram(QStringLiteral(HEADROOM_CLI),
                                  {u"--catalog"_s, corrupt, u"catalog"_s, u"list"_s});
    CHECK(broken.code == 3);
    CHECK(broken.error.contains(u"corrupt.sqlite"_s));
    QFile file(corrupt);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll() == garbage);

    const Run unwritable =
        shop.cli({u"report"_s, shop.scenario(), u"--pdf"_s, shop.path(u"no/such/folder/r.pdf"_s)});
    CHECK(unwritable.code == 3);
    const Run noLogo = shop.cli({u"report"_s, shop.scenario(), u"--pdf"_s, shop.path(u"r.pdf"_s),
                                 u"--logo"_s, shop.path(u"no-logo.png"_s)});
    CHECK(noLogo.code == 3);
    CHECK(noLogo.error.contains(u"no-logo.png"_s));
    CHECK_FALSE(QFile::exists(shop.path(u"r.pdf"_s)));
}
