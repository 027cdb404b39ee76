// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/evaluate.h"
#include "ui/charts/why.h"
#include "ui/widgets/labels.h"

namespace headroom::answer {

/// One of the five lines of an option card.
struct Figure {
    QString label;
    QString value;
    Tone tone{Tone::Plain};
    QString tip;
    std::optional<WhyTarget> why{};  ///< where its working stands
};

/// Cost, cost per million tokens, memory, speed, power: the same five lines for every kind, so that
/// cards compare. What is unknown or does not apply says so.
std::vector<Figure> figures(const OptionResult& result, const Scenario& scenario);
/// What else must be said of an option: the fallbacks of its kernels, or what would happen if it
/// were tried although it is out. `value` is empty when there is nothing.
Figure aside(const OptionResult& result);
/// "$9,499 · price of 22 Sep 2026".
QString priceLine(const OptionResult& result, const Catalog& catalog);
/// "22 Sep 2026" or "Sep 2026" from an ISO date, the text itself when it is neither.
QString dateText(const std::string& iso);
/// "Even with ... after 5.2 months".
QString breakEvenText(const BreakEvenPair& pair, const Evaluation& evaluation);

/// Options that fell out for the same first reason.
struct LeftOut {
    QString title;   ///< "Memory"
    QString counts;  ///< "38 own, 211 rented"
    QString sentence;
    QString nearestId;  ///< option that comes closest
};
std::vector<LeftOut> leftOut(const Evaluation& evaluation);

}  // namespace headroom::answer
