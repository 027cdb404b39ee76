// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/decision/assessor.h"
#include "core/scenario/fields.h"

namespace headroom {

/// Prices options while inputs of a scenario move: arithmetic alone as long as money and volumes
/// do, judged anew when memory or speed may have changed.
class Repricer {
public:
    /// The catalog must outlive it.
    Repricer(const Scenario& scenario, const Catalog& catalog);

    /// Moves an input; its former value stays until it is moved again.
    void set(const Field& field, double value);
    /// Everything as it was at first.
    void reset();
    const Scenario& scenario() const { return m_scenario; }

    double presentValue(const OptionResult& result);
    /// Cost by month; valid until the next call.
    std::span<const double> totals(const OptionResult& result);
    /// Of the last totals, what a sale at the end brings (negative).
    double lastResale() const { return m_pricer.lastResale(); }

private:
    const CostFacts& factsOf(const OptionResult& result);

    Scenario m_original;
    Scenario m_scenario;
    const Catalog& m_catalog;
    OptionPricer m_pricer;
    bool m_moneyOnly{true};
    std::optional<Assessor> m_assessor;
    std::map<std::string, std::shared_ptr<const CostFacts>> m_judged;
};

}  // namespace headroom
