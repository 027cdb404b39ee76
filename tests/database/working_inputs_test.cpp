// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What each line of working says it was computed from, against what really moves it: every number
// of every example is varied, and every line that changes must name it.
#include <QDir>
#include <algorithm>
#include <map>
#include <set>

#include "core/explain/explain.h"
#include "core/scenario/fields.h"
#include "core/units/format.h"
#include "database/scenario_document.h"
#include "tests/support/catch.h"
#include "tests/support/moved_inputs.h"
#include "tests/support/seed_catalog.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The lines of an option by section, label and how many lines before have that label.
using Working = std::map<std::tuple<int, std::string, int>, ExplanationLine>;

void addSection(Working& working, int section, std::vector<ExplanationLine> lines) {
    std::map<std::string, int> seen;
    for (ExplanationLine& line : lines) {
        const int before = seen[line.label]++;
        working.emplace(std::tuple{section, line.label, before}, std::move(line));
    }
}

Working workingOf(const OptionResult& option, const Scenario& scenario) {
    Working working;
    addSection(working, 0, explainMemory(option, scenario, seedCatalog()));
    addSection(working, 1, explainSpeed(option, scenario, seedCatalog()));
    addSection(working, 2, explainPower(option, scenario, seedCatalog()));
    addSection(working, 3, explainCost(option, scenario, seedCatalog()));
    return working;
}

std::vector<Scenario> exampleFiles() {
    std::vector<Scenario> scenarios;
    const QDir folder(QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples"));
    for (const QString& name : folder.entryList({u"*.headroom"_s}, QDir::Files, QDir::Name)) {
        scenarios.push_back(loadScenario(folder.filePath(name)).scenario);
    }
    return scenarios;
}

/// Every kind of option and every part of the working, beside what the examples ask for.
std::vector<Scenario> variants() {
    std::vector<Scenario> scenarios = exampleFiles();
    Scenario taxed = scenarios.front();
    taxed.financing.choice = FinancingChoice::Each;
    taxed.incomeTax.federalRate = 0.21;
    taxed.incomeTax.stateRate = 0.05;
    taxed.workload.monthlyGrowth = 0.04;
    taxed.workload.requestsPerDay = 40'000;
    taxed.colocation.pricePerKilowatt = 180;
    taxed.colocation.networkPerMonth = 40;
    taxed.finance.salesTaxRate = 0.08;
    taxed.finance.shippingPerMachine = 90;
    taxed.finance.siteWork = 500;
    taxed.finance.sparesShare = 0.03;
    taxed.finance.warrantyShare = 0.05;
    taxed.finance.networkPerMonth = 30;
    taxed.finance.softwarePerGpuYear = 100;
    taxed.finance.supportShare = 0.1;
    taxed.finance.storageGigabytes = 50;
    taxed.finance.batchShare = 0.2;
    taxed.finance.egressGigabytesPerMonth = 300;
    taxed.finance.hardwareDriftPerYear = 0.03;
    taxed.finance.cloudDriftPerYear = 0.04;
    taxed.finance.apiDriftPerYear = -0.1;
    taxed.workload.cachedPromptShare = 0.3;
    taxed.finance.start = "2026-12";
    taxed.existing = {"mac-studio-m3ultra-256", 2, "2025-03", {}, 1000};
    taxed.model.draftTokens = 3;
    scenarios.push_back(taxed);
    taxed.existing.marketValue = 3000;
    taxed.workload.monthlyGrowth = 0;
    taxed.place.electricityPriceOverride = 0.2;
    taxed.place.networkMilliseconds = 30;
    taxed.model.index.vectors = 1e6;
    scenarios.push_back(taxed);
    return scenarios;
}

/// Whether no line of the working can differ, as far as the figures of the result tell.
bool sameResult(const OptionResult& a, const OptionResult& b) {
    const auto free = [](const OptionResult& option) {
        return option.ledger ? option.ledger->total().free() : Bytes{};
    };
    const auto step = [](const OptionResult& option) {
        return option.speed ? option.speed->firstTokenBusy.likely + option.speed->step.total()
                            : Seconds{};
    };
    const auto tuned = [](const OptionResult& option) {
        return option.fineTune ? option.fineTune->used() : Bytes{};
    };
    return free(a) == free(b) && step(a) == step(b) && tuned(a) == tuned(b) &&
           a.presentValue == b.presentValue && a.total == b.total && a.notes == b.notes &&
           a.costPerMillionTokens == b.costPerMillionTokens && a.utilisation == b.utilisation &&
           a.power.has_value() == b.power.has_value() &&
           (!a.power || a.power->average == b.power->average);
}

/// One option of each sort: what its lines rest on follows from the sort alone.
std::vector<std::string> representatives(const Evaluation& evaluation) {
    std::vector<std::string> chosen;
    std::set<std::tuple<OptionKind, RentTier, Payment, EngineChoice, bool, bool>> seen;
    for (const OptionResult& result : evaluation.options) {
        const Option& option = result.option;
        const Machine* const machine = seedCatalog().machine(option.catalogId);
        const bool several = result.ledger && result.ledger->devices.size() > 1;
        if (seen.emplace(option.kind, option.tier, option.payment, option.engine,
                         machine != nullptr && machine->unifiedMemory, several)
                .second) {
            chosen.push_back(option.id);
        }
    }
    return chosen;
}

/// A sentence without its numbers.
std::string wordsOf(std::string text) {
    std::erase_if(text, [](char c) { return (c >= '0' && c <= '9') || c == ',' || c == '.'; });
    return text;
}

/// Which line does not name the field that moved it, with one option it happens in.
using Omissions = std::map<std::string, std::string>;

void compare(const Working& before, const Working& after, const Field& field,
             const OptionResult& option, Omissions& omissions) {
    for (const auto& [key, line] : before) {
        const auto found = after.find(key);
        if (found == after.end() || found->second.result == line.result) continue;
        // Another note in this place is no change of this one.
        if (line.label == "Note" && wordsOf(line.result) != wordsOf(found->second.result)) continue;
        if (names(line, field.id)) continue;
        omissions.emplace(std::string(field.id) + " moves \"" + line.label + "\" (" +
                              std::string(optionKindLabel(option.option.kind)) + ")",
                          option.option.id + ": " + line.result + " -> " + found->second.result);
    }
}

}  // namespace

TEST_CASE("A line that an input moves names it", "[explain][inputs]") {
    Omissions omissions;
    for (const Scenario& scenario : variants()) {
        const Evaluation evaluation = evaluate(scenario, seedCatalog());
        std::map<std::string, Working> before;
        for (const std::string& id : representatives(evaluation)) {
            before[id] = workingOf(*evaluation.find(id), scenario);
        }
        for (const Field& field : fields()) {
            const std::optional<double> value = neighbour(field, scenario);
            if (!value) continue;
            Scenario moved = scenario;
            field.set(moved, *value);
            const Evaluation other = evaluate(moved, seedCatalog());
            for (const auto& [id, working] : before) {
                const OptionResult* const option = other.find(id);
                if (option == nullptr || sameResult(*option, *evaluation.find(id))) continue;
                compare(working, workingOf(*option, moved), field, *option, omissions);
            }
        }
    }
    for (const auto& [what, where] : omissions) UNSCOPED_INFO(what + "   " + where);
    CHECK(omissions.empty());
}
