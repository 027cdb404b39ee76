// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever stands in a catalog, a terminal shows it and obeys none of it.
#include <QJsonArray>

#include "database/catalog_store.h"
#include "tests/cli/run_cli.h"
#include "tests/support/hostile_text.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Each text of the catalog that no figure is read from becomes hostile, one kind after another.
void poison(const QString& path) {
    CatalogStore store(path);
    std::size_t next = 0;
    for (const TableInfo& table : store.tables()) {
        for (const Row& row : store.rows(table.name)) {
            Row after = row;
            for (const ColumnInfo& column : table.columns) {
                const bool shown = column.name == "name" || column.name == "notes" ||
                                   column.name == "instance_type" || column.name == "reason" ||
                                   column.name == "remedy" || column.name == "region_name" ||
                                   column.name == "developer" || column.kind == ColumnKind::Link ||
                                   column.name == "source";
                if (!shown || column.key || !row.has(column.name)) continue;
                const std::string& hostile = hostileTexts()[next++ % hostileTexts().size()];
                // Different in each row, as people tell them apart by it.
                after.set(column.name, hostile + std::to_string(next));
            }
            store.apply({{table.name, row, after}});
        }
    }
}

}  // namespace

TEST_CASE("Hostile catalog text is inert in every output of the command line", "[cli][hostile]") {
    const Workshop workshop;
    poison(workshop.catalogPath());
    const QString scenario = workshop.scenario();
    std::vector<QStringList> commands{
        {u"evaluate"_s, scenario},
        {u"compare"_s, scenario},
        {u"compare"_s, scenario, scenario},
        {u"sensitivity"_s, scenario},
        {u"scorecard"_s},
        {u"catalog"_s, u"doctor"_s},
        {u"memory"_s, u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s, u"gguf-q4_k_m"_s,
         u"--accelerator"_s, u"rtx-4090"_s},
        {u"speed"_s, u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s, u"gguf-q4_k_m"_s,
         u"--accelerator"_s, u"rtx-4090"_s},
        {u"catalog"_s, u"show"_s, u"machines"_s, u"dgx-spark"_s},
    };
    for (const QString& table :
         {u"models"_s, u"machines"_s, u"accelerators"_s, u"cloud_prices"_s, u"cloud_extras"_s,
          u"api_prices"_s, u"api_providers"_s, u"electricity"_s, u"engine_support"_s}) {
        commands.push_back({u"catalog"_s, u"list"_s, table});
    }
    for (const QStringList& command : commands) {
        for (const QString& format : {u"text"_s, u"json"_s, u"csv"_s}) {
            CAPTURE(command, format);
            const Run run = workshop.cli(command + QStringList{u"--format"_s, format});
            if (run.code == 2) continue;  // a format that the command does not have
            CHECK_FALSE(run.out.isEmpty());
            CHECK(steering(run.out, format == u"csv"_s) == QString());
            CHECK(steering(run.error.toUtf8()) == QString());
            if (format == u"json"_s) CHECK_FALSE(run.json().isEmpty());
        }
    }
    CHECK(steering(workshop.cli({u"catalog"_s, u"export"_s, u"machines"_s}).out, true) ==
          QString());
}

TEST_CASE("A hostile file is inert in the preview of an import and in its refusals",
          "[cli][hostile]") {
    const Workshop workshop;
    for (const std::string& text : hostileTexts()) {
        QByteArray cell = QByteArray::fromStdString(text);
        cell.replace('"', "\"\"");
        const QString file =
            workshop.write(u"rows.csv"_s, "id,notes,price_usd\ndgx-spark,\"" + cell + "\",1\n\"" +
                                              cell + "\",x,\"" + cell + "\"\n");
        for (const QString& format : {u"text"_s, u"json"_s, u"csv"_s}) {
            CAPTURE(text, format);
            const Run run = workshop.cli({u"catalog"_s, u"import"_s, file, u"--format"_s, format,
                                          u"--table"_s, u"machines"_s});
            CHECK(steering(run.out, format == u"csv"_s) == QString());
            CHECK(steering(run.error.toUtf8()) == QString());
        }
        // Its own words come back in what is said of a wrong command.
        const Run wrong =
            workshop.cli({u"catalog"_s, u"show"_s, u"machines"_s, QString::fromStdString(text)});
        CHECK(steering(wrong.error.toUtf8()) == QString());
    }
}
