// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/option.h"
#include "ui/charts/chart_table.h"

namespace headroom {

/// Parts of the memory by device, their sum and what stands in host memory, in GiB. Without a
/// ledger (an API) the table is empty.
TextTable ledgerTable(const OptionResult& result);

}  // namespace headroom
