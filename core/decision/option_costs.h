// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <span>

#include "core/cost/cash_flow.h"
#include "core/energy/power.h"

namespace headroom {

enum class OptionKind {
    Own,
    Rented,
    Api,
    Colocated,  ///< own machines in a data centre
    Hybrid,     ///< own machines to their capacity, a hosted API for the rest
    Burst,      ///< own machines to their capacity, rented ones for the rest
    Later,      ///< rented at first, then bought
    Kept,       ///< machines that are there already
};

inline constexpr std::array kAllKinds{OptionKind::Own,    OptionKind::Rented,    OptionKind::Api,
                                      OptionKind::Hybrid, OptionKind::Colocated, OptionKind::Burst,
                                      OptionKind::Later,  OptionKind::Kept};

/// Whether the machines are one's own: bought, colocated, kept, or with something hosted beside
/// them.
bool ownsMachines(OptionKind kind);
/// Whether what the machines cannot take goes elsewhere.
bool sendsOverflow(OptionKind kind);

/// Own, Rented or Api: what the option is before all else, and the colour it is drawn in.
OptionKind baseKind(OptionKind kind);

/// Most machines or instances that one option may consist of.
inline constexpr int kMostUnits = 8;

/// What the costs of an option need beside the money and volume inputs of a scenario. Memory and
/// speed stand behind it; as long as they do not change, any number of scenarios can be priced from
/// it without the catalog.
struct CostFacts {
    OptionKind kind{};
    RentTier tier{};
    Payment payment{};
    OptionPrices prices;         ///< of the machine, the instance or the tokens
    OptionPrices hosted;         ///< hybrid: of the tokens
    double requestsPerSecond{};  ///< that one unit can serve; 0 = unknown, one unit is taken
    double serviceSeconds{};     ///< of one request alone on a unit
    int fixedUnits{};            ///< machines kept, or beside which the rest goes elsewhere; 0 = as
                                 ///< many as the load needs
    int slotCount{};             ///< hybrid: requests at a time that one unit holds
    double promptSeconds{};      ///< hybrid: to read the prompt of one request
    double answerSecondsAlone{};  ///< hybrid: to write an answer with one slot busy
    double answerSecondsFull{};   ///< hybrid: the same with every slot busy
    PowerStates power{};          ///< of one machine
    double trainingHoursPerMonth{};
    double weightGigabytes{};
    Kept kept;
    bool marketValueTyped{};  ///< else it follows from the price and the resale curve
    /// Later: the machines bought after the months of renting, which are described by the rest.
    /// Burst: the instances rented beside the machines.
    std::shared_ptr<const CostFacts> second;
};

/// Requests of the first month, and a second in the busiest hour of its days.
double requestsPerMonth(const Workload& workload);
double peakRequestsPerSecond(const Workload& workload);
double growthFactor(const Workload& workload, int month);
/// Million tokens over the horizon, prompts and answers, each month's discounted to the start at an
/// effective annual rate; 0 sums them as they are.
double millionTokens(const Scenario& scenario, double ratePerYear);

/// Units that serve `perSecond` requests, without reserve; at least 1, not bounded.
double unitsFor(const CostFacts& facts, double perSecond);
/// Share of the time in which a unit serves at least one request: requests come at random and are
/// served together (M/G/infinity, docs/hardware.md 2).
double busyShare(const CostFacts& facts, double requestsPerMonth, int units, double hoursPerMonth);
/// What the option consumes in this scenario.
void consumptionOf(const CostFacts& facts, const Scenario& scenario, Consumption& use);

/// Prices options again and again without allocating anew.
class OptionPricer {
public:
    /// Cost by month, [0] = the start, in major units and not rounded; valid until the next call.
    std::span<const double> totals(const CostFacts& facts, const Scenario& scenario);
    double presentValue(const CostFacts& facts, const Scenario& scenario);
    /// The last totals without the proceeds of a sale at the end.
    double lastResale() const { return m_resale; }

private:
    void plan(const CostFacts& facts, const Scenario& scenario);

    Consumption m_use;
    CostPlan m_plan;
    PlanFlows m_flows;
    std::vector<double> m_chain;
    double m_resale{};
};

/// A plan with its details, the month of the option in which it starts and the scenario it is of.
struct DatedPlan {
    int start{};
    Scenario scenario;
    CostPlan plan;
};
/// What `cashFlowOf` spreads: one plan, or two in a row for an option that buys later.
std::vector<DatedPlan> detailedPlans(const CostFacts& facts, const Scenario& scenario);

/// Texts are the dear part of a cash flow: an evaluation has hundreds and shows the working of one.
enum class Workings { Omitted, Described };
/// `CashLine::working` is empty unless described; the amounts are the same.
CashFlow cashFlowOf(const CostFacts& facts, const Scenario& scenario,
                    Workings workings = Workings::Omitted);

}  // namespace headroom
