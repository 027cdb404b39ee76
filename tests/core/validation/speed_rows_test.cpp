// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/validation/speed_rows.h"

#include <cmath>

#include "core/validation/serving_rows.h"
#include "core/validation/speed_check.h"
#include "core/validation/speed_fit.h"
#include "tests/support/catch.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

std::vector<Row> measured(const std::string& name) {
    return parseCsv(readFile(std::string(HEADROOM_SOURCE_DIR) + "/resources/validation/" + name));
}

Row speedRow() {
    Row row;
    for (const auto& [column, value] :
         std::map<std::string, std::string>{{"engine", "llama.cpp"},
                                            {"backend", "cuda"},
                                            {"accelerator_id", "rtx-4090"},
                                            {"accelerator_count", "1"},
                                            {"parallelism", "none"},
                                            {"model_id", "llama-3.1-8b"},
                                            {"weight_format_id", "gguf-q4_k_m"},
                                            {"kv_format", "f16"},
                                            {"concurrency", "1"},
                                            {"prompt_tokens", "0"},
                                            {"output_tokens", "128"},
                                            {"context_depth", "0"},
                                            {"metric", "decode_tok_s"},
                                            {"value", "150"},
                                            {"confidence", "normal"}}) {
        row.set(column, value);
    }
    return row;
}

std::string reasonFor(const std::string& column, const std::string& value) {
    Row row = speedRow();
    row.set(column, value);
    const SpeedObservations seen = readSpeedRows({row}, seedCatalog());
    REQUIRE(seen.unpredicted.size() == 1);
    CHECK(seen.figures.empty());
    CHECK(seen.unpredicted[0].gap.row == 1);
    return seen.unpredicted[0].gap.reason;
}

}  // namespace

TEST_CASE("Tables of speeds are known by their columns", "[validation][speed]") {
    CHECK(speedTable({"metric", "value", "context_depth", "parallelism"}) == SpeedTable::Speed);
    CHECK(speedTable({"series_id", "concurrency", "tensor_parallel", "ttft_ms_mean"}) ==
          SpeedTable::Serving);
    CHECK_FALSE(speedTable({"metric", "value"}));
}

TEST_CASE("A row that cannot be predicted names what is missing", "[validation][speed]") {
    CHECK(reasonFor("model_id", "no-such") == "the model \"no-such\" is not in the catalog");
    CHECK(reasonFor("engine", "vim") == "the engine \"vim\" is not known");
    CHECK(reasonFor("accelerator_id", "gpu-x") == "the device \"gpu-x\" is not in the catalog");
    CHECK(reasonFor("kv_format", "int8_per_token_head") ==
          "the cache format \"int8_per_token_head\" is not in the catalog");
    CHECK(reasonFor("value", "fast").find("\"fast\", a number above 0") != std::string::npos);
    CHECK(reasonFor("value", "0").find("above 0") != std::string::npos);
    CHECK(reasonFor("metric", "images_s").find("images_s") != std::string::npos);
    CHECK(reasonFor("notes", "with MTP drafts").find("speculative") != std::string::npos);
    CHECK(reasonFor("concurrency", "4").find("several streams") != std::string::npos);
}

TEST_CASE("The measurement, the id and the source are no inputs", "[validation][speed]") {
    Row row = speedRow();
    const SpeedObservation before = readSpeedRows({row}, seedCatalog()).figures.at(0);
    row.set("value", "15");
    row.set("id", "T9");
    row.set("source_url", "https://example.org");
    const SpeedObservation after = readSpeedRows({row}, seedCatalog()).figures.at(0);
    const SpeedClass& parameters = seedCatalog().speedClasses.front();
    CHECK(predictedFigure(before, parameters) == predictedFigure(after, parameters));
    CHECK(after.measured == 15);
}

TEST_CASE("Rows carry their settings into the prediction", "[validation][speed]") {
    const auto figure = [](const Row& row) {
        const SpeedObservation seen = readSpeedRows({row}, seedCatalog()).figures.at(0);
        return predictedFigure(seen, seedCatalog().speedClasses.front());
    };
    const Row plain = speedRow();
    Row deep = plain;
    deep.set("context_depth", "32768");
    CHECK(figure(deep) < figure(plain));
    Row prompt = plain;
    prompt.set("metric", "prefill_tok_s");
    prompt.set("prompt_tokens", "512");
    Row capped = prompt;
    capped.set("power_limit_w", "225");  // half of the 450 W of the datasheet
    CHECK(figure(capped) < figure(prompt));
    CHECK(figure(capped) > 0.75 * figure(prompt));
}

TEST_CASE("Groups count errors and gaps", "[validation][speed]") {
    Row exact = speedRow();
    const SpeedObservation seen = readSpeedRows({exact}, seedCatalog()).figures.at(0);
    const SpeedClass& parameters =
        *speedClass(*seedCatalog().accelerator("rtx-4090"), EngineChoice::LlamaCpp, seedCatalog());
    const double predicted = predictedFigure(seen, parameters);
    Row half = exact;
    exact.set("value", std::to_string(predicted));
    half.set("value", std::to_string(2 * predicted));
    Row gap = speedRow();
    gap.set("model_id", "no-such");
    Row submitted = speedRow();
    submitted.set("confidence", "low");
    const SpeedCheck check =
        checkSpeed(SpeedTable::Speed, {exact, half, half, gap, submitted}, seedCatalog());
    const ErrorGroup& group = check.groups.at(0);
    CHECK(group.by == "metric");
    CHECK(group.name == "decode");
    CHECK(group.count == 3);
    CHECK(group.unpredicted == 1);
    CHECK(group.medianAbsoluteError == Approx(0.5));
    CHECK(group.medianFactor == Approx(2));
    // Two of three halved: exp(2/3 ln 1/2) - 1.
    CHECK(group.bias == Approx(std::pow(0.5, 2.0 / 3) - 1).epsilon(1e-4));
    CHECK(check.submitted.at(0).count == 1);
    REQUIRE(check.broken.size() == 2);
    CHECK(check.broken[0] == "decode, one device: median error 50.0 % is above 6 %");
    // Row numbers go on over the parts that a check reads at once.
    std::vector<Row> many(600, exact);
    many.back() = gap;
    int questions = 0;
    const SpeedCheck stopped =
        checkSpeed(SpeedTable::Speed, many, seedCatalog(), [&] { return ++questions > 1; });
    CHECK(stopped.predicted.size() == 250);
    const SpeedCheck whole = checkSpeed(SpeedTable::Speed, many, seedCatalog());
    CHECK(whole.observations.unpredicted.at(0).gap.row == 600);
}

TEST_CASE("One constant is 0.55 of the bandwidth over the bytes", "[validation][speed]") {
    SpeedRequest request;
    describeRow(speedRow(), seedCatalog(), request);
    WeightBytes sizes;
    sizes.readPerToken = gigabytes(4.6);
    CHECK(oneConstantRate(request, sizes) == Approx(0.55 * 1008e9 / 4.6e9));
}

TEST_CASE("A fit finds the shares that made the figures", "[validation][fit]") {
    std::vector<SpeedObservation> figures =
        readSpeedRows(measured("speed.csv"), seedCatalog()).figures;
    std::erase_if(figures,
                  [](const SpeedObservation& one) { return one.classId != "geforce-llama.cpp"; });
    SpeedClass truth = seedCatalog().speedClasses.front();
    REQUIRE(truth.id == "geforce-llama.cpp");
    SpeedClass start = truth;
    truth.weightEfficiency = 0.7;
    truth.layerMicroseconds = 40;
    truth.prefillEfficiency = 0.3;
    for (SpeedObservation& figure : figures) figure.measured = predictedFigure(figure, truth);
    const SpeedClass fit = fittedClasses(figures, {start}).front();
    CHECK(fit.weightEfficiency == Approx(0.7).epsilon(0.05));
    CHECK(fit.prefillEfficiency == Approx(0.3).epsilon(0.05));
    CHECK(fit.spread < 0.05);
    CHECK(fit.rows > 100);
    // Too few figures, or only such as users submitted, leave the documented values.
    figures.resize(4);
    CHECK(fittedClasses(figures, {start}).front().weightEfficiency == start.weightEfficiency);
}

TEST_CASE("What is held out does not shape its own prediction", "[validation][fit]") {
    std::vector<SpeedObservation> figures =
        readSpeedRows(measured("speed.csv"), seedCatalog()).figures;
    std::erase_if(figures, [](const SpeedObservation& one) { return one.classId != "apple-mlx"; });
    const std::vector<SpeedClass> starts = seedCatalog().speedClasses;
    const std::vector<double> before =
        heldOutPredictions(figures, starts, &SpeedObservation::model);
    for (SpeedObservation& figure : figures) {
        if (figure.model == figures.front().model) figure.measured *= 3;
    }
    const std::vector<double> after = heldOutPredictions(figures, starts, &SpeedObservation::model);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (figures[i].model == figures.front().model) CHECK(after[i] == before[i]);
    }
    CHECK(after != before);
}

TEST_CASE("What an engine family shares is fitted over its classes", "[validation][fit]") {
    SpeedObservations seen = readSpeedRows(measured("speed.csv"), seedCatalog());
    std::vector<SpeedObservation>& figures = seen.figures;
    std::vector<SpeedClass> starts = seedCatalog().speedClasses;
    std::erase_if(starts, [](const SpeedClass& one) { return one.engine != "llama.cpp"; });
    std::erase_if(figures, [&](const SpeedObservation& one) {
        return std::none_of(starts.begin(), starts.end(),
                            [&](const SpeedClass& start) { return start.id == one.classId; });
    });
    std::map<std::string, SpeedClass> truths;
    for (const SpeedClass& start : starts) {
        SpeedClass truth = start;
        truth.attentionEfficiency *= 0.6;
        truths[start.id] = truth;
    }
    for (SpeedObservation& figure : figures) {
        figure.measured = predictedFigure(figure, truths.at(figure.classId));
    }
    const std::vector<SpeedClass> fits = fittedClasses(figures, starts);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        INFO(starts[i].id);
        // Also where a class has no figure of its own.
        CHECK(fits[i].attentionEfficiency ==
              Approx(0.6 * starts[i].attentionEfficiency).epsilon(0.1));
    }
}

TEST_CASE("Ranges come from what held-out classes predict", "[validation][fit]") {
    std::vector<SpeedObservation> figures =
        readSpeedRows(measured("speed.csv"), seedCatalog()).figures;
    const SpeedClass start = seedCatalog().speedClasses.front();
    std::erase_if(figures, [&](const SpeedObservation& one) {
        return one.classId != start.id || one.userSubmitted;
    });
    std::vector<double> exact;
    std::vector<double> off;
    for (const SpeedObservation& figure : figures) {
        exact.push_back(figure.measured);
        off.push_back(figure.measured * std::exp(0.5));
    }
    std::vector<SpeedClass> classes{start};
    const double n = static_cast<double>(figures.size());
    // |ln| = 0.5 throughout: the quantile is 0.5, over 1.2816; ten figures' worth of the start.
    const double expected =
        std::sqrt((n * std::pow(0.5 / 1.28155, 2) + 10 * start.spread * start.spread) / (n + 10));
    setHeldOutSpreads(classes, {start}, figures, off, exact);
    CHECK(classes.front().spread == Approx(expected).epsilon(1e-4));
    setHeldOutSpreads(classes, {start}, figures, exact, off);
    CHECK(classes.front().spread == Approx(expected).epsilon(1e-4));
    // The device of a class with one device is not left out.
    for (SpeedObservation& figure : figures) figure.device = "one";
    setHeldOutSpreads(classes, {start}, figures, off, exact);
    CHECK(classes.front().spread < 0.2 * start.spread + 0.1);
}

TEST_CASE("Serving rows say what limits the cards and the cache", "[validation][serving]") {
    Row row;
    for (const auto& [column, value] :
         std::map<std::string, std::string>{{"series_id", "one"},
                                            {"engine", "trt-llm"},
                                            {"accelerator_id", "rtx-4090"},
                                            {"accelerator_count", "1"},
                                            {"model_id", "llama-3.1-8b"},
                                            {"weight_format_id", "fp8-per-tensor"},
                                            {"concurrency", "4"},
                                            {"tpot_ms_p50", "20"}}) {
        row.set(column, value);
    }
    const auto loadOf = [&] { return readServingRows({row}, seedCatalog()).figures.at(0); };
    const SpeedObservation plain = loadOf();
    CHECK(plain.figure == SpeedFigure::TokenTime);
    row.set("notes", "power limit 225 W per card; tpot_ms_p50 holds the MEDIAN ITL");
    const SpeedObservation capped = loadOf();
    // 225 of 450 W: clocks fall by the cube root of 2 (docs/speed.md 10).
    CHECK(capped.load.prompt.dense / plain.load.prompt.dense == Approx(std::cbrt(2.0)));
    CHECK(capped.figure == SpeedFigure::StepTime);
    // TensorRT-LLM follows the checkpoint, which says FP8; vLLM keeps 16 bits.
    row.set("engine", "vllm");
    CHECK(loadOf().load.step.cache / plain.load.step.cache == Approx(2));
}

TEST_CASE("Serving rows give time per token, total rate and first token", "[validation][serving]") {
    const SpeedObservations seen = readServingRows(measured("serving.csv"), seedCatalog());
    // Row 1: four RTX 3090, one client, median gap between tokens 25.49 ms, 36 tokens/s, 544 ms.
    REQUIRE(seen.figures.size() > 3);
    CHECK(seen.figures[0].metric == "tpot_ms");
    CHECK(seen.figures[0].figure == SpeedFigure::StepTime);
    CHECK(seen.figures[0].measured == 25.49);
    CHECK(seen.figures[1].measured == 36.0);
    CHECK(seen.figures[2].measured == 544.44);
    CHECK(seen.figures[0].parallelism == "tensor");
    // Two instances of two cards serve one client: one stands idle.
    for (const SpeedObservation& figure : seen.figures) {
        CHECK(figure.load.running >= 1);
        CHECK(figure.load.waiting >= 0);
        CHECK(figure.replicas >= 1);
        const double predicted = predictedFigure(figure, seedCatalog().speedClasses.front());
        CHECK(std::isfinite(predicted));
        CHECK(predicted > 0);
    }
}

TEST_CASE("Requests at a rate fill a server as far as answering them takes",
          "[validation][serving]") {
    Row row;
    for (const auto& [column, value] :
         std::map<std::string, std::string>{{"series_id", "one"},
                                            {"engine", "vllm"},
                                            {"accelerator_id", "rtx-4090"},
                                            {"accelerator_count", "1"},
                                            {"tensor_parallel", "1"},
                                            {"model_id", "llama-3.1-8b"},
                                            {"weight_format_id", "fp8-per-tensor"},
                                            {"input_tokens", "200"},
                                            {"output_tokens", "200"},
                                            {"output_tok_s_total", "800"},
                                            {"tpot_ms_mean", "20"}}) {
        row.set(column, value);
    }
    const auto at = [&](const char* rate) {
        row.set("request_rate", rate);
        return readServingRows({row}, seedCatalog());
    };
    const SpeedObservations slow = at("1");
    const SpeedObservations fast = at("4");
    REQUIRE(slow.figures.size() == 2);
    REQUIRE(fast.figures.size() == 2);
    CHECK(fast.figures[0].load.running > slow.figures[0].load.running);
    // Below capacity all are answered: 4 requests a second of 200 tokens.
    const SpeedClass& parameters =
        *speedClass(*seedCatalog().accelerator("rtx-4090"), EngineChoice::Vllm, seedCatalog());
    CHECK(predictedFigure(fast.figures[1], parameters) == 800);
    // Little's law: with so many in flight the server keeps up, with one fewer it would not.
    const double each = served(fast.figures[0].load, parameters).total.value / 200;
    CHECK(each >= 4);
    // No steady state beyond the capacity.
    REQUIRE(at("1000").unpredicted.size() == 1);
    CHECK(at("1000").unpredicted[0].gap.reason ==
          "more requests arrive than are answered: waits grow with the run");
    row.set("request_rate", "");
    CHECK(readServingRows({row}, seedCatalog()).unpredicted.size() == 1);
}

TEST_CASE("A catalog without speed classes predicts no serving row and says so",
          "[validation][serving]") {
    Catalog catalog = seedCatalog();
    catalog.speedClasses.clear();
    const auto rows = measured("serving.csv");
    bool told = false;
    for (const auto& one : readServingRows(rows, catalog).unpredicted) {
        told |= one.gap.reason == "the catalog has no speed class for this device and engine";
    }
    // At least the rows that state a rate of requests.
    CHECK(told);
}
