// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

std::array<Field, 3> labourFields() {
    return {
        bound<&Scenario::finance, &Finance::adminHoursPerMonth>({
            .id = "finance.admin_hours_per_month",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Number,
            .label = "Admin time",
            .unit = "h a month",
            .minimum = 0,
            .maximum = 744,
            .step = 0.5,
            .help = "Hours of care for each owned machine: updates, failures, monitoring. Rented "
                    "instances count half, APIs none. It is often the largest hidden cost.",
            .defaultReason = "An estimate; no published figure exists for a workstation.",
        }),
        bound<&Scenario::finance, &Finance::adminHourlyRate>({
            .id = "finance.admin_hourly_rate",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Amount,
            .label = "Admin rate",
            .unit = "an hour",
            .minimum = 0,
            .maximum = 100000000.0,
            .step = 5,
            .help = "What an hour of that care costs, or what you would have earned in it.",
            .defaultReason =
                "About twice the US median wage of a systems administrator, for overhead.",
        }),
        bound<&Scenario::finance, &Finance::setupHours>({
            .id = "finance.setup_hours",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Number,
            .label = "Set-up time",
            .unit = "h",
            .minimum = 0,
            .maximum = 10000,
            .step = 1,
            .help = "Hours until each owned machine serves: ordering, installing, securing, moving "
                    "data and prompts over. Rented instances count half, APIs none.",
            .defaultReason = "A working day; teams new to it report weeks.",
        }),
    };
}

std::array<Field, 7> purchaseFields() {
    return {
        bound<&Scenario::finance, &Finance::machinePriceFactor>({
            .id = "finance.machine_price_factor",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Number,
            .label = "Machine prices",
            .unit = "x",
            .minimum = 0.01,
            .maximum = 100,
            .step = 0.05,
            .help =
                "Multiplies every machine's price in the catalog: 0.9 for a discount of a tenth, "
                "1.2 if prices have risen by a fifth since the catalog's date.",
            .defaultReason = "The catalog's prices as they stand.",
        }),
        bound<&Scenario::finance, &Finance::salesTaxRate>({
            .id = "finance.sales_tax_rate",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Percent,
            .label = "Sales tax",
            .unit = "%",
            .minimum = 0,
            .maximum = 0.5,
            .step = 0.005,
            .help =
                "Tax on the purchase that you cannot reclaim. A company that reclaims value added"
                " tax leaves it at zero.",
            .defaultReason = "Companies usually reclaim it or are exempt.",
        }),
        bound<&Scenario::finance, &Finance::shippingPerMachine>({
            .id = "finance.shipping_per_machine",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Amount,
            .label = "Shipping",
            .unit = "a machine",
            .minimum = 0,
            .maximum = 100000000.0,
            .step = 50,
            .help = "Shipping, import duty and unpacking of each machine.",
            .defaultReason = "Most listed prices include delivery.",
        }),
        bound<&Scenario::finance, &Finance::siteWork>({
            .id = "finance.site_work",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Amount,
            .label = "Site work",
            .unit = "once",
            .minimum = 0,
            .maximum = 1000000000.0,
            .step = 100,
            .help = "What the room needs once: a circuit, a larger supply, a UPS, a rack, air "
                    "conditioning.",
            .defaultReason =
                "The room is taken as it is; the power rule says when it is not enough.",
        }),
        bound<&Scenario::finance, &Finance::sparesShare>({
            .id = "finance.spares_share",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Percent,
            .label = "Spare parts",
            .unit = "% of the price",
            .minimum = 0,
            .maximum = 1,
            .step = 0.01,
            .help = "Spare parts bought with the machines, as a share of their price.",
            .defaultReason = "Parts are bought when something fails; maintenance pays them.",
        }),
        bound<&Scenario::finance, &Finance::warrantyShare>({
            .id = "finance.warranty_share",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Percent,
            .label = "Extended warranty",
            .unit = "% of the price",
            .minimum = 0,
            .maximum = 1,
            .step = 0.01,
            .help = "A warranty or support contract paid with the machines, as a share of their "
                    "price.",
            .defaultReason = "The maker's warranty alone.",
        }),
        bound<&Scenario::finance, &Finance::spareUnits>({
            .id = "finance.spare_units",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Integer,
            .label = "Machines in reserve",
            .minimum = 0,
            .maximum = 8,
            .step = 1,
            .help = "Machines or instances kept beside those the load needs, so that one may fail. "
                    "They cost like the others and serve nothing.",
            .defaultReason = "One that fails stops the service until it is repaired.",
        }),
    };
}

std::array<Field, 5> upkeepFields() {
    return {
        bound<&Scenario::finance, &Finance::maintenanceShare>({
            .id = "finance.maintenance_share",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Percent,
            .label = "Maintenance",
            .unit = "% a year",
            .minimum = 0,
            .maximum = 0.5,
            .step = 0.01,
            .help =
                "Repairs, parts and insurance each year, as a share of the purchase price. Under "
                "constant load 5 to 9 GPUs of 100 fail a year.",
            .defaultReason = "A judgement for workstations; server contracts cost more.",
        }),
        bound<&Scenario::finance, &Finance::residualShare>({
            .id = "finance.residual_share",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Percent,
            .label = "Resale after 3 years",
            .unit = "%",
            .minimum = 0,
            .maximum = 2,
            .step = 0.05,
            .help =
                "What the machine sells for after three years, as a share of its price. Other "
                "ages follow the published curves between low (15 %), middle (30 %) and high (55 "
                "%).",
            .defaultReason =
                "Between the middle (30 %) and the high (55 %) of published curves for GPUs.",
        }),
        bound<&Scenario::finance, &Finance::hardwareDriftPerYear>({
            .id = "finance.hardware_drift_per_year",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Percent,
            .label = "Machine price change",
            .unit = "% a year",
            .minimum = -0.9,
            .maximum = 1,
            .step = 0.05,
            .help =
                "How the price of machines bought later moves each year; negative when it falls. "
                "Memory made them dearer in 2026.",
            .defaultReason = "No trend is assumed.",
        }),
        bound<&Scenario::finance, &Finance::networkPerMonth>({
            .id = "finance.network_per_month",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Amount,
            .label = "Network",
            .unit = "a month",
            .minimum = 0,
            .maximum = 1000000000.0,
            .step = 10,
            .help = "A line or a static address that owning needs and renting does not.",
            .defaultReason = "The existing line is assumed to do.",
        }),
        bound<&Scenario::finance, &Finance::softwarePerGpuYear>({
            .id = "finance.software_per_gpu_year",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Amount,
            .label = "Software licences",
            .unit = "a GPU and year",
            .minimum = 0,
            .maximum = 100000000.0,
            .step = 100,
            .help = "Licences for each owned GPU, such as an enterprise edition of the vendor's "
                    "software.",
            .defaultReason = "Open software needs none.",
        }),
    };
}

std::array<Field, 3> colocationFields() {
    return {
        bound<&Scenario::colocation, &Colocation::pricePerKilowatt>({
            .id = "finance.colocation_per_kilowatt",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Amount,
            .label = "Colocation",
            .unit = "a kW and month",
            .minimum = 0,
            .maximum = 10000000.0,
            .step = 10,
            .help =
                "What a data centre charges a month for each kilowatt of a machine's peak power, "
                "electricity apart. With a price, every machine is also compared there: circuit "
                "and noise do not bind, the data leaves the premises. Quotes for one machine run "
                "from 150 to 300 dollars.",
            .defaultReason = "Not compared: no retail price is published.",
        }),
        bound<&Scenario::colocation, &Colocation::pue>({
            .id = "finance.colocation_pue",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Number,
            .label = "Colocation PUE",
            .minimum = 1,
            .maximum = 3,
            .step = 0.05,
            .help = "Power drawn by the data centre for each watt of the machine.",
            .defaultReason = "The average of the industry (Uptime Institute, 2025).",
        }),
        bound<&Scenario::colocation, &Colocation::networkPerMonth>({
            .id = "finance.colocation_network_per_month",
            .group = FieldGroup::Ownership,
            .kind = FieldKind::Amount,
            .label = "Colocation network",
            .unit = "a month",
            .minimum = 0,
            .maximum = 1000000000.0,
            .step = 10,
            .help = "Cross-connect and transit there, for all machines.",
            .defaultReason = "Often included; ask for a quote.",
        }),
    };
}

}  // namespace

std::span<const Field> ownershipFields() {
    static const std::vector<Field> table =
        joined({labourFields(), purchaseFields(), upkeepFields(), colocationFields()});
    return table;
}

}  // namespace headroom
