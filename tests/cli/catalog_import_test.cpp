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

QString sample(const QString& name) {
    return QStringLiteral(HEADROOM_SOURCE_DIR) + u"/tests/data/imports/"_s + name;
}

std::string priceOf(const Workshop& shop, const std::string& id) {
    for (const Row& row : CatalogStore(shop.catalogPath()).rows("cloud_prices")) {
        if (row.text("id") == id) return row.text("price_on_demand_usd_h");
    }
    return {};
}

}  // namespace

TEST_CASE("A catalog import is a preview until it is applied", "[cli][import]") {
    const Workshop shop;
    const QStringList command{u"catalog"_s, u"import"_s, sample(u"catalogs/v8/aws/vms.csv"_s)};
    const Run preview = shop.cli(command);
    INFO(preview.error.toStdString());
    REQUIRE(preview.code == 0);
    CHECK(preview.out.contains("2 added, 1 changed, 0 unchanged, 3 refused"));
    CHECK(preview.out.contains("aws-p4d-24xlarge-eu-south-9"));
    CHECK(preview.out.contains("21.9576"));
    CHECK(preview.out.contains("Trainium"));
    CHECK(preview.error.contains(u"--apply takes 3 rows"_s));
    CHECK(priceOf(shop, "aws-p4d-24xlarge-us-east-1") == "21.9576");

    const Run applied = shop.cli(command + QStringList{u"--apply"_s, u"--as-of"_s, u"2026-11-02"_s,
                                                       u"--format"_s, u"json"_s});
    REQUIRE(applied.code == 0);
    CHECK(applied.json()[u"applied"_s].toBool());
    CHECK(applied.json()[u"taken"_s].toInt() == 3);
    CHECK(applied.json()[u"rows"_s].toArray().size() == 6);
    CHECK(priceOf(shop, "aws-p4d-24xlarge-us-east-1") == "22.5");
    const Run again = shop.cli(command + QStringList{u"--format"_s, u"json"_s});
    CHECK(again.json()[u"counts"_s][u"unchanged"_s].toInt() == 3);
    const Run shown =
        shop.cli({u"catalog"_s, u"show"_s, u"cloud_prices"_s, u"aws-p4d-24xlarge-eu-south-9"_s});
    CHECK(shown.out.contains("2026-11-02"));
}

TEST_CASE("Rows whose price moves far wait for --all", "[cli][import]") {
    const Workshop shop;
    const QString file =
        shop.write(u"mine.csv"_s, "id,price_on_demand_usd_h\naws-p4d-24xlarge-us-east-1,99\n");
    const Run waiting = shop.cli({u"catalog"_s, u"import"_s, file, u"--apply"_s});
    CHECK(waiting.code == 0);
    CHECK(waiting.out.contains("moves from 21.9576 to 99"));
    CHECK(waiting.error.contains(u"1 rows are left as they are"_s));
    CHECK(priceOf(shop, "aws-p4d-24xlarge-us-east-1") == "21.9576");
    CHECK(shop.cli({u"catalog"_s, u"import"_s, file, u"--apply"_s, u"--all"_s}).code == 0);
    CHECK(priceOf(shop, "aws-p4d-24xlarge-us-east-1") == "99");
}

TEST_CASE("What the catalog exports can be imported", "[cli][import]") {
    const Workshop shop;
    for (const QString& table : {u"machines"_s, u"api_prices"_s}) {
        const QString csv =
            shop.write(u"out.csv"_s, shop.cli({u"catalog"_s, u"export"_s, table}).out);
        const QString json =
            shop.write(u"out.json"_s,
                       shop.cli({u"catalog"_s, u"list"_s, table, u"--format"_s, u"json"_s}).out);
        for (const QString& file : {csv, json}) {
            const Run run = shop.cli({u"catalog"_s, u"import"_s, file, u"--format"_s, u"json"_s});
            INFO(file.toStdString() << run.error.toStdString());
            REQUIRE(run.code == 0);
            CHECK(run.json()[u"rows"_s].toArray().isEmpty());
            CHECK(run.json()[u"counts"_s][u"unchanged"_s].toInt() > 0);
        }
    }
}

TEST_CASE("Texts of an imported file steer neither terminal nor spreadsheet", "[cli][import]") {
    const Workshop shop;
    const QString file = shop.write(
        u"evil.csv"_s,
        "id,notes,price_on_demand_usd_h\naws-p4d-24xlarge-us-east-1,\x1b[31m\u202Ered,21\n"
        "=cmd|calc,,1\n");
    for (const QString& format : {u"text"_s, u"csv"_s}) {
        const Run run = shop.cli({u"catalog"_s, u"import"_s, file, u"--format"_s, format});
        CHECK(run.code == 0);
        if (format == u"text"_s) {
            CHECK_FALSE(run.out.contains('\x1b'));
            CHECK_FALSE(run.out.contains("\u202E"));
        } else {
            CHECK_FALSE(run.out.contains(",=cmd"));
        }
        CHECK_FALSE(run.error.contains(QChar(0x1b)));
    }
}

TEST_CASE("An import says what is wrong with its command line or its file", "[cli][import]") {
    const Workshop shop;
    const auto run = [&](const QStringList& more) {
        return shop.cli(QStringList{u"catalog"_s, u"import"_s} + more);
    };
    CHECK(run({}).code == 2);
    CHECK(run({u"--help"_s}).out.contains("--as-of"));
    CHECK(run({sample(u"gpuhunt.csv"_s), u"--as-of"_s, u"soon"_s}).code == 2);
    const Run missing = run({shop.path(u"nowhere.csv"_s)});
    CHECK(missing.code == 3);
    CHECK(missing.error.contains(u"nowhere.csv"_s));
    const Run unknown = run({shop.write(u"page.html"_s, "<html>404</html>")});
    CHECK(unknown.code == 3);
    CHECK(unknown.error.contains(u"SkyPilot"_s));
    CHECK(unknown.out.isEmpty());
}
