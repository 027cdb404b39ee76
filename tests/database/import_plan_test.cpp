// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules are those of docs/imports.md 1; figures of the seed are read from the catalog.
#include "tests/database/import_fixture.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::string kOffer = "aws-p4d-24xlarge-us-east-1";

Row offer(const ImportFixture& fixture) {
    return fixture.row("cloud_prices", "id", kOffer);
}

}  // namespace

TEST_CASE("An import leaves the columns alone that the file does not give", "[import]") {
    ImportFixture fixture;
    const Row before = offer(fixture);
    const ImportPlan plan = fixture.planRows(
        "cloud_prices", {cells({{"id", kOffer}, {"price_on_demand_usd_h", "20.5"}})});
    REQUIRE(counts(plan) == std::vector<std::size_t>{0, 1, 0, 0});
    fixture.store->apply(changesOf(plan));
    const Row after = offer(fixture);
    CHECK(after.text("price_on_demand_usd_h") == "20.5");
    CHECK(after.text("changed_by") == "import");
    for (const char* column :
         {"price_spot_usd_h", "price_reserved_1y_usd_h", "notes", "hipaa_baa"}) {
        INFO(column);
        CHECK(after.text(column) == before.text(column));
        CHECK_FALSE(before.text(column).empty());
    }
    const std::vector<Row> history = fixture.store->priceHistory("cloud_prices", after);
    REQUIRE(history.size() == 1);
    CHECK(history[0].text("old_value") == before.text("price_on_demand_usd_h"));
    CHECK(history[0].text("changed_by") == "import");
}

TEST_CASE("Date and source change with a price and with nothing else", "[import]") {
    ImportFixture fixture;
    const Row before = offer(fixture);
    const auto planned = [&](const std::string& column, const std::string& value) {
        ImportSource source;
        ProposedRow row;
        row.table = "cloud_prices";
        row.row = cells({{"id", kOffer}, {column, value}});
        row.withPrice = cells({{"as_of_date", "2026-11-26"}, {"source_url", "the file"}});
        source.rows.push_back(row);
        return planImport(source, fixture.store->rows(), fixture.store->tables()).changes.front();
    };
    const PlannedChange price = planned("price_spot_usd_h", "8.5");
    CHECK(price.change.after->text("as_of_date") == "2026-11-26");
    CHECK(price.change.after->text("source_url") == "the file");
    CHECK(price.differences.size() == 3);
    const PlannedChange other = planned("vcpus", "97");
    CHECK(other.change.after->text("as_of_date") == before.text("as_of_date"));
    CHECK(other.differences.size() == 1);
    const PlannedChange same = planned("vcpus", before.text("vcpus") + ".0");
    CHECK(same.kind == PlannedKind::Unchanged);
    CHECK_FALSE(same.chosen);
}

TEST_CASE("A key with a control character is refused: exported, it would name another row",
          "[import]") {
    const ImportFixture fixture;
    const ImportPlan plan =
        fixture.planRows("machines", {cells({{"id", "dgx\x1e-spark"}, {"price_usd", "4000"}}),
                                      cells({{"id", "dgx-\u202espark"}, {"price_usd", "4000"}}),
                                      cells({{"id", "dgx-spark"}, {"price_usd", "4000"}})});
    CHECK(plan.count(PlannedKind::Refused) == 2);
    CHECK(refusals(plan).count(u"control character"_s) == 2);
}

TEST_CASE("A price that moves by more than half asks, in both directions", "[import]") {
    ImportFixture fixture;
    const double price = *offer(fixture).number("price_on_demand_usd_h");
    const auto planned = [&](double factor) {
        return fixture
            .planRows("cloud_prices",
                      {cells({{"id", kOffer},
                              {"price_on_demand_usd_h", std::to_string(price * factor)}})})
            .changes.front();
    };
    for (const double factor : {0.49, 1.51}) {
        const PlannedChange change = planned(factor);
        CHECK(change.asks);
        CHECK_FALSE(change.chosen);
        checkSays(change.reason, {u"On demand"_s, factor < 1 ? u"-51 %"_s : u"51 %"_s});
    }
    CHECK_FALSE(planned(0.51).asks);
    CHECK(planned(1.49).chosen);
}

TEST_CASE("Rows that ask are taken when asked for, rows of the person never", "[import]") {
    ImportFixture fixture;
    const Row mine = offer(fixture);
    fixture.store->apply({{"cloud_prices", mine, with(mine, "price_on_demand_usd_h", "19")}});
    const std::string other = "aws-p4d-24xlarge-ap-south-1";
    ImportPlan plan = fixture.planRows("cloud_prices",
                                       {cells({{"id", kOffer}, {"price_on_demand_usd_h", "20"}}),
                                        cells({{"id", other}, {"price_on_demand_usd_h", "100"}})});
    CHECK(changesOf(plan).empty());
    checkSays(changeOf(plan, kOffer).reason, {u"You edited this row"_s});
    chooseAsking(plan);
    const std::vector<RowChange> changes = changesOf(plan);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].after->text("id") == other);
}

TEST_CASE("What the catalog cannot hold is refused by row, with the reason", "[import]") {
    ImportFixture fixture;
    const auto reason = [&](const std::string& table, const Row& row) {
        const ImportPlan plan = fixture.planRows(table, {row});
        CHECK(plan.changes.front().kind == PlannedKind::Refused);
        CHECK(changesOf(plan).empty());
        return plan.changes.front().reason;
    };
    const auto priced = [&](const std::string& price) {
        return reason("cloud_prices", cells({{"id", kOffer}, {"price_on_demand_usd_h", price}}));
    };
    for (const char* price : {"nan", "-1", "1e308", "=1+1", "inf"}) {
        INFO(price);
        CHECK_FALSE(priced(price).isEmpty());
    }
    checkSays(priced("nan"), {u"On demand"_s, u"not a number"_s});
    checkSays(reason("machines", cells({{"id", "dgx-spark"}, {"accelerator_id", "gb99"}})),
              {u"Accelerator"_s, u"gb99"_s, u"Accelerators"_s});
    checkSays(reason("machines", cells({{"id", "new-one"}, {"accelerator_id", "gb10"}})),
              {u"These cannot be empty: Vendor, Name, "_s, u"Type their values."_s});
    checkSays(reason("machines", cells({{"name", "no key"}})), {u"Id"_s});
    checkSays(reason("cloud_prices", cells({{"id", kOffer}, {"as_of_date", "yesterday"}})),
              {u"yesterday"_s, u"not a date"_s});
    checkSays(reason("models", cells({{"id", "llama-3.1-8b"}, {"confidence", "certain"}})),
              {u"certain"_s});
    checkSays(reason("machines", cells({{"id", "dgx-spark"}, {"accelerator_count", "0"}})),
              {u"above zero"_s});
}

TEST_CASE("Lines of one row are joined, and refused when they contradict each other", "[import]") {
    ImportFixture fixture;
    const ImportPlan joined =
        fixture.planRows("cloud_prices", {cells({{"id", kOffer}, {"price_on_demand_usd_h", "20"}}),
                                          cells({{"id", kOffer}, {"price_spot_usd_h", "9"}}),
                                          cells({{"id", kOffer}, {"price_spot_usd_h", "9.0"}})});
    REQUIRE(joined.changes.size() == 1);
    CHECK(joined.changes[0].differences.size() == 2);
    CHECK(joined.changes[0].notes.size() == 2);
    const ImportPlan split =
        fixture.planRows("cloud_prices", {cells({{"id", kOffer}, {"price_spot_usd_h", "9"}}),
                                          cells({{"id", kOffer}, {"price_spot_usd_h", "10"}})});
    REQUIRE(split.changes.size() == 1);
    CHECK(split.changes[0].kind == PlannedKind::Refused);
    checkSays(split.changes[0].reason, {u"row 1"_s, u"row 2"_s, u"Spot"_s});
}

TEST_CASE("An import is undone to the letter, marks included", "[import]") {
    ImportFixture fixture;
    const CatalogRows before = fixture.store->rows();
    const ImportPlan plan = fixture.planRows(
        "cloud_prices",
        {cells({{"id", kOffer}, {"price_on_demand_usd_h", "20"}}),
         with(with(without(offer(fixture), "changed_by"), "id", "another"), "region", "moon")});
    REQUIRE(counts(plan) == std::vector<std::size_t>{1, 1, 0, 0});
    const std::vector<RowChange> changes = changesOf(plan);
    fixture.store->apply(changes);
    CHECK(fixture.row("cloud_prices", "id", "another").text("changed_by") == "import");
    fixture.store->apply(reversed(changes));
    CHECK(sameRows(fixture.store->rows(), before));
    fixture.store->apply(reversed(reversed(changes)));
    CHECK(offer(fixture).text("changed_by") == "import");
}

TEST_CASE("The second import of a row keeps its mark, an edit by the person takes it", "[import]") {
    ImportFixture fixture;
    for (const char* price : {"20", "21"}) {
        fixture.store->apply(changesOf(fixture.planRows(
            "cloud_prices", {cells({{"id", kOffer}, {"price_on_demand_usd_h", price}})})));
        CHECK(offer(fixture).text("changed_by") == "import");
    }
    const Row row = offer(fixture);
    fixture.store->apply({{"cloud_prices", row, with(row, "price_on_demand_usd_h", "22")}});
    CHECK(offer(fixture).text("changed_by") == "you");
}

TEST_CASE("One bad change leaves an import undone altogether", "[import]") {
    ImportFixture fixture;
    std::vector<RowChange> changes = changesOf(fixture.planRows(
        "cloud_prices", {cells({{"id", kOffer}, {"price_on_demand_usd_h", "20"}})}));
    Row orphan = offer(fixture);
    orphan.set("id", "orphan");
    orphan.set("accelerator_id", "gb99");
    changes.push_back({"cloud_prices", std::nullopt, orphan, ChangeAuthor::Import});
    checkSays(fixture.refused(changes), {u"gb99"_s});
}

TEST_CASE("Hostile text is refused or stays plain text", "[import]") {
    ImportFixture fixture;
    const auto planned = [&](const std::string& notes) {
        return fixture.planRows("cloud_prices", {cells({{"id", kOffer}, {"notes", notes}})})
            .changes.front();
    };
    checkSays(planned(std::string(1 << 20, 'x')).reason, {u"Notes"_s, u"1048576"_s});
    checkSays(planned(std::string("a\0b", 3)).reason, {u"NUL"_s});
    for (const char* text :
         {"=cmd|'/C calc'!A0", "\x1b[31mred", "<img src='file:///etc/passwd'>", "\u202Etxet"}) {
        const PlannedChange change = planned(text);
        REQUIRE(change.kind == PlannedKind::Changed);
        fixture.store->apply({change.change});
        CHECK(offer(fixture).text("notes") == text);
    }
}
