// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace headroom {

enum class Confidence { Unknown, Low, Medium, High };

/// Where a figure comes from. An empty date means the date is unknown, never today.
struct Provenance {
    std::string source;  ///< URL or document; hostile text, escape before showing
    std::string date;    ///< ISO 8601, possibly only a year or year and month
    Confidence confidence{Confidence::Unknown};
    std::string notes;
    std::string changedBy;  ///< "seed", "import" or "you"

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

}  // namespace headroom
