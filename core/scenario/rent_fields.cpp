// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

std::array<Field, 8> rentedFields() {
    return {
        bound<&Scenario::finance, &Finance::rentPriceFactor>({
            .id = "finance.rent_price_factor",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Number,
            .label = "Rental prices",
            .unit = "x",
            .minimum = 0.01,
            .maximum = 100,
            .step = 0.05,
            .help = "Multiplies every rental price in the catalog: 0.8 for a negotiated fifth off, "
                    "1.4 if prices have risen since the catalog's date.",
            .defaultReason = "The catalog's prices as they stand.",
        }),
        bound<&Scenario::finance, &Finance::rentedHoursPerDay>({
            .id = "finance.rented_hours_per_day",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Number,
            .label = "Rented hours",
            .unit = "h a day",
            .minimum = 0.1,
            .maximum = 24,
            .step = 1,
            .help = "Hours a day that a rented instance is kept up and paid for. Loading a large "
                    "model takes minutes, so few services can start on demand.",
            .defaultReason = "The service is always up.",
        }),
        bound<&Scenario::finance, &Finance::cloudDriftPerYear>({
            .id = "finance.cloud_drift_per_year",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Percent,
            .label = "Rental price change",
            .unit = "% a year",
            .minimum = -0.9,
            .maximum = 1,
            .step = 0.05,
            .help = "How rental prices move each year; negative when they fall. They fell for two "
                    "years and then rose, so try -20 % and +10 % as well.",
            .defaultReason = "No trend is assumed.",
        }),
        bound<&Scenario::finance, &Finance::supportShare>({
            .id = "finance.support_share",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Percent,
            .label = "Provider support",
            .unit = "% of the rent",
            .minimum = 0,
            .maximum = 1,
            .step = 0.01,
            .help = "Support plans, control plane and the like on top of the rent. At equal prices "
                    "per GPU hour they make 5 to 15 % of difference.",
            .defaultReason = "No plan is booked.",
        }),
        bound<&Scenario::finance, &Finance::spotInterruptionsPerHour>({
            .id = "finance.spot_interruptions_per_hour",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Number,
            .label = "Spot interruptions",
            .unit = "an hour",
            .minimum = 0,
            .maximum = 60,
            .step = 0.01,
            .help =
                "How often spot capacity is withdrawn. Each time costs the restart below in paid "
                "hours that serve nobody.",
            .defaultReason =
                "About 4 an hour in 100 for H100 (2026-03); it varies by region and week.",
        }),
        bound<&Scenario::finance, &Finance::spotRestartMinutes>({
            .id = "finance.spot_restart_minutes",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Number,
            .label = "Spot restart",
            .unit = "min",
            .minimum = 0,
            .maximum = 1440,
            .step = 5,
            .help = "Time to find another instance and load the model on it.",
            .defaultReason = "Booting and loading a large model take ten to fifteen minutes.",
        }),
        bound<&Scenario::finance, &Finance::storageGigabytes>({
            .id = "finance.storage_gigabytes",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Number,
            .label = "Rented storage",
            .unit = "GB",
            .minimum = 0,
            .maximum = 1000000000.0,
            .step = 50,
            .help = "Disk beside the weights on each rented instance: documents, indexes, "
                    "checkpoints.",
            .defaultReason = "Only the weights are kept there.",
        }),
        bound<&Scenario::finance, &Finance::egressGigabytesPerMonth>({
            .id = "finance.egress_gigabytes_per_month",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Number,
            .label = "Data sent out",
            .unit = "GB a month",
            .minimum = 0,
            .maximum = 1000000000.0,
            .step = 10,
            .help = "Data that leaves rented machines each month. Text is small: a billion tokens "
                    "make about 4 GB. Providers with free or tiered traffic are charged so.",
            .defaultReason = "Answers alone are text, a few gigabytes.",
        }),
    };
}

std::array<Field, 6> apiFields() {
    return {
        bound<&Scenario::finance, &Finance::apiPriceFactor>({
            .id = "finance.api_price_factor",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Number,
            .label = "API prices",
            .unit = "x",
            .minimum = 0.01,
            .maximum = 100,
            .step = 0.05,
            .help = "Multiplies every price per token in the catalog.",
            .defaultReason = "The catalog's prices as they stand.",
        }),
        bound<&Scenario::finance, &Finance::apiDriftPerYear>({
            .id = "finance.api_drift_per_year",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Percent,
            .label = "API price change",
            .unit = "% a year",
            .minimum = -0.9,
            .maximum = 1,
            .step = 0.05,
            .help = "How prices per token move each year; negative when they fall.",
            .defaultReason = "No trend is assumed.",
        }),
        bound<&Scenario::finance, &Finance::batchShare>({
            .id = "finance.batch_share",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Percent,
            .label = "Batch requests",
            .unit = "%",
            .minimum = 0,
            .maximum = 1,
            .step = 0.05,
            .help =
                "Share of the requests that can wait hours for an answer. Providers with a batch "
                "price charge them that; others charge them in full.",
            .defaultReason = "Somebody waits for each answer.",
        }),
        bound<&Scenario::finance, &Finance::apis>({
            .id = "finance.api_comparison",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Choice,
            .label = "Compare with APIs of",
            .help = "The same open weights give the same answers, so only the price differs. Any "
                    "hosted model may answer better or worse; judge the quality yourself.",
            .defaultReason = "A fair comparison of cost needs the same model.",
        }),
        bound<&Scenario::finance, &Finance::stage>({
            .id = "finance.product_stage",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Choice,
            .label = "Stage",
            .help =
                "Whether people already use the product. Before that, a bought machine is a bet "
                "on demand that an API does not ask for.",
            .defaultReason = "The workload above is taken as measured.",
        }),
        bound<&Scenario::finance, &Finance::buyAfterMonths>({
            .id = "finance.buy_after_months",
            .group = FieldGroup::Renting,
            .kind = FieldKind::Integer,
            .label = "Rent first, then buy",
            .unit = "months",
            .minimum = 0,
            .maximum = 84,
            .step = 1,
            .help =
                "Months of renting before a machine is bought in the option that waits; 0 leaves "
                "that option out.",
            .defaultReason = "Half a year shows what people really send.",
        }),
    };
}

}  // namespace

std::span<const Field> rentFields() {
    static const std::vector<Field> table = joined({rentedFields(), apiFields()});
    return table;
}

}  // namespace headroom
