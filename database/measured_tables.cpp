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

/// The rows of a table whose kind `kindOf` knows by its columns; nothing when it knows none.
template <class Table, class KindOf>
std::optional<Table> readTable(const QString& path, KindOf kindOf) {
    const std::string text = readWhole(path).toStdString();
    try {
        const auto kind = kindOf(csvHeader(text));
        if (!kind) return std::nullopt;
        return Table{*kind, parseCsv(text)};
    } catch (const std::invalid_argument& error) {
        throw FileError(u"%1 is no CSV table: %2"_s.arg(QDir::toNativeSeparators(path),
                                                        QString::fromUtf8(error.what())));
    }
}

}  // namespace

std::optional<MeasuredRows> readMeasuredRows(const QString& path) {
    return readTable<MeasuredRows>(path, measuredTable);
}

std::optional<MeasuredSpeeds> readMeasuredSpeeds(const QString& path) {
    return readTable<MeasuredSpeeds>(path, speedTable);
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
