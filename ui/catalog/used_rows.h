// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>

namespace headroom {

class Document;

/// Keys (`rowKey`) by table.
using UsedRows = std::map<std::string, std::set<std::string>, std::less<>>;

/// The rows that the answer rests on: model, formats, tariff and exchange rate of the scenario, and
/// the offers and devices of the highlighted and the focused options. Not every row that was
/// compared: that is nearly all of them.
UsedRows usedRows(const Document& document);

}  // namespace headroom
