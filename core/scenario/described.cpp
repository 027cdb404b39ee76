// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario/described.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/scenario/companions.h"
#include "core/scenario/fields.h"
#include "core/units/format.h"

namespace headroom {

namespace {

constexpr std::array kPurposes{
    PurposeSpec{Purpose::Chat, "Chat and writing",
                "25 requests a day and person of 1,500 tokens with answers of 400; one in ten "
                "waits for an answer in the busiest moment.",
                "People who use it", 5, 100'000},
    PurposeSpec{Purpose::DocumentSearch, "Questions about our documents",
                "20 requests a day and person with 6,000 tokens of found pages, a quarter of them "
                "asked before; an embedding model and a reranker run beside the model.",
                "People who use it", 20, 100'000},
    PurposeSpec{Purpose::Coding, "Coding assistants",
                "150 steps a day and person on 20,000 tokens of code, 85 % of it unchanged since "
                "the step before; three in ten wait in the busiest moment.",
                "Developers", 10, 100'000},
    PurposeSpec{Purpose::Batch, "Working through piles of documents",
                "3,000 tokens in and 500 out for each, spread over day and night; 16 at once.",
                "Documents a day", 5'000, 10'000'000},
    PurposeSpec{Purpose::FineTuned, "A model taught on our own cases",
                "Served like a chat, and fine-tuned with LoRA on 10 million tokens every week.",
                "People who use it", 10, 100'000},
    PurposeSpec{Purpose::Trying, "Finding out whether an idea works",
                "20 requests a day and person of 900 tokens; half of the day in one hour. No "
                "product stands on it yet.",
                "People who try it", 3, 100'000},
};

constexpr std::array kSizes{
    ModelSizeSpec{ModelSize::Small, "Small, about 8B",
                  "Sorting, extracting, short chats. Fits one 24 GB card."},
    ModelSizeSpec{
        ModelSize::Medium, "Medium, about 30B",
        "Most work of an assistant; a mixture of experts answers as fast as a small one."},
    ModelSizeSpec{ModelSize::Large, "Large, about 70B",
                  "Careful writing and reasoning, every parameter at work on every token."},
    ModelSizeSpec{ModelSize::Largest, "Largest, about 235B",
                  "The best open answers that one machine can hold."},
};

/// How a request and a day look.
struct Shape {
    double prompt;
    double answer;
    double context;
    double cachedShare;
    double requestsEach;   ///< a day
    double inFlightShare;  ///< of the amount, in the busiest moment
    double peakHourShare;
    double activeDays;
};

constexpr double kWorkingDays = 22;
constexpr double kEveryDay = 30.4;
constexpr int kBatchAtOnce = 16;
constexpr int kMostAtOnce = 256;

Shape shapeOf(Purpose purpose) {
    switch (purpose) {
        case Purpose::Chat:
            return {1'500, 400, 8'192, 0, 25, 0.1, 0.2, kWorkingDays};
        case Purpose::DocumentSearch:
            return {6'000, 400, 16'384, 0.25, 20, 0.1, 0.18, kWorkingDays};
        case Purpose::Coding:
            return {20'000, 700, 65'536, 0.85, 150, 0.3, 0.18, kWorkingDays};
        case Purpose::Batch:
            return {3'000, 500, 8'192, 0, 1, 0, 1.0 / 24, kEveryDay};
        case Purpose::FineTuned:
            return {2'500, 500, 16'384, 0, 25, 0.1, 0.2, kWorkingDays};
        case Purpose::Trying:
            return {900, 300, 8'192, 0, 20, 0.1, 0.5, kWorkingDays};
    }
    return {};
}

/// The model that the examples use at this size, and the parameters that stand for it.
struct UsualModel {
    std::string_view id;
    double parameters;
};

UsualModel usualModel(ModelSize size, Purpose purpose) {
    switch (size) {
        case ModelSize::Small:
            return {"llama-3.1-8b", 8e9};
        case ModelSize::Medium:
            return purpose == Purpose::Coding ? UsualModel{"qwen3-coder-30b-a3b", 30.5e9}
                                              : UsualModel{"qwen3-30b-a3b", 30.5e9};
        case ModelSize::Large:
            return {"llama-3.3-70b", 70.6e9};
        case ModelSize::Largest:
            return {"qwen3-235b-a22b", 235e9};
    }
    return {};
}

const ModelSpec* modelFor(const Description& description, const Catalog& catalog) {
    if (const ModelSpec* known = catalog.model(description.modelId)) return known;
    const UsualModel usual = usualModel(description.size, description.purpose);
    if (const ModelSpec* found = catalog.model(usual.id)) return found;
    const ModelSpec* nearest = nullptr;
    const auto distance = [&](const ModelSpec& model) {
        return std::fabs(std::log(std::max(model.parametersTotal, 1.0) / usual.parameters));
    };
    for (const ModelSpec& model : catalog.models) {
        if (model.modality == Modality::Embedding || model.modality == Modality::Reranker) continue;
        if (nearest == nullptr || distance(model) < distance(*nearest)) nearest = &model;
    }
    return nearest;
}

void setWorkload(Workload& workload, const Description& description, const ModelSpec* model) {
    const Shape shape = shapeOf(description.purpose);
    const double amount = std::max(description.amount, 1);
    const double longest = model != nullptr && model->maxContext > tokens(0)
                               ? std::min(shape.context, model->maxContext.value)
                               : shape.context;
    workload.context = tokens(longest);
    workload.answer = tokens(std::min(shape.answer, longest / 2));
    workload.prompt = tokens(std::min(shape.prompt, longest / 2));
    workload.cachedPromptShare = shape.cachedShare;
    workload.requestsPerDay = amount * shape.requestsEach;
    workload.peakHourShare = shape.peakHourShare;
    workload.activeDaysPerMonth = shape.activeDays;
    workload.concurrentUsers =
        description.purpose == Purpose::Batch
            ? kBatchAtOnce
            : static_cast<int>(std::clamp(std::ceil(amount * shape.inFlightShare), 1.0,
                                          static_cast<double>(kMostAtOnce)));
    workload.fineTuning = {};
    if (description.purpose == Purpose::FineTuned) {
        workload.fineTuning.method = FineTuneMethod::Lora;
        workload.fineTuning.jobsPerMonth = 4.3;  // every week
    }
}

/// Two slots of each, as in the example of a search, where the catalog has them.
std::vector<Companion> searchCompanions(const Catalog& catalog) {
    std::vector<Companion> companions = parseCompanions("bge-m3*2, bge-reranker-v2-m3*2");
    std::erase_if(companions, [&](const Companion& companion) {
        return catalog.model(companion.modelId) == nullptr;
    });
    return companions;
}

std::string placementWords(DataPlacement placement) {
    Scenario scenario;
    scenario.privacy.placement = placement;
    const Field& field = *findField("privacy.placement");
    const std::string id = std::get<std::string>(field.get(scenario));
    for (const Choice& choice : field.choices) {
        if (choice.id == id) return std::string(choice.label);
    }
    return id;
}

}  // namespace

std::span<const PurposeSpec> purposes() {
    return kPurposes;
}

const PurposeSpec& purposeSpec(Purpose purpose) {
    return *std::find_if(kPurposes.begin(), kPurposes.end(),
                         [purpose](const PurposeSpec& spec) { return spec.id == purpose; });
}

std::span<const ModelSizeSpec> modelSizes() {
    return kSizes;
}

Scenario describedScenario(const Description& description, const Catalog& catalog,
                           const Scenario& base) {
    const PurposeSpec& spec = purposeSpec(description.purpose);
    const ModelSpec* const model = modelFor(description, catalog);
    Scenario scenario = base;
    if (model != nullptr) scenario.model.modelId = model->id;
    scenario.model.companions.clear();
    if (description.purpose == Purpose::DocumentSearch) {
        scenario.model.companions = searchCompanions(catalog);
    }
    setWorkload(scenario.workload, description, model);
    scenario.privacy.placement = description.placement;
    scenario.finance.stage =
        description.purpose == Purpose::Trying ? ProductStage::Idea : ProductStage::Validated;
    const std::string name = model != nullptr ? model->name : scenario.model.modelId;
    scenario.title = std::string(spec.label) + " with " + name;
    scenario.question = std::string(spec.label) + ", " + std::string(spec.countOf) + ": " +
                        formatNumber(std::max(description.amount, 1)) +
                        "; the data may go: " + placementWords(description.placement) +
                        ". What must we buy, rent or call to run " + name + "?";
    return scenario;
}

}  // namespace headroom
