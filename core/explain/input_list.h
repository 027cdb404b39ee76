// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "core/decision/option.h"
#include "core/explain/inputs.h"

namespace headroom {

/// What is explained: an option of a scenario, judged with a catalog.
struct Explained {
    const OptionResult& result;
    const Scenario& scenario;
    const Catalog& catalog;
};

/// Collects references in order, each once.
class InputList {
public:
    explicit InputList(const Explained& of) : m_of(of) {}
    /// Fields of the descriptor table as they stand; those that do not matter are left out.
    InputList& fields(std::initializer_list<std::string_view> ids);
    /// A row of the catalog; left out where there is none.
    InputList& row(std::string_view table, std::string_view key);
    InputList& with(const InputReferences& inputs);
    InputReferences take() { return std::move(m_inputs); }

private:
    void add(InputReference input);

    Explained m_of;
    InputReferences m_inputs;
};

/// A field of the descriptor table with its value in `scenario`.
InputReference fieldReference(std::string_view id, const Scenario& scenario,
                              const Catalog& catalog);
/// A row of the catalog; nullopt where there is none.
std::optional<InputReference> rowReference(std::string_view table, std::string_view key,
                                           const Catalog& catalog);
InputReference optionReference(const Option& option);
/// What is an own machine, a rented instance or an API: the rows that its prices stand in.
InputReferences priceRows(const Option& option, const Catalog& catalog);

// What the parts of a result are computed from. Of an option that buys later the machine it rents
// at first is meant, unless the name says otherwise.
namespace inputs {

InputReferences model(const Explained& of);
/// Machine or instance and its accelerators.
InputReferences devices(const Explained& of);
/// The machine that is owned, also where it is bought later.
InputReferences boughtMachine(const Explained& of);
InputReferences weights(const Explained& of);
InputReferences cacheFormat(const Explained& of);
InputReferences cache(const Explained& of);
InputReferences state(const Explained& of);
InputReferences compute(const Explained& of);
InputReferences engine(const Explained& of);
InputReferences companions(const Explained& of);
InputReferences index(const Explained& of);
/// Whether the engine has kernels for the formats on the devices.
InputReferences support(const Explained& of);
/// What the engine may allocate.
InputReferences usable(const Explained& of);
/// Everything in memory.
InputReferences memory(const Explained& of);

/// Speed parameters of the devices under the engine.
InputReferences speedClasses(const Explained& of);
/// How many conversations are served at a time.
InputReferences users(const Explained& of);
/// What tokens a step gives beyond the first.
InputReferences speculation(const Explained& of);
/// Its parts: reading weights, reading the cache, what each layer and step costs anyway.
InputReferences weightStreaming(const Explained& of);
InputReferences cacheStreaming(const Explained& of);
InputReferences fixedTimes(const Explained& of);
/// The time of one decode step.
InputReferences step(const Explained& of);
InputReferences prefill(const Explained& of);
InputReferences network(const Explained& of);
/// Time to the first token and of the whole answer.
InputReferences service(const Explained& of);

/// The fine-tuning job: what its memory is made of, and the time of a step.
InputReferences trainingStates(const Explained& of);
InputReferences trainingMemory(const Explained& of);
InputReferences trainingStep(const Explained& of);
InputReferences trainingJob(const Explained& of);
InputReferences trainingEnergy(const Explained& of);
InputReferences trainingCost(const Explained& of);

/// Machines or instances that the load needs.
InputReferences units(const Explained& of);
/// Share of the requests that go elsewhere.
InputReferences hostedShare(const Explained& of);
/// Requests asked over requests possible.
InputReferences utilisation(const Explained& of);
/// Watts of a machine.
InputReferences machinePower(const Explained& of);
InputReferences busyShare(const Explained& of);
/// Kilowatt-hours of a month, with cooling.
InputReferences energy(const Explained& of);
/// Price of a kilowatt-hour.
InputReferences tariff(const Explained& of);
/// Where prices are converted to the scenario's currency.
InputReferences currency(const Explained& of);

/// What a line of the cash flow is computed from, but for taxes and loans, which rest on the other
/// lines.
InputReferences costLine(const Explained& of, CostComponent component);
InputReferences loanTerms(const Explained& of);
/// What is paid with a purchase, also where it is nothing so far.
InputReferences purchaseExtras(const Explained& of);
/// Inputs at zero that would add a line to the cash flow.
InputReferences possibleLines(const Explained& of);
InputReferences taxTerms(const Explained& of);
/// Tokens over the horizon.
InputReferences tokenVolume(const Explained& of);

}  // namespace inputs
}  // namespace headroom
