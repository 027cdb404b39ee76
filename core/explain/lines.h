// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/catalog/catalog.h"
#include "core/decision/memory_question.h"
#include "core/explain/explain.h"
#include "core/explain/input_list.h"

namespace headroom {

/// "source, date" of a catalog row; "source unknown" when it has none.
std::string sourceText(const Provenance& provenance);

/// "RTX 3090" or "2 x RTX 3090".
std::string devicesText(const DeviceSet& devices);

}  // namespace headroom
