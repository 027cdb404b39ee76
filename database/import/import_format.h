// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "database/import/import_source.h"

namespace headroom {

enum class ImportFormat {
    CatalogCsv,
    CatalogJson,
    ScenarioRows,
    SkyPilot,
    GpuHunt,
    GenaiPrices,
    LiteLlm,
    EuroRates,
    NvidiaSmi,
    RocmSmi,
    SystemProfiler
};

/// The format by what the file holds; its name counts in messages alone. A CSV table of no known
/// list is taken for one of ours, whose reader then names the columns. Throws FileError saying what
/// was looked for.
ImportFormat detectFormat(const QByteArray& bytes, const QString& fileName);

/// Reads the file with the reader of its format. Throws FileError.
ImportSource readImport(const QByteArray& bytes, const QString& fileName,
                        const ImportContext& context);

/// The same from a file on disk, which is not read when it is larger than any format may be.
ImportSource readImportFile(const QString& path, const ImportContext& context);

}  // namespace headroom
