// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/format_choice.h"

#include <deque>
#include <map>

#include "core/evaluate.h"
#include "tests/support/catch.h"
#include "tests/support/scenarios.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const OptionResult& optionWithSpeed(const Evaluation& evaluation) {
    for (const OptionResult& result : evaluation.options) {
        if (result.ledger && result.speed && result.option.kind == OptionKind::Own) return result;
    }
    throw std::runtime_error("no own option has a speed");
}

}  // namespace

TEST_CASE("The chosen format stands among the choices with the option's own figures",
          "[decision][formats]") {
    const Scenario scenario = burstyChat8b();
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const OptionResult& option = optionWithSpeed(evaluation);
    int chosen = 0;
    for (const FormatChoice& choice : formatChoices(option, scenario, seedCatalog())) {
        if (!choice.chosen) continue;
        ++chosen;
        CHECK(choice.fit.format->id == scenario.model.weightFormatId);
        CHECK(choice.fit.headroom.value == Approx(option.ledger->headroom().value));
        REQUIRE(choice.speed);
        CHECK(choice.speed->decodeSingle.likely.value ==
              Approx(option.speed->decodeSingle.likely.value));
    }
    CHECK(chosen == 1);
}

TEST_CASE("Formats stand in the order of their bits, files and room",
          "[decision][formats][property]") {
    const Scenario scenario = burstyChat8b();
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const std::vector<FormatChoice> choices =
        formatChoices(optionWithSpeed(evaluation), scenario, seedCatalog());
    REQUIRE(choices.size() > 10);
    std::map<std::string, double> rates;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const WeightFormat& format = *choices[i].fit.format;
        INFO(format.id);
        CHECK(format.family.starts_with("gguf"));  // the chosen one is, and so is what replaces it
        REQUIRE(choices[i].speed);
        rates[format.id] = choices[i].speed->decodeSingle.likely.value;
        if (i == 0) continue;
        CHECK(choices[i].fit.bitsPerWeight <= choices[i - 1].fit.bitsPerWeight);
        CHECK(choices[i].fit.file <= choices[i - 1].fit.file);
    }
    // Bytes decide how fast one stream decodes where the kernels are alike.
    CHECK(rates.at("gguf-q8_0") > rates.at("gguf-f16"));
    CHECK(rates.at("gguf-q4_k_m") > rates.at("gguf-q8_0"));
    CHECK(rates.at("gguf-q2_k") > rates.at("gguf-q4_k_m"));
}

TEST_CASE("A format is worth its bytes when no smaller one loses less", "[decision][formats]") {
    const auto choice = [](double gib, std::optional<double> loss, bool chosen) {
        static std::deque<WeightFormat> formats;
        formats.emplace_back().perplexityDelta8b = loss;
        FormatChoice result;
        result.fit.format = &formats.back();
        result.fit.file = gibibytes(gib);
        result.chosen = chosen;
        return result;
    };
    const std::vector<FormatChoice> all{choice(8, 0.01, false), choice(6, 0.05, false),
                                        choice(5, 0.2, false),  choice(4.5, 0.1, false),
                                        choice(4, {}, false),   choice(3, 0.9, false),
                                        choice(2, {}, true)};
    // The third is larger than the fourth and loses more; two say nothing, of which one is chosen.
    CHECK(worthTheirBytes(all) == std::vector<std::size_t>{0, 1, 3, 5, 6});
    CHECK(worthTheirBytes({}).empty());
}

TEST_CASE("A hosted API has no formats to choose from", "[decision][formats]") {
    const Scenario scenario = burstyChat8b();
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    for (const OptionResult& result : evaluation.options) {
        if (result.option.kind != OptionKind::Api) continue;
        CHECK(formatChoices(result, scenario, seedCatalog()).empty());
        return;
    }
    FAIL("no API among the options");
}
