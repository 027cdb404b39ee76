// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/serving_study.h"

#include "core/decision/overflow_price.h"
#include "core/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

ServingStudyOptions quick() {
    ServingStudyOptions options;
    options.requests = 2'000;
    options.sweepRequests = 1'000;
    options.capacityRequests = 500;
    options.capacityRuns = 2;
    return options;
}

struct Asked {
    Scenario scenario = busyTeam();
    Evaluation evaluation = evaluate(scenario, seedCatalog());
    ServingQuestion question;
    Asked() {
        const OptionResult* result = evaluation.find("own/diy-1x4090");
        REQUIRE(result);
        question = *servingQuestion(*result, scenario, seedCatalog());
    }
    ServingStudy study(const ServingStudyOptions& options) const {
        return studyServing(question, options);
    }
};

}  // namespace

TEST_CASE("A study holds what its parts give", "[decision][serving]") {
    const Asked asked;
    const ServingStudyOptions options = quick();
    const ServingStudy study = asked.study(options);
    CHECK_FALSE(study.stopped);
    // 4,000 requests a day with a fifth of them in the busiest hour.
    CHECK(study.outline.peakPerSecond == Approx(4'000 * 0.2 / 3600));
    SimulationOptions run;
    run.requests = options.requests;
    run.slo = asked.question.slo;
    const ServingResult alone = simulate(asked.question.setup, peakHour(asked.question.load), run);
    CHECK(study.peak.firstToken.p95 == alone.firstToken.p95);
    CHECK(study.peak.goodShare == alone.goodShare);
    REQUIRE(study.largest);
    REQUIRE(study.needed);
    REQUIRE(study.day);
    CHECK(study.largest->requestsPerDay.likely > 0);
}

TEST_CASE("Users wait for the request's cost and the network too", "[decision][serving]") {
    Scenario scenario = busyTeam();
    scenario.place.networkMilliseconds = 80;
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    int seen = 0;
    for (const OptionResult& result : evaluation.options) {
        const auto question = servingQuestion(result, scenario, seedCatalog());
        if (!question || ++seen > 40) continue;
        const SpeedClass* parameters = nullptr;
        for (const SpeedClass& one : seedCatalog().speedClasses) {
            if (one.id == result.speed->parametersId) parameters = &one;
        }
        REQUIRE(parameters != nullptr);
        const double network = baseKind(result.option.kind) == OptionKind::Rented ? 0.080 : 0;
        INFO(result.option.id);
        CHECK(question->setup.roundTrip.value ==
              Approx(network + parameters->requestMicroseconds * 1e-6));
    }
    CHECK(seen > 10);
}

TEST_CASE("Latencies grow with the load", "[decision][serving][property]") {
    const Asked asked;
    const ServingStudy study = asked.study(quick());
    REQUIRE(study.sweep.size() == 10);
    for (std::size_t i = 1; i < study.sweep.size(); ++i) {
        const ServingResult& lower = study.sweep[i - 1].result;
        const ServingResult& higher = study.sweep[i].result;
        INFO(study.sweep[i].houseShare);
        CHECK(study.sweep[i].requestsPerSecond > study.sweep[i - 1].requestsPerSecond);
        // The n-th request is the same at every load, so even short runs are ordered.
        CHECK(higher.firstToken.p95 >= lower.firstToken.p95 * 0.98);
        CHECK(higher.perToken.p95 >= lower.perToken.p95 * 0.98);
        CHECK(higher.goodShare <= lower.goodShare + 0.02);
        CHECK(lower.firstToken.p50 <= lower.firstToken.p95);
        CHECK(lower.firstToken.p95 <= lower.firstToken.p99);
    }
}

TEST_CASE("Without an SLO there is no limit to look for", "[decision][serving]") {
    Asked asked;
    asked.question.slo = {};
    const ServingStudy study = asked.study(quick());
    CHECK_FALSE(study.largest);
    CHECK_FALSE(study.needed);
    CHECK_FALSE(study.day);
    CHECK(study.sweep.size() == 10);
}

TEST_CASE("A study stops when it is told to and says how far it is", "[decision][serving]") {
    const Asked asked;
    ServingStudyOptions options = quick();
    double last = 0;
    bool rising = true;
    options.progress = [&](double share) {
        rising = rising && share >= last - 1e-9;
        last = share;
    };
    CHECK_FALSE(asked.study(options).stopped);
    CHECK(rising);
    CHECK(last > 0.9);
    CHECK(last <= 1.0);
    options.progress = {};
    for (const int after : {0, 3, 40}) {
        int questions = 0;
        options.stopped = [&] { return questions++ >= after; };
        CHECK(asked.study(options).stopped);
    }
}

TEST_CASE("What overflows is priced at the cheapest API that is allowed", "[decision][serving]") {
    Scenario scenario;
    scenario.workload.requestsPerDay = 1'000;
    scenario.workload.activeDaysPerMonth = 30;
    Catalog catalog = seedCatalog();
    catalog.apiOffers.clear();
    const auto offer = [&](const char* id, double input, double output) {
        ApiOffer row;
        row.id = id;
        row.provider = row.model = id;
        row.openWeightsEquivalent = scenario.model.modelId;
        row.input = {input, Currency("USD")};
        row.output = {output, Currency("USD")};
        row.cachedInput = UnitPrice{input / 10, Currency("USD")};
        catalog.apiOffers.push_back(row);
    };
    offer("cheap-out", 1, 2);
    offer("cheap-in", 0.1, 10);
    OverflowSummary overflow;
    overflow.requests = 50;
    overflow.share = 0.05;
    overflow.prompt = tokens(100'000);
    overflow.cached = tokens(40'000);
    overflow.answer = tokens(20'000);
    const Evaluation evaluation = evaluate(scenario, catalog);
    const OverflowPrice price =
        overflowPrice(overflow, 1'000, scenario, evaluation.options, catalog);
    // A day has 1,000 requests, a month 30 days: 1,500 requests, 1.8 M fresh and 1.2 M cached
    // prompt tokens, 0.6 M of answers: 1.8 + 0.12 + 1.2 against 0.18 + 0.012 + 6.
    CHECK(price.requestsPerMonth == Approx(1'500));
    CHECK(price.promptPerMonth.value == Approx(3e6));
    CHECK(price.answerPerMonth.value == Approx(0.6e6));
    REQUIRE(price.perMonth);
    CHECK(price.perMonth->amount() == Approx(3.12));
    CHECK(price.optionId == "api/cheap-out");

    scenario.privacy.placement = DataPlacement::OwnPremises;
    const Evaluation own = evaluate(scenario, catalog);
    CHECK_FALSE(overflowPrice(overflow, 1'000, scenario, own.options, catalog).perMonth);
    CHECK(overflowPrice({}, 0, scenario, own.options, catalog).requestsPerMonth == 0);
}
