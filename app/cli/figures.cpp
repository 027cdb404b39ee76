// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figures.h"

#include <array>
#include <cmath>

#include "core/explain/explain.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue number(double value) {
    return std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

template <class T>
QJsonValue optionalNumber(const std::optional<T>& value) {
    if (!value) return QJsonValue::Null;
    if constexpr (std::is_same_v<T, double>) {
        return number(*value);
    } else {
        return number(value->value);
    }
}

QJsonValue textOrNull(const std::string& text) {
    return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(toQString(text));
}

QJsonArray texts(const std::vector<std::string>& lines) {
    QJsonArray array;
    for (const std::string& line : lines) array << toQString(line);
    return array;
}

template <class T>
QJsonObject range(const Range<T>& values) {
    return {{u"p10"_s, number(values.low.value)},
            {u"likely"_s, number(values.likely.value)},
            {u"p90"_s, number(values.high.value)}};
}

QJsonObject deviceJson(const DeviceLedger& device) {
    return {{u"name"_s, toQString(device.name)},
            {u"capacity_bytes"_s, number(device.capacity.value)},
            {u"display_bytes"_s, number(device.display.value)},
            {u"usable_bytes"_s, number(device.usable.value)},
            {u"weights_bytes"_s, number(device.weights.value)},
            {u"kv_bytes"_s, number(device.kv.value)},
            {u"kv_window_bytes"_s, number(device.kvWindow.value)},
            {u"output_bytes"_s, number(device.output.value)},
            {u"state_bytes"_s, number(device.state.value)},
            {u"compute_bytes"_s, number(device.compute.value)},
            {u"engine_bytes"_s, number(device.engine.value)},
            {u"companions_bytes"_s, number(device.companions.value)},
            {u"index_bytes"_s, number(device.index.value)},
            {u"reserve_bytes"_s, number(device.reserve.value)},
            {u"used_bytes"_s, number(device.used().value)},
            {u"free_bytes"_s, number(device.free().value)}};
}

/// What a line was computed from: ids of fields, as `--set` takes them, and `table/row` of the
/// catalog.
QJsonArray inputsJson(const InputReferences& inputs) {
    QJsonArray ids;
    for (const InputReference& input : inputs) {
        QString id = toQString(input.id);
        id.replace(QLatin1Char(kKeySeparator), u'/');
        ids << (input.table.empty() ? id : toQString(input.table) + u'/' + id);
    }
    return ids;
}

QJsonObject cashJson(const OptionResult& result, const Scenario& scenario, const Catalog& catalog) {
    const CashFlow& cash = *result.cash;
    // The first ones are those of the cash flow, in its order.
    const std::vector<ExplanationLine> working = explainCost(result, scenario, catalog);
    QJsonArray lines;
    for (std::size_t i = 0; i < cash.lines.size(); ++i) {
        const CashLine& line = cash.lines[i];
        lines << QJsonObject{{u"component"_s, toQString(costComponentLabel(line.component))},
                             {u"working"_s, toQString(working[i].numbers)},
                             {u"inputs"_s, inputsJson(working[i].inputs)},
                             {moneyKey(u"total"_s, cash.currency), number(line.total().amount())}};
    }
    return {{u"lines"_s, lines}, {u"horizon_months"_s, cash.horizonMonths}};
}

QJsonObject partsJson(const FineTuneParts& parts) {
    return {{u"weights_bytes"_s, number(parts.weights.value)},
            {u"gradients_bytes"_s, number(parts.gradients.value)},
            {u"optimiser_bytes"_s, number(parts.optimiser.value)},
            {u"activations_bytes"_s, number(parts.activations.value)},
            {u"logits_bytes"_s, number(parts.logits.value)},
            {u"buffers_bytes"_s, number(parts.buffers.value)},
            {u"engine_bytes"_s, number(parts.engine.value)},
            {u"used_bytes"_s, number(parts.used().value)}};
}

QJsonObject fineTuneJson(const FineTuneLedger& ledger) {
    QJsonObject json = partsJson(ledger.total());
    json[u"each_device"_s] = partsJson(ledger.each);
    json[u"devices"_s] = ledger.devices;
    json[u"host_bytes"_s] = number(ledger.host().value);
    json[u"binding_term"_s] = toQString(ledger.bindingTerm());
    json[u"trainable_parameters"_s] = number(ledger.trainableParameters);
    return json;
}

QJsonObject trainingJson(const TrainingJobs& jobs) {
    const TrainingTime& time = jobs.time;
    QJsonObject json{{u"operations_per_token"_s, number(time.perToken.total())},
                     {u"tokens_per_second"_s, number(time.speed().value)},
                     {u"seconds_per_job"_s, range(time.perJob)},
                     {u"seconds_per_month"_s, range(time.perMonth())},
                     {u"rate_estimated"_s, time.rateEstimated},
                     {u"parameters"_s, toQString(time.parametersId)},
                     {u"kilowatt_hours_per_job"_s, optionalNumber(jobs.energyPerJob)}};
    if (jobs.costPerJob) {
        json[moneyKey(u"cost_per_job"_s, jobs.costPerJob->currency)] =
            number(jobs.costPerJob->amount());
    }
    return json;
}

QJsonArray companionsJson(const Ledger& ledger) {
    static const std::array roles{u"other"_s, u"draft"_s, u"embedding"_s, u"reranker"_s,
                                  u"vision"_s};
    QJsonArray array;
    for (const CompanionPlace& place : ledger.companions) {
        array << QJsonObject{
            {u"model"_s, toQString(place.name)},
            {u"role"_s, roles.at(static_cast<std::size_t>(place.role))},
            {u"swapped"_s, place.residence == Residence::Swapped},
            {u"device"_s, static_cast<int>(place.deviceIndex)},
            {u"device_bytes"_s, number(place.device.value)},
            {u"host_bytes"_s, number(place.host.value)},
            {u"load_seconds_from_disk_at_least"_s, optionalNumber(place.fromDisk)},
            {u"load_seconds_over_pcie_at_least"_s, optionalNumber(place.overLink)}};
    }
    return array;
}

QJsonArray exclusionsJson(const std::vector<Exclusion>& exclusions) {
    QJsonArray array;
    for (const Exclusion& exclusion : exclusions) {
        array << QJsonObject{{u"constraint"_s, constraintId(exclusion.constraint)},
                             {u"reason"_s, toQString(exclusion.reason)},
                             {u"remedy"_s, textOrNull(exclusion.remedy)},
                             {u"consequence"_s, textOrNull(exclusion.consequence)}};
    }
    return array;
}

QJsonArray cautionsJson(const std::vector<Caution>& cautions) {
    QJsonArray array;
    for (const Caution& caution : cautions) {
        array << QJsonObject{{u"kind"_s, toQString(supportLabel(caution.verdict))},
                             {u"sentence"_s, toQString(caution.sentence)}};
    }
    return array;
}

QJsonValue spillJson(const OptionResult& result) {
    if (!result.spill) return QJsonValue::Null;
    const SpillSpeed speed = result.spillSpeed.value_or(SpillSpeed{});
    return QJsonObject{
        {u"layers"_s, result.spill->layers},
        {u"host_layers"_s, result.spill->hostLayers},
        {u"device_bytes"_s, number(result.spill->device.value)},
        {u"host_bytes"_s, number(result.spill->host.value)},
        {u"decode_on_processor_tokens_per_second"_s, optionalNumber(speed.onProcessor)},
        {u"decode_over_pcie_tokens_per_second"_s, optionalNumber(speed.overPcie)}};
}

void addMoney(QJsonObject& json, const OptionResult& result, const Scenario& scenario,
              const Catalog& catalog) {
    const bool priced = result.cash.has_value();
    const Currency currency = priced ? result.cash->currency : result.total.currency;
    const auto amount = [&](const Money& money) {
        return priced ? number(money.amount()) : QJsonValue(QJsonValue::Null);
    };
    json[u"currency"_s] = toQString(currency.code());
    json[moneyKey(u"total"_s, currency)] = amount(result.total);
    json[moneyKey(u"present_value"_s, currency)] = amount(result.presentValue);
    json[moneyKey(u"upfront"_s, currency)] =
        result.upfront ? number(result.upfront->amount()) : QJsonValue(QJsonValue::Null);
    json[moneyKey(u"cost_per_million_tokens"_s, currency)] =
        priced ? number(result.costPerMillionTokens) : QJsonValue(QJsonValue::Null);
    json[moneyKey(u"real_cost_per_million_tokens"_s, currency)] =
        priced ? number(result.realCostPerMillionTokens) : QJsonValue(QJsonValue::Null);
    json[moneyKey(u"plain_cost_per_million_tokens"_s, currency)] =
        priced ? number(result.plainCostPerMillionTokens) : QJsonValue(QJsonValue::Null);
    json[u"carbon_kilograms_per_month"_s] = optionalNumber(result.carbonKilogramsPerMonth);
    json[u"cash_flow"_s] =
        priced ? QJsonValue(cashJson(result, scenario, catalog)) : QJsonValue(QJsonValue::Null);
    json[u"price_date"_s] = textOrNull(result.price.date);
    json[u"price_source"_s] = textOrNull(result.price.source);
}

QJsonObject optionJson(const OptionResult& result, const Scenario& scenario,
                       const Catalog& catalog) {
    const Option& option = result.option;
    const bool hosted = option.kind == OptionKind::Api;
    QJsonObject json{{u"id"_s, toQString(option.id)},
                     {u"name"_s, toQString(option.name)},
                     {u"kind"_s, toQString(optionKindLabel(option.kind))},
                     {u"catalog_id"_s, toQString(option.catalogId)},
                     {u"units"_s, option.units},
                     {u"feasible"_s, result.feasible},
                     {u"exclusions"_s, exclusionsJson(result.exclusions)},
                     {u"cautions"_s, cautionsJson(result.cautions)},
                     {u"spill"_s, spillJson(result)},
                     {u"utilisation_share"_s, number(result.utilisation)},
                     {u"longest_context_tokens"_s, optionalNumber(result.longestContext)},
                     {u"notes"_s, texts(result.notes)}};
    json[u"tier"_s] = option.kind == OptionKind::Rented ? QJsonValue(tierId(option.tier))
                                                        : QJsonValue(QJsonValue::Null);
    json[u"second_id"_s] = textOrNull(option.secondId);
    json[u"hosted_share"_s] = number(result.hostedShare);
    json[u"engine"_s] = hosted ? QJsonValue(QJsonValue::Null) : QJsonValue(engineId(option.engine));
    const QJsonValue none(QJsonValue::Null);
    json[u"memory"_s] = result.ledger ? QJsonValue(ledgerJson(*result.ledger)) : none;
    json[u"speed"_s] = result.speed ? QJsonValue(speedJson(*result.speed)) : none;
    json[u"power"_s] = result.power ? QJsonValue(powerJson(*result.power)) : none;
    json[u"fine_tuning"_s] = result.fineTune ? QJsonValue(fineTuneJson(*result.fineTune)) : none;
    json[u"fine_tuning_time"_s] =
        result.training ? QJsonValue(trainingJson(*result.training)) : none;
    addMoney(json, result, scenario, catalog);
    return json;
}

QJsonArray findingsJson(const std::vector<Finding>& findings) {
    static const std::array severities{u"note"_s, u"warning"_s, u"error"_s};
    QJsonArray array;
    for (const Finding& finding : findings) {
        array << QJsonObject{
            {u"severity"_s, severities.at(static_cast<std::size_t>(finding.severity))},
            {u"field"_s, textOrNull(finding.field)},
            {u"message"_s, toQString(finding.message)},
            {u"remedy"_s, textOrNull(finding.remedy)}};
    }
    return array;
}

QJsonObject verdictJson(const Verdict& verdict) {
    return {
        {u"advice"_s, adviceId(verdict.advice)},       {u"clarity"_s, clarityId(verdict.clarity)},
        {u"sentence"_s, toQString(verdict.sentence)},  {u"facts"_s, texts(verdict.facts)},
        {u"warnings"_s, texts(verdict.warnings)},      {u"risk"_s, texts(verdict.risk)},
        {u"relaxations"_s, texts(verdict.relaxations)}};
}

QJsonArray breakEvensJson(const Evaluation& evaluation) {
    static const std::array kinds{u"at-month"_s, u"never"_s, u"always"_s};
    QJsonArray array;
    for (const BreakEvenPair& pair : evaluation.breakEvens) {
        const bool meets = pair.result.kind == BreakEven::Kind::AtMonth;
        array << QJsonObject{
            {u"candidate"_s, toQString(evaluation.options.at(pair.candidate).option.id)},
            {u"reference"_s, toQString(evaluation.options.at(pair.reference).option.id)},
            {u"kind"_s, kinds.at(static_cast<std::size_t>(pair.result.kind))},
            {u"month"_s, meets ? number(pair.result.month) : QJsonValue(QJsonValue::Null)},
            {u"discounted_kind"_s, kinds.at(static_cast<std::size_t>(pair.discounted.kind))},
            {u"discounted_month"_s, pair.discounted.kind == BreakEven::Kind::AtMonth
                                        ? number(pair.discounted.month)
                                        : QJsonValue(QJsonValue::Null)}};
    }
    return array;
}

}  // namespace

QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString moneyKey(const QString& name, const Currency& currency) {
    return name + u'_' + toQString(currency.code()).toLower();
}

QString engineId(EngineChoice engine) {
    static const std::array ids{u"automatic"_s, u"llama.cpp"_s, u"vllm"_s,        u"mlx"_s,
                                u"ollama"_s,    u"sglang"_s,    u"tensorrt-llm"_s};
    return ids.at(static_cast<std::size_t>(engine));
}

QString tierId(RentTier tier) {
    static const std::array ids{u"on-demand"_s, u"spot"_s, u"reserved-1y"_s, u"reserved-3y"_s};
    return ids.at(static_cast<std::size_t>(tier));
}

QString adviceId(Advice advice) {
    static const std::array ids{u"buy"_s,  u"rent"_s, u"call-api"_s,    u"hybrid"_s,
                                u"wait"_s, u"keep"_s, u"nothing-fits"_s};
    return ids.at(static_cast<std::size_t>(advice));
}

QString clarityId(Clarity clarity) {
    static const std::array ids{u"clear"_s, u"leaning"_s, u"open"_s};
    return ids.at(static_cast<std::size_t>(clarity));
}

QString constraintId(Constraint constraint) {
    static const std::array ids{u"support"_s,     u"memory"_s, u"privacy"_s,   u"power"_s,
                                u"heat"_s,        u"noise"_s,  u"lead-time"_s, u"software"_s,
                                u"first-token"_s, u"speed"_s,  u"capacity"_s,  u"capital"_s,
                                u"monthly"_s,     u"price"_s,  u"context"_s,   u"fine-tuning"_s};
    return ids.at(static_cast<std::size_t>(constraint));
}

QJsonObject ledgerJson(const Ledger& ledger) {
    QJsonArray devices;
    for (const DeviceLedger& device : ledger.devices) devices << deviceJson(device);
    return {{u"fits"_s, ledger.fits()},
            {u"headroom_bytes"_s, number(ledger.headroom().value)},
            {u"binding_term"_s, toQString(ledger.bindingTerm())},
            {u"engine"_s, engineId(ledger.engine)},
            {u"context_total_tokens"_s, number(ledger.contextTotal.value)},
            {u"context_per_sequence_tokens"_s, number(ledger.contextPerSequence.value)},
            {u"host_weights_bytes"_s, number(ledger.hostWeights.value)},
            {u"host_compute_bytes"_s, number(ledger.hostCompute.value)},
            {u"host_index_bytes"_s, number(ledger.hostIndex.value)},
            {u"companions"_s, companionsJson(ledger)},
            {u"total"_s, deviceJson(ledger.total())},
            {u"devices"_s, devices},
            {u"notes"_s, texts(ledger.notes)}};
}

QJsonObject speedJson(const SpeedEstimate& speed) {
    const DecodeStep& step = speed.step;
    return {{u"decode_tokens_per_second"_s, range(speed.decodeSingle)},
            {u"decode_per_user_tokens_per_second"_s, range(speed.decodePerUser)},
            {u"decode_total_tokens_per_second"_s, range(speed.decodeTotal)},
            {u"prefill_tokens_per_second"_s, range(speed.prefill)},
            {u"first_token_seconds"_s, range(speed.firstToken)},
            {u"first_token_busy_seconds"_s, range(speed.firstTokenBusy)},
            {u"step"_s, QJsonObject{{u"weights_seconds"_s, number(step.weights.value)},
                                    {u"cache_seconds"_s, number(step.cache.value)},
                                    {u"compute_seconds"_s, number(step.compute.value)},
                                    {u"layers_seconds"_s, number(step.layers.value)},
                                    {u"step_seconds"_s, number(step.step.value)},
                                    {u"links_seconds"_s, number(step.links.value)},
                                    {u"total_seconds"_s, number(step.total().value)}}},
            {u"parameters_id"_s, toQString(speed.parametersId)},
            {u"bound"_s, toQString(speed.bound)}};
}

QJsonObject powerJson(const PowerEstimate& power) {
    return {{u"idle_watts"_s, number(power.states.idle.value)},
            {u"decode_watts"_s, number(power.states.decode.value)},
            {u"prefill_watts"_s, number(power.states.prefill.value)},
            {u"peak_watts"_s, number(power.states.peak.value)},
            {u"measured"_s, power.states.measured},
            {u"average_watts"_s, number(power.average.value)},
            {u"energy_kwh_per_month"_s, number(power.perMonth.value)},
            {u"carbon_kg_per_month"_s, optionalNumber(power.carbonKilogramsPerMonth)},
            {u"heat_btu_per_hour"_s, number(power.heatBtuPerHour)},
            {u"busy_share"_s, number(power.busyShare)}};
}

QJsonObject evaluationJson(const Scenario& scenario, const Evaluation& evaluation,
                           const Catalog& catalog, std::size_t limit) {
    QJsonArray options;
    for (std::size_t i = 0; i < evaluation.options.size() && i < limit; ++i) {
        options << optionJson(evaluation.options[i], scenario, catalog);
    }
    QJsonArray highlights;
    for (const std::size_t index : evaluation.highlights) {
        highlights << toQString(evaluation.options.at(index).option.id);
    }
    return {{u"title"_s, toQString(scenario.title)},
            {u"question"_s, toQString(scenario.question)},
            {u"currency"_s, toQString(scenario.finance.currency.code())},
            {u"horizon_months"_s, scenario.finance.horizonMonths},
            {u"findings"_s, findingsJson(evaluation.findings)},
            {u"verdict"_s, verdictJson(evaluation.verdict)},
            {u"option_count"_s, static_cast<qint64>(evaluation.options.size())},
            {u"feasible_count"_s, static_cast<qint64>(evaluation.feasibleCount)},
            {u"highlights"_s, highlights},
            {u"break_evens"_s, breakEvensJson(evaluation)},
            {u"options"_s, options}};
}

}  // namespace headroom::cli
