// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/group_summary.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>
#include <set>

#include "core/decision/weighted_score.h"
#include "core/memory/vector_index.h"
#include "core/units/format.h"
#include "ui/document/document.h"
#include "ui/widgets/counted.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("GroupSummary", text);
}

/// "1.9 M", "420 k", "87".
QString shortCount(double value) {
    if (!std::isfinite(value)) return u"?"_s;
    if (value >= 1e9) return tr("%1 B").arg(QString::fromStdString(formatSignificant(value / 1e9)));
    if (value >= 1e6) return tr("%1 M").arg(QString::fromStdString(formatSignificant(value / 1e6)));
    if (value >= 1e4) return tr("%1 k").arg(QString::fromStdString(formatSignificant(value / 1e3)));
    return QString::fromStdString(formatSignificant(value));
}

QString modelSummary(const Evaluation& evaluation) {
    std::set<std::string_view> all;
    std::set<std::string_view> fitting;
    for (const OptionResult& result : evaluation.options) {
        if (result.option.kind != OptionKind::Own) continue;
        all.insert(result.option.catalogId);
        if (result.ledger && result.ledger->fits()) fitting.insert(result.option.catalogId);
    }
    if (all.empty()) return {};
    return tr("fits %1 of %2")
        .arg(fitting.size())
        .arg(counted(static_cast<qlonglong>(all.size()), tr("1 machine"), tr("%1 machines")));
}

QString privacySummary(const Privacy& privacy) {
    if (privacy.placement == DataPlacement::Anywhere && !privacy.euOnly) return tr("no rule");
    return privacy.euOnly ? tr("hard rule, EU only") : tr("hard rule");
}

QString placeSummary(const Place& place) {
    if (!place.circuitVolts || !place.circuitAmperes) return tr("no circuit limit");
    return tr("%1 V / %2 A")
        .arg(QString::fromStdString(formatSignificant(*place.circuitVolts)),
             QString::fromStdString(formatSignificant(*place.circuitAmperes)));
}

QString financingSummary(const Scenario& scenario) {
    const bool taxed = scenario.incomeTax.federalRate > 0 || scenario.incomeTax.stateRate > 0;
    const QString tax = taxed ? tr("after tax") : tr("before tax");
    switch (scenario.financing.choice) {
        case FinancingChoice::Cash:
            return tr("cash, %1").arg(tax);
        case FinancingChoice::Loan:
            return tr("loan, %1").arg(tax);
        case FinancingChoice::Lease:
            return tr("lease, %1").arg(tax);
        case FinancingChoice::Each:
            break;
    }
    return tr("all three, %1").arg(tax);
}

}  // namespace

QString groupSummary(FieldGroup group, const Document& document) {
    const Scenario& scenario = document.scenario();
    switch (group) {
        case FieldGroup::Document:
            return QString::fromStdString(scenario.author.empty() ? scenario.company
                                                                  : scenario.author);
        case FieldGroup::Model:
            return modelSummary(document.evaluation());
        case FieldGroup::Workload: {
            const Workload& workload = scenario.workload;
            return tr("%1 tokens a day")
                .arg(shortCount(workload.requestsPerDay *
                                (workload.prompt + workload.answer).value));
        }
        case FieldGroup::Privacy:
            return privacySummary(scenario.privacy);
        case FieldGroup::Place:
            return placeSummary(scenario.place);
        case FieldGroup::Money:
            return tr("%1, %2").arg(
                counted(scenario.finance.horizonMonths, tr("1 month"), tr("%1 months")),
                QString::fromStdString(scenario.finance.currency.code()));
        case FieldGroup::Ownership:
            return tr("%1 h of care a month")
                .arg(
                    QString::fromStdString(formatSignificant(scenario.finance.adminHoursPerMonth)));
        case FieldGroup::Renting:
            return tr("%1 h a day")
                .arg(QString::fromStdString(formatSignificant(scenario.finance.rentedHoursPerDay)));
        case FieldGroup::Financing:
            return financingSummary(scenario);
        case FieldGroup::Uncertainty:
            return counted(scenario.uncertainty.draws, tr("1 draw"), tr("%1 draws"));
        case FieldGroup::Weights:
            return hasWeights(scenario.weights) ? tr("on") : tr("off");
    }
    Q_UNREACHABLE();
}

QString fineTuningSummary(const Scenario& scenario) {
    const FineTuning& job = scenario.workload.fineTuning;
    if (job.method == FineTuneMethod::None) return tr("none");
    const QString method = job.method == FineTuneMethod::Full    ? tr("full")
                           : job.method == FineTuneMethod::QLora ? u"QLoRA"_s
                                                                 : u"LoRA"_s;
    return tr("%1, %2 jobs a month")
        .arg(method, QString::fromStdString(formatSignificant(job.jobsPerMonth)));
}

QString indexSummary(const Scenario& scenario) {
    const VectorIndex& index = scenario.model.index;
    if (!(index.vectors > 0)) return tr("none");
    return tr("%1 vectors, %2")
        .arg(shortCount(index.vectors), QString::fromStdString(formatGib(indexBytes(index))));
}

}  // namespace headroom
