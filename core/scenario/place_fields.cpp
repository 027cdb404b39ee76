// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

std::array<Field, 4> circuitFields() {
    return {
        bound<&Scenario::place, &Place::circuitVolts>({
            .id = "place.circuit_volts",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Circuit voltage",
            .unit = "V",
            .minimum = 100,
            .maximum = 1000,
            .step = 10,
            .help = "Voltage of the outlet: 120 V in a North American home or office, 230 V in "
                    "Europe. Empty means that power sets no limit.",
            .defaultReason = "The usual North American outlet.",
        }),
        bound<&Scenario::place, &Place::circuitAmperes>({
            .id = "place.circuit_amperes",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Circuit breaker",
            .unit = "A",
            .minimum = 1,
            .maximum = 5000,
            .step = 1,
            .help = "Rating of the breaker. Everything on the same circuit shares it. Empty means "
                    "that power sets no limit.",
            .defaultReason = "The usual North American breaker.",
        }),
        bound<&Scenario::place, &Place::continuousShare>({
            .id = "place.continuous_share",
            .group = FieldGroup::Place,
            .kind = FieldKind::Percent,
            .label = "Continuous load",
            .unit = "%",
            .minimum = 0.1,
            .maximum = 1,
            .step = 0.05,
            .help = "Share of the breaker's rating that may be drawn for hours: 80 % by the US "
                    "National Electrical Code, which leaves 1,440 W of 120 V and 15 A.",
            .defaultReason = "NEC rule for loads that run three hours or more.",
        }),
        bound<&Scenario::place, &Place::noiseLimitDba>({
            .id = "place.noise_limit_dba",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Noise limit",
            .unit = "dBA",
            .minimum = 10,
            .maximum = 120,
            .step = 1,
            .help = "Loudest machine that the room bears: 35 dBA is a quiet office, 45 a "
                    "conversation next door, 75 a rack server. Empty sets no limit.",
            .defaultReason = "No limit: few vendors publish their noise.",
        }),
    };
}

std::array<Field, 4> electricityFields() {
    return {
        bound<&Scenario::place, &Place::tariffRegion>({
            .id = "place.tariff_region",
            .group = FieldGroup::Place,
            .kind = FieldKind::CatalogChoice,
            .label = "Electricity",
            .help = "Region whose average electricity price and grid carbon are used.",
            .defaultReason = "California, one of the dearest states of the United States.",
            .table = "electricity",
        }),
        bound<&Scenario::place, &Place::customer>({
            .id = "place.customer",
            .group = FieldGroup::Place,
            .kind = FieldKind::Choice,
            .label = "Tariff",
            .help = "Who buys the electricity. Industrial prices are often half the residential "
                    "ones.",
            .defaultReason = "A first machine usually stands at home or in a small office.",
        }),
        bound<&Scenario::place, &Place::electricityPriceOverride>({
            .id = "place.electricity_price_per_kwh",
            .group = FieldGroup::Place,
            .kind = FieldKind::Amount,
            .label = "Own electricity price",
            .unit = "per kWh",
            .minimum = 0,
            .maximum = 1e6,
            .step = 0.01,
            .help = "The price on your own bill. It replaces the region's average; empty keeps "
                    "the average.",
            .defaultReason = "The region's average is used.",
        }),
        bound<&Scenario::place, &Place::pue>({
            .id = "place.pue",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "PUE",
            .minimum = 1,
            .maximum = 3,
            .step = 0.05,
            .help = "Power usage effectiveness: power of the room divided by power of the "
                    "computers. 1.0 is an open window, 1.3 an air-conditioned room.",
            .defaultReason = "One machine in a room needs no cooling of its own.",
        }),
    };
}

std::array<Field, 2> machineFields() {
    return {
        bound<&Scenario::place, &Place::networkMilliseconds>({
            .id = "place.network_round_trip_ms",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Network round trip",
            .unit = "ms",
            .minimum = 0,
            .maximum = 60000,
            .step = 5,
            .help = "From your users to a rented machine and back, as ping shows it; it is part "
                    "of the wait for the first token. Empty estimates it from the distance "
                    "between the electricity region and the offer's country. Own machines are "
                    "taken to be next door.",
            .defaultReason = "Estimated for each offer by its country.",
        }),
        bound<&Scenario::place, &Place::display>({
            .id = "place.display",
            .group = FieldGroup::Place,
            .kind = FieldKind::Choice,
            .label = "Display",
            .help = "A screen on the first GPU takes 0.75 GiB of its memory. By kind of machine: "
                    "on desktops and laptops, not on servers; machines with unified memory keep "
                    "that room by themselves.",
            .defaultReason = "Most desktops drive their screen with the GPU they compute on.",
        }),
    };
}

std::array<Field, 4> ruleFields() {
    return {
        bound<&Scenario::place, &Place::heatLimitWatts>({
            .id = "place.heat_limit_watts",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Heat limit",
            .unit = "W",
            .minimum = 10,
            .maximum = 1e6,
            .step = 100,
            .help = "Heat that the room can lose while the machines serve. An office without air "
                    "conditioning gets warm from some 500 W on. Empty sets no limit.",
            .defaultReason = "No limit: the heat is shown, not ruled out.",
        }),
        bound<&Scenario::place, &Place::neededWithinWeeks>({
            .id = "place.needed_within_weeks",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Needed within",
            .unit = "weeks",
            .minimum = 0,
            .maximum = 520,
            .step = 1,
            .help = "When it must serve. A machine that is delivered later is ruled out. Empty "
                    "means that it can wait.",
            .defaultReason = "It can wait.",
        }),
        bound<&Scenario::place, &Place::deliveryWeeks>({
            .id = "place.delivery_weeks",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Delivery of machines",
            .unit = "weeks",
            .minimum = 0,
            .maximum = 520,
            .step = 1,
            .help = "Weeks from the order to a machine that serves: 2 to 16 are reported, for "
                    "servers in 2026 half a year and more.",
            .defaultReason = "A month; ask the dealer.",
        }),
        bound<&Scenario::place, &Place::software>({
            .id = "place.software",
            .group = FieldGroup::Place,
            .kind = FieldKind::Text,
            .label = "Software needed",
            .help = "What else must run on own machines, separated by commas: vllm, trt-llm, "
                    "axolotl. A machine whose row does not list it is ruled out as not verified.",
            .defaultReason = "The engine above is enough.",
        }),
    };
}

std::array<Field, 7> scorecardFields() {
    return {
        bound<&Scenario::place, &Place::scorecard, &Scorecard::memoryGib>({
            .id = "place.scorecard_memory_gib",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Scorecard: memory",
            .unit = "GiB",
            .minimum = 1,
            .maximum = 1000000.0,
            .step = 32,
            .help = "Memory for accelerators that a workstation is marked by, at least.",
            .defaultReason = "A 70B model in 8 bit with room for a long context.",
        }),
        bound<&Scenario::place, &Place::scorecard, &Scorecard::bandwidthGbPerSecond>({
            .id = "place.scorecard_bandwidth_gb_s",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Scorecard: bandwidth",
            .unit = "GB/s",
            .minimum = 1,
            .maximum = 1000000.0,
            .step = 100,
            .help = "Memory bandwidth of each device that a workstation is marked by, at least.",
            .defaultReason = "About 10 tokens a second from a 70B model in 4 bit.",
        }),
        bound<&Scenario::place, &Place::scorecard, &Scorecard::fp16Tflops>({
            .id = "place.scorecard_fp_tflops",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Scorecard: matrix compute",
            .unit = "TFLOPS",
            .minimum = 1,
            .maximum = 1000000.0,
            .step = 10,
            .help = "Dense FP16 rate of each device that a workstation is marked by, at least.",
            .defaultReason = "Long prompts are read in seconds rather than minutes.",
        }),
        bound<&Scenario::place, &Place::scorecard, &Scorecard::decodeWatts>({
            .id = "place.scorecard_decode_watts",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Scorecard: power",
            .unit = "W",
            .minimum = 1,
            .maximum = 1000000.0,
            .step = 50,
            .help = "Power at the wall while decoding that a workstation is marked by, at most.",
            .defaultReason = "A desk stays bearable around the clock.",
        }),
        bound<&Scenario::place, &Place::scorecard, &Scorecard::noiseDba>({
            .id = "place.scorecard_noise_dba",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Scorecard: noise",
            .unit = "dBA",
            .minimum = 0,
            .maximum = 200,
            .step = 5,
            .help = "Noise that a workstation is marked by, at most, unless the place has a limit.",
            .defaultReason = "A quiet office.",
        }),
        bound<&Scenario::place, &Place::scorecard, &Scorecard::accelerators>({
            .id = "place.scorecard_accelerators",
            .group = FieldGroup::Place,
            .kind = FieldKind::Integer,
            .label = "Scorecard: accelerators",
            .unit = "",
            .minimum = 1,
            .maximum = 64,
            .step = 1,
            .help = "Accelerators in one machine that count as expandable, at least.",
            .defaultReason = "A second card doubles the memory.",
        }),
        bound<&Scenario::place, &Place::scorecard, &Scorecard::networkGigabitsPerSecond>({
            .id = "place.scorecard_network_gbit_s",
            .group = FieldGroup::Place,
            .kind = FieldKind::Number,
            .label = "Scorecard: link",
            .unit = "Gb/s",
            .minimum = 1,
            .maximum = 100000.0,
            .step = 25,
            .help =
                "Speed of a port that links several machines and counts as expandable, at least.",
            .defaultReason = "Tensor parallelism over two boxes needs about that.",
        }),
    };
}

}  // namespace

std::span<const Field> privacyFields() {
    static const std::array table{
        bound<&Scenario::privacy, &Privacy::placement>({
            .id = "privacy.placement",
            .group = FieldGroup::Privacy,
            .kind = FieldKind::Choice,
            .label = "Data may go to",
            .help = "A hard rule: options beyond it are left out, whatever they cost. A signed "
                    "agreement means a BAA or SOC 2 report found in the catalog.",
            .defaultReason = "Nothing is left out before you say so.",
        }),
        bound<&Scenario::privacy, &Privacy::euOnly>({
            .id = "privacy.eu_only",
            .group = FieldGroup::Privacy,
            .kind = FieldKind::Flag,
            .label = "Only in the EU",
            .help = "Rented machines and APIs must be in a region of the European Union. Offers "
                    "whose region is not verified are left out.",
            .defaultReason = "Nothing is left out before you say so.",
        }),
    };
    return table;
}

std::span<const Field> placeFields() {
    static const std::vector<Field> table = joined(
        {circuitFields(), machineFields(), electricityFields(), ruleFields(), scorecardFields()});
    return table;
}

}  // namespace headroom
