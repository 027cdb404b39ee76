// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/option.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "core/decision/constraints.h"
#include "core/decision/offer_choice.h"
#include "core/decision/support.h"
#include "core/units/format.h"

namespace headroom {
namespace {

struct TierText {
    RentTier tier;
    std::string_view id;
    std::string_view label;
};
constexpr std::array kTiers{
    TierText{RentTier::OnDemand, "on-demand", "on demand"},
    TierText{RentTier::Spot, "spot", "spot"},
    TierText{RentTier::Reserved1Year, "reserved-1y", "1 year reserved"},
    TierText{RentTier::Reserved3Years, "reserved-3y", "3 years reserved"},
};

std::string offerName(const CloudOffer& offer, std::string_view tier) {
    std::string name =
        offer.provider + " " + formatNumber(offer.acceleratorCount) + " x " + offer.acceleratorName;
    if (!offer.region.empty()) name += " (" + offer.region + ")";
    return name + ", " + std::string(tier);
}

struct PaymentText {
    Payment payment;
    std::string_view id;
    std::string_view label;
};
constexpr std::array kPayments{
    PaymentText{Payment::Cash, "", ""},
    PaymentText{Payment::Loan, "/loan", ", on a loan"},
    PaymentText{Payment::Lease, "/lease", ", leased"},
};

bool isAsked(Payment payment, FinancingChoice choice) {
    switch (choice) {
        case FinancingChoice::Cash:
            return payment == Payment::Cash;
        case FinancingChoice::Loan:
            return payment == Payment::Loan;
        case FinancingChoice::Lease:
            return payment == Payment::Lease;
        case FinancingChoice::Each:
            break;
    }
    return true;
}

/// The engine on each host, worked out once for machines that are alike to it.
class Engines {
public:
    Engines(const WeightFormat& weights, const Scenario& scenario, const Catalog& catalog)
        : m_weights(weights), m_asked(scenario.model.engine), m_catalog(catalog) {}
    EngineChoice on(const Accelerator* accelerator, const std::vector<std::string>& stacks = {}) {
        const auto [known, isNew] = m_known.try_emplace({accelerator, stacks});
        if (isNew) {
            known->second = resolveEngine(m_asked, m_weights, {accelerator, stacks}, m_catalog);
        }
        return known->second;
    }

private:
    const WeightFormat& m_weights;
    EngineChoice m_asked;
    const Catalog& m_catalog;
    std::map<std::pair<const Accelerator*, std::vector<std::string>>, EngineChoice> m_known;
};

/// Each machine bought, paid in each way that is asked for, also in a data centre where that has a
/// price; and those that are there already.
void addOwn(std::vector<Option>& options, Engines& engines, const Scenario& scenario,
            const Catalog& catalog) {
    for (const Machine& machine : catalog.machines) {
        const EngineChoice engine =
            engines.on(catalog.accelerator(machine.acceleratorId), machine.stacks);
        const auto add = [&](OptionKind kind, const PaymentText& paid, const std::string& prefix,
                             const std::string& suffix) {
            options.push_back({.id = prefix + machine.id + std::string(paid.id),
                               .name = machine.name + suffix + std::string(paid.label),
                               .kind = kind,
                               .payment = paid.payment,
                               .catalogId = machine.id,
                               .engine = engine});
        };
        for (const PaymentText& paid : kPayments) {
            if (!isAsked(paid.payment, scenario.financing.choice)) continue;
            add(OptionKind::Own, paid, "own/", "");
            if (!scenario.colocation.pricePerKilowatt) continue;
            add(OptionKind::Colocated, paid, "colo/", ", colocated");
        }
        if (scenario.existing.machineId == machine.id) {
            add(OptionKind::Kept, kPayments.front(), "keep/", ", kept");
        }
    }
}

/// The cheapest API, for tokens in these proportions, that the rules let the overflow go to.
const ApiOffer* overflowApi(const Scenario& scenario, const Catalog& catalog) {
    const ApiOffer* cheapest = nullptr;
    double lowest = 0.0;
    const Workload& workload = scenario.workload;
    if (workload.fineTuning.method != FineTuneMethod::None) return nullptr;
    for (const ApiOffer& offer : catalog.apiOffers) {
        if (offer.openWeightsEquivalent != scenario.model.modelId ||
            apiPlacement(offer, scenario.privacy, catalog) || apiContext(offer, workload)) {
            continue;
        }
        const OptionPrices prices = apiPrices(offer, scenario, catalog);
        const double cached = workload.prompt.value * workload.cachedPromptShare;
        const double cost = (workload.prompt.value - cached) * prices.input +
                            cached * prices.cachedInput + workload.answer.value * prices.output;
        if (cheapest != nullptr && cost >= lowest) continue;
        cheapest = &offer;
        lowest = cost;
    }
    return cheapest;
}

/// Each machine with the same API for what it cannot take.
void addHybrids(std::vector<Option>& options, Engines& engines, const Scenario& scenario,
                const Catalog& catalog) {
    const ApiOffer* api = overflowApi(scenario, catalog);
    if (api == nullptr) return;
    for (const Machine& machine : catalog.machines) {
        if (!machine.price) continue;
        const EngineChoice engine =
            engines.on(catalog.accelerator(machine.acceleratorId), machine.stacks);
        options.push_back({.id = "hybrid/" + machine.id + '/' + api->id,
                           .name = machine.name + " + " + api->provider + " for the overflow",
                           .kind = OptionKind::Hybrid,
                           .catalogId = machine.id,
                           .secondId = api->id,
                           .engine = engine});
    }
}

void addRented(std::vector<Option>& options, Engines& engines, const Catalog& catalog) {
    std::vector<const CloudOffer*> compared = offersToCompare(catalog.cloudOffers);
    std::stable_sort(compared.begin(), compared.end(), [](const auto* a, const auto* b) {
        return std::tie(a->acceleratorId, a->acceleratorCount) <
               std::tie(b->acceleratorId, b->acceleratorCount);
    });
    for (const CloudOffer* const one : compared) {
        const CloudOffer& offer = *one;
        if (offer.providerKind == "market-index") continue;
        const EngineChoice engine = engines.on(catalog.accelerator(offer.acceleratorId));
        for (const TierText& tier : kTiers) {
            if (!offer.price(tier.tier)) continue;
            options.push_back({.id = "rent/" + offer.id + "/" + std::string(tier.id),
                               .name = offerName(offer, tier.label),
                               .kind = OptionKind::Rented,
                               .tier = tier.tier,
                               .catalogId = offer.id,
                               .engine = engine});
        }
    }
}

void addApis(std::vector<Option>& options, const Scenario& scenario, const Catalog& catalog) {
    for (const ApiOffer& offer : catalog.apiOffers) {
        const bool same = offer.openWeightsEquivalent == scenario.model.modelId;
        if (scenario.finance.apis == ApiComparison::SameWeights && !same) continue;
        options.push_back({.id = "api/" + offer.id,
                           .name = offer.provider + " " + offer.model,
                           .kind = OptionKind::Api,
                           .catalogId = offer.id});
    }
}

}  // namespace

std::string_view optionKindLabel(OptionKind kind) {
    switch (kind) {
        case OptionKind::Own:
            return "own";
        case OptionKind::Rented:
            return "rent";
        case OptionKind::Api:
            return "API";
        case OptionKind::Colocated:
            return "colocated";
        case OptionKind::Hybrid:
            return "hybrid";
        case OptionKind::Burst:
            return "own + cloud";
        case OptionKind::Later:
            return "rent, then buy";
        case OptionKind::Kept:
            return "keep";
    }
    return "";
}

bool ownsMachines(OptionKind kind) {
    return kind == OptionKind::Own || kind == OptionKind::Colocated || kind == OptionKind::Kept ||
           sendsOverflow(kind);
}

bool sendsOverflow(OptionKind kind) {
    return kind == OptionKind::Hybrid || kind == OptionKind::Burst;
}

OptionKind baseKind(OptionKind kind) {
    if (ownsMachines(kind)) return OptionKind::Own;
    return kind == OptionKind::Later ? OptionKind::Rented : kind;
}

std::string_view supportLabel(SupportVerdict verdict) {
    switch (verdict) {
        case SupportVerdict::Native:
            return "native";
        case SupportVerdict::Slow:
            return "slow fallback";
        case SupportVerdict::Emulated:
            return "emulated";
        case SupportVerdict::Unsupported:
            return "unsupported";
        case SupportVerdict::Unknown:
            return "not verified";
    }
    return "";
}

std::string kernelsText(const std::vector<Caution>& cautions) {
    std::string text;
    for (const Caution& caution : cautions) {
        const std::string_view label = supportLabel(caution.verdict);
        if (text.find(label) != std::string::npos) continue;
        if (!text.empty()) text += ", ";
        text += label;
    }
    return text.empty() ? std::string(supportLabel(SupportVerdict::Native)) : text;
}

std::vector<Option> candidateOptions(const Scenario& scenario, const Catalog& catalog) {
    std::vector<Option> options;
    options.reserve(catalog.machines.size() +
                    2 * std::min(catalog.cloudOffers.size(), kManyOffers) +
                    catalog.apiOffers.size());
    if (const WeightFormat* weights = catalog.format(scenario.model.weightFormatId)) {
        Engines engines(*weights, scenario, catalog);
        // Options of the same devices side by side: what these can do is worked out once for all
        // that are judged in a row.
        addOwn(options, engines, scenario, catalog);
        addHybrids(options, engines, scenario, catalog);
        addRented(options, engines, catalog);
    }
    addApis(options, scenario, catalog);
    return options;
}

std::vector<Option> burstOptions(const Option& rented, const Scenario& scenario,
                                 const Catalog& catalog) {
    std::vector<Option> options;
    const WeightFormat* weights = catalog.format(scenario.model.weightFormatId);
    if (weights == nullptr) return options;
    Engines engines(*weights, scenario, catalog);
    for (const Machine& machine : catalog.machines) {
        if (!machine.price) continue;
        const EngineChoice engine =
            engines.on(catalog.accelerator(machine.acceleratorId), machine.stacks);
        options.push_back({.id = "burst/" + machine.id + '/' + rented.catalogId,
                           .name = machine.name + " + " + rented.name + " in the busiest hours",
                           .kind = OptionKind::Burst,
                           .catalogId = machine.id,
                           .secondId = rented.catalogId,
                           .engine = engine});
    }
    return options;
}

}  // namespace headroom
