// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/calibration.h"

#include <cmath>
#include <stdexcept>

#include "core/speed/measured_class.h"
#include "core/speed/speed.h"
#include "core/validation/calibration_factors.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr const char* kToday = "2026-11-26";

const Catalog& catalog() {
    return seedCatalog();
}

BenchOutput saved(const std::string& name) {
    return readBenchOutput(
        readFile(std::string(HEADROOM_SOURCE_DIR) + "/tests/data/bench/" + name));
}

CalibrationPlan planOf(const BenchOutput& output, const BenchChoices& choices = {}) {
    return planCalibration(output, choices, catalog(), kToday);
}

/// Llama 3.1 8B in Q4_K_M on an RTX 3090.
BenchRow llamaRow(BenchMetric metric, double value, double depth = 0) {
    BenchRow row;
    row.line = 1;
    row.tool = "llama-bench";
    row.backend = "cuda";
    row.devices = {"NVIDIA GeForce RTX 3090"};
    row.model = "llama 8B Q4_K - Medium";
    row.parameters = 8.03e9;
    row.parametersRounding = 0.005e9;
    row.metric = metric;
    row.prompt = metric == BenchMetric::Decode ? 0 : 512;
    row.answer = metric == BenchMetric::Prefill ? 0 : 128;
    row.depth = depth;
    row.value = value;
    return row;
}

/// The rows with values as a device would have that takes these shares of the class's times.
BenchOutput measuredAt(std::vector<BenchRow> rows, double decode, double prefill) {
    const CalibrationPlan plan = planOf({rows, {}});
    REQUIRE(plan.calibrations.size() == 1);
    const Calibration& calibration = plan.calibrations[0];
    Catalog scaled = catalog();
    SpeedClass device = scaledClass(calibration.before, decode, prefill);
    for (SpeedClass& row : scaled.speedClasses) {
        if (row.id == calibration.before.id) {
            row = device;
            row.id = calibration.before.id;
        }
    }
    const CalibrationPlan predicted = planCalibration({rows, {}}, {}, scaled, kToday);
    for (const CalibrationFigure& figure : predicted.calibrations.at(0).figures) {
        rows[figure.row].value = figure.before;
    }
    return {rows, {}};
}

const BenchQuestion* questionAbout(const CalibrationPlan& plan, BenchQuestion::About about) {
    for (const BenchQuestion& question : plan.questions) {
        if (question.about == about) return &question;
    }
    return nullptr;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("One decode row scales decode times by measured over predicted", "[validation][bench]") {
    const BenchRow probe = llamaRow(BenchMetric::Decode, 100);
    const double before = planOf({{probe}, {}}).calibrations.at(0).figures.at(0).before;
    // Ten percent slower: every part of a single stream's step scales, so the factor is 1 / 0.9.
    const CalibrationPlan plan = planOf({{llamaRow(BenchMetric::Decode, 0.9 * before)}, {}});
    const Calibration& calibration = plan.calibrations.at(0);
    REQUIRE(calibration.refusal.empty());
    CHECK(*calibration.decodeFactor == Approx(1 / 0.9).epsilon(1e-5));
    CHECK_FALSE(calibration.prefillFactor);
    const CalibrationFigure& figure = calibration.figures.at(0);
    CHECK(figure.used);
    CHECK(figure.before == Approx(before));
    // Parameters are rounded to four figures.
    CHECK(figure.after == Approx(0.9 * before).epsilon(1e-3));
    const SpeedClass& seeded =
        *speedClass(*catalog().accelerator("rtx-3090"), EngineChoice::LlamaCpp, catalog(), "cuda");
    CHECK(calibration.before == seeded);
    const SpeedClass& row = calibration.measured;
    CHECK(row.id == "rtx-3090-llama.cpp-cuda-measured");
    CHECK(row.deviceClass == "rtx-3090");
    CHECK(row.engine == "llama.cpp");
    CHECK(row.backend == "cuda");
    CHECK(row.weightEfficiency == Approx(0.9 * seeded.weightEfficiency).epsilon(1e-3));
    CHECK(row.layerMicroseconds == Approx(seeded.layerMicroseconds / 0.9).epsilon(1e-3));
    CHECK(row.prefillEfficiency == Approx(seeded.prefillEfficiency).epsilon(1e-3));
    CHECK(row.requestMicroseconds == Approx(seeded.requestMicroseconds).epsilon(1e-3));
    // One row says nothing of its own scatter: the class's spread stays.
    CHECK(row.spread == Approx(seeded.spread).epsilon(1e-3));
    CHECK(row.rows == 1);
    CHECK(row.provenance.source == "Own measurement, llama-bench, llama-3.1-8b gguf-q4_k_m");
    CHECK(row.provenance.date == kToday);
    CHECK(contains(row.provenance.notes, "decode, answer 128: "));
    CHECK(contains(row.provenance.notes, " predicted before"));
}

TEST_CASE("Rows of a scaled device give its factors back", "[validation][bench]") {
    const std::vector<BenchRow> rows{
        llamaRow(BenchMetric::Decode, 100), llamaRow(BenchMetric::Decode, 100, 8192),
        llamaRow(BenchMetric::Prefill, 3000), llamaRow(BenchMetric::Prefill, 3000, 8192),
        llamaRow(BenchMetric::Both, 500)};
    for (const auto& [decode, prefill] : {std::pair{1.25, 0.8}, {0.97, 1.6}, {1.0, 1.0}}) {
        const CalibrationPlan plan = planOf(measuredAt(rows, decode, prefill));
        const Calibration& calibration = plan.calibrations.at(0);
        INFO(decode << " " << prefill << " " << calibration.refusal);
        REQUIRE(calibration.refusal.empty());
        CHECK(*calibration.decodeFactor == Approx(decode).epsilon(1e-3));
        CHECK(*calibration.prefillFactor == Approx(prefill).epsilon(1e-3));
        for (const CalibrationFigure& figure : calibration.figures) {
            CHECK(figure.after == Approx(figure.measured).epsilon(2e-3));
        }
        // Prefill and decode together are compared only.
        CHECK_FALSE(calibration.figures[4].used);
        CHECK_FALSE(calibration.figures[4].reason.empty());
        CHECK(calibration.measured.rows == 4);
    }
}

TEST_CASE("Rows that disagree are met on geometric average", "[validation][bench]") {
    const double before =
        planOf({{llamaRow(BenchMetric::Decode, 100)}, {}}).calibrations[0].figures[0].before;
    const CalibrationPlan plan = planOf(
        {{llamaRow(BenchMetric::Decode, 0.8 * before), llamaRow(BenchMetric::Decode, 0.9 * before)},
         {}});
    CHECK(*plan.calibrations.at(0).decodeFactor == Approx(1 / std::sqrt(0.8 * 0.9)).epsilon(1e-4));
    // A row of ten percent scatter counts (0.03^2) / (0.03^2 + 0.1^2) = 0.0826 of one without.
    BenchRow loose = llamaRow(BenchMetric::Decode, 0.8 * before);
    loose.deviation = 0.1 * loose.value;
    const CalibrationPlan weighted =
        planOf({{loose, llamaRow(BenchMetric::Decode, 0.9 * before)}, {}});
    const double share = 0.0009 / 0.0109;
    CHECK(*weighted.calibrations.at(0).decodeFactor ==
          Approx(std::exp(-(share * std::log(0.8) + std::log(0.9)) / (1 + share))).epsilon(1e-4));
}

TEST_CASE("The spread shrinks with models that agree and keeps a floor", "[validation][bench]") {
    // sqrt((0.2^2 + sum of each model's mean square) / models), docs/speed.md 11.
    CHECK(calibratedSpread({{0.0}}, 0.2) == Approx(0.2));
    CHECK(calibratedSpread({{0.0, 0.0, 0.0}}, 0.2) == Approx(0.2));
    CHECK(calibratedSpread({{0.1, -0.1}}, 0.2) == Approx(std::sqrt(0.05)));
    CHECK(calibratedSpread({{0.1, -0.1}, {0.1}, {0.0}}, 0.2) == Approx(std::sqrt(0.06 / 3)));
    CHECK(calibratedSpread(std::vector<std::vector<double>>(100, {0.0}), 0.2) == 0.05);
    CHECK(calibratedSpread({}, 0.2) == Approx(0.2));
}

TEST_CASE("Scaling keeps every share above zero and at most one", "[validation][bench]") {
    const SpeedClass base =
        *speedClass(*catalog().accelerator("h100-sxm-80gb"), EngineChoice::Vllm, catalog());
    const SpeedClass fast = scaledClass(base, 0.8, 0.5);
    CHECK(fast.weightEfficiency == 1);  // 0.95 / 0.8 would be 1.19
    CHECK(fast.cacheEfficiency == Approx(base.cacheEfficiency / 0.8));
    CHECK(fast.layerMicroseconds == Approx(0.8 * base.layerMicroseconds));
    CHECK(fast.requestMicroseconds == Approx(0.5 * base.requestMicroseconds));
    CHECK(fast.spread == base.spread);
}

TEST_CASE("A measurement beyond physics is refused with the limit", "[validation][bench]") {
    // 936 GB/s over 4.6 GB read: some 200 tok/s at most.
    const CalibrationPlan plan = planOf({{llamaRow(BenchMetric::Decode, 400)}, {}});
    const Calibration& calibration = plan.calibrations.at(0);
    CHECK(contains(calibration.refusal, "400 tok/s were measured"));
    CHECK(contains(calibration.refusal, "model, weight format or device do not match"));
    const CalibrationPlan slow = planOf({{llamaRow(BenchMetric::Decode, 0.5)}, {}});
    CHECK(contains(slow.calibrations.at(0).refusal, "do not match"));
    const CalibrationPlan odd = planOf({{llamaRow(BenchMetric::Decode, 20)}, {}});
    CHECK(odd.calibrations.at(0).refusal.empty());
    REQUIRE(odd.calibrations.at(0).warnings.size() == 1);
    CHECK(contains(odd.calibrations.at(0).warnings[0], "Decode takes"));
}

TEST_CASE("The stored row is taken before the class and deleting it undoes all",
          "[validation][bench]") {
    const Accelerator& card = *catalog().accelerator("rtx-3090");
    const CalibrationPlan plan = planOf({{llamaRow(BenchMetric::Decode, 90)}, {}});
    const SpeedClass row = plan.calibrations.at(0).measured;
    SpeedClass stored = speedClassFromRow(rowFromSpeedClass(row));
    stored.provenance.changedBy = row.provenance.changedBy;
    CHECK(stored == row);
    // Four figures in the catalog, not 0.9116000000000001.
    CHECK(rowFromSpeedClass(row).text("weight_efficiency").size() <= 6);
    Catalog changed = catalog();
    changed.speedClasses.push_back(row);
    CHECK(speedClass(card, EngineChoice::LlamaCpp, changed)->id == row.id);
    CHECK(speedClass(card, EngineChoice::Ollama, changed)->id == row.id);
    CHECK(speedClass(card, EngineChoice::LlamaCpp, changed, "cuda")->id == row.id);
    CHECK(speedClass(card, EngineChoice::LlamaCpp, changed, "vulkan")->id == "geforce-llama.cpp");
    CHECK(speedClass(card, EngineChoice::Vllm, changed)->id == "geforce-vllm");
    CHECK(speedClass(*catalog().accelerator("rtx-4090"), EngineChoice::LlamaCpp, changed)->id ==
          "geforce-llama.cpp");
    // A second measurement starts from the class again, not from the first.
    const CalibrationPlan again =
        planCalibration({{llamaRow(BenchMetric::Decode, 90)}, {}}, {}, changed, kToday);
    CHECK(again.calibrations.at(0).before.id == "geforce-llama.cpp");
    CHECK(again.calibrations.at(0).measured == row);
    changed.speedClasses.pop_back();
    CHECK(speedClass(card, EngineChoice::LlamaCpp, changed)->id == "geforce-llama.cpp");
}

TEST_CASE("A class named like its device stays apart from the device's own row",
          "[validation][bench]") {
    BenchRow spark = llamaRow(BenchMetric::Decode, 40);
    spark.devices = {"NVIDIA GB10"};
    const CalibrationPlan plan = planOf({{spark}, {}});
    const Calibration& calibration = plan.calibrations.at(0);
    REQUIRE(calibration.measured.deviceClass == "gb10");
    Catalog changed = catalog();
    changed.speedClasses.insert(changed.speedClasses.begin(), calibration.measured);
    const Accelerator& device = *catalog().accelerator("gb10");
    CHECK(speedClass(device, EngineChoice::LlamaCpp, changed)->id == calibration.measured.id);
    CHECK(speedClass(device, EngineChoice::Vllm, changed)->id == "gb10-vllm");
    CHECK(familySpeedClass(device, EngineChoice::LlamaCpp, changed)->id == "gb10-llama.cpp");
}

TEST_CASE("A pasted terminal calibrates the card", "[validation][bench]") {
    const CalibrationPlan plan = planOf(saved("llama_bench.md"));
    CHECK(plan.questions.empty());
    CHECK(plan.unusable.size() == 3);
    REQUIRE(plan.calibrations.size() == 1);
    const Calibration& calibration = plan.calibrations[0];
    CHECK(calibration.refusal.empty());
    CHECK(calibration.warnings.empty());
    CHECK(calibration.measured.id == "rtx-3090-llama.cpp-cuda-measured");
    CHECK(calibration.figures.size() == 5);
    CHECK(calibration.measured.rows == 4);
    CHECK(contains(calibration.measured.provenance.source, "llama-bench 8b66e0f05 (6500)"));
    double sum = 0;
    for (const CalibrationFigure& figure : calibration.figures) {
        if (figure.used) sum += std::log(figure.after / figure.measured);
    }
    // Two rows each of decode and prefill: the mean of each is met, but for their scatter's weight.
    CHECK(std::fabs(sum / 4) < 0.01);
}

TEST_CASE("A server's run scales decode by TPOT and rate, prefill by TTFT", "[validation][bench]") {
    BenchChoices choices;
    choices.accelerators = {"rtx-4090"};
    const CalibrationPlan open = planOf(saved("vllm_serve.json"));
    const BenchQuestion* question = questionAbout(open, BenchQuestion::About::Accelerator);
    REQUIRE(question);
    CHECK(contains(questionText(*question), "does not say which device"));
    CHECK(open.unusable.size() == 3);
    CHECK(open.calibrations.empty());

    const CalibrationPlan plan = planOf(saved("vllm_serve.json"), choices);
    REQUIRE(plan.calibrations.size() == 1);
    const Calibration& calibration = plan.calibrations[0];
    INFO(calibration.refusal);
    REQUIRE(calibration.refusal.empty());
    CHECK(calibration.measured.id == "rtx-4090-vllm-measured");
    CHECK(calibration.before.id == "geforce-vllm");
    CHECK(calibration.measured.backend == "cuda");
    REQUIRE(calibration.figures.size() == 3);
    CHECK(calibration.figures[0].modelId == "qwen3-14b");
    CHECK(calibration.figures[0].weightsId == "fp8-block128");
    CHECK(calibration.figures[1].after == Approx(400.5).epsilon(2e-3));
    // TPOT and the rate of answers both tell of decode, by their weights of section 11; the run
    // states no deviation of the rate.
    const BenchOutput run = saved("vllm_serve.json");
    const auto weight = [&](const CalibrationFigure& figure) {
        const BenchRow& row = run.rows[figure.row];
        return 1 / (0.03 * 0.03 + std::pow(row.deviation / row.value, 2));
    };
    const CalibrationFigure& tpot = calibration.figures[0];
    const CalibrationFigure& rate = calibration.figures[2];
    CHECK(rate.used);
    CHECK(rate.measured == Approx(204.8));
    CHECK(weight(tpot) * std::log(34.5 / tpot.after) +
              weight(rate) * std::log(rate.after / 204.8) ==
          Approx(0).margin(2));
    CHECK(tpot.after == Approx(34.5).epsilon(0.08));

    BenchOutput many = saved("vllm_serve.json");
    for (BenchRow& row : many.rows) row.batch = 32;
    CHECK_FALSE(planOf(many, choices).calibrations.at(0).figures.at(1).used);
    BenchOutput paced = saved("vllm_serve.json");
    for (BenchRow& row : paced.rows) row.requestRate = 0.5;
    CHECK(contains(planOf(paced, choices).calibrations.at(0).refusal, "No row tells"));
}

TEST_CASE("Offline throughput asks for the length of the prompt", "[validation][bench]") {
    BenchChoices choices;
    choices.accelerators = {"h100-sxm-80gb"};
    choices.models = {"llama-3.1-8b"};
    choices.weights = {"bf16"};
    const CalibrationPlan open = planOf(saved("vllm_throughput.json"), choices);
    REQUIRE(open.unusable.size() == 1);
    CHECK(contains(open.unusable[0].reason, "length of the prompt"));
    choices.prompt = 512;
    const CalibrationPlan plan = planOf(saved("vllm_throughput.json"), choices);
    REQUIRE(plan.calibrations.size() == 1);
    const Calibration& calibration = plan.calibrations[0];
    INFO(calibration.refusal);
    CHECK(calibration.refusal.empty());
    // Nothing tells prefill and decode apart: one factor.
    CHECK(*calibration.decodeFactor == *calibration.prefillFactor);
    CHECK(calibration.figures.at(0).after == Approx(2560).epsilon(2e-3));
}

TEST_CASE("What is ambiguous is asked, never guessed", "[validation][bench]") {
    BenchRow mac = llamaRow(BenchMetric::Decode, 60);
    mac.devices = {"Apple M4 Max"};
    mac.backend = "metal";
    const CalibrationPlan plan = planOf({{mac}, {}});
    CHECK(plan.calibrations.empty());
    REQUIRE(plan.questions.size() == 1);
    CHECK(questionText(plan.questions[0]) ==
          "The device \"Apple M4 Max\" can be m4-max-32c or m4-max-40c. Choose one.");
    BenchChoices choices;
    choices.accelerators = {"m4-max-40c"};
    CHECK(planOf({{mac}, {}}, choices).calibrations.at(0).acceleratorId == "m4-max-40c");
    // A choice for one device leaves the rows of another alone.
    const CalibrationPlan two = planOf({{mac, llamaRow(BenchMetric::Decode, 100)}, {}}, choices);
    REQUIRE(two.calibrations.size() == 2);
    CHECK(two.calibrations[1].acceleratorId == "rtx-3090");

    BenchRow mixed = llamaRow(BenchMetric::Decode, 100);
    mixed.devices = {"NVIDIA GeForce RTX 3090", "NVIDIA GeForce RTX 4090"};
    CHECK(contains(planOf({{mixed}, {}}).unusable.at(0).reason, "together"));
    BenchRow cache = llamaRow(BenchMetric::Decode, 100);
    cache.cacheKeys = "q8_0";
    CHECK(questionAbout(planOf({{cache}, {}}), BenchQuestion::About::Cache));
    BenchChoices wrong;
    wrong.models = {"llama-3.1-7b"};
    CHECK_THROWS_WITH(planOf({{mac}, {}}, wrong),
                      "The catalog has no model \"llama-3.1-7b\". Did you mean \"llama-3.1-8b\"?");
}

TEST_CASE("Rows of partial work and other files are not calibrated with", "[validation][bench]") {
    const auto reason = [](BenchRow row) { return planOf({{row}, {}}).unusable.at(0).reason; };
    BenchRow partial = llamaRow(BenchMetric::Decode, 20);
    partial.layersOnDevice = 20;
    CHECK(contains(reason(partial), "20 of 33 layers"));
    BenchRow several = llamaRow(BenchMetric::Prefill, 4000);
    several.batch = 4;
    CHECK(contains(reason(several), "together is not predicted"));
    BenchRow other = llamaRow(BenchMetric::Decode, 100);
    other.modelBytes = gibibytes(8);
    CHECK(contains(reason(other), "do not match"));
    BenchRow mix = llamaRow(BenchMetric::Decode, 100);
    mix.modelBytes = gibibytes(5.1);
    CHECK(contains(planOf({{mix}, {}}).calibrations.at(0).warnings.at(0), "another rule"));
    BenchRow huge = llamaRow(BenchMetric::Decode, 100, 9e8);
    CHECK(contains(reason(huge), "at most 100 million"));
}
