// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/scenario/fields.h"

namespace headroom {

class Document;

/// What a folded group says in its header: "fits 14 of 72 machines", "1.9 M tokens a day".
QString groupSummary(FieldGroup group, const Document& document);
/// The same for the fold with the fine-tuning fields: "none", "LoRA, 4 jobs a month".
QString fineTuningSummary(const Scenario& scenario);
QString indexSummary(const Scenario& scenario);

}  // namespace headroom
