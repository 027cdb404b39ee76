// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/import/import_format.h"
#include "database/import/import_plan.h"
#include "tests/database/catalog_fixture.h"

namespace headroom::tests {

/// A seeded catalog and what imports do with it.
struct ImportFixture : CatalogFixture {
    QDate asOf{2026, 11, 26};
    QString provider;
    QString table;

    static QString samplePath(const QString& name) {
        return QStringLiteral(HEADROOM_SOURCE_DIR) + u"/tests/data/imports/"_s + name;
    }

    ImportPlan plan(const QByteArray& bytes, const QString& fileName) const {
        const CatalogRows rows = store->rows();
        const ImportContext context{rows, store->tables(), asOf, provider, table, {}};
        return planImport(readImport(bytes, fileName, context), rows, store->tables());
    }
    ImportPlan sample(const QString& name) const {
        return plan(bytesOf(samplePath(name)), samplePath(name));
    }

    /// The plan of rows of one table, as a reader would propose them.
    ImportPlan planRows(const std::string& tableName, const std::vector<Row>& proposed) const {
        ImportSource source;
        for (const Row& row : proposed) {
            ProposedRow one;
            one.table = tableName;
            one.row = row;
            one.origin = u"row %1"_s.arg(source.rows.size() + 1);
            source.rows.push_back(std::move(one));
        }
        return planImport(source, store->rows(), store->tables());
    }
};

inline const PlannedChange& changeOf(const ImportPlan& plan, const std::string& id) {
    for (const PlannedChange& change : plan.changes) {
        if (change.change.after && change.change.after->text("id") == id) return change;
    }
    FAIL("the plan has no row " << id);
    return plan.changes.front();
}

inline Row cells(std::initializer_list<Row::Cell> values) {
    return Row(values);
}

/// Counts in the order added, changed, unchanged, refused.
inline std::vector<std::size_t> counts(const ImportPlan& plan) {
    return {plan.count(PlannedKind::Added), plan.count(PlannedKind::Changed),
            plan.count(PlannedKind::Unchanged), plan.count(PlannedKind::Refused)};
}

/// All refusals, one below the other.
inline QString refusals(const ImportPlan& plan) {
    QString text;
    for (const PlannedChange& change : plan.changes) {
        if (change.kind == PlannedKind::Refused)
            text += change.origin + u": "_s + change.reason + u'\n';
    }
    return text;
}

}  // namespace headroom::tests
