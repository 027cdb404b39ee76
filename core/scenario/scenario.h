// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalog/offers.h"
#include "core/units/money.h"
#include "core/units/quantity.h"

namespace headroom {

/// Which program runs the model. Automatic takes, per machine, the best supported engine that can
/// load the chosen weight format.
enum class EngineChoice { Automatic, LlamaCpp, Vllm, Mlx, Ollama, Sglang, TensorRtLlm };

/// How concurrent conversations share the KV cache.
enum class CachePlan {
    SharedPool,  ///< one pool: at least one full context, and prompt + answer for everybody at once
    FullEach,    ///< every conversation can reach the full context at the same time
};

/// Where the data may go: from strictest to freest. A hard rule.
enum class DataPlacement {
    OwnPremises,      ///< own machines in own rooms
    OwnHardware,      ///< own machines, colocation allowed
    ContractedCloud,  ///< also clouds and APIs with a signed agreement (BAA or SOC 2 found in the
                      ///< catalog)
    AnyCloud,         ///< also any rented GPU; no hosted API
    Anywhere,         ///< also any hosted API
};

enum class ApiComparison { SameWeights, AnyModel };
enum class ProductStage { Idea, Validated };

/// What a model beside the main one is for. A draft model runs inside the main model's server and
/// follows its context and slots; a vision model brings its tower; the others are servers of their
/// own.
enum class CompanionRole { Other, Draft, Embedding, Reranker, Vision };

/// Resident models stay in memory; swapped ones are loaded when used, one at a time.
enum class Residence { Resident, Swapped };

/// A model beside the main one.
struct Companion {
    std::string modelId;
    std::string weightFormatId;
    Tokens context{tokens(8192)};  ///< 0 for a draft model: that of the main model
    int slotCount{1};              ///< not `slots`: Qt defines that word as a macro
    CompanionRole role{CompanionRole::Other};
    Residence residence{Residence::Resident};
    friend bool operator==(const Companion&, const Companion&) = default;
};

enum class VectorType { F32, F16, Int8, Binary };
enum class IndexPlace { HostMemory, Device };

/// A vector index searched beside the models: a flat list, or an HNSW graph over it.
struct VectorIndex {
    double vectors{};  ///< 0 = no index
    int dimensions{1024};
    VectorType type{VectorType::F32};
    int links{16};  ///< HNSW's M; 0 = a flat list without a graph
    IndexPlace place{IndexPlace::HostMemory};
    friend bool operator==(const VectorIndex&, const VectorIndex&) = default;
};

struct ModelChoice {
    std::string modelId{"llama-3.1-8b"};
    std::string weightFormatId{"gguf-q4_k_m"};
    EngineChoice engine{EngineChoice::Automatic};
    std::string kvFormatId{
        "kv-llamacpp-f16"};  ///< vLLM and MLX take the nearest format of their own
    int ubatch{512};
    std::optional<int> batchedTokens;  ///< vLLM's --max-num-batched-tokens; nullopt = its default
    bool eager{};                      ///< vLLM's --enforce-eager: no CUDA graphs
    bool textOnly{};  ///< vision and audio towers stay unloaded where they come with the weights
    std::vector<Companion> companions;
    std::optional<int> draftTokens;  ///< proposed for each step; nullopt = no speculative decoding
    double draftAcceptance{0.7};     ///< 0..1, chance that a proposed token is right
    VectorIndex index{};
    friend bool operator==(const ModelChoice&, const ModelChoice&) = default;
};

enum class FineTuneMethod { None, Lora, QLora, Full };
/// The matrices that get an adapter; each choice holds those before it.
enum class AdapterTargets { QueryValue, Attention, AllLinear, Experts, Embeddings };
enum class AdapterType { F32, Bf16 };
enum class Optimiser { AdamW, AdamW8Bit, PagedAdamW8Bit, Adafactor, SgdMomentum };
/// What full training keeps for each weight beside its optimiser state.
enum class TrainingPrecision {
    MasterWeights,    ///< bf16 copy, F32 master, bf16 gradient
    MasterGradients,  ///< bf16 copy, F32 master, F32 gradient
    PureBf16,         ///< everything bf16, states too
};
/// What data-parallel devices divide among them; each stage holds those before it.
enum class Sharding { Replicated, Optimiser, Gradients, Weights };
/// Whether the attention kernel reads grouped keys and values as they are.
enum class TrainingAttention { Flash, RepeatedKv };

struct FineTuning {
    FineTuneMethod method{FineTuneMethod::None};
    int rank{16};
    AdapterTargets targets{AdapterTargets::AllLinear};
    AdapterType adapterType{AdapterType::F32};
    TrainingPrecision precision{TrainingPrecision::MasterWeights};
    Optimiser optimiser{Optimiser::AdamW};
    Sharding sharding{Sharding::Weights};  ///< of several devices; one has nothing to divide
    bool checkpointing{true};
    bool fusedLoss{false};
    TrainingAttention attention{TrainingAttention::Flash};
    Tokens sequence{tokens(4096)};
    int microBatch{1};
    double jobsPerMonth{4};
    Tokens tokensPerJob{tokens(10e6)};
    friend bool operator==(const FineTuning&, const FineTuning&) = default;
};

struct Workload {
    Tokens context{tokens(8192)};  ///< longest conversation
    int concurrentUsers{1};        ///< requests in flight in the busiest moment
    CachePlan cachePlan{CachePlan::SharedPool};
    double requestsPerDay{100};
    Tokens prompt{tokens(1500)};
    Tokens answer{tokens(400)};
    double cachedPromptShare{0};  ///< 0..1, prompt tokens found in the prefix cache
    double peakHourShare{0.2};    ///< 0..1 of the day's requests in its busiest hour
    double activeDaysPerMonth{30.4};
    std::optional<Seconds> firstTokenWithin;
    std::optional<TokensPerSecond> minimumSpeed;  ///< per user with everybody busy
    double monthlyGrowth{0};                      ///< 0.05 = 5 % more requests each month
    double speedFactor{1};  ///< on the estimated rates when machines are counted and powered
    FineTuning fineTuning;
    friend bool operator==(const Workload&, const Workload&) = default;
};

struct Privacy {
    DataPlacement placement{DataPlacement::Anywhere};
    bool euOnly{};
    friend bool operator==(const Privacy&, const Privacy&) = default;
};

/// Whether a screen is fed by the first GPU of a machine, which then lends it memory.
enum class DisplayUse {
    ByMachine,  ///< on desktops and laptops with a GPU of their own, not on servers
    Attached,
    None,
};

/// What a workstation on a desk is marked by; nothing is ruled out by it.
struct Scorecard {
    double memoryGib{128};                 ///< at least, for accelerators
    double bandwidthGbPerSecond{400};      ///< at least, per device
    double fp16Tflops{100};                ///< at least, dense, per device
    double decodeWatts{500};               ///< at most, at the wall
    double noiseDba{45};                   ///< at most, where the place sets no limit
    int accelerators{2};                   ///< at least, in one machine, or
    double networkGigabitsPerSecond{100};  ///< at least, of a port to link several
    friend bool operator==(const Scorecard&, const Scorecard&) = default;
};

struct Place {
    std::optional<double> circuitVolts{120.0};  ///< nullopt = no limit
    std::optional<double> circuitAmperes{15.0};
    double continuousShare{0.8};  ///< NEC: 80 % of the breaker for continuous loads
    std::optional<double> noiseLimitDba;
    std::optional<double> heatLimitWatts;     ///< of all machines while they serve
    std::optional<double> neededWithinWeeks;  ///< nullopt = there is time
    double deliveryWeeks{4};                  ///< of a machine that is bought
    std::string software;                     ///< that must run, separated by commas
    std::string tariffRegion{"US-CA"};
    CustomerClass customer{CustomerClass::Residential};
    std::optional<double> electricityPriceOverride;  ///< per kWh in the scenario's currency
    double pue{1.0};                                 ///< cooling overhead of the room
    DisplayUse display{DisplayUse::ByMachine};
    /// To rented machines and back; nullopt = estimated from the distance.
    std::optional<double> networkMilliseconds;
    Scorecard scorecard{};
    friend bool operator==(const Place&, const Place&) = default;
};

/// Amounts are in `currency`; drifts are signed changes of a price a year.
struct Finance {
    Currency currency{};
    int horizonMonths{36};
    std::string start;  ///< "2026-12", the month after the purchase; empty = months are counted
    std::optional<double> capitalLimit;
    std::optional<double> monthlyLimit;
    double discountRatePerYear{0.10};  ///< nominal, effective annual
    double inflationPerYear{0.025};    ///< of wages, upkeep, colocation and licences
    double hoursPerMonth{730};         ///< 8760 / 12
    double electricityPriceFactor{1};
    double electricityDriftPerYear{0.03};

    double adminHoursPerMonth{3};  ///< per owned machine; rented instances count half, APIs none
    double adminHourlyRate{90};
    double setupHours{8};  ///< per owned machine, once; rented instances count half, APIs none
    double machinePriceFactor{1};
    double salesTaxRate{0};
    double shippingPerMachine{0};
    double siteWork{0};             ///< once: circuit, UPS, rack
    double sparesShare{0};          ///< of the purchase price, with the purchase
    double warrantyShare{0};        ///< of the purchase price, with the purchase
    int spareUnits{0};              ///< machines or instances beside those that serve
    double maintenanceShare{0.02};  ///< of the purchase price per year
    double residualShare{0.45};     ///< of the purchase price after 36 months, see cost/resale.h
    double hardwareDriftPerYear{0};
    double networkPerMonth{0};
    double softwarePerGpuYear{0};

    double rentPriceFactor{1};
    double rentedHoursPerDay{24};  ///< hours a rented instance is kept up
    double cloudDriftPerYear{0};
    double supportShare{0};  ///< of the rent
    double spotInterruptionsPerHour{0.04};
    double spotRestartMinutes{15};
    double storageGigabytes{0};  ///< beside the weights, per rented instance
    double egressGigabytesPerMonth{10};
    double apiPriceFactor{1};
    double apiDriftPerYear{0};
    double batchShare{0};  ///< 0..1 of the requests that can wait for a batch
    ApiComparison apis{ApiComparison::SameWeights};
    ProductStage stage{ProductStage::Validated};
    int buyAfterMonths{6};  ///< rented first, then bought; 0 = not compared
    friend bool operator==(const Finance&, const Finance&) = default;
};

/// Own machines in somebody else's data centre.
struct Colocation {
    std::optional<double> pricePerKilowatt;  ///< of peak power, a month; nullopt = not compared
    double pue{1.54};
    double networkPerMonth{0};
    friend bool operator==(const Colocation&, const Colocation&) = default;
};

enum class FinancingChoice { Cash, Loan, Lease, Each };

/// How machines are paid. Rates are nominal a year, a twelfth is due each month.
struct Financing {
    FinancingChoice choice{FinancingChoice::Cash};
    double loanShare{0.7};  ///< 0..1 of the purchase
    double loanRatePerYear{0.10};
    int loanMonths{36};
    double leaseRatePerYear{0.15};
    int leaseMonths{36};
    double leaseBuyoutShare{0.10};  ///< of the price, at the end of the term
    friend bool operator==(const Financing&, const Financing&) = default;
};

enum class DepreciationMethod {
    StraightLine,
    MacrsHalfYear,
    MacrsQuarter1,
    MacrsQuarter2,
    MacrsQuarter3,
    MacrsQuarter4,
};

/// Rates of zero compare before tax.
struct IncomeTax {
    double federalRate{0};
    double stateRate{0};         ///< deducted from the income that the federal rate applies to
    int firstYearWithIncome{1};  ///< earlier deductions are carried forward
    DepreciationMethod method{DepreciationMethod::StraightLine};
    int years{5};
    double bonusShare{0};  ///< deducted in the first year
    double expensed{0};    ///< amount, deducted before the rest
    friend bool operator==(const IncomeTax&, const IncomeTax&) = default;
};

/// Machines that are there already.
struct Existing {
    std::string machineId;  ///< empty = none
    int units{1};
    std::string purchased;              ///< "2025-03"; empty = at the start of the plan
    std::optional<double> marketValue;  ///< each; nullopt = from the resale curve
    double bookValue{0};                ///< each
    friend bool operator==(const Existing&, const Existing&) = default;
};

/// Equal, or both no number.
inline bool sameNumber(double a, double b) {
    return a == b || (a != a && b != b);
}

/// A numeric input and the values that one case in ten falls below and rises above; the input's own
/// value is the likely one.
struct UncertainInput {
    std::string fieldId;
    double low{};   ///< P10
    double high{};  ///< P90
    std::string reason;
    /// Bounds that are no numbers are alike, so that a document equals its copy.
    friend bool operator==(const UncertainInput& a, const UncertainInput& b) {
        return a.fieldId == b.fieldId && sameNumber(a.low, b.low) && sameNumber(a.high, b.high) &&
               a.reason == b.reason;
    }
};

struct InputCorrelation {
    std::string first;
    std::string second;
    double rank{};  ///< Spearman's, -1..1
    friend bool operator==(const InputCorrelation& a, const InputCorrelation& b) {
        return a.first == b.first && a.second == b.second && sameNumber(a.rank, b.rank);
    }
};

struct Uncertainty {
    std::vector<UncertainInput> ranges;          ///< in place of the usual ones of these inputs
    std::vector<InputCorrelation> correlations;  ///< likewise
    int draws{2000};
    int seed{1};
    friend bool operator==(const Uncertainty&, const Uncertainty&) = default;
};

/// What counts beside money where nothing is ruled out; all zero = options rank by cost alone.
struct Weights {
    double cost{};        ///< present value
    double firstToken{};  ///< time to the first token, everybody busy
    double speed{};       ///< decode of each user, everybody busy
    double privacy{};     ///< where the data goes
    double carbon{};
    friend bool operator==(const Weights&, const Weights&) = default;
};

/// What is asked. A plain value: copied, compared, stored; the catalog is not part of it.
struct Scenario {
    std::string title{"Untitled"};
    std::string question;
    std::string author;
    std::string company;
    ModelChoice model;
    Workload workload;
    Privacy privacy;
    Place place;
    Finance finance;
    Colocation colocation{};
    Financing financing{};
    IncomeTax incomeTax{};
    Existing existing{};
    Uncertainty uncertainty{};
    Weights weights{};
    friend bool operator==(const Scenario&, const Scenario&) = default;
};

}  // namespace headroom
