// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/speed_lines.h"
#include "core/units/format.h"

namespace headroom {
namespace {

constexpr const char* kSource = "docs/serving.md 4";

std::string billions(double operations) {
    return formatSignificant(operations / 1e9) + " G";
}

std::string passesText(const FineTuning& job) {
    std::string text = "forward";
    if (job.checkpointing) text += " twice (checkpointing)";
    return text + (job.method == FineTuneMethod::Full ? ", backward for inputs and weights"
                                                      : ", backward for inputs");
}

void addStepLine(std::vector<ExplanationLine>& lines, const TrainingTime& time,
                 const Explained& of) {
    const FineTuning& job = of.scenario.workload.fineTuning;
    const TrainingOperations& work = time.perToken;
    lines.push_back(
        {"Fine-tuning, operations a token", "2 x weights a pass, and attention: " + passesText(job),
         billions(work.dense + work.experts) + " x " + formatNumber(work.matrixPasses) + " + " +
             billions(work.attention) + " x " + formatNumber(work.attentionPasses, 1),
         billions(work.total()), kSource,
         InputList(of)
             .fields({"workload.fine_tune_method", "workload.fine_tune_checkpointing",
                      "workload.fine_tune_sequence_tokens"})
             .with(inputs::model(of))
             .take()});
    std::string numbers =
        formatNumber(time.rate.value / 1e12, 1) + " TFLOPS x " + formatPercent(time.denseShare);
    if (work.experts > 0) numbers += ", experts " + formatPercent(time.expertShare);
    if (time.step.unpack.value > 0) {
        numbers += "; " + formatDuration(time.step.unpack) + " to unpack 4-bit weights";
    }
    if (time.step.exchange.value > 0) {
        numbers += "; " + formatDuration(time.step.exchange) + " more for the links";
    }
    lines.push_back({"Fine-tuning, one step", "operations / (16-bit rate x share it reaches)",
                     numbers, formatDuration(time.step.total()),
                     "speed class " + time.parametersId + ", " + kSource +
                         (time.rateEstimated ? "; rate estimated from the bandwidth" : ""),
                     inputs::trainingStep(of)});
}

}  // namespace

void addTrainingLines(std::vector<ExplanationLine>& lines, const Explained& of) {
    if (!of.result.training) return;
    const TrainingJobs& jobs = *of.result.training;
    const TrainingTime& time = jobs.time;
    const FineTuning& job = of.scenario.workload.fineTuning;
    const InputReferences from = inputs::trainingJob(of);
    addStepLine(lines, time, of);
    lines.push_back({"Fine-tuning, one job", "tokens / tokens a step x step",
                     formatTokens(job.tokensPerJob) + " at " + formatRate(time.speed()),
                     rangeText(time.perJob), kSource, from});
    if (jobs.energyPerJob) {
        lines.push_back({"Fine-tuning, energy of a job", "power under full load x time x PUE", "",
                         formatNumber(jobs.energyPerJob->value, 2) + " kWh", "docs/hardware.md 2",
                         inputs::trainingEnergy(of)});
    }
    if (jobs.costPerJob) {
        lines.push_back(
            {"Fine-tuning, cost of a job",
             jobs.energyPerJob ? "energy x price of electricity" : "time x price of an hour", "",
             formatMoney(*jobs.costPerJob), kSource, inputs::trainingCost(of)});
    }
    std::string month;
    if (jobs.energyPerJob) {
        month = formatNumber(jobs.energyPerJob->value * time.jobsPerMonth, 1) + " kWh";
    }
    if (jobs.costPerJob) {
        const Money all =
            money(jobs.costPerJob->amount() * time.jobsPerMonth, jobs.costPerJob->currency);
        month += (month.empty() ? "" : ", ") + formatMoney(all);
    }
    lines.push_back(
        {"Fine-tuning, a month", "jobs x time of one",
         formatSignificant(time.jobsPerMonth) + " jobs" + (month.empty() ? "" : "; " + month),
         rangeText(time.perMonth()), kSource,
         InputList(of).fields({"workload.fine_tune_jobs_per_month"}).with(from).take()});
}

}  // namespace headroom
