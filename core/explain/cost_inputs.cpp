// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What watts and money of an option are computed from.
#include "core/explain/input_list.h"

namespace headroom::inputs {
namespace {

OptionKind kindOf(const Explained& of) {
    return of.result.option.kind;
}

bool buysLater(const Explained& of) {
    return kindOf(of) == OptionKind::Later;
}

bool owns(const Explained& of) {
    return ownsMachines(kindOf(of)) || buysLater(of);
}

bool leases(const Explained& of) {
    return of.result.option.payment == Payment::Lease;
}

std::string_view pueField(const Explained& of) {
    return kindOf(of) == OptionKind::Colocated ? "finance.colocation_pue" : "place.pue";
}

bool grows(const Explained& of) {
    return of.scenario.workload.monthlyGrowth != 0.0;
}

/// Months that are added up, and when an option that buys later does so.
void addMonths(InputList& list, const Explained& of) {
    list.fields({"finance.horizon_months"});
    if (buysLater(of)) list.fields({"finance.buy_after_months"});
}

void addMachinePrice(InputList& list, const Explained& of) {
    list.with(boughtMachine(of)).fields({"finance.machine_price_factor"}).with(currency(of));
    if (grows(of) || buysLater(of)) list.fields({"finance.hardware_drift_per_year"});
}

/// The offer, the one beside the machines included.
void addRentPrice(InputList& list, const Explained& of) {
    const Option& option = of.result.option;
    list.row("cloud_prices", kindOf(of) == OptionKind::Burst ? option.secondId : option.catalogId)
        .fields({"finance.rent_price_factor", "finance.cloud_drift_per_year"})
        .with(currency(of));
}

void addApiPrice(InputList& list, const Explained& of) {
    const Option& option = of.result.option;
    list.row("api_prices", kindOf(of) == OptionKind::Hybrid ? option.secondId : option.catalogId)
        .fields({"finance.api_price_factor", "finance.api_drift_per_year", "finance.batch_share"})
        .with(currency(of));
}

void addRequests(InputList& list) {
    list.fields(
        {"workload.requests_per_day", "workload.active_days_per_month", "workload.monthly_growth"});
}

/// Rented hours, by the day or, in peaks, by what the machines leave.
void addHours(InputList& list, const Explained& of) {
    list.fields({"finance.hours_per_month"});
    if (kindOf(of) == OptionKind::Burst) {
        list.fields({"workload.requests_per_day", "workload.peak_hour_share",
                     "workload.active_days_per_month", "workload.monthly_growth",
                     "finance.spot_restart_minutes"});
        return;
    }
    list.fields({"finance.rented_hours_per_day"});
    if (of.result.option.tier == RentTier::Spot) {
        list.fields({"finance.spot_interruptions_per_hour", "finance.spot_restart_minutes"});
    }
}

/// Rows of extras of the provider that an instance is rented from.
void addExtras(InputList& list, const Explained& of, std::string_view item) {
    const Option& option = of.result.option;
    const CloudOffer* const offer =
        of.catalog.cloudOffer(kindOf(of) == OptionKind::Burst ? option.secondId : option.catalogId);
    if (offer == nullptr) return;
    for (const CloudExtra& extra : of.catalog.cloudExtras) {
        const bool same =
            offer->provider == extra.provider || offer->provider.starts_with(extra.provider + ' ');
        if (!same || !extra.item.starts_with(item)) continue;
        list.row("cloud_extras",
                 extra.provider + kKeySeparator + extra.item + kKeySeparator + extra.unit);
    }
    list.with(currency(of));
}

void addLabour(InputList& list, const Explained& of, std::string_view hours) {
    list.fields({hours, "finance.admin_hourly_rate"})
        .with(units(of))
        .fields({"finance.inflation_per_year"});
}

void addEnergy(InputList& list, const Explained& of) {
    list.with(tariff(of))
        .fields({"finance.electricity_price_factor", "finance.electricity_drift_per_year"})
        .with(machinePower(of))
        .with(units(of))
        .with(busyShare(of));
}

void addPurchase(InputList& list, const Explained& of) {
    addMachinePrice(list, of);
    list.with(units(of));
    if (!leases(of)) return;
    list.fields({"finance.lease_rate_per_year", "finance.lease_months",
                 "finance.lease_buyout_share", "finance.sales_tax_rate"});
}

void addShareOfPrice(InputList& list, const Explained& of, std::string_view field) {
    list.fields({field});
    addPurchase(list, of);
}

void addMarketValue(InputList& list, const Explained& of) {
    list.fields({"existing.market_value", "existing.units"});
    if (of.scenario.existing.marketValue) return;
    addMachinePrice(list, of);
    list.fields({"finance.residual_share", "existing.purchased", "finance.start"});
}

void addResale(InputList& list, const Explained& of) {
    if (kindOf(of) == OptionKind::Kept) {
        addMarketValue(list, of);
        list.fields({"finance.residual_share", "existing.purchased", "finance.start"});
        return;
    }
    list.fields({"finance.residual_share"});
    addPurchase(list, of);
}

void addFineTuning(InputList& list, const Explained& of) {
    list.fields({"workload.fine_tune_jobs_per_month"}).with(trainingJob(of));
    if (owns(of)) {
        list.fields({pueField(of)});
        addEnergy(list, of);
    }
    if (kindOf(of) == OptionKind::Rented || buysLater(of)) {
        addRentPrice(list, of);
        addHours(list, of);
    }
}

void addRent(InputList& list, const Explained& of) {
    addRentPrice(list, of);
    list.with(units(of));
    addHours(list, of);
}

void addTokens(InputList& list, const Explained& of, CostComponent component) {
    addApiPrice(list, of);
    if (component == CostComponent::ApiOutput) {
        list.fields({"workload.answer_tokens", "workload.prompt_tokens"});
    } else {
        list.fields({"workload.prompt_tokens", "workload.cached_prompt_share"});
    }
    addRequests(list);
    if (kindOf(of) == OptionKind::Hybrid) list.with(hostedShare(of));
}

/// Purchase and what is paid with it.
bool addAtStart(InputList& list, const Explained& of, CostComponent component) {
    switch (component) {
        case CostComponent::Hardware:
            addPurchase(list, of);
            return true;
        case CostComponent::SalesTax:
            addShareOfPrice(list, of, "finance.sales_tax_rate");
            return true;
        case CostComponent::Shipping:
            list.fields({"finance.shipping_per_machine"}).with(units(of));
            return true;
        case CostComponent::SiteWork:
            list.fields({"finance.site_work"});
            return true;
        case CostComponent::Spares:
            addShareOfPrice(list, of, "finance.spares_share");
            return true;
        case CostComponent::Warranty:
            addShareOfPrice(list, of, "finance.warranty_share");
            return true;
        case CostComponent::Setup:
            addLabour(list, of, "finance.setup_hours");
            return true;
        case CostComponent::MarketValue:
            addMarketValue(list, of);
            return true;
        case CostComponent::Lease:
            addPurchase(list, of);
            return true;
        case CostComponent::Resale:
            addResale(list, of);
            return true;
        default:
            return false;
    }
}

void addNetwork(InputList& list, const Explained& of) {
    if (kindOf(of) == OptionKind::Colocated) {
        list.fields({"finance.colocation_network_per_month"});
    } else if (owns(of)) {
        list.fields({"finance.network_per_month"});
    }
    if (kindOf(of) != OptionKind::Own && kindOf(of) != OptionKind::Kept &&
        kindOf(of) != OptionKind::Colocated) {
        addExtras(list, of, "public_ip_month");
        list.with(units(of));
    }
    list.fields({"finance.inflation_per_year"});
}

/// Own machines by the month.
bool addRunning(InputList& list, const Explained& of, CostComponent component) {
    switch (component) {
        case CostComponent::Maintenance:
            addShareOfPrice(list, of, "finance.maintenance_share");
            list.fields({"finance.inflation_per_year"});
            return true;
        case CostComponent::Electricity:
            addEnergy(list, of);
            return true;
        case CostComponent::Cooling:
            list.fields({pueField(of)});
            addEnergy(list, of);
            return true;
        case CostComponent::Colocation:
            list.fields({"finance.colocation_per_kilowatt"})
                .with(machinePower(of))
                .with(units(of))
                .fields({"finance.inflation_per_year"});
            return true;
        case CostComponent::Software:
            list.fields({"finance.software_per_gpu_year"})
                .with(boughtMachine(of))
                .with(units(of))
                .fields({"finance.inflation_per_year"});
            return true;
        case CostComponent::Admin:
            addLabour(list, of, "finance.admin_hours_per_month");
            return true;
        case CostComponent::FineTuning:
            addFineTuning(list, of);
            return true;
        case CostComponent::Network:
            addNetwork(list, of);
            return true;
        default:
            return false;
    }
}

/// Instances and tokens.
void addHosted(InputList& list, const Explained& of, CostComponent component) {
    switch (component) {
        case CostComponent::Rent:
            addRent(list, of);
            break;
        case CostComponent::Support:
            list.fields({"finance.support_share"});
            addRent(list, of);
            break;
        case CostComponent::Commitment:
            if (leases(of)) {
                addPurchase(list, of);
            } else {
                addRent(list, of);
                list.fields({"finance.support_share"});
            }
            break;
        case CostComponent::Storage:
            list.fields({"finance.storage_gigabytes"});
            addExtras(list, of, "storage_gb_month");
            list.with(weights(of)).with(units(of));
            break;
        case CostComponent::Egress:
            list.fields({"finance.egress_gigabytes_per_month"});
            addExtras(list, of, "egress_gb");
            if (kindOf(of) == OptionKind::Burst) list.with(units(of));
            break;
        case CostComponent::ApiInput:
        case CostComponent::ApiCachedInput:
        case CostComponent::ApiOutput:
            addTokens(list, of, component);
            break;
        default:
            break;
    }
}

}  // namespace
}  // namespace headroom::inputs

namespace headroom {

InputReferences priceRows(const Option& option, const Catalog& catalog) {
    InputReferences rows;
    for (const std::string& id : {option.catalogId, option.secondId}) {
        for (const std::string_view table : {"machines", "cloud_prices", "api_prices"}) {
            if (auto row = rowReference(table, id, catalog)) rows.push_back(std::move(*row));
        }
    }
    return rows;
}

}  // namespace headroom

namespace headroom::inputs {

InputReferences units(const Explained& of) {
    InputList list(of);
    if (kindOf(of) == OptionKind::Kept) return list.fields({"existing.units"}).take();
    if (kindOf(of) == OptionKind::Api) return list.take();
    list.fields({"workload.requests_per_day", "workload.peak_hour_share", "workload.monthly_growth",
                 "workload.speed_factor", "finance.spare_units"});
    if (!of.result.speed) return list.take();
    list.with(prefill(of)).with(step(of));
    if (buysLater(of)) list.with(boughtMachine(of));
    return list.take();
}

InputReferences hostedShare(const Explained& of) {
    InputList list(of);
    list.fields({"workload.requests_per_day", "workload.peak_hour_share"}).with(units(of));
    if (of.result.speed) list.with(service(of));
    if (kindOf(of) == OptionKind::Burst) {
        list.fields({"workload.active_days_per_month", "finance.spot_restart_minutes"})
            .row("cloud_prices", of.result.option.secondId);
    }
    return list.take();
}

InputReferences utilisation(const Explained& of) {
    InputList list(of);
    addRequests(list);
    list.fields({"finance.hours_per_month"}).with(units(of));
    if (of.result.speed) list.with(prefill(of)).with(step(of));
    if (sendsOverflow(kindOf(of))) list.with(hostedShare(of));
    return list.take();
}

InputReferences machinePower(const Explained& of) {
    return boughtMachine(of);
}

InputReferences busyShare(const Explained& of) {
    InputList list(of);
    addRequests(list);
    list.fields({"workload.speed_factor", "finance.hours_per_month"}).with(units(of));
    if (of.result.speed) list.with(service(of));
    return list.take();
}

InputReferences energy(const Explained& of) {
    return InputList(of).with(machinePower(of)).fields({pueField(of)}).with(busyShare(of)).take();
}

InputReferences tariff(const Explained& of) {
    InputList list(of);
    list.fields({"place.electricity_price_per_kwh"});
    if (of.scenario.place.electricityPriceOverride) return list.take();
    return list.fields({"place.tariff_region", "place.customer"})
        .row("electricity", of.scenario.place.tariffRegion)
        .with(currency(of))
        .take();
}

InputReferences currency(const Explained& of) {
    const std::string code(of.scenario.finance.currency.code());
    return InputList(of).fields({"finance.currency"}).row("exchange_rates", code).take();
}

InputReferences costLine(const Explained& of, CostComponent component) {
    InputList list(of);
    if (!addAtStart(list, of, component) && !addRunning(list, of, component)) {
        addHosted(list, of, component);
    }
    addMonths(list, of);
    // What is bought later starts at the prices and the volume of its month.
    if (buysLater(of)) {
        list.fields({"workload.monthly_growth", "finance.hardware_drift_per_year",
                     "finance.electricity_drift_per_year", "finance.inflation_per_year"});
    }
    return list.take();
}

InputReferences purchaseExtras(const Explained& of) {
    InputList list(of);
    list.fields({"finance.sales_tax_rate", "finance.shipping_per_machine"});
    if (kindOf(of) != OptionKind::Colocated) list.fields({"finance.site_work"});
    return list.fields({"finance.spares_share", "finance.warranty_share"}).take();
}

InputReferences possibleLines(const Explained& of) {
    InputList list(of);
    if (owns(of)) {
        if (kindOf(of) != OptionKind::Kept) list.with(purchaseExtras(of));
        list.fields({pueField(of), "finance.network_per_month", "finance.software_per_gpu_year"});
    }
    const bool rents = kindOf(of) == OptionKind::Rented || kindOf(of) == OptionKind::Burst;
    if (rents || buysLater(of)) list.fields({"finance.support_share"});
    return list.with(taxTerms(of)).take();
}

InputReferences loanTerms(const Explained& of) {
    return InputList(of)
        .fields({"finance.financing", "finance.loan_share", "finance.loan_rate_per_year",
                 "finance.loan_months"})
        .take();
}

InputReferences taxTerms(const Explained& of) {
    InputList list(of);
    list.fields({"finance.income_tax_rate", "finance.state_tax_rate",
                 "finance.first_year_with_income", "finance.depreciation_method",
                 "finance.depreciation_years", "finance.bonus_depreciation_share",
                 "finance.expensed_amount"});
    if (kindOf(of) == OptionKind::Kept) list.fields({"existing.book_value"});
    return list.take();
}

InputReferences tokenVolume(const Explained& of) {
    InputList list(of);
    addRequests(list);
    return list
        .fields({"workload.prompt_tokens", "workload.answer_tokens", "finance.horizon_months"})
        .take();
}

}  // namespace headroom::inputs
