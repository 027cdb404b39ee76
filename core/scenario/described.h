// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

/// What the model is for: decides the shape of a request and of a day.
enum class Purpose { Chat, DocumentSearch, Coding, Batch, FineTuned, Trying };
/// How capable the model must be, by total parameters.
enum class ModelSize { Small, Medium, Large, Largest };

/// A need in three answers, before any number is known.
struct Description {
    Purpose purpose{Purpose::Chat};
    int amount{5};  ///< of what `PurposeSpec::countOf` names, at least 1
    ModelSize size{ModelSize::Medium};
    std::string modelId;  ///< where one is known already; takes the place of `size`
    DataPlacement placement{DataPlacement::Anywhere};
};

/// A purpose in words, for a person to choose from, with how many there usually are.
struct PurposeSpec {
    Purpose id{};
    std::string_view label;
    std::string_view help;     ///< what it assumes, with the numbers
    std::string_view countOf;  ///< "People who use it"
    int usualAmount{};
    int largestAmount{};
};
std::span<const PurposeSpec> purposes();
const PurposeSpec& purposeSpec(Purpose purpose);

struct ModelSizeSpec {
    ModelSize id{};
    std::string_view label;
    std::string_view help;
};
std::span<const ModelSizeSpec> modelSizes();

/// A scenario that can be judged as it stands. The request shapes are planning figures of ours, the
/// same as those of the examples, to be replaced by measured ones; nothing beside model, workload,
/// privacy, product stage, title and question is touched in `base`. Contexts stay within the
/// model's. A catalog without the usual model of a size gives the text model nearest in parameters.
Scenario describedScenario(const Description& description, const Catalog& catalog,
                           const Scenario& base = {});

}  // namespace headroom
