// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/input_ranges.h"

#include <algorithm>
#include <array>

namespace headroom {
namespace {

/// P10 and P90 as factors on the value in the scenario, or as values.
struct UsualRange {
    std::string_view fieldId;
    bool factors{};
    double low{};
    double high{};
    std::string_view reason;
};

/// Grounds and dates: docs/uncertainty.md 5.
constexpr std::array kUsual{
    UsualRange{"workload.requests_per_day", true, 0.4, 2.0,
               "A forecast; fleets are used at 5 to 50 % of what was planned."},
    UsualRange{"workload.speed_factor", true, 0.75, 1.25,
               "Held-out errors of the speed estimate; the same recipe differs between hosts."},
    UsualRange{"finance.machine_price_factor", true, 0.9, 1.2,
               "DGX Spark rose by 18 % in 2026, servers by 15 to 25 %."},
    UsualRange{"finance.residual_share", false, 0.15, 0.7,
               "Published resale curves contradict one another: 15 to 55 %, cards of 2026 above."},
    UsualRange{"finance.maintenance_share", false, 0.01, 0.08, "1 to 15 % a year are quoted."},
    UsualRange{"finance.admin_hours_per_month", true, 0.4, 2.5,
               "No published figure exists for a workstation."},
    UsualRange{"finance.rent_price_factor", true, 0.8, 1.25,
               "H100 list prices moved by a third within a year, both ways."},
    UsualRange{"finance.cloud_drift_per_year", false, -0.2, 0.1,
               "Fell until October 2025, rose by 38 % in the half year after it."},
    UsualRange{"finance.api_price_factor", true, 0.7, 1.2,
               "Hosts of the same open weights differ by that much."},
    UsualRange{"finance.api_drift_per_year", false, -0.3, 0.05,
               "Prices at equal capability fall; the price of the model in use may not."},
    UsualRange{"finance.electricity_price_factor", true, 0.85, 1.25,
               "Tariffs of one region differ by customer and contract."},
    UsualRange{"finance.electricity_drift_per_year", false, 0.0, 0.06,
               "General inflation and its doubling."},
};

struct UsualCorrelation {
    std::string_view first;
    std::string_view second;
    double rank{};
};

/// Signs from domain evidence, sizes a judgement (docs/uncertainty.md 5).
constexpr std::array kCorrelations{
    UsualCorrelation{"finance.rent_price_factor", "finance.machine_price_factor", 0.5},
    UsualCorrelation{"finance.rent_price_factor", "finance.residual_share", 0.5},
    UsualCorrelation{"finance.machine_price_factor", "finance.residual_share", 0.5},
    UsualCorrelation{"finance.cloud_drift_per_year", "finance.residual_share", 0.4},
    UsualCorrelation{"finance.api_price_factor", "finance.rent_price_factor", 0.3},
};

struct Way {
    std::string_view fieldId;
    std::string_view text;
};

constexpr std::array kWays{
    Way{"workload.requests_per_day", "log the requests of two weeks behind an API"},
    Way{"workload.monthly_growth", "log the requests of two months behind an API"},
    Way{"workload.speed_factor", "rent the same device for a day and measure it"},
    Way{"workload.prompt_tokens", "count the tokens of a hundred real prompts"},
    Way{"workload.answer_tokens", "count the tokens of a hundred real answers"},
    Way{"workload.cached_prompt_share", "log the cache hits of a day"},
    Way{"finance.machine_price_factor", "ask two dealers for a dated quote"},
    Way{"finance.residual_share", "read what such a machine sold for this month"},
    Way{"finance.maintenance_share", "ask for the price of a support contract"},
    Way{"finance.admin_hours_per_month", "write down the hours of a month with a rented machine"},
    Way{"finance.rent_price_factor", "ask three providers for a quote over the whole term"},
    Way{"finance.cloud_drift_per_year", "ask for a price that is fixed for a year"},
    Way{"finance.api_price_factor", "compare the price of three hosts"},
    Way{"finance.api_drift_per_year", "ask for a committed-use price"},
    Way{"finance.electricity_price_factor", "read the last electricity bill"},
    Way{"finance.electricity_drift_per_year", "ask for a tariff that is fixed"},
};

std::optional<double> numberOf(const Field& field, const Scenario& scenario) {
    const FieldValue value = field.get(scenario);
    const auto* number = std::get_if<double>(&value);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

std::size_t indexOf(const std::vector<InputRange>& inputs, std::string_view id) {
    return static_cast<std::size_t>(
        std::find_if(inputs.begin(), inputs.end(),
                     [&](const InputRange& input) { return input.field->id == id; }) -
        inputs.begin());
}

}  // namespace

Scale scaleOf(const Field& field) {
    return field.kind == FieldKind::Percent || field.minimum < 0.0 ? Scale::Linear : Scale::Ratio;
}

bool movesMoneyOnly(const Field& field) {
    switch (field.group) {
        case FieldGroup::Money:
        case FieldGroup::Ownership:
        case FieldGroup::Renting:
            return true;
        case FieldGroup::Financing:
            return !field.id.starts_with("existing.");
        default:
            break;
    }
    constexpr std::array kVolumes{"workload.requests_per_day", "workload.active_days_per_month",
                                  "workload.monthly_growth", "workload.speed_factor"};
    return field.id == "place.pue" ||
           std::find(kVolumes.begin(), kVolumes.end(), field.id) != kVolumes.end();
}

std::vector<InputRange> uncertainInputs(const Scenario& scenario) {
    std::vector<InputRange> inputs;
    const auto add = [&](const Field& field, double low, double high, std::string reason,
                         bool usual) {
        const std::optional<double> likely = numberOf(field, scenario);
        if (!likely || !isNumeric(field)) return;
        InputRange input{&field,
                         {std::min(low, *likely), *likely, std::max(high, *likely)},
                         scaleOf(field),
                         std::move(reason),
                         usual};
        // Nothing spreads by ratio around zero.
        if (!(input.range.low > 0.0)) input.scale = Scale::Linear;
        if (input.range.low < input.range.high) inputs.push_back(std::move(input));
    };
    const std::vector<UncertainInput>& own = scenario.uncertainty.ranges;
    for (const UsualRange& usual : kUsual) {
        const Field& field = *findField(usual.fieldId);
        const bool replaced = std::any_of(own.begin(), own.end(), [&](const UncertainInput& input) {
            return input.fieldId == usual.fieldId;
        });
        const std::optional<double> likely = numberOf(field, scenario);
        if (replaced || !likely || !matters(field, scenario)) continue;
        const double scale = usual.factors ? *likely : 1.0;
        add(field, std::max(usual.low * scale, field.minimum),
            std::min(usual.high * scale, field.maximum), std::string(usual.reason), true);
    }
    for (const UncertainInput& input : own) {
        const Field* field = findField(input.fieldId);
        if (field == nullptr || !matters(*field, scenario)) continue;
        add(*field, input.low, input.high, input.reason, false);
    }
    return inputs;
}

SquareMatrix inputCorrelations(const std::vector<InputRange>& inputs, const Scenario& scenario) {
    SquareMatrix matrix(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) matrix(i, i) = 1.0;
    const auto set = [&](std::string_view first, std::string_view second, double rank) {
        const std::size_t i = indexOf(inputs, first);
        const std::size_t j = indexOf(inputs, second);
        if (i == j || i >= inputs.size() || j >= inputs.size()) return;
        matrix(i, j) = matrix(j, i) = rank;
    };
    for (const UsualCorrelation& pair : kCorrelations) set(pair.first, pair.second, pair.rank);
    for (const InputCorrelation& pair : scenario.uncertainty.correlations) {
        set(pair.first, pair.second, pair.rank);
    }
    return matrix;
}

std::string_view waysToLearn(const Field& field) {
    const auto found = std::find_if(kWays.begin(), kWays.end(),
                                    [&](const Way& way) { return way.fieldId == field.id; });
    return found == kWays.end() ? std::string_view{} : found->text;
}

}  // namespace headroom
