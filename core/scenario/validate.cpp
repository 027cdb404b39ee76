// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/validate.h"

#include <algorithm>
#include <cmath>

#include "core/scenario/engines.h"
#include "core/scenario/field_tables.h"
#include "core/scenario/fields.h"
#include "core/scenario/nearest_id.h"
#include "core/scenario/validate_parts.h"
#include "core/units/format.h"

namespace headroom {

namespace {

constexpr double kRemarkableGrowth = 100;
constexpr double kSixteenBits = 16;

/// The digits of a value as the form shows them: 0.22 of a percentage reads "22".
std::string digits(const Field& field, double value) {
    const bool whole = field.kind == FieldKind::Integer && value == std::trunc(value);
    if (whole) return formatNumber(value);
    return formatSignificant(field.kind == FieldKind::Percent ? value * 100 : value);
}

std::string withUnit(const Field& field, const std::string& number) {
    return field.unit.empty() ? number : number + ' ' + std::string(field.unit);
}

std::string customerName(CustomerClass customer) {
    return std::string(choicesOf(customer)[static_cast<std::size_t>(customer)].id);
}

std::string engineLabel(EngineChoice engine) {
    return std::string(choicesOf(engine)[static_cast<std::size_t>(engine)].label);
}

template <class T>
std::vector<std::string> idsOf(const std::vector<T>& entries, std::string T::*id) {
    std::vector<std::string> ids;
    for (const T& entry : entries) ids.push_back(entry.*id);
    return ids;
}

/// Ids of weight formats that store the cache, or of those that store weights.
std::vector<std::string> formatIds(const Catalog& catalog, bool forCache) {
    std::vector<std::string> ids;
    for (const WeightFormat& format : catalog.formats) {
        if ((format.family == "kv-cache") == forCache) ids.push_back(format.id);
    }
    return ids;
}

class Checker {
public:
    Checker(const Scenario& scenario, const Catalog& catalog)
        : m_scenario(scenario), m_catalog(catalog) {}

    std::vector<Finding> run() {
        for (const Field& field : fields()) {
            if (isNumeric(field)) checkNumber(field);
        }
        checkModel();
        checkWeights();
        checkCache();
        checkLengths();
        checkTraffic();
        for (const Companion& companion : m_scenario.model.companions) checkCompanion(companion);
        addAll(indexFindings(m_scenario));
        if (m_model) addAll(trainingFindings(m_scenario, *m_model));
        checkSpeculation();
        checkCircuit();
        checkElectricity();
        checkMoney();
        addAll(planFindings(m_scenario, m_catalog));
        addAll(uncertaintyFindings(m_scenario));
        return std::move(m_findings);
    }

private:
    void add(Severity severity, std::string_view field, std::string message, std::string remedy) {
        m_findings.push_back({severity, std::string(field), std::move(message), std::move(remedy)});
    }

    bool found(std::string_view field) const {
        return std::any_of(m_findings.begin(), m_findings.end(),
                           [&](const Finding& finding) { return finding.field == field; });
    }

    /// Findings about fields that have none yet.
    void addAll(std::vector<Finding> findings) {
        for (Finding& finding : findings) {
            if (!found(finding.field)) m_findings.push_back(std::move(finding));
        }
    }

    void checkNumber(const Field& field) {
        const FieldValue value = field.get(m_scenario);
        const auto* number = std::get_if<double>(&value);
        if (!number) return;
        const bool whole = field.kind != FieldKind::Integer || *number == std::trunc(*number);
        if (*number >= field.minimum && *number <= field.maximum && whole) return;
        const std::string label(field.label);
        const std::string range =
            digits(field, field.minimum) + " to " + withUnit(field, digits(field, field.maximum));
        const std::string is = label + " is " + withUnit(field, digits(field, *number));
        if (!std::isfinite(*number)) {
            add(Severity::Error, field.id, label + " is not a number.",
                "Type a number from " + range + '.');
        } else if (*number < field.minimum) {
            add(Severity::Error, field.id, is + "; the possible range is " + range + '.',
                "Type " + digits(field, field.minimum) + " or more.");
        } else if (*number > field.maximum) {
            add(Severity::Error, field.id, is + "; the possible range is " + range + '.',
                "Type " + digits(field, field.maximum) + " or less.");
        } else {
            add(Severity::Warning, field.id,
                label + " is " + formatNumber(*number, 3) + ", not a whole number.",
                "Type " + digits(field, std::round(*number)) + '.');
        }
    }

    void unknownId(std::string_view field, std::string_view what, std::string_view id,
                   const std::vector<std::string>& known) {
        const std::string nearest = nearestId(id, known);
        const std::string remedy = known.empty()     ? "Restore the catalog: it holds none at all."
                                   : nearest.empty() ? "Choose one from the catalog."
                                                     : "Did you mean " + quotedText(nearest) + "?";
        add(Severity::Error, field,
            "The catalog has no " + std::string(what) + ' ' + quotedText(id) + '.', remedy);
    }

    void checkModel() {
        const std::string& id = m_scenario.model.modelId;
        m_model = m_catalog.model(id);
        if (!m_model) {
            unknownId("model.id", "model", id, idsOf(m_catalog.models, &ModelSpec::id));
            return;
        }
        if (m_model->modality == Modality::Embedding || m_model->modality == Modality::Reranker) {
            add(Severity::Warning, "model.id",
                m_model->name + " is an embedding or reranking model and writes no answers.",
                "Name it under Also loaded and choose the model that answers here.");
        }
        if (!m_model->cacheComplete) {
            add(Severity::Warning, "model.id",
                "The catalog describes only the sliding-window part of the KV cache of " +
                    m_model->name + "; its compressed long-range part is not counted.",
                "Keep several GiB of memory free, or measure it.");
        }
    }

    void checkWeights() {
        const std::string& id = m_scenario.model.weightFormatId;
        const WeightFormat* format = m_catalog.format(id);
        if (!format) {
            unknownId("model.weights", "weight format", id, formatIds(m_catalog, false));
            return;
        }
        checkReadable("model.weights", *format);
    }

    /// That the chosen engine reads the weights, or any engine under Automatic.
    void checkReadable(std::string_view field, const WeightFormat& format) {
        const EngineChoice engine = m_scenario.model.engine;
        if (engineReads(engine, format, m_catalog)) return;
        const std::string engines = enginesReading(format, m_catalog);
        if (format.family == "kv-cache") {
            add(Severity::Error, field, quotedText(format.id) + " stores a KV cache, not weights.",
                "Choose a weight format such as \"gguf-q4_k_m\".");
        } else if (engines.empty()) {
            add(Severity::Error, field,
                "None of the engines that Headroom knows reads " + quotedText(format.id) +
                    " weights.",
                "Choose a GGUF, AWQ, GPTQ, FP8 or MLX format.");
        } else {
            add(Severity::Error, field,
                engineLabel(engine) + " does not read " + quotedText(format.id) + " weights.",
                "Set the engine to " + engines + " or to Automatic, or choose other weights.");
        }
    }

    void checkCache() {
        const std::string& id = m_scenario.model.kvFormatId;
        const WeightFormat* format = m_catalog.format(id);
        if (!format) {
            unknownId("model.kv_cache", "KV cache format", id, formatIds(m_catalog, true));
            return;
        }
        if (format->family != "kv-cache") {
            add(Severity::Error, "model.kv_cache",
                quotedText(id) + " stores weights, not a KV cache.",
                "Choose a cache format such as \"kv-llamacpp-f16\".");
            return;
        }
        checkCacheEngine(*format);
    }

    void checkCacheEngine(const WeightFormat& format) {
        const EngineChoice engine = m_scenario.model.engine;
        const EngineChoice owner = engineOfCacheFormat(format.id);
        const bool everywhere = format.bitsPerWeight == kSixteenBits;
        if (!format.bitsPerWeight && m_model && !hasLatentAttention(*m_model)) {
            add(Severity::Error, "model.kv_cache",
                quotedText(format.id) + " stores the rows of latent attention (MLA); " +
                    m_model->name + " has none.",
                "Choose another cache format.");
        } else if (engine != EngineChoice::Automatic && owner != EngineChoice::Automatic &&
                   engineFamily(engine) != owner && !everywhere) {
            add(Severity::Warning, "model.kv_cache",
                engineLabel(engine) + " has no cache format " + quotedText(format.id) +
                    "; its nearest one is taken.",
                "Choose a cache format of " + engineLabel(engine) + '.');
        }
    }

    static bool hasLatentAttention(const ModelSpec& model) {
        return std::any_of(model.layers.begin(), model.layers.end(), [](const LayerGroup& group) {
            return group.attention.kind == AttentionKind::Latent;
        });
    }

    void checkLengths() {
        const Workload& workload = m_scenario.workload;
        if (found("workload.context_tokens")) return;
        if (m_model && workload.context > m_model->maxContext) {
            add(Severity::Error, "workload.context_tokens",
                "Context length is " + formatTokens(workload.context) + "; " + m_model->name +
                    " is made for at most " + formatTokens(m_model->maxContext) + '.',
                "Type " + formatNumber(m_model->maxContext.value) +
                    " or less, or choose a model with a longer context.");
        }
        if (found("workload.prompt_tokens") || found("workload.answer_tokens")) return;
        const Tokens needed = workload.prompt + workload.answer;
        if (needed > workload.context) {
            add(Severity::Error, "workload.context_tokens",
                "Prompt and answer take " + formatTokens(needed) + "; the context length is " +
                    formatTokens(workload.context) + '.',
                "Raise the context length to " + formatNumber(needed.value) +
                    " or more, or shorten the prompt or the answer.");
        }
    }

    void checkTraffic() {
        const Workload& workload = m_scenario.workload;
        if (workload.requestsPerDay == 0) {
            add(Severity::Warning, "workload.requests_per_day",
                "Requests is 0 per day: an API would cost nothing and a machine would idle.",
                "Type the number of requests on a usual day.");
        }
        const int months = m_scenario.finance.horizonMonths;
        const double growth = std::pow(1 + workload.monthlyGrowth, months);
        if (found("workload.monthly_growth") || found("finance.horizon_months")) return;
        if (growth > kRemarkableGrowth) {
            add(Severity::Warning, "workload.monthly_growth",
                "Growth of " + formatPercent(workload.monthlyGrowth, 1) +
                    " a month multiplies the requests by " + formatSignificant(growth) +
                    " within " + std::to_string(months) + " months.",
                "Lower the growth or shorten the horizon.");
        }
    }

    void checkCompanion(const Companion& companion) {
        constexpr std::string_view kField = "model.companions";
        constexpr int kMostSlots = 10'000;
        const ModelSpec* model = m_catalog.model(companion.modelId);
        const WeightFormat* format = m_catalog.format(companion.weightFormatId);
        if (!model) {
            unknownId(kField, "model", companion.modelId, idsOf(m_catalog.models, &ModelSpec::id));
        }
        if (format) {
            checkReadable(kField, *format);
        } else {
            unknownId(kField, "weight format", companion.weightFormatId,
                      formatIds(m_catalog, false));
        }
        if (companion.slotCount < 1 || companion.slotCount > kMostSlots) {
            add(Severity::Error, kField,
                quotedText(companion.modelId) + " has " + formatNumber(companion.slotCount) +
                    " slots; possible are 1 to " + formatNumber(kMostSlots) + '.',
                "Write the number of slots after *, as in bge-m3@gguf-f16*2:8192.");
        }
        const bool follows = companion.role == CompanionRole::Draft && companion.context.value == 0;
        if (!follows && !(companion.context.value >= 1)) {
            add(Severity::Error, kField,
                quotedText(companion.modelId) + " has a context of " +
                    formatNumber(companion.context.value) + " tokens.",
                "Write the context after a colon, as in bge-m3@gguf-f16*2:8192.");
        } else if (model && companion.context > model->maxContext) {
            add(Severity::Error, kField,
                quotedText(companion.modelId) + " has a context of " +
                    formatTokens(companion.context) + "; " + model->name + " is made for at most " +
                    formatTokens(model->maxContext) + '.',
                "Write " + formatNumber(model->maxContext.value) + " or less after the colon.");
        }
        if (companion.role == CompanionRole::Draft && model) checkDraft(*model);
    }

    void checkSpeculation() {
        const ModelChoice& choice = m_scenario.model;
        const bool drafted =
            std::any_of(choice.companions.begin(), choice.companions.end(),
                        [](const Companion& one) { return one.role == CompanionRole::Draft; });
        if (drafted && !choice.draftTokens) {
            add(Severity::Note, "model.draft_tokens",
                "A draft model is loaded, and no drafted tokens are given: its memory counts, "
                "its speed does not.",
                "Type how many tokens it drafts for each step, such as 4.");
        }
        if (!choice.draftTokens || drafted || !m_model || m_model->mtpLayers > 0) return;
        add(Severity::Note, "model.draft_tokens",
            m_model->name +
                " has no prediction blocks and no draft model is loaded: the tokens "
                "are taken to be found in the prompt.",
            "Add a small model of the same family, as in draft=qwen3-0.6b, or leave drafted "
            "tokens empty.");
    }

    /// A draft model proposes tokens of the main model's vocabulary.
    void checkDraft(const ModelSpec& draft) {
        if (!m_model || draft.vocabulary == m_model->vocabulary) return;
        add(Severity::Warning, "model.companions",
            draft.name + " has a vocabulary of " + formatNumber(draft.vocabulary) + ", " +
                m_model->name + " one of " + formatNumber(m_model->vocabulary) +
                ": it can draft only where the engine translates between them.",
            "Choose a small model of the same family.");
    }

    void checkCircuit() {
        const Place& place = m_scenario.place;
        if (place.circuitVolts.has_value() == place.circuitAmperes.has_value()) return;
        const bool voltsMissing = !place.circuitVolts;
        add(Severity::Warning, voltsMissing ? "place.circuit_volts" : "place.circuit_amperes",
            "Only one of circuit voltage and circuit breaker is given, so power sets no limit.",
            voltsMissing ? "Type the voltage, such as 120 or 230."
                         : "Type the breaker's rating, such as 15 or 16 A.");
    }

    void checkElectricity() {
        const Place& place = m_scenario.place;
        const bool ownPrice = place.electricityPriceOverride.has_value();
        const Tariff* tariff = m_catalog.tariff(place.tariffRegion);
        if (!tariff) {
            unknownId("place.tariff_region", "electricity region", place.tariffRegion,
                      idsOf(m_catalog.tariffs, &Tariff::region));
            if (ownPrice) m_findings.back().severity = Severity::Warning;
            return;
        }
        if (ownPrice || tariff->price(place.customer)) return;
        std::string known;
        for (const CustomerClass customer :
             {CustomerClass::Residential, CustomerClass::Commercial, CustomerClass::Industrial}) {
            if (!tariff->price(customer)) continue;
            known += (known.empty() ? "" : " or ") + customerName(customer);
        }
        add(Severity::Error, "place.customer",
            "The catalog has no " + customerName(place.customer) + " electricity price for " +
                tariff->name + '.',
            "Type your own electricity price" +
                (known.empty() ? "." : ", or set the tariff to " + known + '.'));
    }

    void checkMoney() {
        const Finance& finance = m_scenario.finance;
        if (!(finance.currency == Currency{"USD"}) && !m_catalog.exchangeRate(finance.currency)) {
            std::vector<std::string> known{"USD"};
            for (const ExchangeRate& rate : m_catalog.exchangeRates) {
                known.push_back(rate.currency.code());
            }
            unknownId("finance.currency", "exchange rate for", finance.currency.code(), known);
        }
        if (finance.residualShare > 1 && !found("finance.residual_share")) {
            add(Severity::Warning, "finance.residual_share",
                "The machine is assumed to sell for " + formatPercent(finance.residualShare) +
                    " of its price after three years, more than it cost.",
                "Type 100 % or less unless you have a buyer.");
        }
    }

    const Scenario& m_scenario;
    const Catalog& m_catalog;
    const ModelSpec* m_model{};
    std::vector<Finding> m_findings;
};

}  // namespace

std::vector<Finding> validate(const Scenario& scenario, const Catalog& catalog) {
    return Checker(scenario, catalog).run();
}

bool hasErrors(const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::Error; });
}

}  // namespace headroom
