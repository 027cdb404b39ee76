// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "core/scenario/scenario.h"

namespace headroom {

/// Inputs that are the same in most scenarios of one person: where the machine stands, in which
/// currency one pays, who writes. By field id, in the order of the form.
std::span<const std::string_view> personalFields();
/// What a new scenario starts from: the defaults of the fields with the person's own values of
/// `personalFields`, from the settings. A saved value that can no longer be read is left out.
Scenario newScenario();
/// Keeps the values of `personalFields` that differ from the defaults, so that a later default can
/// reach people.
void savePersonalFields(const Scenario& scenario);

}  // namespace headroom
