// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/measured_tables.h"

#include <QDir>
#include <QFile>
#include <stdexcept>

#include "database/errors.h"
#include "database/measured_models.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray readWhole(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw FileError(
            u"%1 cannot be read: %2."_s.arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    return file.readAll();
}

}  // namespace

std::optional<MeasuredRows> readMeasuredRows(const QString& path) {
    const std::string text = readWhole(path).toStdString();
    try {
        const std::optional<MeasuredTable> table = measuredTable(csvHeader(text));
        if (!table) return std::nullopt;
        return MeasuredRows{*table, parseCsv(text)};
    } catch (const std::invalid_argument& error) {
        throw FileError(u"%1 is no CSV table: %2"_s.arg(QDir::toNativeSeparators(path),
                                                        QString::fromUtf8(error.what())));
    }
}

DescribedModels readDescribedModels(const QString& path) {
    DescribedModels described;
    for (auto& [name, reading] : measuredModels(readWhole(path), QDir::toNativeSeparators(path))) {
        for (const std::string& gap : reading.gaps) {
            described.gaps << QString::fromStdString(name + ": " + gap);
        }
        described.models.emplace(name, reading.model);
    }
    return described;
}

}  // namespace headroom
