// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include <QApplication>
#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <memory>

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/suggestion.h"
#include "database/errors.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The command line cut at the command's name; options before it go behind it.
struct Split {
    QString command;
    QStringList arguments;
    QString stray;  ///< the first unknown option before the command
    bool help{};
    bool version{};
};

Split split(const QStringList& words) {
    Split result;
    QStringList before;
    qsizetype i = 0;
    for (; i < words.size() && words[i].startsWith(u'-'); ++i) {
        const QString& word = words[i];
        if (word == u"-h"_s || word == u"--help"_s || word == u"-?"_s) {
            result.help = true;
        } else if (word == u"-v"_s || word == u"--version"_s) {
            result.version = true;
        } else if (word == u"--catalog"_s && i + 1 < words.size()) {
            before << word << words[++i];
        } else {
            if (result.stray.isEmpty()) result.stray = word;
            before << word;
        }
    }
    if (i < words.size()) {
        result.command = words[i];
        result.arguments << words[i] << before << words.mid(i + 1);
    }
    return result;
}

void printOverview() {
    write(u"Usage: headroom-cli [--catalog file] command [arguments]"_s);
    write(u"What must I buy, rent or call to run this model, and what does it cost?"_s);
    write();
    write(u"Commands:"_s);
    qsizetype widest = 0;
    for (const Command& command : commands()) widest = std::max(widest, command.name.size());
    for (const Command& command : commands()) {
        write(u"  %1  %2"_s.arg(command.name.leftJustified(widest), command.summary));
    }
    write();
    write(u"Options:"_s);
    write(u"  --catalog file  Catalog file instead of the person's own; created when missing."_s);
    write(u"  -h, --help      Prints this help; after a command, the help of that command."_s);
    write(u"  -v, --version   Prints the version."_s);
    write();
    write(
        u"Exit codes: 0 done, 1 the scenario has errors or a check fails, 2 the command line is "
        u"wrong, "
        "3 a file or the catalog is in trouble."_s);
}

const Command& findCommand(const Split& words) {
    QStringList names;
    for (const Command& command : commands()) {
        if (command.name == words.command) return command;
        names << command.name;
    }
    if (words.command.isEmpty()) {
        throw UsageError(words.stray.isEmpty()
                             ? u"A command is missing: one of %1."_s.arg(names.join(u", "_s))
                             : u"There is no option %1 without a command."_s.arg(words.stray));
    }
    throw UsageError(u"There is no command “%1”."_s.arg(words.command) +
                     didYouMean(words.command, names));
}

bool hasDisplay() {
#ifdef Q_OS_LINUX
    return !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

std::unique_ptr<QCoreApplication> makeApplication(const Command& command, int& argc, char* argv[]) {
    if (!command.drawsPages) return std::make_unique<QCoreApplication>(argc, argv);
    if (!hasDisplay() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    return std::make_unique<QApplication>(argc, argv);
}

ExitCode runCommand(const Split& words, int& argc, char* argv[]) {
    const Command& command = findCommand(words);
    const bool onlyHelp =
        words.help || words.arguments.contains(u"--help"_s) || words.arguments.contains(u"-h"_s);
    const auto application = onlyHelp ? std::make_unique<QCoreApplication>(argc, argv)
                                      : makeApplication(command, argc, argv);
    return command.run(words.help ? words.arguments + QStringList{u"--help"_s} : words.arguments);
}

}  // namespace

std::span<const Command> commands() {
    static const std::vector<Command> all{
        {u"evaluate"_s, u"Answers a scenario: verdict, options, reasons."_s, runEvaluate, false},
        {u"report"_s, u"Writes the report of a scenario as a PDF or HTML."_s, runReport, true},
        {u"memory"_s, u"Shows what a model needs on a device, item by item."_s, runMemory, false},
        {u"speed"_s, u"Estimates decode and prefill speed on a device."_s, runSpeed, false},
        {u"compare"_s,
         u"Sets options or scenarios side by side; finds where options cost the same."_s,
         runCompare, false},
        {u"sensitivity"_s, u"Shows which inputs move the decision, one at a time."_s,
         runSensitivity, false},
        {u"montecarlo"_s, u"Draws all uncertain inputs together: odds, regret, what to learn."_s,
         runMonteCarlo, false},
        {u"export"_s, u"Writes cash flows as a workbook with live formulas, or as CSV."_s,
         runExport, false},
        {u"simulate"_s, u"Simulates requests that wait for an option of a scenario."_s, runSimulate,
         false},
        {u"model"_s, u"Reads a model file (GGUF, safetensors, config.json) into the catalog."_s,
         runModel, false},
        {u"catalog"_s, u"Lists, shows, examines, exports and imports catalog rows."_s, runCatalog,
         false},
        {u"calibrate"_s,
         u"Scales a device's speeds to your own measurement, visibly and reversibly."_s,
         runCalibrate, false},
        {u"claims"_s, u"Recomputes what others published, and names the input that turns it."_s,
         runClaims, false},
        {u"scorecard"_s, u"Marks every machine by what a workstation for local models needs."_s,
         runScorecard, false},
        {u"check"_s, u"Compares predictions with a table of measurements."_s, runCheck, false},
    };
    return all;
}

int runProgram(int argc, char* argv[]) {
    // The same names as the window, so that both find the same catalog.
    QCoreApplication::setOrganizationName(u"headroom"_s);
    QCoreApplication::setApplicationName(u"headroom"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HEADROOM_VERSION));
    QLocale::setDefault(QLocale::c());
    QStringList words;
    for (int i = 1; i < argc; ++i) words << QString::fromLocal8Bit(argv[i]);
    const Split parts = split(words);
    ExitCode code = ExitCode::Ok;
    try {
        if (parts.version) {
            write(u"headroom-cli %1"_s.arg(QStringLiteral(HEADROOM_VERSION)));
        } else if (parts.help && parts.command.isEmpty()) {
            printOverview();
        } else {
            code = runCommand(parts, argc, argv);
        }
    } catch (const UsageError& error) {
        const QString name = parts.command.isEmpty() ? QString() : u" "_s + parts.command;
        writeError(u"headroom-cli%1: %2"_s.arg(name, error.text()));
        writeError(
            u"“headroom-cli --help” lists the commands; --help after a command explains it."_s);
        code = ExitCode::Usage;
    } catch (const FileError& error) {
        writeError(u"headroom-cli: %1"_s.arg(error.text()));
        if (!error.details().isEmpty()) writeError(u"  %1"_s.arg(error.details()));
        code = ExitCode::FileTrouble;
    }
    return static_cast<int>(code);
}

}  // namespace headroom::cli
