// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "tests/soak/stage.h"

namespace headroom::soak {

/// One thing that a person does; the weight says how often.
struct Step {
    const char* name;
    int weight;
    void (*run)(Stage& stage, Chance& chance);
};

/// In the form and on the pages.
std::span<const Step> windowSteps();
/// Files: documents, reports, workbooks, cases.
std::span<const Step> fileSteps();
/// The catalog, imports, dialogs and the guide.
std::span<const Step> catalogSteps();

}  // namespace headroom::soak
