// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/plan_builder.h"

#include <algorithm>
#include <stdexcept>

#include "core/cost/finance.h"
#include "core/scenario/fields.h"
#include "core/units/format.h"

namespace headroom {

PlanBuilder::PlanBuilder(const Scenario& scenario, bool describe, CostPlan& plan)
    : PlanBuilder(scenario, describe, plan, false) {}

PlanBuilder::PlanBuilder(const Scenario& scenario, bool describe, CostPlan& plan, bool begun)
    : m_scenario(scenario), m_finance(scenario.finance), m_describe(describe), m_plan(plan) {
    if (begun) return;
    plan.clear();
    plan.periodsPerYear = 12;
    plan.periods = std::max(0, scenario.finance.horizonMonths);
}

int PlanBuilder::addSeries(std::vector<double> values) {
    m_plan.series.push_back(std::move(values));
    return static_cast<int>(m_plan.series.size()) - 1;
}

int PlanBuilder::unitSeries(const Consumption& use) {
    if (use.unitsByMonth.empty()) return -1;
    std::vector<double> values{double(use.units)};
    for (int n = 1; n <= horizon(); ++n) values.push_back(use.unitsIn(n));
    return addSeries(std::move(values));
}

int PlanBuilder::purchaseSeries(const Consumption& use) {
    if (use.unitsByMonth.empty()) return -1;
    std::vector<double> values;
    int most = 0;
    for (int n = 0; n <= horizon(); ++n) {
        const int needed = n < horizon() || n == 0 ? use.unitsIn(n + 1) : most;
        values.push_back(std::max(0, needed - most));
        most = std::max(most, needed);
    }
    return addSeries(std::move(values));
}

void PlanBuilder::addLabour(double share, bool isNew, const Consumption& use, int units,
                            int purchases) {
    const double rate = m_finance.adminHourlyRate;
    const double inflation = m_finance.inflationPerYear;
    const double setup = m_finance.setupHours * share;
    const double monthlyHours = m_finance.adminHoursPerMonth * share;
    const auto working = [&](double hours, int count) {
        return formatSignificant(hours) + " h x " + amount(rate) + "/h" + unitsText(count);
    };
    const auto detail = [&](std::string_view hours, int series) {
        LineDetail made{{input(hours), input("finance.admin_hourly_rate")},
                        "{finance.inflation_per_year}"};
        if (share != 1.0) made.factors.push_back({"Share of those hours", share});
        if (series < 0) made.factors.push_back({"Machines", double(use.units)});
        return made;
    };
    const double once = setup * rate;
    if (isNew) {
        add(
            {.component = CostComponent::Setup,
             .amount = purchases < 0 ? once * use.units : once,
             .driftPerYear = inflation,
             .first = 0,
             .last = purchases < 0 ? 0 : horizon(),
             .series = purchases},
            [&] { return working(setup, use.unitsIn(1)); },
            [&] { return detail("finance.setup_hours", purchases); });
    }
    const double regular = monthlyHours * rate;
    monthly(
        CostComponent::Admin, units < 0 ? regular * use.units : regular, inflation, units,
        [&] { return working(monthlyHours, use.unitsIn(1)); },
        [&] { return detail("finance.admin_hours_per_month", units); });
}

LineFactor PlanBuilder::input(std::string_view fieldId) const {
    const Field* field = findField(fieldId);
    if (field == nullptr) throw std::logic_error("no field " + std::string(fieldId));
    const FieldValue value = field->get(m_scenario);
    const double* number = std::get_if<double>(&value);
    return {std::string(field->label), number == nullptr ? 0.0 : *number,
            '{' + std::string(fieldId) + '}'};
}

bool PlanBuilder::addDetail(LineDetail detail, double amount) {
    const bool couldBe =
        std::all_of(detail.factors.begin(), detail.factors.end(),
                    [](const LineFactor& f) { return f.value != 0.0 || !f.formula.empty(); });
    if (amount == 0.0 && !couldBe) return false;
    m_plan.details.push_back(std::move(detail));
    return true;
}

std::string PlanBuilder::price(double amount) const {
    return formatUnitPrice(UnitPrice{amount, m_finance.currency});
}

std::string PlanBuilder::amount(double value) const {
    return formatMoney(money(value, m_finance.currency));
}

std::string PlanBuilder::unitsText(int units) {
    return units == 1 ? std::string{} : " x " + formatNumber(units);
}

}  // namespace headroom
