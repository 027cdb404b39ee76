// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/decision/option.h"
#include "tests/core/cost/cost_cases.h"

namespace headroom::tests {

/// A feasible option that costs `presentValue` dollars.
inline OptionResult resultOf(const std::string& id, OptionKind kind, double presentValue) {
    OptionResult result;
    result.option.id = id;
    result.option.catalogId = id;
    result.option.name = "Box " + id;
    result.option.kind = kind;
    result.feasible = true;
    result.presentValue = result.total = money(presentValue);
    result.cash = levelFlow(0, presentValue / 36, 36);
    if (kind != OptionKind::Api) {
        Ledger ledger;
        DeviceLedger device;
        device.usable = gibibytes(48);
        device.weights = gibibytes(40);
        ledger.devices.push_back(device);
        result.ledger = ledger;
        SpeedEstimate speed;
        speed.decodePerUser = {tokensPerSecond(9), tokensPerSecond(12), tokensPerSecond(15)};
        speed.firstTokenBusy = {seconds(3), seconds(4), seconds(5)};
        result.speed = speed;
    }
    if (kind == OptionKind::Own) {
        PowerEstimate power;
        power.states = {watts(10), watts(200), watts(300), watts(400), true};
        result.power = power;
    }
    return result;
}

inline OptionResult excluded(OptionResult result, Constraint constraint) {
    result.feasible = false;
    result.exclusions.push_back({constraint, "Reason.", "Remedy."});
    return result;
}

inline OptionResult unpriced(const std::string& id) {
    OptionResult result = resultOf(id, OptionKind::Own, 0);
    result.cash.reset();
    return result;
}

inline std::string idsOf(const std::vector<OptionResult>& options) {
    std::string ids;
    for (const OptionResult& result : options) {
        ids += (ids.empty() ? "" : " ") + result.option.id;
    }
    return ids;
}

}  // namespace headroom::tests
