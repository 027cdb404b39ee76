// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be wrong with the money side of a scenario beside the range of single fields.
#include <cmath>

#include "core/scenario/fields.h"
#include "core/scenario/month.h"
#include "core/scenario/nearest_id.h"
#include "core/scenario/validate_parts.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr std::string_view kRanges = "uncertainty.ranges";
constexpr std::string_view kCorrelations = "uncertainty.correlations";

std::vector<std::string> numericIds() {
    std::vector<std::string> ids;
    for (const Field& field : fields()) {
        if (isNumeric(field)) ids.emplace_back(field.id);
    }
    return ids;
}

Finding error(std::string_view field, std::string message, std::string remedy) {
    return {Severity::Error, std::string(field), std::move(message), std::move(remedy)};
}

Finding unknownInput(std::string_view field, const std::string& id) {
    const std::string near = nearestId(id, numericIds());
    return error(field, quotedText(id) + " is no numeric input.",
                 near.empty() ? "Name one as headroom-cli evaluate --set does."
                              : "Did you mean " + near + "?");
}

std::optional<Finding> rangeFinding(const UncertainInput& input, const Scenario& scenario) {
    const Field* field = findField(input.fieldId);
    if (field == nullptr || !isNumeric(*field)) return unknownInput(kRanges, input.fieldId);
    const std::string label(field->label);
    if (!std::isfinite(input.low) || !std::isfinite(input.high)) {
        return error(kRanges, "The range of " + label + " is not two numbers.",
                     "Type low..high, such as " + input.fieldId + " 1..2.");
    }
    if (input.low > input.high) {
        return error(kRanges,
                     "The range of " + label + " runs from " +
                         fieldText(*field, FieldValue(input.low)) + " down to " +
                         fieldText(*field, FieldValue(input.high)) + ".",
                     "Type the low end first.");
    }
    const FieldValue value = field->get(scenario);
    const auto* likely = std::get_if<double>(&value);
    if (likely == nullptr) {
        return Finding{Severity::Warning, std::string(kRanges),
                       label + " has a range but no value; the range is left out.",
                       "Type a value for it."};
    }
    if (*likely < input.low || *likely > input.high) {
        return Finding{Severity::Warning, std::string(kRanges),
                       label + " is " + fieldText(*field, value) + ", outside its range from " +
                           fieldText(*field, FieldValue(input.low)) + " to " +
                           fieldText(*field, FieldValue(input.high)) +
                           "; the range is widened to it.",
                       "Type a range around the value."};
    }
    return std::nullopt;
}

std::optional<Finding> correlationFinding(const InputCorrelation& pair) {
    for (const std::string& id : {pair.first, pair.second}) {
        const Field* field = findField(id);
        if (field == nullptr || !isNumeric(*field)) return unknownInput(kCorrelations, id);
    }
    if (pair.first == pair.second) {
        return error(kCorrelations, "An input is correlated with itself: " + pair.first + ".",
                     "Name two inputs.");
    }
    if (!(pair.rank >= -1.0 && pair.rank <= 1.0)) {
        return error(kCorrelations,
                     "The correlation of " + pair.first + " and " + pair.second +
                         " is no number from -1 to 1.",
                     "Type a number such as 0.5.");
    }
    return std::nullopt;
}

}  // namespace

std::vector<Finding> uncertaintyFindings(const Scenario& scenario) {
    std::vector<Finding> findings;
    for (const UncertainInput& input : scenario.uncertainty.ranges) {
        if (auto finding = rangeFinding(input, scenario)) findings.push_back(std::move(*finding));
    }
    for (const InputCorrelation& pair : scenario.uncertainty.correlations) {
        if (auto finding = correlationFinding(pair)) findings.push_back(std::move(*finding));
    }
    return findings;
}

std::vector<Finding> planFindings(const Scenario& scenario, const Catalog& catalog) {
    std::vector<Finding> findings;
    for (const auto& [id, text] : {std::pair{"finance.start", &scenario.finance.start},
                                   std::pair{"existing.purchased", &scenario.existing.purchased}}) {
        if (text->empty() || monthNumber(*text)) continue;
        findings.push_back(
            error(id, quotedText(*text) + " is no month.", "Type year and month as 2026-12."));
    }
    const Existing& existing = scenario.existing;
    if (!existing.machineId.empty() && catalog.machine(existing.machineId) == nullptr) {
        std::vector<std::string> ids;
        for (const Machine& machine : catalog.machines) ids.push_back(machine.id);
        const std::string near = nearestId(existing.machineId, ids);
        findings.push_back(error(
            "existing.machine_id",
            "The catalog has no machine " + quotedText(existing.machineId) + ".",
            near.empty() ? "Choose one of the catalog's machines." : "Did you mean " + near + "?"));
    }
    const bool dated = monthNumber(existing.purchased) && monthNumber(scenario.finance.start);
    if (!existing.machineId.empty() && !existing.purchased.empty() && !dated &&
        monthNumber(existing.purchased)) {
        findings.push_back({Severity::Warning, "finance.start",
                            "The age of the machine you have is not known without the first month "
                            "of the plan; it is taken as new.",
                            "Type the month in which the plan begins."});
    }
    if (dated && *monthNumber(existing.purchased) > *monthNumber(scenario.finance.start)) {
        findings.push_back(error("existing.purchased",
                                 "The machine you have was bought after the plan begins.",
                                 "Type " + scenario.finance.start + " or an earlier month."));
    }
    const Finance& finance = scenario.finance;
    if (finance.adminHoursPerMonth == 0.0 || finance.adminHourlyRate == 0.0) {
        findings.push_back({Severity::Warning, "finance.admin_hours_per_month",
                            "Administration costs nothing. Comparisons that leave labour out "
                            "favour buying.",
                            "Type the hours that somebody will spend, and what an hour costs."});
    }
    return findings;
}

}  // namespace headroom
