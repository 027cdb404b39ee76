// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario with its rows: two catalogs that differ, and the same figures in both.
#include <QJsonArray>

#include "database/catalog_store.h"
#include "tests/cli/run_cli.h"
#include "tests/support/catch.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

std::string priceOf(const QString& catalog, const std::string& machine) {
    for (const Row& row : CatalogStore(catalog).rows("machines")) {
        if (row.text("id") == machine) return row.text("price_usd");
    }
    FAIL("no machine " << machine);
    return {};
}

/// A catalog whose DGX Spark costs 4,321 USD since 2026-11-01 and which knows one more machine.
void personalise(const Workshop& shop) {
    const QString file = shop.write(
        u"mine.csv"_s,
        "id,vendor,name,kind,accelerator_id,accelerator_count,unified_memory,total_memory_gib,"
        "usable_for_gpu_gib,memory_bandwidth_gb_s,requires_240v,price_usd,price_date,"
        "price_source_url\n"
        "dgx-spark,,,,,,,,,,,4321,2026-11-01,quote\n"
        "my-box,me,My box,diy-tower,rtx-3090,2,0,48,48,936,0,1500,2026-11-01,quote\n");
    REQUIRE(shop.cli({u"catalog"_s, u"import"_s, file, u"--table"_s, u"machines"_s, u"--apply"_s})
                .code == 0);
}

}  // namespace

TEST_CASE("A bundle opens elsewhere with the same figures", "[cli][bundle]") {
    const Workshop here;
    const Workshop there;
    personalise(here);
    REQUIRE(priceOf(here.catalogPath(), "dgx-spark") == "4321");
    const QString bundle = there.path(u"shared.headroom"_s);
    const Run exported = here.cli({u"export"_s, here.scenario(), u"--bundle"_s, bundle});
    INFO(exported.error.toStdString());
    REQUIRE(exported.code == 0);
    const QStringList evaluate{u"evaluate"_s, bundle, u"--format"_s, u"json"_s};
    const QJsonObject mine =
        here.cli({u"evaluate"_s, here.scenario(), u"--format"_s, u"json"_s}).json();
    const QJsonObject theirs = there.cli(evaluate).json();
    CHECK(mine[u"options"_s] == theirs[u"options"_s]);
    CHECK_FALSE(theirs[u"options"_s].toArray().isEmpty());
    // Against the catalog there, the figures are others.
    CHECK(there.cli(evaluate + QStringList{u"--live-prices"_s}).json()[u"options"_s] !=
          theirs[u"options"_s]);
}

TEST_CASE("The rows of a bundle can be taken into another catalog", "[cli][bundle][import]") {
    const Workshop here;
    const Workshop there;
    personalise(here);
    const QString bundle = there.path(u"shared.headroom"_s);
    REQUIRE(here.cli({u"export"_s, here.scenario(), u"--bundle"_s, bundle}).code == 0);
    const QStringList import{u"catalog"_s, u"import"_s, bundle, u"--format"_s, u"json"_s};
    const QJsonObject plan = there.cli(import).json();
    CHECK(plan[u"counts"_s][u"added"_s].toInt() == 1);
    CHECK(plan[u"counts"_s][u"changed"_s].toInt() == 1);
    CHECK(plan[u"counts"_s][u"refused"_s].toInt() == 0);
    REQUIRE(there.cli(import + QStringList{u"--apply"_s}).code == 0);
    CHECK(priceOf(there.catalogPath(), "dgx-spark") == "4321");
    CHECK(priceOf(there.catalogPath(), "my-box") == "1500");
    // Back again: nothing is new, and nothing of one's own is asked away.
    const QJsonObject again = here.cli(import).json();
    CHECK(again[u"counts"_s][u"added"_s].toInt() == 0);
    CHECK(again[u"counts"_s][u"changed"_s].toInt() == 0);
}

TEST_CASE("A bundle's older price asks before it replaces a newer one", "[cli][bundle][import]") {
    const Workshop here;
    const Workshop there;
    const QString bundle = there.path(u"shared.headroom"_s);
    REQUIRE(here.cli({u"export"_s, here.scenario(), u"--bundle"_s, bundle}).code == 0);
    personalise(there);
    const Run run = there.cli({u"catalog"_s, u"import"_s, bundle, u"--apply"_s});
    CHECK(run.out.contains("is older than the catalog's"));
    CHECK(priceOf(there.catalogPath(), "dgx-spark") == "4321");
}
