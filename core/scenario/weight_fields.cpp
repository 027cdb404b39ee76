// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

Field weight(Field field) {
    field.group = FieldGroup::Weights;
    field.kind = FieldKind::Number;
    field.maximum = 100;
    field.defaultReason = "Off: hard rules exclude, cost ranks, and no weight is hidden.";
    return field;
}

}  // namespace

std::span<const Field> weightFields() {
    static const std::array table{
        bound<&Scenario::weights, &Weights::cost>(weight({
            .id = "weights.cost",
            .label = "Cost",
            .help = "Weight of this in the score. Present value over the horizon; half the score "
                    "at twice the cheapest.",
        })),
        bound<&Scenario::weights, &Weights::firstToken>(weight({
            .id = "weights.first_token",
            .label = "First token",
            .help = "Weight of this in the score. Time to the first token with everybody busy; "
                    "half the score at twice the quickest. Unknown counts as nothing.",
        })),
        bound<&Scenario::weights, &Weights::speed>(weight({
            .id = "weights.speed",
            .label = "Speed",
            .help = "Weight of this in the score. Tokens a second of each user with everybody "
                    "busy, as a share of the fastest. Unknown counts as nothing.",
        })),
        bound<&Scenario::weights, &Weights::privacy>(weight({
            .id = "weights.privacy",
            .label = "Privacy",
            .help = "Weight of this in the score. From a hosted API without an agreement (nothing) "
                    "to own premises (everything), in six equal steps.",
        })),
        bound<&Scenario::weights, &Weights::carbon>(weight({
            .id = "weights.carbon",
            .label = "Carbon",
            .help = "Weight of this in the score. Carbon of a month's electricity; half the score "
                    "at twice the least. Unknown counts as nothing.",
        })),
    };
    return table;
}

}  // namespace headroom
