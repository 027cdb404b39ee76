// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/scenario/scenario.h"

namespace headroom {

enum class Severity { Note, Warning, Error };

/// Something wrong or remarkable, as data. `message` is a sentence with the numbers in it; `remedy`
/// the smallest change that cures it.
struct Finding {
    Severity severity{Severity::Note};
    std::string field;  ///< Field id, empty = the whole scenario
    std::string message;
    std::string remedy;
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// Every problem at once: numbers that are NaN, infinite or out of the field's range, unknown
/// catalog ids, a context beyond the model's maximum, a prompt plus answer beyond the context, a KV
/// format that the engine lacks, a currency without a rate. Errors mean `evaluate` has nothing
/// meaningful to say.
std::vector<Finding> validate(const Scenario& scenario, const Catalog& catalog);
bool hasErrors(const std::vector<Finding>& findings);

}  // namespace headroom
