// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/cost/cash_flow.h"
#include "core/decision/option_costs.h"
#include "core/energy/power.h"
#include "core/memory/fine_tune.h"
#include "core/memory/ledger.h"
#include "core/scenario/scenario.h"
#include "core/speed/speed.h"
#include "core/speed/spill.h"
#include "core/speed/training_time.h"

namespace headroom {

std::string_view optionKindLabel(OptionKind kind);  ///< "own", "rent", "API", "hybrid" ...

/// One way to run the scenario. `id` is stable across evaluations: "own/mac-studio-...",
/// "own/<machine>/loan", "colo/<machine>", "rent/<offer>/spot", "api/<offer>",
/// "hybrid/<machine>/<api offer>", "burst/<machine>/<offer>", "later/<offer>/<machine>",
/// "keep/<machine>".
struct Option {
    std::string id;
    std::string name;
    OptionKind kind{};
    RentTier tier{};
    Payment payment{};
    std::string catalogId;
    std::string secondId{};  ///< of the API or cloud offer beside it; later: of the machine
    int units{1};
    EngineChoice engine{};
};

/// Every machine, every offer in every tier it has a price for, every comparable API;
/// indices of market prices are left out, as nobody rents them out.
std::vector<Option> candidateOptions(const Scenario& scenario, const Catalog& catalog);
/// Each machine with instances of `rented`, an on-demand option, for what it cannot take.
std::vector<Option> burstOptions(const Option& rented, const Scenario& scenario,
                                 const Catalog& catalog);

enum class Constraint {
    Support,  ///< the engine cannot load the format or does not run on the device
    Memory,
    Privacy,
    Power,
    Heat,
    Noise,
    LeadTime,
    Software,
    FirstToken,
    Speed,
    Capacity,
    Capital,
    Monthly,
    Price,
    Context,
    FineTuning,
};

/// Why an option is out, and the one change that would let it in.
struct Exclusion {
    Constraint constraint{};
    std::string reason;         ///< "Needs 104.8 GiB; 48.0 GiB is usable."
    std::string remedy;         ///< "Fits up to 9,216 tokens."; may be empty
    std::string consequence{};  ///< what would happen if it were tried all the same; may be empty
};

/// What an engine falls back to on an option, or what nobody documents.
struct Caution {
    SupportVerdict verdict{};  ///< Slow, Emulated or Unknown
    std::string reason;        ///< one sentence
    std::string sentence;      ///< the reason, that the loss of speed is unknown, the remedy
};
/// "slow fallback", "emulated", "not verified"; "native" and "unsupported" for the others.
std::string_view supportLabel(SupportVerdict verdict);
/// "native", or what the cautions are, each once: "slow fallback, not verified".
std::string kernelsText(const std::vector<Caution>& cautions);

/// What the month's fine-tuning jobs take on an option.
struct TrainingJobs {
    TrainingTime time;
    std::optional<KilowattHours> energyPerJob;  ///< owned: all of the machine's power, with cooling
    /// Owned: its electricity. Rented: its hours, whether or not the instance is kept up anyway.
    std::optional<Money> costPerJob;

    double hoursPerMonth() const { return inHours(time.perMonth().likely).value; }
};

struct OptionResult {
    Option option;
    bool feasible{};
    std::vector<Exclusion> exclusions;
    std::optional<Ledger> ledger;    ///< not for APIs
    std::vector<Caution> cautions;   ///< slow fallbacks and support that nobody documents
    std::optional<HostSpill> spill;  ///< what host memory would hold of a model that is too big
    std::optional<SpillSpeed> spillSpeed;  ///< with `spill`, where a speed class exists
    std::optional<Tokens> longestContext;  ///< that would fit; only when the asked one does not
    std::optional<SpeedEstimate> speed;    ///< not for APIs: unknown stays unknown
    std::optional<Seconds> roundTrip;      ///< of the network; rented, where the place is known
    std::optional<PowerEstimate> power;    ///< owned only
    std::optional<FineTuneLedger> fineTune;
    double hostedShare{};  ///< of the requests answered elsewhere, first month
    std::optional<double>
        carbonKilogramsPerMonth;             ///< nullopt where the grid or the power is unknown
    std::shared_ptr<const CostFacts> facts;  ///< with `cash`
    std::optional<CashFlow> cash;            ///< missing when the price is unknown
    Money total;                             ///< over the horizon, undiscounted
    Money presentValue;
    std::optional<Money> upfront;
    double costPerMillionTokens{};  ///< LCOT, nominal: present value of the costs over that of the
                                    ///< million tokens, prompts and answers together
    double realCostPerMillionTokens{};   ///< the same with tokens discounted at the real rate
    double plainCostPerMillionTokens{};  ///< costs over tokens, nothing discounted
    double utilisation{};                ///< 0..1, requests asked / requests possible
    std::optional<double> score;         ///< 0..100, where the scenario has weights
    Provenance price;
    std::optional<TrainingJobs> training;  ///< nullopt = no fine-tuning asked, or its time unknown
    std::vector<std::string> notes;
};

enum class Clarity { Clear, Leaning, Open };
enum class Advice { Buy, Rent, CallApi, Hybrid, Wait, Keep, NothingFits };

struct Verdict {
    Advice advice{Advice::NothingFits};
    Clarity clarity{Clarity::Open};
    std::string sentence;               ///< the headline
    std::vector<std::string> facts;     ///< the five numbers below it
    std::vector<std::string> warnings;  ///< who should not buy, said first when it applies
    std::vector<std::string> risk;      ///< once the draws are in: odds, changers, what to learn
    std::vector<std::string>
        relaxations;  ///< nothing fits: the smallest changes that would admit something
};

}  // namespace headroom
