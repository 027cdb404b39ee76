// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include "core/cost/consumption.h"
#include "core/cost/cost_plan.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// Adds the lines of one option's plan; private to core/cost. A line of nothing is dropped, unless
/// details are asked for and an input could make it something. Workings and details are only
/// written when somebody will read them.
class PlanBuilder {
public:
    PlanBuilder(const Scenario& scenario, bool describe, CostPlan& plan);
    /// Goes on with a plan that another builder began.
    PlanBuilder(const Scenario& scenario, bool describe, CostPlan& plan, bool begun);

    int horizon() const { return m_plan.periods; }
    const Finance& finance() const { return m_finance; }
    /// Whether somebody reads the lines as formulas.
    bool isDetailed() const { return m_describe && m_plan.detailed; }

    template <class Working, class Detail>
    void add(const PlanLine& line, Working working, Detail detail) {
        const bool detailed = isDetailed();
        if ((line.amount == 0.0 && !detailed) || line.first > line.last) return;
        if (detailed && !addDetail(detail(), line.amount)) return;
        m_plan.lines.push_back(line);
        if (m_describe) m_plan.workings.push_back(working());
    }
    /// Every month, at a price that moves by `driftPerYear`.
    template <class Working, class Detail>
    void monthly(CostComponent component, double amount, double driftPerYear, int series,
                 Working working, Detail detail) {
        add({.component = component,
             .amount = amount,
             .driftPerYear = driftPerYear,
             .first = 1,
             .last = horizon(),
             .series = series},
            working, detail);
    }
    /// -1 while `use` does not change; else the series of machines in use, or of machines bought.
    int unitSeries(const Consumption& use);
    int purchaseSeries(const Consumption& use);
    int addSeries(std::vector<double> values);
    /// `share` of the hours of administration, and those of the set-up; `isNew` false leaves the
    /// set-up out. `units` and `purchases` are the series above.
    void addLabour(double share, bool isNew, const Consumption& use, int units, int purchases);

    std::string price(double amount) const;   ///< "$0.29"
    std::string amount(double value) const;   ///< "$4,699"
    static std::string unitsText(int units);  ///< " x 3", nothing for one

    /// The value of an input, under the label that its form has; 0 where it is not set.
    LineFactor input(std::string_view fieldId) const;

private:
    /// False, and nothing added, when neither the line is something nor an input could make it so.
    bool addDetail(LineDetail detail, double amount);

    const Scenario& m_scenario;
    const Finance& m_finance;
    bool m_describe;
    CostPlan& m_plan;
};

}  // namespace headroom
