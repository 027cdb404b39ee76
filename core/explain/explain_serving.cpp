// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain_serving.h"

#include <string_view>
#include <utility>

#include "core/explain/input_list.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr const char* kSimulation = "docs/serving.md 6";

/// Below one a second an hour's are easier to picture.
std::string rateText(double perSecond) {
    return perSecond < 1 ? formatSignificant(perSecond * 3600) + " requests an hour"
                         : formatSignificant(perSecond) + " requests a second";
}

std::string count(double value) {
    return formatNumber(value);
}

std::string shareText(double value) {
    return formatPercent(value, 1);
}

/// Lines about one simulation, in the order in which they are added.
class ServingLines {
public:
    ServingLines(const SimulatedServing& simulated, const Explained& of)
        : m_question(simulated.question),
          m_options(simulated.options),
          m_study(simulated.study),
          m_overflow(simulated.overflow),
          m_of(of),
          m_arrivals(InputList(of)
                         .fields({"workload.requests_per_day", "workload.peak_hour_share"})
                         .take()),
          m_house(InputList(of)
                      .with(inputs::service(of))
                      .with(inputs::memory(of))
                      .with(inputs::units(of))
                      .take()),
          m_all(InputList(of).with(m_arrivals).with(m_house).take()),
          m_judged(InputList(of)
                       .fields({"workload.first_token_within_s",
                                "workload.minimum_speed_tokens_per_second"})
                       .with(m_all)
                       .take()) {}

    void addLoad() {
        const Workload& workload = m_of.scenario.workload;
        const ServingOutline& outline = m_study.outline;
        const ServingSetup& setup = m_question.setup;
        add("Busiest hour", "requests a day x share of the busiest hour / 3,600 s",
            formatSignificant(workload.requestsPerDay) + " x " +
                formatPercent(workload.peakHourShare) + " / 3,600 s",
            rateText(outline.peakPerSecond), "docs/serving.md 5", m_arrivals);
        add("Full house",
            "machines x requests at a time / (steps of an answer x time of a step, prompts read "
            "between them)",
            count(setup.replicas) + " x at most " + count(outline.running) + ", steps of at most " +
                formatTokens(setup.batchedTokens),
            rateText(outline.housePerSecond), kSimulation, m_house);
        add("Load", "busiest hour / full house", "", shareText(outline.load()), kSimulation, m_all);
        add("Prompts and answers",
            "lognormal, mean as typed; standard deviation / mean chosen by us, 0.8 to 1.5 in chats",
            formatTokens(workload.prompt) + " x (1 ± " + formatSignificant(kPromptVariation) +
                "), " + formatTokens(workload.answer) + " x (1 ± " +
                formatSignificant(kAnswerVariation) + ")",
            formatPercent(workload.cachedPromptShare) + " of prompts cached",
            "ShareGPT, LMSYS; docs/serving.md 6",
            InputList(m_of)
                .fields({"workload.prompt_tokens", "workload.answer_tokens",
                         "workload.cached_prompt_share"})
                .take());
    }

    void addLatencies() {
        const ServingResult& peak = m_study.peak;
        const Seconds trip = m_question.setup.roundTrip;
        const std::string beyond =
            trip.value > 0 ? " + " + formatDuration(trip) + " for network and taking it in"
                           : std::string();
        addLatency("Wait before a request starts", "first scheduled - arrived", peak.wait);
        addLatency("First token", "first token - arrived" + beyond, peak.firstToken);
        addLatency("Between tokens", "(last token - first token) / (tokens of the answer - 1)",
                   peak.perToken);
        addLatency("Whole answer", "last token - arrived" + beyond, peak.endToEnd);
        addOccupancy();
    }

    void addLimits() {
        const ServingSlo& slo = m_question.slo;
        if (!slo.firstToken && !slo.speed) return;
        const ServingResult& peak = m_study.peak;
        add("Within what is asked", "requests with " + askedText() + " / all that arrive", "",
            shareText(peak.goodShare) + ", " + rateText(peak.goodPerSecond), kSimulation, m_judged);
        if (m_study.largest) addLargest(*m_study.largest);
        if (m_study.needed) addNeeded(*m_study.needed);
    }

    void addOverflow() {
        if (!m_overflow) return;
        add("Overflow to an API",
            "requests of a day that no machine takes in time x days a month, at the prices of the "
            "cheapest allowed API",
            shareText(m_overflow->share) + " of the requests, " +
                count(m_overflow->requestsPerMonth) + " a month" +
                (m_overflow->name.empty() ? "" : ", to " + m_overflow->name),
            m_overflow->perMonth ? formatMoney(*m_overflow->perMonth) + " a month" : "no API",
            kSimulation,
            InputList(m_of)
                .with(m_judged)
                .fields({"workload.active_days_per_month"})
                .row("api_prices", m_overflow->offerId)
                .take());
    }

    std::vector<ExplanationLine> take() { return std::move(m_lines); }

private:
    void add(std::string label, std::string formula, std::string numbers, std::string result,
             std::string source, InputReferences inputs) {
        m_lines.push_back({std::move(label), std::move(formula), std::move(numbers),
                           std::move(result), std::move(source), std::move(inputs)});
    }

    void addLatency(std::string label, const std::string& formula, const LatencySummary& latency) {
        add(std::move(label),
            formula + "; " + count(static_cast<double>(latency.count)) +
                " requests after the warm-up, seed " + std::to_string(m_options.seed),
            "mean " + formatDuration(latency.mean),
            "P50 " + formatDuration(latency.p50) + ", P95 " + formatDuration(latency.p95) +
                ", P99 " + formatDuration(latency.p99),
            "played step by step, docs/serving.md 6", m_all);
    }

    /// How full queue, places, cache and steps are.
    void addOccupancy() {
        const ServingResult& peak = m_study.peak;
        const QueueSummary& queue = peak.queue;
        add("Somebody waits", "time with a queue / time",
            formatDuration(peak.window * queue.nonEmptyShare) + " / " + formatDuration(peak.window),
            shareText(queue.nonEmptyShare), kSimulation, m_all);
        add("Waiting at a time", "requests waiting, mean over time; longest queue of a machine", "",
            formatNumber(queue.mean, 2) + ", at most " + count(queue.longest), kSimulation, m_all);
        add("Places taken",
            "requests running / " + count(m_study.outline.running) +
                " at a time on each machine, over time",
            "", shareText(peak.utilisation.allocated), kSimulation, m_all);
        add("Cache taken", "blocks of the cache that are taken / blocks, over time", "",
            shareText(peak.utilisation.cache), kSimulation, m_all);
        add("Busy", "time in which a step runs / time", "", shareText(peak.utilisation.busy),
            kSimulation, m_all);
    }

    void addLargest(const LargestLoad& largest) {
        const Range<double>& day = largest.requestsPerDay;
        add("Largest load",
            "requests a day at which " + formatPercent(m_question.slo.share) +
                " are just within what is asked, the busiest hour no more than a full house; mean "
                "and 95 % confidence over " +
                count(m_options.capacityRuns) + " seeds, " +
                count(static_cast<double>(largest.simulated)) + " requests",
            "", count(day.likely) + " a day (" + count(day.low) + " to " + count(day.high) + ")",
            kSimulation, m_judged);
    }

    void addNeeded(const ReplicasNeeded& needed) {
        add("Machines needed",
            "fewest with which " + formatPercent(m_question.slo.share) +
                " are within what is asked and the busiest hour is finished",
            shareText(needed.goodShare) + " with them",
            needed.replicas ? count(*needed.replicas)
                            : "more than " + count(m_options.mostReplicas),
            kSimulation, m_judged);
    }

    std::string askedText() const {
        const ServingSlo& slo = m_question.slo;
        std::string text;
        if (slo.firstToken) text = "first token within " + formatDuration(*slo.firstToken);
        if (slo.speed) text += (text.empty() ? "" : ", ") + ("at least " + formatRate(*slo.speed));
        return text;
    }

    const ServingQuestion& m_question;
    const ServingStudyOptions& m_options;
    const ServingStudy& m_study;
    const std::optional<OverflowPrice>& m_overflow;
    Explained m_of;
    InputReferences m_arrivals;
    InputReferences m_house;
    InputReferences m_all;     ///< that a simulation of the busiest hour rests on
    InputReferences m_judged;  ///< and with what is asked
    std::vector<ExplanationLine> m_lines;
};

}  // namespace

std::vector<ExplanationLine> explainServing(const SimulatedServing& simulated,
                                            const OptionResult& result, const Scenario& scenario,
                                            const Catalog& catalog) {
    ServingLines lines(simulated, {result, scenario, catalog});
    lines.addLoad();
    lines.addLatencies();
    lines.addLimits();
    lines.addOverflow();
    return lines.take();
}

}  // namespace headroom
