// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

std::array<Field, 4> rangeFields() {
    return {
        bound<&Scenario::uncertainty, &Uncertainty::ranges>({
            .id = "uncertainty.ranges",
            .group = FieldGroup::Uncertainty,
            .kind = FieldKind::Text,
            .label = "Ranges",
            .help =
                "What is uncertain, one input after another: id low..high, then a reason in "
                "quotation marks, separated by semicolons. One case in ten lies below low and one"
                " above high. Equal ends make an input certain. Inputs left out keep the usual "
                "range of their kind.",
            .defaultReason = "The usual ranges, each with its reason.",
        }),
        bound<&Scenario::uncertainty, &Uncertainty::correlations>({
            .id = "uncertainty.correlations",
            .group = FieldGroup::Uncertainty,
            .kind = FieldKind::Text,
            .label = "Correlations",
            .help = "Rank correlations between inputs: id id number from -1 to 1, separated by "
                    "semicolons.",
            .defaultReason = "The usual ones: prices of machines, rent and resale move together.",
        }),
        bound<&Scenario::uncertainty, &Uncertainty::draws>({
            .id = "uncertainty.draws",
            .group = FieldGroup::Uncertainty,
            .kind = FieldKind::Integer,
            .label = "Draws",
            .minimum = 100,
            .maximum = 100000,
            .step = 1000,
            .help = "Cases that the simulation of uncertainty computes. 2,000 fix a probability to "
                    "about 1.3 points, 10,000 to 0.6.",
            .defaultReason = "Enough for two digits.",
        }),
        bound<&Scenario::uncertainty, &Uncertainty::seed>({
            .id = "uncertainty.seed",
            .group = FieldGroup::Uncertainty,
            .kind = FieldKind::Integer,
            .label = "Seed",
            .minimum = 0,
            .maximum = 2000000000,
            .step = 1,
            .help = "The same seed gives the same draws, here and elsewhere.",
            .defaultReason = "Any number does.",
        }),
    };
}

}  // namespace

std::span<const Field> uncertaintyFields() {
    static const std::vector<Field> table = joined({rangeFields()});
    return table;
}

}  // namespace headroom
