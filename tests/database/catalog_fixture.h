// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include "database/catalog_store.h"
#include "database/connection.h"
#include "tests/support/qt_strings.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

inline QByteArray bytesOf(const QString& path) {
    QFile file(path);
    INFO("reading " << path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

inline void writeBytes(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(bytes) == bytes.size());
}

/// The sentence of the FileError that `action` throws; empty when it throws none.
template <class Action>
QString refusal(Action action) {
    try {
        action();
    } catch (const FileError& error) {
        return error.text();
    }
    return {};
}

/// Fails unless the sentence holds every part; shows the sentence.
inline void checkSays(const QString& sentence, const QStringList& parts) {
    INFO("the sentence: " << sentence.toStdString());
    CHECK_FALSE(sentence.isEmpty());
    for (const QString& part : parts) {
        INFO("missing: " << part.toStdString());
        CHECK(sentence.contains(part));
    }
}

inline Row with(Row row, const std::string& column, const std::string& value) {
    row.set(column, value);
    return row;
}

inline Row without(Row row, const std::string& column) {
    row.remove(column);
    return row;
}

/// Equal in every cell, NULL told from empty.
inline bool sameRows(const CatalogRows& a, const CatalogRows& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const auto& x, const auto& y) {
        return x.first == y.first &&
               std::equal(x.second.begin(), x.second.end(), y.second.begin(), y.second.end());
    });
}

/// A seeded catalog in a file of its own.
struct CatalogFixture {
    QTemporaryDir folder;
    QString path = folder.filePath(u"catalog.sqlite"_s);
    std::unique_ptr<CatalogStore> store = std::make_unique<CatalogStore>(path);

    /// The row whose key column `column` reads `key`.
    Row row(const std::string& table, const std::string& column, const std::string& key) const {
        for (const Row& candidate : store->rows(table)) {
            if (candidate.text(column) == key) return candidate;
        }
        FAIL("no " << table << " row with " << column << " = " << key);
        return {};
    }
    Row spark() const { return row("machines", "id", "dgx-spark"); }

    /// What the store says to the changes, and that it then changed nothing.
    QString refused(const std::vector<RowChange>& changes) const {
        const CatalogRows before = store->rows();
        const QString sentence = refusal([&] { store->apply(changes); });
        CHECK(sameRows(store->rows(), before));
        return sentence;
    }
    /// What the store says to another value of one cell.
    QString refused(const std::string& table, const Row& before, const std::string& column,
                    const std::string& value) const {
        return refused({{table, before, with(before, column, value)}});
    }
};

}  // namespace headroom::tests
