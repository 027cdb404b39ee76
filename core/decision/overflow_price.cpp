// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/overflow_price.h"

namespace headroom {

OverflowPrice overflowPrice(const OverflowSummary& overflow, std::int64_t arrived,
                            const Scenario& scenario, const std::vector<OptionResult>& options,
                            const Catalog& catalog) {
    OverflowPrice price;
    if (arrived <= 0) return price;
    const Workload& workload = scenario.workload;
    const double month = workload.requestsPerDay * workload.activeDaysPerMonth;
    const double scale = month / static_cast<double>(arrived);
    price.share = overflow.share;
    price.requestsPerMonth = static_cast<double>(overflow.requests) * scale;
    price.promptPerMonth = overflow.prompt * scale;
    price.answerPerMonth = overflow.answer * scale;
    const double cached = overflow.cached.value * scale / 1e6;
    const double fresh = price.promptPerMonth.value / 1e6 - cached;
    const double answers = price.answerPerMonth.value / 1e6;
    const Currency currency = scenario.finance.currency;
    double cheapest = 0;
    for (const OptionResult& result : options) {
        if (result.option.kind != OptionKind::Api || !result.feasible) continue;
        const ApiOffer* offer = catalog.apiOffer(result.option.catalogId);
        if (offer == nullptr) continue;
        const auto rate = [&](const UnitPrice& listed) {
            return convert(listed, currency, catalog).amount;
        };
        const double amount = fresh * rate(offer->input) +
                              cached * rate(offer->cachedInput.value_or(offer->input)) +
                              answers * rate(offer->output);
        if (price.perMonth && amount >= cheapest) continue;
        cheapest = amount;
        price.perMonth = money(amount, currency);
        price.optionId = result.option.id;
        price.offerId = offer->id;
        price.name = result.option.name;
    }
    return price;
}

}  // namespace headroom
