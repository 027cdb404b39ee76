// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>

#include "tests/support/compare_table.h"

using namespace headroom;
using namespace headroom::tests;
using namespace headroom::tests::compare;

namespace {

constexpr std::array kNumbers{
    CompareColumn::Free,       CompareColumn::DecodePerUser, CompareColumn::DecodeTotal,
    CompareColumn::FirstToken, CompareColumn::WattsBusy,     CompareColumn::WattsIdle,
    CompareColumn::Upfront,    CompareColumn::Total,         CompareColumn::PresentValue,
    CompareColumn::PerMillion,
};

/// What a numeric column sorts by, from the evaluation itself.
std::optional<double> valueOf(const OptionResult& option, CompareColumn column) {
    const auto speed = [&](auto read) {
        return option.speed ? std::optional<double>(read(*option.speed)) : std::nullopt;
    };
    const auto power = [&](Watts PowerStates::*state) {
        const bool known = option.power && option.option.kind == OptionKind::Own;
        return known ? std::optional((option.power->states.*state).value) : std::nullopt;
    };
    const auto cost = [&](double amount) {
        return option.cash ? std::optional(amount) : std::nullopt;
    };
    switch (column) {
        case CompareColumn::Free:
            return option.ledger ? std::optional(option.ledger->headroom().value) : std::nullopt;
        case CompareColumn::DecodePerUser:
            return speed([](const SpeedEstimate& s) { return s.decodePerUser.likely.value; });
        case CompareColumn::DecodeTotal:
            return speed([](const SpeedEstimate& s) { return s.decodeTotal.likely.value; });
        case CompareColumn::FirstToken:
            return speed([](const SpeedEstimate& s) { return s.firstTokenBusy.likely.value; });
        case CompareColumn::WattsBusy:
            return power(&PowerStates::decode);
        case CompareColumn::WattsIdle:
            return power(&PowerStates::idle);
        case CompareColumn::Upfront:
            return option.upfront ? std::optional(option.upfront->amount()) : std::nullopt;
        case CompareColumn::Total:
            return cost(option.total.amount());
        case CompareColumn::PresentValue:
            return cost(option.presentValue.amount());
        case CompareColumn::PerMillion:
            return cost(option.costPerMillionTokens);
        default:
            return std::nullopt;
    }
}

/// Rows that stand in the wrong place: feasible ones come first, unknown values last.
int misplacedRows(UiWindow& ui, CompareColumn column, bool upwards) {
    int wrong = 0;
    for (int row = 1; row < table(ui).model()->rowCount(); ++row) {
        const OptionResult& above = optionAt(ui, row - 1);
        const OptionResult& below = optionAt(ui, row);
        if (above.feasible != below.feasible) {
            wrong += below.feasible;
            continue;
        }
        const auto a = valueOf(above, column);
        const auto b = valueOf(below, column);
        if (a.has_value() != b.has_value()) wrong += b.has_value();
        if (a && b) wrong += upwards ? *a > *b : *a < *b;
    }
    return wrong;
}

bool inOrderOfEvaluation(UiWindow& ui) {
    const std::vector<OptionResult>& options = ui.document().evaluation().options;
    if (table(ui).model()->rowCount() != static_cast<int>(options.size())) return false;
    for (int row = 0; row < table(ui).model()->rowCount(); ++row) {
        if (&optionAt(ui, row) != &options[static_cast<std::size_t>(row)]) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("Every numeric column sorts by value both ways, unknown last", "[compare]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Compare);
    CHECK(inOrderOfEvaluation(ui));
    for (const CompareColumn which : kNumbers) {
        const int column = static_cast<int>(which);
        INFO(heading(ui, which).toStdString());
        clickHeader(ui, column);
        CHECK(table(ui).horizontalHeader()->sortIndicatorSection() == column);
        const bool upwards =
            table(ui).horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
        CHECK(misplacedRows(ui, which, upwards) == 0);
        clickHeader(ui, column);
        CHECK(misplacedRows(ui, which, !upwards) == 0);
        clickHeader(ui, column);  // the third click goes back to the ranking
        CHECK(inOrderOfEvaluation(ui));
    }
}

TEST_CASE("Text columns sort by their words within what fits and what does not", "[compare]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Compare);
    for (const CompareColumn column : {CompareColumn::Name, CompareColumn::Kind,
                                       CompareColumn::PriceDate, CompareColumn::WhyOut}) {
        clickHeader(ui, static_cast<int>(column));
        int wrong = 0;
        for (int row = 1; row < table(ui).model()->rowCount(); ++row) {
            const bool above = optionAt(ui, row - 1).feasible;
            const bool below = optionAt(ui, row).feasible;
            if (above != below) {
                wrong += below;
                continue;
            }
            const QString a = cell(ui, row - 1, column);
            const QString b = cell(ui, row, column);
            if (b == u"unknown"_s) continue;  // last, whatever its letters say
            wrong += a == u"unknown"_s || QString::localeAwareCompare(a, b) > 0;
        }
        INFO(heading(ui, column).toStdString());
        CHECK(wrong == 0);
        clickHeader(ui, static_cast<int>(column));
        clickHeader(ui, static_cast<int>(column));
    }
}

TEST_CASE("The sort order and the choice survive an edit of the requirements", "[compare]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Compare);
    clickHeader(ui, static_cast<int>(CompareColumn::PresentValue));
    clickRow(ui, 0);
    const QString chosen = ui.document().focusedOption();
    enter(edit(ui, u"contextLengthEdit"_s), u"4096"_s);
    const bool upwards = table(ui).horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
    CHECK(misplacedRows(ui, CompareColumn::PresentValue, upwards) == 0);
    CHECK(ui.document().focusedOption() == chosen);
}
