// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes: a plan whose chosen rows the supplied catalog takes in one step, or a
// FileError with a sentence. The first byte names the file, as lists tell their provider by it.
#include <cstdint>
#include <cstdlib>

#include "database/import/import_format.h"
#include "database/import/import_plan.h"
#include "tests/fuzz/application.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace headroom;
    fuzz::needApplication();
    static CatalogStore store(QStringLiteral(":memory:"));
    static const CatalogRows rows = store.rows();
    if (size == 0) return 0;
    const QString file =
        data[0] % 2 == 0 ? QStringLiteral("catalogs/v8/aws/vms.csv") : QStringLiteral("azure.csv");
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 1,
                           static_cast<qsizetype>(size - 1));
    try {
        const ImportContext context{rows, store.tables(), QDate(2026, 11, 26), {}, {}, {}};
        ImportPlan plan = planImport(readImport(bytes, file, context), rows, store.tables());
        for (const PlannedChange& change : plan.changes) {
            const bool refused = change.kind == PlannedKind::Refused;
            if (refused && (change.reason.isEmpty() || change.chosen)) abort();
            if (change.kind == PlannedKind::Changed && change.differences.empty()) abort();
        }
        chooseAsking(plan);
        const std::vector<RowChange> changes = changesOf(std::move(plan));
        store.apply(changes);
        store.apply(reversed(changes));
    } catch (const FileError& error) {
        if (error.text().isEmpty()) abort();
    }
    return 0;
}
