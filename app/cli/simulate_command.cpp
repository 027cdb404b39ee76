// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <array>

#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/output.h"
#include "app/cli/suggestion.h"
#include "core/decision/overflow_price.h"
#include "core/decision/serving_question.h"
#include "core/serving/trace.h"
#include "core/units/format.h"
#include "database/errors.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// More rows than this are a mistake, and would take minutes.
constexpr int kMostRequests = 10'000'000;
constexpr int kMostReplicas = 64;

/// The option that is named, or the best one with a speed.
const OptionResult& chosenOption(const Arguments& arguments, const Evaluation& evaluation) {
    const QString asked = arguments.value(u"option"_s);
    QStringList ids;
    for (const OptionResult& result : evaluation.options) {
        const QString id = toQString(result.option.id);
        if (asked.isEmpty() ? result.speed.has_value() : id == asked) return result;
        ids << id;
    }
    if (asked.isEmpty()) throw UsageError(u"No option of the scenario has a known speed."_s);
    throw UsageError(u"--option: the scenario has no “%1”."_s.arg(asked) + didYouMean(asked, ids));
}

void refuse(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
        if (finding.severity == Severity::Error) {
            throw UsageError(toQString(finding.message) + u' ' + toQString(finding.remedy));
        }
    }
}

std::vector<TraceRow> readTrace(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw FileError(
            u"%1 cannot be read: %2."_s.arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    const TraceTable table = traceTable(parseCsv(file.readAll().toStdString()));
    refuse(table.findings);
    if (table.rows.empty()) {
        throw UsageError(
            u"%1 has no rows. It needs the columns arrival_s, prompt_tokens and answer_tokens."_s
                .arg(QDir::toNativeSeparators(path)));
    }
    return table.rows;
}

void setLoad(const Arguments& arguments, ServingQuestion& question) {
    if (arguments.has(u"trace"_s)) {
        question.load.kind = LoadKind::Trace;
        question.load.trace = readTrace(arguments.value(u"trace"_s));
        return;
    }
    const QString load = arguments.value(u"load"_s);
    const QStringList known{u"peak"_s, u"day"_s};
    if (!known.contains(load)) {
        throw UsageError(u"--load: there is no “%1”."_s.arg(load) + didYouMean(load, known));
    }
    if (load == u"peak") question.load = peakHour(question.load);
}

SpeedEnd speedEnd(const Arguments& arguments) {
    const QString end = arguments.value(u"speed"_s);
    const QStringList known{u"slow"_s, u"likely"_s, u"fast"_s};
    const auto index = known.indexOf(end);
    if (index < 0) {
        throw UsageError(u"--speed: there is no “%1”."_s.arg(end) + didYouMean(end, known));
    }
    return std::array{SpeedEnd::Slow, SpeedEnd::Likely, SpeedEnd::Fast}.at(
        static_cast<std::size_t>(index));
}

OverflowRule overflowRule(const Arguments& arguments) {
    OverflowRule rule;
    if (!arguments.has(u"overflow"_s)) return rule;
    bool ok = false;
    const QString text = arguments.value(u"overflow"_s);
    const double wait = text.toDouble(&ok);
    if (!ok || !(wait > 0) || wait > 86'400) {
        throw UsageError(
            u"--overflow: “%1” is not a number of seconds above 0, up to 86400."_s.arg(text));
    }
    rule.waitLonger = seconds(wait);
    return rule;
}

/// How much more it could take, and how many it needs.
struct Capacity {
    LargestLoad largest;
    ReplicasNeeded needed;
};

std::optional<Capacity> capacityOf(const Arguments& arguments, const ServingQuestion& question) {
    if (!arguments.has(u"capacity"_s)) return std::nullopt;
    if (question.load.kind == LoadKind::Trace) {
        throw UsageError(u"--capacity needs a load that can grow; leave --trace out."_s);
    }
    const CapacityOptions options;
    Capacity capacity{
        largestLoad(question.setup, question.load, question.slo, options),
        replicasNeeded(question.setup, question.load, question.slo, kMostReplicas, options)};
    refuse(capacity.largest.findings);
    refuse(capacity.needed.findings);
    return capacity;
}

QString time(Seconds duration) {
    return toQString(formatDuration(duration));
}

QString share(double value) {
    return toQString(formatPercent(value, 1));
}

void printOverflow(const OverflowPrice& overflow) {
    const QString amount = u"Overflow: %1 of the requests, %2 a month"_s.arg(
        share(overflow.share), toQString(formatNumber(overflow.requestsPerMonth)));
    if (!overflow.perMonth) {
        write(amount + u"; the scenario allows no hosted API"_s);
        return;
    }
    write(u"%1, for %2 a month at %3 (%4)"_s.arg(amount, toQString(formatMoney(*overflow.perMonth)),
                                                 toQString(overflow.name),
                                                 toQString(overflow.optionId)));
}

QJsonObject overflowJson(const OverflowPrice& overflow) {
    QJsonObject json{{u"share"_s, overflow.share},
                     {u"requests_per_month"_s, overflow.requestsPerMonth},
                     {u"prompt_tokens_per_month"_s, overflow.promptPerMonth.value},
                     {u"answer_tokens_per_month"_s, overflow.answerPerMonth.value}};
    if (overflow.perMonth) {
        json[u"api"_s] = toQString(overflow.optionId);
        json[moneyKey(u"cost_per_month"_s, overflow.perMonth->currency)] =
            overflow.perMonth->amount();
    }
    return json;
}

void printText(const OptionResult& option, const ServingQuestion& question,
               const ServingResult& result, const std::optional<Capacity>& capacity) {
    const QString places = question.setup.scheme == CacheScheme::Paged
                               ? u"at most %1 requests in a batch"_s.arg(question.setup.maxRunning)
                               : u"%1 slots"_s.arg(question.setup.maxRunning);
    const QString each = question.setup.replicas > 1
                             ? u" on each of %1 instances"_s.arg(question.setup.replicas)
                             : QString();
    write(toQString(option.option.name) + u", "_s + places + each);
    write(u"%1 requests arrived, %2 finished, %3 refused, %4 preemptions"_s.arg(result.arrived)
              .arg(result.finished)
              .arg(result.refused)
              .arg(result.preemptions));
    write();
    TextTable table(
        {{u"Latency"_s}, {u"Mean"_s, true}, {u"P50"_s, true}, {u"P95"_s, true}, {u"P99"_s, true}});
    for (const auto& [name, latency] :
         {std::pair{u"wait"_s, result.wait}, std::pair{u"first token"_s, result.firstToken},
          std::pair{u"per token"_s, result.perToken},
          std::pair{u"whole answer"_s, result.endToEnd}}) {
        table.add(
            {name, time(latency.mean), time(latency.p50), time(latency.p95), time(latency.p99)});
    }
    table.print();
    write();
    write(u"Served: %1 requests a second, %2 of answers"_s.arg(
        toQString(formatSignificant(result.requestsPerSecond)),
        toQString(formatRate(result.answerRate))));
    write(u"Waiting: %1 on average, %2 at most, somebody %3 of the time"_s.arg(
        toQString(formatSignificant(result.queue.mean)), QString::number(result.queue.longest),
        share(result.queue.nonEmptyShare)));
    write(u"Used: %1 of the slots, %2 of the cache, busy %3, useful %4"_s.arg(
        share(result.utilisation.allocated), share(result.utilisation.cache),
        share(result.utilisation.busy), share(result.utilisation.useful)));
    if (question.slo.firstToken || question.slo.speed) {
        write(u"Within what is asked: %1 of the requests, %2 a second"_s.arg(
            share(result.goodShare), toQString(formatSignificant(result.goodPerSecond))));
    }
    if (!capacity) return;
    const Range<double>& day = capacity->largest.requestsPerDay;
    write(capacity->largest.fullHouse
              ? u"Within what is asked up to a full house: %1 requests a day"_s.arg(
                    toQString(formatNumber(day.likely)))
          : day.likely > 0
              ? u"Largest load that keeps %1 within it: %2 requests a day (%3 to %4)"_s.arg(
                    share(question.slo.share), toQString(formatNumber(day.likely)),
                    toQString(formatNumber(day.low)), toQString(formatNumber(day.high)))
              : u"No load keeps %1 within it: some requests alone are too slow"_s.arg(
                    share(question.slo.share)));
    write(capacity->needed.replicas
              ? u"Instances needed for this load: %1"_s.arg(*capacity->needed.replicas)
              : u"More than %1 instances would be needed for this load"_s.arg(kMostReplicas));
}

QJsonObject latencyJson(const LatencySummary& latency) {
    return {{u"mean_seconds"_s, latency.mean.value},
            {u"p50_seconds"_s, latency.p50.value},
            {u"p95_seconds"_s, latency.p95.value},
            {u"p99_seconds"_s, latency.p99.value}};
}

QJsonObject asJson(const OptionResult& option, const ServingQuestion& question,
                   const ServingResult& result, const std::optional<Capacity>& capacity) {
    QJsonObject json{{u"option"_s, toQString(option.option.id)},
                     {u"replicas"_s, question.setup.replicas},
                     {u"running_at_most"_s, question.setup.maxRunning},
                     {u"arrived"_s, qint64(result.arrived)},
                     {u"finished"_s, qint64(result.finished)},
                     {u"refused"_s, qint64(result.refused)},
                     {u"preemptions"_s, qint64(result.preemptions)},
                     {u"wait"_s, latencyJson(result.wait)},
                     {u"first_token"_s, latencyJson(result.firstToken)},
                     {u"per_token"_s, latencyJson(result.perToken)},
                     {u"end_to_end"_s, latencyJson(result.endToEnd)},
                     {u"requests_per_second"_s, result.requestsPerSecond},
                     {u"answer_tokens_per_second"_s, result.answerRate.value},
                     {u"queue_mean"_s, result.queue.mean},
                     {u"queue_longest"_s, result.queue.longest},
                     {u"queue_share_of_time"_s, result.queue.nonEmptyShare},
                     {u"allocated_share"_s, result.utilisation.allocated},
                     {u"cache_share"_s, result.utilisation.cache},
                     {u"busy_share"_s, result.utilisation.busy},
                     {u"useful_share"_s, result.utilisation.useful},
                     {u"good_share"_s, result.goodShare},
                     {u"good_per_second"_s, result.goodPerSecond}};
    if (!capacity) return json;
    const Range<double>& day = capacity->largest.requestsPerDay;
    json[u"largest_load_requests_per_day"_s] =
        QJsonObject{{u"low"_s, day.low}, {u"likely"_s, day.likely}, {u"high"_s, day.high}};
    json[u"replicas_needed"_s] = capacity->needed.replicas ? QJsonValue(*capacity->needed.replicas)
                                                           : QJsonValue(QJsonValue::Null);
    return json;
}

void printCsv(const ServingResult& result) {
    QString csv = csvLine(
        {u"latency"_s, u"mean_seconds"_s, u"p50_seconds"_s, u"p95_seconds"_s, u"p99_seconds"_s});
    for (const auto& [name, latency] :
         {std::pair{u"wait"_s, result.wait}, std::pair{u"first_token"_s, result.firstToken},
          std::pair{u"per_token"_s, result.perToken},
          std::pair{u"end_to_end"_s, result.endToEnd}}) {
        csv += csvLine({name, QString::number(latency.mean.value, 'g', 8),
                        QString::number(latency.p50.value, 'g', 8),
                        QString::number(latency.p95.value, 'g', 8),
                        QString::number(latency.p99.value, 'g', 8)});
    }
    writeRaw(csv.toUtf8());
}

std::vector<OptionSpec> simulateOptions() {
    return {
        formatOption(),
        {u"option"_s, u"Option id as evaluate prints it; the best one unless given."_s, u"id"_s},
        {u"load"_s, u"peak: the busiest hour all the time; day: the whole day."_s, u"load"_s,
         u"peak"_s},
        {u"trace"_s, u"CSV file of arrival_s, prompt_tokens, answer_tokens instead."_s, u"file"_s},
        {u"requests"_s, u"How many to simulate."_s, u"number"_s, u"20000"_s},
        {u"seed"_s, u"Start of the random numbers."_s, u"number"_s, u"1"_s},
        {u"speed"_s, u"slow, likely or fast: which end of the predicted range."_s, u"end"_s,
         u"likely"_s},
        {u"overflow"_s,
         u"Requests not started after so long go to the cheapest hosted API that the scenario "
         "allows."_s,
         u"seconds"_s},
        {u"capacity"_s, u"Also finds the largest load and the instances needed."_s, {}},
        setOption(),
        livePricesOption()};
}

}  // namespace

ExitCode runSimulate(const QStringList& words) {
    Arguments arguments(
        u"simulate"_s,
        u"Simulates the people who wait: requests of a scenario on one of its options, step by "
        "step. The same seed gives the same result."_s,
        {{u"scenario"_s, u"Scenario file (.headroom), or - for standard input."_s}},
        simulateOptions());
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const int requests = arguments.count(u"requests"_s, 1);
    if (requests > kMostRequests) {
        throw UsageError(u"--requests: at most %1 are simulated."_s.arg(kMostRequests));
    }
    const ScenarioInput input = readScenario(arguments, arguments.position(0));
    const Evaluation evaluation = evaluate(input.scenario, *input.catalog);
    printFindings(evaluation.findings);
    if (hasErrors(evaluation.findings)) return ExitCode::ScenarioErrors;
    const OptionResult& option = chosenOption(arguments, evaluation);
    std::optional<ServingQuestion> question =
        servingQuestion(option, input.scenario, *input.catalog, speedEnd(arguments));
    if (!question) {
        throw UsageError(u"%1 has no known speed or does not hold what is asked."_s.arg(
            toQString(option.option.name)));
    }
    setLoad(arguments, *question);
    SimulationOptions options;
    options.seed = static_cast<std::uint64_t>(arguments.count(u"seed"_s, 0));
    options.requests = requests;
    options.slo = question->slo;
    options.overflow = overflowRule(arguments);
    const ServingResult result = simulate(question->setup, question->load, options);
    refuse(result.findings);
    printFindings(result.findings);
    const std::optional<Capacity> capacity = capacityOf(arguments, *question);
    std::optional<OverflowPrice> overflow;
    if (options.overflow.waitLonger) {
        overflow = overflowPrice(result.overflow, result.arrived, input.scenario,
                                 evaluation.options, *input.catalog);
    }
    if (format == Format::Text) {
        printText(option, *question, result, capacity);
        if (overflow) printOverflow(*overflow);
    } else if (format == Format::Json) {
        QJsonObject json = asJson(option, *question, result, capacity);
        if (overflow) json[u"overflow"_s] = overflowJson(*overflow);
        writeJson(json);
    } else {
        printCsv(result);
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
