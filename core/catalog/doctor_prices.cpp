// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>

#include "core/catalog/doctor_book.h"
#include "core/catalog/peer_spread.h"
#include "core/units/format.h"

namespace headroom {

namespace {

struct Tier {
    std::string_view column;
    std::string_view words;
};
constexpr std::array kTiers{
    Tier{"price_on_demand_usd_h", "on demand"},
    Tier{"price_spot_usd_h", "spot"},
    Tier{"price_reserved_3m_usd_h", "reserved for 3 months"},
    Tier{"price_reserved_6m_usd_h", "reserved for 6 months"},
    Tier{"price_reserved_1y_usd_h", "reserved for 1 year"},
    Tier{"price_reserved_3y_usd_h", "reserved for 3 years"},
};

std::string_view wordsOf(std::string_view column) {
    for (const Tier& tier : kTiers) {
        if (tier.column == column) return tier.words;
    }
    return column;
}

/// What an instance costs by the tiers of `kTiers`.
using TierPrices = std::array<std::optional<double>, kTiers.size()>;

TierPrices tierPrices(const Row& row) {
    TierPrices prices;
    for (std::size_t i = 0; i < kTiers.size(); ++i) prices[i] = row.number(kTiers[i].column);
    return prices;
}

/// Giving up the right to keep the machine, or to leave it, is paid with a lower price: no tier is
/// dearer than on demand, and three years are not dearer than one.
constexpr std::size_t kOnDemand = 0;
constexpr std::size_t kOneYear = 4;
constexpr std::size_t kThreeYears = 5;

void checkNotDearer(DoctorBook& book, const Row& row, const TierPrices& prices, std::size_t cheap,
                    std::size_t dear) {
    if (!prices[cheap] || !prices[dear] || *prices[cheap] <= *prices[dear]) return;
    book.warn("cloud_prices", row, kTiers[cheap].column,
              dollarText(*prices[cheap]) + " an hour " + std::string(kTiers[cheap].words) +
                  " is more than " + dollarText(*prices[dear]) + ' ' +
                  std::string(kTiers[dear].words) + '.',
              "Check both prices; one may be for another instance or from another day.");
}

void checkTierOrder(DoctorBook& book, const Row& row, const TierPrices& prices) {
    for (std::size_t tier = 0; tier < kTiers.size(); ++tier) {
        if (tier != kOnDemand) checkNotDearer(book, row, prices, tier, kOnDemand);
    }
    checkNotDearer(book, row, prices, kThreeYears, kOneYear);
}

/// Vendors count 10^9 bytes, drivers 2^30: mixing them is 7 % off, rounding is less than this.
constexpr double kSameMemory = 0.05;

void checkMemoryOfOffers(DoctorBook& book) {
    std::unordered_map<std::string, double> known;
    for (const Row& row : book.rows("accelerators")) {
        if (const auto memory = row.number("memory_gib")) known.emplace(row.text("id"), *memory);
    }
    for (const Row& row : book.rows("cloud_prices")) {
        const auto accelerator = known.find(row.text("accelerator_id"));
        const std::optional<double> memory = row.number("memory_gib_per_accelerator");
        if (!memory || accelerator == known.end() || !(accelerator->second > 0)) continue;
        if (std::fabs(*memory / accelerator->second - 1) <= kSameMemory) continue;
        book.warn("cloud_prices", row, "memory_gib_per_accelerator",
                  formatSignificant(*memory) + " GiB an accelerator; " +
                      quotedText(accelerator->first) + " has " +
                      formatSignificant(accelerator->second) + " GiB in accelerators.",
                  "Correct the one that is wrong, or choose the accelerator that is rented.");
    }
}

/// A price that three typical requests make of two: prompts are about three times as long as
/// answers.
double blended(double input, double output) {
    return 0.75 * input + 0.25 * output;
}

/// `limit` costs at least `price`; says so when it does not.
void checkNotAbove(DoctorBook& book, const Row& row, std::string_view column,
                   std::string_view limitColumn, std::string_view words,
                   std::string_view limitWords, std::string_view reason) {
    const std::optional<double> price = row.number(column);
    const std::optional<double> limit = row.number(limitColumn);
    if (!price || !limit || *price <= *limit) return;
    book.warn("api_prices", row, column,
              dollarText(*price) + " per million " + std::string(words) + " is more than " +
                  dollarText(*limit) + " per million " + std::string(limitWords) + "; " +
                  std::string(reason) + '.',
              "Check whether the columns were exchanged.");
}

void checkApiOrder(DoctorBook& book, const Row& row) {
    checkNotAbove(book, row, "input_usd_per_mtok", "output_usd_per_mtok", "input tokens",
                  "output tokens", "an output token takes a pass over the weights of its own");
    checkNotAbove(book, row, "cached_input_usd_per_mtok", "input_usd_per_mtok",
                  "cached input tokens", "input tokens", "a cached token is not computed again");
    checkNotAbove(book, row, "input_usd_per_mtok", "long_input_usd_per_mtok", "input tokens",
                  "input tokens of long prompts", "long prompts cost more to serve");
    checkNotAbove(book, row, "output_usd_per_mtok", "long_output_usd_per_mtok", "output tokens",
                  "output tokens after long prompts", "long prompts cost more to serve");
    const std::optional<double> input = row.number("input_usd_per_mtok");
    const std::optional<double> output = row.number("output_usd_per_mtok");
    if (input == 0.0 && output == 0.0) {
        book.advise("api_prices", row, "input_usd_per_mtok",
                    "$0 per million tokens: free of charge.",
                    "Leave it if it is a free plan; a price that is not known has no row.");
    }
}

}  // namespace

void checkRents(DoctorBook& book) {
    PeerComparison rents(kClosePeers, kMixedPeers);
    std::string narrow;
    std::string wide;
    for (const Row& row : book.rows("cloud_prices")) {
        const TierPrices prices = tierPrices(row);
        checkTierOrder(book, row, prices);
        const double count = row.number("accelerator_count").value_or(0);
        if (!(count > 0)) continue;
        const std::string_view accelerator = row.view("accelerator_id");
        const std::string_view kind = row.view("provider_kind");
        for (std::size_t i = 0; i < kTiers.size(); ++i) {
            if (!prices[i]) continue;
            wide.assign(accelerator).append(1, '\n').append(kTiers[i].column);
            narrow.assign(wide).append(1, '\n').append(kind);
            rents.add(row, kTiers[i].column, *prices[i] / count, narrow, wide);
        }
    }
    rents.outliers([&](const PeerComparison::Outlier& found) {
        const std::string tier(wordsOf(found.column));
        const std::string peers =
            "offers of " + quotedText(found.row->text("accelerator_id")) +
            (found.narrow ? " by the kind " + quotedText(found.row->text("provider_kind"))
                          : " by providers of every kind");
        book.warn("cloud_prices", *found.row, found.column,
                  outlierSentence(dollarText(found.value) + " per GPU-hour " + tier,
                                  found.value / found.peers.median, dollarText(found.peers.median),
                                  found.peers.count, peers),
                  "Check the price, the number of accelerators it is for, and which one it is.");
    });
    checkMemoryOfOffers(book);
}

void checkApiPrices(DoctorBook& book) {
    PeerComparison prices(kMixedPeers, kMixedPeers);
    for (const Row& row : book.rows("api_prices")) {
        checkApiOrder(book, row);
        const std::string weights = row.text("open_weights_equivalent");
        const std::optional<double> input = row.number("input_usd_per_mtok");
        const std::optional<double> output = row.number("output_usd_per_mtok");
        if (weights.empty() || !input || !output) continue;
        prices.add(row, "input_usd_per_mtok", blended(*input, *output), weights, weights);
    }
    prices.outliers([&](const PeerComparison::Outlier& found) {
        book.warn(
            "api_prices", *found.row, found.column,
            outlierSentence(dollarText(found.value) + " per million tokens, three in for one out,",
                            found.value / found.peers.median, dollarText(found.peers.median),
                            found.peers.count,
                            "offers of " + quotedText(found.row->text("open_weights_equivalent"))),
            "Check that both prices are per million tokens and of this model.");
    });
}

}  // namespace headroom
