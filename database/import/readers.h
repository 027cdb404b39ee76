// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "database/import/import_source.h"

namespace headroom {

// One reader for each format of docs/imports.md. `fileName` may have folders in front; `bytes` is
// the whole file. Each throws FileError naming the file, what is wrong and the remedy; what is
// wrong with one row refuses that row.

/// Our own tables, as `headroom-cli catalog export` writes them; columns may be left out.
ImportSource readCatalogCsv(const QByteArray& bytes, const QString& fileName,
                            const ImportContext& context);
/// Our own rows, as `headroom-cli catalog list TABLE --format json` prints them.
ImportSource readCatalogJson(const QByteArray& bytes, const QString& fileName,
                             const ImportContext& context);
/// The rows that a scenario document carries, as saved.
ImportSource readScenarioRows(const QByteArray& bytes, const QString& fileName,
                              const ImportContext& context);
/// Rented machines from SkyPilot's catalog, catalogs/vN/PROVIDER/vms.csv.
ImportSource readSkyPilot(const QByteArray& bytes, const QString& fileName,
                          const ImportContext& context);
/// Rented machines from gpuhunt's catalog.
ImportSource readGpuHunt(const QByteArray& bytes, const QString& fileName,
                         const ImportContext& context);
/// API prices from pydantic's genai-prices, prices/data.json.
ImportSource readGenaiPrices(const QByteArray& bytes, const QString& fileName,
                             const ImportContext& context);
/// API prices from LiteLLM's model_prices_and_context_window.json.
ImportSource readLiteLlm(const QByteArray& bytes, const QString& fileName,
                         const ImportContext& context);
/// Exchange rates from the European Central Bank, eurofxref-daily.xml.
ImportSource readEuroRates(const QByteArray& bytes, const QString& fileName,
                           const ImportContext& context);
/// This machine from `nvidia-smi -q -x`.
ImportSource readNvidiaSmi(const QByteArray& bytes, const QString& fileName,
                           const ImportContext& context);
/// This machine from `rocm-smi --showproductname --showmeminfo vram --showmaxpower --json`.
ImportSource readRocmSmi(const QByteArray& bytes, const QString& fileName,
                         const ImportContext& context);
/// This machine from `system_profiler SPHardwareDataType SPDisplaysDataType -json`.
ImportSource readSystemProfiler(const QByteArray& bytes, const QString& fileName,
                                const ImportContext& context);

}  // namespace headroom
