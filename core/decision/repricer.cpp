// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/repricer.h"

#include "core/decision/input_ranges.h"

namespace headroom {

Repricer::Repricer(const Scenario& scenario, const Catalog& catalog)
    : m_original(scenario), m_scenario(scenario), m_catalog(catalog) {}

void Repricer::set(const Field& field, double value) {
    field.set(m_scenario, FieldValue(value));
    if (movesMoneyOnly(field)) return;
    m_moneyOnly = false;
    m_assessor.reset();
    m_judged.clear();
}

void Repricer::reset() {
    m_scenario = m_original;
    m_moneyOnly = true;
    m_assessor.reset();
    m_judged.clear();
}

const CostFacts& Repricer::factsOf(const OptionResult& result) {
    if (m_moneyOnly) return *result.facts;
    auto& judged = m_judged[result.option.id];
    if (judged) return *judged;
    if (!m_assessor) m_assessor.emplace(m_scenario, m_catalog);
    if (result.option.kind == OptionKind::Later) {
        Option rented = result.option;
        rented.kind = OptionKind::Rented;
        Option own = result.option;
        own.kind = OptionKind::Own;
        own.catalogId = result.option.secondId;
        auto facts = std::make_shared<CostFacts>(*m_assessor->assess(rented).facts);
        facts->kind = OptionKind::Later;
        facts->second = m_assessor->assess(own).facts;
        judged = std::move(facts);
    } else {
        judged = m_assessor->assess(result.option).facts;
    }
    return judged ? *judged : *result.facts;
}

double Repricer::presentValue(const OptionResult& result) {
    return m_pricer.presentValue(factsOf(result), m_scenario);
}

std::span<const double> Repricer::totals(const OptionResult& result) {
    return m_pricer.totals(factsOf(result), m_scenario);
}

}  // namespace headroom
