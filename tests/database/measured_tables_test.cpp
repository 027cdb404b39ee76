// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/measured_tables.h"

#include <QFile>
#include <QTemporaryDir>

#include "database/errors.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kFolder = QStringLiteral(HEADROOM_SOURCE_DIR "/resources/validation/");

QString fileWith(const QTemporaryDir& folder, const QByteArray& text) {
    QFile file(folder.filePath(u"table.csv"_s));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(text);
    return file.fileName();
}

}  // namespace

TEST_CASE("The shipped tables are read with their models", "[validation]") {
    const auto rows = readMeasuredRows(kFolder + u"llamacpp_memory.csv"_s);
    REQUIRE(rows);
    CHECK(rows->table == MeasuredTable::LlamaCpp);
    const DescribedModels described = readDescribedModels(kFolder + u"llamacpp_models.json"_s);
    for (const Row& row : rows->rows) {
        if (!described.models.contains(row.text("model"))) FAIL_CHECK(row.text("model"));
    }
}

TEST_CASE("What is no table of measurements is told from what cannot be read", "[validation]") {
    const QTemporaryDir folder;
    CHECK_FALSE(readMeasuredRows(fileWith(folder, "a,b\n1,2\n")));
    CHECK_FALSE(readMeasuredRows(fileWith(folder, {})));
    CHECK_THROWS_AS(readMeasuredRows(folder.filePath(u"missing.csv"_s)), FileError);
    // Columns of a vLLM table, then a line with an unclosed quote.
    const QByteArray broken =
        "gpu_memory_utilization,max_num_batched_tokens,kv_cache_tokens\n\"0.9,1,2\n";
    try {
        (void)readMeasuredRows(fileWith(folder, broken));
        FAIL("an unclosed quote was read");
    } catch (const FileError& error) {
        CHECK(error.text().contains(u"table.csv"_s));
    }
}
