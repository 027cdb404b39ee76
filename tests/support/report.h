// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include "tests/support/examples.h"
#include "tests/support/pdf.h"
#include "ui/report/report.h"

namespace headroom::tests {

/// 20 mm in points, less what a glyph may stand out of its box.
constexpr double kMargin = 20 / 25.4 * 72 - 1;

inline const ReportSettings kSettings{.catalogDate = u"2026-09-22"_s, .createdOn = u"2026-10-05"_s};

/// A report written into a folder of its own.
struct Written {
    explicit Written(const EvaluatedExample& example, const ReportSettings& settings = kSettings)
        : path(folder.filePath(u"report.pdf"_s)) {
        writeReport(path, example.scenario, example.evaluation, seedCatalog(), settings);
    }
    QByteArray bytes() const {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir folder;
    QString path;
};

inline bool holds(const QString& text, const std::string& part) {
    INFO("looking for: " << part);
    const bool found = text.contains(squeezed(QString::fromStdString(part)));
    CHECK(found);
    return found;
}

/// A file's bytes; empty when it cannot be read.
inline QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace headroom::tests
