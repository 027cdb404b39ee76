// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/refresh/price_sources.h"
#include "database/refresh/downloader.h"
#include "tests/database/catalog_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

TEST_CASE("Supplied sources can be asked and none is chosen by itself", "[refresh][sources]") {
    CatalogFixture fixture;
    const auto sources = fixture.store->priceSources();
    REQUIRE(sources.size() >= 5);
    for (const PriceSource& source : sources) {
        INFO(source.address.toStdString());
        CHECK(addressProblem(source.address).isEmpty());
        CHECK_FALSE(source.chosen);
        CHECK_FALSE(source.own());
        CHECK_FALSE(source.fetchedOn.isValid());
        CHECK_FALSE(source.title.isEmpty());
    }
}

TEST_CASE("What a person makes of a source stays, and goes back when asked", "[refresh][sources]") {
    CatalogFixture fixture;
    PriceSource changed = fixture.store->priceSources().front();
    const PriceSource supplied = changed;
    changed.address = u"https://mirror.example.org/rates.xml"_s;
    changed.chosen = true;
    changed.fetchedOn = QDate(2026, 11, 20);
    fixture.store->savePriceSource(changed);
    PriceSource mine{u"mine"_s, u"Zwölf <b>Karten</b>"_s, u"https://example.org/p.csv"_s, {}, true,
                     {}};
    fixture.store->savePriceSource(mine);
    fixture.store.reset();
    fixture.store = std::make_unique<CatalogStore>(fixture.path);
    auto sources = fixture.store->priceSources();
    CHECK(sources.front().address == changed.address);
    CHECK(sources.front().suppliedAddress == supplied.address);
    CHECK(sources.front().chosen);
    CHECK(sources.front().fetchedOn == QDate(2026, 11, 20));
    CHECK(sources.back().title == mine.title);
    CHECK(sources.back().own());
    CHECK(freeSourceId(u"Mine"_s, sources) == u"mine-2");
    fixture.store->removePriceSource(supplied.id);
    fixture.store->removePriceSource(mine.id);
    sources = fixture.store->priceSources();
    CHECK(sources.front().address == supplied.address);
    CHECK_FALSE(sources.front().chosen);
    CHECK(sources.back().id != mine.id);
}
