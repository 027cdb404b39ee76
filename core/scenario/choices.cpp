// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/scenario/companions.h"
#include "core/scenario/field_tables.h"
#include "core/units/format.h"

namespace headroom {

std::span<const Choice> choicesOf(EngineChoice) {
    static constexpr std::array<Choice, 7> choices{{{"automatic", "Automatic"},
                                                    {"llama.cpp", "llama.cpp"},
                                                    {"vllm", "vLLM"},
                                                    {"mlx", "MLX"},
                                                    {"ollama", "Ollama"},
                                                    {"sglang", "SGLang"},
                                                    {"tensorrt-llm", "TensorRT-LLM"}}};
    return choices;
}

std::span<const Choice> choicesOf(CachePlan) {
    static constexpr std::array<Choice, 2> choices{
        {{"shared-pool", "One shared pool"}, {"full-each", "Full context for everybody"}}};
    return choices;
}

std::span<const Choice> choicesOf(DataPlacement) {
    static constexpr std::array<Choice, 5> choices{
        {{"own-premises", "Own premises only"},
         {"own-hardware", "Own hardware, also colocated"},
         {"contracted-cloud", "Also providers with a signed agreement"},
         {"any-cloud", "Also any rented GPU"},
         {"anywhere", "Anywhere, also hosted APIs"}}};
    return choices;
}

std::span<const Choice> choicesOf(CustomerClass) {
    static constexpr std::array<Choice, 3> choices{{{"residential", "Residential"},
                                                    {"commercial", "Commercial"},
                                                    {"industrial", "Industrial"}}};
    return choices;
}

std::span<const Choice> choicesOf(DisplayUse) {
    static constexpr std::array<Choice, 3> choices{{{"by-machine", "By kind of machine"},
                                                    {"attached", "On the first GPU"},
                                                    {"none", "None, or on another GPU"}}};
    return choices;
}

std::span<const Choice> choicesOf(FinancingChoice) {
    static constexpr std::array<Choice, 4> choices{
        {{"cash", "Cash"}, {"loan", "Loan"}, {"lease", "Lease"}, {"each", "All three, compared"}}};
    return choices;
}

std::span<const Choice> choicesOf(DepreciationMethod) {
    static constexpr std::array<Choice, 6> choices{{{"straight-line", "Straight line"},
                                                    {"macrs-half-year", "MACRS, half-year"},
                                                    {"macrs-quarter-1", "MACRS, first quarter"},
                                                    {"macrs-quarter-2", "MACRS, second quarter"},
                                                    {"macrs-quarter-3", "MACRS, third quarter"},
                                                    {"macrs-quarter-4", "MACRS, fourth quarter"}}};
    return choices;
}

std::span<const Choice> choicesOf(ApiComparison) {
    static constexpr std::array<Choice, 2> choices{
        {{"same-weights", "The same open weights"}, {"any-model", "Any hosted model"}}};
    return choices;
}

std::span<const Choice> choicesOf(ProductStage) {
    static constexpr std::array<Choice, 2> choices{
        {{"idea", "Idea, demand not proven"}, {"validated", "Validated, users are there"}}};
    return choices;
}

std::span<const Choice> currencyChoices() {
    static constexpr std::array<Choice, 30> choices{{
        {"USD", "US dollar"},          {"EUR", "Euro"},
        {"GBP", "Pound sterling"},     {"JPY", "Japanese yen"},
        {"CHF", "Swiss franc"},        {"CAD", "Canadian dollar"},
        {"AUD", "Australian dollar"},  {"INR", "Indian rupee"},
        {"KRW", "South Korean won"},   {"SEK", "Swedish krona"},
        {"NOK", "Norwegian krone"},    {"PLN", "Polish zloty"},
        {"BRL", "Brazilian real"},     {"SGD", "Singapore dollar"},
        {"CNY", "Chinese yuan"},       {"TWD", "New Taiwan dollar"},
        {"ZAR", "South African rand"}, {"DKK", "Danish krone"},
        {"CZK", "Czech koruna"},       {"HUF", "Hungarian forint"},
        {"RON", "Romanian leu"},       {"ISK", "Icelandic krona"},
        {"ILS", "Israeli new shekel"}, {"NZD", "New Zealand dollar"},
        {"HKD", "Hong Kong dollar"},   {"MXN", "Mexican peso"},
        {"TRY", "Turkish lira"},       {"THB", "Thai baht"},
        {"MYR", "Malaysian ringgit"},  {"IDR", "Indonesian rupiah"},
    }};
    return choices;
}

namespace field_access {

int saturatedInt(double value) {
    constexpr double kLimit = std::numeric_limits<int>::max();
    if (std::isnan(value) || value <= -kLimit) return std::numeric_limits<int>::min();
    if (value >= kLimit) return std::numeric_limits<int>::max();
    return static_cast<int>(std::lround(value));
}

std::size_t choiceIndex(std::span<const Choice> choices, const std::string& id) {
    std::string known;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].id == id) return i;
        known += (i == 0 ? "" : ", ") + std::string(choices[i].id);
    }
    throw std::invalid_argument(quotedText(id) + " is not one of " + known + '.');
}

FieldValue toValue(const std::vector<Companion>& value) {
    return companionsText(value);
}

void assign(std::vector<Companion>& target, const FieldValue& value) {
    target = parseCompanions(std::get<std::string>(value));
}

}  // namespace field_access
}  // namespace headroom
