// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/speed/network.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom {
namespace {

/// Degrees; the middle of a state, the main data centres or largest cities of a country.
struct Region {
    std::string_view code;
    double latitude;
    double longitude;
};

constexpr std::array kRegions{
    Region{"US", 39.8, -98.6},     Region{"US-AL", 32.8, -86.8},  Region{"US-AK", 61.4, -152.3},
    Region{"US-AZ", 33.7, -111.4}, Region{"US-AR", 35.0, -92.4},  Region{"US-CA", 36.1, -119.7},
    Region{"US-CO", 39.1, -105.3}, Region{"US-CT", 41.6, -72.8},  Region{"US-DE", 39.3, -75.5},
    Region{"US-DC", 38.9, -77.0},  Region{"US-FL", 27.8, -81.7},  Region{"US-GA", 33.0, -83.6},
    Region{"US-HI", 21.1, -157.5}, Region{"US-ID", 44.2, -114.5}, Region{"US-IL", 40.3, -89.0},
    Region{"US-IN", 39.8, -86.3},  Region{"US-IA", 42.0, -93.2},  Region{"US-KS", 38.5, -96.7},
    Region{"US-KY", 37.7, -84.7},  Region{"US-LA", 31.2, -91.9},  Region{"US-ME", 44.7, -69.4},
    Region{"US-MD", 39.1, -76.8},  Region{"US-MA", 42.2, -71.5},  Region{"US-MI", 43.3, -84.5},
    Region{"US-MN", 45.7, -93.9},  Region{"US-MS", 32.7, -89.7},  Region{"US-MO", 38.5, -92.3},
    Region{"US-MT", 46.9, -110.5}, Region{"US-NE", 41.1, -98.3},  Region{"US-NV", 38.3, -117.1},
    Region{"US-NH", 43.5, -71.6},  Region{"US-NJ", 40.3, -74.5},  Region{"US-NM", 34.8, -106.2},
    Region{"US-NY", 42.2, -74.9},  Region{"US-NC", 35.6, -79.8},  Region{"US-ND", 47.5, -99.8},
    Region{"US-OH", 40.4, -82.8},  Region{"US-OK", 35.6, -96.9},  Region{"US-OR", 44.6, -122.1},
    Region{"US-PA", 40.6, -77.2},  Region{"US-RI", 41.7, -71.5},  Region{"US-SC", 33.9, -80.9},
    Region{"US-SD", 44.3, -99.4},  Region{"US-TN", 35.7, -86.7},  Region{"US-TX", 31.1, -97.6},
    Region{"US-UT", 40.2, -111.9}, Region{"US-VT", 44.0, -72.7},  Region{"US-VA", 37.8, -78.2},
    Region{"US-WA", 47.4, -121.5}, Region{"US-WV", 38.5, -81.0},  Region{"US-WI", 44.3, -89.6},
    Region{"US-WY", 42.8, -107.3}, Region{"EU", 50.1, 8.7},       Region{"DE", 50.1, 8.7},
    Region{"FR", 48.9, 2.4},       Region{"IT", 45.5, 9.2},       Region{"ES", 40.4, -3.7},
    Region{"BE", 50.8, 4.4},       Region{"NL", 52.4, 4.9},       Region{"FI", 60.2, 24.9},
    Region{"DK", 55.7, 12.6},      Region{"SE", 59.3, 18.1},      Region{"NO", 59.9, 10.8},
    Region{"AT", 48.2, 16.4},      Region{"CH", 47.4, 8.5},       Region{"PL", 52.2, 21.0},
    Region{"CZ", 50.1, 14.4},      Region{"PT", 38.7, -9.1},      Region{"GR", 38.0, 23.7},
    Region{"HU", 47.5, 19.0},      Region{"RO", 44.4, 26.1},      Region{"MT", 35.9, 14.5},
    Region{"BG", 42.7, 23.3},      Region{"IE", 53.3, -6.3},      Region{"GB", 51.5, -0.1},
    Region{"IS", 64.1, -21.9},     Region{"CA", 45.5, -75.0},     Region{"MX", 20.6, -100.4},
    Region{"BR", -23.5, -46.6},    Region{"CL", -33.4, -70.7},    Region{"ZA", -26.2, 28.0},
    Region{"SA", 24.7, 46.7},      Region{"AE", 25.2, 55.3},      Region{"IL", 32.1, 34.8},
    Region{"QA", 25.3, 51.5},      Region{"TR", 41.0, 29.0},      Region{"UA", 50.4, 30.5},
    Region{"IN", 19.1, 72.9},      Region{"SG", 1.35, 103.8},     Region{"MY", 3.1, 101.7},
    Region{"ID", -6.2, 106.8},     Region{"HK", 22.3, 114.2},     Region{"TW", 25.0, 121.5},
    Region{"CN", 31.2, 121.5},     Region{"KR", 37.6, 127.0},     Region{"JP", 35.7, 139.7},
    Region{"AU", -33.9, 151.2},    Region{"NZ", -36.8, 174.8},
};

constexpr double kLightKilometresPerSecond = 299792.458;
constexpr double kEarthRadiusKilometres = 6371;
/// Round trips between data centres against light along the great circle: glass slows it by 1.5,
/// cables do not run straight (docs/serving.md 2).
constexpr double kInflation = 2.3;
/// From a person's desk to the backbone and back; chosen by us.
constexpr double kAccessSeconds = 0.010;

const Region* find(std::string_view code) {
    const auto exact = std::find_if(kRegions.begin(), kRegions.end(),
                                    [&](const Region& region) { return region.code == code; });
    if (exact != kRegions.end()) return &*exact;
    const std::size_t dash = code.find('-');
    return dash == std::string_view::npos ? nullptr : find(code.substr(0, dash));
}

double radians(double degrees) {
    return degrees * 3.14159265358979323846 / 180;
}

/// Haversine formula.
double kilometres(const Region& a, const Region& b) {
    const double latitude = std::sin(radians(b.latitude - a.latitude) / 2);
    const double longitude = std::sin(radians(b.longitude - a.longitude) / 2);
    const double h = latitude * latitude + std::cos(radians(a.latitude)) *
                                               std::cos(radians(b.latitude)) * longitude *
                                               longitude;
    return 2 * kEarthRadiusKilometres * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace

std::optional<Seconds> networkRoundTrip(std::string_view from, std::string_view to) {
    const Region* a = find(from);
    const Region* b = find(to);
    if (a == nullptr || b == nullptr) return std::nullopt;
    const double light = 2 * kilometres(*a, *b) / kLightKilometresPerSecond;
    return seconds(kAccessSeconds + kInflation * light);
}

}  // namespace headroom
