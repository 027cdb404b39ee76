// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sections of the report that concern the whole evaluation.
#include <algorithm>

#include "core/cost/finance.h"
#include "core/decision/risk_verdict.h"
#include "core/explain/lines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

std::string confidenceText(Confidence confidence) {
    switch (confidence) {
        case Confidence::High:
            return "high";
        case Confidence::Medium:
            return "medium";
        case Confidence::Low:
            return "low";
        case Confidence::Unknown:
            break;
    }
    return "unknown";
}

std::string tokenPrices(std::string_view offerId, const Catalog& catalog) {
    const ApiOffer* offer = catalog.apiOffer(offerId);
    if (offer == nullptr) return "unknown";
    return formatUnitPrice(offer->input) + " in, " + formatUnitPrice(offer->output) +
           " out per million tokens";
}

std::string rentText(std::string_view offerId, RentTier tier, const Catalog& catalog) {
    const CloudOffer* offer = catalog.cloudOffer(offerId);
    const auto price = offer == nullptr ? std::nullopt : offer->price(tier);
    return price ? formatUnitPrice(*price) + " per hour" : std::string("unknown");
}

std::string priceText(const Option& option, const Catalog& catalog) {
    switch (option.kind) {
        case OptionKind::Own:
        case OptionKind::Colocated:
        case OptionKind::Kept:
        case OptionKind::Hybrid:
        case OptionKind::Burst: {
            const Machine* machine = catalog.machine(option.catalogId);
            const std::string price = machine != nullptr && machine->price
                                          ? formatUnitPrice(*machine->price)
                                          : std::string("unknown");
            if (option.kind == OptionKind::Hybrid) {
                return price + "; " + tokenPrices(option.secondId, catalog);
            }
            return option.kind == OptionKind::Burst
                       ? price + "; " + rentText(option.secondId, RentTier::OnDemand, catalog)
                       : price;
        }
        case OptionKind::Rented:
        case OptionKind::Later:
            return rentText(option.catalogId, option.tier, catalog);
        case OptionKind::Api:
            break;
    }
    return tokenPrices(option.catalogId, catalog);
}

std::string requestsSentence(const Workload& workload) {
    std::string sentence = formatSignificant(workload.requestsPerDay) + " requests on each of " +
                           formatSignificant(workload.activeDaysPerMonth) + " days a month, " +
                           formatNumber(workload.prompt.value) + " prompt and " +
                           formatNumber(workload.answer.value) + " answer tokens each; " +
                           formatPercent(workload.peakHourShare) +
                           " of a day's requests fall in the busiest hour";
    if (workload.monthlyGrowth != 0.0) {
        sentence += ", growing by " + formatPercent(workload.monthlyGrowth, 1) +
                    " a month with whole machines added in the month that needs them";
    }
    return sentence + ".";
}

std::string driftSentence(const Finance& finance) {
    return "Prices move by " + formatPercent(finance.cloudDriftPerYear, 1) + " (rent), " +
           formatPercent(finance.apiDriftPerYear, 1) + " (API), " +
           formatPercent(finance.electricityDriftPerYear, 1) + " (electricity) and " +
           formatPercent(finance.hardwareDriftPerYear, 1) +
           " (machines) a year; labour, upkeep, colocation and licences follow inflation of " +
           formatPercent(finance.inflationPerYear, 1) + ".";
}

std::string taxSentence(const IncomeTax& tax) {
    const double rate = finance::combinedTaxRate(tax.federalRate, tax.stateRate);
    if (rate == 0.0) return "Costs are before income tax.";
    return "Costs are after income tax of " + formatPercent(rate, 1) +
           ": running costs are deducted in their year, purchases over " + formatNumber(tax.years) +
           " years" +
           (tax.firstYearWithIncome > 1 ? ", from year " + formatNumber(tax.firstYearWithIncome) +
                                              " on, the first with income to deduct from"
                                        : std::string()) +
           ". Not tax advice.";
}

void addCostSentences(std::vector<std::string>& sentences, const Scenario& scenario,
                      const Catalog& catalog) {
    const Finance& finance = scenario.finance;
    sentences.push_back("A month has " + formatNumber(finance.hoursPerMonth) +
                        " hours in every hour-based cost; reserved instances are paid "
                        "around the clock and to the end of their term, others " +
                        formatSignificant(finance.rentedHoursPerDay) + " hours a day.");
    sentences.push_back("Costs are booked at the end of the month and discounted at " +
                        formatPercent(finance.discountRatePerYear, 1) +
                        " a year (effective, nominal) over " + formatNumber(finance.horizonMonths) +
                        " months.");
    sentences.push_back(driftSentence(finance));
    sentences.push_back("Machines keep " + formatPercent(finance.residualShare) +
                        " of their price after 36 months, other ages by the published curves, "
                        "which contradict one another; break-even leaves the resale out.");
    sentences.push_back(taxSentence(scenario.incomeTax));
    sentences.push_back("Administration takes " + formatSignificant(finance.adminHoursPerMonth) +
                        " hours a month and machine at " +
                        formatMoney(money(finance.adminHourlyRate, finance.currency)) +
                        " an hour, the set-up of a machine " +
                        formatSignificant(finance.setupHours) +
                        " hours once; half of both for a rented instance, none for an API.");
    if (const auto tariff = electricityPrice(scenario, catalog)) {
        sentences.push_back("Electricity costs " + formatUnitPrice(*tariff) + " per kWh (" +
                            (scenario.place.electricityPriceOverride
                                 ? std::string("your price")
                                 : scenario.place.tariffRegion) +
                            ") with a PUE of " + formatNumber(scenario.place.pue, 2) + ".");
    }
}

void addSpeedSentences(std::vector<std::string>& sentences, const Scenario& scenario) {
    sentences.push_back(
        "Speed comes from memory traffic and fixed times per class of device; the "
        "range is how far measurements of that class lie from it.");
    sentences.push_back(
        scenario.place.networkMilliseconds
            ? "The first token of rented machines waits for a network round trip of " +
                  formatNumber(*scenario.place.networkMilliseconds) + " ms; own ones are next door."
            : std::string("The first token of rented machines waits for the network, estimated by "
                          "the distance to the offer's country; own machines are next door."));
    if (scenario.model.draftTokens) {
        sentences.push_back("Speculative decoding drafts " +
                            formatNumber(*scenario.model.draftTokens) + " tokens a step, " +
                            formatPercent(scenario.model.draftAcceptance) +
                            " of them right where those before are.");
    }
    if (scenario.workload.fineTuning.method != FineTuneMethod::None) {
        sentences.push_back(
            "Fine-tuning reaches what devices of the class reach when they read prompts, and at "
            "most half of the dense 16-bit rate, on all operations of its forward and backward "
            "passes; serving pauses meanwhile.");
    }
}

}  // namespace

std::vector<std::string> assumptions(const Scenario& scenario, const Evaluation& evaluation,
                                     const Catalog& catalog) {
    std::vector<std::string> sentences{requestsSentence(scenario.workload)};
    sentences.push_back("Every machine is held to all " +
                        formatNumber(scenario.workload.concurrentUsers) +
                        " concurrent users, also where several share the requests; at most " +
                        formatNumber(kMostUnits) + " are combined.");
    addCostSentences(sentences, scenario, catalog);
    addSpeedSentences(sentences, scenario);
    sentences.push_back(
        "The verdict is clear when the best way of running is the cheapest in at least " +
        formatPercent(kClearProbability) +
        " of the draws, no single input turns it and the low end of the speed range "
        "still passes; open below " +
        formatPercent(kLeaningProbability) + "; leaning between.");
    if (!evaluation.options.empty()) {
        sentences.push_back(formatNumber(static_cast<double>(evaluation.options.size())) +
                            " options were judged, " +
                            formatNumber(static_cast<double>(evaluation.feasibleCount)) +
                            " pass every hard rule.");
    }
    return sentences;
}

std::vector<std::string> notIncluded(const Scenario& scenario) {
    const Finance& finance = scenario.finance;
    std::vector<std::string> sentences{
        "Quality: a smaller quantization or another model may answer worse.",
        "What an outage costs the people who wait."};
    const auto unset = [&](bool isUnset, const char* sentence) {
        if (isUnset) sentences.emplace_back(sentence);
    };
    unset(scenario.incomeTax.federalRate == 0.0 && scenario.incomeTax.stateRate == 0.0,
          "Income tax and depreciation, as the tax rates are set to 0 %.");
    unset(scenario.financing.choice == FinancingChoice::Cash,
          "Loans and leases: machines are paid at once.");
    unset(finance.shippingPerMachine == 0.0, "Shipping and import duty, set to 0.");
    unset(finance.siteWork == 0.0, "Circuit, UPS, rack and other work on the room, set to 0.");
    unset(finance.spareUnits == 0, "A machine in reserve for the case that one fails.");
    unset(!scenario.colocation.pricePerKilowatt, "Colocation, as no price per kilowatt is given.");
    if (scenario.finance.salesTaxRate == 0.0) {
        sentences.push_back("Sales tax or VAT, as its rate is set to 0 %.");
    }
    if (scenario.finance.adminHoursPerMonth == 0.0) {
        sentences.push_back("Labour, as administration is set to 0 hours.");
    }
    if (scenario.finance.apis == ApiComparison::SameWeights) {
        sentences.push_back("Hosted APIs of other models than the chosen one.");
    }
    if (!scenario.model.companions.empty()) {
        sentences.push_back("Hosted embedding and reranking in the API options.");
    }
    if (scenario.model.index.vectors > 0) {
        sentences.push_back("A hosted vector database in the API options.");
    }
    return sentences;
}

ExplanationLine priceSource(const OptionResult& result, const Catalog& catalog) {
    InputReferences from{optionReference(result.option)};
    for (InputReference& row : priceRows(result.option, catalog)) from.push_back(std::move(row));
    return {result.option.name,
            "confidence " + confidenceText(result.price.confidence),
            result.price.date.empty() ? std::string("date unknown") : result.price.date,
            priceText(result.option, catalog),
            result.price.source.empty() ? std::string("source unknown") : result.price.source,
            std::move(from)};
}

std::vector<ExplanationLine> priceSources(const Evaluation& evaluation,
                                          const std::vector<std::size_t>& options,
                                          const Catalog& catalog) {
    std::vector<ExplanationLine> lines;
    for (const std::size_t index : options) {
        if (index >= evaluation.options.size()) continue;
        lines.push_back(priceSource(evaluation.options[index], catalog));
    }
    return lines;
}

}  // namespace headroom
