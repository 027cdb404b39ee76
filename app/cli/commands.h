// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <span>

#include "app/cli/program.h"

namespace headroom::cli {

/// One subcommand; `arguments` starts with its name. Throws UsageError and FileError.
struct Command {
    QString name;
    QString summary;
    ExitCode (*run)(const QStringList& arguments);
    bool drawsPages{};  ///< needs a QApplication, offscreen when there is no display
};

std::span<const Command> commands();

ExitCode runEvaluate(const QStringList& arguments);
ExitCode runReport(const QStringList& arguments);
ExitCode runMemory(const QStringList& arguments);
ExitCode runSpeed(const QStringList& arguments);
ExitCode runCompare(const QStringList& arguments);
ExitCode runSensitivity(const QStringList& arguments);
ExitCode runMonteCarlo(const QStringList& arguments);
ExitCode runClaims(const QStringList& arguments);
ExitCode runScorecard(const QStringList& arguments);
ExitCode runExport(const QStringList& arguments);
ExitCode runSimulate(const QStringList& arguments);
ExitCode runCatalog(const QStringList& arguments);
/// Actions of `catalog` with options of their own.
ExitCode runCatalogImport(const QStringList& arguments);
ExitCode runCatalogRefresh(const QStringList& arguments);
ExitCode runCatalogBackups(const QStringList& arguments);
ExitCode runCatalogRestore(const QStringList& arguments);
ExitCode runCheck(const QStringList& arguments);
ExitCode runCalibrate(const QStringList& arguments);
ExitCode runModel(const QStringList& arguments);

}  // namespace headroom::cli
