// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Verdicts are those found when the sources were read and recomputed (docs/cost.md f); figures that
// stand in tests/data/cost_cases.csv are compared with its column `recomputed`, which was worked
// out apart from this code.
#include "core/validation/claims.h"

#include <cmath>
#include <map>
#include <set>

#include "tests/core/cost/cost_cases.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

ClaimCheck checked(const std::string& id, const Catalog& catalog = seedCatalog()) {
    const Claim* claim = findClaim(id);
    if (claim == nullptr) throw std::logic_error("no claim " + id);
    return checkClaim(*claim, catalog);
}

double ours(const ClaimCheck& check, const std::string& figure) {
    const ClaimFigure* found = check.figure(figure);
    if (found == nullptr || !found->recomputed) throw std::logic_error("no figure " + figure);
    return *found->recomputed;
}

/// The first flip or attempt that changes an input of this name to a value of this origin.
ClaimFlip flipTo(const ClaimCheck& check, const std::string& input, const std::string& origin) {
    for (const auto* list : {&check.flips, &check.holds}) {
        for (const ClaimFlip& flip : *list) {
            if (flip.input.find(input) != std::string::npos &&
                flip.origin.find(origin) != std::string::npos) {
                return flip;
            }
        }
    }
    throw std::logic_error("no flip of " + input + " by " + origin);
}

}  // namespace

TEST_CASE("Each claim gets the verdict that reading its source gave", "[validation][claims]") {
    using enum ClaimVerdict;
    // docs/cost.md f: what follows, what does not, what cannot be recomputed.
    const std::map<std::string, ClaimVerdict> expected{
        {"pan2025-kimi-k2", Confirmed},       {"pan2025-qwen3-235b", Confirmed},
        {"pan2025-llama-3.3-70b", Confirmed}, {"pan2025-power", Corrected},
        {"pan2025-gemini", Corrected},        {"lenovo2025-h100", Confirmed},
        {"lenovo2026-h100", Confirmed},       {"lenovo2026-tokens", Confirmed},
        {"uptime2025-use", Confirmed},        {"alphaone-4xh100", Confirmed},
        {"alphaone-daily-hours", Corrected},  {"alphaone-hidden-costs", Corrected},
        {"nvidia-slo-cost", Confirmed},       {"llmtco-gpu", Confirmed},
        {"kashyap-a100", Confirmed},          {"ionet-use", Confirmed},
        {"swfte-volume", Confirmed},          {"manning-escalation", Confirmed},
        {"lcoai-curcio", CannotBeRecomputed}, {"nemulai-power", Corrected},
        {"alphaone-electricity", Corrected},  {"texas-circuit", Corrected},
        {"meta-failures", Corrected},         {"a16z-llmflation", Confirmed},
        {"semianalysis-rebound", Confirmed},  {"aws-petabyte", Corrected},
        {"desk-70b-fp16", Corrected},         {"desk-power", Corrected},
        {"desk-a100-rent", Corrected},
    };
    std::map<std::string, ClaimVerdict> found;
    for (const Claim& claim : publishedClaims()) {
        const ClaimCheck check = checkClaim(claim, seedCatalog());
        INFO(claim.id << ": " << check.finding);
        REQUIRE(expected.contains(claim.id));
        CHECK(check.verdict == expected.at(claim.id));
        found[claim.id] = check.verdict;
    }
    CHECK(found.size() == expected.size());
}

TEST_CASE("Claims are told apart and say where they come from", "[validation][claims]") {
    std::set<std::string> ids;
    for (const Claim& claim : publishedClaims()) {
        INFO(claim.id);
        CHECK(ids.insert(claim.id).second);
        CHECK_FALSE(claim.title.empty());
        CHECK_FALSE(claim.source.empty());
        CHECK(claim.statement.back() == '.');
        CHECK(claim.note.back() == '.');
        CHECK(findClaim(claim.id) == &claim);
    }
    CHECK(findClaim("no-such-claim") == nullptr);
    Claim unknown;
    unknown.id = "no-such-claim";
    CHECK_THROWS_AS(checkClaim(unknown, seedCatalog()), std::invalid_argument);
}

TEST_CASE("Recomputed figures are those of the published cases", "[validation][claims]") {
    struct Same {
        const char* claim;
        const char* figure;
        const char* publishedCase;
        const char* output;
    };
    const std::vector<Same> same{
        {"pan2025-kimi-k2", "gpt5", "pan2025-kimi-k2", "breakeven_vs_GPT-5"},
        {"pan2025-kimi-k2", "opus", "pan2025-kimi-k2", "breakeven_vs_Claude-4 Opus"},
        {"pan2025-qwen3-235b", "capacity", "pan2025-qwen3-235b", "token_capacity_per_month"},
        {"pan2025-llama-3.3-70b", "gpt5", "pan2025-llama-3.3-70b", "breakeven_vs_GPT-5"},
        {"pan2025-power", "a100_month", "pan2025-negative-power-and-gemini", "a100_month"},
        {"pan2025-power", "rtx5090_month", "pan2025-negative-power-and-gemini", "rtx5090_month"},
        {"pan2025-gemini", "gpt5", "pan2025-negative-power-and-gemini", "kimi_vs_gemini"},
        {"lenovo2025-h100", "on_demand_hours", "lenovo2025-h100-ondemand", "breakeven_hours"},
        {"lenovo2025-h100", "one_year_months", "lenovo2025-h100-1yr", "breakeven_months"},
        {"alphaone-daily-hours", "years_12", "alphaone-breakeven-by-daily-hours-33",
         "years_at_12h"},
        {"alphaone-daily-hours", "years_24", "alphaone-breakeven-by-daily-hours-33",
         "years_at_24h"},
        {"alphaone-hidden-costs", "compute", "alphaone-hidden-cost-example", "compute"},
        {"alphaone-4xh100", "cloud_70", "alphaone-4xh100-by-utilisation", "cloud_70"},
        {"alphaone-electricity", "node_hour", "alphaone-node-power", "total"},
        {"uptime2025-use", "cheaper", "uptime2025-scenarios", "cheaper_at_40pct"},
        {"llmtco-gpu", "total", "llmtco-gpu-default", "total"},
        {"kashyap-a100", "used", "kashyap-a100-8b", "at_util"},
        {"ionet-use", "saving", "ionet-utilisation-cost", "saving"},
        {"swfte-volume", "gemini", "swfte-api-volume", "gemini"},
        {"lcoai-curcio", "parity", "lcoai-curcio-2025", "parity"},
        {"nemulai-power", "year", "nemulai-idle-power", "full_year_8"},
        {"texas-circuit", "watts", "circuit-limit-single-phase", "continuous_w"},
        {"meta-failures", "gpu_share", "meta-llama3-failures", "faulty_share"},
        {"a16z-llmflation", "yearly", "a16z-llmflation", "per_year"},
        {"semianalysis-rebound", "rise", "semianalysis-h100-rebound", "rise"},
    };
    for (const Same& one : same) {
        INFO(one.claim << " " << one.figure);
        const double expected =
            publishedCase(one.publishedCase).outputs.at(one.output).recomputed.value();
        // Cash flows are whole cents.
        CHECK(ours(checked(one.claim), one.figure) == Approx(expected).epsilon(1e-4));
    }
}

TEST_CASE("Every flip turns its claim when it is computed again", "[validation][claims]") {
    for (const Claim& claim : publishedClaims()) {
        const ClaimCheck check = checkClaim(claim, seedCatalog());
        INFO(claim.id);
        // Nobody in the catalog hosts the first Kimi-K2.
        CHECK(check.missing.size() == (claim.id == "pan2025-kimi-k2" ? 1U : 0U));
        for (const ClaimFlip& flip : check.flips) {
            INFO(flip.sentence);
            CHECK(flip.from != flip.to);
            CHECK_FALSE(flip.origin.empty());
            CHECK(flip.sentence.back() == '.');
            CHECK(flip.effect != FlipEffect::None);
            CHECK(flip.before == check.figure(flip.figureId)->recomputed);
            if (flip.effect == FlipEffect::Halved) {
                REQUIRE(flip.before.has_value());
                REQUIRE(flip.after.has_value());
                const double factor = std::abs(*flip.after / *flip.before);
                CHECK((factor >= 2.0 || factor <= 0.5));
            }
        }
        for (const ClaimFlip& flip : check.holds) CHECK(flip.effect == FlipEffect::None);
        CHECK((!check.flips.empty() || check.verdict == ClaimVerdict::CannotBeRecomputed));
    }
}

TEST_CASE("Own cards never pay against a host of the same weights", "[validation][claims]") {
    // DeepInfra $0.10 / $0.32: 120.384 Mtok x (0.10 + 2 x 0.32) / 3 - 7.92 = $21.8 a month against
    // $15,000, 688 months.
    const ClaimCheck check = checked("pan2025-llama-3.3-70b");
    const ClaimFlip host = flipTo(check, "Hosted output", "DeepInfra");
    CHECK(host.to == 0.32);
    CHECK_FALSE(host.after);
    CHECK(host.effect == FlipEffect::Reversed);
    // 730 / 176 h of use
    const ClaimFlip always = flipTo(check, "Hours of use", "clock");
    CHECK(always.after.value() == Approx(17.7557 * 176 / 730).epsilon(1e-3));
    // 15,000 / (852.72 - 7.92 - 3 x 90)
    const ClaimFlip labour = flipTo(check, "Labour", "new scenario");
    CHECK(labour.after.value() == Approx(26.095).epsilon(1e-3));
    CHECK(labour.effect == FlipEffect::None);
}

TEST_CASE("Lenovo's node waits three times as long at a price of today", "[validation][claims]") {
    const ClaimCheck check = checked("lenovo2025-h100");
    // 833,806 / (33 - 0.87) / 720
    CHECK(flipTo(check, "Rent", "Alpha One").after.value() == Approx(36.04).epsilon(1e-3));
    // 833,806 / (55.04 - 0.87) / 720: the cut of June 2025 alone less than doubles it.
    const ClaimFlip cut = flipTo(check, "Rent", "AWS p5.48xlarge");
    CHECK(cut.to == 55.04);
    CHECK(cut.after.value() == Approx(21.378).epsilon(1e-3));
    CHECK(cut.effect == FlipEffect::None);
    CHECK(flipTo(check, "Rent", "Lambda").after.value() > 2 * 11.88);
    CHECK(ours(check, "three_years_hours") == Approx(15708).epsilon(1e-4));
    CHECK(ours(checked("lenovo2026-h100"), "on_demand_hours") == Approx(2720.4).epsilon(1e-4));
}

TEST_CASE("NVIDIA's server costs 119,000 a year with a licence for each GPU",
          "[validation][claims]") {
    const ClaimCheck check = checked("nvidia-slo-cost");
    CHECK(ours(check, "yearly") == 87500);
    CHECK(flipTo(check, "Licences", "each GPU").after == 119000);
    CHECK(ours(check, "million") == Approx(0.57).margin(0.005));
    CHECK(flipTo(check, "Servers", "second").after.value() == Approx(1.14).margin(0.01));
}

TEST_CASE("A price that moved the other way reverses the claim", "[validation][claims]") {
    // 20 / (66 x 0.36)
    CHECK(flipTo(checked("uptime2025-use"), "Cloud unit", "Alpha One").after.value() ==
          Approx(0.8418).epsilon(1e-3));
    // 85,000 / (4 x 2.35 x 8,760)
    const ClaimCheck byUse = checked("alphaone-4xh100");
    const ClaimFlip contract = flipTo(byUse, "Rent", "SemiAnalysis");
    CHECK(contract.after.value() == Approx(1.0323).epsilon(1e-3));
    CHECK(contract.effect == FlipEffect::Reversed);
    // 55.04 / 98.32 - 1
    const ClaimCheck rebound = checked("semianalysis-rebound");
    CHECK(rebound.flips.front().after.value() == Approx(-0.4402).epsilon(1e-3));
    // 1 - (2.50 / 2,950 + 0.042 x 0.0004) / 0.0004
    const ClaimCheck manning = checked("manning-escalation");
    CHECK(flipTo(manning, "API", "a16z").after.value() == Approx(-1.1606).epsilon(1e-3));
    CHECK(flipTo(checked("ionet-use"), "reserved", "clock").after == 0.0);
    CHECK(flipTo(checked("a16z-llmflation"), "Price", "product").after == 1.0);
    // 8 x 0.7 x 1.4 x 0.10 x 8,760
    CHECK(ours(checked("alphaone-electricity"), "year") == Approx(6867.84).epsilon(1e-5));
}

TEST_CASE("An FP16 70B model needs the limit of 192 GB raised", "[validation][claims]") {
    // (70.55 - 1.05) B x 2 bytes, the embedding staying with the host; 40 GiB of cache at 80 layers
    // x 8 heads x 128 x 2 x 2 bytes x 131,072 tokens.
    const ClaimCheck check = checked("desk-70b-fp16");
    CHECK(ours(check, "weights") == Approx(129.46).epsilon(1e-3));
    CHECK(ours(check, "needed") > 129.46 + 40);
    CHECK(ours(check, "needed") < 178);
    CHECK(ours(check, "room") < 0);  // macOS lends 144 of 192 GiB
    CHECK(check.inputs.back().name == "Memory lent to the GPU");
    CHECK(check.inputs.back().value == 144);
    const ClaimFlip raised = flipTo(check, "lent", "raised");
    CHECK(raised.from == 144);
    CHECK(raised.to == Approx(192 * 0.95));
    CHECK(raised.after.value() > 0);
    CHECK(raised.effect == FlipEffect::Reversed);
    const ClaimFlip larger = flipTo(check, "lent", "at its own limit");
    CHECK(larger.to >= ours(check, "needed"));
    CHECK(larger.after.value() >= 131072);
}

TEST_CASE("The powers of the desk argument are those of the catalog", "[validation][claims]") {
    const ClaimCheck check = checked("desk-power");
    CHECK(ours(check, "tower") == 1200);                                 // machines.csv, diy-2x4090
    CHECK(ours(check, "tower_decode") == Approx(793.48).epsilon(1e-4));  // docs/hardware.md 1
    CHECK(ours(check, "mac") == 227);                                    // mac-studio-m3ultra-512
    CHECK(ours(check, "spark") == 95);                                   // dgx-spark
    CHECK(ours(check, "ratio") == Approx(793.48 / 227).epsilon(1e-4));
    CHECK(check.figure("spark")->follows);
    CHECK_FALSE(check.figure("mac")->follows);
    CHECK(flipTo(check, "Spark", "peak").after == 240);
    CHECK(flipTo(check, "Spark", "peak").effect == FlipEffect::Reversed);
}

TEST_CASE("An A100 costs thousands a month only day and night", "[validation][claims]") {
    const ClaimCheck check = checked("desk-a100-rent");
    CHECK(ours(check, "month_low") == 1460);   // 2 x 730
    CHECK(ours(check, "month_high") == 2920);  // 4 x 730
    CHECK_FALSE(check.figure("month_low")->follows);
    CHECK(check.figure("median_low")->follows);
    CHECK(check.figure("median_high")->follows);
    CHECK(flipTo(check, "Hours", "22 days").after == 704);  // 4 x 176
}

TEST_CASE("An empty catalog leaves claims that need none and says what is missing",
          "[validation][claims]") {
    const Catalog empty;
    for (const char* id : {"desk-70b-fp16", "desk-power", "desk-a100-rent", "aws-petabyte"}) {
        const ClaimCheck check = checked(id, empty);
        INFO(id);
        CHECK(check.verdict == ClaimVerdict::CannotBeChecked);
        CHECK(check.finding.rfind("Cannot be checked: The catalog has no ", 0) == 0);
        CHECK(check.figures.empty());
    }
    for (const Claim& claim : publishedClaims()) {
        const ClaimCheck bare = checkClaim(claim, empty);
        const ClaimCheck full = checkClaim(claim, seedCatalog());
        INFO(claim.id);
        CHECK((bare.verdict == full.verdict || bare.verdict == ClaimVerdict::CannotBeChecked));
    }
    const ClaimCheck lenovo = checked("lenovo2025-h100", empty);
    CHECK(lenovo.verdict == ClaimVerdict::Confirmed);
    CHECK(lenovo.missing ==
          std::vector<std::string>{"The catalog has no price of aws-p5-48xlarge-us-east-1.",
                                   "The catalog has no GPU cloud with 8 x h100-sxm-80gb."});
}

TEST_CASE("A finding names the figures that do not follow", "[validation][claims]") {
    CHECK(checked("texas-circuit").finding ==
          "0 of 1 figures follow. Continuous power: 1,920 W is stated, 3,840 W follows.");
    CHECK(checked("swfte-volume").finding == "All 3 figures follow.");
    CHECK(checked("desk-a100-rent").finding ==
          "4 of 5 figures follow. A month at the low price: at least $2,000 is stated, $1,460 "
          "follows.");
}

TEST_CASE("A flip is told in one sentence with both values and the origin",
          "[validation][claims]") {
    CHECK(flipTo(checked("lenovo2025-h100"), "Rent", "Alpha One").sentence ==
          "Rent on demand at $33.00/h instead of $98.32/h (8 x H100 after the price cuts of 2025, "
          "Alpha One Index, March 2026): Break-even with on-demand rent becomes 36 months instead "
          "of 11.9 months, a factor of 3.03.");
    CHECK(flipTo(checked("alphaone-4xh100"), "Rent", "SemiAnalysis").sentence ==
          "Rent at $2.35/GPU-h instead of $3.50/GPU-h (H100 contract of one year, SemiAnalysis, "
          "March 2026): Break-even use becomes 103 % instead of 69.3 %, which reverses the claim.");
    CHECK(flipTo(checked("pan2025-qwen3-235b"), "Hosted output", "Novita").sentence ==
          "Hosted output tokens at $0.58/Mtok instead of $10.00/Mtok (Novita, "
          "qwen/qwen3-235b-a22b-instruct-2507, 2026-07-02): Break-even with GPT-5 never comes "
          "instead of 34 months, which reverses the claim.");
    CHECK(flipTo(checked("pan2025-gemini"), "Hosted output", "Google").sentence ==
          "Hosted output tokens still at $10.00/Mtok (Google (Gemini API), gemini-2.5-pro, "
          "2026-08-21): Break-even with Gemini 2.5 Pro stays at 69.3 months.");
}
