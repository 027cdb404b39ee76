// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/used_rows.h"

#include "ui/document/document.h"

namespace headroom {

namespace {

/// An id of an option is a machine, a cloud offer or an API offer.
void addOffer(UsedRows& used, const Catalog& catalog, const std::string& id) {
    if (const Machine* const machine = catalog.machine(id)) {
        used["machines"].insert(id);
        used["accelerators"].insert(machine->acceleratorId);
        for (const AcceleratorCount& further : machine->furtherAccelerators) {
            used["accelerators"].insert(further.id);
        }
    }
    if (const CloudOffer* const offer = catalog.cloudOffer(id)) {
        used["cloud_prices"].insert(id);
        used["accelerators"].insert(offer->acceleratorId);
    }
    if (catalog.apiOffer(id) != nullptr) used["api_prices"].insert(id);
}

}  // namespace

UsedRows usedRows(const Document& document) {
    const Scenario& scenario = document.scenario();
    UsedRows used;
    used["models"].insert(scenario.model.modelId);
    used["weight_formats"].insert(scenario.model.weightFormatId);
    used["weight_formats"].insert(scenario.model.kvFormatId);
    for (const Companion& companion : scenario.model.companions) {
        used["models"].insert(companion.modelId);
        used["weight_formats"].insert(companion.weightFormatId);
    }
    used["electricity"].insert(scenario.place.tariffRegion);
    used["exchange_rates"].insert(std::string(scenario.finance.currency.code()));
    const auto add = [&](const OptionResult& option) {
        addOffer(used, document.catalog(), option.option.catalogId);
        addOffer(used, document.catalog(), option.option.secondId);
    };
    const Evaluation& evaluation = document.evaluation();
    for (const std::size_t index : evaluation.highlights) add(evaluation.options[index]);
    if (const OptionResult* const focused = document.focused()) add(*focused);
    return used;
}

}  // namespace headroom
