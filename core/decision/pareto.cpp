// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/pareto.h"

#include <algorithm>

#include "core/decision/constraints.h"

namespace headroom {
namespace {

constexpr Privacy kContracted{.placement = DataPlacement::ContractedCloud};

PrivacyGrade cloudGrade(const CloudOffer* offer) {
    const bool contracted = offer != nullptr && !cloudPlacement(*offer, kContracted);
    return contracted ? PrivacyGrade::ContractedCloud : PrivacyGrade::AnyCloud;
}

PrivacyGrade apiGrade(const ApiOffer* offer, const Catalog& catalog) {
    const bool agreed = offer != nullptr && !apiPlacement(*offer, kContracted, catalog);
    return agreed ? PrivacyGrade::HostedApiUnderAgreement : PrivacyGrade::HostedApi;
}

/// -1 where `a` is worse than `b`, 1 where it is better, 0 where they are equal.
template <class T>
int compared(const T& a, const T& b, bool lessIsBetter) {
    if (a == b) return 0;
    return (a < b) == lessIsBetter ? 1 : -1;
}

}  // namespace

std::string_view privacyGradeLabel(PrivacyGrade grade) {
    switch (grade) {
        case PrivacyGrade::HostedApi:
            return "hosted API";
        case PrivacyGrade::HostedApiUnderAgreement:
            return "hosted API under an agreement";
        case PrivacyGrade::AnyCloud:
            return "any cloud";
        case PrivacyGrade::ContractedCloud:
            return "contracted cloud";
        case PrivacyGrade::OwnHardwareElsewhere:
            return "own hardware elsewhere";
        case PrivacyGrade::OwnPremises:
            return "own premises";
    }
    return "";
}

PrivacyGrade privacyGrade(const Option& option, const Catalog& catalog) {
    switch (option.kind) {
        case OptionKind::Own:
        case OptionKind::Kept:
            return PrivacyGrade::OwnPremises;
        case OptionKind::Colocated:
            return PrivacyGrade::OwnHardwareElsewhere;
        case OptionKind::Rented:
        case OptionKind::Later:
            return cloudGrade(catalog.cloudOffer(option.catalogId));
        case OptionKind::Api:
            return apiGrade(catalog.apiOffer(option.catalogId), catalog);
        case OptionKind::Burst:
            return cloudGrade(catalog.cloudOffer(option.secondId));
        case OptionKind::Hybrid:
            return apiGrade(catalog.apiOffer(option.secondId), catalog);
    }
    return PrivacyGrade::HostedApi;
}

ParetoPoint paretoPoint(const OptionResult& result, const Catalog& catalog) {
    ParetoPoint point{.cost = result.presentValue.amount(),
                      .privacy = privacyGrade(result.option, catalog)};
    if (result.speed) {
        point.firstToken = result.speed->firstTokenBusy.likely;
        point.speedPerUser = result.speed->decodePerUser.likely;
    }
    return point;
}

bool dominates(const ParetoPoint& a, const ParetoPoint& b) {
    if (!a.firstToken || !a.speedPerUser) return false;
    std::vector<int> marks{compared(a.cost, b.cost, true), compared(a.privacy, b.privacy, false)};
    if (b.firstToken) marks.push_back(compared(*a.firstToken, *b.firstToken, true));
    if (b.speedPerUser) marks.push_back(compared(*a.speedPerUser, *b.speedPerUser, false));
    const auto [worst, best] = std::minmax_element(marks.begin(), marks.end());
    return *worst >= 0 && *best > 0;
}

std::vector<std::size_t> paretoFront(std::span<const OptionResult> options,
                                     const Catalog& catalog) {
    std::vector<std::size_t> feasible;
    std::vector<ParetoPoint> points(options.size());
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (!options[i].feasible) continue;
        feasible.push_back(i);
        points[i] = paretoPoint(options[i], catalog);
    }
    std::vector<std::size_t> front;
    for (const std::size_t i : feasible) {
        const bool beaten = std::any_of(feasible.begin(), feasible.end(), [&](std::size_t other) {
            return dominates(points[other], points[i]);
        });
        if (!beaten) front.push_back(i);
    }
    return front;
}

}  // namespace headroom
