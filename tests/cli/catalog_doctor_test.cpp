// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>

#include "database/catalog_store.h"
#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Puts `value` into one cell of the catalog of `shop`, as an edit in the window would.
void edit(const Workshop& shop, const char* table, const char* id, const char* column,
          const char* value) {
    CatalogStore store(shop.catalogPath());
    for (const Row& row : store.rows(table)) {
        if (row.text("id") != id) continue;
        Row after = row;
        after.set(column, value);
        store.apply({{table, row, after}});
        return;
    }
    FAIL("no row " << id);
}

QStringList severities(const Run& run) {
    QStringList words;
    for (const QJsonValue& finding : run.json()[u"findings"_s].toArray()) {
        words << finding[u"severity"_s].toString();
    }
    words.removeDuplicates();
    return words;
}

}  // namespace

TEST_CASE("The doctor finds no error in the seed and ends with 0", "[cli][doctor]") {
    const Workshop shop;
    const Run run = shop.cli({u"catalog"_s, u"doctor"_s, u"--format"_s, u"json"_s});
    INFO(run.error.toStdString());
    CHECK(run.code == 0);
    const QJsonObject counts = run.json()[u"counts"_s].toObject();
    CHECK(counts[u"error"_s].toInt(-1) == 0);
    // The warnings of docs/catalog.md 3.11, which do not depend on the day.
    CHECK(counts[u"warning"_s].toInt() == 35);
    CHECK(severities(run) == QStringList{u"warning"_s});
    const Run text = shop.cli({u"catalog"_s, u"doctor"_s});
    CHECK(text.code == 0);
    CHECK(text.out.contains("\nno errors, 35 warnings, "));
    CHECK(text.out.contains("ask with --severity advice."));
    CHECK(text.out.count('\n') == 36);
    const Run errors = shop.cli({u"catalog"_s, u"doctor"_s, u"--severity"_s, u"error"_s});
    CHECK(errors.out.count('\n') == 1);
}

TEST_CASE("An error in the catalog ends the doctor with 1 and is told safely", "[cli][doctor]") {
    const Workshop shop;
    edit(shop, "machines", "diy-2x3090", "further_accelerators", "=rtx\x1b[2J-9090*2");
    for (const QString& format : {u"text"_s, u"csv"_s, u"json"_s}) {
        const Run run = shop.cli(
            {u"catalog"_s, u"doctor"_s, u"--severity"_s, u"error"_s, u"--format"_s, format});
        INFO(format.toStdString() << ": " << run.out.toStdString());
        CHECK(run.code == 1);
        CHECK(run.out.contains("diy-2x3090"));
        CHECK(run.out.contains("further_accelerators"));
        CHECK_FALSE(run.out.contains('\x1b'));
    }
    const Run csv = shop.cli({u"catalog"_s, u"doctor"_s, u"--format"_s, u"csv"_s});
    CHECK(csv.out.startsWith("severity,table,row,column,message,remedy"));
    CHECK(csv.out.contains("\nerror,machines,diy-2x3090,further_accelerators,"));
}

TEST_CASE("An edit far from its peers is a warning of the doctor", "[cli][doctor]") {
    const Workshop shop;
    // Eight A100 for $21.96 an hour; a tenth of it is a slip of the decimal point.
    edit(shop, "cloud_prices", "aws-p4d-24xlarge-us-east-1", "price_on_demand_usd_h", "2.19576");
    const Run run = shop.cli({u"catalog"_s, u"doctor"_s});
    CHECK(run.code == 0);
    CHECK(
        run.out.contains("warning: cloud_prices aws-p4d-24xlarge-us-east-1 "
                         "price_on_demand_usd_h: $0.274 per GPU-hour on demand"));
}

TEST_CASE("Advice is printed when asked for, and wrong words are refused", "[cli][doctor]") {
    const Workshop shop;
    const Run all = shop.cli(
        {u"catalog"_s, u"doctor"_s, u"--severity"_s, u"advice"_s, u"--format"_s, u"json"_s});
    CHECK(all.code == 0);
    // Every price of the seed was seen before 2026-11, so that some are old on any later day.
    CHECK(severities(all) == QStringList{u"warning"_s, u"advice"_s});
    const Run word = shop.cli({u"catalog"_s, u"doctor"_s, u"--severity"_s, u"warnin"_s});
    CHECK(word.code == 2);
    CHECK(word.error.contains(u"Did you mean “warning”?"_s));
    const Run table = shop.cli({u"catalog"_s, u"doctor"_s, u"machines"_s});
    CHECK(table.code == 2);
    CHECK(table.error.contains(u"takes no table"_s));
}
