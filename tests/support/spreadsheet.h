// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/qt_strings.h"

namespace headroom::tests {

/// The cells of a sheet as another program shows them.
class SheetCells {
public:
    explicit SheetCells(const QString& csv) {
        QStringList row;
        QString cell;
        bool quoted = false;
        for (qsizetype i = 0; i < csv.size(); ++i) {
            const QChar c = csv[i];
            const bool quote = c == u'"';
            if (quoted && quote && i + 1 < csv.size() && csv[i + 1] == u'"') {
                cell += csv[++i];
            } else if (quote) {
                quoted = !quoted;
            } else if (!quoted && (c == u',' || c == u'\n')) {
                row << std::exchange(cell, {});
                if (c == u'\n') m_rows.push_back(std::exchange(row, {}));
            } else {
                cell += c;
            }
        }
    }
    int rows() const { return static_cast<int>(m_rows.size()); }
    QString text(int row, int column) const {
        return row < rows() ? m_rows[static_cast<std::size_t>(row)].value(column) : QString();
    }
    double number(int row, int column) const {
        bool ok = false;
        const double value = text(row, column).toDouble(&ok);
        INFO("row " << row + 1 << ", column " << column + 1 << " reads \""
                    << text(row, column).toStdString() << "\", which is no number");
        REQUIRE(ok);
        return value;
    }
    /// -1 when there is none.
    int rowOf(const QString& label, int from = 0) const {
        for (int row = from; row < rows(); ++row) {
            if (text(row, 0) == label) return row;
        }
        return -1;
    }
    bool operator==(const SheetCells& other) const { return m_rows == other.m_rows; }

private:
    std::vector<QStringList> m_rows;
};

/// Opens a workbook with Gnumeric, which shares no code with us, and gives the values of its sheets
/// in order. `changes` are "Sheet!B12=0.07"; `computes` false shows the values that the file came
/// with. Fails, and never skips, where Gnumeric is missing.
inline std::vector<SheetCells> openedByGnumeric(const QString& workbook,
                                                const QStringList& changes = {},
                                                bool computes = true) {
    const QTemporaryDir folder;
    QStringList arguments;
    for (const QString& change : changes) arguments << QStringLiteral("--set=") + change;
    if (computes) arguments << QStringLiteral("--recalc");
    arguments << QStringLiteral("-S") << QStringLiteral("-T")
              << QStringLiteral("Gnumeric_stf:stf_assistant") << QStringLiteral("-O")
              << QStringLiteral("separator=, format=raw locale=C quoting-mode=auto eol=unix")
              << workbook << folder.filePath(QStringLiteral("%n.csv"));
    QProcess ssconvert;
    ssconvert.start(QStringLiteral("ssconvert"), arguments);
    INFO("These tests recompute workbooks with Gnumeric's ssconvert. Install gnumeric.");
    REQUIRE(ssconvert.waitForStarted());
    REQUIRE(ssconvert.waitForFinished(300'000));
    INFO(ssconvert.readAllStandardError().toStdString());
    REQUIRE(ssconvert.exitStatus() == QProcess::NormalExit);
    REQUIRE(ssconvert.exitCode() == 0);
    std::vector<SheetCells> sheets;
    for (int number = 0;; ++number) {
        QFile file(folder.filePath(QStringLiteral("%1.csv").arg(number)));
        if (!file.open(QIODevice::ReadOnly)) break;
        sheets.emplace_back(QString::fromUtf8(file.readAll()));
    }
    REQUIRE_FALSE(sheets.empty());
    return sheets;
}

}  // namespace headroom::tests
