// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes: a document that is judged by a small catalog and reads back as it was
// written, or a FileError with a sentence.
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "core/catalog/catalog_tables.h"
#include "core/evaluate.h"
#include "database/catalog_store.h"
#include "database/scenario_document.h"
#include "tests/fuzz/application.h"

namespace {

using namespace headroom;

/// The supplied catalog with a few machines and offers, so that many documents are judged a second.
CatalogRows smallCatalog() {
    constexpr std::size_t kKept = 6;
    CatalogRows rows = CatalogStore(QStringLiteral(":memory:")).rows();
    for (const char* const table : {"machines", "cloud_prices", "api_prices"}) {
        std::vector<Row>& all = rows.at(table);
        if (all.size() > kKept) all.erase(all.begin() + kKept, all.end());
    }
    return rows;
}

void judge(const Scenario& scenario, const Catalog& catalog) {
    const Evaluation evaluation = evaluate(scenario, catalog);
    if (hasErrors(evaluation.findings) && !evaluation.options.empty()) abort();
    if (evaluation.feasibleCount > evaluation.options.size()) abort();
    for (const OptionResult& option : evaluation.options) {
        if (option.option.id.empty() || !std::isfinite(option.presentValue.amount())) abort();
    }
}

void mustReadBack(const ScenarioDocument& document) {
    const QByteArray written = scenarioToJson(document);
    const ScenarioDocument back = scenarioFromJson(written);
    if (!(back.scenario == document.scenario) || back.snapshot != document.snapshot) abort();
    if (scenarioToJson(back) != written) abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    headroom::fuzz::needApplication();
    static const CatalogRows rows = smallCatalog();
    static const Catalog live = buildCatalog(rows);
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    try {
        const ScenarioDocument document = scenarioFromJson(bytes);
        mustReadBack(document);
        judge(document.scenario, live);
        if (!document.snapshot) return 0;
        differences(*document.snapshot, rows);
        judge(document.scenario, documentCatalog(rows, *document.snapshot));
        rowsToSave(document.scenario, rows, document.snapshot);
    } catch (const FileError& error) {
        if (error.text().isEmpty()) abort();
    }
    return 0;
}
