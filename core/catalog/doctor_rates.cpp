// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "core/catalog/doctor_book.h"
#include "core/catalog/peer_spread.h"
#include "core/units/format.h"

namespace headroom {

namespace {

struct Customer {
    std::string_view column;
    std::string_view words;
};
constexpr std::array kCustomers{
    Customer{"usd_per_kwh_residential", "households"},
    Customer{"usd_per_kwh_commercial", "businesses"},
    Customer{"usd_per_kwh_industrial", "industry"},
};

/// No grid sells below a US cent or above two dollars a kWh; cents typed as dollars are above.
constexpr double kCheapestKwh = 0.01;
constexpr double kDearestKwh = 2.0;
/// Lignite alone gives about 1,140 g/kWh; no whole grid is dirtier (docs/catalog.md 3.5).
constexpr double kDirtiestGrid = 1200;

void checkTariff(DoctorBook& book, const Row& row) {
    for (const Customer& customer : kCustomers) {
        const std::optional<double> price = row.number(customer.column);
        if (!price || (*price >= kCheapestKwh && *price <= kDearestKwh)) continue;
        book.warn("electricity", row, customer.column,
                  dollarText(*price) + " per kWh for " + std::string(customer.words) +
                      " is outside " + dollarText(kCheapestKwh) + " to " + dollarText(kDearestKwh) +
                      '.',
                  "Check the unit: dollars, not cents, per kWh, not MWh.");
    }
    const std::optional<double> carbon = row.number("carbon_g_per_kwh");
    if (carbon && *carbon > kDirtiestGrid) {
        book.warn("electricity", row, "carbon_g_per_kwh",
                  formatSignificant(*carbon) + " g of CO2 per kWh is more than " +
                      formatNumber(kDirtiestGrid) + ", which burning only lignite would give.",
                  "Check the unit: grams, not pounds or kilograms per MWh.");
    }
}

/// US dollars per unit, to one figure, of the currencies for which the European Central Bank
/// publishes a reference rate, October 2026: a yardstick for slips, not a rate to convert with.
struct Yardstick {
    std::string_view currency;
    double usd;
};
constexpr std::array kYardsticks{
    Yardstick{"EUR", 1.1},      Yardstick{"GBP", 1.3},    Yardstick{"JPY", 0.0063},
    Yardstick{"CHF", 1.2},      Yardstick{"CAD", 0.7},    Yardstick{"AUD", 0.7},
    Yardstick{"INR", 0.01},     Yardstick{"KRW", 0.0007}, Yardstick{"SEK", 0.1},
    Yardstick{"NOK", 0.1},      Yardstick{"PLN", 0.26},   Yardstick{"BRL", 0.2},
    Yardstick{"SGD", 0.8},      Yardstick{"CNY", 0.15},   Yardstick{"ZAR", 0.06},
    Yardstick{"DKK", 0.15},     Yardstick{"CZK", 0.046},  Yardstick{"HUF", 0.003},
    Yardstick{"RON", 0.2},      Yardstick{"ISK", 0.008},  Yardstick{"ILS", 0.3},
    Yardstick{"NZD", 0.6},      Yardstick{"HKD", 0.13},   Yardstick{"MXN", 0.055},
    Yardstick{"TRY", 0.02},     Yardstick{"THB", 0.03},   Yardstick{"MYR", 0.25},
    Yardstick{"IDR", 0.000056}, Yardstick{"PHP", 0.017},
};
/// Major currencies do not double or halve within the life of a release; a quote the other way
/// round, or per hundred units, is further off for all but those near one dollar.
constexpr double kYardstickFactor = 2;
/// The dearest unit in use, the Kuwaiti dinar, is worth about $3.30; the cheapest, the Iranian
/// rial, is worth millionths of a dollar.
constexpr double kDearestUnit = 5;
constexpr double kCheapestUnit = 1e-7;

void checkRate(DoctorBook& book, const Row& row) {
    const std::optional<double> rate = row.number("usd_per_unit");
    if (!rate || !(*rate > 0)) return;
    const std::string currency = row.text("currency");
    const auto found =
        std::find_if(kYardsticks.begin(), kYardsticks.end(),
                     [&](const Yardstick& known) { return known.currency == currency; });
    const bool known = found != kYardsticks.end();
    const double lowest = known ? found->usd / kYardstickFactor : kCheapestUnit;
    const double highest = known ? found->usd * kYardstickFactor : kDearestUnit;
    if (*rate >= lowest && *rate <= highest) return;
    const std::string sense = known ? "about " + dollarText(found->usd)
                                    : dollarText(kCheapestUnit) + " to " + dollarText(kDearestUnit);
    book.warn(
        "exchange_rates", row, "usd_per_unit",
        dollarText(*rate) + " for one " + quotedText(currency) + " is far from " + sense + '.',
        "The rate is US dollars for one unit of the currency, not the other way round.");
}

}  // namespace

void checkElectricityAndRates(DoctorBook& book) {
    PeerComparison prices(kLoosePeers, kLoosePeers);
    for (const Row& row : book.rows("electricity")) {
        checkTariff(book, row);
        for (const Customer& customer : kCustomers) {
            const std::string group(customer.words);
            if (const auto price = row.number(customer.column)) {
                prices.add(row, customer.column, *price, group, group);
            }
        }
    }
    prices.outliers([&](const PeerComparison::Outlier& found) {
        book.warn("electricity", *found.row, found.column,
                  outlierSentence(dollarText(found.value) + " per kWh",
                                  found.value / found.peers.median, dollarText(found.peers.median),
                                  found.peers.count, "regions for the same kind of customer"),
                  "Check the price and its unit.");
    });
    for (const Row& row : book.rows("exchange_rates")) checkRate(book, row);
    // Ratios are written with two decimals.
    constexpr double kRatioRounding = 0.01;
    for (const Row& row : book.rows("resale")) {
        const std::optional<double> launch = row.number("launch_price_usd");
        const std::optional<double> used = row.number("used_price_usd");
        const std::optional<double> ratio = row.number("ratio");
        if (!launch || !used || !ratio || !(*launch > 0)) continue;
        if (std::fabs(*used / *launch - *ratio) <= kRatioRounding) continue;
        book.warn("resale", row, "ratio",
                  formatSignificant(*ratio) + " is not " + dollarText(*used) + " used by " +
                      dollarText(*launch) + " new, " + formatSignificant(*used / *launch) + '.',
                  "Correct the ratio or the prices.");
    }
}

}  // namespace headroom
