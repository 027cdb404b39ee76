// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/fields.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

#include "core/catalog/catalog_tables.h"
#include "core/scenario/field_tables.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

namespace headroom {

namespace {

using Catch::Matchers::Contains;

/// Values that a field can really have: its limits, its default, values between, its choices.
std::vector<FieldValue> possibleValues(const Field& field) {
    std::vector<FieldValue> values{field.get(Scenario{})};
    if (field.optional) values.emplace_back();
    if (isNumeric(field)) {
        for (const double share : {0.0, 0.123456789, 1.0 / 3, 0.5, 1.0}) {
            double value = field.minimum + share * (field.maximum - field.minimum);
            if (field.kind == FieldKind::Integer) value = std::round(value);
            values.emplace_back(value);
        }
    }
    if (field.kind == FieldKind::Flag) {
        values.emplace_back(true);
        values.emplace_back(false);
    }
    for (const Choice& choice : field.choices) values.emplace_back(std::string(choice.id));
    return values;
}

const Field& field(std::string_view id) {
    const Field* found = findField(id);
    if (!found) throw std::runtime_error("no field " + std::string(id));
    return *found;
}

}  // namespace

TEST_CASE("Every field has an id, a group, a label and a help text", "[scenario][fields]") {
    std::set<std::string_view> ids;
    for (const Field& field : fields()) {
        CAPTURE(field.id);
        CHECK(ids.insert(field.id).second);
        CHECK(findField(field.id) == &field);
        CHECK(std::all_of(field.id.begin(), field.id.end(),
                          [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '.'; }));
        CHECK_FALSE(field.label.empty());
        CHECK_FALSE(groupTitle(field.group).empty());
        CHECK(field.help.size() > 20);
        CHECK(field.help.back() == '.');
        CHECK((field.group == FieldGroup::Document || field.defaultReason.size() > 10));
        CHECK((field.defaultReason.empty() || field.defaultReason.back() == '.'));
    }
    CHECK(findField("workload.context") == nullptr);
    CHECK(findField("") == nullptr);
}

TEST_CASE("Fields of a group stand together in the form", "[scenario][fields]") {
    std::vector<FieldGroup> order;
    for (const Field& field : fields()) {
        if (order.empty() || order.back() != field.group) order.push_back(field.group);
    }
    CHECK(order ==
          std::vector<FieldGroup>{FieldGroup::Document, FieldGroup::Model, FieldGroup::Workload,
                                  FieldGroup::Privacy, FieldGroup::Place, FieldGroup::Money,
                                  FieldGroup::Ownership, FieldGroup::Renting, FieldGroup::Financing,
                                  FieldGroup::Uncertainty, FieldGroup::Weights});
}

TEST_CASE("Numeric fields have an honest range that holds their default", "[scenario][fields]") {
    for (const Field& field : fields()) {
        CAPTURE(field.id);
        if (!isNumeric(field)) continue;
        CHECK(field.minimum < field.maximum);
        CHECK(field.step > 0);
        const FieldValue value = field.get(Scenario{});
        CHECK((field.optional || std::holds_alternative<double>(value)));
        if (const auto* number = std::get_if<double>(&value)) {
            CHECK(*number >= field.minimum);
            CHECK(*number <= field.maximum);
        }
        CHECK((field.kind == FieldKind::Percent) == (field.unit.substr(0, 1) == "%"));
    }
}

TEST_CASE("Choices have distinct stable ids, catalog choices name a table", "[scenario][fields]") {
    const auto& tables = catalogTables();
    for (const Field& field : fields()) {
        CAPTURE(field.id);
        CHECK((field.kind == FieldKind::Choice) == !field.choices.empty());
        if (field.kind == FieldKind::CatalogChoice) CHECK_FALSE(field.table.empty());
        std::set<std::string_view> ids;
        for (const Choice& choice : field.choices) {
            CHECK(ids.insert(choice.id).second);
            CHECK_FALSE(choice.label.empty());
        }
        if (!field.table.empty()) {
            CHECK(std::find(tables.begin(), tables.end(), field.table) != tables.end());
        }
    }
}

TEST_CASE("The choices of money are the currencies with a rate", "[scenario][fields]") {
    const Catalog& catalog = tests::seedCatalog();
    CHECK(currencyChoices().size() == catalog.exchangeRates.size() + 1);  // and USD itself
    for (const Choice& choice : currencyChoices()) {
        CAPTURE(choice.id);
        CHECK((choice.id == "USD" || catalog.exchangeRate(Currency{choice.id}) != nullptr));
    }
}

TEST_CASE("What is set can be got, and touches nothing else", "[scenario][fields]") {
    for (const Field& field : fields()) {
        for (const FieldValue& value : possibleValues(field)) {
            CAPTURE(field.id, fieldText(field, value));
            Scenario scenario;
            field.set(scenario, value);
            CHECK(field.get(scenario) == value);
            for (const Field& other : fields()) {
                if (other.id == field.id) continue;
                CHECK(other.get(scenario) == other.get(Scenario{}));
            }
        }
    }
}

TEST_CASE("Every value survives the way to text and back", "[scenario][fields]") {
    for (const Field& field : fields()) {
        for (const FieldValue& value : possibleValues(field)) {
            CAPTURE(field.id, fieldText(field, value));
            CHECK(parseField(field, fieldText(field, value)) == value);
        }
    }
}

TEST_CASE("The fields describe the whole scenario", "[scenario][fields]") {
    Scenario source;
    source.title = "T";
    source.question = "Q";
    source.author = "A";
    source.company = "C";
    source.model = {
        "m",  "w",  EngineChoice::Mlx,
        "k",  1024, 4096,
        true, true, {{"c", "f", tokens(512), 3, CompanionRole::Vision, Residence::Swapped}},
        5,    0.8,  {1e6, 384, VectorType::Int8, 24, IndexPlace::Device}};
    source.workload = {
        tokens(1),
        2,
        CachePlan::FullEach,
        3,
        tokens(4),
        tokens(5),
        0.6,
        0.7,
        8,
        seconds(9),
        tokensPerSecond(10),
        0.11,
        1.1,
        {FineTuneMethod::Full, 12, AdapterTargets::Experts, AdapterType::Bf16,
         TrainingPrecision::PureBf16, Optimiser::Adafactor, Sharding::Gradients, false, true,
         TrainingAttention::RepeatedKv, tokens(13), 14, 15, tokens(16)}};
    source.privacy = {DataPlacement::AnyCloud, true};
    source.place = {1.0,
                    2.0,
                    0.3,
                    4.0,
                    5.0,
                    6.0,
                    7.0,
                    "vllm",
                    "R",
                    CustomerClass::Industrial,
                    0.5,
                    1.6,
                    DisplayUse::Attached,
                    42.0,
                    {64, 300, 50, 400, 40, 3, 25}};
    source.finance = {Currency{"EUR"},
                      1,
                      "2027-01",
                      2.0,
                      3.0,
                      0.4,
                      0.41,
                      700,
                      1.2,
                      0.42,
                      5,
                      6,
                      7,
                      1.3,
                      0.7,
                      8,
                      9,
                      0.43,
                      0.44,
                      2,
                      0.8,
                      0.9,
                      0.45,
                      10,
                      11,
                      1.4,
                      13,
                      0.46,
                      0.47,
                      0.48,
                      14,
                      15,
                      16,
                      1.5,
                      0.49,
                      0.5,
                      ApiComparison::AnyModel,
                      ProductStage::Idea,
                      12};
    source.colocation = {200.0, 1.3, 50};
    source.financing = {FinancingChoice::Each, 0.5, 0.11, 24, 0.12, 48, 0.2};
    source.incomeTax = {0.21, 0.07, 2, DepreciationMethod::MacrsQuarter4, 7, 0.4, 1000};
    source.existing = {"box", 3, "2025-03", 900.0, 400};
    source.uncertainty = {{{"finance.residual_share", 0.2, 0.6, "two dealers; both sure"}},
                          {{"finance.residual_share", "finance.rent_price_factor", -0.3}},
                          500,
                          7};
    Scenario copy;
    for (const Field& field : fields()) field.set(copy, field.get(source));
    CHECK(copy == source);
}

TEST_CASE("Numbers are typed as people write them", "[scenario][fields]") {
    CHECK(parseField(field("workload.context_tokens"), "128k") == FieldValue{131072.0});
    CHECK(parseField(field("workload.context_tokens"), "131,072 tokens") == FieldValue{131072.0});
    CHECK(parseField(field("workload.requests_per_day"), "1.5M") == FieldValue{1.5e6});
    CHECK(parseField(field("workload.peak_hour_share"), "22 %") == FieldValue{0.22});
    CHECK(parseField(field("finance.discount_rate_per_year"), "8% a year") == FieldValue{0.08});
    CHECK(parseField(field("finance.capital_limit"), "$20,000") == FieldValue{20000.0});
    CHECK(parseField(field("finance.capital_limit"), "none") == FieldValue{});
    CHECK(parseField(field("finance.capital_limit"), "") == FieldValue{});
    CHECK(parseField(field("privacy.placement"), "Own-Premises") ==
          FieldValue{std::string("own-premises")});
    CHECK(parseField(field("finance.currency"), "euro") == FieldValue{std::string("EUR")});
    CHECK(parseField(field("privacy.eu_only"), "Yes") == FieldValue{true});
    CHECK(parseField(field("privacy.eu_only"), "off") == FieldValue{false});
    CHECK(parseField(field("document.title"), " none ") == FieldValue{std::string(" none ")});
}

TEST_CASE("Nonsense is refused with label, text and remedy", "[scenario][fields]") {
    CHECK_THROWS_WITH(parseField(field("workload.context_tokens"), "12 apples"),
                      "Context length: \"12 apples\" is not a number. Type a number such as 8192.");
    CHECK_THROWS_WITH(
        parseField(field("workload.concurrent_users"), "2.5"),
        Contains("Concurrent users") && Contains("2.5") && Contains("whole number such as 1"));
    CHECK_THROWS_WITH(parseField(field("workload.concurrent_users"), ""), Contains("not a number"));
    CHECK_THROWS_WITH(parseField(field("workload.first_token_within_s"), "soon"),
                      Contains("First token within") && Contains("such as 10"));
    CHECK_THROWS_WITH(parseField(field("model.engine"), "steam"),
                      Contains("\"steam\"") && Contains("automatic, llama.cpp, vllm, mlx"));
    CHECK_THROWS_WITH(parseField(field("privacy.eu_only"), "perhaps"), Contains("yes or no"));
    for (const Field& field : fields()) {
        if (!isNumeric(field)) continue;
        CAPTURE(field.id);
        for (const char* text : {"nan", "inf", "1e999", "twelve", "1,2,3", "--"}) {
            CHECK_THROWS_AS(parseField(field, text), std::invalid_argument);
        }
    }
}

TEST_CASE("Whole-number fields saturate instead of overflowing", "[scenario][fields]") {
    Scenario scenario;
    const Field& users = field("workload.concurrent_users");
    users.set(scenario, 1e308);
    CHECK(scenario.workload.concurrentUsers == std::numeric_limits<int>::max());
    users.set(scenario, -1e308);
    CHECK(scenario.workload.concurrentUsers == std::numeric_limits<int>::min());
    users.set(scenario, std::nan(""));
    CHECK(scenario.workload.concurrentUsers == std::numeric_limits<int>::min());
}

TEST_CASE("A choice that does not exist is never stored", "[scenario][fields]") {
    Scenario scenario;
    CHECK_THROWS_WITH(field("privacy.placement").set(scenario, std::string("mars")),
                      Contains("mars") && Contains("own-premises"));
    CHECK(scenario == Scenario{});
}

TEST_CASE("The details of fine-tuning matter once a method is chosen", "[scenario][fields]") {
    Scenario scenario;
    const auto matter = [&](const char* id) { return matters(*findField(id), scenario); };
    CHECK(matter("workload.fine_tune_method"));
    CHECK_FALSE(matter("workload.fine_tune_rank"));
    CHECK(matter("model.id"));
    scenario.workload.fineTuning.method = FineTuneMethod::Lora;
    CHECK(matter("workload.fine_tune_rank"));
    CHECK(matter("workload.fine_tune_optimiser"));
    CHECK_FALSE(matter("workload.fine_tune_precision"));  // adapters have a type of their own
    scenario.workload.fineTuning.method = FineTuneMethod::Full;
    CHECK(matter("workload.fine_tune_precision"));
    for (const char* id : {"workload.fine_tune_rank", "workload.fine_tune_targets",
                           "workload.fine_tune_adapter_type"}) {
        CHECK_FALSE(matter(id));
    }
}

TEST_CASE("The details of an index matter once it holds vectors", "[scenario][fields]") {
    Scenario scenario;
    CHECK(matters(*findField("model.index_vectors"), scenario));
    CHECK_FALSE(matters(*findField("model.index_links"), scenario));
    scenario.model.index.vectors = 1e6;
    for (const Field& field : fields()) {
        if (field.group == FieldGroup::Model) CHECK(matters(field, scenario));
    }
}

}  // namespace headroom
