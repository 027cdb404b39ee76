// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

using field_access::bound;

std::span<const Field> documentFields() {
    static const std::array table{
        bound<&Scenario::title>({
            .id = "document.title",
            .group = FieldGroup::Document,
            .kind = FieldKind::Text,
            .label = "Title",
            .help = "What this case is called in the window, in file lists and on the report.",
        }),
        bound<&Scenario::question>({
            .id = "document.question",
            .group = FieldGroup::Document,
            .kind = FieldKind::Text,
            .label = "Question",
            .help = "The decision in one sentence, as the person who has to make it would ask it. "
                    "The report opens with it.",
        }),
        bound<&Scenario::author>({
            .id = "document.author",
            .group = FieldGroup::Document,
            .kind = FieldKind::Text,
            .label = "Author",
            .help = "Who worked this out; printed on the report.",
        }),
        bound<&Scenario::company>({
            .id = "document.company",
            .group = FieldGroup::Document,
            .kind = FieldKind::Text,
            .label = "Company",
            .help = "For whom; printed on the report.",
        }),
    };
    return table;
}

namespace {

std::array<Field, 3> engineFields() {
    return {
        bound<&Scenario::model, &ModelChoice::modelId>({
            .id = "model.id",
            .group = FieldGroup::Model,
            .kind = FieldKind::CatalogChoice,
            .label = "Model",
            .help = "The open-weight model to run. Its layers decide how many bytes the weights "
                    "and each token of context take.",
            .defaultReason = "A small, widely used model that runs on almost everything.",
            .table = "models",
        }),
        bound<&Scenario::model, &ModelChoice::weightFormatId>({
            .id = "model.weights",
            .group = FieldGroup::Model,
            .kind = FieldKind::CatalogChoice,
            .label = "Weights",
            .help = "How the weights are stored. Fewer bits per weight need less memory and decode "
                    "faster, and lose some quality; below about four bits the loss shows.",
            .defaultReason = "Q4_K_M is the usual compromise: about 4.9 bits per weight in the "
                             "file and a small loss of quality.",
            .table = "weight_formats",
        }),
        bound<&Scenario::model, &ModelChoice::engine>({
            .id = "model.engine",
            .group = FieldGroup::Model,
            .kind = FieldKind::Choice,
            .label = "Engine",
            .help = "The program that runs the model. Engines differ in the memory they reserve, "
                    "in the formats they load and in how well they serve many users at once.",
            .defaultReason = "Each machine gets the best engine that it supports and that loads "
                             "the chosen weights.",
        }),
    };
}

std::array<Field, 3> cacheFields() {
    return {
        bound<&Scenario::model, &ModelChoice::kvFormatId>({
            .id = "model.kv_cache",
            .group = FieldGroup::Model,
            .kind = FieldKind::CatalogChoice,
            .label = "KV cache",
            .help = "How keys and values of earlier tokens are stored. Eight bits halve the cache "
                    "of long contexts; below that, answers over long contexts suffer first.",
            .defaultReason = "16 bits is what the engines take unless told otherwise.",
            .table = "weight_formats",
        }),
        bound<&Scenario::model, &ModelChoice::companions>({
            .id = "model.companions",
            .group = FieldGroup::Model,
            .kind = FieldKind::Text,
            .label = "Also loaded",
            .help = "Models beside the main one, separated by commas: bge-m3*2 serves two requests "
                    "at once, draft=qwen3-0.6b drafts for the main model, bge-m3/swapped is loaded "
                    "only when used. In full role=model@format*slots:context/swapped; roles are "
                    "draft, embedding, reranker and vision.",
            .defaultReason = "Most chat services run one model only.",
            .table = "models",
        }),
        bound<&Scenario::model, &ModelChoice::ubatch>({
            .id = "model.ubatch_tokens",
            .group = FieldGroup::Model,
            .kind = FieldKind::Integer,
            .label = "Prompt batch",
            .unit = "tokens",
            .minimum = 32,
            .maximum = 16384,
            .step = 32,
            .help = "Tokens of a prompt computed together (ubatch). Larger ones read prompts "
                    "faster and need a larger compute buffer.",
            .defaultReason = "llama.cpp takes 512 unless told otherwise.",
        }),
    };
}

std::array<Field, 2> draftFields() {
    return {
        bound<&Scenario::model, &ModelChoice::draftTokens>({
            .id = "model.draft_tokens",
            .group = FieldGroup::Model,
            .kind = FieldKind::Integer,
            .label = "Drafted tokens",
            .unit = "a step",
            .minimum = 1,
            .maximum = 64,
            .step = 1,
            .help = "Speculative decoding: tokens that a draft model among “Also loaded”, the "
                    "model's own prediction blocks or text found in the prompt propose for each "
                    "step. It helps one user most and costs speed under load. Empty means none.",
            .defaultReason = "Engines do not speculate unless told to.",
        }),
        bound<&Scenario::model, &ModelChoice::draftAcceptance>({
            .id = "model.draft_acceptance",
            .group = FieldGroup::Model,
            .kind = FieldKind::Percent,
            .label = "Accepted drafts",
            .unit = "%",
            .minimum = 0,
            .maximum = 1,
            .step = 0.05,
            .help = "Chance that a drafted token is right when those before it are. Engines print "
                    "it; code and quotations reach 80 % and more, free prose 50 to 70 %.",
            .defaultReason = "Drafts of the model's own family come near it in chats.",
        }),
    };
}

std::array<Field, 3> serverFields() {
    return {
        bound<&Scenario::model, &ModelChoice::batchedTokens>({
            .id = "model.batched_tokens",
            .group = FieldGroup::Model,
            .kind = FieldKind::Integer,
            .label = "vLLM step",
            .unit = "tokens",
            .minimum = 256,
            .maximum = 131072,
            .step = 256,
            .help = "Tokens of all requests that vLLM computes in one step "
                    "(--max-num-batched-tokens). Its profile run sets aside memory for them; fewer "
                    "read long prompts more slowly.",
            .defaultReason = "vLLM takes 2,048 on small devices and 8,192 or more on large ones.",
        }),
        bound<&Scenario::model, &ModelChoice::eager>({
            .id = "model.eager",
            .group = FieldGroup::Model,
            .kind = FieldKind::Flag,
            .label = "No CUDA graphs",
            .help = "vLLM's --enforce-eager: saves the memory of captured graphs, and every step "
                    "takes longer, most of all for few users and small models.",
            .defaultReason = "Graphs are vLLM's default and what its speed was measured with.",
        }),
        bound<&Scenario::model, &ModelChoice::textOnly>({
            .id = "model.text_only",
            .group = FieldGroup::Model,
            .kind = FieldKind::Flag,
            .label = "Text only",
            .help = "Leaves out vision and audio towers where the engine loads them with the "
                    "weights, as vLLM does (--limit-mm-per-prompt). GGUF files hold the text part "
                    "alone.",
            .defaultReason = "A model is served with all it can do.",
        }),
    };
}

}  // namespace

std::span<const Field> modelFields() {
    static const std::vector<Field> table =
        joined({engineFields(), cacheFields(), draftFields(), serverFields()});
    return table;
}

}  // namespace headroom
