// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/calibration_rows.h"

#include <QDir>
#include <QFile>
#include <stdexcept>

#include "core/speed/measured_class.h"
#include "database/words.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One byte more than the reader takes, so that it says so.
constexpr qint64 kLargestFile = (16 << 20) + 1;
constexpr const char* kTable = "speed_classes";

}  // namespace

BenchOutput readBenchFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw FileError(Database::tr("%1 cannot be read: %2.")
                            .arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    try {
        return readBenchOutput(file.read(kLargestFile).toStdString());
    } catch (const std::invalid_argument& problem) {
        throw FileError(
            u"%1: %2"_s.arg(QDir::toNativeSeparators(path), QString::fromUtf8(problem.what())));
    }
}

RowChange calibrationChange(const CatalogStore& store, const SpeedClass& measured) {
    RowChange change{kTable, std::nullopt, rowFromSpeedClass(measured)};
    for (const Row& row : store.rows(kTable)) {
        if (row.text("id") == measured.id) change.before = row;
    }
    return change;
}

std::vector<RowChange> calibrationRemoval(const CatalogStore& store,
                                          std::string_view acceleratorId) {
    std::vector<RowChange> changes;
    for (const Row& row : store.rows(kTable)) {
        const bool own = row.text("device_class") == acceleratorId;
        if (own && isMeasuredClass(speedClassFromRow(row))) {
            changes.push_back({kTable, row, std::nullopt});
        }
    }
    return changes;
}

}  // namespace headroom
