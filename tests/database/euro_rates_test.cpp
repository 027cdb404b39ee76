// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sample's rates are invented and round: one euro is 1.10 USD.
#include "tests/database/import_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

TEST_CASE("The central bank's rates become dollars per unit of their day", "[import][euro]") {
    ImportFixture fixture;
    ImportPlan plan = fixture.sample(u"eurofxref-daily.xml"_s);
    chooseAsking(plan);
    fixture.store->apply(changesOf(plan));
    const auto rate = [&](const char* currency) {
        return fixture.row("exchange_rates", "currency", currency);
    };
    CHECK(rate("EUR").text("usd_per_unit") == "1.1");
    CHECK(rate("GBP").text("usd_per_unit") == "1.375");    // 1.1 / 0.8
    CHECK(rate("JPY").text("usd_per_unit") == "0.00625");  // 1.1 / 176
    CHECK(rate("SEK").text("usd_per_unit") == "0.1");      // 1.1 / 11
    for (const char* currency : {"EUR", "GBP", "JPY", "SEK"}) {
        CHECK(rate(currency).text("as_of_date") == "2026-11-25");
    }
    checkSays(refusals(plan), {u"“N/A” is no positive number"_s});
    const ImportPlan again = fixture.sample(u"eurofxref-daily.xml"_s);
    CHECK(again.count(PlannedKind::Changed) + again.count(PlannedKind::Added) == 0);
}

TEST_CASE("Rates that are cut off or name no dollar are refused whole", "[import][euro]") {
    ImportFixture fixture;
    const QByteArray whole = bytesOf(ImportFixture::samplePath(u"eurofxref-daily.xml"_s));
    const auto problem = [&](QByteArray bytes) {
        try {
            fixture.plan(bytes, u"rates.xml"_s);
            return QString();
        } catch (const FileError& error) {
            return error.text();
        }
    };
    for (const qsizetype size : {whole.size() - 3, whole.size() / 2, qsizetype(300)}) {
        checkSays(problem(whole.first(size)), {u"rates.xml"_s, u"not the complete list"_s});
    }
    checkSays(problem(QByteArray(whole).replace("USD", "XXX")), {u"US dollar"_s});
    checkSays(problem(QByteArray(whole).replace("2026-11-25", "soon")), {u"the day"_s});
    // An entity that grows a thousand million times ("billion laughs") is an error, not memory.
    const QByteArray laughs = QByteArray(whole)
                                  .replace("<gesmes:Envelope",
                                           "<!DOCTYPE x [<!ENTITY a 'eurofxref'>"
                                           "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                                           "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
                                           "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
                                           "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>]>"
                                           "<gesmes:Envelope")
                                  .replace("Reference rates", "&e;");
    CHECK_FALSE(problem(laughs).isEmpty());
}
